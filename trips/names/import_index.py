"""The places, people and groups that somebody else's text names: known ones of a trip are found, new ones made."""

from __future__ import annotations

from collections.abc import Iterable

from trips.i18n.text import fold
from trips.model.doors import checked
from trips.model.entities import Group, Item, Organisation, Person, Private, Venue, by_key
from trips.model.tables import Table
from trips.model.trip import Trip
from trips.names.index import index_of, named_entry, new_entry
from trips.names.titles import name_words, untitled


class Directory:
    """The entries of a trip while something is taken in."""

    def __init__(self, trip: Trip) -> None:
        self.venues: dict[str, Venue] = by_key(trip.venues)
        self.people: dict[str, Person] = by_key(trip.people)
        self.organisations: dict[str, Organisation] = by_key(trip.organisations)
        self.groups: dict[str, Group] = by_key(trip.groups)
        self._index = index_of(trip, "groups", "organisations")
        for person in trip.people:
            self._index.add("people", person.key, person.name, *filter(None, (person.private.email,)))
        for venue in trip.venues:
            self._index.add("venues", venue.key, *_spellings(venue))

    def _find(self, text: str, *tables: Table) -> str | None:
        """The key of the first entry that is called so."""
        found = self._index.matching(text, "name", *tables)
        return found[0].key if found else None

    def place(self, text: str, geo: tuple[float, float] | None, timezone: str | None) -> str:
        """The key of the place that LOCATION names; a new one gets the coordinates and the zone."""
        known = self._find(text, "venues")
        if known is not None:
            return known
        lat, lon = geo or (None, None)
        plain, _, address = text[:500].strip().partition(", ")
        if not any(letter.isdigit() for letter in address):
            plain, address = text[:500].strip(), ""
        venue = named_entry(Venue, plain, address=address, lat=lat, lon=lon, timezone=timezone)
        self.venues[venue.key] = venue
        self._index.add("venues", venue.key, text)
        return venue.key

    def says(self, item: Item, text: str) -> bool:
        """Whether LOCATION is what a calendar file says of the item's place as it is."""
        venue = self.venues.get(item.venue or "")
        room = item.room or (venue.room if venue else "")
        parts = (venue.name if venue else "", room, venue.address if venue else "")
        return fold(text) == fold(", ".join(parts))

    def contact(self, name: str, email: str) -> str:
        """The key of a person with an e-mail address or name; an organisation of that name will do."""
        known = self._find(email, "people") if email else None
        known = known or self._find(name, "people", "organisations")
        return known or self._add(named_entry(Person, name, private=checked(Private, email=email)))

    def spoken(self, field: str, texts: Iterable[str]) -> tuple[str, ...]:
        """The keys of people as our own files name them: name, then role and organisation behind commas."""
        keys: list[str] = []
        for text in texts:
            name, _, about = text.partition(", ")
            known = self._find(name, "people", "organisations")
            if known is None:
                _, entry = new_entry(field, name)
                if isinstance(entry, Organisation) and not about:
                    known = self.add(entry)
                else:
                    known = self._add(named_entry(Person, name, role=about[:500]))
            keys.append(known)
        return tuple(dict.fromkeys(keys))

    def group_keys(self, names: Iterable[str]) -> tuple[str, ...]:
        """The keys of groups, made where they are new."""
        keys: list[str] = []
        for name in names:
            key = self._find(name, "groups")
            if key is None:
                group = named_entry(Group, name)
                key, self.groups[group.key] = group.key, group
                self._index.add("groups", key, name)
            keys.append(key)
        return tuple(dict.fromkeys(keys))

    def known(self, name: str) -> str | None:
        """The key of a person or organisation of that name; of people the last name alone will do if one has it."""
        exact = self._find(name, "people", "organisations")
        words = untitled(name_words(name))
        if exact is not None or not words:
            return exact
        same = [
            person.key for person in self.people.values() if untitled(name_words(person.name))[-len(words) :] == words
        ]
        return same[0] if len(same) == 1 else None

    def add(self, entry: Person | Organisation) -> str:
        """Add a new person or organisation; its key."""
        if isinstance(entry, Person):
            return self._add(entry)
        self.organisations[entry.key] = entry
        self._index.add("organisations", entry.key, entry.name)
        return entry.key

    def _add(self, person: Person) -> str:
        self.people[person.key] = person
        self._index.add("people", person.key, person.name, *filter(None, (person.private.email,)))
        return person.key


def _spellings(venue: Venue) -> Iterable[str]:
    """The ways in which LOCATION may name a place."""
    parts = [part for part in (venue.name, venue.room, venue.address) if part]
    yield ", ".join(parts)
    if venue.address:
        yield f"{venue.name}, {venue.address}"
    yield venue.name
