"""Which items of a trip a text means: by the beginning of an id, by title, or as lists show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from trips.i18n.dates import weekday_date
from trips.i18n.language import LANGUAGES, Translator, UserError, words
from trips.i18n.text import fold
from trips.model.entities import Item
from trips.model.trip import Trip

SHORT_ID: Final = 6
SHORTEST_ID: Final = 3
"""Letters of an id that one has to type at least."""


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
    found = [item for item in trip.items if len(text) >= SHORTEST_ID and item.id.startswith(text.lower())]
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


def item_labels(trip: Trip, t: Translator) -> dict[str, str]:
    """The label of each item by its id; where several are alike, the short id stands behind it."""
    labels = {item.id: item_label(trip, item, t) for item in trip.items}
    seen, short = Counter(map(fold, labels.values())), short_ids(trip)
    return {key: f"{label} ({short[key]})" if seen[fold(label)] > 1 else label for key, label in labels.items()}


def item_ids(trip: Trip, text: str) -> tuple[str, ...]:
    """The ids of the items that labels, in either language, titles or beginnings of ids name, with commas between.

    Raises:
        UserError: one of them names none, or several.
    """
    found: list[str] = []
    for name in filter(None, map(str.strip, text.split(","))):
        items = _called(trip, name)
        if not items:
            raise UserError('There is no item "{text}".', text=name)
        if len(items) > 1:
            short, t = short_ids(trip), words(trip.language)
            names = ", ".join(f"{short[item.id]} ({item_label(trip, item, t)})" for item in items)
            raise UserError('"{text}" could be {names}; name it by its id.', text=name, names=names)
        found.append(items[0].id)
    return tuple(dict.fromkeys(found))


def _called(trip: Trip, text: str) -> list[Item]:
    wanted, languages = fold(text), tuple(map(words, LANGUAGES))
    labels = [item_labels(trip, t) for t in languages]
    ways: tuple[Callable[[Item], bool], ...] = (
        lambda item: any(fold(known[item.id]) == wanted for known in labels),
        lambda item: any(fold(item_label(trip, item, t)) == wanted for t in languages),
        lambda item: fold(item.title) == wanted,
        lambda item: len(text) >= SHORTEST_ID and item.id.startswith(text.lower()),
    )
    found = ([item for item in trip.items if meant(item)] for meant in ways)
    return next((items for items in found if items), list[Item]())
