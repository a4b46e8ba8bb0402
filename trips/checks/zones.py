"""Mistakes with time zones, and journeys that last too long to be meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, clock
from trips.checks.slips import ends_next_day, lasts_too_long
from trips.checks.trip_context import TripContext
from trips.grammar.choices import TRAVEL
from trips.i18n.dates import format_minutes
from trips.i18n.language import N_, Message
from trips.model.zones import zone
from trips.schedule.timeline import Placed

FARTHEST: Final = 3.75
"""Hours that clocks may differ from the sun: in western China it is three."""


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Journeys that arrive, by the clocks of both places, before they depart, or last longer than such a way does."""
    for placed in plan.placed:
        if placed.item.kind in TRAVEL and not plan.off(placed) and lasts_too_long(placed):
            yield _too_long(placed)
    del ground


def _too_long(placed: Placed) -> Finding:
    text = N_("{title} would last {length}, from {start} to {end}; put the times right.")
    if placed.start_zone != placed.end_zone:
        text = N_(
            "{title} would last {length}: from {start} ({zone}) to {end} ({zone2}); put the times or the time"
            " zones of the places right, or write the day of arrival, like +1 day."
        )
    elif ends_next_day(placed):
        text = N_(
            "{title} would last {length}, from {start} to {end} of the next day; put the times right, or write the day"
            " of arrival, like +1 day."
        )
    length = format_minutes((placed.end or 0) - (placed.start or 0))
    return Finding(
        "travel.long", "warning", (placed.item.id,),
        Message(
            text, title=placed.item.title, length=length, start=clock(placed, "start"), end=clock(placed, "end"),
            zone=placed.start_zone, zone2=placed.end_zone,
        ),
    )  # fmt: skip


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
