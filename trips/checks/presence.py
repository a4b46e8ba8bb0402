"""People who are expected where they are not: outside their presence or the trip, or by an item meant for others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, together
from trips.checks.trip_context import TripContext
from trips.i18n.dates import On
from trips.i18n.language import Message
from trips.model.entities import Person, Presence, changed


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Items that name speakers or others who are not there then, hosts are at home; and items that few are named in."""
    yield from _meant_for_some(plan, ground)
    for placed in plan.takes_place:
        item = placed.item
        away: list[Person] = []
        for key in dict.fromkeys((*item.speakers, *item.people)):
            person = ground.people.get(key)
            if person is None or person.present == Presence():
                continue
            there = person if person.delegate else changed(person, delegate=True)
            if not ground.on_day(plan).is_present(item, there):
                away.append(person)
        for person in away:
            yield Finding(
                "presence.absent", "warning", (item.id,),
                Message(
                    "{title} names {person}, who is there {present} only; ask, or name somebody else.",
                    title=item.title, person=person.name, present=_told(person.present),
                ),
                (f"people:{person.key}",),
            )  # fmt: skip


def _meant_for_some(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Items that name several delegates and nobody else, and are everybody's all the same."""
    delegates = {person.key for person in ground.delegates}
    for placed in plan.takes_place:
        item = placed.item
        plain = not (item.groups or item.only or item.hosts or item.speakers or item.part_of)
        if plain and 1 < len(item.people) < len(delegates) and delegates.issuperset(item.people):
            yield Finding(
                "presence.only", "hint", (item.id,),
                Message(
                    "{title} names {n} delegates and is in everybody's programme; if it is for them alone, say so.",
                    title=item.title, n=len(item.people),
                ),
            )  # fmt: skip


def of_ground(ground: TripContext) -> Iterator[Finding]:
    """Delegates who are there on no day of the trip."""
    dates = ground.matter.dates
    if not dates:
        return
    first = datetime.combine(dates[0], datetime.min.time())
    last = datetime.combine(dates[-1], datetime.min.time()) + timedelta(days=2)  # a night belongs to its evening
    for person in ground.delegates:
        start, end = person.present.start, person.present.end
        if (start is not None and start >= last) or (end is not None and end <= first):
            yield Finding(
                "presence.outside", "warning", (),
                Message(
                    "{person} is there {present} only, which is outside the trip; correct it, or take them out.",
                    person=person.name, present=_told(person.present),
                ),
                (f"people:{person.key}",),
            )  # fmt: skip


def _told(present: Presence) -> Message:
    """When somebody is there, in words; an end at midnight is the day before."""
    parts: list[Message] = []
    if present.start is not None:
        at = present.start
        whole = at.time() == datetime.min.time()
        day = On(at.date())
        parts.append(
            Message("from {day}", day=day) if whole else Message("from {day} {time}", day=day, time=f"{at:%H:%M}")
        )
    if present.end is not None:
        at = present.end
        if at.time() == datetime.min.time():
            parts.append(Message("until {day}", day=On(at.date() - timedelta(days=1))))
        else:
            parts.append(Message("until {day} {time}", day=On(at.date()), time=f"{at:%H:%M}"))
    if len(parts) == 2:
        return Message("{start} {end}", start=parts[0], end=parts[1])
    return together(parts)
