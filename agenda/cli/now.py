"""now."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns, print_json
from agenda.cli.params import TRIP
from agenda.cli.show import for_audience
from trips.i18n.text import plain

if TYPE_CHECKING:
    from agenda.presenters.now import Told
    from exports.audience import Audience, Reduced
    from trips.queries.now import Present
    from trips.schedule.timeline import Timeline


@click.command("now", help=t("What is on, what is next, where, and who to call."))
@click.argument("trip", type=TRIP)
@click.option("--at", "when", metavar="WHEN", help=t("At another time: 14:05, or with a day: Thu 14:05."))
@for_audience
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def now_command(cli: CliContext, trip: str, when: str | None, who: str, *, as_json: bool) -> None:
    """Tell what is on and what is next, by group where they differ."""
    from agenda.presenters.now import apart, names, present_rows, read_moment
    from exports.audience import read_audience, reduced
    from trips.schedule.timeline import Timeline

    source = cli.source(trip)
    whole = Timeline(source.trip)
    audience = read_audience(source.trip, who)
    seen = reduced(whole, audience)
    # only what the audience may see, at the times that the whole trip gives
    timeline = Timeline.remembered(seen.trip, {one.item.id: one for _, placed in seen.days for one in placed})
    moment = read_moment(source.trip, when, datetime.now(UTC))
    edge = apart(timeline, moment, cli.t)
    found = [(present, present_rows(seen.trip, present, cli.t)) for present in _presents(timeline, moment, audience)]
    if as_json:
        print_json(_document(seen, moment, edge, found))
        return
    if edge:
        click.echo(plain(edge))
        return
    words = {"on": cli.t("now"), "next": cli.t("next")}
    for present, lines in found:
        if present.groups:
            click.echo(plain(names(source.trip, present.groups, cli.t)))
        rows = [(words[what.which], what.when, plain(what.text)) for what in lines]
        if not present.on:
            rows.insert(0, (words["on"], "", cli.t("nothing is on")))
        for line in columns(rows):
            click.echo(line)


def _presents(timeline: Timeline, moment: datetime, audience: Audience) -> tuple[Present, ...]:
    """Of a copy of one's own there is one present, whatever groups it names."""
    from trips.queries.now import present, present_of

    if audience.whose:
        return (present_of(timeline, moment, lambda _, __: True),)
    return present(timeline, moment)


def _document(seen: Reduced, moment: datetime, edge: str, found: list[tuple[Present, list[Told]]]) -> dict[str, object]:
    from trips.model.entities import by_key
    from trips.model.field_text import write_meet
    from trips.schedule.timeline import at, utc_minute

    venues = by_key(seen.trip.venues)

    def entry(told: Told) -> dict[str, object]:
        placed, item = told.placed, told.placed.item
        venue = venues.get(item.venue or "")
        return {
            "id": item.id, "title": item.title, "start": placed.starts.isoformat() if placed.starts else None,
            "end": placed.ends.isoformat() if placed.ends else None, "venue": venue.name if venue else None,
            "meet": write_meet(item.meet) if item.meet else None, "text": told.text,
        }  # fmt: skip

    people = [
        {"groups": list(present.groups), "on": [entry(what) for what in lines if what.which == "on"],
         "next": [entry(what) for what in lines if what.which == "next"]}
        for present, lines in found
    ]  # fmt: skip
    return {
        "at": at(utc_minute(moment), seen.trip.timezone).isoformat(),
        "apart": edge or None,
        "people": people,
    }
