"""Flights that people would miss: the ride to the airport arrives too short before they leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, clock
from trips.checks.regions import country_of
from trips.checks.trip_context import TripContext
from trips.grammar.choices import TRAVEL
from trips.i18n.dates import format_minutes
from trips.i18n.language import N_, Message
from trips.queries.travel_time import mode_of_item
from trips.schedule.timeline import Placed

ABROAD: Final = 120
"""Minutes that are usual between arriving at the airport and a flight to another country."""
AT_HOME: Final = 90
"""The same for any other flight."""


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Flights of a day behind the way to them, for each group."""
    for stream in ground.streams:
        yield from _missed(plan, ground, plan.of(stream))


def over_night(evening: DayContext, morning: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Flights with which a day begins, behind the last way of the day before."""
    for stream in ground.streams:
        yield from _missed(morning, ground, (*evening.of(stream)[-1:], *morning.of(stream)[:1]))


def _missed(plan: DayContext, ground: TripContext, items: Iterable[Placed]) -> Iterator[Finding]:
    ride: Placed | None = None
    for placed in sorted((each for each in items if each.start is not None), key=lambda each: each.start or 0):
        if placed.item.kind not in TRAVEL:
            ride = ride if ride is not None and placed.item.venue in (None, ride.item.to) else None
            continue
        mode = mode_of_item(placed.item)
        if mode == "plane":
            if ride is not None and ride.end is not None and _leads_to(ride, placed):
                yield from _told(plan, ground, ride, placed)
            ride = None
        elif mode != "walk" or ride is None:
            ride = placed


def _leads_to(ride: Placed, flight: Placed) -> bool:
    """Whether a ride goes to where a flight leaves, as far as that is said."""
    return ride.item.to is None or flight.item.venue is None or ride.item.to == flight.item.venue


def _told(plan: DayContext, ground: TripContext, ride: Placed, flight: Placed) -> Iterator[Finding]:
    left = (flight.start or 0) - (ride.end or 0)
    abroad = _leaves_the_country(plan, ground, flight)
    if 0 <= left < (ABROAD if abroad else AT_HOME):
        text = N_("{ride} arrives {end}, {left} before {title} leaves {start}; {usual} are usual. Leave earlier.")
        if abroad:
            text = N_(
                "{ride} arrives {end}, {left} before {title} leaves {start}; {usual} are usual before a flight abroad."
                " Leave earlier."
            )
        values = {"left": format_minutes(left), "usual": format_minutes(ABROAD if abroad else AT_HOME)}
        told = Message(
            text, ride=ride.item.title, end=clock(ride, "end"), title=flight.item.title, start=clock(flight, "start"),
            **values,
        )  # fmt: skip
        yield Finding("travel.flight", "warning", (ride.item.id, flight.item.id), told)


def _leaves_the_country(plan: DayContext, ground: TripContext, flight: Placed) -> bool:
    start, end = (country_of(ground.zone_of(key, plan.day)) for key in (flight.item.venue, flight.item.to))
    return bool(start and end) and start != end and None not in (flight.item.venue, flight.item.to)
