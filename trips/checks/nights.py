"""Nights that are too short, and nights without an accommodation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, clock
from trips.checks.trip_context import TripContext
from trips.grammar.choices import APART, TRAVEL
from trips.grammar.when import Clock
from trips.i18n.dates import On, format_minutes
from trips.i18n.language import N_, Message
from trips.queries.counts import nights
from trips.schedule.timeline import Placed, Timeline

SHORTEST: Final = 9 * 60
"""Minutes between the last item of an evening and the first one of the next morning."""

DAWN: Final = 4
"""The hour until which a ride in the evening may go on without being a night's journey."""


def findings(evening: DayContext, morning: DayContext, ground: TripContext) -> Iterator[Finding]:
    """A group's night between two days of the trip, unless it travels through it."""
    if (morning.day.date - evening.day.date).days != 1:
        return
    for stream in ground.streams:
        last, first = _last(evening, stream), _first(morning, stream)
        if last is None or first is None or first.start is None:
            continue
        night = first.start - _until(last)
        if night < SHORTEST and not _through_the_night(last):
            told = {
                "day": On(morning.day.date), "length": format_minutes(max(night, 0)), "title": last.item.title,
                "end": clock(last, "end" if last.end is not None else "start"),
                "other": first.item.title, "start": clock(first, "start"),
            }  # fmt: skip
            text = N_(
                "The night before {day} has {length}: {title} goes on until {end}, {other} begins {start}; let one"
                " end earlier or the other begin later."
            )
            if last.end is None:
                text = N_(
                    "The night before {day} has {length} at most: {title} begins {end}, {other} {start}; let one"
                    " begin earlier or the other later."
                )
            yield Finding("night.short", "hint", (first.item.id, last.item.id), Message(text, **told))


def of_trip(
    timeline: Timeline, plans: Sequence[DayContext], ground: TripContext, today: date | None
) -> Iterator[Finding]:
    """Nights of the programme without any accommodation, while others have one; not those on a journey."""
    del today
    counted = nights(timeline)
    housed = {night.evening for night in counted if night.staying or not night.homeless}
    busy = [plan.day.date for plan in plans if any(placed.item.kind not in APART for placed in plan.takes_place)]
    if not housed or not busy:
        return
    for plan in plans:
        evening = plan.day.date
        morning = evening + timedelta(days=1)
        if evening in housed or not busy[0] <= evening < busy[-1] or not _somebody(ground, morning):
            continue
        if any(ground.nights_before(morning, stream) for stream in ground.streams) or any(
            map(_slept, plan.takes_place)
        ):
            continue
        text = Message(
            "No accommodation in the night after {day}, while other nights have one; plan it, or let the stay before it"
            " go on.",
            day=On(evening),
        )  # fmt: skip
        yield Finding("night.stay", "warning", (), text, (f"days:{plan.day.id}",))


def _somebody(ground: TripContext, midnight: date) -> bool:
    """Whether delegates are there at a midnight, those without names too."""
    moment = datetime.combine(midnight, datetime.min.time())
    there = [
        (person.present.start is None or person.present.start < moment)
        and (person.present.end is None or person.present.end > moment)
        for person in ground.delegates
    ]
    return not there or any(there)


def _slept(placed: Placed) -> bool:
    """Whether a journey goes on until the morning."""
    return _through_the_night(placed) and placed.ends is not None and placed.ends.hour >= DAWN


def _last(plan: DayContext, stream: str | None) -> Placed | None:
    known = [
        placed for placed in plan.of(stream)
        if (placed.end is not None or placed.start is not None) and placed.item.kind != "free"
    ]  # fmt: skip
    return max(known, key=_until, default=None)


def _until(placed: Placed) -> int:
    """The minute until which an item takes people at least: its end, or where that is open its start."""
    return placed.end if placed.end is not None else placed.start or 0


def _first(plan: DayContext, stream: str | None) -> Placed | None:
    begun = [
        placed
        for placed in plan.of(stream)
        if placed.start is not None and placed.item.kind != "free" and not _may(placed)
    ]
    return min(begun, key=lambda placed: placed.start or 0, default=None)


def _may(placed: Placed) -> bool:
    """Whether one may come later: breakfast from 7."""
    start = placed.item.when.start
    return placed.item.kind == "meal" and isinstance(start, Clock) and start.said == "from"


def _through_the_night(placed: Placed) -> bool:
    end = placed.ends
    return placed.item.kind in TRAVEL and end is not None and end.date() > placed.date
