"""Our own judge of calendar files finds what it is there for: a good file has nothing, each broken one its mistake."""

from __future__ import annotations

import pytest

from tests.support.judges.bytes_of import byte_errors

GOOD = (
    """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Tests//EN
CALSCALE:GREGORIAN
NAME:Köln
X-WR-CALNAME:Köln
REFRESH-INTERVAL;VALUE=DURATION:PT1H
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:a@trip
DTSTAMP:20250901T120000Z
LAST-MODIFIED:20250901T120000Z
SEQUENCE:1
DTSTART;TZID=Europe/Berlin:20251009T100000
DTEND;TZID=Europe/Berlin:20251009T110000
SUMMARY;LANGUAGE=de:Bürgermeister\\, Räte und der ganze Rest des Titels b
 is zum Ende
GEO:50.938000;6.959000
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="a, b; c":geo:50.938000,6.959000
STATUS:CONFIRMED
TRANSP:OPAQUE
COLOR:teal
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Bürgermeister
TRIGGER:-PT30M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:b@trip
DTSTAMP:20250901T120000Z
LAST-MODIFIED:20250901T120000Z
SEQUENCE:0
DTSTART;VALUE=DATE:20251009
DTEND;VALUE=DATE:20251010
SUMMARY:Hotel
STATUS:TENTATIVE
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
    .replace('"a, b; c":geo:50.938000,6.959000', '"a, b; c":geo:50.9\r\n 38000,6.959000')
    .encode()
)

SECOND = GOOD[GOOD.rindex(b"BEGIN:VEVENT") : GOOD.index(b"END:VCALENDAR")]
ZONE = GOOD[GOOD.index(b"BEGIN:VTIMEZONE") : GOOD.index(b"BEGIN:VEVENT")]
ALARM = GOOD[GOOD.index(b"BEGIN:VALARM") : GOOD.index(b"END:VEVENT")]

BROKEN: dict[str, tuple[bytes, bytes, str]] = {
    "mark": (b"BEGIN:VCALENDAR\r\nV", b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nV", "byte order mark"),
    "no end": (b"END:VCALENDAR\r\n", b"END:VCALENDAR", "does not end with"),
    "one bare LF": (b"SEQUENCE:1\r\n", b"SEQUENCE:1\n", "CR or LF alone"),
    "one bare CR": (b"SEQUENCE:1\r\n", b"SEQUENCE:1\r", "CR or LF alone"),
    "empty line": (b"SEQUENCE:1\r\n", b"SEQUENCE:1\r\n\r\n", "is empty"),
    "long line": (b"Titels b\r\n is", b"Titels bis", "longer than 75"),
    "broken fold": ("Bürgermeister\\,".encode(), b"B\xc3\r\n \xbcrgermeister\\,", "no UTF-8 by itself"),
    "control character": (b"SUMMARY:Hotel", b"SUMMARY:Ho\x07tel", "control character"),
    "no property": (b"SUMMARY:Hotel", b"SUMMARY:Hotel\r\nand more", "no property"),
    "not closed": (b"END:VALARM\r\n", b"", "ends what it did not begin"),
    "version late": (
        b"VERSION:2.0\r\nPRODID:-//Tests//EN",
        b"PRODID:-//Tests//EN\r\nVERSION:2.0",
        "VERSION:2.0 is not",
    ),
    "no PRODID": (b"PRODID:-//Tests//EN\r\n", b"", "PRODID is not"),
    "method": (b"CALSCALE", b"METHOD:PUBLISH\r\nCALSCALE", "METHOD"),
    "zone late": (ZONE, SECOND.replace(b"b@", b"c@") + ZONE, "stands behind an event"),
    "attendee": (b"SUMMARY:Hotel", b"ATTENDEE:mailto:a@example.org\r\nSUMMARY:Hotel", "ATTENDEE tells"),
    "organizer": (b"SUMMARY:Hotel", b"ORGANIZER:mailto:a@example.org\r\nSUMMARY:Hotel", "ORGANIZER tells"),
    "refresh": (b"REFRESH-INTERVAL;VALUE=DURATION", b"REFRESH-INTERVAL", "no VALUE=DURATION"),
    "date": (b"DTSTART;VALUE=DATE:", b"DTSTART:", "do not agree"),
    "no date": (b"DTSTART;VALUE=DATE:20251009", b"DTSTART;VALUE=DATE:20251009T000000", "do not agree"),
    "half a time": (b"Berlin:20251009T100000", b"Berlin:20251009T1000", "neither a date nor a time"),
    "two zones": (b"Berlin:20251009T100000", b"Berlin:20251009T080000Z", "in UTC and in a zone"),
    "apple": (b"VALUE=URI;", b"", "no VALUE=URI"),
    "colour": (b"COLOR:teal", b"COLOR:#008080", "no colour"),
    "same UID": (b"UID:b@trip", b"UID:a@trip", "is there 2 times"),
    "no UID": (b"UID:b@trip\r\n", b"", "UID is not there once"),
    "odd UID": (b"UID:b@trip", "UID:ö@trip".encode(), "is not plain"),
    "local stamp": (b"DTSTAMP:20250901T120000Z", b"DTSTAMP:20250901T120000", "DTSTAMP is not in UTC"),
    "local change": (b"MODIFIED:20250901T120000Z", b"MODIFIED:20250901T120000", "LAST-MODIFIED is not in UTC"),
    "two alarms": (ALARM, ALARM * 2, "two alarms"),
    "alarm first": (b"COLOR:teal\r\n" + ALARM, ALARM + b"COLOR:teal\r\n", "behind an alarm"),
    "no trigger": (b"TRIGGER:-PT30M\r\n", b"", "lacks something"),
    "end before start": (b"Berlin:20251009T110000", b"Berlin:20251009T090000", "not after"),
    "no length": (b"DATE:20251010", b"DATE:20251009", "not after"),
    "date and time": (b"DTEND;VALUE=DATE:20251010", b"DTEND:20251010T000000Z", "two types"),
    "no such day": (b"DATE:20251010", b"DATE:20251032", "cannot be read"),
    "short GEO": (b"GEO:50.938000", b"GEO:50.938", "six decimals"),
    "no zone": (ZONE, b"", "has no VTIMEZONE"),
    "zone too many": (ZONE, ZONE + ZONE.replace(b"Berlin", b"London"), "not used"),
    "zone twice": (ZONE, ZONE * 2, "told 2 times"),
}


def test_a_good_file_has_no_error() -> None:
    assert byte_errors(GOOD) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_has_its_error(name: str) -> None:
    old, new, said = BROKEN[name]
    assert old in GOOD
    assert any(said in error for error in byte_errors(GOOD.replace(old, new, 1)))


def test_one_event_alone_must_not_bring_a_calendar_unless_it_is_a_feed() -> None:
    single = GOOD.replace(SECOND, b"")
    assert byte_errors(single) == []
    file = single.replace(b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n", b"")
    assert byte_errors(file) == ["a single event has a calendar's name"]
    assert byte_errors(file.replace("X-WR-CALNAME:Köln\r\n".encode(), b"")) == ["a single event has a calendar's name"]
    assert byte_errors(re_named(file)) == []


def re_named(data: bytes) -> bytes:
    return data.replace("NAME:Köln\r\nX-WR-CALNAME:Köln\r\n".encode(), b"")
