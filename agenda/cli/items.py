"""add, remove."""

from __future__ import annotations

import click

from agenda.cli.completing import ITEM, TRIP
from agenda.cli.desk import Desk, pass_desk
from agenda.cli.language import t
from agenda.cli.naming import items_named
from trips.i18n.language import Message
from trips.importers.line.read import understood_text
from trips.model.short_ids import item_named, short_ids


@click.command(
    "add",
    help=t("Add an item, said in one line.")
    + "\n\n"
    + t(
        'Day, time, length, place, people, group and status in any order: "Thu 14:30 Group photo", "then 45 min Lunch".'
    ),
)
@click.argument("trip", type=TRIP)
@click.argument("line", nargs=-1, required=True)
@click.option("--after", type=ITEM, metavar="ITEM", help=t("Behind this item."))
@pass_desk
def add_command(desk: Desk, trip: str, line: tuple[str, ...], after: str | None) -> None:
    """Add an item and print its short id."""
    from agenda.services.completion import earlier_entries, may_name
    from trips.edits.items import add_item
    from trips.importers.line.read import Understood, item_of, read_line, with_new
    from trips.model.entities import Trip

    made: list[tuple[str, Understood]] = []

    def change(before: Trip) -> Trip:
        behind = item_named(before, after) if after else None
        text = " ".join(line)
        earlier = earlier_entries(desk.store, before.id) if may_name(text) else ()
        understood = read_line(before, text, earlier)
        item = item_of(understood, behind.day if behind else None)
        made.append((item.id, understood))
        whole = with_new(before, understood)
        return add_item(whole, item, behind.id if behind and item.day == behind.day else None)

    saved = desk.edit(trip, change, Message("Added {title}", title=" ".join(line))).saved
    key, understood = made[0]
    click.echo(short_ids(saved.trip)[key])
    item = next(one for one in saved.trip.items if one.id == key)
    click.echo(f"→ {understood_text(saved.trip, item, desk.t, understood.new)}", err=True)


@click.command("remove", help=t("Remove items.") + "\n\n" + t("Their parts go along."))
@click.argument("trip", type=TRIP)
@click.argument("items", nargs=-1, required=True, type=ITEM, metavar="ITEM...")
@pass_desk
def remove_command(desk: Desk, trip: str, items: tuple[str, ...]) -> None:
    """Remove items and their parts."""
    from agenda.tui.operations import REMOVED
    from trips.edits.items import remove_items

    named = items_named(desk.draft(trip).trip, items)
    ids = [one.id for one in named]
    desk.edit(trip, lambda before: remove_items(before, ids), REMOVED.note([one.title for one in named]))
    if len(named) == 1:
        desk.say("Removed {title}. Take it back with: agenda undo {trip}", title=named[0].title, trip=trip)
    else:
        desk.say("Removed {n} items. Take it back with: agenda undo {trip}", n=len(named), trip=trip)
