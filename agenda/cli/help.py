"""help."""

from __future__ import annotations

import click

from agenda.cli import SECTIONS, LazyGroup, write_section
from agenda.cli.context import t
from agenda.cli.examples import with_examples


@click.command("help", help=t("Show the help of a command, or list all commands."))
@click.argument("words", nargs=-1, metavar="[COMMAND]...")
@click.option("--all", "everything", is_flag=True, help=t("List every command, not only those of a first day."))
@click.pass_context
def help_command(context: click.Context, words: tuple[str, ...], *, everything: bool) -> None:
    """Print what `agenda --help` or `agenda COMMAND --help` prints, or the list of every command."""
    program = context.parent or context
    if everything:
        click.echo(_every_command(context))
    elif not words:
        click.echo(program.get_help())
    else:
        click.echo(_help_of(program, words))


def _every_command(context: click.Context) -> str:
    formatter = context.make_formatter()
    for section in SECTIONS:
        write_section(formatter, t, section.title, (*section.first_day, *section.more))
    return formatter.getvalue().strip("\n")


def _help_of(program: click.Context, words: tuple[str, ...]) -> str:
    """The help of a command, or of one within it, like `people add`.

    Raises:
        NoSuchCommand: there is none of that name.
    """
    command, context = program.command, program
    for word in words:
        found = _within(command, context, word)
        if isinstance(command, LazyGroup):
            with_examples(word, found)
        command, context = found, click.Context(found, parent=context, info_name=word)
    return context.get_help()


def _within(command: click.Command, context: click.Context, word: str) -> click.Command:
    """A command by its name within another one; NoSuchCommand if there is none."""
    known = command.list_commands(context) if isinstance(command, click.Group) else []
    found = command.get_command(context, word) if isinstance(command, click.Group) else None
    if found is None:
        raise click.exceptions.NoSuchCommand(word, possibilities=known, ctx=context)
    return found
