"""What is private in a trip, and where somebody wrote it into a text that others read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from trips.model.entities import Value
from trips.model.fields import TABLE
from trips.model.trip import Trip

PHONE: Final = re.compile(r"(?<!\w)(?:\+|00|0)\d[\d /()-]{6,}\d")
_SHORTEST: Final = 4
"""From how many characters on a value is looked for in any spelling; shorter ones only if they hold a letter, as they
are: "12" stands in any text by accident."""

_WRITTEN_OUT: Final = frozenset(("Private.phone", "Private.email", "Private.diet", "Private.access", "Private.room",
                                 "Private.note", "Item.reference", "Venue.phone", "Person.name"))  # fmt: skip
"""Fields whose values are looked for in texts: words of others, like what to bring, are words of any text."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A private detail or a person's name: which field of what, and what it says.

    Attributes:
        table, field: which field it is.
        label: what the field is called.
        key, whose: the key or id of whose it is, and what they are called.
        text: what it says.
        written: whether it is not the field itself, but somebody's words in another one.
    """

    table: str
    field: str
    label: str
    key: str
    whose: str
    text: str
    written: bool = False

    @property
    def name(self) -> str:
        """The field with its table: "Private.phone"."""
        return f"{self.table}.{self.field}"

    @property
    def is_name(self) -> bool:
        """Whether it is a person's name, which is not private but says who travels."""
        return self.table == "Person" and self.field in ("name", "latin_name")


def entities(trip: Trip) -> Iterator[tuple[str, Value]]:
    """Everything that a trip holds, each with its table of fields; the trip itself first, private details last."""
    yield "Trip", trip
    for table, some in (
        ("Day", trip.days), ("Item", trip.items), ("Venue", trip.venues), ("Person", trip.people),
        ("Organisation", trip.organisations), ("Group", trip.groups), ("Page", trip.pages), ("Partner", trip.partners),
    ):  # fmt: skip
        yield from ((table, entity) for entity in some)
    yield from (("Private", person.private) for person in trip.people)


def texts_of(table: str, entity: Value) -> Iterator[str]:
    """What people wrote into an entity, gathering points and places within items too."""
    for rule in TABLE[table]:
        yield from rule.type.texts(getattr(entity, rule.name))


def all_texts(trip: Trip) -> Iterator[str]:
    """What people wrote into a trip, its translations too."""
    yield from (text for table, entity in entities(trip) for text in texts_of(table, entity))
    yield from (translation.text for translation in trip.translations)


class WrittenOut:
    """Finds private details in texts, however they are spelled there: phones by their digits, words in any case."""

    def __init__(self, secrets: Iterable[Secret], texts: Iterable[str]) -> None:
        told = list(texts)
        self._heap = "\n".join(_folded(text) for text in told)
        self._phones = {_digits(match[0]) for text in told for match in PHONE.finditer(text)}
        wanted = (secret for secret in secrets if secret.name in _WRITTEN_OUT)
        self._found = [(secret, _pattern(secret.text)) for secret in wanted if self._there(secret)]

    def _there(self, secret: Secret) -> bool:
        """Whether it stands in any of the texts at all, which is quickly seen."""
        if secret.field == "phone":
            return _digits(secret.text) in self._phones or _folded(secret.text) in self._heap
        return bool(secret.text.strip()) and _folded(secret.text) in self._heap

    def spans(self, text: str) -> Iterator[tuple[int, int, Secret]]:
        """Where details stand in a text: from, to, and which."""
        for secret, pattern in self._found:
            if secret.field == "phone":
                wanted = _digits(secret.text)
                yield from (
                    (*match_.span(), secret)
                    for match_ in PHONE.finditer(text)
                    if wanted and _digits(match_[0]) == wanted
                )
            if pattern is not None:
                yield from ((*match_.span(), secret) for match_ in pattern.finditer(text))


def _pattern(value: str) -> re.Pattern[str] | None:
    """A value in any spelling of its blanks and its case, not inside a longer word; None for what says too little."""
    words = [re.escape(word) for word in value.split()]
    length = sum(map(len, value.split()))
    if length < 2 or (length < _SHORTEST and not re.search(r"[^\W\d]", value)):
        return None
    flags = re.IGNORECASE if length >= _SHORTEST else re.RegexFlag(0)
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", flags)


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def _digits(phone: str) -> str:
    """A phone number without what differs between two ways to write it: 0221 4710 and +49 221 4710 are one."""
    digits = re.sub(r"[^\d+]", "", phone.replace("(0)", ""))
    digits = re.sub(r"^(?:\+|00)\d\d(?=\d)", "0", digits)
    return digits.lstrip("0") if len(digits) >= 7 else ""
