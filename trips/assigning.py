"""Who is where within an item: buses of a ride, rooms and host families of a stay, tables of a meal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from trips.directory import the_entry
from trips.edits import change_item, the_item
from trips.language import N_, Refused, Words
from trips.model import Assignment, Item, Person, Trip, by_key, changed
from trips.values import Keys

SEATS: Final = N_("{place} ({n} seats)")
_SEATS: Final = re.compile(
    r"(.+?)\s*\((\d{1,4})(?:\s*(?:seats?|pl[aä]tze?|persons?|personen|pers\.?|pax))?\)", re.IGNORECASE
)


def places_of(item: Item, key: str) -> tuple[str, ...]:
    """The places of an item that name a person themselves; more than one only by mistake."""
    return tuple(one.place for one in item.assignments if key in one.people)


def place_of(item: Item, person: Person, people: Mapping[str, Person]) -> str | None:
    """Where a person is within an item: named there, else with a group of theirs, else with whom they accompany.

    Args:
        item: the item.
        person: the person.
        people: everybody of the trip, under their keys.
    """
    seen: set[str] = set()
    one: Person | None = person
    while one is not None and one.key not in seen:
        seen.add(one.key)
        named = places_of(item, one.key)
        if named:
            return named[0]
        for place in item.assignments:
            if not set(place.groups).isdisjoint(one.groups):
                return place.place
        one = people.get(one.accompanies or "")
    return None


def room_of(stay: Item, person: Person, people: Mapping[str, Person]) -> str:
    """A person's room in a stay: their place there, else the room that they have on the whole trip; empty if none."""
    return place_of(stay, person, people) or person.private.room


def assign(
    trip: Trip,
    item_id: str,
    place: str,
    people: Iterable[str] = (),
    groups: Iterable[str] = (),
    seats: int | None = None,
) -> Trip:
    """Put people and groups, by their keys, at a place of an item; they leave the place that they had there.

    A place that the item does not have yet is made, behind the others; `seats` says for how many it has room, None
    leaves that as it is.

    Raises:
        Refused: the item is not in the trip, or the place has no name.
    """
    item = the_item(trip, item_id)
    wanted = " ".join(place.split())
    if not wanted or ";" in wanted:
        raise Refused('"{text}" cannot be a place: it needs a name, without a semicolon.', text=place)
    name = known_place(item, wanted) or wanted
    moving = tuple(key for key in people if places_of(item, key) != (name,))
    those = tuple(key for key in groups if [one.place for one in item.assignments if key in one.groups] != [name])
    left = _without(item.assignments, moving, those)
    if all(one.place != name for one in left):
        left = (*left, Assignment(place=name))
    after = tuple(_joined(one, moving, those, seats) if one.place == name else one for one in left)
    return change_item(trip, item_id, assignments=after)


def unassign(trip: Trip, item_id: str, people: Iterable[str] = (), groups: Iterable[str] = ()) -> Trip:
    """Take people and groups, by their keys, out of every place of an item; the places stay."""
    item = the_item(trip, item_id)
    return change_item(trip, item_id, assignments=_without(item.assignments, tuple(people), tuple(groups)))


def without_place(trip: Trip, item_id: str, place: str) -> Trip:
    """Remove a place of an item; who was there is nowhere.

    Raises:
        Refused: the item has no such place.
    """
    item = the_item(trip, item_id)
    name = known_place(item, place)
    if name is None:
        places = ", ".join(one.place for one in item.assignments) or "–"
        raise Refused('"{title}" has no place "{name}"; it has: {places}.', title=item.title, name=place, places=places)
    return change_item(trip, item_id, assignments=tuple(one for one in item.assignments if one.place != name))


def known_place(item: Item, text: str) -> str | None:
    """The place of an item that a text names, whatever its case and blanks."""
    wanted = "".join(text.split()).casefold()
    return next((one.place for one in item.assignments if "".join(one.place.split()).casefold() == wanted), None)


def _without(places: Sequence[Assignment], people: Keys, groups: Keys) -> tuple[Assignment, ...]:
    return tuple(
        changed(
            one,
            people=tuple(key for key in one.people if key not in people),
            groups=tuple(key for key in one.groups if key not in groups),
        )
        for one in places
    )


