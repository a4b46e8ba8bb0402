"""All judges side by side: each reads many files and says for each what it understood."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from tests.support.judges import Khal, Told, node_modules, radicale, with_ical, with_icaljs, with_vobject
from tests.support.judges.calcurse import with_calcurse
from tests.support.judges.libical import with_libical

KNOWN = frozenset(("cas 2026-02-15 03:10",))
"""Radicale writes zones anew, and in zones whose law changes it is an hour off in the first hour after a change."""


class Judge(NamedTuple):
    """A program that reads calendar files.

    Attributes:
        name: as its makers call it.
        about: what it stands for.
        read: many files, with an empty folder to work in, to what is understood of each.
        knows_uids: whether it keeps UIDs; if not, they are empty.
        wrong_about: titles of events that it is known to get wrong by its own fault, see KNOWN.
    """

    name: str
    about: str
    read: Callable[[Sequence[bytes], Path], list[list[Told]]]
    knows_uids: bool = True
    wrong_about: frozenset[str] = frozenset()

    def seen(self, told: Sequence[Told]) -> list[Told]:
        """What was or should be understood, as far as this judge can be asked."""
        asked = [one for one in told if one.title not in self.wrong_about]
        return sorted(asked if self.knows_uids else [one._replace(uid="") for one in asked])


def _khal(files: Sequence[bytes], folder: Path) -> list[list[Told]]:
    """One import of all files into one calendar; what it lists is given back to the files by its UIDs."""
    of = {uid.decode(): n for n, data in enumerate(files) for uid in re.findall(rb"\nUID:([^\r]+)", _unfolded(data))}
    khal = Khal(folder)
    khal.take(*files)
    found: list[list[Told]] = [[] for _ in files]
    for one in khal.told():
        found[of[one.uid]].append(one)
    return found


def _unfolded(data: bytes) -> bytes:
    return data.replace(b"\r\n ", b"")


def _radicale(files: Sequence[bytes], folder: Path) -> list[list[Told]]:
    """Each file becomes a collection of a server, and is fetched from there."""
    folder.mkdir(parents=True)
    found = []
    with radicale(folder) as server:
        for n, data in enumerate(files):
            status, answer = server.ask("PUT", f"/office/{n}/", data)
            if status != 201:
                raise ValueError(f"{status}: {answer.decode()}")
            found.append(with_vobject(server.ask("GET", f"/office/{n}/")[1]))
    return found


def _alone(read: Callable[[bytes], list[Told]]) -> Callable[[Sequence[bytes], Path], list[list[Told]]]:
    return lambda files, folder: [read(data) for data in files]


JUDGES = {
    one.name: one
    for one in (
        Judge("ical", "Home Assistant", _alone(with_ical)),
        Judge("vobject", "many servers in Python", _alone(with_vobject)),
        Judge("khal", "a calendar in the terminal", _khal),
        Judge("Radicale", "a CalDAV server", _radicale, wrong_about=KNOWN),
        Judge("libical", "Evolution, KDE", _alone(with_libical)),
        Judge("ical.js", "Thunderbird, Nextcloud", lambda files, folder: with_icaljs(*files)),
        Judge(
            "calcurse",
            "a calendar in the terminal that knows no UID",
            lambda files, folder: [with_calcurse(data, folder / str(n)) for n, data in enumerate(files)],
            knows_uids=False,
        ),
    )
}


def versions() -> dict[str, str]:
    """The version of each judge that is there."""
    found = {name: version(name.lower()) for name in ("ical", "vobject", "khal", "Radicale")}
    if (modules := node_modules()) is not None:
        text = (modules / "ical.js/package.json").read_text(encoding="utf-8")
        found["ical.js"] = text.partition('"version": "')[2].partition('"')[0]
    for path in Path("/usr/lib").glob("*/libical.so.3.*"):
        found["libical"] = path.name.removeprefix("libical.so.")
    if program := shutil.which("calcurse"):
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=30).stdout
        found["calcurse"] = told.split()[1]
    return found
