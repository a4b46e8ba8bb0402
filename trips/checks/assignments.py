"""Places within items (buses, rooms, tables) that are too small, or that do not fit who goes there."""

from __future__ import annotations

from collections.abc import Iterator

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, names
from trips.checks.trip_context import TripContext
from trips.i18n.language import N_, Message
from trips.model.entities import Item, Person
from trips.queries.counts import Spread, spread


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """What does not match between the places of each item and the people who go there."""
    for placed in plan.takes_place:
        item = placed.item
        if item.assignments and item.status != "idea":
            found = spread(ground.on_day(plan), item)
            yield from _full(item, found)
            yield from _people(item, found)


def _full(item: Item, found: Spread) -> Iterator[Finding]:
    for share in found.shares:
        seats = share.assignment.seats
        if seats is not None and share.heads > seats:
            text = Message(
                "{title}: {place} has room for {seats}, and {heads} are assigned to it; move {n} elsewhere.",
                title=item.title, place=share.assignment.place, seats=seats, heads=share.heads, n=share.heads - seats,
            )  # fmt: skip
            yield Finding("assigned.full", "warning", (item.id,), text)


def _people(item: Item, found: Spread) -> Iterator[Finding]:
    told = [person.name for person in found.without]
    if told:
        text = N_("{title}: without a place, while others have one: {names}.")
        if found.nameless:
            text = N_("{title}: without a place, while others have one: {names}, and {n} who have no name yet.")
        text = Message(text, title=item.title, names=names(told), n=found.nameless)
        yield Finding("assigned.missing", "hint", (item.id,), text, _about(found.without))
    elif found.nameless:
        text = Message(
            "{title}: without a place, while others have one: {n} who have no name yet.", title=item.title,
            n=found.nameless,
        )  # fmt: skip
        yield Finding("assigned.missing", "hint", (item.id,), text)
    if found.twice:
        text = Message(
            "{title}: some have more than one place: {names}; leave each of them one.", title=item.title,
            names=names([person.name for person in found.twice]),
        )  # fmt: skip
        yield Finding("assigned.twice", "warning", (item.id,), text, _about(found.twice))
    if found.absent:
        text = Message(
            "{title}: some have a place and do not go there: {names}; give their places to others.", title=item.title,
            names=names([person.name for person in found.absent]),
        )  # fmt: skip
        yield Finding("assigned.absent", "hint", (item.id,), text, _about(found.absent))


def _about(people: tuple[Person, ...]) -> tuple[str, ...]:
    return tuple(f"people:{person.key}" for person in people)
