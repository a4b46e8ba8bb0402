"""Memory: what the editor holds of a long trip, beside an empty Textual app, and that going in and out adds nothing."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row
from benchmarks.screen import MINIMAL, Terminal
from benchmarks.trips_made import a_trip
from trips.i18n.language import Message
from trips.store import open_store

ENTER, ESCAPE = b"\r", b"\x1b"
FEW, MANY = 20, 100


def resident(terminal: Terminal) -> float:
    """Megabytes of memory that a program in a terminal holds."""
    status = Path(f"/proc/{terminal.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def settled(terminal: Terminal) -> float:
    """What it holds when it is painted and nothing more comes."""
    end = time.monotonic() + 30
    while not terminal.painted() and time.monotonic() < end:
        terminal.read(0.05)
    terminal.settle(1.5)
    return resident(terminal)


class Visitor:
    """Somebody who goes from the list of trips into a trip and back, again and again."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self.terminal = Terminal(command, environment)
        self._wait_for("Bench", "Checks")
        self.switches = 0

    def _wait_for(self, *said: str, gone: str = "") -> None:
        end = time.monotonic() + 30
        while True:
            text = "\n".join(self.terminal.screen.display)
            if all(one in text for one in said) and not (gone and gone in text):
                return
            if time.monotonic() > end:
                raise TimeoutError(text)
            self.terminal.read(0.05)

    def switch(self) -> None:
        """Out of the trip, and in again."""
        os.write(self.terminal.fd, ESCAPE)
        self._wait_for("Archived", gone="Checks")
        os.write(self.terminal.fd, ENTER)
        self._wait_for("Checks", gone="Archived")
        self.switches += 1

    def after(self, switches: int) -> float:
        """What the program holds after so many switches."""
        while self.switches < switches:
            self.switch()
        self.terminal.settle(1.5)
        return resident(self.terminal)


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        own = {"AGENDA_STORE": str(room / "a.db"), "AGENDA_LANG": "en", "AGENDA_CONFIG": str(room / "none")}
        environment = {**os.environ, **own}
        minimal = room / "minimal.py"
        minimal.write_text(MINIMAL)
        with open_store(room / "a.db") as store:
            for count in (60, 2000):
                store.create(a_trip(count, days=max(3, count // 40)), Message("x"), f"bench{count}")
        edit = [sys.executable, "-m", "agenda", "edit", "bench2000"]
        ours, other = (Terminal(one, environment) for one in (edit, [sys.executable, str(minimal)]))
        yield Row("memory, 2,000 items", settled(ours), settled(other), "MB", 2.0, "an empty Textual app")
        ours.close()
        other.close()
        visitor = Visitor(edit, environment)
        few = visitor.after(FEW)
        many = visitor.after(MANY)
        yield Row(f"memory after {MANY} times in and out", many, few, "MB", 1.05, f"after {FEW} times")
        visitor.terminal.close()
