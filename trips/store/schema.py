"""The tables, and how an older store becomes a newer one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
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


_ROLE: Final = "ALTER TABLE revision ADD COLUMN role TEXT"
"""Who the database knew the author as, beside the name they gave."""

_OUTBOX: Final = """
CREATE TABLE outbox (
    trip_id TEXT NOT NULL REFERENCES trip (id) ON DELETE CASCADE, id TEXT NOT NULL, reader TEXT NOT NULL,
    what TEXT NOT NULL, method TEXT NOT NULL, number INTEGER NOT NULL, version INTEGER NOT NULL, turn INTEGER NOT NULL,
    made TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, digest TEXT NOT NULL, why TEXT NOT NULL,
    by TEXT NOT NULL, PRIMARY KEY (trip_id, id)
);
"""

_SERVED: Final = """
CREATE TABLE served (
    trip_id TEXT NOT NULL REFERENCES trip (id) ON DELETE CASCADE, calendar TEXT NOT NULL, name TEXT NOT NULL,
    digest TEXT NOT NULL, shown TEXT NOT NULL, etag TEXT NOT NULL, PRIMARY KEY (trip_id, calendar, name, digest)
);
"""

MIGRATIONS: Final[tuple[str, ...]] = (_FIRST, _VERSIONS, _ROLE, _OUTBOX, _SERVED)
"""Script n turns a store of schema version n into one of n + 1; scripts are only ever added."""

VERSION: Final = len(MIGRATIONS)

TABLES: Final[dict[str, tuple[str, ...]]] = {
    "trip": (
        "id", "slug", "rev", "state", "title", "starts", "ends", "updated_at", "updated_by", "doc", "digest",
        "keep_until",
    ),
    "revision": (
        "trip_id", "rev", "at", "by", "save_id", "note", "undoes", "redoes", "doc", "digest", "role",
    ),
    "release": ("trip_id", "number", "rev", "at", "by", "note", "draft", "doc", "digest"),
    "handout": ("trip_id", "reader", "number", "how", "at", "by"),
    "feed": ("name", "trip_id", "reader", "made_at", "revoked_at"),
    "outbox": (
        "trip_id", "id", "reader", "what", "method", "number", "version", "turn", "made", "state", "at", "digest",
        "why", "by",
    ),
    "served": ("trip_id", "calendar", "name", "digest", "shown", "etag"),
    "meta": ("key", "value"),
}  # fmt: skip
"""The tables of a store of this version with their columns, those first that others refer to."""


def statements(script: str) -> Iterator[str]:
    """The statements of a script."""
    return (statement.strip() for statement in script.split(";") if statement.strip())


def migrate(connection: sqlite3.Connection, scripts: tuple[str, ...] = MIGRATIONS) -> None:
    """Bring a store to the version of this program, all or nothing."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for script in scripts[version:]:
            for statement in statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(scripts)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
