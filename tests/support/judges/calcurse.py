"""calcurse, which forgets UIDs and skips what it does not like."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.support.judges import Told, need

_TIMED = re.compile(r"(\d\d/\d\d/\d{4} @ \d\d:\d\d) -> (\d\d/\d\d/\d{4} @ \d\d:\d\d) ?(?:>\w+ )?[|!](.*)")
_DAYS = re.compile(r"(\d\d/\d\d/\d{4}) \[1\] (?:\{1D -> (\d\d/\d\d/\d{4})\} )?(?:>\w+ )?(.*)")


class Calcurse:
    """A calcurse with an empty calendar; its clock is UTC."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("calcurse")
        need(program, "calcurse")
        self._folder = folder
        self._program = str(program)
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, data: bytes) -> None:
        """Import a file.

        Raises:
            subprocess.CalledProcessError: it skipped something.
        """
        path = self._folder / "given.ics"
        path.write_bytes(data)
        environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8", "HOME": str(self._folder)}
        subprocess.run(
            [self._program, "-q", "-D", str(self._folder / "data"), "-i", str(path)],
            check=True, capture_output=True, env=environment, timeout=60,
        )  # fmt: skip

    def told(self) -> list[Told]:
        """What it has by now; the UIDs are empty."""
        return sorted(map(_read, (self._folder / "data/apts").read_text(encoding="utf-8").splitlines()))


def _read(line: str) -> Told:
    if timed := _TIMED.fullmatch(line):
        start, end = (datetime.strptime(timed[n], "%m/%d/%Y @ %H:%M") for n in (1, 2))
        return Told("", timed[3], f"{start:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}")
    days = _DAYS.fullmatch(line)
    if days is None:
        raise ValueError(line)
    return Told("", days[3], str(_date(days[1])), str(_date(days[2] or days[1]) + timedelta(days=1)))


def _date(text: str) -> date:
    month, day, year = map(int, text.split("/"))
    return date(year, month, day)


def with_calcurse(data: bytes, folder: Path) -> list[Told]:
    """What calcurse imports into an empty calendar."""
    calcurse = Calcurse(folder)
    calcurse.take(data)
    return calcurse.told()
