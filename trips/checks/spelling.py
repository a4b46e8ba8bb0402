"""Names that are spelt differently in two places: "Effing" and "Effinger"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding
from trips.checks.trip_context import TripContext
from trips.i18n.language import Message
from trips.model.entities import Organisation, Person, Venue
from trips.names.titles import without_titles

_PARTICLES: Final = frozenset(("von", "van", "de", "do", "da"))
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_AFTER: Final = r"(?:Dr|Prof|Herr|Frau|Mr|Mrs|Ms|Bürgermeister|Bürgermeisterin|Landrat|Landrätin|Minister|Ministerin)"
_CALLED: Final = re.compile(rf"\b{_AFTER}\.?\s+(?:(?:Dr|Prof)\.?\s+)*([^\W\d_][\w'’-]*)(?:\s+([^\W\d_][\w'’-]*))?")
_LONG: Final = 5
"""Letters of a word from which on one letter more or less is a slip; shorter ones differ anyway."""


def of_ground(ground: TripContext) -> Iterator[Finding]:
    """Pairs of people, of organisations and of places whose names differ by a slip."""
    matter = ground.matter
    yield from _pairs("people", [(person, _parts(person.name)) for person in matter.people], _same_person)
    yield from _pairs(
        "organisations",
        [(organisation, _parts(organisation.name)) for organisation in matter.organisations],
        _same_thing,
    )
    yield from _pairs("venues", [(venue, _parts(venue.name)) for venue in matter.venues], _same_thing)


def _parts(name: str) -> list[str]:
    words = _WORD.findall(without_titles(name).casefold())
    return [word for word in words if word not in _PARTICLES]


Entry = Person | Organisation | Venue


def _pairs(
    table: str, known: Sequence[tuple[Entry, list[str]]], same: Callable[[Sequence[str], Sequence[str]], bool]
) -> Iterator[Finding]:
    """Pairs of entries; only those with as many words are looked at, the words in their order."""
    for place, (entry, words) in enumerate(known):
        for other, others in known[place + 1 :]:
            if words and len(words) == len(others) and same(words, others) and not _told_apart(entry, other):
                yield Finding(
                    "name.similar", "hint", (),
                    Message(
                        '"{name}" and "{other}": is that the same? Then merge them.', name=entry.name, other=other.name
                    ),
                    (f"{table}:{entry.key}", f"{table}:{other.key}"),
                )  # fmt: skip


def _told_apart(entry: Entry, other: Entry) -> bool:
    """Whether what else is known says that two are not the same: another address, another office."""
    if isinstance(entry, Venue) and isinstance(other, Venue):
        return bool(entry.address and other.address) and entry.address != other.address
    if isinstance(entry, Person) and isinstance(other, Person):
        return None not in (entry.organisation, other.organisation) and entry.organisation != other.organisation
    return False


def _same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """The same names but for a slip in the last one; who has another first name is another person."""
    return len(a) > 1 and a[:-1] == b[:-1] and (a[-1] == b[-1] or slip(a[-1], b[-1]))


def _same_thing(a: Sequence[str], b: Sequence[str]) -> bool:
    """The same words but for a slip in a long one; numbers tell things apart."""
    other = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if not other:
        return True
    return len(other) == 1 and min(map(len, other[0])) >= 8 and _distance_one(*other[0])


def slip(a: str, b: str) -> bool:
    """Whether one word is the other with a slip: one letter else, more or less, or an ending like "er"."""
    short, long = sorted((a, b), key=len)
    if len(short) < _LONG or short == long or short.isdecimal() or long.isdecimal():
        return False
    if long.startswith(short):
        return long[len(short) :] not in ("s", "’s", "'s") and len(long) - len(short) <= 2
    return _distance_one(short, long)


def _distance_one(a: str, b: str) -> bool:
    """Whether two words differ by one letter: another one, one more, or two neighbours in the other order."""
    if any(map(str.isdecimal, a + b)):
        return False
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((n for n, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    rest, other = short[start:], long[start:]
    return rest[1:] == other[1:] or (rest[:2] == other[:2][::-1] and rest[2:] == other[2:])


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Titles that name somebody almost as a person of the trip is called."""
    people = ground.by_last_name
    for placed in plan.placed if people else ():
        for match in _CALLED.finditer(placed.item.title):
            name = (match[2] or match[1]).casefold()
            if name in people or match[1].casefold() in people:
                continue
            first = match[1].casefold() if match[2] else ""
            near = [
                person
                for known, person in people.items()
                if slip(known, name) and (not first or first in person.name.casefold().split())
            ]
            if len(near) == 1:
                yield Finding(
                    "name.title", "hint", (placed.item.id,),
                    Message(
                        '{title}: "{word}" is not known, but {person} is; put one of them right.',
                        title=placed.item.title,
                        word=match[2] or match[1], person=near[0].name,
                    ),
                    (f"people:{near[0].key}",),
                )  # fmt: skip
