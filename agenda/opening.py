"""Open a file with the program that the machine has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from trips.i18n.language import Refused


def open_file(path: Path) -> None:
    """Open a file without waiting for the program.

    Raises:
        Refused: there is no program for it.
    """
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - the user asked to open this file
        return
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        raise Refused("There is no program here to open {path}; its path can be copied with Ctrl+C.", path=str(path))
    subprocess.Popen(  # noqa: S603 - the opener of the system, with one path
        [opener, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
