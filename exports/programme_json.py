"""The programme as JSON, for other programs: the shape that docs/json.md tells."""

from __future__ import annotations

import json
from typing import Any, Final

from exports.audience import Audience
from exports.programme import programme
from exports.snapshot import Snapshot
from trips.edits.assignments import names_at
from trips.grammar.when_text import canonical
from trips.model.entities import Item, by_key
from trips.model.field_text import write_meet
from trips.model.trip import Trip
from trips.schedule.timeline import Placed

FORMAT: Final = 1


def json_file(snapshot: Snapshot, audience: Audience, language: str | None = None) -> bytes:
    """The programme as indented JSON, UTF-8; times are local with their offset, null where open."""
    del language  # data has no language: words are the English codes
    return (json.dumps(document(snapshot, audience), ensure_ascii=False, indent=2) + "\n").encode()


def document(snapshot: Snapshot, audience: Audience) -> dict[str, Any]:
    """The programme as plain values, in the order in which papers tell it."""
    view = programme(snapshot, audience)
    names = _Names(view.trip)
    return {
        "format": FORMAT,
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
        self._groups = by_key(trip.groups)

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
        """The names of everybody an item names: hosts, speakers, others."""
        return self.of((*item.hosts, *item.speakers, *item.people))

    def of(self, keys: tuple[str, ...]) -> list[str]:
        """The names of people and organisations."""
        return [self._named[key] for key in keys]

    def groups(self, item: Item) -> list[str]:
        """The names of the groups an item is for, as far as the reader may know them; none: for everybody."""
        return [self._groups[key].name for key in item.groups if key in self._groups]

    def destination(self, item: Item) -> str | None:
        """The name of the place a journey leads to."""
        venue = self._venues.get(item.to or "")
        return venue.name if venue else None


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
        "start_zone": placed.start_zone if placed else None,
        "end_zone": placed.end_zone if placed else None,
        "venue": names.place(item),
        "room": item.room or None,
        "meet": write_meet(item.meet) if item.meet else None,
        "groups": names.groups(item),
        "hosts": names.of(item.hosts),
        "speakers": names.of(item.speakers),
        "people": names.people(item),
        "to": names.destination(item),
        "mode": item.mode or None,
        "service": item.service or None,
        "status": item.status,
        "note": item.note,
        "part_of": item.part_of,
        **({"assigned": names.assigned(item)} if item.assignments else {}),
    }
