"""Mistakes with time zones, and journeys that last too long to be meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, clock
from trips.checks.trip_context import TripContext
from trips.grammar.choices import TRAVEL
from trips.grammar.when import Clock
from trips.i18n.dates import format_minutes
from trips.i18n.language import Message
from trips.model.zones import zone

FARTHEST: Final = 3.75
"""Hours that clocks may differ from the sun: in western China it is three."""
LONGEST: Final = 18 * 60
"""Minutes that a journey may last if nobody says on which day it ends."""


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Journeys that arrive, by the clocks of both places, before they depart: they would last almost a day."""
    for placed in plan.takes_place:
        end = placed.item.when.end
        if placed.item.kind not in TRAVEL or placed.start is None or placed.end is None or not isinstance(end, Clock):
            continue
        if placed.end - placed.start > LONGEST and end.day is None:
            yield Finding(
                "travel.long", "warning", (placed.item.id,),
                Message(
                    "{title} would last {length}: from {start} ({zone}) to {end} ({zone2}); put the times or the time"
                    " zones of the places right, or write the day of arrival, like +1 day.",
                    title=placed.item.title, length=format_minutes(placed.end - placed.start),
                    start=clock(placed, "start"),
                    end=clock(placed, "end"), zone=placed.start_zone, zone2=placed.end_zone,
                ),
            )  # fmt: skip
    del ground


def of_ground(ground: TripContext) -> Iterator[Finding]:
    """Places where, by their coordinates, clocks show something quite different from what is reckoned with."""
    day = ground.matter.dates[0] if ground.matter.dates else None
    for venue in ground.matter.venues:
        if venue.lon is None or day is None:
            continue
        name = venue.timezone or ground.zone
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone(name))
        hours = (noon.utcoffset() or timedelta()) / timedelta(hours=1)
        far = abs(hours - venue.lon / 15)
        if min(far, 24 - far) > FARTHEST:
            yield Finding(
                "zone.place", "warning", (),
                Message(
                    "{place} is reckoned by the clocks of {zone}, but lies where they show something else; set its time"
                    " zone, or put its coordinates right.",
                    place=venue.name, zone=name,
                ),
                (f"venues:{venue.key}",),
            )  # fmt: skip
