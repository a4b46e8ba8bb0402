"""add, set, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.params import ITEM, TRIP, WHAT
from trips.i18n.language import Message, UserError, listed
from trips.importers.line.read import understood_text
from trips.names.days import read_day
from trips.names.items import item_named, items_named, short_ids

if TYPE_CHECKING:
    from trips.model.fields import FieldRule
    from trips.model.trip import Trip


_TRIP = "trip"
_DAY = "day:"


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be changed: its fields, what it is called, and how values get into it."""

    fields: tuple[FieldRule, ...]
    titles: tuple[str, ...]
    save: Callable[[Trip, dict[str, object]], Trip]

    def note(self, given: Sequence[str]) -> Message:
        """What the edit does, for the history."""
        names = {field.partition("=")[0].strip() for field in given}
        fields = listed([rule.label for rule in self.fields if rule.file_key in names])
        if len(self.titles) == 1:
            return Message("Changed {fields} of {title}", fields=fields, title=self.titles[0])
        return Message("Changed {fields} of {n} items", fields=fields, n=len(self.titles))


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
    from agenda.presenters.field_text import assign

    begin = next((place for place, word in enumerate(words) if "=" in word), len(words))
    named, fields = words[:begin], words[begin:]
    if not named or not fields:
        raise click.UsageError(t("Say what to change and then its fields: ITEM... FIELD=VALUE..."))
    target = _target(cli.draft(trip).trip, named)

    def change(before: Trip) -> Trip:
        after, values = assign(before, target.fields, fields)
        return target.save(after, values)

    cli.edit(trip, change, target.note(fields))


def _target(trip: Trip, named: Sequence[str]) -> Target:
    if all(word == _TRIP for word in named):
        return _the_trip(trip)
    if all(word.startswith(_DAY) for word in named):
        return _days(trip, [word.removeprefix(_DAY) for word in named])
    if any(word == _TRIP or word.startswith(_DAY) for word in named):
        raise UserError("Name the trip, or days, or items; they have different fields.")
    return _items(trip, named)


def _the_trip(trip: Trip) -> Target:
    from trips.model.entities import changed
    from trips.model.fields import TRIP as FIELDS

    def save(now: Trip, values: dict[str, object]) -> Trip:
        if values.get("timezone", "") is None:
            raise UserError("{field} cannot be empty.", field=Message("time zone"))
        return changed(now, **values)

    return Target(FIELDS, (trip.title,), save)


def _days(trip: Trip, named: Sequence[str]) -> Target:
    from trips.edits.days import get_day
    from trips.model.entities import changed
    from trips.model.fields import DAY

    days = {day.id: day for day in (read_day(trip, text) for text in named)}

    def save(now: Trip, values: dict[str, object]) -> Trip:
        for day in days:
            get_day(now, day)
        return changed(now, days=tuple(changed(day, **values) if day.id in days else day for day in now.days))

    title = ", ".join(str(day.date) for day in days.values())
    return Target(tuple(rule for rule in DAY if rule.name != "date"), (title,), save)


def _items(trip: Trip, named: Sequence[str]) -> Target:
    from trips.edits.items import change_items
    from trips.model.fields import ITEM

    items = items_named(trip, named)
    ids = [item.id for item in items]
    return Target(ITEM, tuple(item.title for item in items), lambda now, values: change_items(now, ids, **values))


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
