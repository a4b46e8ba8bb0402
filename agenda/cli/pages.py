"""pages, partners: what documents carry besides the programme."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns
from agenda.cli.params import ONLY_SHOW, TRIP
from trips.i18n.language import Message, UserError
from trips.i18n.os_errors import reason
from trips.i18n.text import one_line

if TYPE_CHECKING:
    from agenda.presenters.editable import Editable
    from trips.edits.pages import ExtraTable
    from trips.model.entities import Page, Partner


@click.command(
    "pages",
    help=t("List, add, change, move and remove pages of the office's own.")
    + "\n\n"
    + t("A page stands before or after the days of a programme: a foreword, general information, a menu.")
    + "\n\n"
    + t("Fields: {known}", known="title, text, audience, where (before, after), picture")
    + "\n\n\b\n"
    + 'agenda pages koeln add "Herzlich willkommen" --text grusswort.txt picture=portrait.jpg\n'
    + 'agenda pages koeln set "Herzlich willkommen" where=after',
)
@click.argument("trip", type=TRIP)
@click.argument("words", nargs=-1, metavar="[add TITLE | set|remove|up|down PAGE] [FIELD=VALUE...]")
@click.option("--text", metavar="FILE", help=t("The text of the page from a file, or - for standard input."))
@ONLY_SHOW
@pass_cli
def pages_command(cli: CliContext, trip: str, words: tuple[str, ...], text: str | None) -> None:
    """Work on the pages of the office's own."""
    _work(cli, trip, "pages", words, None if text is None else _text(text))


@click.command(
    "partners",
    help=t("List, add, change, move and remove who stands beside the office on documents.")
    + "\n\n"
    + t("Fields: {known}", known="name, what, logo")
    + "\n\n\b\n"
    + 'agenda partners koeln add "Stadt Köln" "what=Gastgeberin" logo=koeln.png\n'
    + 'agenda partners koeln remove "Stadt Köln"',
)
@click.argument("trip", type=TRIP)
@click.argument("words", nargs=-1, metavar="[add NAME | set|remove|up|down NAME] [FIELD=VALUE...]")
@ONLY_SHOW
@pass_cli
def partners_command(cli: CliContext, trip: str, words: tuple[str, ...]) -> None:
    """Work on the partners."""
    _work(cli, trip, "partners", words, None)


def _text(file: str) -> str:
    """The text of a file, in UTF-8."""
    from trips.model.values import LONGEST_TEXT

    try:
        if file == "-":
            return sys.stdin.read(LONGEST_TEXT + 1).strip()
        with Path(file).open(encoding="utf-8-sig") as opened:
            return opened.read(LONGEST_TEXT + 1).strip()
    except UnicodeDecodeError:
        raise UserError("{path} is not UTF-8 text; save the file as UTF-8", path=file) from None
    except OSError as error:
        raise UserError("{path} cannot be read ({why}).", path=file, why=reason(error)) from None


def _work(cli: CliContext, trip: str, table: ExtraTable, words: Sequence[str], text: str | None) -> None:
    from agenda.presenters.editable import extra_editable, new_extra
    from trips.edits.pages import extra_named, moved_extra, name_of, without_extra

    if not words:
        _list(cli, trip, table)
        return
    verb, *rest = words
    if verb not in ("add", "set", "remove", "up", "down") or not rest or "=" in rest[0]:
        raise click.UsageError(t("Say add, set, remove, up or down, and then which one."))
    named, fields = rest[0], [*rest[1:], *([] if text is None else [f"text={text}"])]
    if verb == "add":
        own = "title" if table == "pages" else "name"
        _save(cli, trip, new_extra(table, cli.t, named), [f"{own}={named}", *fields])
        return
    extra = extra_named(cli.draft(trip).trip, table, named)
    title = name_of(extra)
    if verb == "set":
        _save(cli, trip, extra_editable(table, extra), fields)
    elif verb == "remove":
        note = Message("Removed {title}", title=title)
        if cli.change(trip, lambda now: without_extra(now, table, extra.id), note) is not None:
            cli.say("Take it back with: agenda undo {trip}", trip=trip)
    else:
        note = Message("Moved {title}", title=title)
        cli.change(trip, lambda now: moved_extra(now, table, extra.id, -1 if verb == "up" else 1), note)


def _save(cli: CliContext, trip: str, editable: Editable, fields: Sequence[str]) -> None:
    if not fields:
        raise click.UsageError(t("Say what to change: FIELD=VALUE..."))
    from agenda.services.branding import local_picture

    texts = editable.texts(fields)
    texts |= {name: local_picture(texts[name]) for name in ("picture", "logo") if texts.get(name)}
    cli.change(trip, editable.edit(texts), editable.note(texts))


def _list(cli: CliContext, trip: str, table: ExtraTable) -> None:
    """Each with the beginning of its id, its name, and what it is."""
    from trips.edits.pages import extras, name_of

    found = extras(cli.source(trip).trip, table)
    for line in columns([(one.id[:6], one_line(name_of(one)), *_about(one, cli)) for one in found]):
        click.echo(line)
    if not found:
        cli.say("There are none yet.")


def _about(extra: Page | Partner, cli: CliContext) -> tuple[str, str]:
    from trips.model.entities import Page

    if isinstance(extra, Page):
        where = cli.t("before the days") if extra.where == "before" else cli.t("after the days")
        return where, extra.text.partition("\n")[0]
    return one_line(extra.what), extra.logo
