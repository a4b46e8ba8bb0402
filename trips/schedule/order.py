"""The order of time: how a day is told, and how a list is sorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from trips.grammar.when import DAY, Part, PartName
from trips.schedule.timeline import Placed, wall_to_utc

SPANS: Final[dict[PartName, tuple[int, int]]] = {
    "early": (4 * 60, 9 * 60),
    "morning": (6 * 60, 12 * 60),
    "midday": (11 * 60, 14 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (17 * 60, DAY),
    "night": (20 * 60, DAY + 6 * 60),
    "all day": (0, DAY),
}
"""From when to when a part of the day can be, in minutes from its midnight."""

_BEGINNING: Final = -(1 << 40)


def in_time_order(day: Iterable[Placed]) -> tuple[Placed, ...]:
    """The items of a day by their start, parts behind their whole.

    What has no start stays behind what it stands behind in the programme, as far as its part of the day, or the time
    until when it is, allows.
    """
    wholes: list[Placed] = []
    parts: defaultdict[str, list[Placed]] = defaultdict(list)
    for placed in day:
        (wholes if placed.item.part_of is None else parts[placed.item.part_of]).append(placed)
    found: list[Placed] = []
    for whole in _by_start(wholes):
        found += (whole, *_by_start(parts.pop(whole.item.id, ())))
    return (*found, *(placed for orphans in parts.values() for placed in orphans))


def _by_start(items: Sequence[Placed]) -> list[Placed]:
    keys: list[int] = []
    before = _BEGINNING
    for placed in items:
        before = _key(placed, before)
        keys.append(before)
    return [items[place] for place in sorted(range(len(items)), key=lambda place: (keys[place], place))]


def _key(placed: Placed, before: int) -> int:
    """The start in UTC minutes since 1970, for an open one that of what it stands behind."""
    if placed.start is not None:
        return placed.start
    if placed.end is not None:
        return min(before, placed.end)
    start = placed.item.when.start
    if not isinstance(start, Part) or start.name == "all day":
        return before
    first, last = (wall_to_utc(placed.date, minute, placed.start_zone) for minute in SPANS[start.name])
    return min(max(before, first), last - 1)
