"""Who was given which version, and the unguessable names of the feeds."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from trips.history.releases import Delivery, How

if TYPE_CHECKING:
    from trips.store.engine import Engine

_LETTERS: Final = "abcdefghijkmnpqrstuvwxyz23456789"
_LENGTH: Final = 26
"""Letters of a feed's name: 26 of 32 are 130 bits, more than anybody can try."""


class Feed(NamedTuple):
    """The name under which a reader's page and calendar are published; `revoked` if it must not be there any more."""

    name: str
    reader: str
    revoked: bool


class Handouts:
    """The ledger of what was handed out, and of the names it lies under."""

    def __init__(self, engine: Engine, by: str) -> None:
        self._engine = engine
        self._by = by

    def give(self, trip_id: str, readers: Iterable[str], number: int, how: How) -> None:
        """Note that readers were given a version; who has it already is not noted again."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with self._engine.writing(trip_id) as now:
            for reader in readers:
                now.run(
                    "INSERT INTO handout VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (trip_id, reader, number, how, at, self._by),
                )

    def ledger(self, trip_id: str) -> list[Delivery]:
        """Everything that was handed out, the oldest first."""
        sql = "SELECT reader, number, how, at, by FROM handout WHERE trip_id = ? ORDER BY at, number, reader, how"
        with self._engine.reading() as now:
            rows = now.all(sql, (trip_id,))
        return [Delivery(reader, number, how, datetime.fromisoformat(at), by) for reader, number, how, at, by in rows]

    def adopt(self, trip_id: str, entries: Iterable[Delivery]) -> None:
        """Take over what another office has handed out, from a trip file; what is noted already stays."""
        with self._engine.writing(trip_id) as now:
            for entry in entries:
                now.run(
                    "INSERT INTO handout VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (trip_id, entry.reader, entry.number, entry.how, entry.at.isoformat(timespec="seconds"), entry.by),
                )

    def take_back(self, trip_id: str, number: int) -> int:
        """Forget that the kit of a version was given to anybody: it was never sent; how many entries that were."""
        sql = "DELETE FROM handout WHERE trip_id = ? AND number = ? AND how = 'kit'"
        with self._engine.writing(trip_id) as now:
            return now.run(sql, (trip_id, number))

    def held(self, trip_id: str, before: int | None = None) -> dict[str, int]:
        """The newest version that each reader was given; with `before`, the newest that is older than it."""
        newest: dict[str, int] = {}
        for delivery in self.ledger(trip_id):
            if before is None or delivery.number < before:
                newest[delivery.reader] = max(delivery.number, newest.get(delivery.reader, 0))
        return newest

    def feeds(self, trip_id: str) -> list[Feed]:
        """The names of the feeds of a trip, the revoked ones too."""
        sql = "SELECT name, reader, revoked_at FROM feed WHERE trip_id = ? ORDER BY made_at, name"
        with self._engine.reading() as now:
            return [Feed(name, reader, revoked is not None) for name, reader, revoked in now.all(sql, (trip_id,))]

    def names(self, trip_id: str, readers: Iterable[str]) -> dict[str, str]:
        """The name of each reader's feed; who has none yet gets one, which then stays."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        with self._engine.writing(trip_id) as now:
            rows = now.all("SELECT reader, name FROM feed WHERE trip_id = ? AND revoked_at IS NULL", (trip_id,))
            known = {str(reader): str(name) for reader, name in rows}
            for reader in readers:
                if reader not in known:
                    known[reader] = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
                    now.run("INSERT INTO feed VALUES (?, ?, ?, ?, NULL)", (known[reader], trip_id, reader, at))
        return known

    def revoke(self, trip_id: str, reader: str) -> bool:
        """Take a reader's name away, so that the next publication has another one; whether there was one."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        sql = "UPDATE feed SET revoked_at = ? WHERE trip_id = ? AND reader = ? AND revoked_at IS NULL"
        with self._engine.writing(trip_id) as now:
            return now.run(sql, (at, trip_id, reader)) > 0

    def address(self, trip_id: str) -> str:
        """The web address that a trip was last published under; empty if none was named."""
        with self._engine.reading() as now:
            row = now.one("SELECT value FROM meta WHERE key = ?", (f"address {trip_id}",))
        return str(row[0]) if row else ""

    def set_address(self, trip_id: str, address: str) -> None:
        """Remember the web address that a trip is published under."""
        sql = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        with self._engine.writing(trip_id) as now:
            now.run(sql, (f"address {trip_id}", address))
