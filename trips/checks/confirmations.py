"""Confirmations that hold no longer, and those that are missing when the day is near."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, names
from trips.checks.trip_context import TripContext
from trips.contacts.confirmations import name_of, stale
from trips.grammar.choices import TRAVEL
from trips.i18n.dates import On
from trips.i18n.language import N_, Message
from trips.model.entities import Item, by_id
from trips.schedule.timeline import Timeline

NEAR: Final = 7
"""Days before an item in which it should be confirmed."""


def of_trip(
    timeline: Timeline, plans: Sequence[DayContext], ground: TripContext, today: date | None
) -> Iterator[Finding]:
    """Items that moved since they were confirmed; and within a week, those that nobody has confirmed."""
    del ground
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
