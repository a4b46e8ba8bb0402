"""Files: written whole or not at all (beside, flushed, then renamed), opened, printed; and what they are called."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from trips.i18n.language import N_, UserError
from trips.i18n.os_errors import reason
from trips.i18n.text import slug
from trips.store.whole_files import Readers, whole_file


def write_whole(path: Path, data: bytes, *, seen_by: Readers = "all") -> None:
    """Write a file; whoever reads it sees the old or the new one, never half of it (see `whole_file`).

    Raises:
        UserError: it cannot be written; what was there is as it was.
    """
    filled = False
    try:
        with whole_file(path, seen_by) as beside:
            beside.write_bytes(data)
            filled = True
    except OSError as error:
        if filled and isinstance(error, PermissionError):
            text = N_("{path} cannot be replaced; it may be open in another program. Close it there and try again.")
            raise UserError(text, path=str(path)) from None
        raise UserError("{path} cannot be written ({why}).", path=str(path), why=reason(error)) from None


def check_folder(folder: Path) -> None:
    """Refuse a folder whose own folder is not there: a slip of the keys makes no tree of folders.

    Raises:
        UserError: there is none.
    """
    if not folder.parent.exists():
        raise UserError("There is no folder {path}; make it first, or choose another one.", path=str(folder.parent))


def file_name(
    name: str, audience: str, form: str, paper: str = "", usual: str = "participants", version: int | None = None
) -> str:
    """An ASCII file name that says what a file is, for whom where that is not usual, and of which version."""
    stem = slug(name) if form == "toml" else file_stem(name, audience, paper, usual)
    return f"{stem}{'' if version is None else f'-v{version}'}.{form}"


def file_stem(name: str, audience: str, paper: str = "", usual: str = "participants") -> str:
    """What a file or folder for an audience is called, without an ending."""
    kind = f"-{paper}" if paper else ""
    return slug(name) + kind + ("" if audience == usual else f"-{slug(audience)}")


def open_file(path: Path) -> None:
    """Open a file without waiting for the program, and without its talk on the screen, as `click.launch` would have it.

    Raises:
        UserError: there is no program for it.
    """
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - the user asked to open this file
        return
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        raise UserError("There is no program here to open {path}; its path can be copied with Ctrl+C.", path=str(path))
    subprocess.Popen(  # noqa: S603 - the opener of the system, with one path
        [opener, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


_PATIENCE: Final = 30
"""Seconds that the printer command has to take a file."""


def printer_command() -> str | None:
    """The printer command, None if the machine has none."""
    return shutil.which("lp") or shutil.which("lpr")


def print_file(path: Path) -> None:
    """Hand a PDF to the printer that the machine prints on.

    Raises:
        UserError: there is no printer command, or it does not take the file.
    """
    command = printer_command()
    if command is None:
        raise UserError("There is no printer command (lp) here; open {path} and print it from there.", path=str(path))
    if path.suffix != ".pdf":
        raise UserError("{path} is no PDF; only documents are printed.", path=str(path))
    try:
        subprocess.run([command, str(path.resolve())], check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603 - the printer command of the system, with one path
    except subprocess.CalledProcessError as error:
        why = error.stderr.decode(errors="replace").strip().splitlines() or ["?"]
        raise UserError("{path} was not printed ({why}).", path=str(path), why=why[-1]) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UserError("{path} was not printed ({why}).", path=str(path), why=type(error).__name__) from None
