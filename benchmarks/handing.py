"""Handing out: everybody's calendar beside the library building each one; differences and merges beside validation."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from benchmarks.measure import Row, interleaved, wall_of
from benchmarks.trips_made import a_trip
from exports.audience import Audience
from exports.calendar import Calendars, library
from exports.calendar.alarms import SILENT
from exports.calendar.reader_events import ReaderEvent
from exports.calendar.serializer import PRODID, Writing, version_first
from exports.calendar.zones import timezone
from exports.kit.plan import Kit
from exports.snapshot import Snapshot, released
from trips.edits.items import change_item
from trips.history.diff import difference
from trips.history.merge import merge
from trips.history.releases import Release, freeze
from trips.model.doors import read_json, write_json
from trips.model.entities import Person, changed
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline

READERS = 500
ITEMS = 60


def a_version() -> Snapshot:
    """The second version of a trip of 500 participants in two groups, in which a few items moved."""
    trip = a_trip(ITEMS)
    people = tuple(
        Person(key=f"d{n}", name=f"Delegate {n}", delegate=True, groups=(("a",), ("b",), ("a", "b"))[n % 3])
        for n in range(READERS)
    )
    first = changed(trip, people=(*trip.people, *people))
    second = first
    for item in first.items[::10]:
        second = change_item(second, item.id, title=f"{item.title}, moved")
    at = datetime(2026, 1, 1, tzinfo=UTC)
    kept = [Release(n, at, "x", "", n, freeze(Timeline(one))) for n, one in enumerate((first, second), 1)]
    return released(kept)[-1]


def readers(snapshot: Snapshot) -> list[Audience]:
    return [Audience("participants", "person", one.key) for one in snapshot.trip.people if one.delegate][-READERS:]


def built(writing: Writing, snapshot: Snapshot, events: Sequence[ReaderEvent]) -> bytes:
    """A calendar as one builds it with the library: every component anew."""
    calendar = library.component("VCALENDAR")
    for name, value in (("version", "2.0"), ("prodid", PRODID), ("calscale", "GREGORIAN")):
        calendar.add(name, value)
    for name in ("name", "x-wr-calname"):
        calendar.add(name, library.text(snapshot.trip.title))
    calendar.add("x-wr-timezone", snapshot.trip.timezone)
    times = [one for given in events for one in (given.event.start, given.event.end) if isinstance(one, datetime)]
    for zone in sorted({str(one.tzinfo) for one in times} - {"UTC"}):
        calendar.add_component(timezone(zone, min(times), max(times)))
    for given in events:
        calendar.add_component(writing.component(given))
    return library.folded(version_first(calendar.to_ical()))


def rows() -> Iterator[Row]:
    snapshot = a_version()
    audiences = readers(snapshot)
    shared = Calendars(snapshot)
    given = [shared.given(one) for one in audiences]
    writing = Writing(snapshot, SILENT)
    mine = [shared.file(one) for one in audiences]
    assert mine == [built(writing, snapshot, one) for one in given], "the same bytes"

    def ours() -> None:
        wanted = {one.name for one in audiences}
        for one in Kit(snapshot, "bench", {}).files():
            if one.path.endswith(".ics") and one.reader in wanted:
                one.make()

    def theirs() -> None:
        for one in given:
            built(writing, snapshot, one)

    a, b = interleaved(lambda: wall_of(ours), lambda: wall_of(theirs), 1)
    yield Row(f"calendars of a kit, {READERS} people, {ITEMS} items", a, b, "ms", 0.1, "icalendar, each built anew")
    yield Row("memory of 500 readers' files", peak(snapshot, audiences), peak(snapshot, audiences[:50]), "kB", 1.5,
              "the same for 50")  # fmt: skip
    yield from _differences()


def peak(snapshot: Snapshot, audiences: Sequence[Audience]) -> float:
    """Kilobytes at the most while each file is written and let go."""
    calendars = Calendars(snapshot)
    tracemalloc.start()
    for one in audiences:
        calendars.file(one)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1024


def _differences() -> Iterator[Row]:
    base = a_trip(2000, days=14)
    mine, theirs = base, base
    for item in base.items[::40]:
        mine = change_item(mine, item.id, title=f"{item.title}!")
    for item in base.items[5::40]:
        theirs = change_item(theirs, item.id, note="Another note")
    text = write_json(base)

    def work() -> None:
        difference(base, mine)
        merge(base, mine, theirs)

    ours, other = interleaved(lambda: wall_of(work), lambda: wall_of(lambda: read_json(Trip, text)), 9)
    yield Row("difference and merge, 2,000 items", ours, other, "ms", 0.5, "validating the trip from JSON")
