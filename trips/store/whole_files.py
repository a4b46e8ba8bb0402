"""Files written whole: beside their place under a name of their own, flushed, then renamed."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal
from uuid import uuid4

Readers = Literal["all", "group", "owner"]
"""Who may read a file: everybody the system lets, the group of its folder, or its owner alone."""

_MODES: Final[dict[Readers, int]] = {"all": 0o666, "group": 0o640, "owner": 0o600}
_ENDING: Final = ".agenda-tmp"
_OLD: Final = 60.0
"""Seconds after which a file that nobody holds was left behind by a process that was killed."""


@contextmanager
def whole_file(path: Path, seen_by: Readers = "all") -> Generator[Path]:
    """A new empty file beside `path`, to be filled, that takes its place at the end; whatever was there stays if not.

    It is made for this and its name is random, so that no file or link that somebody planted is written to. It has its
    final mode from the start. Only what was filled whole gets the name; what a kill leaves, the next one removes.

    Raises:
        OSError: it cannot be made, filled or put in place.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _clean(path.parent)
    beside = path.with_name(f".{uuid4().hex}{_ENDING}")
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(beside, flags, _MODES[seen_by])
    try:
        try:
            _hold(handle)
            if seen_by == "group":
                _give_to_group(handle, path.parent)
            yield beside
            os.fsync(handle)
        finally:
            os.close(handle)
        beside.replace(path)  # on Windows this fails while another program has the file open
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _give_to_group(handle: int, folder: Path) -> None:
    """Let the folder's group read a file; nobody but the owner if it cannot be given to them."""
    if not hasattr(os, "fchown"):
        return
    group = folder.stat().st_gid
    if os.fstat(handle).st_gid != group:
        try:
            os.fchown(handle, -1, group)
        except OSError:
            os.fchmod(handle, _MODES["owner"])


@lru_cache(maxsize=256)
def _clean(folder: Path) -> None:
    """Remove what processes left in a folder when they were killed."""
    with contextlib.suppress(OSError):
        for found in folder.glob(f".*{_ENDING}"):
            if time.time() - found.lstat().st_mtime > _OLD and not _held(found):
                found.unlink()


try:
    import fcntl
except ImportError:  # Windows removes no file that is open

    def _hold(handle: int) -> None:
        """Nothing is needed."""
        del handle

    def _held(path: Path) -> bool:
        del path
        return False

else:

    def _hold(handle: int) -> None:
        """Say that a process is at work with a file, for as long as it lives; some network drives cannot."""
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _held(path: Path) -> bool:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        finally:
            os.close(handle)
        return False
