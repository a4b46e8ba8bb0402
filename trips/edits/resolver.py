"""What the fields of a trip ask about its names; what somebody types may name entries that are not there yet."""

from __future__ import annotations

from collections.abc import Sequence

from trips.edits.assignments import read_assignments, write_assignments
from trips.edits.directory import put
from trips.i18n.language import Translator
from trips.model.entities import Assignment
from trips.model.tables import REFERENCES
from trips.model.trip import Trip
from trips.model.values import Keys
from trips.names.index import index_of, looks_like_a_key, new_entry
from trips.names.items import item_ids, item_labels


class TripNames:
    """The names of a trip, for the types of its fields (see `trips.model.field_types.Resolver`)."""

    def __init__(self, trip: Trip) -> None:
        self.trip = trip

    def key(self, field: str, text: str) -> str:
        """The key that a text stands for in a field of an item or person; a new name is made.

        Raises:
            UserError: the text is a key that is not there, or could be several entries.
        """
        tables, name = REFERENCES[field], text.strip()
        index = index_of(self.trip, *tables)
        known = index.find(name, "part", *tables) if field == "groups" else index.matching(name, "part", *tables)
        if known or looks_like_a_key(text) or not name:
            return index.get(name, "part", *tables)
        table, entry = new_entry(field, name)
        self.trip = put(self.trip, table, entry)
        return entry.key

    def items(self, text: str) -> Keys:
        """The ids of the items that labels, titles or ids name, with commas between."""
        return item_ids(self.trip, text)

    def item_labels(self, t: Translator) -> dict[str, str]:
        """Each item, by its id, as `items` reads it again."""
        return item_labels(self.trip, t)

    def places(self, text: str) -> tuple[Assignment, ...]:
        """Places within an item and who is there, as one types them."""
        return read_assignments(self.trip, text)

    def format_places(self, places: Sequence[Assignment], t: Translator) -> str:
        """Places within an item as `places` reads them again."""
        return write_assignments(self.trip, places, t)
