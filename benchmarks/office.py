"""An office's store on PostgreSQL beside the embedded one: saving, loading, listing, seeing what a colleague saves."""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.measure import Row, wall_of
from benchmarks.trips_made import a_trip
from tests.support.postgres import OfficeServer, programs
from tests.support.processes import forked
from trips.edits.items import change_item, duplicate_trip
from trips.i18n.language import Message, UserError
from trips.model.entities import changed
from trips.model.trip import Trip
from trips.store import Saved, Store, open_store

NOTE = Message("bench")
EDITORS, TRIPS = 20, 5
SECONDS = 60.0
PAUSE = 1.0
"""Seconds between two saves of one editor, on average: somebody who types fast."""

MOST = 500.0
"""Milliseconds that a save, and what a colleague sees of it, may take at the 99th of a hundred."""


def rows() -> Iterator[Row]:
    if programs() is None:
        print("PostgreSQL is not measured: its programs are not installed")
        return
    server = OfficeServer(durable=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield from _one_by_one(Path(folder) / "a.db", server.database())
        yield from _together(server.database())
    finally:
        server.remove()


def _one_by_one(path: Path, address: str) -> Iterator[Row]:
    with open_store(path) as file, open_store(address) as office, open_store(address) as colleague:
        trip = a_trip(60)
        mine, theirs = ([wall_of(save) for save in _saves(store, trip, 200)] for store in (office, file))
        for name, at in (("p50", 50), ("p99", 99)):
            yield Row(f"save an edit, 60 items, {name}", _at(mine, at), _at(theirs, at), "ms", 2, "SQLite")
        loads = [[wall_of(lambda store=store: store.load(trip.id)) for _ in range(100)] for store in (office, file)]
        yield Row("load, 60 items", *map(statistics.median, loads), "ms", 3, "SQLite")
        saved = office.load(trip.id)
        yield Row("a save until a colleague is told", _told(office, colleague, saved), MOST, "ms", 1, "500 ms")
        for store in (office, file):
            _long_history(store, trip.id, 5_000)
        histories = [
            [wall_of(lambda store=store: store.history(trip.id)) for _ in range(10)] for store in (office, file)
        ]
        yield Row("history of 5,000 revisions", *map(statistics.median, histories), "ms", 3, "SQLite")
        for store in (office, file):
            for n in range(500):
                store.create(duplicate_trip(trip, f"Trip {n}"), NOTE)
        yield from _listed(office, file, 500)
        for store in (office, file):
            _copies(store, trip.id, 10_000)
        yield from _listed(office, file, 10_000)


def _listed(office: Store, file: Store, count: int) -> Iterator[Row]:
    lists = [[wall_of(lambda store=store: store.trips()) for _ in range(10)] for store in (office, file)]
    yield Row(f"list of {count:,} trips", *map(statistics.median, lists), "ms", 3, "SQLite")


def _long_history(store: Store, trip_id: str, count: int) -> None:
    """Revisions before those there are, put there by the database; all that counts here is that they are many."""
    columns = "at, by, note, doc, digest"
    sql = (
        f"INSERT INTO revision (trip_id, rev, save_id, {columns}) SELECT trip_id, ?, ?, {columns} FROM revision"
        " WHERE trip_id = ? AND rev = 1"
    )
    with store._engine.writing() as now:
        now.many(sql, ((-n, f"old {trip_id} {n}", trip_id) for n in range(1, count)))


def _copies(store: Store, trip_id: str, count: int) -> None:
    """Trips that differ by name only, put there by the database."""
    columns = "rev, state, starts, ends, updated_at, updated_by, doc, digest"
    sql = f"INSERT INTO trip (id, slug, title, {columns}) SELECT ?, ?, ?, {columns} FROM trip WHERE id = ?"
    with store._engine.writing() as now:
        now.many(sql, ((f"{n:032x}", f"copy-{n}", f"Copy {n}", trip_id) for n in range(count)))


def _saves(store: Store, trip: Trip, count: int) -> Iterator[Callable[[], object]]:
    saved = store.create(trip, NOTE)
    for n in range(count):

        def save(n: int = n) -> None:
            nonlocal saved
            saved = store.save(saved, change_item(saved.trip, trip.items[n % 60].id, note=str(n)), NOTE).saved

        yield save


def _told(mine: Store, other: Store, saved: Saved) -> float:
    """Milliseconds until another program is told of a save, at the 99th of a hundred."""
    found: list[float] = []
    for n in range(100):
        seen = other.version(saved.trip.id)
        start = time.perf_counter()
        saved = mine.save(saved, changed(saved.trip, title=f"Bench {n}"), NOTE).saved
        while other.version(saved.trip.id) == seen:
            time.sleep(0.001)
        found.append(1000 * (time.perf_counter() - start))
    return _at(found, 99)


def _at(times: Sequence[float], percent: int) -> float:
    return sorted(times)[min(len(times) * percent // 100, len(times) - 1)]


def _together(address: str) -> Iterator[Row]:
    """Twenty editors on five trips: what each save takes, and how long it takes to a colleague's screen."""
    with open_store(address) as store:
        trips = [store.create(a_trip(60), NOTE).trip for _ in range(TRIPS)]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / str(n) for n in range(EDITORS)]
        pids = [
            forked(lambda n=n, file=file: _edit(address, trips[n % TRIPS], n, file)) for n, file in enumerate(files)
        ]
        failed = sum(os.waitpid(pid, 0)[1] != 0 for pid in pids)
        lines = [line.split() for file in files for line in file.read_text().splitlines()]
    saves = [float(value) for kind, value in lines if kind == "save"]
    seen = [float(value) for kind, value in lines if kind == "seen"]
    with open_store(address) as store:
        kept = sum(len(store.history(trip.id)) - 1 for trip in trips)
    errors = sum(kind == "error" for kind, _ in lines)
    print(f"{EDITORS} editors: {len(saves)} saves acknowledged, {kept} in the store, {errors} errors, {failed} ended")
    yield Row(f"save, {EDITORS} editors on {TRIPS} trips, p99", _at(saves, 99), MOST, "ms", 1, "500 ms")
    yield Row("until a colleague's screen has it, p99", _at(seen, 99), MOST, "ms", 1, "500 ms")
    yield Row("saves lost, of those acknowledged", float(len(saves) - kept), 1, "", 0, "none")


def _edit(address: str, trip: Trip, n: int, told: Path) -> None:
    """An editor: it looks as the screen does, and saves now and then an item of its own with the time in its note."""
    chance = random.Random(n)
    item = trip.items[n]
    heard = {other.id: other.note for other in trip.items}
    with open_store(address) as store, told.open("w") as file:
        saved, seen = store.load(trip.id), store.version(trip.id)
        end = time.time() + SECONDS
        due = time.time() + chance.random() * PAUSE
        while time.time() < end:
            try:
                if store.version(trip.id) != seen:
                    seen = store.version(trip.id)
                    saved = store.load(trip.id)
                    for other in saved.trip.items:
                        if other.note and other.id != item.id and heard.get(other.id) != other.note:
                            heard[other.id] = other.note
                            file.write(f"seen {1000 * (time.time() - float(other.note))}\n")
                if time.time() >= due:
                    due = time.time() + PAUSE * (0.5 + chance.random())
                    start = time.time()
                    saved = store.save(saved, change_item(saved.trip, item.id, note=repr(start)), NOTE).saved
                    file.write(f"save {1000 * (time.time() - start)}\n")
            except UserError as error:
                file.write(f"error {type(error).__name__}\n")
            time.sleep(store.looks)
