"""Where the characters stand that no font could show, so that the office knows what to write instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trips.i18n.language import N_, Message
from trips.model.entities import Value
from trips.model.fields import TABLE
from trips.model.trip import Trip

_TEXT: Final = N_("{characters} cannot be printed ({field} of “{whose}”): “?” stands for it.")
_NAME: Final = N_("{characters} cannot be printed ({field} of “{whose}”): give a name in Latin letters.")


def not_shown(trip: Trip, characters: frozenset[str]) -> Iterator[Message]:
    """A sentence for each field that holds one of the characters.

    Args:
        trip: what the reader sees of the trip.
        characters: those that no font has.
    """
    if not characters:
        return
    entities: tuple[tuple[str, tuple[Value, ...]], ...] = (
        ("Trip", (trip,)), ("Day", trip.days), ("Item", trip.items), ("Venue", trip.venues), ("Person", trip.people),
        ("Organisation", trip.organisations), ("Group", trip.groups),
    )  # fmt: skip
    for table, some in entities:
        fields = [rule for rule in TABLE[table] if rule.form in ("line", "text", "lines")]
        for one in some:
            whose = str(getattr(one, "title", "") or getattr(one, "name", ""))
            for rule in fields:
                found = [one for one in dict.fromkeys(str(getattr(one, rule.name))) if one in characters]
                named = table == "Person" and rule.name == "name"
                if found and not (named and getattr(one, "latin_name", "")):  # the name in Latin letters is printed
                    text = _NAME if named else _TEXT
                    yield Message(text, characters=" ".join(found), field=Message(rule.label), whose=whose)
