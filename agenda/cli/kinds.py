"""The tables that people, organisations, places and groups stand in, as the command line deals with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trips.edits.directory import Table
from trips.model.fields import GROUP, ORGANISATION, PERSON, VENUE, FieldRule


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the tables: its fields, and what a list shows of them."""

    table: Table
    fields: tuple[FieldRule, ...]
    shown: tuple[str, ...]


PEOPLE: Final = Kind("people", PERSON, ("role", "organisation", "groups"))
ORGANISATIONS: Final = Kind("organisations", ORGANISATION, ("contact",))
PLACES: Final = Kind("venues", VENUE, ("address",))
GROUPS: Final = Kind("groups", GROUP, ("expected", "note"))
