"""Files written whole or not at all: beside, flushed to the disk, then renamed; and what they are called."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from trips.edits.directory import slug
from trips.i18n.language import Refused
from trips.i18n.os_errors import reason


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file; whoever reads it sees the old or the new one, never half of it.

    Raises:
        Refused: it cannot be written; what was there is as it was.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(
            beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600 if private else 0o666
        )
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)  # on Windows this fails while another program has the file open
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        why = reason(error)
        raise Refused("{path} cannot be written ({why}).", path=str(path), why=why) from None


def file_name(name: str, audience: str, form: str, paper: str = "", usual: str = "participants") -> str:
    """An ASCII file name that says what a file is and for whom, where that is not what it usually is."""
    return f"{slug(name) if form == 'toml' else file_stem(name, audience, paper, usual)}.{form}"


def file_stem(name: str, audience: str, paper: str = "", usual: str = "participants") -> str:
    """What a file or folder for an audience is called, without an ending."""
    kind = f"-{paper}" if paper else ""
    return slug(name) + kind + ("" if audience == usual else f"-{slug(audience)}")
