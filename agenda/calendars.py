"""Calendar files taken into the store: into a trip that is named, the one they were in before, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.taking import Left, Prepared
from trips.i18n.language import Language
from trips.store import Listed, Store

if TYPE_CHECKING:
    from trips.importers.calendar import Calendar

ENDINGS = (".ics", ".ical", ".icalendar", ".vcs")


def is_calendar(path: Path) -> bool:
    """Whether a file is a calendar file, by its name."""
    return path.suffix.lower() in ENDINGS


def prepare(store: Store, paths: Sequence[Path], into: str | None, language: Language) -> Prepared:
    """Read calendar files for one trip; nothing is written yet.

    Args:
        store: where trips are.
        paths: the files.
        into: the trip; without one, the trip whose calendar file the first is, or that it was taken into before, or a
            new one.
        language: of a new trip.

    Raises:
        Refused: a file cannot be read, or there is no such trip.
    """
    from trips.importers.calendar import read_calendar_file

    calendars = [read_calendar_file(path) for path in paths]
    listed = store.find(into) if into else _home(store, calendars[0])
    before = store.load(listed.id) if listed else None
    taken = calendars[0].into(before.trip) if before else calendars[0].new_trip(language)
    left = [Left(paths[0].name, one) for one in taken.skipped]
    for path, calendar in zip(paths[1:], calendars[1:], strict=True):
        taken = calendar.into(taken.trip)
        left += (Left(path.name, one) for one in taken.skipped)
    return Prepared(taken.trip, before, listed, paths[0].stem, tuple(left))


def _home(store: Store, calendar: Calendar) -> Listed | None:
    """The trip that a calendar file belongs to: by the id in files of ours, else by items that came from its events."""
    listed = store.trips("active", "archived", "deleted")
    if calendar.own_trip is not None:
        return next((one for one in listed if one.id == calendar.own_trip), None)
    days, ids = calendar.days(), calendar.ids()
    if days is None:
        return None
    first, last = (day.isoformat() for day in days)
    best: tuple[int, Listed | None] = (0, None)
    for one in listed:
        if one.state != "deleted" and (one.starts or "9") <= last and (one.ends or "0") >= first:
            shared = sum(item.id in ids for item in store.load(one.id).trip.items)
            best = (shared, one) if shared > best[0] else best
    return best[1]
