"""Who is where within an item: buses of a ride, rooms and host families of a stay, tables of a meal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from trips.edits.items import change_item, get_item
from trips.i18n.language import N_, Translator, UserError
from trips.i18n.text import fold
from trips.model.doors import checked
from trips.model.entities import Assignment, Item, Person, by_key, changed
from trips.model.trip import Trip
from trips.model.values import Keys
from trips.names.index import index_of

SEATS: Final = N_("{place} ({n} seats)")
_SEATS: Final = re.compile(
    r"(.+?)\s*\((\d{1,4})\s*(?:seats?|pl[aä]tze?|persons?|personen|pers\.?|pax)\)", re.IGNORECASE
)
_LONGEST: Final = 500
NOWHERE: Final = frozenset(("-", "–", "—"))
"""What stands in a table for somebody who is to have no place."""


def places_of(item: Item, person: Person) -> tuple[str, ...]:
    """The places of an item where a person is: named there, else with groups of theirs; more than one is a mistake."""
    named = tuple(assignment.place for assignment in item.assignments if person.key in assignment.people)
    groups = set(person.groups)
    return named or tuple(
        assignment.place for assignment in item.assignments if not groups.isdisjoint(assignment.groups)
    )


def place_of(item: Item, person: Person, people: Mapping[str, Person]) -> str | None:
    """Where a person is within an item: at a place of their own, else with whom they accompany.

    Args:
        item: the item.
        person: the person.
        people: everybody of the trip, under their keys.
    """
    seen: set[str] = set()
    one: Person | None = person
    while one is not None and one.key not in seen:
        seen.add(one.key)
        if places := places_of(item, one):
            return places[0]
        one = people.get(one.accompanies or "")
    return None


def room_of(stay: Item, person: Person, people: Mapping[str, Person]) -> str:
    """A person's room in a stay: their place there, else the room that they have on the whole trip; empty if none."""
    return place_of(stay, person, people) or person.private.room


def assigned(
    item: Item, place: str, people: Iterable[str] = (), groups: Iterable[str] = (), seats: int | None = None
) -> Item:
    """An item with people and groups, by their keys, at one of its places; they leave the place that they had there.

    A place that the item does not have yet is made, behind the others; `seats` says for how many it has room, None
    leaves that as it is. Who is there already stays, and then nothing changes.

    Raises:
        UserError: the place has no name that can be one.
    """
    name = known_place(item, place) or _checked(place)
    moving = tuple(
        key
        for key in people
        if [assignment.place for assignment in item.assignments if key in assignment.people] != [name]
    )
    those = tuple(
        key
        for key in groups
        if [assignment.place for assignment in item.assignments if key in assignment.groups] != [name]
    )
    left = without(item.assignments, moving, those)
    if all(assignment.place != name for assignment in left):
        left = (*left, checked(Assignment, place=name))
    after = tuple(
        _joined(assignment, moving, those, seats) if assignment.place == name else assignment for assignment in left
    )
    return item if after == item.assignments else changed(item, assignments=after)


def assign(
    trip: Trip,
    item_id: str,
    place: str,
    people: Iterable[str] = (),
    groups: Iterable[str] = (),
    seats: int | None = None,
) -> Trip:
    """The same (see `assigned`) in a trip.

    Raises:
        UserError: the item is not in the trip, or the place has no name that can be one.
    """
    after = assigned(get_item(trip, item_id), place, people, groups, seats)
    return change_item(trip, item_id, assignments=after.assignments)


def unassign(trip: Trip, item_id: str, people: Iterable[str] = (), groups: Iterable[str] = ()) -> Trip:
    """Take people and groups, by their keys, out of every place of an item; the places stay."""
    item = get_item(trip, item_id)
    return change_item(trip, item_id, assignments=without(item.assignments, tuple(people), tuple(groups)))


def without_place(trip: Trip, item_id: str, place: str) -> Trip:
    """Remove a place of an item; who was there is nowhere.

    Raises:
        UserError: the item has no such place.
    """
    item = get_item(trip, item_id)
    name = known_place(item, place)
    if name is None:
        places = ", ".join(assignment.place for assignment in item.assignments) or "–"
        raise UserError(
            '"{title}" has no place "{name}"; it has: {places}.', title=item.title, name=place, places=places
        )
    return change_item(
        trip, item_id, assignments=tuple(assignment for assignment in item.assignments if assignment.place != name)
    )


def known_place(item: Item, text: str) -> str | None:
    """The place of an item that a text names, whatever its case and blanks."""
    wanted = _folded(text)
    return next((assignment.place for assignment in item.assignments if _folded(assignment.place) == wanted), None)


