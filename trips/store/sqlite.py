"""The embedded database: one SQLite file.

journal_mode=DELETE and synchronous=FULL: WAL can lose committed pages in SQLite before 3.51.3, needs a writable folder
to read, and gives this program nothing, whose reads are one short SELECT.
"""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
import stat
import sys
import threading
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from trips.i18n.language import UserError
from trips.i18n.os_errors import reason
from trips.store.errors import damaged_file, in_sentences, on_network_drive
from trips.store.schema import APPLICATION_ID, TABLES, VERSION, migrate
from trips.store.whole_files import whole_file

if TYPE_CHECKING:
    from trips.store.engine import Row

_PATIENCE: Final = 20.0
_LEAVING: Final = 2.0
_HEADER: Final = b"SQLite format 3\x00"


class SqliteTransaction:
    """An open transaction of a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Every row of a query."""
        return self._connection.execute(sql, parameters).fetchall()

    def one(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row of a query, None if there is none."""
        return self._connection.execute(sql, parameters).fetchone()

    def run(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Carry out a statement; how many rows it touched."""
        return self._connection.execute(sql, parameters).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out a statement for each of some rows."""
        self._connection.executemany(sql, rows)


class SqliteEngine:
    """A store's file; safe to use from several threads and several processes."""

    looks = 1.0
    role: str | None = None

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.exists():
            _create(path)
        with in_sentences(path):
            self._connection = _opened(path)
        self._lock = threading.RLock()

    @contextmanager
    def reading(self) -> Generator[SqliteTransaction]:
        """A short transaction that only reads."""
        with self._lock, in_sentences(self._path):
            self._connection.execute("BEGIN")
            try:
                yield SqliteTransaction(self._connection)
            finally:
                self._roll_back()

    @contextmanager
    def writing(self, trip_id: str | None = None) -> Generator[SqliteTransaction]:
        """A transaction that nobody else writes beside, whatever it is about."""
        del trip_id
        with self._lock, in_sentences(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield SqliteTransaction(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def version(self, trip_id: str | None = None) -> int:
        """A number that is another one after another connection has written, whatever it is about."""
        del trip_id
        with self._lock, in_sentences(self._path):
            row: tuple[int] = self._connection.execute("PRAGMA data_version").fetchone()
            return row[0]

    def on_network_drive(self) -> bool:
        """Whether the file lies on a drive that other machines share."""
        return on_network_drive(self._path)

    def backup(self, target: Path) -> None:
        """Write a whole copy: beside the target, then renamed into place."""
        with self._lock:
            _copy(self._connection, target)

    def restore(self, source: Path) -> Path:
        """Take everything from a copy, brought up to date; what was there is kept beside the store.

        Nobody writes between the keeping and the taking, so that every save that was acknowledged is in one of the two.
        """
        try:
            same = source.samefile(self._path)
        except OSError:
            raise UserError("There is no file {path}.", path=str(source)) from None
        if same:
            raise UserError("{path} is the database itself; name a backup of it.", path=str(source))
        with self._lock, up_to_date(source) as ready:
            with in_sentences(self._path):
                self._connection.execute("ATTACH DATABASE ? AS ready", (str(ready),))
            try:
                return self._take_from_ready()
            finally:
                self._connection.execute("DETACH DATABASE ready")

    def _take_from_ready(self) -> Path:
        with in_sentences(self._path):
            self._connection.execute("PRAGMA foreign_keys = OFF")  # does nothing within a transaction
        try:
            with self.writing() as now:
                kept = self._keep()
                for table, columns in TABLES.items():
                    names = ", ".join(columns)
                    now.run(f"DELETE FROM main.{table}")  # noqa: S608 - a name of the schema, which is checked
                    now.run(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM ready.{table}")  # noqa: S608 - likewise
                return kept
        finally:
            self._connection.execute("PRAGMA foreign_keys = ON")

    def _keep(self) -> Path:
        """A copy of the store beside it, read by another connection, since one that writes cannot be copied."""
        kept = free_name(self._path)
        try:
            with contextlib.closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as beside:
                _copy(beside, kept)
        except BaseException:
            kept.unlink(missing_ok=True)
            raise
        return kept

    def scrub(self) -> None:
        """Write the whole file anew; pages that were freed do not keep what stood on them."""
        with self._lock, in_sentences(self._path):
            self._connection.execute("VACUUM")

    def copies(self) -> list[Path]:
        """Copies of the store that lie beside it, made by this program before a restore or a new schema."""
        return sorted(self._path.parent.glob(f"{self._path.stem}-*{self._path.suffix}"))

    def close(self) -> None:
        """Let go of the file, once nobody uses it; who waits for others' locks is not waited for."""
        if self._lock.acquire(timeout=_LEAVING):
            try:
                self._connection.close()
            finally:
                self._lock.release()


@contextmanager
def up_to_date(source: Path) -> Generator[Path]:
    """A copy of a store's file in a folder of its own, with the schema of this program; gone at the end.

    Raises:
        UserError: it is not a store, or damaged.
    """
    with TemporaryDirectory(prefix="agenda-") as folder:
        ready = Path(folder) / "ready.db"
        with in_sentences(source), contextlib.closing(_opened(source, change=False)) as copy:
            _copy(copy, ready)
        _opened(ready, keep=False).close()
        yield ready


@contextmanager
def new_file(target: Path) -> Generator[SqliteTransaction]:
    """A new store's file to be filled, whole or not at all.

    Raises:
        UserError: it cannot be written.
    """
    with _whole_database(target) as connection:
        migrate(connection)
        connection.execute("BEGIN")
        yield SqliteTransaction(connection)
        connection.execute("COMMIT")


@contextmanager
def _whole_database(target: Path) -> Generator[sqlite3.Connection]:
    try:
        with (
            whole_file(target, "owner") as beside,
            in_sentences(target),
            contextlib.closing(sqlite3.connect(beside, isolation_level=None)) as connection,
        ):
            yield connection
    except OSError as error:
        raise UserError("{path} cannot be written ({why}).", path=str(target), why=reason(error)) from None


def free_name(path: Path) -> Path:
    """A name beside a file that nobody has, with the moment in it for people."""
    moment = f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    for count in itertools.count():
        free = path.with_name(f"{path.stem}-{moment}{f'-{count}' if count else ''}{path.suffix}")
        try:
            free.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            continue
        return free
    raise AssertionError("counting does not end")


def _create(path: Path) -> None:
    """Make a new store beside and link it into place, so that nobody ever sees half of one."""
    beside = path.with_name(f".{path.name}.new{uuid4().hex}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.touch(mode=0o600, exist_ok=False)
        with in_sentences(path), contextlib.closing(sqlite3.connect(beside, isolation_level=None)) as connection:
            migrate(connection)
        with contextlib.suppress(FileExistsError):
            _publish(beside, path)
    except OSError as error:
        why = reason(error)
        raise UserError("The database {path} cannot be made ({why}).", path=str(path), why=why) from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _publish(beside: Path, path: Path) -> None:
    if sys.platform == "win32":
        beside.rename(path)  # refuses to overwrite there
        return
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if not path.exists():
            beside.rename(path)


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    """Write what a connection reads into a file, whole or not at all.

    Raises:
        UserError: it cannot be written.
    """
    with _whole_database(target) as copy:
        connection.backup(copy)


def _opened(path: Path, *, change: bool = True, keep: bool = True) -> sqlite3.Connection:
    """A connection to a store, looked over.

    Args:
        path: the store.
        change: whether an older schema is brought up to date.
        keep: whether it is kept beside before that.
    """
    _look(path)
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        _check(connection, path, change=change, keep=keep)
    except BaseException:
        connection.close()
        raise
    return connection


def _look(path: Path) -> None:
    """Refuse what is no store before a database library touches it."""
    try:
        if not path.is_dir() and not stat.S_ISREG(path.stat().st_mode):  # to open a pipe waits for ever
            raise UserError(
                "{path} is a pipe or a device, not a database of Agenda; choose another file.", path=str(path)
            )
        with path.open("rb") as file:
            head = file.read(72)
    except OSError as error:
        raise UserError("{path} cannot be opened ({why}).", path=str(path), why=reason(error)) from None
    if not head:
        raise UserError("{path} is empty, not a database of Agenda; remove it or choose another file.", path=str(path))
    foreign = len(head) < 72 or not head.startswith(_HEADER)
    if foreign or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise UserError(
            "{path} is not a database of Agenda; nothing was changed. Choose another file with AGENDA_STORE.",
            path=str(path),
        )


def _check(connection: sqlite3.Connection, path: Path, *, change: bool, keep: bool) -> None:
    found: list[Any] = [row[0] for row in connection.execute("PRAGMA quick_check")]
    if found != ["ok"]:
        raise damaged_file(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise UserError("{path} was written by a newer Agenda; please update this one.", path=str(path))
    if version < 1:
        raise damaged_file(path)
    if version < VERSION and change:
        if keep:
            _copy(connection, path.with_name(f"{path.stem}-schema-{version}{path.suffix}"))
        migrate(connection)
    if change:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
