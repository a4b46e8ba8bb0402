"""The same visit twice on a trip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, clock, together
from trips.checks.trip_context import TripContext
from trips.grammar.choices import Kind
from trips.grammar.kinds import kind_words
from trips.i18n.dates import On
from trips.i18n.language import Message
from trips.schedule.timeline import Placed, Timeline

_ONCE: Final[frozenset[Kind]] = frozenset(("visit", "tour", "reception", "talk"))
"""Kinds that one has once; meals, ways, meetings and ceremonies come again."""

MOST: Final = 3
"""How often the same people do a thing by mistake; more often it is a series."""


def of_trip(
    timeline: Timeline, plans: Sequence[DayContext], ground: TripContext, today: date | None
) -> Iterator[Finding]:
    """Items of one kind, one title and one place for the same people, on whatever days; one finding for all of them."""
    del timeline, today
    found: dict[tuple[str, ...], list[Placed]] = {}
    for plan in plans:
        for key, placed in plan.gathered(_named, ground):
            found.setdefault(key, []).append(placed)
    for (*_, title), some in found.items():
        if len(some) > 1:
            yield from _told(ground, title, some)


def _named(plan: DayContext, ground: TripContext) -> list[tuple[tuple[str, ...], Placed]]:
    del ground
    return [
        ((placed.item.kind, placed.item.venue or "", " ".join(placed.item.title.casefold().split())), placed)
        for placed in plan.takes_place
        if placed.item.kind in _ONCE and placed.item.part_of is None and placed.item.status != "idea"
    ]


def _told(ground: TripContext, title: str, some: Sequence[Placed]) -> Iterator[Finding]:
    """Not of titles that say too little: only the kind, or a single word without a place."""
    if title in kind_words() or (some[0].item.venue is None and " " not in title):
        return
    if len(some) > MOST * len(ground.streams):
        return
    mine = [
        placed
        for placed in some
        if 1 < sum(ground.sharing.groups_meet(placed.item, other.item) for other in some) <= MOST
    ]
    if mine:
        text = Message(
            "{title} is planned more than once for the same people: {times}; if it is one visit, remove the other.",
            title=mine[0].item.title, times=together([_time(placed) for placed in mine]),
        )  # fmt: skip
        yield Finding("double.item", "hint", tuple(placed.item.id for placed in mine), text)


def _time(placed: Placed) -> Message:
    if placed.start is None:
        return On(placed.date)
    return Message("{day} {clock}", day=On(placed.date), clock=clock(placed, "start"))
