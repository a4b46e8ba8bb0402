"""A person taken out of a trip for good: the programme stays, the person becomes "removed".

Works on documents as JSON has them, so that trips, releases and their like are all done alike. What refers to the
person refers to the removed one; texts in which the name, the phone number or the address stands lose that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from trips.i18n.language import LANGUAGES, N_, Language, words
from trips.i18n.text import fold
from trips.model.doors import plain_json
from trips.model.entities import Person
from trips.names.titles import without_titles

REMOVED: Final = N_("removed")
_GAP: Final = "[…]"
"""Stands in texts where the name was: short enough that no text becomes too long."""

_SHORTEST: Final = 4
"""Letters of a name from which on it is looked for in texts; a shorter one stands in other words by accident."""

_LISTS: Final = ("hosts", "speakers", "people")
_REFERENCES: Final = ("responsible", "accompanies")
_STRUCTURE: Final = frozenset((
    *_LISTS, *_REFERENCES, "id", "key", "day", "part_of", "venue", "to", "groups", "organisation", "declined", "item",
    "table", "kind", "status", "audience", "timezone", "language", "languages", "when", "date", "start", "end", "at",
    "code", "digest", "one", "other", "of", "field", "where",
))  # fmt: skip
"""Fields that hold keys, codes and times, never words."""

_KEPT: Final = ("delegate", "groups")
"""What of a person says only how many take part, and in what."""


_GENITIVE: Final = r"(?:['’]?s|['’])?"
"""What a name ends with where something is theirs: "Müllers Zimmer", "Jane's room"."""
_BETWEEN_DIGITS: Final = r"[\s()/.·-]*"
_SUBSCRIBER: Final = 7
"""Digits at the end of a phone number that make it that one, however the rest is written."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """Who is taken out of a trip: the keys they have and the removed ones get, what names them, and where it stands.

    Attributes:
        keys: the key that each of the removed ones gets, under the one they have.
        names: everything that names them for sure.
        texts: where that stands in a text.
        near: where a text may mean them: by their surname alone, or by a name that is short enough to be a word.
        of_others: where it stands for sure, once `texts` finds what may mean them too: others have their surname.
    """

    keys: Mapping[str, str]
    names: tuple[str, ...]
    texts: re.Pattern[str] | None
    near: re.Pattern[str] | None = None
    of_others: re.Pattern[str] | None = None

    def text(self, text: str) -> str:
        """A text without what names them."""
        return self.texts.sub(_GAP, text) if self.texts else text

    def with_near(self) -> Erasure:
        """The same, with what may mean them taken as meaning them."""
        both = "|".join(f"(?:{pattern.pattern})" for pattern in (self.texts, self.near) if pattern)
        return replace(self, texts=re.compile(both) if both else None, near=None, of_others=self.texts)

    def among_people(self) -> Erasure:
        """The same for what is said of other people, whose names stay theirs."""
        return replace(self, texts=self.of_others, of_others=None) if self.of_others else self

    def may_mean_them(self, text: str) -> list[str]:
        """The places of a text that may mean them, each with a few words around it."""
        if self.near is None:
            return []
        left = self.text(text)
        return [_around(left, match) for match in self.near.finditer(left)]


def _around(text: str, match: re.Match[str]) -> str:
    begin, end = max(0, match.start() - 20), match.end() + 20
    return " ".join(f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}".split())


def is_removed(person: Person) -> bool:
    """Whether somebody is what an erased person has become: nobody to whom anything could be given."""
    return person.key.startswith("removed") and person.name in {words(language)(REMOVED) for language in LANGUAGES}


def matches(person: Mapping[str, Any], wanted: str) -> bool:
    """Whether somebody means a person of a document: by key, name (with titles or without), address or phone number."""
    private = cast("Mapping[str, Any]", person.get("private", {}))
    if fold(wanted) in {fold(str(one)) for one in (person["key"], private.get("email", "")) if one}:
        return True
    digits, phone = _digits(wanted), _digits(str(private.get("phone", "")))
    if len(digits) >= _SUBSCRIBER and digits == phone and not re.search(r"[^\W\d_]", wanted):
        return True
    names = (str(one) for one in (person["name"], person.get("latin_name", "")) if one)
    return fold(without_titles(wanted)) in {fold(without_titles(name)) for name in names}


def has_surname(person: Mapping[str, Any], wanted: str) -> bool:
    """Whether a text is the surname of a person of a document, with a title before it or without."""
    return bool(wanted.strip()) and fold(without_titles(wanted)) == fold(_surname(str(person["name"])))


def texts_in(value: Any) -> Iterator[str]:
    """The texts of plain values that are words and no keys, codes or times."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in cast("list[Any]", value):
            yield from texts_in(one)
    elif isinstance(value, Mapping):
        for key, one in cast("Mapping[str, Any]", value).items():
            if not (key in _STRUCTURE and _is_structure(one)):
                yield from texts_in(one)


