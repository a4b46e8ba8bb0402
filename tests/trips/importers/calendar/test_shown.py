"""What a calendar shows of an event is the same however a program writes it, and another one after an edit."""

from __future__ import annotations

import pytest

from trips.importers.calendar.shown import shown

EVENT = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:a
DTSTAMP:20251001T120000Z
SEQUENCE:1
DTSTART;TZID=Europe/Berlin:20251009T100000
DTEND;TZID=Europe/Berlin:20251009T110000
SUMMARY:Welcome\\, all
DESCRIPTION:One\\nTwo
LOCATION:Rathaus
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"""


def other(old: str, new: str) -> bytes:
    assert old in EVENT
    return EVENT.replace(old, new).encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("SUMMARY:Welcome\\, all", "SUMMARY;LANGUAGE=en:Welc\n ome\\, all"),
        ("DTSTART;TZID=Europe/Berlin:20251009T100000", "DTSTART:20251009T080000Z"),
        ("DTEND;TZID=Europe/Berlin:20251009T110000", "DURATION:PT1H"),
        ("DESCRIPTION:One\\nTwo", "DESCRIPTION:One\\nTwo\\n"),
        ("SEQUENCE:1\n", "SEQUENCE:7\nX-MOZ-LASTACK:20251009T075000Z\n"),
        ("DTSTAMP:20251001T120000Z\n", "LAST-MODIFIED:20261001T120000Z\nDTSTAMP:20261001T120000Z\n"),
        ("END:VEVENT", "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:x\nTRIGGER:-PT15M\nEND:VALARM\nEND:VEVENT"),
    ],
)
def test_the_same_written_otherwise_shows_the_same(old: str, new: str) -> None:
    assert shown(other(old, new)) == shown(EVENT.encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("20251009T100000", "20251009T101500"),
        ("20251009T110000", "20251009T113000"),
        ("Welcome", "Wellcome"),
        ("One\\nTwo", "One\\nThree"),
        ("Rathaus", "Town hall"),
        ("CONFIRMED", "CANCELLED"),
        ("LOCATION:Rathaus\n", ""),
        ("STATUS", "RRULE:FREQ=DAILY;COUNT=3\nSTATUS"),
        ("END:VCALENDAR", "BEGIN:VEVENT\nUID:b\nDTSTART:20251010\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR"),
    ],
)
def test_an_edit_shows(old: str, new: str) -> None:
    assert shown(other(old, new)).digest != shown(EVENT.encode()).digest


def test_the_title_is_told() -> None:
    assert shown(EVENT.encode()).title == "Welcome, all"


def test_what_is_no_event_shows_nothing_and_breaks_nothing() -> None:
    assert shown(b"\xff\xfe\x00rubbish").title == ""
    assert shown(b"").digest != shown(EVENT.encode()).digest