def _joined(one: Assignment, people: Keys, groups: Keys, seats: int | None) -> Assignment:
    return changed(
        one,
        people=tuple(dict.fromkeys((*one.people, *people))),
        groups=tuple(dict.fromkeys((*one.groups, *groups))),
        seats=one.seats if seats is None else seats,
    )


def merged(
    base: Sequence[Assignment], mine: Sequence[Assignment], theirs: Sequence[Assignment]
) -> tuple[Assignment, ...]:
    """The places of an item after two people changed them: who was put somewhere by one of them is there.

    Somebody whom both moved to different places is at both (a finding tells it). A place that one removed and the
    other did not change is gone; of two numbers of seats mine counts.
    """
    b, m, t = ({one.place: one for one in side} for side in (base, mine, theirs))
    found: list[Assignment] = []
    for name in dict.fromkeys((*t, *m)):
        old, ours, other = b.get(name), m.get(name), t.get(name)
        if ours is None or other is None:
            one = ours or other
            if one is not None and (old is None or one != old):
                found.append(one)
            continue
        was = old or Assignment(place=name)
        found.append(
            changed(
                other,
                seats=other.seats if ours.seats == was.seats else ours.seats,
                people=_both(was.people, ours.people, other.people),
                groups=_both(was.groups, ours.groups, other.groups),
            )
        )
    return tuple(found)


def _both(base: Keys, mine: Keys, theirs: Keys) -> Keys:
    kept = [key for key in theirs if key not in base or key in mine]
    return (*kept, *(key for key in mine if key not in base and key not in theirs))


def write_assignments(trip: Trip, places: Iterable[Assignment], t: Words) -> str:
    """Places as one types them: "Bus 1 (50 seats): Weber, Kurz; Bus 2: Group A"."""
    names = {one.key: one.name for one in (*trip.people, *trip.groups)}
    told: list[str] = []
    for one in places:
        place = one.place if one.seats is None else t(SEATS, place=one.place, n=one.seats)
        who = ", ".join(
            key if "," in names[key] or ";" in names[key] else names[key] for key in (*one.groups, *one.people)
        )
        told.append(f"{place}: {who}" if who else place)
    return "; ".join(told)


def read_assignments(trip: Trip, text: str) -> tuple[Assignment, ...]:
    """What `write_assignments` writes, in either language; names or keys of people and groups of the trip.

    Raises:
        Refused: a place has no name, or somebody is not in the trip.
    """
    found: dict[str, Assignment] = {}
    for piece in filter(None, (one.strip() for one in re.split(r"[;\n]", text))):
        head, _, names = piece.rpartition(":") if ":" in piece else (piece, "", "")
        place, seats = read_place(head)
        if not place:
            raise Refused('"{text}" names no place; write it like "Bus 1: Weber, Kurz; Bus 2: Group A".', text=piece)
        people, groups = people_and_groups(trip, filter(None, (one.strip() for one in names.split(","))))
        before = found.get(place, Assignment(place=place))
        found[place] = _joined(before, people, groups, seats)
    return tuple(found.values())


def read_place(text: str) -> tuple[str, int | None]:
    """A place and its seats, of "Bus 1 (50)" or "Bus 1 (50 seats)"; None if nothing is said of seats."""
    match = _SEATS.fullmatch(text.strip())
    return (match[1], int(match[2])) if match else (text.strip(), None)


def people_and_groups(trip: Trip, names: Iterable[str]) -> tuple[Keys, Keys]:
    """The keys of the people and of the groups that names or keys mean; a group before a person of the same name.

    Raises:
        Refused: somebody is not in the trip, or several could be meant.
    """
    people: list[str] = []
    groups: list[str] = []
    by_name = {word.casefold(): one.key for one in trip.groups for word in (one.name, one.key)}
    for name in names:
        key = by_name.get(name.strip().casefold())
        if key is not None:
            groups.append(key)
        else:
            people.append(the_entry(trip, "people", name).key)
    return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(groups))


def table_of(trip: Trip, item: Item) -> tuple[tuple[Person, str], ...]:
    """Everybody who has a place of an item, with it, in the order of the trip."""
    people = by_key(trip.people)
    found = ((one, place_of(item, one, people)) for one in trip.people)
    return tuple((one, place) for one, place in found if place is not None)
