"""Confirmations that hold no longer or are missing when the day is near, and other times that somebody proposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, names
from trips.checks.trip_context import TripContext
from trips.contacts.confirmations import name_of, stale
from trips.contacts.proposed_times import open_proposals
from trips.grammar.choices import TRAVEL
from trips.i18n.dates import On, format_clock, format_clocks
from trips.i18n.language import N_, Message
from trips.model.entities import Item, by_id
from trips.model.zones import zone
from trips.schedule.timeline import Timeline

NEAR: Final = 7
"""Days before an item in which it should be confirmed."""


def of_trip(
    timeline: Timeline, plans: Sequence[DayContext], ground: TripContext, today: date | None
) -> Iterator[Finding]:
    """Items that moved since they were confirmed, or for which somebody proposed another time.

    Within a week also those that nobody has confirmed.
    """
    del ground
    yield from _proposed(timeline)
    if timeline.trip.confirmations:
        items = by_id(timeline.trip.items)
        for item, said in stale(timeline).items():
            told = ", ".join(name_of(timeline.trip, confirmation.table, confirmation.key) for confirmation in said)
            text = Message(
                "{title} has moved since {names} confirmed it; ask again.", title=items[item].title, names=told
            )
            yield Finding("confirm.stale", "warning", (item,), text)
    if today is not None:
        for plan in plans:
            if today <= plan.day.date <= today + timedelta(days=NEAR):
                yield from _open(plan)


def _proposed(timeline: Timeline) -> Iterator[Finding]:
    placed, names_of = timeline.placed(), {person.key: person.name for person in timeline.trip.people}
    for one in open_proposals(timeline):
        here = placed.get(one.item)
        where = zone(here.start_zone if here is not None else timeline.trip.timezone)
        start, end = one.start.astimezone(where), one.end.astimezone(where) if one.end is not None else None
        text = Message(
            "{name} proposes another time for {title}: {day}, {time}.",
            name=names_of.get(one.person, one.person), title=by_id(timeline.trip.items)[one.item].title,
            day=On(start.date()), time=format_clocks(start, end) if end is not None else format_clock(start),
        )  # fmt: skip
        about = (f"people:{one.person}",) if one.person in names_of else ()
        yield Finding("confirm.proposed", "warning", (one.item,), text, about)


def _open(plan: DayContext) -> Iterator[Finding]:
    some = [
        whole
        for whole in plan.wholes.values()
        if whole.item.status in ("requested", "tentative") and whole.item.kind != "task" and _asked(whole.item)
    ]
    if some:
        text = N_("Not confirmed yet for {day}: {titles}; phone them.")
        if len(some) > 1:
            text = N_("{n} items are not confirmed yet for {day}: {titles}; phone them.")
        titles = names([whole.item.title for whole in some])
        told = Message(text, n=len(some), day=On(plan.day.date), titles=titles)
        yield Finding("confirm.open", "warning", tuple(whole.item.id for whole in some), told)


def _asked(item: Item) -> bool:
    """Whether an item needs somebody's word (see `trips.contacts.confirmations.asked`)."""
    return bool(item.hosts or item.speakers) or (item.venue is not None and item.kind not in TRAVEL)
