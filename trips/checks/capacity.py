"""More people than a place, an item or a bus has room for."""

from __future__ import annotations

from collections.abc import Iterator

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding
from trips.checks.trip_context import TripContext
from trips.grammar.choices import TRAVEL
from trips.i18n.language import N_, Message
from trips.schedule.timeline import Placed


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """What is too small, for the heads that go there; a part is as large as its whole if it does not say."""
    for placed in plan.takes_place:
        item = placed.item
        if item.capacity is not None:
            text = N_("{title} has room for {capacity}, and {heads} are to come.")
            if item.kind in TRAVEL:
                text = N_("{title} has {capacity} seats, and {heads} are to go; order a larger one, or a second.")
            yield from _too_small("capacity.item", plan, ground, placed, item.capacity, text)
        if item.venue is None or item.kind in TRAVEL or item.kind == "task" or item.part_of is not None:
            continue
        venue = ground.venues.get(item.venue)
        if venue is not None and venue.capacity is not None and item.room in ("", venue.room):
            text = N_("{place} has room for {capacity}, and {heads} are to come to {title}.")
            yield from _too_small("capacity.place", plan, ground, placed, venue.capacity, text)


def _too_small(
    code: str, plan: DayContext, ground: TripContext, placed: Placed, capacity: int, text: str
) -> Iterator[Finding]:
    item = placed.item
    if capacity >= ground.most_heads + len(item.people):
        return
    heads = ground.heads(plan, item)
    if heads > capacity:
        told = Message(text, title=item.title, place=ground.name(item.venue), capacity=capacity, heads=heads)
        yield Finding(code, "hint" if item.status == "idea" else "warning", (item.id,), told)
