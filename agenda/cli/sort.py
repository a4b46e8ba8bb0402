"""sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.params import DAY, DRY_RUN, TRIP
from trips.i18n.dates import weekday_date
from trips.i18n.language import Message, UserError
from trips.i18n.text import plain

if TYPE_CHECKING:
    from trips.model.trip import Trip


@click.command(
    "sort",
    help=t("Put the items of a day in the order of time.")
    + "\n\n"
    + t("What follows an item goes along with it, and no time changes; else it asks first."),
)
@click.argument("trip", type=TRIP)
@click.option("--day", type=DAY, metavar="DAY", help=t("Only this day: its number, date or weekday."))
@DRY_RUN
@click.option("-y", "--yes", is_flag=True, help=t("Sort even if items fall elsewhere by it."))
@pass_cli
def sort_command(cli: CliContext, trip: str, day: str | None, *, dry_run: bool, yes: bool) -> None:
    """Sort one day or all, and tell what was put elsewhere."""
    from agenda.presenters.times import changed_lines
    from trips.edits.order import sort_day
    from trips.names.days import read_day
    from trips.schedule.timeline import Timeline

    saved = cli.draft(trip)
    days = [read_day(saved.trip, day)] if day else list(saved.trip.days)
    wanted: list[str] = []
    for one in days:
        found = sort_day(Timeline(saved.trip), one.id)
        if found.trip == saved.trip:
            continue
        wanted.append(one.id)
        click.echo(plain(cli.t("{day}: in the order of time", day=weekday_date(cli.t, one.date))))
        for line in changed_lines(saved.trip, found.trip, cli.t) if found.moved else ():
            click.echo(plain(f"  {line}"))
        if found.moved and not yes and not dry_run:
            raise UserError("Some items would fall elsewhere; nothing was changed. Sort all the same with --yes.")
    if not wanted:
        cli.say("Everything is in the order of time already.")
    elif not dry_run:
        note = Message("Sorted {n} days by time", n=len(wanted))
        if len(wanted) == 1:
            first = next(day for day in days if day.id == wanted[0])
            note = Message("Sorted {day} by time", day=weekday_date(cli.t, first.date))

        def change(now: Trip) -> Trip:
            for key in wanted:
                now = sort_day(Timeline(now), key).trip
            return now

        cli.change(trip, change, note)
