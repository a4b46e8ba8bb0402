"""set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from agenda.cli.completing import TRIP, WHAT
from agenda.cli.desk import Desk, pass_desk
from agenda.cli.language import t
from agenda.cli.naming import items_named, real_day
from trips.i18n.language import Message, Refused, listed

if TYPE_CHECKING:
    from trips.model.entities import Trip
    from trips.model.fields import FieldRule

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
@pass_desk
def set_command(desk: Desk, trip: str, words: tuple[str, ...]) -> None:
    """Change fields of items, of days or of the trip, as one revision."""
    from agenda.presenters.field_text import assign

    begin = next((place for place, word in enumerate(words) if "=" in word), len(words))
    named, fields = words[:begin], words[begin:]
    if not named or not fields:
        raise click.UsageError(t("Say what to change and then its fields: ITEM... FIELD=VALUE..."))
    target = _target(desk.draft(trip).trip, named)

    def change(before: Trip) -> Trip:
        after, values = assign(before, target.fields, fields)
        return target.save(after, values)

    desk.edit(trip, change, target.note(fields))


def _target(trip: Trip, named: Sequence[str]) -> Target:
    if all(word == _TRIP for word in named):
        return _the_trip(trip)
    if all(word.startswith(_DAY) for word in named):
        return _days(trip, [word.removeprefix(_DAY) for word in named])
    if any(word == _TRIP or word.startswith(_DAY) for word in named):
        raise Refused("Name the trip, or days, or items; they have different fields.")
    return _items(trip, named)


def _the_trip(trip: Trip) -> Target:
    from trips.model.entities import changed
    from trips.model.fields import TRIP as FIELDS

    def save(now: Trip, values: dict[str, object]) -> Trip:
        if values.get("timezone", "") is None:
            raise Refused("{field} cannot be empty.", field=Message("time zone"))
        return changed(now, **values)

    return Target(FIELDS, (trip.title,), save)


def _days(trip: Trip, named: Sequence[str]) -> Target:
    from trips.edits.days import the_day
    from trips.model.entities import changed
    from trips.model.fields import DAY

    days = {day.id: day for day in (real_day(trip, text) for text in named)}

    def save(now: Trip, values: dict[str, object]) -> Trip:
        for day in days:
            the_day(now, day)
        return changed(now, days=tuple(changed(one, **values) if one.id in days else one for one in now.days))

    title = ", ".join(str(day.date) for day in days.values())
    return Target(tuple(rule for rule in DAY if rule.name != "date"), (title,), save)


def _items(trip: Trip, named: Sequence[str]) -> Target:
    from trips.edits.items import change_items
    from trips.model.fields import ITEM

    items = items_named(trip, named)
    ids = [item.id for item in items]
    return Target(ITEM, tuple(item.title for item in items), lambda now, values: change_items(now, ids, **values))
