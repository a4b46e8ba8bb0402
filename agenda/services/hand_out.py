"""Kits and publications written into folders: only what changed, each file whole, to be stopped and continued."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from agenda.services.branding import office_brand
from agenda.services.files import check_folder, write_whole
from exports.audience import Audience
from exports.privacy.leaks import OWN_COPY
from trips.grammar.choices import AUDIENCE_WORDS
from trips.history.mails import PERHAPS_THERE, OutgoingMail
from trips.i18n.language import N_, Translator, UserError
from trips.i18n.os_errors import reason
from trips.i18n.text import slug

if TYPE_CHECKING:
    from agenda.services.settings import Settings
    from exports.kit.plan import Kit, KitFile
    from exports.kit.publication import Publication
    from exports.privacy.leaks import Leak
    from exports.snapshot import Snapshot
    from trips.store import Store
    from trips.store.whole_files import Readers

NOTES: Final = ".agenda-kit.json"
"""What a kit's folder remembers of itself: of which file was made from what; for the office, like the whole folder."""

INDEX: Final = "index.html"
_SHOWN: Final = 3
"""So many of the files that tell the same are named."""

_MARK: Final = re.compile(rb'<meta name="agenda-trip" content="([0-9a-f]{32})">')


@dataclass(frozen=True, slots=True)
class Step:
    """One file more: its path in the folder, whether it was another one before, and how many are done of how many."""

    path: str
    changed: bool
    done: int
    of: int


class Address(NamedTuple):
    """The page of a reader: who it is, what they are called, and where it is."""

    reader: str
    name: str
    where: str


def kit_of(
    store: Store,
    snapshot: Snapshot,
    name: str,
    settings: Settings,
    t: Translator,
    *,
    proof: Snapshot | None = None,
    files_for_all: bool = False,
) -> Kit:
    """The kit of a version: with what each reader held before, the office's look, and where their pages are.

    Args:
        store: where the trip lies.
        snapshot: the version, with those before it.
        name: the trip's name in the store.
        settings: those of this machine.
        t: the words of the person at it.
        proof: the version with stand-ins, to see what the kit would tell.
        files_for_all: whether also who is invited gets a calendar file.

    Raises:
        UserError: the settings name a look that papers cannot have.
    """
    from exports.kit.plan import Kit

    held = store.handouts.held(snapshot.trip.id, before=snapshot.number)
    links: dict[str, str] = {}
    if store.handouts.address(snapshot.trip.id):
        links = {address.reader: address.where for address in addresses(store, snapshot, t)}
    brand = office_brand(settings, "pdf", snapshot.trip)
    alarms = settings.calendar_alarms()
    invited = frozenset[str]() if files_for_all else invited_readers(store.outbox.mails(snapshot.trip.id))
    return Kit(proof or snapshot, name, held, alarms, brand, links, invited, proof=proof is not None)


def invited_readers(mails: Iterable[OutgoingMail]) -> frozenset[str]:
    """In whose calendar an invitation stands, by the mails of a trip in their order."""
    last = {(mail.reader, mail.what): mail.method for mail in mails if mail.state in PERHAPS_THERE}
    return frozenset(reader for (reader, _), method in last.items() if method == "REQUEST")


def kit_tells(
    store: Store, snapshot: Snapshot, name: str, settings: Settings, t: Translator
) -> Iterator[tuple[str, list[Leak]]]:
    """What each file of a kit would tell of people; nothing is written."""
    from exports.privacy.leaks import Stamped, leaks, readable

    stamped = Stamped(snapshot)
    kit = kit_of(store, snapshot, name, settings, t)
    proof = kit_of(store, snapshot, name, settings, t, proof=stamped.snapshot)
    for file, other in zip(kit.files(), proof.files(), strict=True):
        yield file.path, leaks(stamped, file.audience, readable(file.path, other.make()), file.granted)


