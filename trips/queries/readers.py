"""Who outside the office is told what: which items are open to a level of readers, and which texts they read."""

from __future__ import annotations

from typing import Final, Literal

from trips.grammar.choices import AUDIENCES
from trips.model.entities import Item, Translated, named_in
from trips.model.field_types import See
from trips.model.translations import Translatable, texts
from trips.model.trip import Trip

Level = Literal["public", "press", "participants", "staff"]
_EVERYBODYS: Final[tuple[Translated, ...]] = ("trip", "day", "partner")
"""Whose texts every participant reads; all others are read where something open to them names them."""


def may_see(level: Level, see: See) -> bool:
    """Whether a level may see a field, or what is for an audience."""
    return see != "nobody" and AUDIENCES.index(level) >= AUDIENCES.index(see)


def open_to(level: Level, item: Item, whole: Item | None) -> bool:
    """Whether a level may be told of an item that is a part of `whole`, or of none.

    Staff are told of all. Nobody else of an idea, of what has no day yet, or of a part of what is not for them.
    """
    return level == "staff" or all(
        one.day is not None and one.status != "idea" and may_see(level, one.audience)
        for one in (item, whole)
        if one is not None
    )


def texts_read(trip: Trip, language: str) -> tuple[Translatable, ...]:
    """The texts that participants read, in the order of the programme, with what each says in a language.

    What is cancelled is left out: nobody needs to translate it any more.
    """
    read = _read_by_participants(trip)
    return tuple(one for one in texts(trip, language) if one.of in _EVERYBODYS or one.id in read[one.of])


def _read_by_participants(trip: Trip) -> dict[Translated, set[str | None]]:
    """The keys of what is named to them, by table."""
    by_id = {item.id: item for item in trip.items}
    off = {item.id for item in trip.items if item.status == "cancelled"}
    items = [
        item
        for item in trip.items
        if off.isdisjoint((item.id, item.part_of)) and open_to("participants", item, by_id.get(item.part_of or ""))
    ]
    named = {key for item in items for key in named_in(item)}
    people = [person for person in trip.people if person.delegate or person.key in named]
    organisations = {*named, *(person.organisation for person in people)}
    places = [place for item in items for place in item.assignments]
    return {
        "item": {item.id for item in items},
        "venue": {key for item in items for key in (item.venue, item.to)},
        "person": {person.key for person in people},
        "organisation": organisations,
        "group": {key for entity in (*items, *places) for key in entity.groups},
        "page": {page.id for page in trip.pages if may_see("participants", page.audience)},
    }
