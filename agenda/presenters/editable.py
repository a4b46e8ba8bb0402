"""What a form or a field in place changes: an item, a day, the trip, or an entry of its tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, cast

from agenda.presenters.details import fields_of
from agenda.presenters.field_text import as_text, assigned
from trips.edits.directory import put
from trips.edits.items import change_item, change_items
from trips.grammar.choices import Kind
from trips.i18n.language import N_, Message, Translator, UserError, listed
from trips.model.entities import Day, Item, Person, changed
from trips.model.fields import FieldRule
from trips.model.tables import TABLES, Entry, Table, new_key
from trips.model.trip import Trip, first_day, last_day
from trips.names.index import get_entry

Values = dict[str, object]
DATES: Final = (
    FieldRule("first", "date", "public", N_("first day")),
    FieldRule("last", "date", "public", N_("last day")),
)
NEW_WORDS: Final[dict[Table, str]] = {
    "people": N_("New person"), "organisations": N_("New organisation"), "groups": N_("New group"),
    "venues": N_("New place"),
}  # fmt: skip


@dataclass(frozen=True)
class Editable:
    """Something with fields.

    Attributes:
        entity: its name in the table of fields.
        title: what a user calls it.
        fields: its fields by path ("note", "private.phone"), in the order of the form.
        values: what they are now.
        save: puts other values of some of them into a trip.
        mixed: the fields that differ among several items: they read as empty, and stay so unless something is typed.
    """

    entity: str
    title: str
    fields: Mapping[str, FieldRule]
    values: Mapping[str, object]
    save: Callable[[Trip, Values], Trip]
    mixed: frozenset[str] = frozenset()

    def text(self, trip: Trip, path: str, t: Translator) -> str:
        """A field as a person would type it."""
        return "" if path in self.mixed else as_text(trip, self.fields[path], self.values[path], t)

    def edit(self, texts: Mapping[str, str]) -> Callable[[Trip], Trip]:
        """The edit that gives some fields what was typed; names that are not known are made.

        The edit raises UserError or RefusedError if something cannot be understood.
        """

        def change(now: Trip) -> Trip:
            values: Values = {}
            for path, text in texts.items():
                now, values[path] = assigned(now, self.fields[path], text)
            return self.save(now, values)

        return change

    def note(self, texts: Mapping[str, str]) -> Message:
        """What the edit does, for the history."""
        labels = list(dict.fromkeys(self.fields[path].label for path in texts))
        return Message("Changed {fields} of {title}", fields=listed(labels), title=self.title)


def item_subject(item: Item) -> Editable:
    """An item, with the fields of every kind."""
    fields = {rule.name: rule for rule in fields_of("Item")}

    def save(trip: Trip, values: Values) -> Trip:
        return change_item(trip, item.id, **values)

    return Editable("Item", item.title, fields, {name: getattr(item, name) for name in fields}, save)


def several_subject(items: Sequence[Item], title: str) -> Editable:
    """Several items: what is the same for all of them, and what differs; what is typed is for all."""
    fields = {rule.name: rule for rule in fields_of("Item") if rule.name not in ("title", "when")}
    ids = [item.id for item in items]
    mixed = frozenset(name for name in fields if any(getattr(item, name) != getattr(items[0], name) for item in items))

    def save(trip: Trip, values: Values) -> Trip:
        return change_items(trip, ids, **values)

    return Editable("Item", title, fields, {name: getattr(items[0], name) for name in fields}, save, mixed)


def applies(path: str, kind: Kind) -> bool:
    """Whether a field means something for items of a kind."""
    return any(rule.name == path for rule in fields_of("Item", kind))


def entry_subject(table: Table, entry: Entry) -> Editable:
    """A person, an organisation, a group or a place."""
    fields, values = _entry_fields(table, entry)

    def save(trip: Trip, given: Values) -> Trip:
        current = get_entry(trip, table, entry.key)
        return put(trip, table, changed(current, **_with_private(current, given)))

    return Editable(TABLES[table].__name__, entry.name, fields, values, save)


def several_entries(table: Table, entries: Sequence[Entry], title: str) -> Editable:
    """Several people, organisations, groups or places: what is the same, what differs; what is typed is for all."""
    fields, values = _entry_fields(table, entries[0])
    fields = {path: rule for path, rule in fields.items() if path not in ("name", "latin_name")}
    others = [_entry_fields(table, entry)[1] for entry in entries[1:]]
    mixed = frozenset(path for path in fields if any(other[path] != values[path] for other in others))
    keys = [entry.key for entry in entries]

    def save(trip: Trip, given: Values) -> Trip:
        for key in keys:
            current = get_entry(trip, table, key)
            trip = put(trip, table, changed(current, **_with_private(current, given)))
        return trip

    return Editable(TABLES[table].__name__, title, fields, {path: values[path] for path in fields}, save, mixed)


def new_entry(table: Table, t: Translator, *, delegate: bool = False) -> Editable:
    """An entry that is not there yet; a person may be a delegate from the start."""
    blank = TABLES[table](key="new", name="-")
    if isinstance(blank, Person):
        blank = replace(blank, delegate=delegate)
    fields, values = _entry_fields(table, blank)

    def save(trip: Trip, given: Values) -> Trip:
        if not given.get("name"):
            raise UserError("{field} cannot be empty.", field=Message(fields["name"].label))
        fresh = {"key": new_key(str(given["name"])), **_with_private(blank, given)}
        return put(trip, table, changed(blank, **fresh))

    return Editable(TABLES[table].__name__, t(NEW_WORDS[table]), fields, {**values, "name": ""}, save)


def _entry_fields(table: Table, entry: Entry) -> tuple[dict[str, FieldRule], Values]:
    fields = {rule.name: rule for rule in fields_of(TABLES[table].__name__)}
    values: Values = {name: getattr(entry, name) for name in fields}
    if isinstance(entry, Person):
        private = {f"private.{rule.name}": rule for rule in fields_of("Private")}
        values |= {path: getattr(entry.private, rule.name) for path, rule in private.items()}
        fields |= private
    return fields, values


def _with_private(entry: Entry, given: Values) -> Values:
    own = {name: value for name, value in given.items() if "." not in name}
    private = {name.partition(".")[2]: value for name, value in given.items() if "." in name}
    if private and isinstance(entry, Person):
        own["private"] = changed(entry.private, **private)
    return own


def day_subject(day: Day, title: str) -> Editable:
    """A day of the trip: its title, note and zone."""
    fields = {rule.name: rule for rule in fields_of("Day") if rule.name != "date"}

    def save(trip: Trip, values: Values) -> Trip:
        return changed(trip, days=tuple(changed(one, **values) if one.id == day.id else one for one in trip.days))

    return Editable("Day", title, fields, {name: getattr(day, name) for name in fields}, save)


def trip_subject(trip: Trip) -> Editable:
    """The trip itself, with its first and last day."""
    known = {rule.name: rule for rule in fields_of("Trip")}
    fields = {"title": known.pop("title"), **{rule.name: rule for rule in DATES}, **known}
    values: Values = {name: getattr(trip, name) for name in known}
    values |= {"title": trip.title, "first": first_day(trip), "last": last_day(trip)}

    def save(now: Trip, given: Values) -> Trip:
        from trips.edits.days import change_dates

        if any(rule.name in given and given[rule.name] is None for rule in DATES):
            raise UserError("The trip needs a first and a last day.")
        dates = [given.pop(rule.name, None) for rule in DATES]
        if any(dates):
            first = cast("date | None", dates[0]) or first_day(now) or cast("date", dates[1])
            last = cast("date | None", dates[1]) or last_day(now) or first
            if dates[0] and not dates[1] and (begun := first_day(now)) and (ends := last_day(now)):
                last = first + (ends - begun)
            now = change_dates(now, first, last).trip
        return changed(now, **given)

    return Editable("Trip", trip.title, fields, values, save)
