"""The database of an office: PostgreSQL, used by several machines at once and live between them.

Whoever writes a trip holds the lock of its row, so two trips never wait for each other; who writes more than one holds
a lock that all of them share. What is committed is told by NOTIFY on one channel, to a connection of its own.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from trips.i18n.language import N_, UserError
from trips.store.engine import Row
from trips.store.errors import PasswordError, UnreachableError, pause_after
from trips.store.location import data_folder
from trips.store.schema import MIGRATIONS, TABLES, VERSION, statements

try:
    import psycopg
    from psycopg import conninfo, errors
except ImportError:
    raise UserError(
        "For a database on PostgreSQL a part of Agenda is missing; install it with: pip install 'agenda-tui[office]'"
    ) from None

if TYPE_CHECKING:
    from typing import LiteralString

    from psycopg import Connection
    from psycopg.abc import Query

_LOCK: Final = 0x41474E44  # "AGND"
_CHANNEL: Final = "agenda"
_SCHEMA: Final = "schema"
"""The row of `meta` that says which version the tables are."""

_PATIENCE: Final = "20s"
"""How long one waits for somebody else's lock."""

_LEAVING: Final = 2.0
"""Seconds that leaving waits for what is going on."""

_DEFAULTS: Final = {
    "connect_timeout": "5", "keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3",
    "tcp_user_timeout": "10000", "application_name": "agenda",
}  # fmt: skip
"""Parameters of libpq that an address may say otherwise: a cable that was pulled is noticed within seconds."""

_REFUSED: Final[tuple[tuple[type[psycopg.Error], str], ...]] = (
    (errors.InsufficientPrivilege, N_("The role {role} may only read in {where}; nothing was changed.")),
    (errors.ReadOnlySqlTransaction, N_("{where} can only be read here (it is a replica); nothing was changed.")),
    (errors.DiskFull, N_("The disk of {where} is full; the last change could not be saved. Make room and try again.")),
    (errors.LockNotAvailable, N_("{where} is in use by another program that does not let go; try again in a moment.")),
    (errors.DeadlockDetected, N_("{where} is in use by another program that does not let go; try again in a moment.")),
    (errors.UndefinedTable, N_("{where} is not a database of Agenda; nothing was changed. Choose another one.")),
    (errors.UndefinedColumn, N_("{where} was written by another Agenda; please update this one.")),
)
_ASKS: Final = N_("{where} asks for a password. Put it into PGPASSWORD or a .pgpass file.")
_UNREACHABLE: Final = N_("The database {where} cannot be reached ({what}).")
_OTHER: Final = N_("The database reports an error with {where} ({what}); nothing was changed.")


@cache
def _placeholders(sql: str) -> LiteralString:
    return cast("LiteralString", sql.replace("%", "%%").replace("?", "%s"))


