"""The same room twice: two items of different people in one room at one time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, clock
from trips.checks.trip_context import TripContext
from trips.grammar.choices import APART, TRAVEL, Kind
from trips.i18n.language import Message
from trips.schedule.timeline import Placed

_SHARED: Final[frozenset[Kind]] = frozenset(("meal", "break", "free", "reception"))
"""What two groups may well do side by side in one room."""


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """A room that two items have at the same time, whose people are others; the same people overlap anyway."""
    in_room: dict[tuple[str, str], list[Placed]] = {}
    for placed in plan.takes_place:
        item = placed.item
        room = item.room or (ground.venues[item.venue].room if item.venue in ground.venues else "")
        if item.venue is None or not room or item.kind in TRAVEL or item.kind in APART:
            continue
        if placed.start is not None and placed.end is not None and placed.end > placed.start and item.status != "idea":
            in_room.setdefault((item.venue, room.casefold()), []).append(placed)
    for room, some in in_room.items():
        if len(some) > 1:
            yield from _twice(some, room[0], ground)


def _twice(some: list[Placed], venue: str, ground: TripContext) -> Iterator[Finding]:
    some.sort(key=lambda placed: (placed.start or 0, placed.end or 0))
    running: list[Placed] = []
    for placed in some:
        running = [other for other in running if (other.end or 0) > (placed.start or 0)]
        for other in running:
            a, b = placed.item, other.item
            if (a.part_of is not None and a.part_of in (b.id, b.part_of)) or b.part_of == a.id:
                continue
            if {a.kind, b.kind} <= _SHARED or ground.sharing.share(a, b):
                continue
            yield Finding(
                "double.place", "warning", (b.id, a.id),
                Message(
                    "{place}, {room}: {title} begins {start}, while {other} is there until {until}; give one another"
                    " room.",
                    place=ground.name(venue), room=a.room or ground.venues[venue].room, title=a.title,
                    start=clock(placed, "start"), other=b.title, until=clock(other, "end"),
                ),
            )  # fmt: skip
        running.append(placed)