def in_short(files: Iterable[tuple[str, list[Leak]]], t: Translator) -> Iterator[str]:
    """What many files would tell, each thing once with the files that tell it, private details first.

    What is in everybody's own copy is one line for all.
    """
    found: dict[tuple[bool, str], list[str]] = {}
    silent = 0
    for path, leaks in files:
        silent += not leaks
        for leak in leaks:
            said = leak.message.say(t)
            if not leak.private and leak.why == OWN_COPY:
                said = t("Each name in the copy of that person")
            found.setdefault((not leak.private, said), []).append(path)
    for (_, said), paths in sorted(found.items(), key=lambda one: one[0][0]):
        shown = ", ".join(paths[:_SHOWN])
        more = t.plural("{n} more file", "{n} more files", len(paths) - _SHOWN) if len(paths) > _SHOWN else ""
        yield said
        yield f"    {shown}, {more}" if more else f"    {shown}"
    yield t.plural("{n} file names nobody and holds nothing private.",
                   "{n} files name nobody and hold nothing private.", silent)  # fmt: skip


def publication_tells(store: Store, snapshot: Snapshot) -> Iterator[tuple[str, list[Leak]]]:
    """What each published file would tell of people; nothing is written, and nobody gets a name for their page."""
    from exports.kit.publication import Publication
    from exports.privacy.leaks import Stamped, leaks, readable

    stamped = Stamped(snapshot)
    publication = Publication(stamped.snapshot, store.handouts.address(snapshot.trip.id))
    readers = list(publication.readers())
    for file in publication.files({reader: slug(reader) for reader in readers}):
        audience = snapshot.reader(file.reader) or Audience("public")
        yield file.path, leaks(stamped, audience, readable(file.path, file.make()))


def write_kit(
    store: Store, kit: Kit, trip_id: str, number: int, folder: Path, only: str | None = None
) -> Iterator[Step]:
    """Write a kit into a folder, and note in the ledger who was given the version; stop asking to stop.

    What is written then is whole; the next call goes on where this one stopped.

    Raises:
        UserError: a file cannot be made or written.
    """
    check_folder(folder)
    _check_no_publication(folder)
    notes = _Notes(folder, trip_id, number)
    files = [file for file in kit.files(only) if only is None or notes.there or file.path != INDEX]
    last = {file.reader: place for place, file in enumerate(files) if file.reader}
    given: list[str] = []
    try:
        for place, file in enumerate(files):
            changed = _write_kit_file(folder, file, notes)
            if last.get(file.reader) == place:
                given.append(file.reader)
            yield Step(file.path, changed, place + 1, len(files))
        if only is None:
            notes.forget(folder, {file.path for file in files})
    finally:
        notes.save()
        if given:
            store.handouts.give(trip_id, given, number, "kit")


def _write_kit_file(folder: Path, file: KitFile, notes: _Notes) -> bool:
    path = folder / file.path
    known = notes.of(file.path)
    if file.made_from and known.get("made_from") == file.made_from and _digest_of(path) == known.get("digest"):
        return False
    data = file.make()
    digest = hashlib.sha256(data).hexdigest()
    changed = _digest_of(path) != digest
    if changed:
        write_whole(path, data, seen_by=_seen_by(file))
    notes.note(file.path, {"digest": digest, "made_from": file.made_from})
    return changed


def _seen_by(file: KitFile) -> Readers:
    """Who else on the machine may read a file: what is about one person or for one host is for the office's group."""
    if file.private:
        return "owner"
    return "group" if file.audience.whose in ("person", "host") else "all"


