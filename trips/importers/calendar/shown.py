"""What a calendar shows of an event: to tell an edit of somebody from what programs write for themselves.

A server may fold lines anew or write a zone in its own way, and a calendar program notes that an alarm was read. None
of that is an edit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final, NamedTuple

from trips.importers.calendar.content_lines import Block, decoded, parts_of
from trips.importers.calendar.events import Moment, read_event, title_of
from trips.importers.calendar.zones import Zones
from trips.importers.door import door

_TEXTS: Final = ("SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
_YEAR: Final = 2000
"""Zones are known by their names; a year is only asked for rules that a file brings along."""


class Shown(NamedTuple):
    """What a calendar shows of an object: the title of its event, and SHA-256 of all of it as hexadecimal."""

    title: str
    digest: str


def shown(data: bytes) -> Shown:
    """What a calendar shows of a calendar object.

    Raises:
        UserError: it cannot be read.
    """
    with door("VEVENT"):
        parts = parts_of(decoded(data, "VEVENT"))
        zones = Zones(parts.zones, "UTC", _YEAR)
        told = "\0".join(line for block in parts.events for line in _told(block, zones))
        title = next(map(title_of, parts.events), "")
    return Shown(title, hashlib.sha256(told.encode("utf-8", "replace")).hexdigest())


def _told(block: Block, zones: Zones) -> Iterator[str]:
    event = read_event(block, zones)
    if event is not None:
        yield _instant(event.start)
        yield _instant(event.end) if event.end is not None else ""
    for name in _TEXTS:
        yield "\n".join(line.rstrip() for line in block.first(name).strip().splitlines())


def _instant(moment: Moment) -> str:
    return (moment.astimezone(UTC) if isinstance(moment, datetime) and moment.tzinfo else moment).isoformat()
