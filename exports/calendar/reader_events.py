"""What a reader has: every event that any version ever gave them, as it is now, with the version of its last change.

An event that did not change keeps its number and its moment, and so its bytes; one that a reader has lost stays, as
cancelled, for a calendar that never hears of it would keep it for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from exports.calendar.events import CalendarEvent, lost
from exports.snapshot import Snapshot
from trips.i18n.language import Translator


@dataclass(frozen=True, slots=True)
class ReaderEvent:
    """An event of a reader.

    Attributes:
        event: as it is now.
        number: the release in which this reader's copy last changed: the SEQUENCE.
        issued: the moment of that release: DTSTAMP and LAST-MODIFIED.
        live: whether it is in the reader's programme now.
    """

    event: CalendarEvent
    number: int
    issued: datetime
    live: bool = True


def given(
    snapshots: Sequence[Snapshot], events_of: Callable[[Snapshot], Iterable[CalendarEvent]], t: Translator
) -> dict[str, ReaderEvent]:
    """Everything a reader has after some snapshots, the oldest first, under the ids of the events."""
    known: dict[str, ReaderEvent] = {}
    for snapshot in snapshots:
        seen: set[str] = set()
        for event in events_of(snapshot):
            seen.add(event.id)
            before = known.get(event.id)
            if before is None or not before.live or (before.event is not event and before.event != event):
                known[event.id] = ReaderEvent(event, snapshot.number, snapshot.issued)
        for key, before in known.items():
            if before.live and key not in seen:
                known[key] = _gone(before, snapshot, t)
    return known


def _gone(before: ReaderEvent, snapshot: Snapshot, t: Translator) -> ReaderEvent:
    event = lost(before.event, t)
    if event is before.event:  # it was cancelled already: nothing a calendar shows is another one
        return ReaderEvent(event, before.number, before.issued, live=False)
    return ReaderEvent(event, snapshot.number, snapshot.issued, live=False)
