"""Confirmations that hold no longer: somebody counts on another time or place."""

from __future__ import annotations

from collections.abc import Iterator

from trips.checks import Finding
from trips.confirming import name_of, stale
from trips.language import Message
from trips.model import by_id
from trips.timeline import Timeline


def findings(timeline: Timeline) -> Iterator[Finding]:
    """An item that moved since it was confirmed, with who has to be asked again."""
    items = by_id(timeline.trip.items)
    for item, said in stale(timeline).items():
        names = ", ".join(name_of(timeline.trip, one.table, one.key) for one in said)
        text = Message("{title} has moved since {names} confirmed it; ask again.", title=items[item].title, names=names)
        yield Finding("confirm.stale", "warning", (item,), text)
