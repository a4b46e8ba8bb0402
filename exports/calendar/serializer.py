"""Events written as iCalendar (RFC 5545), each once: readers who have the same event get the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from exports.calendar import library
from exports.calendar.alarms import Alarms
from exports.calendar.events import COLOURS, CalendarEvent
from exports.calendar.reader_events import ReaderEvent
from exports.calendar.zones import timezone
from exports.snapshot import Snapshot

PRODID: Final = "-//Agenda//agenda-tui//EN"
REFRESH_MINUTES: Final = 60
"""How often a subscribed calendar asks to be fetched again; most programs choose for themselves."""


def uid(item_id: str, trip_id: str) -> str:
    """The UID of an item: the same in everybody's file, for ever."""
    return f"{item_id}@{trip_id}"


class Writing:
    """Writes the files of one snapshot in one language."""

    def __init__(self, snapshot: Snapshot, alarms: Alarms, *, feed: bool = False) -> None:
        self._trip = snapshot.trip
        self._alarms = alarms
        self._feed = feed
        self._events: dict[tuple[CalendarEvent, int], bytes] = {}
        self._zones: dict[tuple[str, int, int], bytes] = {}
        self._heads: dict[bool, bytes] = {}

    def file(self, events: Sequence[ReaderEvent]) -> bytes:
        """A whole file; the events are in the order given."""
        head = self._head(named=len(events) != 1 or self._feed)
        zones = self._timezones(event.event for event in events)
        return b"".join((head, *zones, *map(self._event, events), b"END:VCALENDAR\r\n"))

    def message(self, component: library.Component, event: CalendarEvent, method: str) -> bytes:
        """A calendar object of one event that does something (RFC 5546 1.4), and is no file."""
        head, zones = self._head(named=False), self._timezones((event,))
        written = library.folded(component.to_ical())
        return b"".join((head, f"METHOD:{method}\r\n".encode(), *zones, written, b"END:VCALENDAR\r\n"))

    def _head(self, *, named: bool) -> bytes:
        if named not in self._heads:
            calendar = library.component("VCALENDAR")
            calendar.add("version", "2.0")
            calendar.add("prodid", PRODID)
            calendar.add("calscale", "GREGORIAN")
            if named:
                for name in ("name", "x-wr-calname"):
                    calendar.add(name, library.text(self._trip.title))
                calendar.add("x-wr-timezone", self._trip.timezone)
            if self._feed:
                for name in ("refresh-interval", "x-published-ttl"):
                    calendar.add(name, library.duration(REFRESH_MINUTES, value=name == "refresh-interval"))
            self._heads[named] = version_first(calendar.to_ical()).removesuffix(b"END:VCALENDAR\r\n")
        return self._heads[named]

    def _timezones(self, events: Iterable[CalendarEvent]) -> list[bytes]:
        times = [moment for event in events for moment in (event.start, event.end) if isinstance(moment, datetime)]
        names = {str(moment.tzinfo) for moment in times} - {"UTC"}
        found: list[bytes] = []
        for name in sorted(names):
            first, last = min(times), max(times)
            key = (name, first.year, last.year)
            if key not in self._zones:
                self._zones[key] = timezone(name, first, last).to_ical()
            found.append(self._zones[key])
        return found

    def _event(self, event: ReaderEvent) -> bytes:
        key = (event.event, event.number)
        if key not in self._events:
            self._events[key] = library.folded(self.component(event).to_ical())
        return self._events[key]

    def component(self, one: ReaderEvent) -> library.Component:
        """The VEVENT of an event."""
        event, issued = one.event, one.issued.astimezone(UTC)
        component = library.component("VEVENT")
        component.add("uid", uid(event.id, self._trip.id))
        component.add("dtstamp", issued)
        component.add("last-modified", issued)
        component.add("sequence", one.number)
        component.add("dtstart", event.start)
        component.add("dtend", event.end)
        component.add("summary", library.text(event.summary))
        if event.description:
            component.add("description", library.text(event.description))
        _add_place(component, event)
        component.add("status", event.status)
        component.add("transp", "TRANSPARENT" if event.busy == "FREE" else "OPAQUE")
        component.add("x-microsoft-cdo-busystatus", event.busy)
        if event.category:
            component.add("categories", [event.category])
        if event.kind is not None:
            component.add("color", COLOURS[event.kind])
        if event.url:
            component.add("url", event.url)
        if event.leave:
            component.add("x-apple-travel-duration", library.duration(event.leave, value=True))
        for minutes in self._alarms.before(event):
            component.add_component(_alarm(event.summary, minutes))
        return component


def _add_place(component: library.Component, event: CalendarEvent) -> None:
    if event.location:
        component.add("location", library.text(event.location))
    if event.geo:
        component.add("geo", library.geo(*event.geo))
        if event.location:
            parameters = {"VALUE": "URI", "X-TITLE": event.location, "X-APPLE-RADIUS": "100"}
            lat, lon = event.geo
            component.add("x-apple-structured-location", library.uri(f"geo:{lat:.6f},{lon:.6f}", parameters))


def _alarm(summary: str, minutes: int) -> library.Component:
    alarm = library.component("VALARM")
    alarm.add("action", "DISPLAY")
    alarm.add("description", library.text(summary))
    alarm.add("trigger", library.duration(-minutes))
    return alarm


def version_first(data: bytes) -> bytes:
    """VERSION right behind BEGIN: calcurse gives up otherwise."""
    lines = data.split(b"\r\n")
    lines.remove(b"VERSION:2.0")
    return b"\r\n".join((lines[0], b"VERSION:2.0", *lines[1:]))
