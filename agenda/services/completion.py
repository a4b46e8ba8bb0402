"""Names that a line may name: those of the trip, and those of the office's earlier trips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from trips.i18n.language import UserError
from trips.model.entities import Organisation, Person
from trips.model.tables import Entry, Table, new_key
from trips.model.trip import Trip
from trips.names.titles import without_titles
from trips.store import Store

MOST_TRIPS: Final = 30
"""Earlier trips that are looked through, the newest first."""
SHORTEST: Final = 3
"""Letters from which on a name is completed."""
_NAMES: Final = re.compile(
    r"(?<![\w-])(?:mit|with|von|vom|by|in|im|am|at|bei|beim|hosts?|gastgeber\w*)(?![\w-])|@", re.IGNORECASE
)


def may_name(text: str) -> bool:
    """Whether a line may name somebody or a place."""
    return _NAMES.search(text) is not None


def earlier_entries(store: Store, trip_id: str) -> tuple[tuple[Table, Entry], ...]:
    """People, organisations and places of other trips, each name once, with keys of their own.

    What is private of a person, their groups and when they were there stays with the trip that it is of.
    """
    found: dict[tuple[Table, str], Entry] = {}
    for listed in store.trips("active", "archived")[:MOST_TRIPS]:
        if listed.id == trip_id:
            continue
        try:
            trip = store.load(listed.id).trip
        except UserError:
            continue
        for table, entry in _entries(trip):
            found.setdefault((table, entry.name.casefold()), entry)
    return tuple((table, entry) for (table, _), entry in found.items())


def _entries(trip: Trip) -> Iterator[tuple[Table, Entry]]:
    for person in trip.people:
        kept = ("name", "form", "role", "languages", "latin_name")
        yield "people", Person(key=new_key(person.name), **{name: getattr(person, name) for name in kept})
    for organisation in trip.organisations:
        yield "organisations", Organisation(key=new_key(organisation.name), name=organisation.name)
    for venue in trip.venues:
        yield "venues", replace(venue, key=new_key(venue.name), staff_note="")


def names_to_complete(trip: Trip, earlier: Sequence[tuple[Table, Entry]]) -> tuple[str, ...]:
    """The names, those of the trip first; people also without their titles, so that one may begin with either."""
    own = (*trip.people, *trip.venues, *trip.organisations, *trip.groups)
    names = [entity.name for entity in own] + [entry.name for _, entry in earlier]
    return tuple(dict.fromkeys(form for name in names for form in (name, without_titles(name))))


def completed(text: str, names: Sequence[str]) -> str | None:
    """A text with the name that it ends with the beginning of; None if it ends with none.

    The longest beginning counts, and the first of the names.
    """
    starts = [match.end() for match in re.finditer(r"(?:^|[\s(@:,;])", text)]
    small = text.casefold()
    for start in starts:
        begun = small[start:]
        if len(begun) < SHORTEST:
            break
        for name in names:
            if len(name) > len(begun) and name.casefold().startswith(begun):
                return text + name[len(begun) :]
    return None
