"""add, set, move, remove, shift."""

from __future__ import annotations

import click

from agenda.cli.completing import TRIP
from agenda.cli.desk import Desk, day_named, item_named, pass_desk, short_ids
from agenda.cli.language import t
from trips.language import Message, listed
from trips.readers.line import understood_text


@click.command(
    "add",
    help=t("Add an item, said in one line.")
    + "\n\n"
    + t('Day and time come first, the rest is the title: "Thu 14:30 Group photo", "then 45 min Lunch".'),
)
@click.argument("trip", type=TRIP)
@click.argument("line", nargs=-1, required=True)
@click.option("--after", metavar="ITEM", help=t("Behind this item."))
@pass_desk
def add_command(desk: Desk, trip: str, line: tuple[str, ...], after: str | None) -> None:
    """Add an item and print its short id."""
    from trips.edits import add_item
    from trips.model import Trip
    from trips.readers.line import item_of, read_line

    made: list[str] = []

    def change(before: Trip) -> Trip:
        behind = item_named(before, after) if after else None
        understood = read_line(before, " ".join(line))
        item = item_of(understood, behind.day if behind else None)
        made.append(item.id)
        return add_item(before, item, behind.id if behind and item.day == behind.day else None)

    saved = desk.edit(trip, change, Message("Added {title}", title=" ".join(line))).saved
    click.echo(short_ids(saved.trip)[made[0]])
    item = next(one for one in saved.trip.items if one.id == made[0])
    click.echo(f"→ {understood_text(saved.trip, item, desk.t)}", err=True)


@click.command(
    "set",
    help=t("Change fields of an item.")
    + "\n\n"
    + t(
        "Fields are written like time=10:30-12:00 title=Welcome venue=kgst speakers=effing,weber;"
        " an empty value takes it away."
    ),
)
@click.argument("trip", type=TRIP)
@click.argument("item")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@pass_desk
def set_command(desk: Desk, trip: str, item: str, fields: tuple[str, ...]) -> None:
    """Change fields of an item."""
    from agenda.assign import assign
    from trips.edits import change_item
    from trips.fields import ITEM
    from trips.model import Trip

    saved = desk.draft(trip)
    named = item_named(saved.trip, item)

    def change(before: Trip) -> Trip:
        after, values = assign(before, ITEM, fields)
        return change_item(after, named.id, **values)

    labels = [rule.label for rule in ITEM if rule.file_key in {field.partition("=")[0].strip() for field in fields}]
    desk.edit(trip, change, Message("Changed {fields} of {title}", fields=listed(labels), title=named.title))


@click.command("move", help=t("Move an item to another day or place."))
@click.argument("trip", type=TRIP)
@click.argument("item")
@click.option("--to", "day", metavar="DAY", help=t("The day: its number, date or weekday, or pool."))
@click.option("--after", metavar="ITEM", help=t("Behind this item."))
@click.option("--into", metavar="ITEM", help=t("Into this item, as a part of it."))
@pass_desk
def move_command(desk: Desk, trip: str, item: str, day: str | None, after: str | None, into: str | None) -> None:
    """Move an item with its parts."""
    from trips.edits import move_item
    from trips.model import Trip

    saved = desk.draft(trip)
    named = item_named(saved.trip, item)
    if day is None and after is None and into is None:
        raise click.UsageError(t("Say where to: --to DAY, --after ITEM or --into ITEM."))

    def change(before: Trip) -> Trip:
        behind = item_named(before, after) if after else None
        whole = item_named(before, into) if into else None
        near = whole or behind
        target = day_named(before, day) if day else near.day if near else named.day
        return move_item(before, named.id, target, behind.id if behind else None, into=whole.id if whole else None)

    desk.edit(trip, change, Message("Moved {title}", title=named.title))


@click.command("remove", help=t("Remove an item."))
@click.argument("trip", type=TRIP)
@click.argument("item")
@pass_desk
def remove_command(desk: Desk, trip: str, item: str) -> None:
    """Remove an item and its parts."""
    from trips.edits import remove_item

    named = item_named(desk.draft(trip).trip, item)
    desk.edit(trip, lambda before: remove_item(before, named.id), Message("Removed {title}", title=named.title))
    desk.say("Removed {title}. Take it back with: agenda undo {trip}", title=named.title, trip=trip)


@click.command("shift", help=t("Shift times."))
@click.argument("trip", type=TRIP)
@click.argument("item")
@click.option("--by", required=True, metavar="+20m", help=t("How far: +20m, -1h, +1h30m."))
@click.option(
    "--scope",
    type=click.Choice(["item", "following", "day", "trip"]),
    default="following",
    show_default=True,
    help=t("What moves: the item, it and what follows, its day, the trip."),
)
@click.option("--dry-run", is_flag=True, help=t("Only show what would change."))
@pass_desk
def shift_command(desk: Desk, trip: str, item: str, by: str, scope: str, *, dry_run: bool) -> None:
    """Shift times and tell every time that changes."""
    from typing import cast

    from agenda.shifting import change_of_time, read_shift, times_changed
    from trips.edits import Scope, shift

    saved = desk.draft(trip)
    named = item_named(saved.trip, item)
    minutes = read_shift(by)
    shifted = shift(saved.trip, named.id, minutes, cast("Scope", scope))
    for was, now in times_changed(saved.trip, shifted):
        click.echo(f"{change_of_time(was, now)}  {now.item.title}".lstrip())
    if not dry_run:
        note = Message("Shifted {title} by {by}", title=named.title, by=by)
        desk.edit(trip, lambda before: shift(before, named.id, minutes, cast("Scope", scope)), note)
