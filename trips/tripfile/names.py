"""Who is meant by a key or a plain name in a trip file."""

from __future__ import annotations

from typing import Any, cast

from trips.i18n.language import Message
from trips.i18n.text import nearest
from trips.model.field_types import FieldRule
from trips.model.tables import REFERENCES, Entry, Table
from trips.names.index import NameIndex, looks_like_a_key, new_entry


class Names:
    """Resolves references; a plain name that is not there yet is made, a key that is not there is a mistake."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._index = NameIndex()
        for table in ("venues", "groups", "organisations", "people"):
            raws = document.get(table, {})
            for key, raw in cast("dict[str, Any]", raws).items() if isinstance(raws, dict) else ():
                name = cast("dict[str, Any]", raw).get("name") if isinstance(raw, dict) else None
                self._index.add(table, key, name if isinstance(name, str) else key)
        self.made: dict[Table, list[Entry]] = {"venues": [], "people": [], "organisations": [], "groups": []}

    def key(self, field: str, text: str) -> str:
        """The key that a text stands for.

        Raises:
            UserError: it looks like a key, and there is no such key.
        """
        tables = REFERENCES[field]
        found = self._index.matching(text, "letters", *tables)
        if found:
            return found[0].key
        if looks_like_a_key(text) or field == "groups" or not text.strip():
            return self._index.get(text, "letters", *tables)
        home, entry = new_entry(field, text)
        self.made[home].append(entry)
        self._index.add(home, entry.key, text)
        return entry.key

    @staticmethod
    def unknown_key(key: str, known: dict[str, FieldRule]) -> Message:
        """The sentence for a key that does not exist here, with the nearest that does."""
        if near := nearest(key, known):
            return Message('there is no such field; did you mean "{near}"?', near=near)
        return Message("there is no such field; known are {known}", known=", ".join(known))
