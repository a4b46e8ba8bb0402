"""What can go wrong with a store's file, each in a sentence of its own."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from trips.i18n.language import N_, UserError

_SENTENCES: Final = {
    "SQLITE_FULL": N_("The disk is full; the last change could not be saved in {path}. Make room and try again."),
    "SQLITE_READONLY": N_("{path} cannot be written; the file or its folder is read-only. Nothing was changed."),
    "SQLITE_BUSY": N_("{path} is in use by another program that does not let go; try again in a moment."),
    "SQLITE_CANTOPEN": N_("{path} cannot be opened; check that the folder exists and may be read."),
    "SQLITE_PERM": N_("{path} cannot be opened; check that the folder exists and may be read."),
    "SQLITE_IOERR": N_("The disk reported an error with {path}; nothing was changed."),
    "SQLITE_NOTADB": N_(
        "{path} is not a database of Agenda; nothing was changed. Choose another file with AGENDA_STORE."
    ),
}
_CORRUPT: Final = ("SQLITE_CORRUPT", "SQLITE_FORMAT")
_OTHER: Final = N_("The database reports an error with {path} ({what}); nothing was changed.")
_DAMAGED: Final = N_(
    "{path} is damaged; nothing was changed. Move it away and restore a backup with: agenda restore FILE"
)


class UnreachableError(UserError):
    """The database does not answer; what was asked for may be asked for again."""


_PAUSES: Final = (1.0, 2.0, 4.0, 8.0, 15.0)


def pause_after(failures: int) -> float:
    """Seconds until what has failed so many times, from 1, is tried again; they grow up to a quarter of a minute."""
    return _PAUSES[min(failures, len(_PAUSES)) - 1]


class PasswordError(UserError):
    """The database asks for a password that nobody has given."""


def damaged_file(path: Path) -> UserError:
    """The sentence for a store that has lost its inner order."""
    return UserError(_DAMAGED, path=str(path))


@contextmanager
def in_sentences(path: Path) -> Generator[None]:
    """Turn the database's complaints into sentences."""
    try:
        yield
    except UnicodeDecodeError as error:  # the database quotes in its complaint what is no text any more
        raise damaged_file(path) from error
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or type(error).__name__
        if name.startswith(_CORRUPT):
            raise damaged_file(path) from error
        key = next((key for key in _SENTENCES if name.startswith(key)), None)
        text = _SENTENCES[key] if key else _OTHER
        raise UserError(text, path=str(path), what=name) from error


def on_network_drive(path: Path) -> bool:
    """Whether a file lies on a drive that other machines share, where locks cannot be trusted."""
    if sys.platform == "win32":
        import ctypes

        resolved = path.resolve()
        return str(resolved).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(resolved.anchor) == 4
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    shared = ("nfs", "cifs", "smb", "fuse.sshfs", "9p", "afs", "davfs")
    where = str(path.resolve())
    known = [(fields[1], fields[2]) for fields in map(str.split, mounts) if len(fields) > 2]
    over = [(point, kind) for point, kind in known if where == point or where.startswith(point.rstrip("/") + "/")]
    return bool(over) and max(over, key=lambda one: len(one[0]))[1].startswith(shared)
