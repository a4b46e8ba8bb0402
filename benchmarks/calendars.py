"""Reading a calendar file beside the library's own parse of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from icalendar import Calendar

from benchmarks.measure import Row, interleaved, wall_of
from trips.importers.calendar import read_calendar

EVENTS = 10_000
_EVENT = """BEGIN:VEVENT
UID:{n}@example.org
DTSTAMP:20260101T120000Z
SEQUENCE:3
DTSTART;TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}
DTEND;TZID=Europe/Berlin:{end:%Y%m%dT%H%M%S}
SUMMARY:Besuch der Abteilung {n}\\, mit Gespräch
DESCRIPTION:{text}
LOCATION:Rathaus {place}\\, Markt {place}\\, 50667 Köln
GEO:50.938056;6.956944
STATUS:CONFIRMED
TRANSP:OPAQUE
CATEGORIES:Besuch
URL:https://example.org/{n}
ORGANIZER;CN=Protokoll der Stadt:mailto:protokoll@example.org
ATTENDEE;CN="Dr. Anna Weber";PARTSTAT=ACCEPTED:mailto:weber@example.org
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Erinnerung
TRIGGER:-PT30M
END:VALARM
END:VEVENT
"""


def a_calendar(events: int) -> bytes:
    """A calendar file with events through half a year."""
    begin = datetime(2026, 1, 5, 8)
    text = "\\n".join(f"Absatz {n}: es geht um Digitalisierung in der Verwaltung." for n in range(5))
    made = (
        _EVENT.format(
            n=n,
            text=text,
            place=n % 40,
            start=begin + timedelta(minutes=25 * n),
            end=begin + timedelta(minutes=25 * n + 60),
        )
        for n in range(events)
    )
    lines = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//EN\n{''.join(made)}END:VCALENDAR\n"
    return lines.replace("\n", "\r\n").encode()


def rows() -> Iterator[Row]:
    data = a_calendar(EVENTS)
    ours, other = interleaved(
        lambda: wall_of(lambda: read_calendar(data).new_trip()), lambda: wall_of(lambda: Calendar.from_ical(data)), 3
    )
    yield Row("import a calendar of 10,000 events", ours, other, "ms", 1.3, "icalendar, parsing only")
