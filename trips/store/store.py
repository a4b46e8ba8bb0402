"""Trips in a database: one write path, which merges inside the write transaction.

Each save carries an id, so that one whose answer got lost is recognised as done. Every command is one revision and
nothing is thinned out; undo is a merge too, so that a colleague's work stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from uuid import uuid4

from trips.i18n.language import N_, Message, UserError
from trips.i18n.text import nearest
from trips.store.location import author, store_location
from trips.store.notes import decode_note, encode_note
from trips.store.sqlite import SqliteEngine
from trips.store.undo import Step, undoable

if TYPE_CHECKING:
    from trips.history.merge import Conflict
    from trips.model.trip import Trip
    from trips.store.documents import Document
    from trips.store.engine import Engine, Transaction
    from trips.store.erasing import Erasing
    from trips.store.ledger import Handouts
    from trips.store.outbox import Outbox
    from trips.store.served import ServedEvents
    from trips.store.versions import Versions

State = Literal["active", "archived", "deleted"]
_LIST: Final = (
    "SELECT id, slug, title, starts, ends, state, rev, updated_at, updated_by, keep_until,"
    " (SELECT max(number) FROM release WHERE trip_id = trip.id),"
    " (SELECT CASE WHEN draft = trip.digest THEN 0 ELSE trip.rev - rev END FROM release"
    "  WHERE trip_id = trip.id ORDER BY number DESC LIMIT 1)"
    " FROM trip"
)
_IN_ORDER: Final = " ORDER BY starts IS NULL, starts, title, id"
_REVISION: Final = (
    "INSERT INTO revision (trip_id, rev, at, by, save_id, note, undoes, redoes, doc, digest, role)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_CURRENT: Final = "SELECT rev, slug, doc, digest FROM trip WHERE id = ?"


class Listed(NamedTuple):
    """A trip in the list; dates are ISO texts of the first and last day, updated_at is UTC.

    `release` is the number of the last version, `changes` how many changes the draft has seen since; None without one.
    """

    id: str
    slug: str
    title: str
    starts: str | None
    ends: str | None
    state: State
    rev: int
    updated_at: str
    updated_by: str
    keep_until: str | None
    release: int | None
    changes: int | None


class Saved(NamedTuple):
    """A trip as it is in the store, with its revision."""

    trip: Trip
    rev: int
    slug: str


class Outcome(NamedTuple):
    """What a save did: the trip as it is now (with others' changes), and the conflicts that were decided."""

    saved: Saved
    conflicts: tuple[Conflict, ...] = ()


class Revision(NamedTuple):
    """One entry of a trip's history; `at` is UTC.

    `by` is the name that the author gave, `role` who the database knew them as; None where it knows nobody.
    """

    rev: int
    at: datetime
    by: str
    note: Message
    role: str | None = None

    @property
    def author(self) -> str:
        """The name, with the role beside it if that is another one."""
        return self.by if self.role in (None, self.by) else f"{self.by} ({self.role})"


class ConflictError(UserError):
    """Somebody else changed the same thing; nothing was written."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        first = self.conflicts[0].message
        super().__init__("{what} Nothing was saved; look at the trip again and repeat your change.", what=first)


NETWORK_DRIVE: Final = N_(
    "The database lies on a network drive; locks there cannot be trusted. Better keep it on this machine."
)


def open_store(where: Path | str | None = None, *, by: str | None = None, password: str | None = None) -> Store:
    """Open a store, making it if it is not there.

    Args:
        where: a file, or the address of a database; without one, as AGENDA_STORE says.
        by: who is at work; without one, as AGENDA_USER or the login says.
        password: for the database, where libpq does not find one itself.

    Raises:
        PasswordError: the database asks for a password.
        UserError: it is not a store, or is damaged, or cannot be made or reached.
    """
    where = store_location() if where is None else where
    if isinstance(where, Path):
        return Store(SqliteEngine(where), by)
    from trips.store.postgres import PostgresEngine

    return Store(PostgresEngine(where, password), by)


class Store:
    """All trips of an office."""

    def __init__(self, engine: Engine, by: str | None = None) -> None:
        self._engine = engine
        self.by = by or author()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def on_network_drive(self) -> bool:
        """Whether it lies where locks cannot be trusted."""
        return self._engine.on_network_drive()

    @property
    def on_server(self) -> bool:
        """Whether it is a database that others run, who have copies of it."""
        return self._engine.role is not None

    @cached_property
    def versions(self) -> Versions:
        """The versions that were issued."""
        from trips.store.versions import Versions

        return Versions(self._engine, self.by)

    @cached_property
    def handouts(self) -> Handouts:
        """Who was given what, and the names of the feeds."""
        from trips.store.ledger import Handouts

        return Handouts(self._engine, self.by)

    @cached_property
    def outbox(self) -> Outbox:
        """The mails that are to go or have gone."""
        from trips.store.outbox import Outbox

        return Outbox(self._engine, self.by)

    @cached_property
    def served(self) -> ServedEvents:
        """What was put into calendars on a server."""
        from trips.store.served import ServedEvents

        return ServedEvents(self._engine)

    @cached_property
    def erasing(self) -> Erasing:
        """Takes people out of everything."""
        from trips.store.erasing import Erasing

        return Erasing(self._engine)

    def copies(self) -> list[Path]:
        """Older copies of the store beside it, which erasing does not reach."""
        return self._engine.copies()

    @property
    def looks(self) -> float:
        """Seconds between two looks whether others have written."""
        return self._engine.looks

    def version(self, trip_id: str | None = None) -> int:
        """A number that is another one after somebody else has written; of a trip, or of any if none is named."""
        return self._engine.version(trip_id)

    def backup(self, target: Path) -> None:
        """Write a whole copy of the store, while in use."""
        self._engine.backup(target)

    def restore(self, source: Path) -> Path:
        """Replace everything by a backup; returns where the present store was kept."""
        return self._engine.restore(source)

    def trips(self, *states: State) -> list[Listed]:
        """The trips in these states (default: active), by first day, the undated last."""
        wanted = states or ("active",)
        with self._engine.reading() as now:
            rows = [Listed(*row) for row in now.all(_LIST + _IN_ORDER)]
        return [row for row in rows if row.state in wanted]

    def listed(self, trip_id: str) -> Listed:
        """A trip as the list has it, in the bin too.

        Raises:
            UserError: it is gone.
        """
        with self._engine.reading() as now:
            row = now.one(f"{_LIST} WHERE id = ?", (trip_id,))
        if row is None:
            raise _gone()
        return Listed(*row)

    def find(self, text: str, *, binned: bool = False) -> Listed:
        """The trip with a slug or id; a unique beginning of the slug will do.

        Args:
            text: the slug or id.
            binned: whether it may lie in the bin.

        Raises:
            UserError: none, or several, or it is in the bin.
        """
        known = self.trips("active", "archived", "deleted")
        exact = [listed for listed in known if text in (listed.slug, listed.id)]
        found = exact or [
            listed for listed in known if text and listed.slug.startswith(text) and listed.state != "deleted"
        ]
        if len(found) == 1:
            if found[0].state == "deleted" and not binned:
                raise UserError(
                    "{title} is in the bin. Bring it back with: agenda delete {slug} --undo",
                    title=found[0].title, slug=found[0].slug,
                )  # fmt: skip
            return found[0]
        if found:
            names = ", ".join(listed.slug for listed in found)
            raise UserError('"{text}" could be {names}; type more of it.', text=text, names=names)
        if near := nearest(text, (listed.slug for listed in known if listed.state != "deleted")):
            raise UserError('There is no trip "{text}"; did you mean "{near}"?', text=text, near=near)
        raise UserError('There is no trip "{text}"; those there are shows: agenda list', text=text)

    def load(self, trip_id: str) -> Saved:
        """A trip as it is now.

        Raises:
            UserError: it is gone, or damaged on the disk.
        """
        with self._engine.reading() as now:
            return _current(now, trip_id)

    def load_revision(self, trip_id: str, rev: int) -> Trip:
        """A trip as it was at a revision."""
        from trips.store.documents import decode

        with self._engine.reading() as now:
            return decode(_document(now, trip_id, rev))

    def create(self, trip: Trip, note: Message, name: str = "") -> Saved:
        """Put a new trip into the store; its slug comes from `name`, else from its title."""
        from trips.i18n.text import slug
        from trips.store.documents import encode

        with self._engine.writing() as now:
            if now.one("SELECT 1 FROM trip WHERE id = ?", (trip.id,)):
                raise UserError('The trip "{title}" is in the database already.', title=trip.title)
            wanted = slug(name or trip.title, nothing="trip")
            taken = {row[0] for row in now.all("SELECT slug FROM trip WHERE slug LIKE ?", (f"{wanted}%",))}
            free = next(one for n in range(1, 10**6) if (one := wanted if n == 1 else f"{wanted}-{n}") not in taken)
            document = encode(trip)
            values = (trip.id, free, *_columns(trip), _now(), self.by, *document)
            now.run(
                "INSERT INTO trip (id, slug, rev, state, title, starts, ends, keep_until, updated_at, updated_by, doc,"
                " digest) VALUES (?, ?, 1, 'active', ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            self._revision(now, trip.id, 1, uuid4().hex, note, document)
        return Saved(trip, 1, free)

    def save(
        self, base: Saved, mine: Trip, note: Message, *, save_id: str | None = None, insist: bool = False
    ) -> Outcome:
        """Save an edited trip; others' changes since `base` are merged in.

        Args:
            base: what the edit started from.
            mine: the edited trip.
            note: what the command did, for the history.
            save_id: the same id for the same save, however often it is tried.
            insist: on a conflict my value wins (the other stays in the history); otherwise nothing is written.

        Raises:
            ConflictError: somebody changed the same unit.
            UserError: the trip is gone, or the store cannot be written.
        """
        from trips.history.merge import Merged, merge

        save_id = save_id or uuid4().hex
        with self._engine.writing(mine.id) as now:
            current = _current(now, mine.id)
            if now.one("SELECT 1 FROM revision WHERE save_id = ?", (save_id,)):
                return Outcome(current)
            merged = Merged(mine, ()) if current.trip == base.trip else merge(base.trip, mine, current.trip)
            if merged.conflicts and not insist:
                raise ConflictError(merged.conflicts)
            if merged.trip == current.trip:
                return Outcome(current, merged.conflicts)
            return Outcome(self._write(now, current, merged.trip, save_id, note), merged.conflicts)

    def _write(
        self, now: Transaction, current: Saved, trip: Trip, save_id: str, note: Message,
        undoes: int | None = None, redoes: int | None = None,
    ) -> Saved:  # fmt: skip
        from trips.store.documents import encode

        rev = current.rev + 1
        document = encode(trip)
        columns = (rev, *_columns(trip), _now(), self.by, *document, trip.id)
        now.run(
            "UPDATE trip SET rev = ?, title = ?, starts = ?, ends = ?, keep_until = ?, updated_at = ?, updated_by = ?,"
            " doc = ?, digest = ? WHERE id = ?",
            columns,
        )
        self._revision(now, trip.id, rev, save_id, note, document, undoes, redoes)
        return Saved(trip, rev, current.slug)

    def _revision(
        self, now: Transaction, trip_id: str, rev: int, save_id: str, note: Message, document: Document,
        undoes: int | None = None, redoes: int | None = None,
    ) -> None:  # fmt: skip
        values = (
            trip_id,
            rev,
            _now(),
            self.by,
            save_id,
            encode_note(note),
            undoes,
            redoes,
            *document,
            self._engine.role,
        )
        now.run(_REVISION, values)

    def history(self, trip_id: str) -> list[Revision]:
        """Everything that was ever done to a trip, the oldest first."""
        sql = "SELECT rev, at, by, note, role FROM revision WHERE trip_id = ? ORDER BY rev"
        with self._engine.reading() as now:
            rows = now.all(sql, (trip_id,))
        return [
            Revision(rev, datetime.fromisoformat(at), by, decode_note(note), role) for rev, at, by, note, role in rows
        ]

    def undo(self, trip_id: str, *, past_release: bool = False) -> Outcome:
        """Take back my last command; what others did since stays.

        Args:
            trip_id: the trip.
            past_release: take back the change before a release, if that was the last thing.

        Raises:
            ReleasedLastError: the last thing was a release, which cannot be taken back.
            UserError: there is nothing of mine to undo.
        """
        return self._back(trip_id, redo=False, past_release=past_release)

    def redo(self, trip_id: str) -> Outcome:
        """Take back my last undo.

        Raises:
            UserError: there is nothing to redo.
        """
        return self._back(trip_id, redo=True)

    def _back(self, trip_id: str, *, redo: bool, past_release: bool = False) -> Outcome:
        from trips.history.merge import merge
        from trips.store.documents import decode

        with self._engine.writing(trip_id) as now:
            current = _current(now, trip_id)
            sql = "SELECT rev, undoes, redoes FROM revision WHERE trip_id = ? AND by = ? ORDER BY rev"
            steps = [Step(*row) for row in now.all(sql, (trip_id, self.by))]
            if not redo and not past_release:
                _check_not_released(now, trip_id, self.by, steps)
            open_ = undoable(steps)
            revs = open_.redo if redo else open_.undo
            if not revs:
                raise (
                    UserError("There is nothing to redo.") if redo else UserError("There is nothing of yours to undo.")
                )
            rev = revs[-1]
            after, before = (decode(_document(now, trip_id, one)) for one in (rev, rev - 1))
            merged = merge(after, before, current.trip, prefer="theirs")
            row = now.one("SELECT note FROM revision WHERE trip_id = ? AND rev = ?", (trip_id, rev))
            what = decode_note(row[0]) if row else Message(_WRAPPED[0], what="?")
            while what.text in _WRAPPED and isinstance(inner := what.values.get("what"), Message):
                what = inner
            note = Message(_WRAPPED[1] if redo else _WRAPPED[0], what=what)
            marks = {"redoes": rev} if redo else {"undoes": rev}
            return Outcome(self._write(now, current, merged.trip, uuid4().hex, note, **marks), merged.conflicts)

    def set_state(self, trip_id: str, state: State) -> None:
        """Archive a trip, put it into the bin, or bring it back."""
        with self._engine.writing(trip_id) as now:
            if not now.run("UPDATE trip SET state = ? WHERE id = ?", (state, trip_id)):
                raise _gone()

    def remove(self, trip_id: str) -> None:
        """Remove a trip and its history for good."""
        with self._engine.writing(trip_id) as now:
            if not now.run("DELETE FROM trip WHERE id = ?", (trip_id,)):
                raise _gone()


_WRAPPED: Final = (N_("Undone: {what}"), N_("Done again: {what}"))


class ReleasedLastError(UserError):
    """Undo is asked to take back a release."""

    def __init__(self, number: int) -> None:
        text = N_("The last thing was to release version {n}, which stays: others may have it.")
        super().__init__(text, n=number)


def _check_not_released(now: Transaction, trip_id: str, by: str, mine: Sequence[Step]) -> None:
    last = mine[-1].rev if mine else 0
    sql = "SELECT number FROM release WHERE trip_id = ? AND by = ? AND rev >= ? ORDER BY number DESC LIMIT 1"
    row = now.one(sql, (trip_id, by, max(last, 1)))
    if row is not None:
        raise ReleasedLastError(row[0])


def _current(now: Transaction, trip_id: str) -> Saved:
    from trips.store.documents import Document, decode

    row = now.one(_CURRENT, (trip_id,))
    if row is None:
        raise _gone()
    return Saved(decode(Document(row[2], row[3])), row[0], row[1])


def _document(now: Transaction, trip_id: str, rev: int) -> Document:
    from trips.store.documents import Document

    row = now.one("SELECT doc, digest FROM revision WHERE trip_id = ? AND rev = ?", (trip_id, rev))
    if row is None:
        raise _gone()
    return Document(*row)


def _gone() -> UserError:
    return UserError("The trip is not in the database any more.")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _columns(trip: Trip) -> tuple[str, str | None, str | None, str | None]:
    first, last = (trip.days[0].date, trip.days[-1].date) if trip.days else (None, None)
    starts, ends, keep = (day.isoformat() if day else None for day in (first, last, trip.keep_until))
    return trip.title, starts, ends, keep
