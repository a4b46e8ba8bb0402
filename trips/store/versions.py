"""The versions of the trips in a store: append-only, outside undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from trips.history.releases import MOST_VERSIONS, Frozen, Release, freeze
from trips.i18n.language import UserError
from trips.schedule.timeline import Timeline
from trips.store.documents import Document, decode, decode_release, encode

if TYPE_CHECKING:
    from trips.store.engine import Engine, Row, Transaction

_RELEASES: Final = "SELECT number, at, by, note, rev, doc, digest FROM release WHERE trip_id = ?"
_ONE: Final = f"{_RELEASES} AND number = ?"
_UP_TO: Final = f"{_RELEASES} AND number <= ? ORDER BY number"
_DRAFT: Final = "SELECT rev, doc, digest FROM trip WHERE id = ?"


class Issued(NamedTuple):
    """A version in the list of versions; `at` is UTC."""

    number: int
    rev: int
    at: datetime
    by: str
    note: str


class Versions:
    """Issues versions and finds them again."""

    def __init__(self, engine: Engine, by: str) -> None:
        self._engine = engine
        self._by = by

    def listed(self, trip_id: str) -> list[Issued]:
        """The versions of a trip, the oldest first."""
        sql = "SELECT number, rev, at, by, note FROM release WHERE trip_id = ? ORDER BY number"
        with self._engine.reading() as now:
            rows = now.all(sql, (trip_id,))
        return [Issued(number, rev, datetime.fromisoformat(at), by, note) for number, rev, at, by, note in rows]

    def load(self, trip_id: str, last: int | None = None) -> tuple[Release, ...]:
        """The versions of a trip with all that they keep, the oldest first, up to a number."""
        with self._engine.reading() as now:
            rows = now.all(_UP_TO, (trip_id, MOST_VERSIONS if last is None else last))
        return tuple(map(_release, rows))

    def one(self, trip_id: str, number: int) -> Release:
        """A version.

        Raises:
            UserError: there is no such version.
        """
        with self._engine.reading() as now:
            row = now.one(_ONE, (trip_id, number))
            last = _last(now, trip_id)
        if row is None:
            raise no_such_version(number, last)
        return _release(row)

    def latest(self, trip_id: str) -> Release | None:
        """The version that counts now; None if nothing was issued yet."""
        with self._engine.reading() as now:
            number = _last(now, trip_id)
        return self.one(trip_id, number) if number else None

    def issue(self, trip_id: str, rev: int, note: str, content: Frozen | None = None) -> Release:
        """Issue the next version.

        Args:
            trip_id: the trip.
            rev: the revision of the draft that somebody has looked at, or that the content grew from.
            note: what to say of the version.
            content: what to issue if it is not the draft: an older version's content.

        Raises:
            UserError: the trip is gone, the draft is another one by now, or it is what everybody has already.
        """
        with self._engine.writing(trip_id) as now:
            current = now.one(_DRAFT, (trip_id,))
            if current is None:
                raise UserError("The trip is not in the database any more.")
            if content is None and current[0] != rev:
                raise UserError("Somebody has changed the trip meanwhile; look at what would go out once more.")
            frozen = content or freeze(Timeline(decode(Document(current[1], current[2]))))
            last = _last(now, trip_id)
            at = datetime.now(UTC).replace(microsecond=0)
            before = now.one(_ONE, (trip_id, last))
            if before is not None:
                known = _release(before)
                if known.content == frozen:
                    raise UserError("Nothing has changed since version {n}; everybody has it already.", n=last)
                at = max(at, known.at)  # a clock that was set back must not make a later version look older
            made = Release(last + 1, at, self._by, note, rev, frozen)
            _insert(now, trip_id, made)
        return made

    def adopt(self, trip_id: str, releases: Sequence[Release]) -> tuple[int, ...]:
        """Take over versions that another office has issued, from a trip file.

        Returns:
            The numbers that the store has with another content: those stay as they are.
        """
        differ: list[int] = []
        with self._engine.writing(trip_id) as now:
            known = {release.number: release.content for release in map(_release, now.all(_RELEASES, (trip_id,)))}
            for release in releases:
                if release.number not in known:
                    _insert(now, trip_id, release)
                elif known[release.number] != release.content:
                    differ.append(release.number)
        return tuple(differ)


def no_such_version(number: int, last: int) -> UserError:
    """The sentence for a version that was never issued."""
    if last:
        return UserError("There is no version {n}; the last one is {last}.", n=number, last=last)
    return UserError(
        "There is no version {n}; nothing has been released yet. Release one with: agenda release TRIP", n=number
    )


def _last(now: Transaction, trip_id: str) -> int:
    row = now.one("SELECT max(number) FROM release WHERE trip_id = ?", (trip_id,))
    return int(row[0]) if row and row[0] else 0


def _insert(now: Transaction, trip_id: str, release: Release) -> None:
    draft = encode(release.trip).digest
    values = (
        trip_id,
        release.number,
        release.rev,
        release.at.isoformat(),
        release.by,
        release.note,
        draft,
        *encode(release.content),
    )
    now.run("INSERT INTO release VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)


def _release(row: Row) -> Release:
    number, at, by, note, rev, doc, digest = row
    return Release(number, datetime.fromisoformat(at), by, note, rev, decode_release(Document(doc, digest)))
