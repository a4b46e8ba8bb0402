"""Reading what people wrote: a programme's text, and the quick line while one types."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, cpu_of, environment, interleaved, wall_of
from benchmarks.trips_made import a_trip
from trips.importers.line.read import read_line

DAY = "Donnerstag, {day}. Oktober 2025\n"
LINES = (
    "{hour:02}:00 - {hour:02}:45 Uhr Besuch der Verwaltung Nr. {n} im Historischen Rathaus\n"
    "  Referentin: Dr. Anna Beispiel, Leiterin\n"
    "anschl. Gespräch mit Bürgermeister Max Muster\n"
)


def rows() -> Iterator[Row]:
    agenda = [sys.executable, "-m", "agenda", "import", "--dry-run"]
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        start = environment(room, AGENDA_STORE=str(room / "a.db"), AGENDA_LANG="de", HOME=folder)
        (room / "long.txt").write_text(_programme(300), "utf-8")
        (room / "short.txt").write_text(_programme(3), "utf-8")
        ours, other = interleaved(
            lambda: cpu_of([*agenda, str(room / "long.txt")], start),
            lambda: cpu_of([*agenda, str(room / "short.txt")], start),
        )
        yield Row("import a programme of 300 lines, dry run", ours, other, "ms", 1.5, "the same command on 3 lines")
    trip = a_trip(60)
    line = "Do 10:30-12 Besuch KGSt in Gereonstraße mit Dr. Klaus Effing, danach Kaffee im Foyer "
    ours, other = interleaved(
        lambda: wall_of(lambda: read_line(trip, line * 4)) / 4, lambda: wall_of(lambda: read_line(trip, line)), 51
    )
    yield Row("echo of the quick line, for each of 4 lines' length", ours, other, "ms", 1.5, "one line's length")


def _programme(lines: int) -> str:
    text, n = "Besuch in Köln\n", 1
    for day in range(6, 32):
        text += DAY.format(day=day)
        for hour in range(8, 20):
            text += LINES.format(hour=hour, n=n)
            n += 1
            if text.count("\n") >= lines:
                return "".join(text.splitlines(keepends=True)[:lines])
    return text
