"""A person taken out of a trip for good: the programme stays, the person becomes "removed".

Works on documents as JSON has them, so that trips, releases and their like are all done alike. What refers to the
person refers to the removed one; texts in which the name, the phone number or the address stands lose that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from trips.i18n.language import N_, Language, words
from trips.i18n.text import fold
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
    "code", "digest", "one", "other",
))  # fmt: skip
"""Fields that hold keys, codes and times, never words."""

_KEPT: Final = ("delegate", "groups")
"""What of a person says only how many take part, and in what."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """Who is taken out of a trip: the keys they have and the removed ones get, what names them, and where it stands."""

    keys: Mapping[str, str]
    names: tuple[str, ...]
    texts: re.Pattern[str] | None

    def text(self, text: str) -> str:
        """A text without what names them."""
        return self.texts.sub(_GAP, text) if self.texts else text


def matches(person: Mapping[str, Any], wanted: str) -> bool:
    """Whether somebody means a person of a document: by key, name (with titles or without) or e-mail address."""
    private = cast("Mapping[str, Any]", person.get("private", {}))
    if fold(wanted) in {fold(str(one)) for one in (person["key"], private.get("email", "")) if one}:
        return True
    names = (str(one) for one in (person["name"], person.get("latin_name", "")) if one)
    return fold(without_titles(wanted)) in {fold(without_titles(name)) for name in names}


def erasure(people: Iterable[Mapping[str, Any]], new_keys: Mapping[str, str]) -> Erasure:
    """How to take people out of a trip.

    Args:
        people: them, as every document of the trip has them: a name may have been another one before.
        new_keys: the key that each of them gets, under the one they have.
    """
    texts = {text for person in people for text in _naming(person) if len(text) >= _SHORTEST}
    longest_first = sorted(texts, key=len, reverse=True)
    names = tuple(longest_first)
    pattern = "|".join(map(re.escape, names))
    return Erasure(
        new_keys, names, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE) if pattern else None
    )


def _naming(person: Mapping[str, Any]) -> Iterable[str]:
    name, form = str(person["name"]), str(person.get("form", ""))
    plain = without_titles(name)
    yield from (name, plain, str(person.get("latin_name", "")))
    if form and " " in plain:
        yield f"{form} {plain.rpartition(' ')[2]}"
        yield f"{form} {name[: len(name) - len(plain)]}{plain.rpartition(' ')[2]}"
    private = cast("Mapping[str, Any]", person.get("private", {}))
    yield from (str(private.get(field, "")) for field in ("phone", "email"))


def without(trip: Mapping[str, Any], gone: Erasure) -> dict[str, Any]:
    """A trip's document without the people of an erasure."""
    document = cast("dict[str, Any]", scrubbed(trip, gone))
    language: Language = "en" if document.get("language") == "en" else "de"
    document["people"] = [_person(one, gone, language) for one in document.get("people", [])]
    document["items"] = [_renamed(one, gone) for one in document.get("items", [])]
    said = document.get("confirmations", [])
    document["confirmations"] = [one for one in said if one["table"] != "people" or one["key"] not in gone.keys]
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
