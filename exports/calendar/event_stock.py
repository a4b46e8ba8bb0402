"""The events of one snapshot, made once for all readers of a level.

What an item is in a calendar depends on the level alone; which items a reader has, which parts are told in the text
of a whole, and where the reader is within an item (their bus), depends on the reader. So five hundred participants
share one stock of events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from exports.audience import Assigned, Audience, knows, visible_items
from exports.calendar.events import CalendarEvent, calendar_event
from exports.programme import Line, assigned_text, programme
from exports.snapshot import Snapshot
from trips.i18n.language import Translator
from trips.model.entities import by_key, named_in
from trips.queries.readers import Level


class Stock:
    """The events of a snapshot at one level."""

    def __init__(self, snapshot: Snapshot, level: Level, t: Translator) -> None:
        view = programme(replace(snapshot, day=None), Audience(level), t.language)
        self._t = t
        self._trip = snapshot.trip
        self._all = snapshot.timeline.placed()
        self._lines = {line.item.id: line for day in view.days for line in day.lines if not line.carried}
        self._placed = [one for _, placed in view.seen.days for one in placed]
        self._venues = by_key(view.trip.venues)
        self._spread = {item.id: item for item in snapshot.trip.items if item.assignments}
        self._made: dict[tuple[str, tuple[str, ...], tuple[str | None, ...]], CalendarEvent] = {}

    def events(self, audience: Audience) -> Iterator[CalendarEvent]:
        """The events of a reader, in programme order.

        Parts stand in the text of their whole, else the whole would block its time twice; those who act in a part get
        it as an event of its own.
        """
        if not knows(self._trip, audience):
            return
        chosen = {item.id for item in visible_items(self._trip, self._all, audience)}
        told = Assigned(self._trip, audience)
        acts = audience.key if audience.whose in ("person", "host") else None
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for placed in self._placed:
            if placed.item.part_of is not None and placed.item.id in chosen:
                parts[placed.item.part_of].append(placed.item.id)
        for place, placed in enumerate(self._placed):
            item = placed.item
            if item.id in chosen and (item.part_of is None or item.part_of not in chosen or acts in named_in(item)):
                within = tuple(parts.get(item.id, ()))
                own = tuple(self._own(one, told, audience) for one in (item.id, *within)) if self._spread else ()
                yield self._event(place, within, own)

    def whole_of(self, audience: Audience, item_id: str) -> Line | None:
        """The line of what an item is a part of in a reader's programme; None if it is no part, or not in it."""
        chosen = {item.id: item for item in visible_items(self._trip, self._all, audience)}
        item = chosen.get(item_id)
        whole = item.part_of if item is not None and item.status != "cancelled" else None
        return self._lines.get(whole) if whole in chosen else None

    def _own(self, item: str, told: Assigned, audience: Audience) -> str | None:
        """The reader's own place within an item, as a text; None for who has none of their own."""
        if not audience.whose or item not in self._spread:
            return None
        return assigned_text(self._trip, audience, told.of(self._spread[item]), self._t)

    def _event(self, place: int, parts: tuple[str, ...], own: tuple[str | None, ...]) -> CalendarEvent:
        placed = self._placed[place]
        key = (placed.item.id, parts, own)
        if key not in self._made:
            line, *told = [
                self._lines[item] if at is None else replace(self._lines[item], assigned=at)
                for item, at in zip_longest((placed.item.id, *parts), own)
            ]
            venue = placed.item.venue
            whole = self._lines.get(placed.item.part_of or "")
            if whole is not None and not line.place:  # a part is where its whole is
                line, venue = replace(line, place=whole.place, address=whole.address), whole.item.venue
            self._made[key] = calendar_event(placed, line, told, self._venues.get(venue or ""), self._t)
        return self._made[key]
