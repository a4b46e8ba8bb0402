"""The places, people and groups that somebody else's text names: known ones of a trip are found, new ones made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from trips.edits.directory import made, new_key
from trips.model.entities import Group, Item, Organisation, Person, Private, Trip, Venue, by_key
from trips.names.persons import name_words, untitled

if TYPE_CHECKING:
    from trips.importers.calendar.events import Contact

_BETWEEN: Final = re.compile(r"[\s,;]+")


class Directory:
    """The entries of a trip while something is taken in."""

    def __init__(self, trip: Trip) -> None:
        self.venues: dict[str, Venue] = by_key(trip.venues)
        self.people: dict[str, Person] = by_key(trip.people)
        self.organisations: dict[str, Organisation] = by_key(trip.organisations)
        self.groups: dict[str, Group] = by_key(trip.groups)
        self._places: dict[str, str] = {}
        for venue in trip.venues:
            for text in _spellings(venue):
                self._places.setdefault(_folded(text), venue.key)
        self._persons: dict[str, str] = {}
        self._emails: dict[str, str] = {}
        for person in trip.people:
            self._persons.setdefault(person.name.casefold(), person.key)
            if person.private.email:
                self._emails.setdefault(person.private.email.casefold(), person.key)
        self._named = {one.name.casefold(): one.key for one in trip.organisations}
        self._groups = {one.name.casefold(): one.key for one in trip.groups}

    def place(self, text: str, geo: tuple[float, float] | None, timezone: str | None) -> str:
        """The key of the place that LOCATION names; a new one gets the coordinates and the zone."""
        known = self._places.get(_folded(text))
        if known is not None:
            return known
        lat, lon = geo or (None, None)
        plain, _, address = text[:500].strip().partition(", ")
        if not any(letter.isdigit() for letter in address):
            plain, address = text[:500].strip(), ""
        venue = Venue(key=new_key(plain), name=plain, address=address, lat=lat, lon=lon, timezone=timezone)
        self.venues[venue.key] = venue
        self._places[_folded(text)] = venue.key
        return venue.key

    def says(self, item: Item, text: str) -> bool:
        """Whether LOCATION is what a calendar file says of the item's place as it is."""
        venue = self.venues.get(item.venue or "")
        room = item.room or (venue.room if venue else "")
        parts = (venue.name if venue else "", room, venue.address if venue else "")
        return _folded(text) == _folded(", ".join(parts))

    def contact(self, one: Contact) -> str:
        """The key of a person with an e-mail address or name; an organisation of that name will do."""
        name, email = one.name.casefold(), one.email.casefold()
        known = self._emails.get(email) or self._persons.get(name) or self._named.get(name)
        if known is not None:
            return known
        return self._add(Person(key=new_key(one.name), name=one.name, private=Private(email=one.email)))

    def spoken(self, field: str, texts: Iterable[str]) -> tuple[str, ...]:
        """The keys of people as our own files name them: name, then role and organisation behind commas."""
        keys: list[str] = []
        for text in texts:
            name, _, about = text.partition(", ")
            known = self._persons.get(name.casefold()) or self._named.get(name.casefold())
            if known is None:
                _, entry = made(field, name)
                if isinstance(entry, Organisation) and not about:
                    self.organisations[entry.key] = entry
                    self._named[name.casefold()] = known = entry.key
                else:
                    known = self._add(Person(key=new_key(name), name=name, role=about[:500]))
            keys.append(known)
        return tuple(dict.fromkeys(keys))

    def group_keys(self, names: Iterable[str]) -> tuple[str, ...]:
        """The keys of groups, made where they are new."""
        keys: list[str] = []
        for name in names:
            key = self._groups.get(name.casefold())
            if key is None:
                key = self._groups[name.casefold()] = new_key(name)
                self.groups[key] = Group(key=key, name=name)
            keys.append(key)
        return tuple(dict.fromkeys(keys))

    def known(self, name: str) -> str | None:
        """The key of a person or organisation of that name; of people the last name alone will do if one has it."""
        small = name.casefold()
        exact = self._persons.get(small) or self._named.get(small)
        words = untitled(name_words(name))
        if exact is not None or not words:
            return exact
        same = [one.key for one in self.people.values() if untitled(name_words(one.name))[-len(words) :] == words]
        return same[0] if len(same) == 1 else None

    def add(self, entry: Person | Organisation) -> str:
        """Add a new person or organisation; its key."""
        if isinstance(entry, Person):
            return self._add(entry)
        self.organisations[entry.key] = entry
        self._named.setdefault(entry.name.casefold(), entry.key)
        return entry.key

    def _add(self, person: Person) -> str:
        self.people[person.key] = person
        self._persons.setdefault(person.name.casefold(), person.key)
        if person.private.email:
            self._emails.setdefault(person.private.email.casefold(), person.key)
        return person.key


def _folded(text: str) -> str:
    """A place's text without what two programs may write differently."""
    return " ".join(_BETWEEN.split(text.casefold())).strip()


def _spellings(venue: Venue) -> Iterable[str]:
    """The ways in which LOCATION may name a place."""
    parts = [part for part in (venue.name, venue.room, venue.address) if part]
    yield ", ".join(parts)
    if venue.address:
        yield f"{venue.name}, {venue.address}"
    yield venue.name
