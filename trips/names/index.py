"""Whom a text means among the people, organisations, places and groups of a trip."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple, TypeVar

from trips.i18n.language import UserError
from trips.i18n.text import fold, folded, nearest
from trips.model.doors import RefusedError, checked
from trips.model.entities import Group, Organisation, Person, Venue
from trips.model.field_text import refusal
from trips.model.fields import rules
from trips.model.tables import Entry, Table, entries, new_key
from trips.model.trip import Trip
from trips.names.titles import begins_with_title, name_words, untitled

Strictness = Literal["letters", "name", "part"]
"""How a text has to name an entry.

letters: its key or name to the letter, as in a trip file; name: capitals, accents, umlauts spelt out and blanks do not
count; part: a part of the name will do too, and for people their last name behind a title.
"""

E = TypeVar("E", Venue, Person, Organisation, Group)
_KEY: Final = re.compile("[a-z0-9][a-z0-9_-]*")


class Named(NamedTuple):
    """An entry and one of its names."""

    table: Table
    key: str
    name: str


class NameIndex:
    """Entries under their keys and names; of those that are equally near, all are found."""

    def __init__(self, named: Iterable[Named] = ()) -> None:
        self._all: list[Named] = []
        self._keys: defaultdict[str, list[Named]] = defaultdict(list)
        self._names: defaultdict[str, list[Named]] = defaultdict(list)
        self._folded: defaultdict[str, list[Named]] | None = None
        for one in named:
            self.add(*one)

    def add(self, table: Table, key: str, *names: str) -> None:
        """Know an entry by its key and by some names, the first of which is the one that is told."""
        for name in dict.fromkeys(names):
            named = Named(table, key, name)
            self._all.append(named)
            self._keys[key].append(named)
            self._names[name.casefold()].append(named)
            if self._folded is not None:
                self._fold(named, self._folded)

    def matching(self, text: str, how: Strictness, *tables: Table) -> list[Named]:
        """The entries that a text means, each once, those of the nearest way to name them.

        Tables come in their order: what the first one has hides what the next ones have.
        """
        for table in tables:
            for found in self._ways(text.strip(), how):
                if mine := {named.key: named for named in reversed(found) if named.table == table}:
                    return list(reversed(mine.values()))
        return []

    def find(self, text: str, how: Strictness, *tables: Table) -> str | None:
        """The key of the only entry that a text means; None if there is none, or several are."""
        found = self.matching(text, how, *tables)
        return found[0].key if len(found) == 1 else None

    def get(self, text: str, how: Strictness, *tables: Table) -> str:
        """The key of the entry that a text means.

        Raises:
            UserError: none is meant, or several could be; the sentence lists them.
        """
        found = self.matching(text, how, *tables)
        if len(found) == 1:
            return found[0].key
        if found:
            names = ", ".join(f"{named.name} ({named.key})" for named in found)
            raise UserError('"{text}" could be {names}; name it by its key.', text=text, names=names)
        raise not_known(
            text, [word for named in self._all if named.table in tables for word in (named.key, named.name)]
        )

    def _ways(self, text: str, how: Strictness) -> Iterable[list[Named]]:
        """What each way to name something finds, the nearest first."""
        if how == "letters":
            yield self._keys.get(text, [])
            yield [named for named in self._names.get(text.casefold(), ()) if named.name == text]
            return
        small = text.casefold()
        yield [*self._keys.get(text, ()), *self._keys.get(small, ()), *self._names.get(small, ())]
        yield self._by_folded(text)
        if how == "part" and text:
            yield [named for named in self._all if small in named.name.casefold()]
            yield [named for named in self._all if fold(text) and fold(text) in fold(named.name)]
            yield self._by_last_name(text)

    def _by_folded(self, text: str) -> list[Named]:
        if self._folded is None:
            self._folded = defaultdict(list)
            for named in self._all:
                self._fold(named, self._folded)
        return [named for form in dict.fromkeys((folded(text)[0], fold(text))) for named in self._folded.get(form, ())]

    @staticmethod
    def _fold(named: Named, into: defaultdict[str, list[Named]]) -> None:
        for form in {folded(named.name)[0], fold(named.name)}:
            into[form].append(named)

    def _by_last_name(self, text: str) -> list[Named]:
        """The people whose name ends with what stands behind a title: "Herr Effing" is Dr. Klaus Effing."""
        if not begins_with_title(text):
            return []
        words = untitled(name_words(text))
        people = (named for named in self._all if named.table == "people")
        return [person for person in people if untitled(name_words(person.name))[-len(words) :] == words]


def index_of(trip: Trip, *tables: Table) -> NameIndex:
    """The index of some tables of a trip."""
    return NameIndex(Named(table, entry.key, entry.name) for table in tables for entry in entries(trip, table))


def find_entry(trip: Trip, table: Table, text: str) -> Entry | None:
    """The entry that a text means by key, name or a part of it; None if there is none, or several are."""
    key = index_of(trip, table).find(text, "part", table)
    return next((entry for entry in entries(trip, table) if entry.key == key), None)


def get_entry(trip: Trip, table: Table, text: str) -> Entry:
    """The entry that a text means by key, name or a part of it.

    Raises:
        UserError: none is meant, or several could be; the sentence lists them.
    """
    key = index_of(trip, table).get(text, "part", table)
    return next(entry for entry in entries(trip, table) if entry.key == key)


def not_known(text: str, known: Iterable[str]) -> UserError:
    """The sentence for a name that is not there, with the nearest one that is."""
    if near := nearest(text, known):
        return UserError('There is no "{text}"; did you mean "{near}"?', text=text, near=near)
    return UserError('There is no "{text}".', text=text)


def named_entry(model: type[E], name: str, **fields: object) -> E:
    """A new entry of a name, with a key of its own.

    Raises:
        UserError: the name is too long, or holds what no name may; or another field does.
    """
    try:
        return checked(model, key=new_key(name), name=name, **fields)
    except RefusedError as error:
        raise refusal(error, rules(model.__name__)) from None


def new_entry(field: str, name: str) -> tuple[Table, Entry]:
    """A new entry for a plain name in a field; a place may have its address behind a comma.

    Raises:
        UserError: the name is none.
    """
    if field in ("venue", "to"):
        plain, _, address = name.partition(", ")
        if address and any(letter.isdigit() for letter in address):
            return "venues", named_entry(Venue, plain, address=address)
        return "venues", named_entry(Venue, name)
    if field == "groups":
        return "groups", named_entry(Group, name)
    if field == "organisation" or (field == "hosts" and not begins_with_title(name)):
        return "organisations", named_entry(Organisation, name)
    return "people", named_entry(Person, name)


def looks_like_a_key(text: str) -> bool:
    """Whether a text is written like a key, not like a name."""
    return bool(_KEY.fullmatch(text))
