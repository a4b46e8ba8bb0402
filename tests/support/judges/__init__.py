"""Programs of other people that read our calendar files: what do they make of them?

Every reader takes the bytes of a calendar file and returns what it understood: titles, and instants in UTC.
"""

from __future__ import annotations

import base64
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

import pytest

from tests import ROOT


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


class Khal:
    """A khal with one empty calendar, which takes files one after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
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

    def _run(self, *arguments: str) -> str:
        khal = [sys.executable, "-W", "ignore", "-m", "khal", "-c", str(self._folder / "config"), *arguments]
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(self._folder), "NO_COLOR": "1"}
        done = subprocess.run(khal, capture_output=True, env=environment, timeout=120)
        if done.returncode:
            raise RuntimeError(done.stderr.decode())
        return done.stdout.decode()

    def take(self, *files: bytes) -> None:
        """Import files."""
        paths = [self._folder / f"{n}.ics" for n in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        self._run("import", "--batch", "-a", "trip", *map(str, paths))

    def told(self) -> list[Told]:
        """What it lists."""
        shape = "{uid}\t{title}\t{start-long-full}\t{end-long-full}\t{all-day}"
        first, days = "2020-01-01", "7000d"
        listed = self._run("list", "--once", "--notstarted", "--day-format", "", "--format", shape, first, days)
        told = []
        for line in listed.splitlines():
            if "\t" in line:
                uid, title, start, end, all_day = line.split("\t")
                if all_day == "True":  # khal shows the last day, not the one behind it
                    last = date.fromisoformat(end[:10]).toordinal() + 1
                    start, end = start[:10], date.fromordinal(last).isoformat()
                told.append(Told(uid, title, start, end))
        return sorted(told)


class Vdirsyncer:
    """A vdirsyncer that fetches a calendar of a server, or a feed, into a folder: what khal and others read from."""

    def __init__(self, folder: Path, address: str, password: str = "") -> None:
        self._program = shutil.which("vdirsyncer")
        need(self._program, "vdirsyncer")
        self._folder = folder
        (folder / "events").mkdir(parents=True)
        account = f'type = "caldav"\nusername = "office"\npassword = "{password}"' if password else 'type = "http"'
        (folder / "config").write_text(
            f'[general]\nstatus_path = "{folder / "status"}"\n[pair trip]\na = "there"\nb = "here"\n'
            f'collections = null\nconflict_resolution = "a wins"\n[storage there]\n{account}\nurl = "{address}"\n'
            f'[storage here]\ntype = "filesystem"\npath = "{folder / "events"}"\nfileext = ".ics"\n',
            encoding="utf-8",
        )
        self._run("discover")

    def sync(self) -> list[bytes]:
        """Fetch what is new; all events as they are then, a file each."""
        self._run("sync")
        return [path.read_bytes() for path in sorted((self._folder / "events").glob("*.ics"))]

    def _run(self, command: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        done = subprocess.run(
            [str(self._program), "-c", str(self._folder / "config"), command], input=b"y\ny\n", capture_output=True,
            timeout=120, env=environment,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stderr.decode())


def with_khal(data: bytes, folder: Path) -> list[Told]:
    """What khal imports into an empty calendar and then lists."""
    khal = Khal(folder)
    khal.take(data)
    return khal.told()


class CalendarServer:
    """A Radicale of our own on a free port."""

    def __init__(self, address: str, password: str = "") -> None:
        self.address = address
        self._password = password
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no office's proxy in between

    def ask(self, method: str, path: str, data: bytes | None = None) -> tuple[int, bytes]:
        request = urllib.request.Request(self.address + path, data=data, method=method)
        request.add_header("Depth", "1")
        if self._password:
            said = base64.b64encode(f"office:{self._password}".encode()).decode()
            request.add_header("Authorization", f"Basic {said}")
        request.add_header("Content-Type", "text/calendar; charset=utf-8")
        try:
            with self._opener.open(request, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


@contextmanager
def radicale(
    folder: Path, password: str = "", certificate: tuple[Path, Path] | None = None
) -> Iterator[CalendarServer]:
    """A server whose user is "office".

    Args:
        folder: where it keeps what it gets.
        password: the user's; without one anybody is let in.
        certificate: a certificate and its key, for TLS.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = folder / "radicale.conf"
    (folder / "users").write_text(f"office:{password}\n", encoding="utf-8")
    auth = f"type = htpasswd\nhtpasswd_filename = {folder / 'users'}\nhtpasswd_encryption = plain\ndelay = 0"
    tls = f"ssl = True\ncertificate = {certificate[0]}\nkey = {certificate[1]}\n" if certificate else ""
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n{tls}[auth]\n{auth if password else 'type = none'}\n"
        f"[rights]\ntype = owner_only\n"
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
            made = CalendarServer(f"{'https' if certificate else 'http'}://127.0.0.1:{port}", password)
            if certificate is None:
                made.ask("MKCOL", "/office/")
            yield made
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def node_modules() -> Path | None:
    named = os.environ.get("AGENDA_TEST_NODE_MODULES")
    places = [Path(named)] if named else [ROOT / "node_modules", ROOT.parent / "node_modules"]
    return next((place for place in places if (place / "ical.js").is_dir()), None)


def with_icaljs(*files: bytes) -> list[list[Told]]:
    """Thunderbird's reader, one run for many files; it knows no zones but those in the file."""
    node, modules = shutil.which("node"), node_modules()
    need(node and modules, "ical.js")
    answer = subprocess.run(
        [str(node), str(Path(__file__).with_name("icaljs.mjs")), str(modules)],
        input=json.dumps([data.decode() for data in files]).encode(), capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return [sorted(map(_of_icaljs, one)) for one in json.loads(answer.stdout)]


def _of_icaljs(one: dict) -> Told:
    span = (one["first"], one["last"]) if one["allDay"] else (unix(one["start"]), unix(one["end"]))
    return Told(one["uid"], one["title"], *span)


def unix(seconds: float) -> str:
    return instant(datetime.fromtimestamp(seconds, UTC))
