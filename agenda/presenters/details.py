"""What is known of an item, a person or a place, as facts to read and to change: a label, a text, a field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Final, NamedTuple

from trips.checks import Finding
from trips.grammar.choices import TRAVEL, Kind
from trips.grammar.when_text import write_when
from trips.i18n.language import Translator
from trips.i18n.text import capitalised
from trips.model.entities import Item, by_key
from trips.model.field_types import FieldRule
from trips.model.fields import rules
from trips.model.tables import TABLES, Entry, Table
from trips.model.trip import Trip
from trips.schedule.timeline import Placed, Timeline
from trips.schedule.told_time import tell_time


class Row(NamedTuple):
    """A label and a text; `field` is what one would change ("private.phone"), empty where there is nothing."""

    label: str
    text: str
    look: str = ""
    field: str = ""


WHOLE_LINES: Final = frozenset(("lines--heading", "lines--warning", "lines--note"))
"""Looks of rows without a label, whose text takes the whole line."""
_TALKS: Final[frozenset[Kind]] = frozenset(
    ("visit", "tour", "talk", "reception", "meeting", "ceremony", "press", "other")
)
_BOOKED: Final[frozenset[Kind]] = frozenset((*TRAVEL, "stay"))
_ONLY_FOR: Final[dict[str, frozenset[Kind]]] = {
    "to": TRAVEL, "mode": TRAVEL, "carrier": TRAVEL, "service": TRAVEL, "reference": _BOOKED,
    "speakers": _TALKS,
}  # fmt: skip
_FIRST: Final = ("title", "when", "kind", "status", "venue", "room")


def fields_of(entity: str, kind: Kind | None = None) -> tuple[FieldRule, ...]:
    """The fields of an entity that a person fills in, those of an item by its kind."""
    table = [rule for rule in rules(entity).values() if rule.type.by_hand]
    if entity == "Item":
        first = {name: place for place, name in enumerate(_FIRST)}
        table.sort(key=lambda rule: first.get(rule.name, len(first)))
        return tuple(rule for rule in table if kind is None or kind in _ONLY_FOR.get(rule.name, {kind}))
    return tuple(table)


def fields_by_path(entity: str) -> dict[str, FieldRule]:
    """The same under their paths; a person's with their private details ("private.phone")."""
    fields = {rule.name: rule for rule in fields_of(entity)}
    if entity == "Person":
        fields |= {f"private.{rule.name}": rule for rule in fields_of("Private")}
    return fields


def item_facts(
    timeline: Timeline, placed: Placed, findings: Iterable[Finding], t: Translator, *, everything: bool = False
) -> Iterator[Row]:
    """What is known of an item and its parts; with `everything`, also the fields that are empty."""
    trip = timeline.trip
    item = placed.item
    yield Row("", item.title, "lines--heading", "title")
    yield Row("", "")
    yield Row(t("Time"), _time(placed, t), "lines--strong", "when")
    known = {rule.name for rule in fields_of("Item", item.kind)}
    for rule in fields_of("Item"):
        if rule.name in ("title", "when"):
            continue
        text = format_value(trip, rule, getattr(item, rule.name), t)
        if text or (everything and rule.name in known):
            yield Row(capitalised(t(rule.label)), text, "", rule.name)
    yield from _parts(timeline, item, t)
    for finding in findings:
        yield Row("", "")
        yield Row("", f"! {finding.message.say(t)}", "lines--warning")


def entry_facts(trip: Trip, table: Table, entry: Entry, t: Translator, *, everything: bool = False) -> Iterator[Row]:
    """What is known of a person, an organisation, a group or a place, and where it is used."""
    from trips.edits.directory import uses

    yield Row("", entry.name, "lines--heading", "name")
    yield Row("", "")
    for path, rule in fields_by_path(TABLES[table].__name__).items():
        text = format_value(trip, rule, attrgetter(path)(entry), t)
        if path != "name" and (text or everything):
            yield Row(capitalised(t(rule.label)), text, "lines--accent" if "." in path else "", path)
    if table == "venues":
        yield from _ways(trip, entry.key, t)
    members = [
        person.name
        for person in trip.people
        if entry.key in (*person.groups, person.organisation) and table != "people"
    ]
    if members and table in ("groups", "organisations"):
        yield Row(t("People"), "\n".join(members))
    elif table == "groups":
        how = t("nobody yet: mark people with Space, press F2, and name the group in Groups")
        yield Row(t("People"), how, "lines--quiet")
    used = uses(trip, table, entry.key)
    if used:
        from trips.names.items import item_label

        yield Row("", "")
        yield Row(t("Used in"), "\n".join(item_label(trip, item, t) for item in used), "lines--quiet")


def _ways(trip: Trip, place: str, t: Translator) -> Iterator[Row]:
    from trips.edits.directory import ways_of

    known = by_key(trip.venues)
    told = [
        " · ".join(part for part in (known[key].name, f"{way.minutes} min", way.mode) if part)
        for key, way in ways_of(trip, place)
    ]
    if told:
        yield Row(t("Transfer times"), "\n".join(told))


def format_value(trip: Trip, rule: FieldRule, value: object, t: Translator) -> str:
    """A field's value to read: one name a line, a place with its address; empty if there is nothing to say."""
    from trips.edits.resolver import TripNames

    if rule.name == "venue":
        venue = by_key(trip.venues).get(str(value))
        return "\n".join(part for part in (venue.name, venue.address) if part) if venue else ""
    if value is False:
        return ""
    text = rule.write_text(value, TripNames(trip), t)
    return text.replace(", ", "\n") if rule.type.several else text


def _time(placed: Placed, t: Translator) -> str:
    said, told = write_when(placed.item.when, t).replace("-", "–"), tell_time(placed, t).text
    return f"{told}\n{said}" if "computed" in (placed.start_is, placed.end_is) else told


def _parts(timeline: Timeline, item: Item, t: Translator) -> Iterator[Row]:
    parts = [placed for placed in timeline.of_day(item.day) if placed.item.part_of == item.id]
    for number, part in enumerate(parts):
        if number == 0:
            yield Row("", "")
        yield Row(t("Parts") if number == 0 else "", f"{tell_time(part, t).clock}  {part.item.title}", "lines--quiet")
