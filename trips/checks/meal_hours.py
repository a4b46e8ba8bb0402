"""Meals and breaks at an hour at which nobody has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, clock
from trips.checks.trip_context import TripContext
from trips.grammar.when import DAY
from trips.i18n.language import N_, Message
from trips.schedule.timeline import Placed


class _Meal(NamedTuple):
    """A meal by its name, and the minutes of the day between which it begins."""

    words: re.Pattern[str]
    first: int
    last: int
    text: str


_MEALS: Final = (
    _Meal(
        re.compile(r"frühstück|\bbreakfast", re.IGNORECASE), 4 * 60, 11 * 60 + 30,
        N_("{title} begins {start}, which is no time for a breakfast; put its time right, or that of what it follows."),
    ),
    _Meal(
        re.compile(r"(?<!vor)(?<!nach)mittag|\blunch", re.IGNORECASE), 10 * 60 + 30, 16 * 60 + 30,
        N_("{title} begins {start}, which is no time for a lunch; put its time right, or that of what it follows."),
    ),
    _Meal(
        re.compile(r"abend(?:essen|brot|imbiss|buffet|büfett)|nachtessen|\bdinner|\bsupper", re.IGNORECASE),
        16 * 60 + 30, 23 * 60 + 59,
        N_("{title} begins {start}, which is no time for a dinner; put its time right, or that of what it follows."),
    ),
)  # fmt: skip
_CARRIED: Final = re.compile(
    r"paket|packed|\bbox|\bbag\b|tüte|picknick|picnic|proviant|mitternacht|midnight|\bnight|nacht(?!essen|isch)",
    re.IGNORECASE,
)
"""What is eaten when people like, or at night because it says so."""
LATEST: Final = 30
"""Minutes past midnight until which an evening may go on."""
EARLIEST: Final = 5 * 60 + 30
"""The minute of the day from which on somebody serves something."""


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Meals that by their name belong to another time of the day, and meals and breaks in the small hours."""
    for placed in plan.takes_place:
        minute = placed.start_minute
        if placed.item.kind not in ("meal", "break") or minute is None or _CARRIED.search(placed.item.title):
            continue
        meals = [meal for meal in _MEALS if meal.words.search(placed.item.title)]
        now = minute % DAY
        if len(meals) == 1:
            if not meals[0].first <= now <= meals[0].last:
                yield _told(placed, meals[0].text)
        elif LATEST <= now < EARLIEST:
            yield _told(placed, N_("{title} begins {start}, in the middle of the night; put its time right."))
    del ground


def _told(placed: Placed, text: str) -> Finding:
    return Finding(
        "meal.hour", "warning", (placed.item.id,), Message(text, title=placed.item.title, start=clock(placed, "start"))
    )
