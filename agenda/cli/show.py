"""show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns, facts, print_json
from agenda.cli.params import DAY, PLAIN, TRIP
from trips.i18n.language import UserError, as_language
from trips.i18n.text import plain

if TYPE_CHECKING:
    from exports.programme import Line, Programme
    from trips.model.trip import Trip
    from trips.queries.filters import Filter


_FIELDS: Final = {
    "group": "groups", "person": "people", "kind": "kinds", "status": "statuses", "audience": "audiences",
}  # fmt: skip


for_audience = click.option(
    "--for",
    "who",
    default="staff",
    metavar="WHO",
    help=t("Only what an audience sees: public, press, participants, group:KEY, person:KEY, host:KEY, staff."),
)


def read_filter(trip: Trip, texts: Iterable[str]) -> Filter:
    """The filter that KEY=VALUE texts stand for.

    Raises:
        UserError: a key is not known, or a value is not there.
    """
    from trips.queries.filters import Filter

    chosen = Filter()
    for text in texts:
        key, _, value = (part.strip() for part in text.partition("="))
        values = [part.strip() for part in value.split(",") if part.strip()]
        if not values or key not in (*_FIELDS, "text"):
            raise UserError(
                '"{text}" is no filter; write it like {known}.',
                text=text,
                known="group=…, person=…, kind=…, status=…, audience=…, text=…",
            )
        if key == "text":
            chosen = replace(chosen, text=f"{chosen.text} {value}".strip())
        else:
            known: frozenset[str] = getattr(chosen, _FIELDS[key])
            chosen = replace(chosen, **{_FIELDS[key]: known | {_meant(trip, key, one) for one in values}})
    return chosen


def _meant(trip: Trip, key: str, text: str) -> str:
    from trips.edits.resolver import TripNames
    from trips.model.fields import rules
    from trips.names.index import find_entry, get_entry

    if key == "group":
        return get_entry(trip, "groups", text).key
    if key == "person":
        return (
            find_entry(trip, "people", text)
            or find_entry(trip, "organisations", text)
            or get_entry(trip, "people", text)
        ).key
    return str(rules("Item")[key].read_text(text, TripNames(trip)))


def only_entries(document: dict[str, Any], kept: frozenset[str]) -> dict[str, Any]:
    """The JSON document of a programme with only some items."""

    def some(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        return [entry for entry in entries if entry["id"] in kept]

    days = [{**day, "entries": some(day["entries"])} for day in document["days"]]
    return {**document, "days": days, "pool": some(document["pool"])}


Layout = Callable[[Sequence[Sequence[str]]], Iterator[str]]
LANGUAGE = click.Choice(["de", "en"])


@click.command("show", help=t("Show a trip's programme."))
@click.argument("trip", type=TRIP)
@for_audience
@click.option("--day", type=DAY, metavar="DAY", help=t("Only this day: its number, date or weekday."))
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
@PLAIN
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def show_command(
    cli: CliContext,
    trip: str,
    who: str,
    day: str | None,
    only: tuple[str, ...],
    lang: str | None,
    *,
    plain: bool,
    as_json: bool,
) -> None:
    """Show a trip's programme, each item with the short id that other commands take."""
    from exports.programme import programme
    from exports.programme_json import document
    from trips.names.items import short_ids
    from trips.queries.filters import kept

    source = cli.source(trip)
    snapshot = cli.snapshot(source, day, calm=True)
    audience = snapshot.audience(who)
    wanted = kept(source.trip, read_filter(source.trip, only)) if only else None
    if as_json:
        shown = document(snapshot, audience)
        print_json(shown if wanted is None else only_entries(shown, wanted))
        return
    view = programme(snapshot, audience, as_language(lang) or cli.t.language)
    if wanted is not None:
        view = _only(view, wanted)
        if not view.days and not view.pool:
            cli.say("Nothing found.")
    for line in _lines(view, short_ids(source.trip), facts if plain else columns):
        click.echo(line)


def _only(view: Programme, kept: frozenset[str]) -> Programme:
    """A programme with only some items, and the days that have some."""
    days = [replace(day, lines=tuple(line for line in day.lines if line.item.id in kept)) for day in view.days]
    pool = tuple(line for line in view.pool if line.item.id in kept)
    return replace(view, days=tuple(day for day in days if day.lines), pool=pool)


def _lines(view: Programme, ids: Mapping[str, str], layout: Layout) -> Iterator[str]:
    yield plain(view.title)
    yield from (plain(text) for text in (view.theme, view.dates) if text)
    yield view.stamp
    yield from day_lines(view, ids, layout)


def day_lines(view: Programme, ids: Mapping[str, str], layout: Layout = columns) -> Iterator[str]:
    """The days of a programme and what is unscheduled as the lines of a terminal; short ids where `ids` has one."""
    words = view.words
    own = view.seen.audience.whose in ("person", "group")
    for day in view.days:
        yield from ("", plain(f"{day.label}  {day.title}".rstrip()))
        yield from (
            layout([_row(line, ids, own=own) for line in day.lines])
            if day.lines
            else (f"  {words('Nothing is planned.')}",)
        )
    if view.pool:
        yield from ("", words("Unscheduled"))
        yield from layout([_row(line, ids, own=own) for line in view.pool])


def _row(line: Line, ids: Mapping[str, str], *, own: bool) -> tuple[str, ...]:
    title = f"{'  ' if line.is_part else ''}{line.title}"
    title += f" · {line.groups}" if line.groups and not own else ""
    names = ", ".join(name.name for name in (*line.speakers, *line.hosts))
    cells = (
        "  " + ("" if line.carried else ids.get(line.item.id, "")),
        line.time.text,
        f"{title} ({line.status})" if line.status else title,
        " · ".join(part for part in (line.place, line.assigned if own else "") if part),
        names,
    )
    return tuple(map(plain, cells))
