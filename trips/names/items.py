"""Which items of a trip a text means: by the beginning of an id, by title, or as lists show them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from trips.i18n.dates import weekday_date
from trips.i18n.language import LANGUAGES, Translator, UserError, words
from trips.i18n.text import fold, nearest
from trips.model.entities import Item
from trips.model.trip import Trip

SHORT_ID: Final = 6
SHORTEST_ID: Final = 3
"""Letters of an id, or of a title, that one has to type at least."""
MOST_TOLD: Final = 5
"""Items that are named when a text could be several."""


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
    """The item that a text means: the beginning of an id, a title, as lists show it, or words of one title only.

    Raises:
        UserError: none, or several.
    """
    by_id = [item for item in trip.items if len(text) >= SHORT_ID and item.id.startswith(text.lower())]
    found = by_id or _called(trip, text) or _with_words(trip, text)
    if len(found) > 1:
        raise _several(trip, text, found)
    if found:
        return found[0]
    if near := nearest(text, (item.title for item in trip.items)):
        raise UserError('There is no item "{text}"; did you mean "{near}"?', text=text, near=near)
    raise UserError('There is no item "{text}"; the ids are in: agenda show TRIP', text=text)


def items_named(trip: Trip, texts: Sequence[str]) -> tuple[Item, ...]:
    """The items that some texts mean, each once, in the order of the programme.

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
            raise _several(trip, name, items)
        found.append(items[0].id)
    return tuple(dict.fromkeys(found))


def _several(trip: Trip, text: str, items: Sequence[Item]) -> UserError:
    short, t = short_ids(trip), words(trip.language)
    names = ", ".join(f"{short[item.id]} ({item_label(trip, item, t)})" for item in items[:MOST_TOLD])
    if len(items) > MOST_TOLD:
        return UserError(
            '"{text}" could be {names} or {n} others; name it by its id.',
            text=text, names=names, n=len(items) - MOST_TOLD,
        )  # fmt: skip
    return UserError('"{text}" could be {names}; name it by its id.', text=text, names=names)


def _with_words(trip: Trip, text: str) -> list[Item]:
    wanted = re.compile(rf"(?<!\w){re.escape(fold(text))}") if len(text) >= SHORTEST_ID else None
    return [item for item in trip.items if wanted is not None and wanted.search(fold(item.title))]


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
