"""Invitations (RFC 5546): the one event of a message, asked for with REQUEST and taken back with CANCEL.

A message has one UID (RFC 6047 2.4: programs take the first event and leave the others), the office as ORGANIZER and
its reader as the only ATTENDEE, and nothing that names a calendar: with that, Outlook would open one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exports.calendar.events import CalendarEvent
from exports.calendar.reader_events import ReaderEvent
from trips.i18n.language import Translator

if TYPE_CHECKING:
    from exports.calendar.serializer import Writing

Method = Literal["REQUEST", "CANCEL"]


class Mailbox(NamedTuple):
    """Whom a mail is from or to: a name and an address (RFC 5322 3.4)."""

    name: str
    address: str


class LastTold(NamedTuple):
    """What a reader was told of an event the last time, and the version that their copy was then of."""

    method: Method
    number: int


class Due(NamedTuple):
    """What a reader has to be told of an event.

    Attributes:
        event: the event with the number that becomes its SEQUENCE; for CANCEL as it was lost.
        method: REQUEST for new and changed, CANCEL for lost.
        first: whether they have no invitation to it that would be changed or taken back.
        replaced: whether it is taken back only because they are told of it in another way; it takes place all the same.
    """

    event: ReaderEvent
    method: Method
    first: bool
    replaced: bool = False


def due(
    wanted: Iterable[ReaderEvent],
    others: Iterable[ReaderEvent],
    told: Mapping[str, LastTold],
    now: tuple[int, datetime],
    t: Translator,
) -> Iterator[Due]:
    """What a reader has to be told so that their calendar has what they are wanted to have; nothing if it has.

    Args:
        wanted: the events that they should have, those they lost among them as cancelled.
        others: events in another shape (days, items) that they may have been invited to; those are taken back.
        told: what they were told last, under the ids of the events.
        now: number and moment of the version that is sent.
        t: the words.
    """
    known = {one.event.id: one for one in wanted}
    for event in known.values():
        yield from _due(event, told.get(event.event.id))
    for event in others:
        before = told.get(event.event.id)
        if before is None or before.method == "CANCEL" or event.event.id in known:
            continue
        replaced = event.event.status != "CANCELLED"
        gone = _replaced(event.event, t) if replaced else event.event
        number, issued = max(now[0], before.number), now[1]
        yield Due(ReaderEvent(gone, number, issued), "CANCEL", first=False, replaced=replaced)


def _replaced(event: CalendarEvent, t: Translator) -> CalendarEvent:
    """An event whose invitation is taken back, though it takes place: nothing of it says that it is cancelled."""
    text = t("This invitation is replaced by another mail. The programme stays as it is.")
    return replace(event, status="CANCELLED", busy="FREE", description=text, leave=None)


def _due(one: ReaderEvent, before: LastTold | None) -> Iterator[Due]:
    has_it = before is not None and before.method == "REQUEST"
    if one.event.status == "CANCELLED":
        if has_it:
            yield Due(one, "CANCEL", first=False)
    elif before is None or not has_it:  # after a cancellation in this version SEQUENCE stays, and DTSTAMP decides
        yield Due(one, "REQUEST", first=True)
    elif one.number > before.number:
        yield Due(one, "REQUEST", first=False)


_ASKED: Final = {
    "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE",
}  # fmt: skip
"""Parameters of who is asked (RFC 5545 3.8.4.1): any other PARTSTAT or RSVP hides the buttons of some programs."""


def itip_message(writing: Writing, one: Due, organizer: Mailbox, attendee: Mailbox, made: datetime) -> bytes:
    """The calendar object of a message (RFC 5546 3.2.2 and 3.2.5).

    Args:
        writing: writes the events of the version, without alarms.
        one: what is told.
        organizer: the office; the mail must be from the same address.
        attendee: the reader.
        made: when the message was made, its DTSTAMP (RFC 5545 3.8.7.2): what decides between two of the same SEQUENCE.
    """
    from exports.calendar import library

    component = writing.component(replace(one.event, issued=made.astimezone(UTC)))
    component.add("organizer", library.mailbox(organizer.address, {"CN": organizer.name or organizer.address}))
    asked = _ASKED if one.method == "REQUEST" else {}
    component.add("attendee", library.mailbox(attendee.address, {"CN": attendee.name or attendee.address, **asked}))
    return writing.message(component, one.event.event, one.method)
