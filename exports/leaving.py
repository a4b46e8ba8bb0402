"""What leaves the office for the first time: names that an audience did not have, and texts that look private.

The allow-list of fields decides what may leave; this looks at what people have written into fields that do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from exports.audience import Audience, Level
from exports.edition import Edition
from trips.fields import TABLE
from trips.language import N_, Message
from trips.model import AUDIENCE_WORDS, Trip, Value

_LEVELS: Final[tuple[Level, ...]] = ("public", "press", "participants")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE: Final = re.compile(r"(?<!\w)(?:\+|00|0)\d[\d /()-]{6,}\d")
_SHORTEST: Final = 4
"""Letters from which on a private value is looked for in texts; shorter ones stand in any text by accident."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Something an audience would see that it did not see before: a name, or a private-looking text."""

    level: Level
    kind: str
    text: str

    @property
    def message(self) -> Message:
        """The sentence for the office."""
        who = Message(AUDIENCE_WORDS[self.level])
        return Message(_SENTENCES[self.kind], audience=who, text=self.text)


_SENTENCES: Final = {
    "name": N_("New for {audience}: the name {text}."),
    "mail": N_("New for {audience}: the e-mail address {text}."),
    "phone": N_("New for {audience}: what looks like a phone number, {text}."),
    "private": N_("New for {audience}: a private detail of somebody, “{text}”."),
}


def leaving(before: Edition | None, after: Edition) -> tuple[Leaving, ...]:
    """What would leave the office with an edition and did not with the one before; the widest audience first."""
    known: set[tuple[str, str]] = set()
    found: list[Leaving] = []
    for level in _LEVELS:
        old = set(_seen(before, level)) if before else set[tuple[str, str]]()
        for kind, text in dict.fromkeys(_seen(after, level)):
            if (kind, text) not in old and (kind, text) not in known:
                found.append(Leaving(level, kind, text))
                known.add((kind, text))
    return tuple(found)


def _seen(edition: Edition, level: Level) -> Iterator[tuple[str, str]]:
    trip = edition.seen(Audience(level)).trip
    yield from (("name", person.name) for person in trip.people)
    secrets = _secrets(edition.trip)
    for text in _texts(trip):
        told = [("mail", match) for match in _MAIL.findall(text)]
        told += [("phone", match.strip()) for match in _PHONE.findall(text)]
        known = {match for _, match in told}
        yield from told
        yield from (("private", secret) for secret in secrets if secret in text and secret not in known)


def _secrets(trip: Trip) -> frozenset[str]:
    values = {value for person in trip.people for value in dict(person.private).values()}
    values |= {item.reference for item in trip.items}
    return frozenset(value for value in values if len(value) >= _SHORTEST)


def _texts(trip: Trip) -> Iterator[str]:
    entities: tuple[tuple[str, tuple[Value, ...]], ...] = (
        ("Trip", (trip,)), ("Day", trip.days), ("Item", trip.items), ("Venue", trip.venues), ("Person", trip.people),
        ("Organisation", trip.organisations), ("Group", trip.groups),
    )  # fmt: skip
    yield from (item.meet.place for item in trip.items if item.meet)
    for name, some in entities:
        fields = [rule.name for rule in TABLE[name] if rule.form in ("line", "text") and rule.see != "nobody"]
        for one in some:
            yield from (str(getattr(one, field)) for field in fields)
