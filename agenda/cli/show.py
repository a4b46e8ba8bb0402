"""show."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import click

from agenda.cli.columns import columns
from agenda.cli.completing import TRIP
from agenda.cli.desk import Desk, pass_desk
from agenda.cli.language import t
from agenda.cli.only import for_audience, only_entries, read_filter
from exports.data import document
from exports.programme import Line, Programme, programme
from trips.grammar.when import Then, With
from trips.i18n.language import as_language
from trips.i18n.text import plain
from trips.model.short_ids import short_ids

LANGUAGE = click.Choice(["de", "en"])


@click.command("show", help=t("Show a trip's programme."))
@click.argument("trip", type=TRIP)
@for_audience
@click.option("--day", type=int, help=t("Only this day, counted from 1."))
@click.option(
    "--only",
    multiple=True,
    metavar="KEY=VALUE",
    help=t(
        "Only some items, like group=a, person=effing, kind=talk,visit, status=confirmed, audience=press or"
        " text=words; may be repeated."
    ),
)
@click.option("--lang", type=LANGUAGE, help=t("In this language."))
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_desk
def show_command(
    desk: Desk, trip: str, who: str, day: int | None, only: tuple[str, ...], lang: str | None, *, as_json: bool
) -> None:
    """Show a trip's programme, each item with the short id that other commands take."""
    from trips.queries.filters import kept

    source = desk.source(trip)
    edition = desk.edition(source, day, calm=True)
    audience = edition.audience(who)
    wanted = kept(source.trip, read_filter(source.trip, only)) if only else None
    if as_json:
        shown = document(edition, audience)
        click.echo(json.dumps(shown if wanted is None else only_entries(shown, wanted), ensure_ascii=False, indent=2))
        return
    view = programme(edition, audience, as_language(lang) or desk.t.language)
    if wanted is not None:
        view = _only(view, wanted)
        if not view.days and not view.pool:
            desk.say("Nothing found.")
    for line in _lines(view, short_ids(source.trip)):
        click.echo(line)


def _only(view: Programme, kept: frozenset[str]) -> Programme:
    """A programme with only some items, and the days that have some."""
    days = [replace(day, lines=tuple(line for line in day.lines if line.item.id in kept)) for day in view.days]
    pool = tuple(line for line in view.pool if line.item.id in kept)
    return replace(view, days=tuple(day for day in days if day.lines), pool=pool)


def _lines(view: Programme, ids: dict[str, str]) -> Iterator[str]:
    words = view.words
    own = view.seen.audience.whose in ("person", "group")
    yield plain(view.title)
    yield from (plain(text) for text in (view.theme, view.dates) if text)
    yield view.stamp
    for day in view.days:
        yield from ("", plain(f"{day.label}  {day.title}".rstrip()))
        yield from (
            columns([_row(line, ids, own=own) for line in day.lines])
            if day.lines
            else (f"  {words('Nothing is planned.')}",)
        )
    if view.pool:
        yield from ("", words("Not scheduled yet"))
        yield from columns([_row(line, ids, own=own) for line in view.pool])


def _row(line: Line, ids: dict[str, str], *, own: bool) -> tuple[str, ...]:
    computed = isinstance(line.item.when.start, Then | With) and line.start is not None
    title = f"{'  ' if line.is_part else ''}{line.title}"
    names = ", ".join(name.name for name in (*line.speakers, *line.hosts))
    cells = (
        "  " + ("" if line.carried else ids[line.item.id]),
        f"{line.time} ≈{line.start:%H:%M}" if computed and line.start and not line.carried else line.time,
        f"{title} ({line.status})" if line.status else title,
        " · ".join(part for part in (line.place, line.assigned if own else "") if part),
        names,
    )
    return tuple(map(plain, cells))
