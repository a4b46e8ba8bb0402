"""shift."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.params import DRY_RUN, ITEM, TRIP
from trips.i18n.language import Message, Translator
from trips.i18n.text import plain

if TYPE_CHECKING:
    from trips.edits.shift import Scope
    from trips.model.trip import Trip


@click.command(
    "shift", help=t("Shift times.") + "\n\n" + t("With --end starts stay, and items become longer or shorter.")
)
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
@click.option("--end", "ends", is_flag=True, help=t("Shift the ends only: -10m makes shorter."))
@DRY_RUN
@pass_cli
def shift_command(
    cli: CliContext, trip: str, items: tuple[str, ...], by: str, scope: str | None, *, ends: bool, dry_run: bool
) -> None:
    """Shift times, or ends alone, and tell every time that changes."""
    from agenda.presenters.times import read_shift
    from trips.names.items import items_named

    saved = cli.draft(trip)
    named = items_named(saved.trip, items)
    ids = [item.id for item in named]
    if ends and scope is not None:
        raise click.UsageError(t("Say either --end or --scope."))
    if len(ids) > 1 and scope not in (None, "item"):
        raise click.UsageError(t("Several items are shifted each by itself: --scope item."))
    change = _change(ids, read_shift(by), None if ends else cast("Scope", scope or "following"))
    for line in _told(saved.trip, change(saved.trip), cli.t, ends=ends):
        click.echo(plain(line))
    if not dry_run:
        title, n = named[0].title, len(ids)
        one, many = (
            Message("Shifted {title} by {by}", title=title, by=by),
            Message("Shifted {n} items by {by}", n=n, by=by),
        )
        if ends:
            one = Message("Changed the length of {title} by {by}", title=title, by=by)
            many = Message("Changed the length of {n} items by {by}", n=n, by=by)
        cli.edit(trip, change, one if n == 1 else many)


def _change(ids: Sequence[str], minutes: int, scope: Scope | None) -> Callable[[Trip], Trip]:
    """The edit that shifts what a scope says, or without one the ends of items."""
    from trips.edits.shift import shift, shift_items, stretch_items

    if scope is None:
        return lambda trip: stretch_items(trip, ids, minutes)
    if len(ids) > 1:
        return lambda trip: shift_items(trip, ids, minutes)
    return lambda trip: shift(trip, ids[0], minutes, scope)


def _told(before: Trip, after: Trip, t: Translator, *, ends: bool) -> Iterator[str]:
    """Every time that changes, a line each."""
    from agenda.presenters.times import change_of_time, changed_lines, times_changed

    if ends:
        yield from changed_lines(before, after, t)
        return
    for was, now in times_changed(before, after):
        yield f"{change_of_time(was, now, t)}  {now.item.title}".lstrip()
