"""Sums that do not match: heads of groups, nights without a stay, stays without a room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, names
from trips.checks.trip_context import TripContext
from trips.i18n.dates import On
from trips.i18n.language import Message
from trips.queries.counts import nights
from trips.schedule.timeline import Timeline


def of_ground(ground: TripContext) -> Iterator[Finding]:
    """Groups with more names than heads are expected."""
    for group in ground.matter.groups:
        named = sum(group.key in delegate.groups for delegate in ground.delegates)
        if group.expected is not None and named > group.expected:
            text = Message(
                "{group} expects {n} people, and {named} have names; change the number or the groups of some.",
                group=group.name, n=group.expected, named=named,
            )  # fmt: skip
            yield Finding("counts.group", "warning", (), text, (f"groups:{group.key}",))


def of_trip(
    timeline: Timeline, plans: Sequence[DayContext], ground: TripContext, today: date | None
) -> Iterator[Finding]:
    """Delegates who have no stay while others have one, and rooms that are missing while others are known."""
    del plans, ground, today
    for night in nights(timeline):
        evening = On(night.evening)
        if night.sleepers and night.without:
            text = Message(
                "In the night after {day} {n} of {heads} have no stay: {names}.", day=evening, n=len(night.without),
                heads=night.heads, names=names([person.name for person in night.without]),
            )  # fmt: skip
            yield Finding("counts.night", "hint", (), text, tuple(f"people:{person.key}" for person in night.without))
        if night.rooms and night.roomless:
            text = Message(
                "In the night after {day} {n} of {heads} have no room yet: {names}.", day=evening,
                n=len(night.roomless), heads=night.staying, names=names([person.name for person in night.roomless]),
            )  # fmt: skip
            yield Finding("counts.room", "hint", (), text, tuple(f"people:{person.key}" for person in night.roomless))
