"""The command line: the contract for scripts, and the way in for people who use a screen reader.

Data goes to stdout, talk to stderr. Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 done but there are
findings, 130 stopped. Each command is loaded when it is called; the tables here are all that `--help` needs.
"""

from __future__ import annotations

import gettext
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import click

from agenda.cli.metavars import say_metavars
from agenda.services.settings import calm_settings
from trips.i18n.language import DOMAIN, LOCALE_DIR, N_, Translator

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "edit": ("trips", N_("Open a trip in the editor.")),
    "demo": ("demo", N_("The Cologne trip: load it, export it, open it.")),
    "new": ("trips", N_("Make a new trip.")),
    "series": ("trips", N_("List the meetings of a group that meets again and again.")),
    "list": ("trips", N_("List the trips.")),
    "show": ("show", N_("Show a trip's programme.")),
    "add": ("set", N_("Add an item from one line of text.")),
    "set": ("set", N_("Change fields of items, of a day or of the trip.")),
    "move": ("move", N_("Move items to another day or place.")),
    "remove": ("set", N_("Remove items.")),
    "shift": ("shift", N_("Shift times.")),
    "sort": ("sort", N_("Put the items of a day in the order of time.")),
    "fit": ("fit", N_("Fit a day between two times.")),
    "now": ("now", N_("What is on and what is next.")),
    "late": ("late", N_("Running late: replan the rest of the day.")),
    "copy": ("copy", N_("Copy items into another trip.")),
    "dates": ("dates", N_("Move the whole trip to other dates.")),
    "find": ("find", N_("Search items, people and places.")),
    "people": ("directory", N_("List, add, change, merge and remove people.")),
    "places": ("directory", N_("List, add, change, merge and remove places.")),
    "groups": ("directory", N_("List, add, change, merge and remove groups.")),
    "organisations": ("directory", N_("List, add, change, merge and remove organisations.")),
    "pages": ("pages", N_("List, add, change, move and remove pages of the office's own.")),
    "partners": ("pages", N_("List, add, change, move and remove who stands beside the office on documents.")),
    "translate": ("translate", N_("Translate the trip's texts.")),
    "check": ("check", N_("Check the programme for problems.")),
    "dismiss": ("check", N_("Dismiss a finding.")),
    "fix": ("check", N_("Fix what a finding is about.")),
    "import": ("import_", N_("Import files as trips.")),
    "export": ("export", N_("Write calendar files, documents and data.")),
    "release": ("release", N_("Release a version: what everybody gets from now on.")),
    "releases": ("release", N_("List the versions of a trip.")),
    "diff": ("release", N_("Tell what differs between two versions.")),
    "counts": ("counts", N_("Headcount: seats, meals by diet, nights.")),
    "assign": ("assign", N_("Assign people to buses, rooms and tables.")),
    "confirm": ("confirm", N_("Note that a host, a speaker or a place confirms an item.")),
    "calls": ("confirm", N_("Who to call, and why.")),
    "kit": ("hand_out", N_("Write everything for everyone of a version into a folder.")),
    "publish": ("hand_out", N_("Write a folder for a web server: pages and calendars to subscribe to.")),
    "send": ("send", N_("Send a version by mail: invitations that update themselves, or files.")),
    "ledger": ("hand_out", N_("Who was given which version.")),
    "history": ("history", N_("Show what was done to a trip.")),
    "undo": ("history", N_("Undo your last change.")),
    "redo": ("history", N_("Redo what you last undid.")),
    "archive": ("trips", N_("Archive a trip, or bring it back.")),
    "duplicate": ("copy", N_("Copy a trip into a new one, or items or a day within a trip.")),
    "delete": ("trips", N_("Put a trip into the bin.")),
    "backup": ("backup", N_("Write a copy of the whole database.")),
    "restore": ("backup", N_("Replace the whole database by a backup.")),
    "erase": ("erase", N_("Take a person out of everything, for good.")),
    "settings": ("settings", N_("Show and change the settings of this machine.")),
    "completion": ("settings", N_("Print the completion script for your shell.")),
    "help": ("help", N_("Show the help of a command, or list all commands.")),
}


