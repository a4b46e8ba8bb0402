"""What was put on calendar servers: both states of an event that is being put are known, then only the one that is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.trips.store.test_outbox import filled
from trips.store import open_store
from trips.store.schema import MIGRATIONS, migrate
from trips.store.served import Served

CALENDAR = "https://cloud.example.org/x/"


def test_both_states_are_known_until_the_new_one_has_arrived(where: Path | str) -> None:
    old, new = Served("d1", "s1", '"1"'), Served("d2", "s2")
    with open_store(where) as store:
        trip, served = filled(store), store.served
        served.going(trip.id, CALENDAR, "a.ics", old._replace(etag=""))
        served.arrived(trip.id, CALENDAR, "a.ics", old)
        served.going(trip.id, CALENDAR, "a.ics", new)
        served.going(trip.id, CALENDAR, "a.ics", new)
        assert served.of(trip.id, CALENDAR) == {"a.ics": [old, new]}
        served.arrived(trip.id, CALENDAR, "a.ics", new._replace(etag='"2"'))
        assert served.of(trip.id, CALENDAR) == {"a.ics": [new._replace(etag='"2"')]}
        assert served.of(trip.id, "https://other.example.org/x/") == {}
        served.gone(trip.id, CALENDAR, "a.ics")
        assert served.of(trip.id, CALENDAR) == {}


def test_backup_and_restore_keep_it_and_it_goes_with_the_trip(where: Path | str, tmp_path: Path) -> None:
    state = Served("d1", "s1", '"1"')
    with open_store(where) as store:
        trip = filled(store)
        store.served.arrived(trip.id, CALENDAR, "a.ics", state)
        store.backup(tmp_path / "copy.db")
        store.served.gone(trip.id, CALENDAR, "a.ics")
        store.restore(tmp_path / "copy.db")
        assert store.served.of(trip.id, CALENDAR) == {"a.ics": [state]}
        store.remove(trip.id)
        assert store.served.of(trip.id, CALENDAR) == {}


def test_a_store_of_before_gets_it(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:4])
    with open_store(path) as store:
        trip = filled(store)
        store.served.arrived(trip.id, CALENDAR, "a.ics", Served("d", "s", "e"))
        assert store.served.of(trip.id, CALENDAR) == {"a.ics": [Served("d", "s", "e")]}
