"""Commands: what each costs from start to end."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Row, cpu_of, environment, interleaved
from benchmarks.trips_made import a_trip
from exports.audience import STAFF
from exports.calendar import calendar_file
from exports.snapshot import Snapshot
from trips.i18n.language import Message
from trips.store import open_store

AGENDA = [sys.executable, "-m", "agenda"]
_ENTERED = "import sys; sys.argv = ['agenda']; from agenda.__main__ import main; main()"
"""As its installed script starts it: a shell completes that, no module."""


def rows() -> Iterator[Row]:
    bare = [sys.executable, "-c", "pass"]
    ours, other = interleaved(lambda: cpu_of([*AGENDA, "--version"]), lambda: cpu_of(bare))
    yield Row("agenda --version", ours, other, "ms", 2, "python -c pass")
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        start = environment(room, AGENDA_STORE=str(room / "a.db"), AGENDA_LANG="en", HOME=folder)
        trip = a_trip(60)
        with open_store(room / "a.db") as store:
            store.create(trip, Message("x"), "bench")
        khal = _khal(room, calendar_file(Snapshot(trip, datetime(2026, 1, 1, tzinfo=UTC)), STAFF))
        show = [*AGENDA, "show", "bench"]
        ours, other = interleaved(lambda: cpu_of(show, start), lambda: cpu_of(khal, start))
        yield Row("agenda show, 60 items from the store", ours, other, "ms", 0.6, "khal list, same events")
        ours, other = interleaved(lambda: cpu_of([*AGENDA, "list"], start), lambda: cpu_of(khal, start))
        yield Row("agenda list", ours, other, "ms", 0.25, "khal list, same events")
        ours, other = interleaved(
            lambda: cpu_of([*AGENDA[:1], "-c", _ENTERED], _completing("AGENDA", "agenda show b", start)),
            lambda: cpu_of(khal[:1], _completing("KHAL", "khal list -", start)),
        )
        yield Row("a trip's name completed in the shell", ours, other, "ms", 0.3, "khal completing an option")


def _completing(program: str, line: str, start: dict[str, str]) -> dict[str, str]:
    """The environment in which bash asks a program how its last word goes on."""
    return {**start, f"_{program}_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": "2"}


def _khal(room: Path, data: bytes) -> list[str]:
    (room / "vdir").mkdir()
    (room / "all.ics").write_bytes(data)
    (room / "khal.conf").write_text(
        f"[calendars]\n[[t]]\npath = {room / 'vdir'}\n[sqlite]\npath = {room / 'khal.db'}\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        "local_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\n",
        encoding="utf-8",
    )
    khal = [str(Path(sys.executable).parent / "khal"), "-c", str(room / "khal.conf")]
    cpu_of([*khal, "import", "--batch", "-a", "t", str(room / "all.ics")], {**os.environ, "HOME": str(room)})
    return [*khal, "list", "2026-05-04", "2026-05-07"]