class Section(NamedTuple):
    """A part of the list of commands: those of a first day, and the rest, which `help --all` tells about."""

    title: str
    first_day: tuple[str, ...]
    more: tuple[str, ...]


SECTIONS: Final = (
    Section(N_("Plan"), ("demo", "new", "import", "list", "edit", "show", "add", "set", "move", "remove", "undo"),
            ("find", "shift", "sort", "fit", "late", "copy", "duplicate", "dates", "series", "history",
             "redo", "archive", "delete")),
    Section(N_("People and places"), ("people", "places", "groups"),
            ("organisations", "assign", "counts", "pages", "partners", "translate")),
    Section(N_("Check"), ("check", "now"), ("dismiss", "fix", "confirm", "calls")),
    Section(N_("Hand out"), ("export", "release", "diff", "kit", "send"), ("publish", "releases", "ledger")),
    Section(N_("Database and settings"), ("settings", "backup", "help"), ("restore", "erase", "completion")),
)  # fmt: skip
"""Every command stands in one section."""

HELP_OPTIONS: Final = ("-h", "--help")


class LazyGroup(click.Group):
    """The commands of the table, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module: Any = importlib.import_module(f"agenda.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        from agenda.cli.context import t

        say_metavars(command, t)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the line names; where its help is wanted it gets its examples.

        Raises:
            NoSuchCommand: there is none of that name; it says which ones are written alike.
        """
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.exceptions.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and name is not None and any(option in rest for option in HELP_OPTIONS):
            from agenda.cli.examples import with_examples

            with_examples(name, command)
        return name, command, rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands of a first day with their short helps, without loading them; the others by name."""
        del ctx
        t = calm_settings().words()
        for section in SECTIONS:
            write_section(formatter, t, section.title, section.first_day)
        with formatter.section(t("More (agenda help --all)")):
            formatter.write_text(", ".join(name for section in SECTIONS for name in section.more))


def write_section(formatter: click.HelpFormatter, t: Translator, title: str, names: Sequence[str]) -> None:
    """Some commands with their short helps under a heading; all sections have the same column."""
    widest = max(map(len, COMMANDS))
    with formatter.section(t(title)):
        formatter.write_dl([(name.ljust(widest), t(COMMANDS[name][1])) for name in names])


def command_line() -> LazyGroup:
    """The whole command line, in the language of the office."""
    t = calm_settings().words()

    def start(context: click.Context) -> int:
        if context.invoked_subcommand is None:
            from agenda.cli.context import CliContext
            from agenda.cli.trips import open_editor

            return open_editor(None, CliContext())
        return 0

    group = LazyGroup(
        "agenda",
        callback=click.pass_context(start),
        invoke_without_command=True,
        help=t("Plan a delegation's trip; hand everyone their calendar file and printed programme.")
        + "\n\n"
        + t("Without a command, the editor opens. TRIP is a trip's short name in the database (a beginning will do) or"
            " the path of a trip file; TRIP@draft and TRIP@2 name a version."),
        context_settings={"help_option_names": list(HELP_OPTIONS)},
    )  # fmt: skip
    group.params.append(
        click.Option(["--version", "-V"], is_flag=True, expose_value=False, help=t("Show the version and exit."))
    )
    say_metavars(group, t)
    return group


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line; the exit code."""
    _speak(calm_settings().speaks())
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and stream.encoding.lower() != "utf-8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType] - a TextIO may lack it
    from agenda.cli.errors import telling_errors
    from agenda.cli.terminal import guard_terminal

    guard_terminal()

    with telling_errors() as outcome:
        result = command_line().main(list(arguments), prog_name="agenda", standalone_mode=False)
        outcome.code = result if isinstance(result, int) else 0
    return outcome.code


def _speak(language: str) -> None:
    """Let click's own sentences come from our catalog."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALE_DIR))
    gettext.textdomain(DOMAIN)
