"""What a key costs: from the key to the last byte of the repaint, at 20 and at 2,000 items, and beside a bare list."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row
from benchmarks.screen import Terminal
from benchmarks.trips_made import a_trip
from trips.i18n.language import Message
from trips.store import open_store

BARE = """
from rich.segment import Segment
from textual.app import App
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

class Lines(ScrollView, can_focus=True):
    BINDINGS = [("down", "move(1)"), ("pagedown", "move(30)"), ("pageup", "move(-30)")]
    cursor = reactive(0, repaint=False)
    def on_mount(self):
        self.virtual_size = Size(100, 2000)
    def action_move(self, by):
        self.cursor = max(0, min(1999, self.cursor + by))
    def watch_cursor(self, before, after):
        self.refresh_line(before)
        self.refresh_line(after)
        self.scroll_to_region(Region(0, after, 1, 1), animate=False)
    def render_line(self, y):
        n = y + self.scroll_offset.y
        text = (">" if n == self.cursor else " ") + f"a line of text, number {n} " * 3
        return Strip([Segment(text, self.rich_style)])

class Bare(App):
    def compose(self):
        yield Lines()

Bare().run()
"""
DOWN, PAGE, PAGE_BACK, LATER = b"\x1b[B", b"\x1b[6~", b"\x1b[5~", b"+"
QUIET = 0.12


class Typist:
    """Somebody at a program in a terminal."""

    def __init__(self, command: list[str], environment: dict[str, str], cols: int = 120) -> None:
        self.terminal = Terminal(command, environment, cols)
        end = time.monotonic() + 20
        while not self.terminal.painted() and time.monotonic() < end:
            self.terminal.read(0.05)
        self.terminal.settle(1.0)

    def press(self, key: bytes) -> float:
        """Milliseconds from a key to the last byte that it brings to the screen before it is quiet."""
        start = last = time.perf_counter()
        before = self._row()
        painted: float | None = None
        os.write(self.terminal.fd, key)
        while self.terminal.read(QUIET):
            last = time.perf_counter()
            if painted is None and self._row() != before:
                painted = last
        return 1000 * ((painted if key == LATER and painted is not None else last) - start)

    def _row(self) -> str:
        """The row that the cursor is on; its time shows an edit before the title says that it is saved."""
        return next((row for row in self.terminal.screen.display if "▌" in row[:3]), "")


def together(typists: list[Typist], key: bytes, rounds: int = 21) -> list[float]:
    """The median of each, pressed in turn."""
    turns = (PAGE, PAGE_BACK) if key == PAGE else (key, key)
    times = [[one.press(turns[n % 2]) for one in typists] for n in range(rounds + 2)][2:]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        own = {"AGENDA_STORE": str(room / "a.db"), "AGENDA_LANG": "en", "AGENDA_CONFIG": str(room / "none")}
        environment = {**os.environ, **own}
        (room / "bare.py").write_text(BARE)
        with open_store(room / "a.db") as store:
            for count in (20, 2000):
                store.create(a_trip(count, days=count // 10), Message("x"), f"bench{count}")
        edit = [sys.executable, "-m", "agenda", "edit", "bench2000"]
        narrow, bare = (Typist(one, environment, 90) for one in (edit, [sys.executable, str(room / "bare.py")]))
        alone, other = together([narrow, bare], DOWN)
        yield Row("cursor move, 2,000 items, list alone", alone, other, "ms", 2, "a bare list, line by line")
        narrow.terminal.close()
        bare.terminal.close()
        for what, key in (("cursor move", DOWN), ("page move", PAGE), ("edit until it is painted", LATER)):
            pair = [  # each begins at the first item, whose row shows its time
                Typist([sys.executable, "-m", "agenda", "edit", f"bench{count}"], environment) for count in (20, 2000)
            ]
            few, many = together(pair, key)
            yield Row(f"{what}, 2,000 items", many, few, "ms", 1.5, "the same with 20 items")
            for one in pair:
                one.terminal.close()
