"""dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns
from agenda.cli.params import DRY_RUN, TRIP, DateParam
from trips.i18n.dates import span
from trips.i18n.language import Message
from trips.i18n.text import plain

if TYPE_CHECKING:
    from trips.edits.days import Redated
    from trips.model.trip import Trip


@click.command(
    "dates",
    help=t("Move the whole trip to other dates.")
    + "\n\n"
    + t(
        "Day 1 stays day 1 and keeps its items; fixed items keep their date. Without --to the trip stays as long as"
        " it is, without --from it begins on the same day."
    ),
)
@click.argument("trip", type=TRIP)
@click.option("--from", "first", type=DateParam(), metavar="DATE", help=t("The first day."))
@click.option("--to", "last", type=DateParam(), metavar="DATE", help=t("The last day."))
@DRY_RUN
@pass_cli
def dates_command(cli: CliContext, trip: str, first: date | None, last: date | None, *, dry_run: bool) -> None:
    """Move a trip to other dates; tell what kept its date and what is no longer scheduled."""
    from trips.edits.days import change_dates

    if first is None and last is None:
        raise click.UsageError(t("Say the new dates: --from DATE --to DATE."))
    saved = cli.draft(trip)
    begin, end = _whole(saved.trip, first, last)
    redated = change_dates(saved.trip, begin, end)
    click.echo(span(cli.t, begin, end))
    for line in columns(_told(cli, redated)):
        click.echo(line)
    if not dry_run:
        note = Message("Changed the dates to {first} – {last}", first=str(begin), last=str(end))
        cli.edit(trip, lambda now: change_dates(now, begin, end).trip, note)


def _whole(trip: Trip, first: date | None, last: date | None) -> tuple[date, date]:
    """Both dates; one that is not said follows from how long the trip is, or when it begins."""
    from trips.model.trip import first_day, last_day

    begun, ended = first_day(trip), last_day(trip)
    if first is None:
        end = cast("date", last)
        return begun or end, end
    if last is None:
        return first, first + (ended - begun) if begun and ended else first
    return first, last


def _told(cli: CliContext, redated: Redated) -> list[tuple[str, ...]]:
    """The items that did not simply go along with their day."""
    from trips.names.items import short_ids

    ids = short_ids(redated.trip)
    days = {day.id: day.date for day in redated.trip.days}
    rows: list[tuple[str, ...]] = []
    for item in (*redated.kept, *redated.pooled):
        stays = item.day in days
        what = cli.t("keeps its date") if stays else cli.t("is no longer scheduled")
        rows.append((ids[item.id], what, plain(item.title)))
    return rows
