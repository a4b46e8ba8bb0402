"""Places within items (buses, rooms, tables) that are too small, or that do not fit who goes there."""

from __future__ import annotations

from collections.abc import Iterator

from trips.checks.finding import Finding, names
from trips.checks.ground import Ground
from trips.checks.plan import Plan
from trips.counting import Spread, spread
from trips.language import Message
from trips.model import Item, Person


def findings(plan: Plan, ground: Ground) -> Iterator[Finding]:
    """What does not match between the places of each item and the people who go there."""
    for one in plan.takes_place:
        item = one.item
        if item.assignments and item.status != "idea":
            matter = ground.matter
            found = spread(matter.people, matter.groups, matter.timezone, plan.by_id, item, plan.whole_of(item))
            yield from _full(item, found)
            yield from _people(item, found)


def _full(item: Item, found: Spread) -> Iterator[Finding]:
    for one in found.shares:
        seats = one.assignment.seats
        if seats is not None and one.heads > seats:
            text = Message(
                "{title}: {place} has room for {seats}, and {heads} are assigned to it; move {n} elsewhere.",
                title=item.title, place=one.assignment.place, seats=seats, heads=one.heads, n=one.heads - seats,
            )  # fmt: skip
            yield Finding("assigned.full", "warning", (item.id,), text)


def _people(item: Item, found: Spread) -> Iterator[Finding]:
    told = [one.name for one in found.without]
    n = len(told) + found.nameless
    if told:
        text = Message(
            "{title}: {n} have no place while others have one: {names}.", title=item.title, n=n, names=names(told)
        )
        yield Finding("assigned.missing", "hint", (item.id,), text, _about(found.without))
    elif n:
        text = Message("{title}: {n} without a name have no place while others have one.", title=item.title, n=n)
        yield Finding("assigned.missing", "hint", (item.id,), text)
    if found.twice:
        text = Message(
            "{title}: some have more than one place: {names}; leave each of them one.", title=item.title,
            names=names([one.name for one in found.twice]),
        )  # fmt: skip
        yield Finding("assigned.twice", "warning", (item.id,), text, _about(found.twice))
    if found.absent:
        text = Message(
            "{title}: some have a place and do not go there: {names}; give their places to others.", title=item.title,
            names=names([one.name for one in found.absent]),
        )  # fmt: skip
        yield Finding("assigned.absent", "hint", (item.id,), text, _about(found.absent))


def _about(people: tuple[Person, ...]) -> tuple[str, ...]:
    return tuple(f"people:{one.key}" for one in people)
