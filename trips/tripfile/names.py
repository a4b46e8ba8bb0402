"""Who is meant by a key or a plain name in a trip file."""

from __future__ import annotations

import difflib
from typing import Any, cast

from trips.edits.directory import REFERENCES, Entry, Table, looks_like_a_key, made, not_known
from trips.i18n.language import Message
from trips.model.fields import FieldRule


class Names:
    """Resolves references; a plain name that is not there yet is made, a key that is not there is a mistake."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._known: dict[str, dict[str, str]] = {}
        for table in ("venues", "groups", "organisations", "people"):
            raws = document.get(table, {})
            self._known[table] = {}
            for key, raw in cast("dict[str, Any]", raws).items() if isinstance(raws, dict) else ():
                name = cast("dict[str, Any]", raw).get("name") if isinstance(raw, dict) else None
                self._known[table][key] = name if isinstance(name, str) else key
        self.made: dict[Table, list[Entry]] = {"venues": [], "people": [], "organisations": [], "groups": []}

    def key(self, field: str, text: str) -> str:
        """The key that a text stands for.

        Raises:
            Refused: it looks like a key, and there is no such key.
        """
        tables = REFERENCES[field]
        for name in tables:
            if text in self._known[name]:
                return text
        for name in tables:
            for key, plain in self._known[name].items():
                if plain == text:
                    return key
        if looks_like_a_key(text) or field == "groups" or not text.strip():
            raise not_known(text, [one for name in tables for pair in self._known[name].items() for one in pair])
        home, entry = made(field, text)
        self.made[home].append(entry)
        self._known[home][entry.key] = text
        return entry.key

    @staticmethod
    def unknown_key(key: str, known: dict[str, FieldRule]) -> Message:
        """The sentence for a key that does not exist here, with the nearest that does."""
        near = difflib.get_close_matches(key, list(known), 1)
        if near:
            return Message('there is no such field; did you mean "{near}"?', near=near[0])
        return Message("there is no such field; known are {known}", known=", ".join(known))
