"""Mails as the outbox keeps them: to whom, about what, and what became of each; never an address or a text."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final, Literal, NamedTuple

MailMethod = Literal["REQUEST", "CANCEL", "FILE"]
"""What a mail does: invites or changes, takes back (RFC 5546), or brings files."""

MailState = Literal["queued", "sending", "sent", "refused", "unknown"]
"""What became of a mail; "unknown": it was being sent when the program ended, so that it may have arrived."""

PERHAPS_THERE: Final[frozenset[MailState]] = frozenset(("sending", "sent", "unknown"))
"""Mails that the reader has, or may have."""

FILES: Final = ""
"""What a mail with files is about: everything, and no single event."""


class OutgoingMail(NamedTuple):
    """A mail of the outbox.

    Attributes:
        id: names it for ever, and becomes its Message-ID: the same mail always has the same.
        reader: whose it is ("person:weber").
        what: the id of the event it is about; FILES for a mail with files.
        method: what it does.
        number: the version in which that last changed, its SEQUENCE.
        version: the version that was sent.
        turn: its place among the mails about the same thing to the same reader, from 0.
        made: when it was queued, UTC, whole seconds: its Date and DTSTAMP.
        state: what became of it.
        at: when that was, UTC.
        digest: SHA-256 of the bytes that went, as hexadecimal; "" before.
        why: the codes with which a server refused it (RFC 5321 4.2, RFC 3463), never its words.
        by: who sent it.
    """

    id: str
    reader: str
    what: str
    method: MailMethod
    number: int
    version: int
    turn: int
    made: datetime
    state: MailState
    at: datetime
    digest: str = ""
    why: str = ""
    by: str = ""


def mail_id(trip_id: str, reader: str, what: str, method: MailMethod, number: int, turn: int) -> str:
    """The id of a mail: two runs that would send the same one mean the same row of the outbox."""
    told = "\0".join((trip_id, reader, what, method, str(number), str(turn)))
    return hashlib.sha256(told.encode()).hexdigest()[:32]
