"""Printing with the printer command of the machine."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

from trips.i18n.language import Refused

_PATIENCE: Final = 30
"""Seconds that the printer command has to take a file."""


def printer_command() -> str | None:
    """The printer command, None if the machine has none."""
    return shutil.which("lp") or shutil.which("lpr")


def print_file(path: Path) -> None:
    """Hand a PDF to the printer that the machine prints on.

    Raises:
        Refused: there is no printer command, or it does not take the file.
    """
    command = printer_command()
    if command is None:
        raise Refused("There is no printer command (lp) here; open {path} and print it from there.", path=str(path))
    if path.suffix != ".pdf":
        raise Refused("{path} is no PDF; only papers are printed.", path=str(path))
    try:
        subprocess.run([command, str(path.resolve())], check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603 - the printer command of the system, with one path
    except subprocess.CalledProcessError as error:
        why = error.stderr.decode(errors="replace").strip().splitlines() or ["?"]
        raise Refused("{path} was not printed ({why}).", path=str(path), why=why[-1]) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refused("{path} was not printed ({why}).", path=str(path), why=type(error).__name__) from None