def _digest_of(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


class _Noted(BaseModel):
    """What stands in the notes: of which trip and version the kit is, and for each file its digests."""

    model_config = ConfigDict(strict=True)

    trip: str
    number: int
    files: dict[str, dict[str, str]] = {}


def _read_notes(path: Path) -> _Noted | None:
    try:
        return _Noted.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


class _Notes:
    """What a kit's folder knows of its files; notes that cannot be read count for nothing.

    Raises:
        UserError: the folder holds the kit of another trip, or a newer version of this one.
    """

    def __init__(self, folder: Path, trip_id: str, number: int) -> None:
        self._path = folder / NOTES
        self._head = {"trip": trip_id, "number": number}
        self._files: dict[str, dict[str, str]] = {}
        known = _read_notes(self._path)
        self.there = known is not None
        if known is None:
            return
        if known.trip != trip_id:
            raise UserError("{path} holds the pack of another trip; choose another folder.", path=str(folder))
        if known.number > number:
            text = N_("{path} holds version {n} already; choose another folder for an older one.")
            raise UserError(text, path=str(folder), n=known.number)
        self._files = known.files

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
            text = json.dumps({**self._head, "files": self._files}, indent=1, sort_keys=True)
            write_whole(self._path, text.encode(), seen_by="owner")


def _inside(folder: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def check_address(address: str) -> None:
    """Refuse what is no web address that pages can be published under."""
    plain = address.isprintable() and " " not in address
    if not plain or not address.startswith(("https://", "http://")) or len(address) > 500:
        raise UserError('"{url}" is no web address; it begins with https://', url=address)


def _check_no_link(folder: Path, path: Path) -> None:
    """Refuse to write where a link leads out of a folder.

    Raises:
        UserError: one does.
    """
    if path.is_symlink() or not _inside(folder, path.parent):
        raise UserError("{path} is a link or lies behind one; nothing is written through links.", path=str(path))


def write_publication(
    store: Store, publication: Publication, trip_id: str, number: int, folder: Path
) -> Iterator[Step]:
    """Write pages and feeds into a folder, note in the ledger who has the version, and remove what was revoked.

    Raises:
        UserError: a file cannot be made or written; those before are whole.
    """
    check_folder(folder)
    _check_publishable(folder, trip_id)
    names = store.handouts.names(trip_id, publication.readers())
    files = list(publication.files(names))
    for place, file in enumerate(files):
        path, data = folder / file.path, file.make()
        _check_no_link(folder, path)
        changed = _digest_of(path) != hashlib.sha256(data).hexdigest() and not (file.yields and path.exists())
        if changed:
            write_whole(path, data)
        yield Step(file.path, changed, place + 1, len(files))
    _remove_revoked(folder, {feed.name for feed in store.handouts.feeds(trip_id) if feed.revoked})
    store.handouts.give(trip_id, dict.fromkeys(file.reader for file in files if file.reader), number, "publish")


def addresses(store: Store, snapshot: Snapshot, t: Translator) -> list[Address]:
    """Where each reader finds their page, by reader; nobody has one before the first publication."""
    from exports.kit.publication import Publication

    trip_id = snapshot.trip.id
    publication = Publication(snapshot, store.handouts.address(trip_id))
    found: list[Address] = []
    for feed in sorted(store.handouts.feeds(trip_id), key=lambda feed: feed.reader):
        audience = None if feed.revoked else snapshot.reader(feed.reader)
        if audience is not None:
            name = snapshot.name_of(audience) if audience.whose else t(AUDIENCE_WORDS[audience.level])
            found.append(Address(feed.reader, name, publication.address_of(feed.name)))
    return found


def _check_no_publication(folder: Path) -> None:
    if _published(folder) is not None:
        text = N_("{path} holds pages for the web, where a pack must never lie; choose another folder.")
        raise UserError(text, path=str(folder))


def _check_publishable(folder: Path, trip_id: str) -> None:
    if (folder / NOTES).exists():
        text = N_("{path} holds a pack, which must not be published; choose another folder.")
        raise UserError(text, path=str(folder))
    if _published(folder) not in (None, trip_id):
        raise UserError("{path} holds the pages of another trip; choose another folder.", path=str(folder))


def _published(folder: Path) -> str | None:
    """The id of the trip whose pages lie in a folder; None if none do."""
    try:
        with (folder / INDEX).open("rb") as file:
            found = _MARK.search(file.read(4096))
    except OSError:
        return None
    return found[1].decode() if found else None


def _remove_revoked(folder: Path, names: set[str]) -> None:
    """Remove what was written under names that were taken away; what others put there stays."""
    from exports.kit.publication import CLOSED, PAGE_FILES

    for name in names:
        path = folder / CLOSED / name
        if not path.is_dir() or path.is_symlink() or not _inside(folder, path):
            continue
        try:
            for file in PAGE_FILES:
                (path / file).unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                path.rmdir()  # only if nothing else is in it
        except OSError as error:
            raise UserError(
                "{path} could not be removed ({why}); remove it yourself.", path=str(path), why=reason(error)
            ) from None
