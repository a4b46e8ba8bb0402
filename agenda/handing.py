"""Kits and publications written into folders: only what changed, each file whole, to be stopped and continued."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from agenda.files import write_whole
from trips.language import Refused

if TYPE_CHECKING:
    from exports.kit import Kit, KitFile
    from exports.publication import Publication
    from trips.store import Store

NOTES: Final = ".agenda-kit.json"
"""What a kit's folder remembers of itself: of which file was made from what; for the office, like the whole folder."""

_NAME: Final = re.compile("[a-z2-9]{26}")


@dataclass(frozen=True, slots=True)
class Step:
    """One file more: its path in the folder, whether it was another one before, and how many are done of how many."""

    path: str
    changed: bool
    done: int
    of: int


def write_kit(
    store: Store, kit: Kit, trip_id: str, number: int, folder: Path, only: str | None = None
) -> Iterator[Step]:
    """Write a kit into a folder, and note in the ledger who was given the version; stop asking to stop.

    What is written then is whole; the next call goes on where this one stopped.

    Raises:
        Refused: a file cannot be made or written.
    """
    notes = _Notes(folder)
    files = list(kit.files(only))
    last = {one.reader: place for place, one in enumerate(files) if one.reader}
    given: list[str] = []
    try:
        for place, one in enumerate(files):
            changed = _write_kit_file(folder, one, notes)
            if last.get(one.reader) == place:
                given.append(one.reader)
            yield Step(one.path, changed, place + 1, len(files))
        if only is None:
            notes.forget(folder, {one.path for one in files})
    finally:
        notes.save()
        if given:
            store.handouts.give(trip_id, given, number, "kit")


def _write_kit_file(folder: Path, one: KitFile, notes: _Notes) -> bool:
    path = folder / one.path
    known = notes.of(one.path)
    if one.made_from and known.get("made_from") == one.made_from and _digest_of(path) == known.get("digest"):
        return False
    data = one.make()
    digest = hashlib.sha256(data).hexdigest()
    changed = _digest_of(path) != digest
    if changed:
        write_whole(path, data, private=one.private)
    notes.note(one.path, {"digest": digest, "made_from": one.made_from})
    return changed


def _digest_of(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


class _Notes:
    """What is known of the files of a kit; a file of notes that cannot be read counts for nothing."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NOTES
        self._files: dict[str, dict[str, str]] = {}
        with contextlib.suppress(OSError, ValueError):
            found: Any = json.loads(self._path.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                self._files = cast("dict[str, dict[str, str]]", found)

    def of(self, path: str) -> dict[str, str]:
        """What is known of a file."""
        return self._files.get(path, {})

    def note(self, path: str, known: dict[str, str]) -> None:
        """Remember something of a file."""
        self._files[path] = known

    def forget(self, folder: Path, wanted: set[str]) -> None:
        """Remove the files of earlier kits that nobody gets any more, if they are as they were written."""
        for path in sorted(set(self._files) - wanted):
            known = self._files.pop(path)
            target = folder / path
            if not _inside(folder, target) or _digest_of(target) != known.get("digest"):
                continue
            with contextlib.suppress(OSError):
                target.unlink()
                target.parent.rmdir()  # only if nothing else is in it

    def save(self) -> None:
        """Write the notes."""
        if self._files:
            write_whole(self._path, json.dumps(self._files, indent=1, sort_keys=True).encode(), private=True)


def _inside(folder: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def check_address(address: str) -> None:
    """Refuse what is no web address that pages can be published under."""
    plain = address.isprintable() and " " not in address
    if not plain or not address.startswith(("https://", "http://")) or len(address) > 500:
        raise Refused('"{url}" is no web address; it begins with https://', url=address)


def write_publication(
    store: Store, publication: Publication, trip_id: str, number: int, folder: Path
) -> Iterator[Step]:
    """Write pages and feeds into a folder, note in the ledger who has the version, and remove what was revoked.

    Raises:
        Refused: a file cannot be made or written; those before are whole.
    """
    names = store.handouts.names(trip_id, publication.readers())
    files = list(publication.files(names))
    for place, one in enumerate(files):
        path, data = folder / one.path, one.make()
        changed = _digest_of(path) != hashlib.sha256(data).hexdigest()
        if changed:
            write_whole(path, data)
        yield Step(one.path, changed, place + 1, len(files))
    _remove_revoked(folder, set(names.values()))
    store.handouts.give(trip_id, dict.fromkeys(one.reader for one in files if one.reader), number, "publish")


def _remove_revoked(folder: Path, names: set[str]) -> None:
    """Remove what lies under a name that is not given any more."""
    from exports.publication import CLOSED

    closed = folder / CLOSED
    for path in closed.iterdir():
        if _NAME.fullmatch(path.name) and path.name not in names and path.is_dir() and not path.is_symlink():
            try:
                shutil.rmtree(path)
            except OSError as error:
                why = error.strerror or ""
                raise Refused(
                    "{path} could not be removed ({why}); remove it yourself.", path=str(path), why=why
                ) from None