def _folded(place: str) -> str:
    """A place as it is compared: blanks do not count, "Bus1" is "Bus 1"."""
    return fold(place).replace(" ", "")


def _checked(place: str) -> str:
    """The name of a new place.

    Raises:
        UserError: it is empty, too long, a dash, or holds a semicolon.
    """
    name = " ".join(place.split())
    if not name or ";" in name or name in NOWHERE or len(name) > _LONGEST:
        raise UserError('"{text}" cannot be a place: it needs a name, without a semicolon.', text=name[:60])
    return name


def without(places: Sequence[Assignment], people: Keys, groups: Keys) -> tuple[Assignment, ...]:
    """Places without some people and groups."""
    return tuple(
        changed(
            place,
            people=tuple(key for key in place.people if key not in people),
            groups=tuple(key for key in place.groups if key not in groups),
        )
        for place in places
    )


def _joined(assignment: Assignment, people: Keys, groups: Keys, seats: int | None) -> Assignment:
    return changed(
        assignment,
        people=tuple(dict.fromkeys((*assignment.people, *people))),
        groups=tuple(dict.fromkeys((*assignment.groups, *groups))),
        seats=assignment.seats if seats is None else seats,
    )


def write_assignments(trip: Trip, places: Iterable[Assignment], t: Translator) -> str:
    """Places as one types them: "Bus 1 (50 seats): Weber, Kurz; Bus 2: Group A"."""
    told: list[str] = []
    for assignment in places:
        place = assignment.place if assignment.seats is None else t(SEATS, place=assignment.place, n=assignment.seats)
        who = ", ".join(
            name if "," not in name and ";" not in name else key for key, name in names_at(trip, assignment)
        )
        told.append(f"{place}: {who}" if who else f"{place}:" if ":" in place else place)
    return "; ".join(told)


def names_at(trip: Trip, place: Assignment) -> tuple[tuple[str, str], ...]:
    """The keys and names of the groups and people of a place; a group and a person may have the same key."""
    groups, people = by_key(trip.groups), by_key(trip.people)
    return (
        *((key, groups[key].name) for key in place.groups),
        *((key, people[key].name) for key in place.people),
    )


def read_assignments(trip: Trip, text: str) -> tuple[Assignment, ...]:
    """What `write_assignments` writes, in either language; names or keys of people and groups of the trip.

    Raises:
        UserError: a place has no name, or somebody is not in the trip.
    """
    found: dict[str, Assignment] = {}
    for piece in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
        head, _, names = piece.rpartition(":") if ":" in piece else (piece, "", "")
        place, seats = read_place(head)
        if not place:
            raise UserError('"{text}" names no place; write it like "Bus 1: Weber, Kurz; Bus 2: Group A".', text=piece)
        people, groups = people_and_groups(trip, filter(None, (part.strip() for part in names.split(","))))
        before = found.get(_folded(place)) or checked(Assignment, place=_checked(place))
        found[_folded(place)] = _joined(before, people, groups, seats)
    return tuple(found.values())


def read_place(text: str) -> tuple[str, int | None]:
    """A place and its seats, of "Bus 1 (50 seats)"; None if nothing is said of seats, as in "Room (101)"."""
    match = _SEATS.fullmatch(text.strip())
    return (match[1], int(match[2])) if match else (text.strip(), None)


def people_and_groups(trip: Trip, names: Iterable[str]) -> tuple[Keys, Keys]:
    """The keys of the people and of the groups that names or keys mean.

    A group counts before a person of the same name, unless "person:" stands before it; "Group: A" and "group:a" are
    groups too.

    Raises:
        UserError: somebody is not in the trip, or several could be meant.
    """
    people: list[str] = []
    groups: list[str] = []
    index = index_of(trip, "groups", "people")
    for name in names:
        match = _TABLED.match(name.strip())
        wanted = match["name"] if match else name.strip()
        person = match is not None and match["table"].lower() == "person"
        whole = index.find(name, "name", "groups")
        if match is not None and not person:
            groups.append(whole or index.get(wanted, "part", "groups"))
        elif whole is not None and not person:
            groups.append(whole)
        else:
            people.append(index.get(wanted, "part", "people"))
    return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(groups))


_TABLED: Final = re.compile(r"(?P<table>person|gruppe|group)\s*:\s*(?P<name>.+)", re.IGNORECASE)


def table_of(trip: Trip, item: Item) -> tuple[tuple[Person, str], ...]:
    """Everybody who has a place of an item, with it, in the order of the trip."""
    people = by_key(trip.people)
    found = ((person, place_of(item, person, people)) for person in trip.people)
    return tuple((person, place) for person, place in found if place is not None)
