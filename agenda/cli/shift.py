"""shift, stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.params import ITEM, TRIP
from trips.i18n.language import Message
from trips.i18n.text import plain
from trips.names.items import items_named

if TYPE_CHECKING:
    from trips.edits.shift import Scope
    from trips.model.trip import Trip


@click.command("shift", help=t("Shift times."))
@click.argument("trip", type=TRIP)
@click.argument("items", nargs=-1, required=True, type=ITEM, metavar="ITEM...")
@click.option("--by", required=True, metavar="+20m", help=t("How far: +20m, -1h, +1h30m."))
@click.option(
    "--scope",
    type=click.Choice(["item", "following", "day", "trip"]),
    help=t(
        "What moves: the item, it and what follows (if nothing is said), its day, the trip. Of several items: item."
    ),
)
@click.option("-n", "--dry-run", is_flag=True, help=t("Only show what would change."))
@pass_cli
def shift_command(
    cli: CliContext, trip: str, items: tuple[str, ...], by: str, scope: str | None, *, dry_run: bool
) -> None:
    """Shift times and tell every time that changes."""
    from agenda.presenters.times import change_of_time, read_shift, times_changed
    from trips.edits.shift import shift, shift_items

    saved = cli.draft(trip)
    named = items_named(saved.trip, items)
    ids = [item.id for item in named]
    if len(ids) > 1 and scope not in (None, "item"):
        raise click.UsageError(t("Several items are shifted each by itself: --scope item."))
    minutes = read_shift(by)

    def change(before: Trip) -> Trip:
        if len(ids) > 1:
            return shift_items(before, ids, minutes)
        return shift(before, ids[0], minutes, cast("Scope", scope or "following"))

    for was, now in times_changed(saved.trip, change(saved.trip)):
        click.echo(plain(f"{change_of_time(was, now, cli.t)}  {now.item.title}".lstrip()))
    if not dry_run:
        message = Message("Shifted {title} by {by}", title=named[0].title, by=by)
        cli.edit(trip, change, message if len(ids) == 1 else Message("Shifted {n} items by {by}", n=len(ids), by=by))


@click.command("stretch", help=t("Make items longer or shorter.") + "\n\n" + t("Starts stay; ends and lengths change."))
@click.argument("trip", type=TRIP)
@click.argument("items", nargs=-1, required=True, type=ITEM, metavar="ITEM...")
@click.option("--by", required=True, metavar="+10m", help=t("How much longer: +10m, or -10m for shorter."))
@click.option("-n", "--dry-run", is_flag=True, help=t("Only show what would change."))
@pass_cli
def stretch_command(cli: CliContext, trip: str, items: tuple[str, ...], by: str, *, dry_run: bool) -> None:
    """Make items longer or shorter and tell every time that changes."""
    from agenda.presenters.times import format_from_to, read_shift, times_changed
    from trips.edits.shift import stretch_items

    saved = cli.draft(trip)
    named = items_named(saved.trip, items)
    ids = [item.id for item in named]
    minutes = read_shift(by)
    for was, now in times_changed(saved.trip, stretch_items(saved.trip, ids, minutes)):
        click.echo(plain(f"{format_from_to(was, cli.t)} → {format_from_to(now, cli.t)}  {now.item.title}"))
    if not dry_run:
        message = Message("Changed the length of {title} by {by}", title=named[0].title, by=by)
        many = Message("Changed the length of {n} items by {by}", n=len(ids), by=by)
        cli.edit(trip, lambda before: stretch_items(before, ids, minutes), message if len(ids) == 1 else many)
