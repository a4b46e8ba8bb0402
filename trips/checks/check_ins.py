"""Check-ins at a time at which nobody can come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trips.checks.day_context import DayContext, joins
from trips.checks.finding import Finding, clock
from trips.checks.trip_context import TripContext
from trips.grammar.when import Clock
from trips.i18n.language import Message
from trips.queries.counts import is_check_out
from trips.schedule.timeline import Placed

TAKES: Final = 15
"""Minutes that an item has to go on behind a check-in to be in its way."""


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Stays that begin at a clock time while all who stay there have another item elsewhere."""
    for placed in plan.takes_place:
        said = placed.item.when.start
        if placed.item.kind != "stay" or placed.item.status == "idea" or is_check_out(placed.item):
            continue
        if not isinstance(said, Clock) or said.said == "from" or placed.start is None:
            continue
        streams = [stream for stream in ground.streams if joins(placed.item, None, stream)]
        busy = [_busy(plan, stream, placed) for stream in streams]
        other = busy[0] if busy else None
        if other is not None and all(busy):
            yield Finding(
                "double.stay", "hint", (placed.item.id, other.item.id),
                Message(
                    "{title} begins {start}, while all who stay there are in {other} until {until}; move it behind"
                    ' that, or write "from".',
                    title=placed.item.title, start=clock(placed, "start"), other=other.item.title,
                    until=clock(other, "end"),
                ),
            )  # fmt: skip


def _busy(plan: DayContext, stream: str | None, stay: Placed) -> Placed | None:
    """What people of a stream do when a stay begins; what is in the same house leaves time for it."""
    arrives = stay.start or 0
    for placed in plan.of(stream):
        if placed.item.kind == "free" or placed.start is None or placed.end is None:
            continue
        elsewhere = placed.item.venue is None or placed.item.venue != stay.item.venue
        if placed.start <= arrives and placed.end >= arrives + TAKES and elsewhere:
            return placed
    return None
