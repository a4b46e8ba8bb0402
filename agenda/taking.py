"""A trip from a file taken into the store: a file with the id of a trip that is there is that trip."""

from __future__ import annotations

from trips.language import Message
from trips.model import Trip
from trips.store import Listed, Saved, Store


def present(store: Store, trip: Trip, into: str | None) -> Trip | None:
    """What an import would replace."""
    known = _known(store, trip, into)
    return store.load(known.id).trip if known else None


def _known(store: Store, trip: Trip, into: str | None) -> Listed | None:
    if into:
        return store.find(into)
    return next((one for one in store.trips("active", "archived", "deleted") if one.id == trip.id), None)


def take_in(store: Store, trip: Trip, name: str, into: str | None = None) -> Saved:
    """Put a trip into the store: as a new one, or as the new content of the one with its id or named by `into`."""
    from trips.model import changed

    known = _known(store, trip, into)
    if known is None:
        return store.create(trip, Message("Taken in from {file}", file=name), name)
    if known.state == "deleted":
        store.set_state(known.id, "active")
    current = store.load(known.id)
    return store.save(current, changed(trip, id=known.id), Message("Taken in from {file}", file=name)).saved
