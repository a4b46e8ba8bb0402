"""Every rule, by what it looks at: that decides how long what it found holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from trips.checks import (
    access,
    assignments,
    breaks,
    capacity,
    check_ins,
    confirmations,
    counts,
    day_length,
    days_off,
    double_bookings,
    flights,
    gaps,
    hours,
    languages,
    meal_hours,
    missing,
    named_places,
    nights,
    pool,
    presence,
    privacy,
    repeats,
    spelling,
    times,
    translations,
    travel,
    zones,
)
from trips.checks.day_context import DayContext
from trips.checks.finding import Finding
from trips.checks.trip_context import TripContext
from trips.schedule.timeline import Timeline

DAY: Final[tuple[Callable[[DayContext, TripContext], Iterable[Finding]], ...]] = (
    times.findings, double_bookings.findings, travel.findings, languages.findings, presence.findings, gaps.findings,
    breaks.findings, capacity.findings, assignments.findings, hours.findings, zones.findings, days_off.findings,
    privacy.findings, missing.findings, spelling.findings, flights.findings, meal_hours.findings, check_ins.findings,
    day_length.findings, named_places.findings,
)  # fmt: skip
"""What one day and the ground tell."""
NIGHT: Final[tuple[Callable[[DayContext, DayContext, TripContext], Iterable[Finding]], ...]] = (
    nights.findings, flights.over_night,
)  # fmt: skip
"""What a day tells behind the day before."""
GROUND: Final[tuple[Callable[[TripContext], Iterable[Finding]], ...]] = (
    presence.of_ground, zones.of_ground, days_off.of_ground, spelling.of_ground, counts.of_ground,
)  # fmt: skip
"""What the ground alone tells."""
TRIP: Final[tuple[Callable[[Timeline, Sequence[DayContext], TripContext, date | None], Iterable[Finding]], ...]] = (
    confirmations.of_trip, missing.of_trip, pool.of_trip, days_off.of_trip, counts.of_trip,
    nights.of_trip, repeats.of_trip, access.of_trip, translations.of_trip,
)  # fmt: skip
"""What is told once a trip, or depends on the date of today: looked at each time, and therefore quick."""
