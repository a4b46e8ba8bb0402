"""Programs of other people that read our calendar files: what do they make of them?

Every reader takes the bytes of a calendar file and returns what it understood: titles, and instants in UTC.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Told(NamedTuple):
    """An event as somebody understood it; all-day ones have the dates of their start and exclusive end."""

    uid: str
    title: str
    start: str
    end: str


def instant(moment: date | datetime) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    return moment.isoformat()


def need(there: object, what: str) -> None:
    """Skip if a judge is not there; with AGENDA_TEST_ALL=1, where all must be there, fail."""
    if not there:
        if os.environ.get("AGENDA_TEST_ALL") == "1":
            pytest.fail(f"{what} is not installed, and AGENDA_TEST_ALL=1 asks for it")
        pytest.skip(f"{what} is not installed")


def with_ical(data: bytes) -> list[Told]:
    """Home Assistant's reader, the strictest."""
    from ical.calendar_stream import IcsCalendarStream

    calendar = IcsCalendarStream.calendar_from_ics(data.decode())
    return sorted(Told(one.uid, one.summary, instant(one.dtstart), instant(one.dtend)) for one in calendar.events)


def with_vobject(data: bytes) -> list[Told]:
    import vobject

    remembered = vars(vobject.icalendar)["__tzidMap"]  # from files read before; each file must do with its own
    for name in [one for one in remembered if one != "UTC"]:
        del remembered[name]
    calendars = list(vobject.readComponents(data.decode(), validate=False))
    told = []
    for calendar in calendars:
        calendar.validate(raiseException=True)
        for one in calendar.contents.get("vevent", []):
            start, end = instant(one.dtstart.value), instant(one.dtend.value)
            told.append(Told(one.uid.value, one.summary.value, start, end))
    return sorted(told)


def with_khal(data: bytes, folder: Path) -> list[Told]:
    """What khal imports into an empty calendar and then lists."""
    calendar = folder / "calendar"
    calendar.mkdir(parents=True)
    (folder / "config").write_text(
        f"[calendars]\n[[trip]]\npath = {calendar}\ntype = calendar\n"
        f"[sqlite]\npath = {folder / 'khal.db'}\n"
        "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        "[default]\ndefault_calendar = trip\n",
        encoding="utf-8",
    )
    (folder / "trip.ics").write_bytes(data)
    khal = [sys.executable, "-W", "ignore", "-m", "khal", "-c", str(folder / "config")]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder), "NO_COLOR": "1"}
    subprocess.run(
        [*khal, "import", "--batch", "-a", "trip", str(folder / "trip.ics")],
        check=True, capture_output=True, env=environment, timeout=60,
    )  # fmt: skip
    shape = "{uid}\t{title}\t{start-long-full}\t{end-long-full}\t{all-day}"
    listed = subprocess.run(
        [*khal, "list", "--once", "--notstarted", "--day-format", "", "--format", shape, "2020-01-01", "7000d"],
        check=True, capture_output=True, env=environment, timeout=60,
    )  # fmt: skip
    told = []
    for line in listed.stdout.decode().splitlines():
        if "\t" in line:
            uid, title, start, end, all_day = line.split("\t")
            if all_day == "True":  # khal shows the last day, not the one behind it
                last = date.fromisoformat(end[:10]).toordinal() + 1
                start, end = start[:10], date.fromordinal(last).isoformat()
            told.append(Told(uid, title, start, end))
    return sorted(told)


class CalendarServer:
    """A Radicale of our own on a free port."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no office's proxy in between

    def ask(self, method: str, path: str, data: bytes | None = None) -> tuple[int, bytes]:
        request = urllib.request.Request(self._address + path, data=data, method=method)
        request.add_header("Content-Type", "text/calendar; charset=utf-8")
        try:
            with self._opener.open(request, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


@contextmanager
def radicale(folder: Path) -> Iterator[CalendarServer]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = folder / "radicale.conf"
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n[rights]\ntype = owner_only\n"
        f"[storage]\nfilesystem_folder = {folder / 'collections'}\n[logging]\nlevel = warning\n",
        encoding="utf-8",
    )
    with (folder / "radicale.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "radicale", "--config", str(config)], stdout=log, stderr=log
        )
        try:
            deadline = time.monotonic() + 30
            while True:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((folder / "radicale.log").read_text())
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.05)
            made = CalendarServer(f"http://127.0.0.1:{port}")
            made.ask("MKCOL", "/office/")
            yield made
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def libical_errors(data: bytes) -> list[str]:
    """What libical complains about: it writes its complaints into the tree as properties."""
    try:
        library = ctypes.CDLL("libical.so.3")
    except OSError:
        need(False, "libical.so.3")
        raise
    for function in ("icalparser_parse_string", "icalcomponent_as_ical_string"):
        getattr(library, function).restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    library.icalcomponent_count_errors.argtypes = [ctypes.c_void_p]
    library.icalrestriction_check.argtypes = [ctypes.c_void_p]
    library.icalcomponent_as_ical_string.argtypes = [ctypes.c_void_p]
    library.icalcomponent_free.argtypes = [ctypes.c_void_p]
    root = library.icalparser_parse_string(data)
    if not root:
        return ["libical cannot read it"]
    try:
        library.icalrestriction_check(root)
        errors = library.icalcomponent_count_errors(root)
        text = ctypes.string_at(library.icalcomponent_as_ical_string(root)).decode()
    finally:
        library.icalcomponent_free(root)
    told = [line for line in text.replace("\r\n ", "").splitlines() if line.startswith("X-LIC-ERROR")]
    return told or [f"{errors} errors"] * bool(errors)


def node_modules() -> Path | None:
    named = os.environ.get("AGENDA_TEST_NODE_MODULES")
    places = [Path(named)] if named else [ROOT / "node_modules", ROOT.parent / "node_modules"]
    return next((place for place in places if (place / "ical.js").is_dir()), None)


def with_icaljs(data: bytes) -> list[Told]:
    """Thunderbird's reader; it knows no zones but those in the file."""
    node, modules = shutil.which("node"), node_modules()
    need(node and modules, "ical.js")
    answer = subprocess.run(
        [str(node), str(Path(__file__).with_name("icaljs.mjs")), str(modules)],
        input=data, capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    told = []
    for one in json.loads(answer.stdout):
        span = (one["first"], one["last"]) if one["allDay"] else (_unix(one["start"]), _unix(one["end"]))
        told.append(Told(one["uid"], one["title"], *span))
    return sorted(told)


def _unix(seconds: float) -> str:
    return instant(datetime.fromtimestamp(seconds, ZoneInfo("UTC")))
