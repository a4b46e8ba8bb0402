"""A programme as search engines and assistants read it: an Event of schema.org with an event for each item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exports.programme import Line, Programme
from exports.web.times import told_edges
from trips.model.entities import by_key
from trips.model.trip import Trip, first_day, last_day

_SILENT: Final = frozenset(("stay", "free", "break"))
"""Kinds that are no event of their own."""


def event_of(view: Programme) -> dict[str, object]:
    """The event, made from what the reader sees and nothing else (https://schema.org/Event).

    Times are ISO 8601 with their offset from UTC; what has no clock time has only its date, and an end that nobody
    said is left out.
    """
    first, last = first_day(view.trip), last_day(view.trip)
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": view.title,
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "inLanguage": view.language,
    }
    optional = {
        "description": view.theme,
        "startDate": first.isoformat() if first else "",
        "endDate": last.isoformat() if last else "",
        "organizer": {"@type": "Organization", "name": view.organiser} if view.organiser else "",
        "location": _places(view),
        "subEvent": [
            _item(view.trip, day.date.isoformat(), line) for day in view.days for line in day.lines if _told(line)
        ],
    }
    return told | {key: value for key, value in optional.items() if value}


def _told(line: Line) -> bool:
    return not line.carried and line.item.kind not in _SILENT


def _places(view: Programme) -> list[dict[str, object]]:
    venues = by_key(view.trip.venues)
    visited = dict.fromkeys(
        item.venue for item in view.trip.items if item.venue and item.status != "cancelled" and item.day
    )
    return [_place(venues[key].name, venues[key].address) for key in visited]


def _place(name: str, address: str) -> dict[str, object]:
    told: dict[str, object] = {"@type": "Place", "name": name}
    return told | {"address": address} if address else told


def _item(trip: Trip, date: str, line: Line) -> dict[str, object]:
    status = "EventCancelled" if line.item.status == "cancelled" else "EventScheduled"
    start, end = told_edges(line)
    optional: dict[str, object] = {
        "startDate": start.isoformat(timespec="minutes") if start else date,
        "endDate": end.isoformat(timespec="minutes") if end else "",
        "location": _place(line.place, line.address) if line.place else "",
        "performer": list(_performers(trip, line.item.speakers)),
    }
    return {"@type": "Event", "name": line.title, "eventStatus": f"https://schema.org/{status}"} | {
        key: value for key, value in optional.items() if value
    }


def _performers(trip: Trip, keys: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Who speaks: people with what they are and where they belong to, and organisations."""
    people, organisations = by_key(trip.people), by_key(trip.organisations)
    for key in keys:
        person = people.get(key)
        if person is None:
            yield {"@type": "Organization", "name": organisations[key].name}
            continue
        home = organisations.get(person.organisation or "")
        optional: dict[str, object] = {
            "alternateName": person.latin_name,
            "jobTitle": person.role,
            "affiliation": {"@type": "Organization", "name": home.name} if home else "",
        }
        yield {"@type": "Person", "name": person.name} | {key: value for key, value in optional.items() if value}
