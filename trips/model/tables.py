"""The tables of a trip (places, people, organisations, groups), the fields that name their entries, and their keys."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final, Literal

from trips.i18n.text import slug
from trips.model.entities import Group, Organisation, Person, Venue
from trips.model.trip import Trip

Table = Literal["venues", "people", "organisations", "groups"]


Entry = Venue | Person | Organisation | Group


TABLES: Final[dict[Table, type[Entry]]] = {
    "venues": Venue, "people": Person, "organisations": Organisation, "groups": Group,
}  # fmt: skip


REFERENCES: Final[dict[str, tuple[Table, ...]]] = {
    "venue": ("venues",), "to": ("venues",), "groups": ("groups",), "organisation": ("organisations",),
    "accompanies": ("people",), "responsible": ("people",), "hosts": ("people", "organisations"),
    "speakers": ("people", "organisations"), "people": ("people", "organisations"),
}  # fmt: skip
"""Fields that name entries, and the tables where they look."""


_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"


def new_key(name: str) -> str:
    """A key for a new entry: the last words of its name and four random characters.

    Two offices may both add a Weber, so the name alone is not enough.
    """
    return f"{slug(name, 24)}-{''.join(secrets.choice(_ALPHABET) for _ in range(4))}"


def entries(trip: Trip, table: Table) -> Sequence[Entry]:
    """The entries of a table."""
    return getattr(trip, table)
