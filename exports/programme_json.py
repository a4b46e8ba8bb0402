"""The programme as JSON, for other programs: the shape that the command line documents."""

from __future__ import annotations

import json
from typing import Any

from exports.audience import Audience
from exports.programme import programme
from exports.snapshot import Snapshot
from trips.edits.assignments import names_at
from trips.grammar.when_text import canonical
from trips.model.entities import Item, by_key
from trips.model.trip import Trip
from trips.schedule.timeline import Placed


def json_file(snapshot: Snapshot, audience: Audience, language: str | None = None) -> bytes:
    """The programme as indented JSON, UTF-8; times are local with their offset, null where open."""
    del language  # data has no language: words are the English codes
    return (json.dumps(document(snapshot, audience), ensure_ascii=False, indent=2) + "\n").encode()


def document(snapshot: Snapshot, audience: Audience) -> dict[str, Any]:
    """The programme as plain values, in the order in which papers tell it."""
    view = programme(snapshot, audience)
    names = _Names(view.trip)
    return {
        "title": view.trip.title,
        "timezone": view.trip.timezone,
        "days": [
            {
                "date": day.date.isoformat(),
                "entries": [_entry(line.item, line.placed, names) for line in day.lines if not line.carried],
            }
            for day in view.days
        ],
        "pool": [_entry(line.item, None, names) for line in view.pool],
        "skipped": [],
    }


class _Names:
    def __init__(self, trip: Trip) -> None:
        self._trip = trip
        self._venues = by_key(trip.venues)
        self._named = {
            **{organisation.key: organisation.name for organisation in trip.organisations},
            **{person.key: person.name for person in trip.people},
        }

    def place(self, item: Item) -> str | None:
        """The name of an item's place and its room; None if neither is said."""
        venue = self._venues.get(item.venue or "")
        parts = (venue.name if venue else "", item.room or (venue.room if venue else ""))
        return ", ".join(part for part in parts if part) or None

    def assigned(self, item: Item) -> list[dict[str, Any]]:
        """The places within an item that the reader may know, with who is there."""
        return [
            {"place": assignment.place, "who": [name for _, name in names_at(self._trip, assignment)]}
            for assignment in item.assignments
        ]

    def people(self, item: Item) -> list[str]:
        """The names of everybody an item names."""
        return [self._named[key] for key in (*item.hosts, *item.speakers, *item.people)]


def _entry(item: Item, placed: Placed | None, names: _Names) -> dict[str, Any]:
    start, end = (placed.starts, placed.ends) if placed else (None, None)
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "start": start and start.isoformat(),
        "end": end and end.isoformat(),
        "when": canonical(item.when),
        "start_is": placed.start_is if placed else "open",
        "end_is": placed.end_is if placed else "open",
        "venue": names.place(item),
        "people": names.people(item),
        "status": item.status,
        "note": item.note,
        "part_of": item.part_of,
        **({"assigned": names.assigned(item)} if item.assignments else {}),
    }
