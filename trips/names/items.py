"""Which items of a trip a text means: by the beginning of an id, by title, or as lists show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trips.i18n.dates import weekday_date
from trips.i18n.language import LANGUAGES, Translator, UserError, words
from trips.i18n.text import fold
from trips.model.entities import Item
from trips.model.trip import Trip

SHORT_ID: Final = 6


def short_ids(trip: Trip) -> dict[str, str]:
    """The short id of each item: its beginning, as long as it must be to be the only one."""
    ids = sorted(item.id for item in trip.items)
    found: dict[str, str] = {}
    for place, item_id in enumerate(ids):
        beside = [ids[place - 1] if place else "", ids[place + 1] if place + 1 < len(ids) else ""]
        length = max([SHORT_ID, *(_common(item_id, other) + 1 for other in beside)])
        found[item_id] = item_id[:length]
    return found


def _common(a: str, b: str) -> int:
    return next((place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def item_named(trip: Trip, text: str) -> Item:
    """The item with an id or a unique beginning of it.

    Raises:
        UserError: none, or several.
    """
    found = [item for item in trip.items if len(text) >= 3 and item.id.startswith(text.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        raise UserError('"{text}" begins several items; type more of the id.', text=text)
    raise UserError('There is no item "{text}"; the ids are in: agenda show TRIP', text=text)


def items_named(trip: Trip, texts: Sequence[str]) -> tuple[Item, ...]:
    """The items of some ids, each once, in the order of the programme.

    Raises:
        UserError: one of them names none, or several.
    """
    wanted = {item_named(trip, text).id for text in texts}
    return tuple(item for item in trip.items if item.id in wanted)


def item_label(trip: Trip, item: Item, t: Translator) -> str:
    """An item in a list of items to pick from: "Thu 9 Oct Lunch", without commas."""
    day = next((day for day in trip.days if day.id == item.day), None)
    return f"{weekday_date(t, day.date) if day else '–'} {item.title}".replace(",", " ")


def items_called(trip: Trip, text: str) -> tuple[Item, ...]:
    """The items that a label, in either language, or else a title means, in programme order; there may be none."""
    wanted = fold(text)
    labelled = [
        item for item in trip.items if wanted in {fold(item_label(trip, item, words(code))) for code in LANGUAGES}
    ]
    return tuple(labelled) or tuple(item for item in trip.items if fold(item.title) == wanted)
