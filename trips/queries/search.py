"""Finding text in a trip: in its items, people, organisations, groups and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from trips.grammar.when import Clock
from trips.i18n.text import folded
from trips.model.entities import Item, Organisation, Person, Venue, named_in
from trips.model.tables import Entry, Table, entries
from trips.model.trip import Trip

_TABLES: Final[tuple[Table, ...]] = ("people", "organisations", "groups", "venues")


class Hit(NamedTuple):
    """Where a text was found: the id of an item or the key of an entry, and the line that matches best."""

    kind: Literal["item", "people", "organisations", "groups", "venues"]
    key: str
    text: str


def search(trip: Trip, text: str) -> tuple[Hit, ...]:
    """What holds all words of a text: items in programme order, then people, organisations, groups and places.

    Capitals and accents do not count, and "koeln" is "Köln" is "koln". A word is found within longer ones, and a clock
    time as it is told ("00:30", also where "24:30" was typed). Without any word nothing is found.
    """
    words = _words(text)
    if not words:
        return ()
    names = _names(trip)
    hits = [Hit("item", item.id, line) for item in trip.items if (line := _best(_item_lines(item, names), words))]
    for table in _TABLES:
        hits += [
            Hit(table, entry.key, line)
            for entry in entries(trip, table)
            if (line := _best(_entry_lines(entry, names), words))
        ]
    return tuple(hits)


def items_with(trip: Trip, text: str) -> frozenset[str]:
    """The ids of the items that hold all words of a text; without any word those of all items."""
    words, names = _words(text), _names(trip)
    return frozenset(item.id for item in trip.items if _best(_item_lines(item, names), words) is not None)


def _words(text: str) -> Sequence[tuple[str, str]]:
    return [folded(word) for word in text.split()]


def _best(lines: Iterable[str], words: Sequence[tuple[str, str]]) -> str | None:
    """The line that holds most of the words, if together the lines hold them all."""
    best, most = None, -1
    missing = set(words)
    for line in lines:
        held = [word for word in words if _holds(line, word)]
        missing.difference_update(held)
        if line and len(held) > most:
            best, most = line, len(held)
    return None if missing else best


def _holds(line: str, word: tuple[str, str]) -> bool:
    return any(form in text for text in folded(line) for form in word)


def _names(trip: Trip) -> Mapping[tuple[Table, str], str]:
    return {(table, entry.key): entry.name for table in _TABLES for entry in entries(trip, table)}


def _item_lines(item: Item, names: Mapping[tuple[Table, str], str]) -> Iterator[str]:
    yield item.title
    yield from item.note.splitlines()
    yield from item.staff_note.splitlines()
    yield item.room
    yield from (names["venues", key] for key in (item.venue, item.to) if key is not None)
    for key in (*named_in(item), *((item.responsible,) if item.responsible is not None else ())):
        yield names.get(("people", key)) or names["organisations", key]
    yield from (names["groups", key] for key in item.groups)
    yield from (item.carrier, item.service, item.mode, item.reference, item.contact)
    yield from item.bring
    yield from (assignment.place for assignment in item.assignments)
    if item.meet is not None:
        yield item.meet.place
    yield " ".join(
        f"{edge.minute // 60 % 24:02}:{edge.minute % 60:02}"
        for edge in (item.when.start, item.when.end)
        if isinstance(edge, Clock)
    )


def _entry_lines(entry: Entry, names: Mapping[tuple[Table, str], str]) -> Iterator[str]:
    yield entry.name
    match entry:
        case Person():
            yield from (entry.latin_name, entry.role)
            if entry.organisation is not None:
                yield names["organisations", entry.organisation]
            yield from (names["groups", key] for key in entry.groups)
        case Venue():
            yield from (entry.address, entry.room)
            yield from entry.staff_note.splitlines()
        case Organisation():
            yield entry.contact
        case _:
            pass
    yield from entry.note.splitlines()
