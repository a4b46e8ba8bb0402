"""What was put into calendars on a server, so that the next run knows what somebody else has edited there.

That something is being put is committed before it goes. So a run that is killed leaves two states that an event may
have on the server, both of them ours, and no third.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from trips.store.engine import Engine, Transaction


class Served(NamedTuple):
    """A state of an event that was put on a server; never its text.

    Attributes:
        digest: SHA-256 of the bytes, as hexadecimal.
        shown: SHA-256 of what a calendar shows of it.
        etag: what the server called this state (RFC 9110 8.8.3); "" until it has said so.
    """

    digest: str
    shown: str
    etag: str = ""


class ServedEvents:
    """The events of all trips that were put on calendar servers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, trip_id: str, calendar: str) -> dict[str, list[Served]]:
        """What was put into a calendar, by the names under which it lies there."""
        sql = "SELECT name, digest, shown, etag FROM served WHERE trip_id = ? AND calendar = ? ORDER BY name, digest"
        found: defaultdict[str, list[Served]] = defaultdict(list)
        with self._engine.reading() as now:
            for name, digest, shown, etag in now.all(sql, (trip_id, calendar)):
                found[name].append(Served(digest, shown, etag))
        return dict(found)

    def going(self, trip_id: str, calendar: str, name: str, state: Served) -> None:
        """Note that a state is put there now; what was there before stays noted beside it."""
        with self._engine.writing(trip_id) as now:
            now.run(
                "INSERT INTO served VALUES (?, ?, ?, ?, ?, '') ON CONFLICT DO NOTHING",
                (trip_id, calendar, name, state.digest, state.shown),
            )

    def arrived(self, trip_id: str, calendar: str, name: str, state: Served) -> None:
        """Note that a state is there, and nothing else that we put."""
        with self._engine.writing(trip_id) as now:
            _forget(now, trip_id, calendar, name)
            now.run("INSERT INTO served VALUES (?, ?, ?, ?, ?, ?)", (trip_id, calendar, name, *state))

    def gone(self, trip_id: str, calendar: str, name: str) -> None:
        """Forget an event that is not there any more."""
        with self._engine.writing(trip_id) as now:
            _forget(now, trip_id, calendar, name)


def _forget(now: Transaction, trip_id: str, calendar: str, name: str) -> None:
    now.run("DELETE FROM served WHERE trip_id = ? AND calendar = ? AND name = ?", (trip_id, calendar, name))
