"""A calendar file for an audience: what every calendar program can take.

No METHOD (a file is no invitation), no ATTENDEE (it carries addresses), CRLF, folded at 75 octets, the same bytes for
the same input. Names of calendars only where there are several events: with one, Outlook would open a new calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from exports.audience import Audience
from exports.calendar.events import COLOURS, CalendarEvent, calendar_event
from exports.calendar.zones import timezone
from exports.edition import Edition
from exports.programme import Line, Programme, programme
from trips.language import Language
from trips.model import Item, by_key, named_in
from trips.timeline import Placed

if TYPE_CHECKING:
    from exports.calendar.library import Component

PRODID: Final = "-//Agenda//agenda-tui//EN"


@dataclass(frozen=True, slots=True)
class CalendarOptions:
    """What a calendar file may be asked for: minutes before each timed event for an alarm, None for none."""

    alarm: int | None = None


def uid(item_id: str, trip_id: str) -> str:
    """The UID of an item: the same in everybody's file, for ever."""
    return f"{item_id}@{trip_id}"


def calendar_file(
    edition: Edition, audience: Audience, language: Language | None = None, options: CalendarOptions | None = None
) -> bytes:
    """The calendar file of an edition for an audience."""
    from exports.calendar import library

    options = options or CalendarOptions()
    view = programme(edition, audience, language)
    t = view.words
    venues = by_key(view.trip.venues)
    events = sorted(
        (calendar_event(one, line, parts, venues.get(one.item.venue or ""), t) for one, line, parts in _chosen(view)),
        key=lambda event: (_instant(event.start), event.item.id),
    )
    calendar = library.component("VCALENDAR")
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODID)
    calendar.add("calscale", "GREGORIAN")
    if len(events) != 1:
        for name in ("name", "x-wr-calname"):
            calendar.add(name, library.text(view.title))
        calendar.add("x-wr-timezone", view.trip.timezone)
    _add_zones(calendar, events)
    for event in events:
        calendar.add_component(_component(event, edition, options, t.language))
    return _version_first(calendar.to_ical())


def _chosen(view: Programme) -> Iterator[tuple[Placed, Line, list[Line]]]:
    """The items that become events, each with its line and the lines told in its text.

    Parts stand in the text of their whole, else the whole would block its time twice; those who act in a part get it as
    an event of its own.
    """
    lines = {line.item.id: line for day in view.days for line in day.lines if not line.carried}
    audience = view.seen.audience
    acts = {audience.key} if audience.whose in ("person", "host") else set[str]()
    for _, placed in view.seen.days:
        for one in placed:
            line = lines[one.item.id]
            parts = [lines[other.item.id] for other in placed if other.item.part_of == one.item.id]
            if one.item.part_of is None or not acts.isdisjoint(named_in(one.item)):
                yield one, line, parts


def _instant(moment: date | datetime) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


def _add_zones(calendar: Component, events: list[CalendarEvent]) -> None:
    times = [moment for event in events for moment in (event.start, event.end) if isinstance(moment, datetime)]
    names = {str(moment.tzinfo) for moment in times} - {"UTC"}
    for name in sorted(names):
        calendar.add_component(timezone(name, min(times), max(times)))


def _component(event: CalendarEvent, edition: Edition, options: CalendarOptions, language: str) -> Component:
    from exports.calendar import library

    item: Item = event.item
    issued = edition.issued.astimezone(UTC)
    component = library.component("VEVENT")
    component.add("uid", uid(item.id, edition.trip.id))
    component.add("dtstamp", issued)
    component.add("last-modified", issued)
    component.add("sequence", 0 if edition.release is None else edition.release)
    component.add("dtstart", event.start)
    component.add("dtend", event.end)
    component.add("summary", library.text(event.summary, language))
    if event.description:
        component.add("description", library.text(event.description, language))
    if event.location:
        component.add("location", library.text(event.location))
    if event.geo:
        lat, lon = (f"{value:.6f}" for value in event.geo)
        component.add("geo", library.geo(lat, lon))
        if event.location:
            parameters = {"VALUE": "URI", "X-TITLE": event.location, "X-APPLE-RADIUS": "100"}
            component.add("x-apple-structured-location", library.uri(f"geo:{lat},{lon}", parameters))
    component.add("status", event.status)
    component.add("transp", "TRANSPARENT" if event.busy == "FREE" else "OPAQUE")
    component.add("x-microsoft-cdo-busystatus", event.busy)
    component.add("categories", [event.category])
    component.add("color", COLOURS[item.kind])
    if event.url:
        component.add("url", event.url)
    if options.alarm is not None and not event.all_day and event.status != "CANCELLED":
        component.add_component(_alarm(event.summary, options.alarm))
    return component


def _alarm(summary: str, minutes: int) -> Component:
    from exports.calendar import library

    alarm = library.component("VALARM")
    alarm.add("action", "DISPLAY")
    alarm.add("description", library.text(summary))
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm


def _version_first(data: bytes) -> bytes:
    """VERSION right behind BEGIN: calcurse gives up otherwise."""
    lines = data.split(b"\r\n")
    lines.remove(b"VERSION:2.0")
    return b"\r\n".join((lines[0], b"VERSION:2.0", *lines[1:]))
