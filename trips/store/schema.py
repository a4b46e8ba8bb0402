"""The tables, and how an older store becomes a newer one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final

APPLICATION_ID: Final = 0x41474E44  # "AGND"

_FIRST: Final = """
CREATE TABLE trip (
    id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL, state TEXT NOT NULL, title TEXT NOT NULL,
    starts TEXT, ends TEXT, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, doc BLOB NOT NULL, digest BLOB NOT NULL
);
CREATE TABLE revision (
    trip_id TEXT NOT NULL REFERENCES trip (id) ON DELETE CASCADE, rev INTEGER NOT NULL, at TEXT NOT NULL,
    by TEXT NOT NULL, save_id TEXT NOT NULL UNIQUE, note TEXT NOT NULL, undoes INTEGER, redoes INTEGER,
    doc BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (trip_id, rev)
);
CREATE TABLE release (
    trip_id TEXT NOT NULL REFERENCES trip (id) ON DELETE CASCADE, number INTEGER NOT NULL, rev INTEGER NOT NULL,
    at TEXT NOT NULL, by TEXT NOT NULL, note TEXT NOT NULL, doc BLOB NOT NULL, digest BLOB NOT NULL,
    PRIMARY KEY (trip_id, number)
);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


_VERSIONS: Final = """
DROP TABLE release;
CREATE TABLE release (
    trip_id TEXT NOT NULL REFERENCES trip (id) ON DELETE CASCADE, number INTEGER NOT NULL, rev INTEGER NOT NULL,
    at TEXT NOT NULL, by TEXT NOT NULL, note TEXT NOT NULL, draft BLOB NOT NULL, doc BLOB NOT NULL,
    digest BLOB NOT NULL, PRIMARY KEY (trip_id, number)
);
CREATE TABLE handout (
    trip_id TEXT NOT NULL REFERENCES trip (id) ON DELETE CASCADE, reader TEXT NOT NULL, number INTEGER NOT NULL,
    how TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, PRIMARY KEY (trip_id, reader, number, how)
);
CREATE TABLE feed (
    name TEXT PRIMARY KEY, trip_id TEXT NOT NULL REFERENCES trip (id) ON DELETE CASCADE, reader TEXT NOT NULL,
    made_at TEXT NOT NULL, revoked_at TEXT
);
ALTER TABLE trip ADD COLUMN keep_until TEXT;
"""
"""No program ever wrote into the table of releases that the first schema had."""


def _steps(script: str) -> Callable[[sqlite3.Connection], None]:
    def run(connection: sqlite3.Connection) -> None:
        for statement in script.split(";"):
            if statement.strip():
                connection.execute(statement)

    return run


MIGRATIONS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (_steps(_FIRST), _steps(_VERSIONS))
"""Step n turns a store of schema version n into one of n + 1; steps are only ever added."""

VERSION: Final = len(MIGRATIONS)


def migrate(
    connection: sqlite3.Connection, steps: tuple[Callable[[sqlite3.Connection], None], ...] = MIGRATIONS
) -> None:
    """Bring a store to the version of this program, all or nothing."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for step in steps[version:]:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