class PostgresTransaction:
    """An open transaction; `wrote` says whether it has touched anything."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.wrote = False

    def all(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Every row of a query."""
        return self._connection.execute(_placeholders(sql), parameters).fetchall()

    def one(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row of a query, None if there is none."""
        return self._connection.execute(_placeholders(sql), parameters).fetchone()

    def run(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Carry out a statement; how many rows it touched."""
        touched = self._connection.execute(_placeholders(sql), parameters).rowcount
        self.wrote = self.wrote or touched > 0
        return touched

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out a statement for each of some rows."""
        with self._connection.cursor() as cursor:
            cursor.executemany(_placeholders(sql), rows)
        self.wrote = True


class Server:
    """Where a database is, and how it is spoken to; a password is never told.

    Attributes:
        where: host and database as a person would name them.
    """

    def __init__(self, address: str, password: str | None) -> None:
        try:
            said = conninfo.conninfo_to_dict(address)
        except psycopg.Error:
            raise UserError("This is no address of a database; write it like postgresql://user@host/agenda.") from None
        if password is not None:
            said["password"] = password
        self._parameters: dict[str, Any] = {**_DEFAULTS, **said}
        host = said.get("host") or os.environ.get("PGHOST") or "localhost"
        self.where = f"{host}/{said.get('dbname') or os.environ.get('PGDATABASE') or said.get('user') or ''}"
        self.role = str(said.get("user") or "")

    def connect(self) -> Connection:
        """A new connection, in which each statement is a transaction unless one is begun.

        Raises:
            PasswordError: the server asks for a password.
            UnreachableError: it does not answer, or refuses.
        """
        with self.in_sentences():
            connection = psycopg.connect(autocommit=True, **self._parameters)
            connection.execute("SELECT set_config('lock_timeout', %s, false)", (_PATIENCE,))
            return connection

    @contextmanager
    def in_sentences(self) -> Generator[None]:
        """Turn the database's complaints into sentences."""
        try:
            yield
        except psycopg.Error as error:
            raise self._sentence(error) from error

    def _sentence(self, error: psycopg.Error) -> UserError:
        for kind, text in _REFUSED:
            if isinstance(error, kind):
                return UserError(text, where=self.where, role=self.role)
        what = self._without_password(_why(error))
        if "no password supplied" in what:
            return PasswordError(_ASKS, where=self.where)
        if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
            return UnreachableError(_UNREACHABLE, where=self.where, what=what)
        return UserError(_OTHER, where=self.where, what=what)

    def _without_password(self, text: str) -> str:
        password = str(self._parameters.get("password") or os.environ.get("PGPASSWORD") or "")
        return text.replace(password, "…") if password else text


def _why(error: psycopg.Error) -> str:
    """The first thing that the library says, without the address it says it of."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    first = next((line for line in lines if "failed:" in line), lines[0])
    return first.rpartition("failed: ")[2].removeprefix("FATAL:").strip()


class PostgresEngine:
    """An office's database; safe to use from several threads and by several programs."""

    looks = 0.2

    def __init__(self, address: str, password: str | None = None) -> None:
        self._server = Server(address, password)
        self._lock = threading.RLock()
        self._connection = self._opened()
        self._live = _Live(self._server, self._connection.info.backend_pid)
        self.role: str | None = self._server.role

    def _opened(self) -> Connection:
        """A connection to a store that was looked over; one without tables becomes a store."""
        connection = self._server.connect()
        try:
            with self._server.in_sentences():
                row = connection.execute("SELECT session_user::text").fetchone()
                self._server.role = str(row[0]) if row else ""
                _check(connection, self._server.where)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _begun(self, begin: Query) -> Generator[Connection]:
        """A transaction that is rolled back unless it has been committed; a connection that was lost is made anew."""
        with self._lock, self._server.in_sentences():
            try:
                if self._connection.closed:
                    raise psycopg.OperationalError("closed")
                self._connection.execute(begin)
            except (psycopg.OperationalError, psycopg.InterfaceError):
                if not self._connection.closed:
                    raise
                self._connection = self._opened()
                self._live.own = self._connection.info.backend_pid
                self._connection.execute(begin)
            connection = self._connection
            try:
                yield connection
            finally:
                if not connection.closed and connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                    with contextlib.suppress(psycopg.Error):
                        connection.execute("ROLLBACK")

    @contextmanager
    def reading(self) -> Generator[PostgresTransaction]:
        """A short transaction that only reads, and sees one state throughout."""
        with self._begun("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as connection:
            yield PostgresTransaction(connection)

    @contextmanager
    def writing(self, trip_id: str | None = None) -> Generator[PostgresTransaction]:
        """A transaction beside which nobody else writes a trip, None for anything; it is told once it is committed."""
        with self._begun("BEGIN") as connection:
            if trip_id is None:
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            else:
                connection.execute("SELECT pg_advisory_xact_lock_shared(%s)", (_LOCK,))
                connection.execute("SELECT 1 FROM trip WHERE id = %s FOR UPDATE", (trip_id,))
            transaction = PostgresTransaction(connection)
            yield transaction
            if transaction.wrote:
                connection.execute("SELECT pg_notify(%s, %s)", (_CHANNEL, trip_id or ""))
            connection.execute("COMMIT")

    def version(self, trip_id: str | None = None) -> int:
        """A number that is another one after somebody else has written; it asks no server.

        Raises:
            UnreachableError: the server does not answer; what changes meanwhile is seen when it does again.
        """
        return self._live.version(trip_id)

    def on_network_drive(self) -> bool:
        """A database is none."""
        return False

    def backup(self, target: Path) -> None:
        """Write a whole copy into a file, which is a store of its own."""
        from trips.store.sqlite import new_file

        with self.reading() as now, new_file(target) as copy:
            _copy_rows(now, copy)

    def restore(self, source: Path) -> Path:
        """Take everything from a copy, brought up to date; what was there is kept in a file of the data folder.

        Nobody writes between the keeping and the taking, so that every save that was acknowledged is in one of the two.
        """
        from trips.store.sqlite import SqliteEngine, free_name, new_file, up_to_date

        kept = data_folder() / "agenda-office.db"
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with up_to_date(source) as ready:
            copy = SqliteEngine(ready)
            kept = free_name(kept)
            try:
                with self.writing() as now:
                    with new_file(kept) as keeping:
                        _copy_rows(now, keeping)
                    for table in reversed(TABLES):
                        now.run(f"DELETE FROM {table}" + _BUT_THE_SCHEMA[table != "meta"])  # noqa: S608 - our tables
                    with copy.reading() as given:
                        _copy_rows(given, now)
            except BaseException:
                kept.unlink(missing_ok=True)
                raise
            finally:
                copy.close()
        return kept

    def copies(self) -> list[Path]:
        """Copies that this program has kept on this machine before it restored one."""
        return sorted(data_folder().glob("agenda-office-*.db"))

    def scrub(self) -> None:
        """Write the tables anew, so that no page of theirs keeps what was removed."""
        with self._lock, self._server.in_sentences():
            for table in TABLES:
                self._connection.execute(cast("LiteralString", f"VACUUM (FULL) {table}"))

    def close(self) -> None:
        """Let go of the database, once nobody uses it; who waits for others' locks is not waited for."""
        self._live.close()
        if self._lock.acquire(timeout=_LEAVING):
            try:
                self._connection.close()
            finally:
                self._lock.release()


_BUT_THE_SCHEMA: Final = (f" WHERE key <> '{_SCHEMA}'", "")


def _copy_rows(source: PostgresTransaction | Any, target: PostgresTransaction | Any) -> None:
    """Every row of a store into another one that has none, the history trip by trip."""
    for table, columns in TABLES.items():
        names = ", ".join(columns)
        into = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - our tables
        which = _BUT_THE_SCHEMA[table != "meta"]
        if table == "revision":
            for (trip_id,) in source.all("SELECT id FROM trip"):
                target.many(into, source.all(f"SELECT {names} FROM revision WHERE trip_id = ?", (trip_id,)))  # noqa: S608
        else:
            target.many(into, source.all(f"SELECT {names} FROM {table}{which}"))  # noqa: S608 - likewise


class _Live:
    """What others have written, as the server tells it to a connection of its own."""

    def __init__(self, server: Server, own: int) -> None:
        self._server = server
        self.own = own
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._told: Counter[str] = Counter()
        self._all = 0
        self._polls = False
        self._failed = 0
        self._again = 0.0
        self._trouble: UserError | None = None

    def version(self, trip_id: str | None) -> int:
        """A number that is another one after somebody else has written."""
        with self._lock:
            if self._polls:
                return int(time.monotonic())
            connection = self._listening()
            try:
                with self._server.in_sentences():
                    for notice in connection.notifies(timeout=0):
                        if notice.pid != self.own:
                            self._told[notice.payload] += 1
                            self._all += 1
            except UserError as lost:
                self._lose(lost)
                raise
            return self._all if trip_id is None else self._told[trip_id] + self._told[""]

    def _listening(self) -> Connection:
        if self._connection is not None:
            return self._connection
        if self._trouble is not None and time.monotonic() < self._again:
            raise self._trouble
        try:
            connection = self._server.connect()
            with self._server.in_sentences():
                connection.execute(f"LISTEN {_CHANNEL}")
        except UserError as refused:
            if isinstance(refused.__cause__, errors.ReadOnlySqlTransaction | errors.ObjectNotInPrerequisiteState):
                self._polls = True  # a replica tells nobody
            self._lose(refused)
            raise
        self._connection, self._trouble, self._failed = connection, None, 0
        self._told[""] += 1  # what was told meanwhile nobody has heard
        self._all += 1
        return connection

    def _lose(self, why: UserError) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._trouble = why
        self._failed += 1
        self._again = time.monotonic() + pause_after(self._failed)

    def close(self) -> None:
        """Listen no longer."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def _check(connection: Connection, where: str) -> None:
    """Refuse what is no store, and bring an older one up to date; several programs may come at once.

    Raises:
        UserError: it is another program's database, or a newer program's.
    """
    version = _version(connection, where)
    if version > VERSION:
        raise UserError("{path} was written by a newer Agenda; please update this one.", path=where)
    if version == VERSION:
        return
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        version = _version(connection, where)
        for script in MIGRATIONS[version:]:
            for statement in statements(script):
                connection.execute(cast("LiteralString", _in_postgres(statement)))
        connection.execute(
            "INSERT INTO meta VALUES (%s, %s) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (_SCHEMA, str(VERSION)),
        )


def _version(connection: Connection, where: str) -> int:
    """The version of the schema; 0 where there is no table of ours yet."""
    query = "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() AND tablename = ANY (%s)"
    known = {name for (name,) in connection.execute(query, (list(TABLES),))}
    if not known:
        return 0
    row = None
    if "meta" in known:
        with contextlib.suppress(errors.UndefinedColumn):
            row = connection.execute("SELECT value FROM meta WHERE key = %s", (_SCHEMA,)).fetchone()
    if row is None or not str(row[0]).isdecimal():
        raise UserError("{where} is not a database of Agenda; nothing was changed. Choose another one.", where=where)
    return int(row[0])


def _in_postgres(statement: str) -> str:
    """A statement of the schema in PostgreSQL's types; texts are in the order that SQLite has them in."""
    return statement.replace("BLOB", "BYTEA").replace(" TEXT", ' TEXT COLLATE "C"')
