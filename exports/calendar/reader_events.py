"""What a reader has: every event that any version ever gave them, as it is now, with the version of its last change.

An event that did not change keeps its number and its moment, and so its bytes; one that a reader has lost stays, as
cancelled, for a calendar that never hears of it would keep it for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from exports.calendar.events import CalendarEvent, lost
from exports.programme import Line
from exports.snapshot import Snapshot
from trips.i18n.language import Translator


@dataclass(frozen=True, slots=True)
class ReaderEvent:
    """An event of a reader.

    Attributes:
        event: as it is now.
        number: the release in which this reader's copy last changed: the SEQUENCE.
        issued: the moment of that release: DTSTAMP and LAST-MODIFIED.
    """

    event: CalendarEvent
    number: int
    issued: datetime


def given(
    snapshots: Sequence[Snapshot],
    events_of: Callable[[Snapshot], Iterable[CalendarEvent]],
    whole_of: Callable[[Snapshot, str], Line | None],
    t: Translator,
    *,
    with_cancelled: bool,
) -> dict[str, ReaderEvent]:
    """Everything a reader has after some snapshots, under the ids of the events.

    Args:
        snapshots: the versions, the oldest first.
        events_of: the events of the reader in a version.
        whole_of: what an item, by its id, is a part of in the reader's programme of a version; None if of nothing.
        t: the words.
        with_cancelled: whether what was cancelled before they had it is told; else it is nothing to them.
    """
    known: dict[str, ReaderEvent] = {}
    for snapshot in snapshots:
        seen: set[str] = set()
        for event in events_of(snapshot):
            seen.add(event.id)
            before = known.get(event.id)
            if before is None and event.status == "CANCELLED" and not with_cancelled:
                continue
            if before is None or (before.event is not event and before.event != event):
                known[event.id] = ReaderEvent(event, snapshot.number, snapshot.issued)
        for key, before in known.items():
            if key not in seen:
                known[key] = _gone(before, snapshot, whole_of(snapshot, key), t)
    return known


def _gone(before: ReaderEvent, snapshot: Snapshot, whole: Line | None, t: Translator) -> ReaderEvent:
    event = lost(before.event, whole, t)
    if event is before.event:  # it was cancelled already: nothing a calendar shows is another one
        return before
    return ReaderEvent(event, snapshot.number, snapshot.issued)
