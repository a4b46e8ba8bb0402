"""Ends that are a slip: with them an item would last longer than anything of its kind does.

A clock time before the start is read as that of the next morning, which is what "22:00-01:00" means, and what
"11:15-10:30" does not.
"""

from __future__ import annotations

from typing import Final

from trips.grammar.choices import APART, TRAVEL
from trips.grammar.when import Clock
from trips.queries.travel_time import Mode, mode_of_item
from trips.schedule.timeline import Placed

LONG: Final = 16 * 60
"""Minutes that nothing but travel and hotels lasts."""
JOURNEY: Final = 18 * 60
"""Minutes that a journey may last."""
WALK: Final = 4 * 60
"""Minutes that a way on foot may last."""
RIDES: Final[dict[Mode, int]] = {"bus": 14 * 60, "train": 16 * 60}
"""Minutes that a ride may last which goes on into the next day without beginning in the evening."""
TRANSFER: Final = 14 * 60
"""The same for a transfer of which nobody says how one goes."""
EVENING: Final = 17 * 60
NOON: Final = 12 * 60


def lasts_too_long(placed: Placed) -> bool:
    """Whether an item would last longer than its kind ever does, while nobody said on which day it ends."""
    end = placed.item.when.end
    if placed.start is None or placed.end is None or not isinstance(end, Clock) or end.day is not None:
        return False
    length = placed.end - placed.start
    if length <= WALK or placed.item.kind in APART:
        return False
    return length > (_longest(placed) if placed.item.kind in TRAVEL else LONG)


def ends_next_day(placed: Placed) -> bool:
    """Whether an item ends, by the clocks of its end, on a later date than it starts on."""
    return placed.starts is not None and placed.ends is not None and placed.ends.date() > placed.starts.date()


def _longest(placed: Placed) -> int:
    mode = mode_of_item(placed.item)
    if mode == "walk":
        return WALK
    if not ends_next_day(placed) or _through_the_night(placed):
        return JOURNEY
    if mode is None:
        return TRANSFER if placed.item.kind == "transfer" else JOURNEY
    return RIDES.get(mode, JOURNEY)


def _through_the_night(placed: Placed) -> bool:
    start, end = placed.starts, placed.ends
    if start is None or end is None:
        return False
    return start.hour * 60 + start.minute >= EVENING and end.hour * 60 + end.minute <= NOON
