"""What files hold taken into the store: a trip file with the id of a trip that is there is that trip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from trips.i18n.language import N_, Message, Words
from trips.model.entities import Trip
from trips.store import Listed, Saved, Store
from trips.tripfile import FileRead

if TYPE_CHECKING:
    from trips.importers.result import Skipped

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
    from trips.model.entities import changed

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


class Left(NamedTuple):
    """What was left out of a file."""

    file: str
    skipped: Skipped

    @property
    def tells(self) -> bool:
        """Whether somebody should be told: what only heads, divides or numbers the text is no loss."""
        return not self.skipped.plain

    def say(self, t: Words) -> str:
        """The sentence for the user."""
        said = ": ".join(part for part in (self.skipped.text, self.skipped.why.say(t)) if part)
        where = t("{file}, line {line}", file=self.file, line=self.skipped.line) if self.skipped.line else self.file
        return f"{where}: {said}"

    def plain(self, t: Words) -> dict[str, object]:
        """As plain values, for programs."""
        return {"line": self.skipped.line, "text": self.skipped.text, "why": self.skipped.why.say(t)}


class Prepared(NamedTuple):
    """What taking in files will make: the trip, the one it was, where that is, what was left out."""

    trip: Trip
    before: Saved | None
    listed: Listed | None
    name: str
    left: tuple[Left, ...]
    slug: str = ""


def take_in_prepared(store: Store, ready: Prepared) -> Saved:
    """Save what was prepared, as one step; a trip in the bin is brought back."""
    note = Message("Taken in from {file}", file=ready.name)
    if ready.before is None or ready.listed is None:
        return store.create(ready.trip, note, ready.slug or ready.name)
    if ready.listed.state == "deleted":
        store.set_state(ready.listed.id, "active")
    return store.save(ready.before, ready.trip, note).saved
