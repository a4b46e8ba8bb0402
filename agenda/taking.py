"""A trip from a file taken into the store: a file with the id of a trip that is there is that trip."""

from __future__ import annotations

from typing import Final

from trips.language import N_, Message
from trips.model import Trip
from trips.store import Listed, Saved, Store
from trips.tripfile import FileRead

OTHER_VERSIONS: Final = N_(
    "The file has other versions {numbers} than the store; those of the store stay. Issue a new version, so that"
    " everybody has the same."
)


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


def adopt(store: Store, file: FileRead, saved: Saved) -> tuple[int, ...]:
    """Take over the versions that a trip file tells of, so that readers' calendars go on from them.

    Returns:
        The numbers that the store has with another content; those stay as they are.
    """
    if not file.releases or file.trip.id != saved.trip.id:
        return ()
    store.handouts.adopt(saved.trip.id, file.handouts)
    return store.versions.adopt(saved.trip.id, file.releases)
