"""Make docs/commands.md from the commands themselves: python -m scripts.commands."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

os.environ["AGENDA_LANG"] = "en"

import click

from agenda.cli import COMMANDS, SECTIONS, command_line
from agenda.cli.examples import examples

PAGE = Path(__file__).resolve().parent.parent / "docs/commands.md"
INTRODUCTION = """# Commands

Every command as `agenda COMMAND --help` tells it. What holds for all of them, and what is worth knowing of each, is on
the page on [the command line](command-line.md); the documents behind `--json` are on the page on [JSON](json.md). The
examples run one after the other, after `agenda demo`.

Made by `scripts/commands.py`.
"""
MARKS = (("--json", "JSON"), ("--plain", "plain"), ("--dry-run", "-n"), ("--yes", "-y"), ("--output", "-o"))
"""Options that many commands have, as the heads of the table name them."""


def commands_page() -> str:
    """The page: a table of all commands, then each with its usage, options and examples."""
    lines = [INTRODUCTION]
    program = command_line()
    context = click.Context(program, info_name="agenda")
    for section in SECTIONS:
        names = (*section.first_day, *section.more)
        lines += [f"## {section.title}", "", f"| | | {' | '.join(head for _, head in MARKS)} |"]
        lines += ["|---|---|" + "---|" * len(MARKS)]
        found = {name: command for name in names if (command := program.get_command(context, name)) is not None}
        lines += [_row(name, command) for name, command in found.items()]
        for name, command in found.items():
            lines += ["", f"### {name}", "", *_about(name, command, context)]
        lines.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _row(name: str, command: click.Command) -> str:
    options = {option for param in _params(command) for option in param.opts}
    marks = ("✓" if option in options else "" for option, _ in MARKS)
    return f"| [{name}](#{name.replace('_', '-')}) | {_cell(COMMANDS[name][1])} | {' | '.join(marks)} |"


def _params(command: click.Command) -> Iterator[click.Parameter]:
    yield from command.params
    for within in command.commands.values() if isinstance(command, click.Group) else ():
        yield from within.params


def _about(name: str, command: click.Command, above: click.Context) -> Iterator[str]:
    yield from _help(command)
    yield from _usage(name, command, above)
    if isinstance(command, click.Group):
        context = click.Context(command, parent=above, info_name=_with_arguments(name, command))
        for verb, within in command.commands.items():
            yield from ("", f"**{name} {verb}**: {_cell(within.help or '')}")
            yield from _usage(verb, within, context)
    yield from ("", *(f"    {line}" for line in examples(name, "en")))


def _with_arguments(name: str, command: click.Command) -> str:
    return " ".join(
        (name, *(piece for piece in command.collect_usage_pieces(click.Context(command)) if piece == "TRIP"))
    )


def _help(command: click.Command) -> Iterator[str]:
    """The paragraphs of a help; one that is laid out in lines stays so."""
    for paragraph in re.split(r"\n\s*\n", command.help or ""):
        if paragraph.startswith("\b"):
            yield from ("", *(f"    {line}" for line in paragraph.splitlines()[1:]))
        else:
            yield from ("", _cell(paragraph))
    yield ""


def _usage(name: str, command: click.Command, above: click.Context) -> Iterator[str]:
    context = click.Context(command, parent=above, info_name=name)
    pieces = " ".join(command.collect_usage_pieces(context))
    yield from ("", f"    {above.command_path} {name} {pieces}")
    records = [param.get_help_record(context) for param in command.params if isinstance(param, click.Option)]
    rows = [f"| `{_cell(record[0])}` | {_cell(record[1])} |" for record in records if record is not None]
    if rows:
        yield from ("", "| | |", "|---|---|", *rows)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(commands_page(), encoding="utf-8")
