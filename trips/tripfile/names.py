"""Who is meant by a key or a plain name in a trip file."""

from __future__ import annotations

import difflib
import re
from typing import Any, Final, cast

from trips.directory import new_key, not_known
from trips.fields import VENUE, FieldRule
from trips.language import Message
from trips.model import Organisation, Person, Venue

_KEY: Final = re.compile("[a-z0-9][a-z0-9_-]*")
_PERSON: Final = re.compile(r"(?:Prof|Dr|Frau|Herr|Mr|Mrs|Ms|Mx|Sir|Dame)\b", re.IGNORECASE)
_TABLES: Final = {
    "venue": ("venues",), "to": ("venues",), "groups": ("groups",), "organisation": ("organisations",),
    "accompanies": ("people",), "responsible": ("people",), "hosts": ("people", "organisations"),
    "speakers": ("people", "organisations"), "people": ("people", "organisations"),
}  # fmt: skip


class Names:
    """Resolves references; a plain name that is not there yet is made, a key that is not there is a mistake."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._known: dict[str, dict[str, str]] = {}
        for table in ("venues", "groups", "organisations", "people"):
            raws = document.get(table, {})
            self._known[table] = {}
            for key, raw in (cast("dict[str, Any]", raws).items() if isinstance(raws, dict) else ()):
                name = cast("dict[str, Any]", raw).get("name") if isinstance(raw, dict) else None
                self._known[table][key] = name if isinstance(name, str) else key
        self.made_venues: list[Venue] = []
        self.made_people: list[Person] = []
        self.made_organisations: list[Organisation] = []

    def key(self, field: str, text: str, table: tuple[FieldRule, ...]) -> str:
        """The key that a text stands for.

        Raises:
            Refused: it looks like a key, and there is no such key.
        """
        tables = ("groups",) if field == "groups" else _TABLES[field]
        for name in tables:
            if text in self._known[name]:
                return text
        for name in tables:
            for key, plain in self._known[name].items():
                if plain == text:
                    return key
        if _KEY.fullmatch(text) or field == "groups" or not text.strip() or table is VENUE:
            raise not_known(text, [one for name in tables for pair in self._known[name].items() for one in pair])
        return self._make(field, text)

    def _make(self, field: str, name: str) -> str:
        key = new_key(name)
        if field in ("venue", "to"):
            self.made_venues.append(Venue(key=key, name=name))
            self._known["venues"][key] = name
        elif field == "organisation" or (field == "hosts" and not _PERSON.match(name)):
            self.made_organisations.append(Organisation(key=key, name=name))
            self._known["organisations"][key] = name
        else:
            self.made_people.append(Person(key=key, name=name))
            self._known["people"][key] = name
        return key

    @staticmethod
    def unknown_key(key: str, known: dict[str, FieldRule]) -> Message:
        """The sentence for a key that does not exist here, with the nearest that does."""
        near = difflib.get_close_matches(key, list(known), 1)
        if near:
            return Message('there is no such field; did you mean "{near}"?', near=near[0])
        return Message("there is no such field; known are {known}", known=", ".join(known))
