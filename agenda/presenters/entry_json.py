"""People, places, groups and organisations as plain values, for other programs."""

from __future__ import annotations

from datetime import date

from trips.model.entities import Person, Value
from trips.model.field_types import FieldRule
from trips.model.fields import PRIVATE, rules
from trips.model.tables import Entry


def entry_document(entry: Entry) -> dict[str, object]:
    """Every field of an entry under its name in the trip file, written as there; what is not said is null or empty.

    A person's private details are in it: this is for the office alone.
    """
    document = _fields(entry, tuple(rules(type(entry).__name__).values()))
    if isinstance(entry, Person):
        document["private"] = _fields(entry.private, PRIVATE)
    return document


def _fields(entity: Value, table: tuple[FieldRule, ...]) -> dict[str, object]:
    return {rule.file_key: _plain(rule, getattr(entity, rule.name)) for rule in table if rule.name != "private"}


def _plain(rule: FieldRule, value: object) -> object:
    written = None if value is None else rule.type.write_file(value)
    return written.isoformat() if isinstance(written, date) else written
