"""Items copied from a trip, and pasted into it or into another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from trips.edits.items import in_programme_order, top_level_ids, with_new_ids, with_parts
from trips.model.entities import (
    Assignment,
    Group,
    Item,
    Organisation,
    Person,
    Presence,
    Value,
    Venue,
    by_key,
    changed,
    named_in,
)
from trips.model.tables import REFERENCES, TABLES, Entry, Table, entries, new_key
from trips.model.trip import Trip
from trips.model.values import Keys

R = TypeVar("R", Item, Person, Assignment)


@dataclass(frozen=True, kw_only=True)
class Clip(Value):
    """Items and everything that they name, directly or through their people; belongs to no trip.

    `assigned` are others who have a place of an item: where they are known they keep it, and nobody brings them along.
    """

    items: tuple[Item, ...]
    venues: tuple[Venue, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    groups: tuple[Group, ...] = ()
    assigned: tuple[Person, ...] = ()


def clip(trip: Trip, ids: Sequence[str]) -> Clip:
    """Copy items with their parts, in programme order; a part without its whole becomes an item of its own.

    Raises:
        UserError: none of them is in the trip.
    """
    taken = with_parts(trip, top_level_ids(trip, ids))
    known = {item.id for item in taken}
    items = tuple(changed(item, day=None, part_of=item.part_of if item.part_of in known else None) for item in taken)
    people = _people(trip, {key for item in items for key in (*named_in(item), item.responsible)})
    venues = {key for item in items for key in (item.venue, item.to)}
    organisations = {key for item in items for key in named_in(item)} | {person.organisation for person in people}
    places = [place for item in items for place in item.assignments]
    groups = {key for entity in (*items, *people, *places) for key in entity.groups}
    known_people, assigned = by_key(people), {key for place in places for key in place.people}
    return Clip(
        items=items,
        venues=tuple(venue for venue in trip.venues if venue.key in venues),
        people=people,
        organisations=tuple(organisation for organisation in trip.organisations if organisation.key in organisations),
        groups=tuple(group for group in trip.groups if group.key in groups),
        assigned=tuple(person for person in trip.people if person.key in assigned and person.key not in known_people),
    )


def _people(trip: Trip, keys: Iterable[str | None]) -> tuple[Person, ...]:
    """The people of these keys and those whom they accompany."""
    known = by_key(trip.people)
    found: set[str] = set()
    waiting = [key for key in keys if key in known]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += [other for other in (known[key].accompanies,) if other is not None]
    return tuple(person for person in trip.people if person.key in found)


def paste(trip: Trip, clip: Clip, day: str | None, after: str | None = None) -> Trip:
    """Paste items to a day (None: the pool), behind another item or to its end, with ids of their own and not fixed.

    Who and what has the same key and name in the trip already, or else the same name, is used; the others are brought
    along, people with their private details, but without when they are there and what they declined: both belong to
    the trip they were copied from. An `after` that is gone counts for nothing.
    """
    names: dict[Table, dict[str, str]] = {table: {} for table in TABLES}
    brought: dict[Table, list[Entry]] = {table: [] for table in TABLES}
    for table in TABLES:
        for entry in _entries(clip, table):
            key = _same(entries(trip, table), entry)
            if key is None:
                key = _free(trip, table, entry)
                brought[table].append(entry)
            names[table][entry.key] = key
    for person in clip.assigned:
        key = _same(trip.people, person)
        if key is not None:
            names["people"][person.key] = key
    tables = {
        table: (*entries(trip, table), *(_brought(entry, table, names) for entry in some))
        for table, some in brought.items()
    }
    items = [changed(_renamed(item_id, names), day=day, fixed=False) for item_id in with_new_ids(clip.items)]
    place = next((place + 1 for place, item in enumerate(trip.items) if item.id == after), len(trip.items))
    together = in_programme_order([*trip.items[:place], *items, *trip.items[place:]], trip.days)
    return changed(trip, **tables, items=together)


def _entries(clip: Clip, table: Table) -> Sequence[Entry]:
    return getattr(clip, table)


def _same(known: Iterable[Entry], wanted: Entry) -> str | None:
    """The key of the entry of the same name, if there are several the one with the same key."""
    same = [entry.key for entry in known if entry.name.casefold() == wanted.name.casefold()]
    return wanted.key if wanted.key in same else next(iter(same), None)


def _free(trip: Trip, table: Table, entry: Entry) -> str:
    """The key of an entry, or another one if the trip has given it to somebody else."""
    shared: tuple[Table, ...] = ("people", "organisations")
    homes = shared if table in shared else (table,)
    taken = {other.key for home in homes for other in entries(trip, home)}
    return new_key(entry.name) if entry.key in taken else entry.key


def _brought(entry: Entry, table: Table, names: Mapping[Table, Mapping[str, str]]) -> Entry:
    key = names[table][entry.key]
    if isinstance(entry, Person):
        return changed(_renamed(entry, names), key=key, present=Presence(), declined=())
    return changed(entry, key=key)


def _renamed(one: R, names: Mapping[Table, Mapping[str, str]]) -> R:
    """An item or person with every key that it names replaced by the one that stands for it in the trip."""
    fields: dict[str, object] = {}
    for name, tables in REFERENCES.items():
        if hasattr(one, name):
            here = {old: new for table in tables for old, new in names[table].items()}
            value: Keys | str | None = getattr(one, name)
            if isinstance(value, tuple):
                known = (key for key in value if key in here or not isinstance(one, Assignment))
                fields[name] = tuple(dict.fromkeys(here[key] for key in known))
            elif value is not None:
                fields[name] = here[value]
    if isinstance(one, Item):
        fields["assignments"] = tuple(_renamed(place, names) for place in one.assignments)
    return changed(one, **fields)
