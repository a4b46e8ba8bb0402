"""Items whose title names a place of the trip while nobody has said where they are: it came to be known later."""

from __future__ import annotations

from collections.abc import Iterator

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding
from trips.checks.trip_context import TripContext, words_of
from trips.grammar.choices import TRAVEL
from trips.i18n.language import Message
from trips.model.entities import Item, Venue


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """One for each item; not of ways, whose titles say where they lead, nor of parts: they are where their whole is."""
    if not ground.place_words:
        return
    for placed in plan.takes_place:
        item = placed.item
        if item.kind in TRAVEL or item.venue or item.room or plan.whole_of(item) is not None:
            continue
        place = _named(item, ground)
        if place is not None:
            text = Message("{title} names {place}, but is not there yet.", title=item.title, place=place.name)
            yield Finding("missing.place", "hint", (item.id,), text, (f"venues:{place.key}",))


def _named(item: Item, ground: TripContext) -> Venue | None:
    title = words_of(item.title)
    return next((ground.venues[key] for name, key in ground.place_words if name in title), None)
