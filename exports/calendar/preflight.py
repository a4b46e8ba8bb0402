"""Preflight: what calendar programs will do with a file before it is sent, and what in it may hurt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from exports.calendar.clients import CLIENTS, Outcome
from exports.calendar.reader_events import ReaderEvent
from trips.i18n.language import N_, Message, Translator

_MANY: Final = 200
"""Events from which on imports into web calendars get slow; a single import of Google takes some thousands at most."""


def warnings(events: Sequence[ReaderEvent], *, alarms: bool = False) -> Iterator[Message]:
    """What in a file of these events may hurt, a sentence each."""
    if not events:
        yield Message("There is no event in it; some programs refuse such a file.")
        return
    cancelled = sum(event.event.status == "CANCELLED" for event in events)
    if cancelled:
        yield Message(
            "{n} events are cancelled: Google hides them, Apple strikes them through, Thunderbird and Nextcloud keep"
            " the old ones if they are imported into the same calendar again.",
            n=cancelled,
        )
    changed = sum(event.number == max(other.number for other in events) and event.number > 1 for event in events)
    if changed and changed < len(events):
        yield Message("{n} events are new or changed since the version before; the others are as they were.", n=changed)
    zones = {str(event.event.start.tzinfo) for event in events if isinstance(event.event.start, datetime)} - {"UTC"}
    if len(zones) > 1:
        yield Message(
            "It tells times in {n} time zones; each calendar shows them in the one of its user.", n=len(zones)
        )
    if any(event.event.all_day for event in events):
        yield Message("What has no clock time is there for the whole day and blocks nothing.")
    if alarms:
        yield Message("Alarms ring in Outlook, Apple and Thunderbird; Google and subscribed calendars leave them out.")
    if len(events) > _MANY:
        yield Message("{n} events are many for one file; better one for each group or person.", n=len(events))


def report(events: Sequence[ReaderEvent], t: Translator, *, alarms: bool = False) -> Iterator[str]:
    """The preflight as lines of text: what may hurt, then a line for each program in each of the three ways."""
    yield t.plural("{n} event in the file.", "{n} events in the file.", len(events))
    yield from (f"! {warning.say(t)}" for warning in warnings(events, alarms=alarms))
    yield from ("", t("Invited by mail: what changes comes by itself, within minutes"))
    yield from (f"  {client.name}: {t(client.invited)}" for client in CLIENTS)
    yield from ("", t("Subscribed: what changes comes by itself, within hours"))
    yield from (f"  {client.name}: {t(client.feed)}" for client in CLIENTS)
    yield from ("", t("Imported from a file: what changes comes with the next file"))
    single = len(events) == 1
    for client in CLIENTS:
        first = t(client.single if single else client.first)
        yield f"  {client.name}: {first} " + t("The next version: {what}", what=t(client.update))
    yield ""
    yield t("Sure in every program: import into a calendar of its own, and replace that when a new version comes.")


OUTCOMES: Final[dict[Outcome, str]] = {
    "good": N_("updates by itself"), "care": N_("with care"), "bad": N_("not into the same calendar again"),
    "unknown": N_("not known"),
}  # fmt: skip
