"""duplicate, copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.params import DAY, ITEM, ONLY_SHOW, TRIP
from trips.i18n.language import Message, UserError
from trips.i18n.text import plain

if TYPE_CHECKING:
    from trips.model.trip import Trip


@click.command(
    "duplicate",
    help=t("Copy a trip into a new one, or items or a day within a trip.")
    + "\n\n"
    + t("With a TITLE the trip is copied; with --item or --day the copies are in the trip itself."),
)
@click.argument("trip", type=TRIP)
@click.argument("title", required=False)
@click.option("--item", "items", multiple=True, type=ITEM, metavar="ITEM", help=t("Copy this item; may be repeated."))
@click.option("--day", type=DAY, metavar="DAY", help=t("Copy the items of this day."))
@click.option("--onto", type=DAY, metavar="DAY", help=t("To the end of this day; left out, a new last day."))
@ONLY_SHOW
@pass_cli
def duplicate_command(
    cli: CliContext,
    trip: str,
    title: str | None,
    items: tuple[str, ...],
    day: str | None,
    onto: str | None,
) -> None:
    """Copy a trip, items or a day, with ids of their own."""
    if (title is not None) + bool(items) + (day is not None) != 1 or (onto is not None and day is None):
        raise click.UsageError(t("Say one: a TITLE for a copy of the trip, --item ITEM, or --day DAY [--onto DAY]."))
    if title is not None:
        _duplicate_trip(cli, trip, title)
    elif day is not None:
        _duplicate_day(cli, trip, day, onto)
    else:
        _duplicate_items(cli, trip, items)


def _duplicate_trip(cli: CliContext, trip: str, title: str) -> None:
    from trips.edits.items import duplicate_trip

    source = cli.source(trip)
    if not title.strip():
        raise UserError("{field} cannot be empty.", field=Message("title"))
    copy = duplicate_trip(source.trip, title)
    note = Message("Copied from {title}", title=source.trip.title)
    if cli.only_shows:
        click.echo(f"{plain(note.say(cli.t))} → {plain(copy.title)}", err=True)
        cli.say("Nothing was written (--dry-run).")
        return
    saved = cli.store.create(copy, note)
    click.echo(saved.slug)
    cli.say("Made. Open it with: agenda edit {slug}", slug=saved.slug)


def _duplicate_items(cli: CliContext, trip: str, items: tuple[str, ...]) -> None:
    from agenda.services.operations import DUPLICATED
    from trips.edits.items import duplicate_items
    from trips.names.items import items_named

    named = items_named(cli.draft(trip).trip, items)
    ids = [item.id for item in named]
    note = DUPLICATED.note([item.title for item in named])
    _add(cli, trip, lambda now: duplicate_items(now, ids), note)


def _duplicate_day(cli: CliContext, trip: str, day: str, onto: str | None) -> None:
    from trips.edits.days import duplicate_day
    from trips.names.days import read_day

    before = cli.draft(trip).trip
    source = read_day(before, day)
    target = read_day(before, onto).id if onto is not None else None
    note = Message("Duplicated {title}", title=str(source.date))
    _add(cli, trip, lambda now: duplicate_day(now, source.id, target), note)


def _add(cli: CliContext, trip: str, change: Callable[[Trip], Trip], note: Message) -> None:
    """Carry out an edit that makes items, and print their short ids."""
    from trips.names.items import short_ids

    known: set[str] = set()

    def remembering(before: Trip) -> Trip:
        known.update(item.id for item in before.items)
        return change(before)

    outcome = cli.change(trip, remembering, note)
    if outcome is None:
        return
    ids = short_ids(outcome.saved.trip)
    for item in outcome.saved.trip.items:
        if item.id not in known:
            click.echo(ids[item.id])


@click.command(
    "copy", help=t("Copy items into another trip.") + "\n\n" + t("People and places that they name go along.")
)
@click.argument("trip", type=TRIP)
@click.argument("items", nargs=-1, required=True, type=ITEM, metavar="ITEM...")
@click.option("--to", "target", required=True, type=TRIP, metavar="TRIP", help=t("The trip that gets them."))
@click.option("--day", metavar="DAY", help=t("Its day; default: unscheduled."))
@click.option("--after", metavar="ITEM", help=t("Behind this item of that trip."))
@ONLY_SHOW
@pass_cli
def copy_command(
    cli: CliContext,
    trip: str,
    items: tuple[str, ...],
    target: str,
    day: str | None,
    after: str | None,
) -> None:
    """Copy items with their parts into another trip and print their new short ids."""
    from agenda.services.operations import PASTED
    from trips.edits.clipboard import clip, paste
    from trips.names.days import read_day_or_pool
    from trips.names.items import item_named, items_named

    source = cli.source(trip).trip
    named = items_named(source, items)
    copied = clip(source, [item.id for item in named])

    def change(before: Trip) -> Trip:
        behind = item_named(before, after) if after else None
        home = read_day_or_pool(before, day) if day else behind.day if behind else None
        return paste(before, copied, home, (behind.part_of or behind.id) if behind else None)

    _add(cli, target, change, PASTED.note([item.title for item in named]))
