"""add, set, remove."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.params import ITEM, TRIP, WHAT
from trips.i18n.language import Message, UserError
from trips.importers.line.read import understood_text
from trips.names.days import read_day
from trips.names.items import item_named, items_named, short_ids

if TYPE_CHECKING:
    from agenda.presenters.editable import Editable
    from trips.model.trip import Trip


_TRIP = "trip"
_DAY = "day:"


@click.command(
    "set",
    help=t("Change fields of items, of a day or of the trip.")
    + "\n\n"
    + t(
        "Fields are written like time=10:30-12:00 title=Welcome venue=kgst speakers=effing,weber;"
        " an empty value takes it away."
    )
    + "\n\n"
    + t('Several items are changed alike, in one step. The trip itself is called "trip", its second day "day:2".'),
)
@click.argument("trip", type=TRIP)
@click.argument("words", nargs=-1, required=True, type=WHAT, metavar="ITEM... FIELD=VALUE...")
@pass_cli
def set_command(cli: CliContext, trip: str, words: tuple[str, ...]) -> None:
    """Change fields of items, of days or of the trip, as one revision."""
    begin = next((place for place, word in enumerate(words) if "=" in word), len(words))
    named, fields = words[:begin], words[begin:]
    if not named or not fields:
        raise click.UsageError(t("Say what to change and then its fields: ITEM... FIELD=VALUE..."))
    editable = _editable(cli.draft(trip).trip, named)
    texts = editable.texts(fields)
    cli.edit(trip, editable.edit(texts), editable.note(texts))


def _editable(trip: Trip, named: Sequence[str]) -> Editable:
    from agenda.presenters.editable import days_editable, items_editable, trip_editable

    if all(word == _TRIP for word in named):
        return trip_editable(trip)
    if all(word.startswith(_DAY) for word in named):
        days = {day.id: day for day in (read_day(trip, word.removeprefix(_DAY)) for word in named)}
        return days_editable(list(days.values()), ", ".join(str(day.date) for day in days.values()))
    if any(word == _TRIP or word.startswith(_DAY) for word in named):
        raise UserError("Name the trip, or days, or items; they have different fields.")
    return items_editable(items_named(trip, named))


@click.command(
    "add",
    help=t("Add an item from one line of text.")
    + "\n\n"
    + t(
        'Day, time, length, place, people, group and status in any order: "Thu 14:30 Group photo", "then 45 min Lunch".'
    ),
)
@click.argument("trip", type=TRIP)
@click.argument("line", nargs=-1, required=True)
@click.option("--after", type=ITEM, metavar="ITEM", help=t("Behind this item."))
@pass_cli
def add_command(cli: CliContext, trip: str, line: tuple[str, ...], after: str | None) -> None:
    """Add an item and print its short id."""
    from agenda.services.completion import earlier_entries, may_name
    from trips.edits.items import add_item
    from trips.importers.line.read import Understood, item_of, read_line, with_new

    made: list[tuple[str, Understood]] = []

    def change(before: Trip) -> Trip:
        behind = item_named(before, after) if after else None
        text = " ".join(line)
        earlier = earlier_entries(cli.store, before.id) if may_name(text) else ()
        understood = read_line(before, text, earlier)
        item = item_of(understood, behind.day if behind else None)
        made.append((item.id, understood))
        whole = with_new(before, understood)
        return add_item(whole, item, behind.id if behind and item.day == behind.day else None)

    saved = cli.edit(trip, change, Message("Added {title}", title=" ".join(line))).saved
    key, understood = made[0]
    click.echo(short_ids(saved.trip)[key])
    item = next(item for item in saved.trip.items if item.id == key)
    click.echo(f"→ {understood_text(saved.trip, item, cli.t, understood.new)}", err=True)
    for told in understood.told:
        click.echo(told.say(cli.t), err=True)


@click.command("remove", help=t("Remove items.") + "\n\n" + t("Their parts go along."))
@click.argument("trip", type=TRIP)
@click.argument("items", nargs=-1, required=True, type=ITEM, metavar="ITEM...")
@pass_cli
def remove_command(cli: CliContext, trip: str, items: tuple[str, ...]) -> None:
    """Remove items and their parts."""
    from agenda.services.operations import REMOVED
    from trips.edits.items import remove_items

    named = items_named(cli.draft(trip).trip, items)
    ids = [item.id for item in named]
    cli.edit(trip, lambda before: remove_items(before, ids), REMOVED.note([item.title for item in named]))
    if len(named) == 1:
        cli.say("Removed {title}. Take it back with: agenda undo {trip}", title=named[0].title, trip=trip)
    else:
        cli.say("Removed {n} items. Take it back with: agenda undo {trip}", n=len(named), trip=trip)
