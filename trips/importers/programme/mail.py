"""What a mail program writes around a programme: heads of quoted mails, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from trips.grammar.times import leading_time, plain
from trips.i18n.language import N_, Message
from trips.importers.programme.rows import Row
from trips.importers.result import Skipped

HEAD: Final = N_("It is the head of a mail.")
SIGNATURE: Final = N_("It is the signature of a mail.")
_QUOTES: Final = re.compile(
    r"(?:am|on)\s.{4,90}(?:schrieb|wrote)\b.{0,90}:?$|.{3,120}<[^<>\s]+@[^<>\s]+>\s*(?:schrieb|wrote).{0,40}:?$"
    r"|-{2,}\s*(?:(?:ursprüngliche|weitergeleitete|original|forwarded) (?:nachricht|message)|forwarded by.*)\s*-*"
    r"|anfang der weitergeleiteten nachricht:?|begin forwarded message:?"
)
_OPENS_QUOTE: Final = re.compile(r"(?:am|on)\s.{4,90}(?:\d|<[^<>]*>?|,)$")
_ENDS_QUOTE: Final = re.compile(r".{0,120}(?:schrieb|wrote)(?:\s.{0,80})?:$")
_FIELD: Final = re.compile(
    r"\*?(?P<name>von|from|gesendet|sent|an|to|cc|kopie|bcc|datum|date|betreff|subject|antwort an|reply-to|anlagen?"
    r"|attachments?|wichtigkeit|importance)\s*:\*?\s"
)
_FROM: Final = frozenset(("von", "from", "gesendet", "sent"))
_SUBJECT: Final = frozenset(("betreff", "subject"))
_FEWEST: Final = 2
"""Fields below each other that make a head; one alone may be a label of the programme."""


def without_mail(rows: Sequence[Row]) -> tuple[list[Row], list[Skipped]]:
    """The rows without heads and signatures of mails, and these; the subject of the first one stays, for the title."""
    kept: list[Row] = []
    left: list[Skipped] = []
    place = 0
    while place < len(rows):
        head = _head(rows, place)
        if head:
            subject = next((row for row in rows[place : place + head] if _field(row) in _SUBJECT), None)
            keep = subject if subject is not None and not any(_begins_timed(row) for row in kept) else None
            kept += [keep] if keep is not None else []
            left += [_skipped(row, HEAD) for row in rows[place : place + head] if row is not keep]
        elif (end := _signature(rows, place)) > place:
            left += [_skipped(row, SIGNATURE) for row in rows[place:end]]
            head = end - place
        else:
            kept.append(rows[place])
        place += head or 1
    return kept, left


def _skipped(row: Row, why: str) -> Skipped:
    return Skipped(row.line, row.text, Message(why), plain=True)


def _field(row: Row) -> str:
    match = _FIELD.match(f"{plain(row.text)} ")
    return match["name"] if match is not None else ""


def _head(rows: Sequence[Row], place: int) -> int:
    """How many rows from one on are the head of a mail that somebody quotes."""
    text = plain(rows[place].text)
    if _QUOTES.fullmatch(text):
        return 1
    below = plain(rows[place + 1].text) if place + 1 < len(rows) else ""
    if _OPENS_QUOTE.fullmatch(text) and _ENDS_QUOTE.fullmatch(below):
        return 2
    fields: list[str] = []
    for row in rows[place : place + 12]:
        field = _field(row)
        if not field:
            break
        fields.append(field)
    return len(fields) if len(fields) >= _FEWEST and not _FROM.isdisjoint(fields) else 0


def _signature(rows: Sequence[Row], place: int) -> int:
    """Where the signature that a row opens ends ("-- "), if nothing in it has a time; else the row itself."""
    if rows[place].text != "--" or rows[place].table:
        return place
    end = place + 1
    while end < len(rows) and not _head(rows, end):
        if _begins_timed(rows[end]):
            return place
        end += 1
    return end


def _begins_timed(row: Row) -> bool:
    time = leading_time(row.text)
    return time is not None and time.sure
