"""The door to icalendar and recurring_ical_events, for what only they know: the rules of time zones and of repetition.

Imported only when a file has such rules; most files are read without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, tzinfo
from typing import Any, Final, NamedTuple

import icalendar
import recurring_ical_events  # pyright: ignore[reportMissingTypeStubs] - it has none
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON as _WINDOWS

WINDOWS: Final[dict[str, str]] = {name.casefold(): zone for name, zone in _WINDOWS.items()}
"""Names of time zones on Windows, in small letters, and their IANA names."""

TROUBLE: Final = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, RecursionError, AssertionError,
)  # fmt: skip
"""What the two libraries and dateutil below them were seen to raise on files that others wrote."""

_RULE: Final = re.compile(r"(?:BEGIN|END|TZID|DTSTART|TZOFFSETFROM|TZOFFSETTO|TZNAME|RRULE)[;:]|RDATE:", re.IGNORECASE)
_YEARLY: Final = re.compile(r"RRULE[^:]*:(?!.*FREQ=YEARLY)", re.IGNORECASE)


def zone_of_rules(lines: Sequence[str]) -> tzinfo | None:
    """The time zone that the lines of a VTIMEZONE describe; None if they cannot be read.

    Properties that the library does not know are left out; rules that repeat more often than yearly are none of a zone.
    """
    kept = [line for line in lines if _RULE.match(line)]
    if any(map(_YEARLY.match, kept)):
        return None
    text = "\r\n".join(("BEGIN:VTIMEZONE", *kept, "END:VTIMEZONE", ""))
    try:
        component: Any = icalendar.Timezone.from_ical(text)
        return component.to_tz(lookup_tzid=False)
    except TROUBLE:
        return None


class Occurrence(NamedTuple):
    """The number of an event, its start and end this time, and the start that the rule gives."""

    number: int
    start: date | datetime
    end: date | datetime
    by_rule: date | datetime


class Series:
    """An event that repeats, with the events that replace some of its occurrences."""

    def __init__(self) -> None:
        self._calendar: Any = icalendar.Calendar()

    def add(
        self,
        number: int,
        uid: str,
        moments: dict[str, list[date | datetime]],
        rules: Sequence[str],
        plain: dict[str, str],
    ) -> None:
        """Add an event.

        Args:
            number: comes back with each of its occurrences.
            uid: the same for the event and its replacements.
            moments: DTSTART, DTEND, RECURRENCE-ID, RDATE, EXDATE with their zones.
            rules: its RRULEs.
            plain: SEQUENCE, and RANGE of RECURRENCE-ID.

        Raises:
            One of TROUBLE: the rule cannot be read.
        """
        event: Any = icalendar.Event()
        event.add("uid", uid)
        event.add("x-number", str(number))
        for name, values in moments.items():
            if name in ("RDATE", "EXDATE"):
                event.add(name, values)
            elif values:
                parameters = {"RANGE": plain["RANGE"]} if name == "RECURRENCE-ID" and "RANGE" in plain else {}
                event.add(name, values[0], parameters)
        for rule in rules:
            event.add("rrule", icalendar.vRecur.from_ical(rule))
        if (sequence := plain.get("SEQUENCE", "")).isdigit():
            event.add("sequence", int(sequence))
        self._calendar.add_component(event)

    def between(
        self, first: date, last: date
    ) -> Iterator[tuple[int, date | datetime, date | datetime, date | datetime]]:
        """The occurrences that touch the days from first to last (exclusive).

        Raises:
            One of TROUBLE: the rule makes no sense.
        """
        query: Any = recurring_ical_events.of(self._calendar)
        for one in query.between(first, last):
            yield Occurrence(int(one["X-NUMBER"]), one["DTSTART"].dt, one["DTEND"].dt, one["RECURRENCE-ID"].dt)
