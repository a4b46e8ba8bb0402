"""The editor in a real pseudo-terminal: first full paint, and bytes for a cursor move."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pyte

from benchmarks.measure import Row, environment, interleaved
from benchmarks.trips_made import a_trip
from trips.i18n.language import Message
from trips.store import open_store

MINIMAL = """
from textual.app import App
from textual.widgets import Footer, Header, Static

class Minimal(App):
    def compose(self):
        yield Header()
        yield Static("\\n".join("a line of text " * 6 for _ in range(60)))
        yield Footer()

Minimal().run()
"""
ANSWERS = ((b"\x1b[?2026$p", b"\x1b[?2026;2$y"), (b"\x1b[c", b"\x1b[?62;22c"), (b"\x1b[6n", b"\x1b[1;1R"))


class Terminal:
    """A program in a pseudo-terminal of 120 x 40."""

    def __init__(self, command: list[str], environment: dict[str, str], cols: int = 120, rows: int = 40) -> None:
        self.screen = pyte.Screen(cols, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._start = os.times()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            time.sleep(0.02)
            os.execvpe(command[0], command, {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"})
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def read(self, wait: float) -> bytes:
        """What comes within some seconds; the terminal's questions are answered."""
        ready, _, _ = select.select([self.fd], [], [], wait)
        if not ready:
            return b""
        data = os.read(self.fd, 1 << 16)
        for ask, answer in ANSWERS:
            if ask in data:
                os.write(self.fd, answer)
        plain = re.sub(rb"\x1b\[[>=<][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p", b"", data)
        self._stream.feed(plain)
        return data

    def painted(self) -> bool:
        """Whether half the rows carry text."""
        return sum(bool(line.strip()) for line in self.screen.display) >= self.screen.lines // 2

    def cpu(self) -> float:
        """CPU milliseconds of the program so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def settle(self, quiet: float = 0.3) -> int:
        """Read until nothing has come for a while; how many bytes came."""
        total = 0
        while data := self.read(quiet):
            total += len(data)
        return total

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def first_paint(command: list[str], environment: dict[str, str]) -> float:
    """CPU milliseconds until the screen is painted."""
    terminal = Terminal(command, environment)
    try:
        end = time.monotonic() + 20
        while not terminal.painted() and time.monotonic() < end:
            terminal.read(0.01)
        return terminal.cpu()
    finally:
        terminal.close()


def bytes_a_move(command: list[str], environment: dict[str, str], cols: int) -> float:
    """Bytes that a cursor move sends to the terminal."""
    terminal = Terminal(command, environment, cols=cols)
    try:
        end = time.monotonic() + 20
        while not terminal.painted() and time.monotonic() < end:
            terminal.read(0.05)
        terminal.settle(0.6)
        counts: list[int] = []
        for _ in range(12):
            os.write(terminal.fd, b"\x1b[B")
            counts.append(terminal.settle())
        return statistics.median(counts)
    finally:
        terminal.close()


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        start = environment(room, AGENDA_STORE=str(room / "a.db"), AGENDA_LANG="en")
        minimal = room / "minimal.py"
        minimal.write_text(MINIMAL)
        with open_store(room / "a.db") as store:
            for count in (60, 2000):
                store.create(a_trip(count, days=max(3, count // 40)), Message("x"), f"bench{count}")
        for count, goal in ((60, 1.5), (2000, 1.6)):
            edit = [sys.executable, "-m", "agenda", "edit", f"bench{count}"]
            ours, other = interleaved(
                lambda edit=edit: first_paint(edit, start),
                lambda: first_paint([sys.executable, str(minimal)], start),
                9,
            )
            yield Row(f"editor's first paint, {count} items", ours, other, "ms", goal, "an empty Textual app")
        edit = [sys.executable, "-m", "agenda", "edit", "bench60"]
        alone = bytes_a_move(edit, start, cols=90)
        yield Row("cursor move, list alone", alone, 1024, "bytes", 1, "1 KB")
        both = bytes_a_move(edit, start, cols=120)
        yield Row("cursor move, with details", both, 4096, "bytes", 1, "4 KB")
