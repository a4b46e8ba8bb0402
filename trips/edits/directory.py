"""People, organisations, places and groups: found by what a person would type, added, changed and removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar, cast

from trips.i18n.language import UserError
from trips.model.entities import Assignment, Distance, Item, Person, Private, Value, changed, defaults
from trips.model.tables import REFERENCES, TABLES, Entry, Table, entries
from trips.model.trip import Trip
from trips.model.values import LONGEST_TEXT, Keys
from trips.names.index import not_known

V = TypeVar("V", bound=Value)
R = TypeVar("R", Item, Person, Assignment)


def put(trip: Trip, table: Table, entry: Entry) -> Trip:
    """Add an entry, or replace the one with its key."""
    known = entries(trip, table)
    if any(one.key == entry.key for one in known):
        return changed(trip, **{table: tuple(entry if one.key == entry.key else one for one in known)})
    return changed(trip, **{table: (*known, entry)})


def change_entry(trip: Trip, table: Table, key: str, fields: Mapping[str, object]) -> Trip:
    """Change fields of an entry; a private detail of a person is called "private.phone".

    Raises:
        UserError: the entry is not in the trip (any more).
    """
    entry = _entry(trip, (table,), key)
    own = {name: value for name, value in fields.items() if "." not in name}
    private = {name.partition(".")[2]: value for name, value in fields.items() if "." in name}
    if private and isinstance(entry, Person):
        own["private"] = changed(entry.private, **private)
    return put(trip, table, changed(entry, **own))


def uses(trip: Trip, table: Table, key: str) -> tuple[Item, ...]:
    """The items that name an entry, or say where somebody is within them."""
    return tuple(item for item in trip.items if key in _names(item, table) or key in _at_places(item, table))


def _at_places(item: Item, table: Table) -> Keys:
    if table not in ("people", "groups"):
        return ()
    return tuple(
        key
        for assignment in item.assignments
        for key in (assignment.people if table == "people" else assignment.groups)
    )


def _names(item: Item, table: Table) -> tuple[str | None, ...]:
    if table == "venues":
        return (item.venue, item.to)
    if table == "groups":
        return item.groups
    return (*item.hosts, *item.speakers, *item.people, item.responsible)


def users(trip: Trip, table: Table, key: str) -> tuple[Person, ...]:
    """The people who refer to an entry: to their organisation, their groups, or whom they accompany."""
    return tuple(person for person in trip.people if _renamed(person, table, key, None) is not person)


def remove(trip: Trip, table: Table, key: str) -> Trip:
    """Remove an entry and every mention of it."""
    return _without(trip, table, key)


def remove_with_items(trip: Trip, table: Table, key: str) -> Trip:
    """Remove an entry and the items that name it, with their parts; people who refer to it stay."""
    gone = {item.id for item in trip.items if key in _names(item, table)}
    kept = tuple(item for item in trip.items if item.id not in gone and item.part_of not in gone)
    return remove(changed(trip, items=kept), table, key)


def replace_entry(trip: Trip, table: Table, key: str, by: str) -> Trip:
    """Let another entry take the place of one, which is then removed; nobody is named twice.

    A person and an organisation may stand in for each other as host, speaker or other; where only one of the two can
    be named (responsible, organisation, accompanies), the mention goes.

    Raises:
        UserError: one of them is not there, they are of different kinds, or they are the same.
    """
    _entry(trip, (table,), key)
    named: tuple[Table, ...] = ("people", "organisations")
    new = _entry(trip, named if table in named else (table,), by)
    if key == by:
        raise UserError('"{name}" cannot take its own place; choose another one.', name=new.name)
    return _without(trip, table, key, new)


def merge_entries(trip: Trip, table: Table, keep: str, gone: str) -> Trip:
    """Make two entries one: every mention of `gone` becomes one of `keep`, and nobody is named twice.

    What `keep` does not say is taken over from `gone`: empty fields are filled, lists united, notes joined.

    Raises:
        UserError: one of them is not there, they are the same, or their notes together are too long.
    """
    kept, other = _entry(trip, (table,), keep), _entry(trip, (table,), gone)
    if keep == gone:
        raise UserError('"{name}" cannot be merged with itself; choose another one.', name=kept.name)
    whole = _filled(kept, other)
    return _without(put(trip, table, whole), table, gone, whole)


def _entry(trip: Trip, tables: Iterable[Table], key: str) -> Entry:
    known = [entry for table in tables for entry in entries(trip, table)]
    for one in known:
        if one.key == key:
            return one
    raise not_known(key, [name for entry in known for name in (entry.key, entry.name)])


def _filled(kept: V, other: Value) -> V:
    """A value whose empty fields are taken from another of its kind."""
    fields: dict[str, object] = {}
    for name, default in defaults(type(kept)).items():
        mine: object = getattr(kept, name)
        theirs: object = getattr(other, name)
        if isinstance(mine, tuple) and isinstance(theirs, tuple):
            fields[name] = tuple(dict.fromkeys((*cast("Keys", mine), *cast("Keys", theirs))))
        elif isinstance(mine, Private) and isinstance(theirs, Private):
            fields[name] = _filled(mine, theirs)
        elif name in ("note", "staff_note"):
            fields[name] = _joined(getattr(kept, name), getattr(other, name))
        elif mine == default and not (name == "accompanies" and theirs == getattr(kept, "key", None)):
            fields[name] = theirs
    return changed(kept, **fields)


def _joined(mine: str, theirs: str) -> str:
    both = "\n".join(dict.fromkeys(one for one in (mine, theirs) if one))
    if len(both) > LONGEST_TEXT:
        raise UserError("The two notes together are longer than {n} characters; shorten one first.", n=LONGEST_TEXT)
    return both


def _without(trip: Trip, table: Table, key: str, by: Entry | None = None) -> Trip:
    """The trip without an entry; where it was named, `by` is."""
    items = tuple(_renamed(item, table, key, by) for item in trip.items)
    people = tuple(_renamed(person, table, key, by) for person in trip.people)
    kept = tuple(person for person in (people if table == "people" else entries(trip, table)) if person.key != key)
    fields: dict[str, object] = {"items": items, "people": people, table: kept}
    if table == "venues" and trip.distances:
        fields["distances"] = _distances(trip, key, by)
    return changed(trip, **fields)


def _distances(trip: Trip, key: str, by: Entry | None) -> tuple[Distance, ...]:
    """The ways between places without those of one, or with another place instead; no way leads to where it begins."""
    found: dict[tuple[str, ...], Distance] = {}
    for way in trip.distances:
        if key in (way.one, way.other):
            ends = [by.key if by is not None and end == key else end for end in (way.one, way.other)]
            if by is None or ends[0] == ends[1]:
                continue
            way = changed(way, one=ends[0], other=ends[1])
        found.setdefault((*sorted((way.one, way.other)), way.mode), way)
    return tuple(found.values())


def _renamed(one: R, table: Table, key: str, by: Entry | None = None) -> R:
    """An item or person that names another entry where it named the one with this key; itself if it does not."""
    fields: dict[str, object] = {}
    for name, tables in REFERENCES.items():
        if table not in tables or not hasattr(one, name):
            continue
        if isinstance(one, Assignment) and name == "people":
            tables = ("people",)  # an organisation is in no bus
        value: object = getattr(one, name)
        fits = by is not None and any(isinstance(by, TABLES[home]) for home in tables)
        new = by.key if by is not None and fits and not (name == "accompanies" and by == one) else None
        if isinstance(value, tuple) and key in value:
            keys = (new if old == key else old for old in cast("Keys", value))
            fields[name] = tuple(dict.fromkeys(old for old in keys if old is not None))
        elif value == key:
            fields[name] = new
    if isinstance(one, Item) and one.assignments:
        places = tuple(_renamed(place, table, key, by) for place in one.assignments)
        if any(a is not b for a, b in zip(places, one.assignments, strict=True)):
            fields["assignments"] = places
    return changed(one, **fields) if fields else one


def same_way(way: Distance, one: str, other: str, mode: str | None) -> bool:
    """Whether a way leads between two places, in either direction; by `mode`, None for any."""
    return {way.one, way.other} == {one, other} and mode in (None, way.mode)


def without_way(trip: Trip, one: str, other: str, mode: str | None) -> Trip:
    """The trip without the ways between two places: those of a mode, or all of them."""
    return changed(trip, distances=tuple(way for way in trip.distances if not same_way(way, one, other, mode)))


def with_way(trip: Trip, way: Distance) -> Trip:
    """The trip with a way, in the place of the one of the same mode that was noted before."""
    kept = without_way(trip, way.one, way.other, way.mode)
    return changed(kept, distances=(*kept.distances, way))


def ways_of(trip: Trip, place: str) -> tuple[tuple[str, Distance], ...]:
    """The ways that are noted from a place, each behind the key of the place where it leads."""
    return tuple(
        (way.other if way.one == place else way.one, way) for way in trip.distances if place in (way.one, way.other)
    )
