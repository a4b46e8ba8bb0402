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


def lasts_too_long(one: Placed) -> bool:
    """Whether an item would last longer than its kind ever does, while nobody said on which day it ends."""
    end = one.item.when.end
    if one.start is None or one.end is None or not isinstance(end, Clock) or end.day is not None:
        return False
    length = one.end - one.start
    if length <= WALK or one.item.kind in APART:
        return False
    return length > (_longest(one) if one.item.kind in TRAVEL else LONG)


def ends_next_day(one: Placed) -> bool:
    """Whether an item ends, by the clocks of its end, on a later date than it starts on."""
    return one.starts is not None and one.ends is not None and one.ends.date() > one.starts.date()


def _longest(one: Placed) -> int:
    mode = mode_of_item(one.item)
    if mode == "walk":
        return WALK
    if not ends_next_day(one) or _through_the_night(one):
        return JOURNEY
    if mode is None:
        return TRANSFER if one.item.kind == "transfer" else JOURNEY
    return RIDES.get(mode, JOURNEY)


def _through_the_night(one: Placed) -> bool:
    start, end = one.starts, one.ends
    if start is None or end is None:
        return False
    return start.hour * 60 + start.minute >= EVENING and end.hour * 60 + end.minute <= NOON
