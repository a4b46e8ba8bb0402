"""Other times that somebody proposed for an item, kept until the item has another time (RFC 5546 3.2.7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from trips.contacts.confirmations import called_off, instant_of
from trips.model.doors import checked
from trips.model.entities import ProposedTime, changed
from trips.model.trip import Trip
from trips.schedule.timeline import Placed, Timeline


def propose(
    timeline: Timeline, item_id: str, person: str, start: datetime, end: datetime | None, at: datetime | None
) -> Trip:
    """Keep that somebody proposes another time for an item; what they proposed for it before is forgotten.

    Args:
        timeline: the trip and where its items fall.
        item_id: the item.
        person: who proposes, by key.
        start: when it would begin.
        end: when it would end; None if they said none.
        at: when they said it.
    """
    trip, placed = timeline.trip, timeline.placed().get(item_id)
    was_start, was_end = _fell(placed)
    new = checked(
        ProposedTime, item=item_id, person=person, start=start.astimezone(UTC),
        end=end.astimezone(UTC) if end is not None else None, was_start=was_start, was_end=was_end, at=at,
    )  # fmt: skip
    kept = (one for one in trip.proposed_times if (one.item, one.person) != (item_id, person))
    return changed(trip, proposed_times=(*kept, new))


def open_proposals(timeline: Timeline) -> Iterator[ProposedTime]:
    """The proposals for items that still fall where they fell; of items that are called off, none."""
    if not timeline.trip.proposed_times:
        return
    placed, off = timeline.placed(), called_off(timeline.trip)
    ids = {item.id for item in timeline.trip.items} - off
    for one in timeline.trip.proposed_times:
        if one.item in ids and (one.was_start, one.was_end) == _fell(placed.get(one.item)):
            yield one


def _fell(placed: Placed | None) -> tuple[datetime | None, datetime | None]:
    return instant_of(placed and placed.start), instant_of(placed and placed.end)
