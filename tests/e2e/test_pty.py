"""A terminal of our own: gone while somebody types, typed into before anything is there, sent what controls it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT
from tests.support.screens import NOTE, a_trip
from trips.model.entities import changed
from trips.store import Store, open_store

WAIT = 30.0
ENDS = 3.0
"""Seconds after which the program is gone when its terminal is, on a machine that has nothing else to do."""


class Pty:
    """A terminal of 100 x 30 with a command in it."""

    def __init__(self, *arguments: str) -> None:
        self._pid, self._handle = pty.fork()
        if self._pid == 0:
            os.chdir(ROOT)
            os.execv(sys.executable, [sys.executable, "-m", "agenda", *arguments])
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.data = b""

    def read(self, until: bytes | None = None, seconds: float = WAIT) -> bytes:
        """What it writes, until something is in it or the command has ended."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and (until is None or until not in self.data):
            if select.select([self._handle], [], [], 0.1)[0]:
                try:
                    self.data += os.read(self._handle, 65536)
                except OSError:  # it has ended
                    break
        assert until is None or until in self.data, self.data[-2000:]
        return self.data

    def type(self, text: str) -> None:
        os.write(self._handle, text.encode())

    def vanish(self) -> float:
        """Take the terminal away; the seconds until the program has ended."""
        begin = time.monotonic()
        os.close(self._handle)
        while not os.waitpid(self._pid, os.WNOHANG)[0]:
            if time.monotonic() > begin + WAIT:
                os.kill(self._pid, 9)
                os.waitpid(self._pid, 0)
                raise AssertionError("it never ended")
            time.sleep(0.02)
        return time.monotonic() - begin


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("AGENDA_STORE", str(tmp_path / "agenda.db"))
    monkeypatch.setenv("AGENDA_LANG", "en")
    with open_store(tmp_path / "agenda.db") as opened:
        yield opened


def titles(store: Store, trip_id: str) -> list[str]:
    return [item.title for item in store.load(trip_id).trip.items]


def test_what_is_typed_before_the_editor_stands_is_not_lost(store: Store) -> None:
    trip = store.create(a_trip(), NOTE).trip
    editor = Pty("edit", store.trips()[0].slug)
    editor.type("14:00 Gruppenfoto\r15:00 Kaffee\r")
    editor.read(until=b"Kaffee")
    end = time.monotonic() + WAIT
    while not {"Gruppenfoto", "Kaffee"} <= set(titles(store, trip.id)) and time.monotonic() < end:
        editor.read(seconds=0.2)
    editor.vanish()
    assert {"Gruppenfoto", "Kaffee"} <= set(titles(store, trip.id))


@pytest.mark.parametrize("milliseconds", [0, 20, 50, 80, 120])
def test_the_editor_ends_with_its_terminal_whenever_that_goes(milliseconds: int, store: Store) -> None:
    trip = store.create(a_trip(), NOTE).trip
    editor = Pty("edit", store.trips()[0].slug)
    editor.read(until=trip.items[0].title.encode())
    editor.type("14:00 Gruppenfoto\r")
    time.sleep(milliseconds / 1000)
    assert editor.vanish() < ENDS + WAIT / 3  # whoever tests beside others waits for them
    assert len(titles(store, trip.id)) in (len(trip.items), len(trip.items) + 1)


def test_nothing_that_the_command_line_shows_controls_the_terminal(store: Store, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Name;Rolle;\x1b]52;c;SGFja2Vk\x07X\nAnna;Frau \x9b2J\n", encoding="utf-8")
    store.create(changed(a_trip(), title="Köln"), NOTE)
    shown = Pty("import", "--dry-run", "--into", "koeln", str(table)).read()
    assert b"not taken over" in shown
    assert b"\x1b" not in shown
    assert b"\xc2\x9b" not in shown
    assert b"\x1b" not in Pty("show", "x\x1b[2Jy").read()
