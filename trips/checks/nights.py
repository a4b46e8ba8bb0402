"""Nights that are too short."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, On, clock
from trips.checks.trip_context import TripContext
from trips.grammar.choices import TRAVEL
from trips.grammar.when import Clock
from trips.i18n.dates import format_minutes
from trips.i18n.language import Message
from trips.schedule.timeline import Placed

SHORTEST: Final = 9 * 60
"""Minutes between the last item of an evening and the first one of the next morning."""


def findings(evening: DayContext, morning: DayContext, ground: TripContext) -> Iterator[Finding]:
    """A group's night between two days of the trip, unless it travels through it."""
    if (morning.day.date - evening.day.date).days != 1:
        return
    for stream in ground.streams:
        last, first = _last(evening, stream), _first(morning, stream)
        if last is None or first is None or last.end is None or first.start is None:
            continue
        night = first.start - last.end
        if night < SHORTEST and not _through_the_night(last):
            yield Finding(
                "night.short", "hint", (first.item.id, last.item.id),
                Message(
                    "The night before {day} has {length}: {title} goes on until {end}, {other} begins {start}; let one"
                    " end earlier or the other begin later.",
                    day=On(morning.day.date), length=format_minutes(max(night, 0)), title=last.item.title,
                    end=clock(last, "end"), other=first.item.title, start=clock(first, "start"),
                ),
            )  # fmt: skip


def _last(plan: DayContext, stream: str | None) -> Placed | None:
    ended = [one for one in plan.of(stream) if one.end is not None and one.item.kind != "free"]
    return max(ended, key=lambda one: one.end or 0, default=None)


def _first(plan: DayContext, stream: str | None) -> Placed | None:
    begun = [one for one in plan.of(stream) if one.start is not None and one.item.kind != "free" and not _may(one)]
    return min(begun, key=lambda one: one.start or 0, default=None)


def _may(one: Placed) -> bool:
    """Whether one may come later: breakfast from 7."""
    start = one.item.when.start
    return one.item.kind == "meal" and isinstance(start, Clock) and start.said == "from"


def _through_the_night(one: Placed) -> bool:
    end = one.ends
    return one.item.kind in TRAVEL and end is not None and end.date() > one.date
