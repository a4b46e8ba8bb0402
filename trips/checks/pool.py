"""What is not scheduled yet when the trip is near."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, names
from trips.checks.trip_context import TripContext
from trips.i18n.dates import On
from trips.i18n.language import N_, Message
from trips.schedule.timeline import Timeline, pool_of

NEAR: Final = 14
"""Days before the trip."""


def of_trip(
    timeline: Timeline, plans: Sequence[DayContext], ground: TripContext, today: date | None
) -> Iterator[Finding]:
    """Items without a day in the last two weeks before the trip and while it runs, in one finding."""
    del ground
    if today is None or not plans:
        return
    first, last = plans[0].day.date, plans[-1].day.date
    if not first - timedelta(days=NEAR) <= today <= last:
        return
    left = [item for item in pool_of(timeline.trip) if item.status != "cancelled" and item.kind != "task"]
    if left:
        text = N_("Unscheduled, and the trip begins {day}: {titles}; give it a day, or remove it.")
        if len(left) > 1:
            text = N_(
                "{n} items are unscheduled, and the trip begins {day}: {titles}; give them a day, or remove them."
            )
        told = Message(text, n=len(left), day=On(first), titles=names([item.title for item in left]))
        yield Finding("pool.left", "hint", tuple(item.id for item in left), told)
