"""Answers to invitations, from the files and mails in which calendar programs send them (RFC 5546, RFC 6047)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Final

from trips.contacts.answers import Answer, Said
from trips.importers.calendar.content_lines import LARGEST, Block, Property, decoded, parts_of
from trips.importers.calendar.events import OWN_UID, moment_of, properties_of
from trips.importers.calendar.zones import Zones
from trips.importers.cleaning import lines, one_line
from trips.importers.door import door

LARGEST_MAILBOX: Final = 100_000_000
_METHODS: Final = ("REPLY", "COUNTER")
_METHOD: Final = re.compile(rb"METHOD[:=]\s*\"?(\w+)", re.IGNORECASE)
_BEGIN: Final = b"BEGIN:VCALENDAR"
_FROM: Final = re.compile(rb"^From [^\r\n]*\r?\n", re.MULTILINE)
"""What begins each mail of a mailbox file (RFC 4155)."""
_SAID: Final[dict[str, Said]] = {"ACCEPTED": "accepted", "TENTATIVE": "tentative", "DECLINED": "declined"}


def holds_answers(path: Path) -> bool:
    """Whether a file holds answers: a mail or a mailbox with one, or a calendar file of nothing else."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_MAILBOX)
    except OSError:
        return False
    methods = [method.upper().decode() for method in _METHOD.findall(data)]
    if not _is_calendar(data):
        return any(method in _METHODS for method in methods)
    return bool(methods) and all(method in _METHODS for method in methods) and len(methods) == data.count(_BEGIN)


def read_answers(data: bytes, name: str, office_zone: str = "Europe/Berlin") -> list[Answer]:
    """The answers in a file to invitations of ours; what is none of them is passed over.

    Args:
        data: a calendar file, a mail, or a mailbox file.
        name: what it is called.
        office_zone: the zone for times that belong to none.

    Raises:
        UserError: it cannot be read.
    """
    with door(name):
        return [answer for calendar in _calendars(data) for answer in _answers(calendar, name, office_zone)]


def _is_calendar(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf\r\n ")[: len(_BEGIN)].upper() == _BEGIN


def _calendars(data: bytes) -> Iterator[bytes]:
    if _is_calendar(data):
        yield data
        return
    mails = _FROM.split(data)[1:] if data.startswith(b"From ") else [data]
    for mail in mails:
        for part in message_from_bytes(mail, policy=policy.default).walk():
            if part.get_content_type() in ("text/calendar", "application/ics"):
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes):
                    yield payload[:LARGEST]


def _answers(data: bytes, name: str, office_zone: str) -> Iterator[Answer]:
    parts = parts_of(decoded(data, name))
    for block in parts.events:
        method = block.home.first("METHOD").strip().upper() if block.home else ""
        if method in _METHODS:
            yield from _answer(block, method, Zones(parts.zones, office_zone, datetime.now(UTC).year))


def _answer(block: Block, method: str, zones: Zones) -> Iterator[Answer]:
    """The answer of the one attendee who speaks; several, or none, would be no answer (RFC 5546 3.2.3)."""
    found = properties_of(block)
    own = OWN_UID.fullmatch(block.first("UID").strip())
    attendees = [prop for prop in block.properties() if prop.name == "ATTENDEE"]
    if own is None or len(attendees) != 1:
        return
    (attendee,) = attendees
    said = "proposed" if method == "COUNTER" else _SAID.get(attendee.parameters.get("PARTSTAT", "").upper())
    if said is None:
        return
    sequence = block.first("SEQUENCE").strip()
    stamp = moment_of({"DTSTAMP": [prop for prop in block.properties() if prop.name == "DTSTAMP"]}, "DTSTAMP", zones)
    proposes = said == "proposed"
    yield Answer(
        own[2], own[1], _address(attendee), one_line(attendee.parameters.get("CN", "")), said,
        int(sequence) if sequence.isdecimal() and len(sequence) < 7 else 0,
        stamp.astimezone(UTC) if isinstance(stamp, datetime) else None,
        moment_of(found, "DTSTART", zones) if proposes else None,
        moment_of(found, "DTEND", zones) if proposes else None,
        lines(block.first("COMMENT"))[:500],
    )  # fmt: skip


def _address(attendee: Property) -> str:
    return re.sub(r"^mailto:", "", attendee.value.strip(), flags=re.IGNORECASE).strip().casefold()
