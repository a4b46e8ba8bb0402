"""Solver, store and paper beside their lower bounds."""

from __future__ import annotations

import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, interleaved, wall_of
from benchmarks.trips_made import a_trip
from trips.edits.items import change_item
from trips.i18n.language import Message
from trips.model.doors import read_json, write_json
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline
from trips.store import open_store


def rows() -> Iterator[Row]:
    yield _solver()
    with tempfile.TemporaryDirectory() as folder:
        yield _save(Path(folder))


def _solver() -> Row:
    trip = a_trip(10_000, days=14)
    text = write_json(trip)
    ours, other = interleaved(
        lambda: wall_of(lambda: Timeline(trip)), lambda: wall_of(lambda: read_json(Trip, text)), 9
    )
    return Row("solver, 10,000 items", ours, other, "ms", 0.5, "pydantic, same trip from JSON")


def _save(room: Path) -> Row:
    trip = a_trip(60)
    store = open_store(room / "a.db")
    saved = store.create(trip, Message("x"))
    bare = sqlite3.connect(room / "b.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode = DELETE")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE trip (id TEXT PRIMARY KEY, doc BLOB, digest BLOB)")
    bare.execute("CREATE TABLE revision (id TEXT, rev INTEGER, doc BLOB, digest BLOB, PRIMARY KEY (id, rev))")
    bare.execute("INSERT INTO trip VALUES ('t', '', '')")
    turns = iter(range(1_000_000))

    def ours() -> float:
        nonlocal saved
        mine = change_item(saved.trip, trip.items[0].id, title=f"Turn {next(turns)}")

        def work() -> None:
            nonlocal saved
            saved = store.save(saved, mine, Message("x")).saved

        return wall_of(work)

    data = zlib.compress(write_json(trip), 3)

    def other() -> float:
        turn = next(turns)

        def work() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("UPDATE trip SET doc = ?, digest = ? WHERE id = 't'", (data, b"x" * 32))
            bare.execute("INSERT INTO revision VALUES ('t', ?, ?, ?)", (turn, data, b"x" * 32))
            bare.execute("COMMIT")

        return wall_of(work)

    ours_, other_ = interleaved(ours, other, 101)
    store.close()
    bare.close()
    return Row("save an edit, 60 items", ours_, other_, "ms", 3, "bare sqlite3, the same two statements")
