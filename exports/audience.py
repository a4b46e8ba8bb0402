"""Who sees what: a trip reduced to what one audience may see.

Audiences are allow-lists (trips.model.fields). Everything that leaves the office is made from a reduced trip, so a
renderer cannot leak what it never gets.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeVar, cast

from trips.contacts.confirmations import stale
from trips.edits.assignments import place_of
from trips.grammar.choices import AUDIENCES
from trips.i18n.language import UserError
from trips.model.entities import Assignment, Item, Person, Value, by_key, defaults, named_in
from trips.model.fields import TABLE
from trips.model.integrity import check_whole
from trips.model.trip import Trip
from trips.names.index import get_entry
from trips.queries.readers import Level, may_see, open_to
from trips.schedule.attendance import Attendance, in_group_programme, in_person_programme
from trips.schedule.order import in_time_order
from trips.schedule.timeline import Placed, Timeline

V = TypeVar("V", bound=Value)
_OPEN: Final = frozenset(("nobody",))
_SELECTING: Final = ("group", "person", "host")


@dataclass(frozen=True, slots=True)
class Audience:
    """A level, and for a group, a person or a host whose copy it is."""

    level: Level
    whose: Literal["", "group", "person", "host"] = ""
    key: str = ""

    @property
    def name(self) -> str:
        """The name on the command line: "participants", "person:weber"."""
        return f"{self.whose}:{self.key}" if self.whose else self.level


STAFF: Final = Audience("staff")
PARTICIPANTS: Final = Audience("participants")
PRESS: Final = Audience("press")
PUBLIC: Final = Audience("public")


def read_audience(trip: Trip, text: str) -> Audience:
    """The audience of a name: public, press, participants, staff, group:KEY, person:KEY, host:KEY; names do for keys.

    Raises:
        UserError: there is no such audience in this trip.
    """
    if text in AUDIENCES:
        return Audience(text)
    whose, _, key = text.partition(":")
    if whose not in _SELECTING or not key:
        raise UserError(
            '"{text}" is no audience; known are public, press, participants, staff, group:KEY, person:KEY, host:KEY.',
            text=text,
        )
    if whose == "group":
        return Audience("participants", "group", get_entry(trip, "groups", key).key)
    if whose == "host":
        try:
            return Audience("participants", "host", get_entry(trip, "organisations", key).key)
        except UserError:
            return Audience("participants", "host", get_entry(trip, "people", key).key)
    return Audience("participants", "person", get_entry(trip, "people", key).key)


def knows(trip: Trip, audience: Audience) -> bool:
    """Whether the group, person or host whose copy it is belongs to a trip."""
    tables = {"": (), "group": trip.groups, "person": trip.people, "host": (*trip.organisations, *trip.people)}
    return not audience.whose or any(entity.key == audience.key for entity in tables[audience.whose])


@dataclass(frozen=True, slots=True)
class Reduced:
    """What an audience sees: a reduced trip, and where its items fall (solved on the whole trip)."""

    trip: Trip
    days: tuple[tuple[str, tuple[Placed, ...]], ...]
    audience: Audience


def check_day(trip: Trip, day: int | None) -> None:
    """Refuse a day, counted from 1, that a trip does not have."""
    if day is not None and not 1 <= day <= len(trip.days):
        raise UserError("There is no day {day}; the trip has {n}.", day=day, n=len(trip.days))


def reduced(
    timeline: Timeline, audience: Audience, day: str | None = None, had: Container[str] = frozenset()
) -> Reduced:
    """The trip as an audience may see it, the items of a day in the order of time.

    Args:
        timeline: the trip and where its items fall.
        audience: the reader.
        day: the id of the only day wanted; None for all.
        had: the ids of what the reader had: what is cancelled is told to nobody else but staff.
    """
    trip = timeline.trip
    wanted = tuple(one for one in trip.days if day in (None, one.id))
    ids = {day.id for day in wanted} | ({None} if day is None else set[None]())
    items = tuple(item for item in told_items(timeline, audience, had) if item.day in ids)
    off = _cancelled(trip)
    shown = {item.id for item in items}
    asked = stale(timeline)
    wholes = {item.id: item for item in trip.items if item.part_of is None}
    seen = ((_alone(_as_seen(item, shown, asked, off), item, wholes), item) for item in items)
    assigned = Assigned(trip, audience)
    items = tuple(replace(_fields(one, "Item", audience.level), assignments=assigned.of(item)) for one, item in seen)
    people = _named_people(trip, items, audience)
    organisations = {key for item in items for key in named_in(item)} | {person.organisation for person in people}
    venues = {key for item in items for key in (item.venue, item.to)}
    places = [place for item in items for place in item.assignments]
    groups = {key for entity in (*items, *people, *places) for key in entity.groups}
    everything = audience.level == "staff" and not audience.whose
    small = _fields(trip, "Trip", audience.level)
    small = replace(
        small,
        days=tuple(_fields(day, "Day", audience.level) for day in wanted),
        items=items,
        people=people,
        organisations=_kept(trip.organisations, "Organisation", organisations, audience.level, everything),
        venues=_kept(trip.venues, "Venue", venues, audience.level, everything),
        groups=_kept(trip.groups, "Group", groups, audience.level, everything),
        waivers=trip.waivers if everything else (),
        confirmations=trip.confirmations if everything else (),
        proposed_times=trip.proposed_times if everything else (),
        pages=tuple(page for page in trip.pages if may_see(audience.level, page.audience)),
        translations=trip.translations if everything else (),
        distances=trip.distances if everything else (),
    )
    check_whole(small)
    items_by_id = {item.id: item for item in small.items}
    days = tuple(
        (
            day.id,
            in_time_order(own._replace(item=items_by_id[own.item.id]) for own in of_day if own.item.id in items_by_id),
        )
        for day, of_day in timeline.days()
        if day.id in ids
    )
    return Reduced(small, days, audience)


class Assigned:
    """Which places within items an audience is told, each with only those whose place that audience may know.

    Staff are told all, somebody their own place, a group its own, participants where groups are; nobody else is told.
    """

    def __init__(self, trip: Trip, audience: Audience) -> None:
        self._audience = audience
        self._people = by_key(trip.people)

    def of(self, item: Item) -> tuple[Assignment, ...]:
        """Those of an item."""
        who = self._audience
        if not item.assignments or who == STAFF:
            return item.assignments
        if who.whose == "person":
            person = self._people.get(who.key)
            place = place_of(item, person, self._people) if person is not None else None
            return (Assignment(place=place, people=(who.key,)),) if place else ()
        if who.whose == "host" or not may_see(who.level, "participants"):
            return ()
        told = (
            (assignment.place, tuple(key for key in assignment.groups if who.key in ("", key)))
            for assignment in item.assignments
        )
        return tuple(Assignment(place=place, groups=groups) for place, groups in told if groups)


def delegates(timeline: Timeline, audience: Audience) -> tuple[Person, ...]:
    """The delegates that a list for an audience names, each with the fields that it may see.

    Participants are told who travels with them, a group who is in it, a host who comes; press and public nobody.
    """
    trip, placed = timeline.trip, timeline.placed()
    if not may_see(audience.level, "participants"):
        return ()
    found = [person for person in trip.people if person.delegate]
    if audience.whose == "group":
        found = [person for person in found if audience.key in person.groups]
    if audience.whose == "host":
        attendance, hosted = Attendance.of(trip, placed), hosted_items(timeline, audience)
        found = [person for person in found if any(attendance.goes(item, person) for item in hosted)]
    return tuple(_fields(person, "Person", audience.level) for person in found)


def hosted_items(timeline: Timeline, audience: Audience) -> tuple[Item, ...]:
    """What takes place at a host, as the host sees it."""
    items = visible_items(timeline.trip, timeline.placed(), audience)
    return tuple(item for item in items if item.status != "cancelled")


def told_items(timeline: Timeline, audience: Audience, had: Container[str] = frozenset()) -> Iterator[Item]:
    """The items that an audience is told of, in programme order, each still with all its fields.

    Args:
        timeline: the trip and where its items fall.
        audience: the reader.
        had: the ids of what the reader had: what is cancelled is told to nobody else but staff.
    """
    trip = timeline.trip
    off = frozenset[str]() if audience.level == "staff" else _cancelled(trip)
    for item in visible_items(trip, timeline.placed(), audience):
        if item.id in had or off.isdisjoint((item.id, item.part_of)):
            yield item


def _cancelled(trip: Trip) -> frozenset[str]:
    return frozenset(item.id for item in trip.items if item.status == "cancelled")


def visible_items(trip: Trip, placed: dict[str, Placed], audience: Audience) -> Iterable[Item]:
    """The items that an audience may see, in programme order, each still with all its fields.

    Args:
        trip: the whole trip.
        placed: where its items fall, under their ids.
        audience: for whom.
    """
    attendance = Attendance.of(trip, placed)
    person = next((person for person in trip.people if audience.whose == "person" and person.key == audience.key), None)
    names = _names_of(trip, audience)
    for item in trip.items:
        whole = attendance.whole_of(item)
        if not open_to(audience.level, item, whole):
            continue
        there = person is None or attendance.is_present(item, person)
        if there and (not audience.whose or _concerns(item, whole, person, names, audience)):
            yield item


def _concerns(item: Item, whole: Item | None, person: Person | None, names: frozenset[str], audience: Audience) -> bool:
    if audience.whose == "group":
        return in_group_programme(item, whole, audience.key)
    if person is not None:
        return in_person_programme(item, whole, person)
    hosted = audience.whose == "host" and whole is not None and not names.isdisjoint(whole.hosts)
    return hosted or not names.isdisjoint(named_in(item))


def _names_of(trip: Trip, audience: Audience) -> frozenset[str]:
    """The keys under which a person or host is named; an organisation is named through its people as well."""
    if audience.whose == "host":
        return frozenset((audience.key, *(person.key for person in trip.people if person.organisation == audience.key)))
    return frozenset((audience.key,))


def _as_seen(item: Item, shown: set[str], asked: Container[str], off: Container[str]) -> Item:
    """The item without a whole that is not shown.

    One that moved since it was confirmed is asked for again; a part of what is cancelled is cancelled.
    """
    update: dict[str, Any] = {}
    if item.part_of is not None and item.part_of not in shown:
        update["part_of"] = None
    if item.status == "confirmed" and item.id in asked:
        update["status"] = "requested"
    if (item.part_of or "") in off:
        update["status"] = "cancelled"
    return replace(item, **update) if update else item


def _alone(seen: Item, item: Item, wholes: Mapping[str, Item]) -> Item:
    """A part whose whole is not shown is where that is."""
    whole = wholes.get(item.part_of or "")
    if whole is None or seen.part_of is not None or item.venue is not None:
        return seen
    return replace(seen, venue=whole.venue, room=item.room or whole.room)


def _fields(entity: V, table: str, level: Level) -> V:
    """The entity with only the fields that a level may see; the others are as if nobody had filled them in."""
    if level == "staff":
        return entity
    hidden = [rule.name for rule in TABLE[table] if not may_see(level, rule.see) and rule.see not in _OPEN]
    usual = defaults(type(entity))
    update: dict[str, Any] = {name: usual[name] for name in hidden}
    return replace(entity, **update) if update else entity


def _named_people(trip: Trip, items: tuple[Item, ...], audience: Audience) -> tuple[Person, ...]:
    if audience == STAFF:
        return trip.people
    named = {key for item in items for key in (*named_in(item), item.responsible)}
    named |= {
        person.key for person in trip.people if audience.whose in ("person", "host") and person.key == audience.key
    }
    people = [_fields(person, "Person", audience.level) for person in trip.people if person.key in named]
    kept = {person.key for person in people}
    return tuple(person if person.accompanies in kept else replace(person, accompanies=None) for person in people)


def _kept(entities: tuple[V, ...], table: str, keys: set[Any], level: Level, everything: bool) -> tuple[V, ...]:
    return tuple(_fields(entity, table, level) for entity in entities if everything or cast("Any", entity).key in keys)