def erasure(people: Iterable[Mapping[str, Any]], new_keys: Mapping[str, str]) -> Erasure:
    """How to take people out of a trip.

    Args:
        people: them, as every document of any trip has them: a name may have been another one before.
        new_keys: the key that each of them gets, under the one they have in this trip.
    """
    people = list(people)
    texts = {text for person in people for text in _naming(person)}
    names = tuple(sorted((text for text in texts if len(text) >= _SHORTEST), key=len, reverse=True))
    sure = [rf"(?i:(?<![\w-])(?:{'|'.join(map(re.escape, names))}){_GENITIVE}(?![\w-]))"] if names else []
    phones = {str(cast("Mapping[str, Any]", person.get("private", {})).get("phone", "")) for person in people}
    sure += filter(None, map(_phone, sorted(phones)))
    short = {text for text in texts if text and len(text) < _SHORTEST}
    surnames = short | {name for person in people if (name := _surname(str(person["name"])))} - set(names)
    near = rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(surnames)))}){_GENITIVE}(?![\w-])" if surnames else ""
    return Erasure(new_keys, names, re.compile("|".join(sure)) if sure else None, re.compile(near) if near else None)


def _digits(text: str) -> str:
    """The digits of a phone number without those that one leaves out at home: country code and zero."""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    international = text.strip().startswith("+") or digits.startswith("00")
    return digits.lstrip("0")[2:] if international else digits.lstrip("0")


def _phone(number: str) -> str:
    """A pattern for a phone number however it is written: "+49 221 99887766", "0221/99887766"."""
    digits = _digits(number)
    if len(digits) < _SUBSCRIBER:
        return ""
    body = _BETWEEN_DIGITS.join(digits)
    return rf"(?<![\d+])(?:(?:\+|00)\d\d{_BETWEEN_DIGITS})?0?{_BETWEEN_DIGITS}{body}(?!\d)"


def _surname(name: str) -> str:
    """The last word of a name that has several."""
    plain = without_titles(name)
    return plain.rpartition(" ")[2] if " " in plain else ""


def _naming(person: Mapping[str, Any]) -> Iterable[str]:
    name, form = str(person["name"]), str(person.get("form", ""))
    plain = without_titles(name)
    yield from (name, plain, str(person.get("latin_name", "")))
    if surname := _surname(name):
        titles = name[: len(name) - len(plain)]
        yield from (
            f"{before} {surname}" for before in (form, titles.strip(), f"{form} {titles.strip()}") if before.strip()
        )
    yield str(cast("Mapping[str, Any]", person.get("private", {})).get("email", ""))


class Scrubber:
    """Takes people out of many documents of a trip that have most of their entities alike."""

    def __init__(self, gone: Erasure) -> None:
        self._gone = gone
        self._known: dict[bytes, Any] = {}

    def trip(self, trip: Mapping[str, Any]) -> dict[str, Any]:
        """A trip's document without them."""
        document = {key: self._scrubbed(key, value) for key, value in trip.items()}
        return _without_people(document, self._gone)

    def _scrubbed(self, key: str, value: Any) -> Any:
        if not isinstance(value, list):
            return value if key in _STRUCTURE and _is_structure(value) else scrubbed(value, self._gone)
        found: list[Any] = []
        for entity in cast("list[Any]", value):
            name = plain_json(entity)
            if name not in self._known:
                self._known[name] = scrubbed(entity, self._gone.among_people() if key == "people" else self._gone)
            found.append(self._known[name])
        return found


def without(trip: Mapping[str, Any], gone: Erasure) -> dict[str, Any]:
    """A trip's document without the people of an erasure."""
    return Scrubber(gone).trip(trip)


def _without_people(document: dict[str, Any], gone: Erasure) -> dict[str, Any]:
    language: Language = "en" if document.get("language") == "en" else "de"
    document["people"] = [_person(one, gone, language) for one in document.get("people", [])]
    document["items"] = [_renamed(one, gone) for one in document.get("items", [])]
    said = document.get("confirmations", [])
    document["confirmations"] = [one for one in said if one["table"] != "people" or one["key"] not in gone.keys]
    said = document.get("proposed_times", [])
    document["proposed_times"] = [one for one in said if one["person"] not in gone.keys]
    said = document.get("translations", [])
    document["translations"] = [one for one in said if one["of"] != "person" or one["id"] not in gone.keys]
    return document


def _person(person: dict[str, Any], gone: Erasure, language: Language) -> dict[str, Any]:
    if person["key"] not in gone.keys:
        return _renamed(person, gone)
    kept = {name: person[name] for name in _KEPT if name in person}
    return {"key": gone.keys[person["key"]], "name": words(language)(REMOVED), **kept}


def _renamed(entity: dict[str, Any], gone: Erasure) -> dict[str, Any]:
    """An item or person that refers to the removed ones instead."""
    changed = dict(entity)
    for name in _LISTS:
        if name in changed:
            changed[name] = [gone.keys.get(key, key) for key in changed[name]]
    for name in _REFERENCES:
        if changed.get(name) in gone.keys:
            changed[name] = gone.keys[changed[name]]
    if "assignments" in changed:
        changed["assignments"] = [_renamed(one, gone) for one in changed["assignments"]]
    return changed


def scrubbed(value: Any, gone: Erasure) -> Any:
    """Plain values, as JSON has them, without what names the people."""
    if isinstance(value, str):
        return gone.text(value)
    if isinstance(value, list):
        return [scrubbed(one, gone) for one in cast("list[Any]", value)]
    if isinstance(value, Mapping):
        told = cast("Mapping[str, Any]", value).items()
        return {key: one if key in _STRUCTURE and _is_structure(one) else scrubbed(one, gone) for key, one in told}
    return value


def _is_structure(value: Any) -> bool:
    """Whether a value is a key or keys, and no table of entities."""
    if isinstance(value, list):
        return all(isinstance(one, str) for one in cast("list[Any]", value))
    return isinstance(value, str)
