"""Days that are too long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, clock
from trips.checks.slips import ends_next_day
from trips.checks.trip_context import TripContext
from trips.grammar.choices import TRAVEL
from trips.i18n.dates import format_minutes
from trips.i18n.language import Message
from trips.schedule.timeline import Placed

LONGEST: Final = 15 * 60
"""Minutes from the first item of a day to the end of its last one."""


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """A group's day from its first item to its last, without a first meal, free time and a ride through the night."""
    for stream in ground.streams:
        mine = [placed for placed in plan.of(stream) if placed.start is not None and placed.item.kind != "free"]
        begins = sorted((placed for placed in mine if not _rests(placed)), key=lambda placed: placed.start or 0)
        while begins and begins[0].item.kind in ("meal", "break"):
            begins = begins[1:]
        if not begins:
            continue
        first, last = begins[0], max(mine, key=_reaches)
        length = _reaches(last) - (first.start or 0)
        if length > LONGEST and first is not last:
            yield Finding(
                "day.long", "hint", (first.item.id, last.item.id),
                Message(
                    "A day of {length}, from {start} ({title}) to {end} ({other}); let it begin later or end earlier.",
                    length=format_minutes(length), start=clock(first, "start"), title=first.item.title,
                    end=clock(last, "start" if _rests(last) or last.end is None else "end"), other=last.item.title,
                ),
            )  # fmt: skip


def _rests(placed: Placed) -> bool:
    """Whether people sleep on a journey, which ends on the next day."""
    return placed.item.kind in TRAVEL and ends_next_day(placed)


def _reaches(placed: Placed) -> int:
    """Until when an item keeps people up."""
    return (placed.start or 0) if _rests(placed) else max(placed.start or 0, placed.end or 0)
