"""fit."""

from __future__ import annotations

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.params import DAY, DRY_RUN, TRIP
from trips.i18n.language import Message
from trips.i18n.text import plain


@click.command(
    "fit",
    help=t("Fit a day between two times: items get longer or shorter in proportion.")
    + "\n\n"
    + t("Order and gaps stay, and so does what is fixed. Pauses and meals give a quarter at most."),
)
@click.argument("trip", type=TRIP)
@click.option("--day", required=True, type=DAY, metavar="DAY", help=t("The day: its number, date or weekday."))
@click.option("--from", "first", required=True, metavar="HH:MM", help=t("When the day is to begin."))
@click.option("--to", "last", required=True, metavar="HH:MM", help=t("When it is to be over."))
@DRY_RUN
@pass_cli
def fit_command(cli: CliContext, trip: str, day: str, first: str, last: str, *, dry_run: bool) -> None:
    """Fit a day between two times and tell what that did."""
    from agenda.presenters.delay import read_clock
    from agenda.presenters.times import changed_lines
    from trips.delays.fit import describe_fit, fit
    from trips.names.days import read_day
    from trips.schedule.timeline import Timeline

    saved = cli.draft(trip)
    chosen, start, end = read_day(saved.trip, day), read_clock(first), read_clock(last)
    fitted = fit(Timeline(saved.trip), chosen.id, start, end)
    for line in changed_lines(saved.trip, fitted.trip, cli.t):
        click.echo(plain(line))
    for message in describe_fit(fitted):
        click.echo(plain(message.say(cli.t)))
    if not dry_run:
        note = Message("Fitted {day} from {start} to {end}", day=chosen.date.isoformat(), start=first, end=last)
        cli.edit(trip, lambda before: fit(Timeline(before), chosen.id, start, end).trip, note)
