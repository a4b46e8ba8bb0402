"""An office's store on PostgreSQL: live, never lost, and what is refused is said."""

from __future__ import annotations

import os
import signal
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

psycopg = pytest.importorskip("psycopg")

from agenda.tui.app import AgendaApp  # noqa: E402 - behind the check for psycopg
from tests.support.postgres import OfficeServer  # noqa: E402 - behind the check for psycopg
from tests.support.processes import forked  # noqa: E402
from tests.support.screens import saved, screen_text, type_text  # noqa: E402
from tests.support.screens import until as until_shown  # noqa: E402
from tests.trips.store.test_store import NOTE, a_trip  # noqa: E402
from trips.edits.items import change_item  # noqa: E402
from trips.i18n.language import Message, UserError  # noqa: E402
from trips.model.entities import Person, changed  # noqa: E402
from trips.store import PasswordError, Store, UnreachableError, open_store  # noqa: E402
from trips.store.schema import TABLES, VERSION  # noqa: E402


@pytest.fixture
def address(office_server: OfficeServer) -> str:
    """The address of an empty database."""
    return office_server.database()


@pytest.fixture
def own_server() -> Iterator[OfficeServer]:
    """A server that a test may stop, as durable as an office's."""
    server = OfficeServer(durable=True)
    yield server
    server.remove()


def until(true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_only_the_trip_that_somebody_else_has_written_is_told(address: str) -> None:
    with open_store(address) as mine, open_store(address) as other:
        one, two = other.create(a_trip(), NOTE), other.create(a_trip(), NOTE)
        seen = {saved.trip.id: mine.version(saved.trip.id) for saved in (one, two)}
        everything = mine.version()
        other.save(one, changed(one.trip, title="x"), NOTE)
        until(lambda: mine.version(one.trip.id) != seen[one.trip.id])
        assert mine.version(two.trip.id) == seen[two.trip.id]
        assert mine.version() != everything
        seen[two.trip.id] = other.version(two.trip.id)
        other.save(two, changed(two.trip, title="y"), NOTE)
        time.sleep(0.1)
        assert other.version(two.trip.id) == seen[two.trip.id], "one's own saves are no news"


def test_two_trips_never_wait_for_each_other(address: str) -> None:
    with open_store(address) as mine, open_store(address) as other:
        one, two = mine.create(a_trip(), NOTE), mine.create(a_trip(), NOTE)
        with mine._engine.writing(one.trip.id):
            started = time.monotonic()
            assert other.save(two, changed(two.trip, title="y"), NOTE).saved.rev == 2
            assert time.monotonic() - started < 5
        writer = threading.Thread(target=lambda: other.save(one, changed(one.trip, title="z"), NOTE))
        with mine._engine.writing(one.trip.id):
            writer.start()
            writer.join(0.3)
            assert writer.is_alive(), "the same trip waits"
        writer.join(10)
        assert mine.load(one.trip.id).trip.title == "z"


def test_a_first_start_of_several_programs_makes_one_store(address: str) -> None:
    children = [forked(lambda: open_store(address).close()) for _ in range(6)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    with open_store(address) as store:
        assert store.trips() == []


def test_the_history_has_the_name_and_the_role_beside_it(office_server: OfficeServer, address: str) -> None:
    trip = a_trip()
    with open_store(address, by="Anna") as store:
        store.create(trip, NOTE)
        assert [revision.author for revision in store.history(trip.id)] == ["Anna (postgres)"]
    with open_store(address, by="postgres") as store:
        store.set_state(trip.id, "active")
        store.save(store.load(trip.id), changed(trip, title="x"), NOTE)
        assert store.history(trip.id)[-1].author == "postgres"


def test_a_role_that_may_only_read_shows_and_changes_nothing(office_server: OfficeServer, address: str) -> None:
    trip = a_trip()
    with open_store(address) as store:
        saved = store.create(trip, NOTE)
    database = address.rpartition("/")[2]
    office_server.sql(
        "DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
        database,
    )
    with open_store(office_server.address(database, "reader")) as store:
        assert store.load(trip.id).trip == trip
        assert store.trips()[0].title == trip.title
        with pytest.raises(UserError, match=r"The role reader may only read in 127\.0\.0\.1/office_"):
            store.save(saved, changed(trip, title="x"), NOTE)
        assert store.load(trip.id).trip == trip


def test_another_programs_database_is_left_alone(office_server: OfficeServer, address: str) -> None:
    office_server.sql("CREATE TABLE trip (id integer)", address.rpartition("/")[2])
    with pytest.raises(UserError, match="is not a database of Agenda; nothing was changed"):
        open_store(address)


def test_a_newer_store_is_left_alone(office_server: OfficeServer, address: str) -> None:
    open_store(address).close()
    office_server.sql(f"UPDATE meta SET value = '{VERSION + 1}' WHERE key = 'schema'", address.rpartition("/")[2])
    with pytest.raises(UserError, match="was written by a newer Agenda"):
        open_store(address)


def test_an_older_schema_is_brought_up_to_date_with_what_it_holds(office_server: OfficeServer, address: str) -> None:
    trip = a_trip()
    with open_store(address) as store:
        store.create(trip, NOTE)
    office_server.sql(
        "ALTER TABLE revision DROP COLUMN role; DROP TABLE outbox; DROP TABLE served;"
        " UPDATE meta SET value = '2' WHERE key = 'schema'",
        address.rpartition("/")[2],
    )
    children = [forked(lambda: open_store(address).close()) for _ in range(4)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    with open_store(address) as store:
        assert store.load(trip.id).trip == trip
        assert len(store.history(trip.id)) == 1


def test_what_cannot_be_reached_is_said_without_the_password(office_server: OfficeServer) -> None:
    with pytest.raises(UnreachableError, match=r"The database 127\.0\.0\.1/agenda cannot be reached") as refused:
        open_store("postgresql://anna:secret@127.0.0.1:1/agenda")
    assert "secret" not in str(refused.value)
    with pytest.raises(UnreachableError, match=r"cannot be reached .*nobody_here") as refused:
        open_store(office_server.address("nobody_here"))
    with pytest.raises(UserError, match="This is no address of a database"):
        open_store("postgresql://anna@[::/agenda")


def test_a_password_is_asked_for_and_never_told(office_server: OfficeServer) -> None:
    office_server.sql("DROP DATABASE IF EXISTS guarded")
    office_server.sql("DROP ROLE IF EXISTS anna; CREATE ROLE anna LOGIN PASSWORD 'geheim'")
    office_server.sql("CREATE DATABASE guarded OWNER anna")
    address = office_server.address("guarded", "anna")
    with pytest.raises(PasswordError, match="asks for a password"):
        open_store(address)
    with pytest.raises(UnreachableError) as refused:
        open_store(address, password="wrong-geheim")
    assert "wrong-geheim" not in str(refused.value)
    with open_store(address, password="geheim") as store:
        assert store.trips() == []


def test_moving_to_a_server_and_back_loses_nothing(address: str, tmp_path: Path) -> None:
    trip = a_trip()
    with open_store(tmp_path / "one.db", by="Anna") as store:
        saved = store.create(trip, NOTE)
        saved = store.save(saved, change_item(saved.trip, trip.items[0].id, title="Neu"), NOTE).saved
        store.versions.issue(trip.id, saved.rev, "erste")
        store.handouts.give(trip.id, ["person:anna"], 1, "kit")
        names = store.handouts.names(trip.id, ["person:anna"])
        store.handouts.set_address(trip.id, "https://example.org/koeln/")
        store.backup(tmp_path / "copy.db")
        before = _everything(store, trip.id)
    with open_store(address) as store:
        store.create(a_trip(title="There before"), NOTE)
        kept = store.restore(tmp_path / "copy.db")
        assert _everything(store, trip.id) == before
        assert store.handouts.names(trip.id, ["person:anna"]) == names
        store.backup(tmp_path / "back.db")
    with open_store(kept) as store:
        assert [listed.title for listed in store.trips()] == ["There before"]
    with open_store(tmp_path / "two.db") as store:
        store.restore(tmp_path / "back.db")
        assert _everything(store, trip.id) == before


def _everything(store: Store, trip_id: str) -> list[object]:
    """What a store has of a trip."""
    return [
        store.load(trip_id), store.history(trip_id), store.load_revision(trip_id, 1), store.versions.load(trip_id),
        store.handouts.ledger(trip_id), store.handouts.feeds(trip_id), store.handouts.address(trip_id), store.trips(),
    ]  # fmt: skip


def test_a_restart_of_the_server_is_not_noticed_but_for_a_moment(own_server: OfficeServer) -> None:
    trip = a_trip()
    with open_store(own_server.database()) as store:
        saved = store.create(trip, NOTE)
        seen = store.version(trip.id)
        own_server.stop()
        until(lambda: _version(store, trip.id) is None)
        with pytest.raises(UnreachableError):
            store.save(saved, changed(trip, title="lost?"), NOTE, save_id="a")
        own_server.start()
        saved = store.save(saved, changed(trip, title="kept"), NOTE, save_id="a").saved
        until(lambda: _version(store, trip.id) not in (None, seen))
        assert store.load(trip.id).trip.title == "kept"


def _version(store: Store, trip_id: str) -> int | None:
    try:
        return store.version(trip_id)
    except UnreachableError:
        return None


@pytest.mark.parametrize("turn", range(3))
def test_a_server_that_is_killed_keeps_every_save_it_has_acknowledged(
    own_server: OfficeServer, tmp_path: Path, turn: int
) -> None:
    trip = a_trip()
    address = own_server.database()
    with open_store(address) as store:
        store.create(trip, NOTE)
    told = tmp_path / "told"

    def write() -> None:
        with open_store(address) as store, told.open("a") as file:
            saved = store.load(trip.id)
            for number in range(10_000):
                saved = store.save(saved, changed(saved.trip, title=str(number)), NOTE, save_id=f"{number}").saved
                file.write(f"{number}\n")
                file.flush()

    writer = forked(write)
    until(lambda: told.exists() and told.stat().st_size > 20)
    own_server.kill()
    os.waitpid(writer, 0)
    own_server.start()
    acknowledged = {int(line) for line in told.read_text().splitlines()}
    with open_store(address) as store, store._engine.reading() as now:
        there = {row[0] for row in now.all("SELECT save_id FROM revision")}
    assert {str(number) for number in acknowledged} <= there


def test_programs_that_are_killed_lose_nothing_that_was_acknowledged(address: str, tmp_path: Path) -> None:
    trip = a_trip()
    with open_store(address) as store:
        store.create(trip, NOTE)
    told = tmp_path / "told"

    def write() -> None:
        with open_store(address) as store, told.open("a") as file:
            for number in range(10_000):
                saved, name = store.load(trip.id), f"{os.getpid()} {number}"
                store.save(saved, changed(saved.trip, title=name), NOTE, save_id=name, insist=True)
                file.write(f"{name}\n")
                file.flush()

    for n in range(20):
        writer = forked(write)
        time.sleep(0.12 + n % 5 * 0.02)
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    acknowledged = set(told.read_text().splitlines())
    with open_store(address) as store, store._engine.reading() as now:
        there = {row[0] for row in now.all("SELECT save_id FROM revision")}
    assert len(acknowledged) > 10
    assert acknowledged <= there


def test_erasing_leaves_nobody_in_any_row(address: str) -> None:
    trip = changed(a_trip(), people=(Person(key="mia", name="Mia Kanarienvogel", delegate=True),))
    with open_store(address) as store:
        saved = store.create(trip, NOTE)
        mine = change_item(saved.trip, trip.items[0].id, note="Mia Kanarienvogel holt ab", people=("mia",))
        saved = store.save(saved, mine, Message("Mia Kanarienvogel")).saved
        store.versions.issue(trip.id, saved.rev, "für Mia Kanarienvogel")
        store.handouts.give(trip.id, ["person:mia"], 1, "kit")
        store.erasing.erase("Mia Kanarienvogel")
        with store._engine.reading() as now:
            rows = [row for table in TABLES for row in now.all(f"SELECT * FROM {table}")]
    told = [zlib.decompress(value) if value[:1] == b"x" else value for row in rows for value in row
            if isinstance(value, bytes)]  # fmt: skip
    said = [str(value) for row in rows for value in row if not isinstance(value, bytes)]
    assert len(told) > 4
    assert not any(b"Kanarien" in text for text in told)
    assert not any("kanarien" in text.lower() for text in said)


async def test_the_editor_is_live_works_on_without_the_server_and_saves_when_it_is_back(
    own_server: OfficeServer,
) -> None:
    trip, address = a_trip(), own_server.database()
    with open_store(address, by="Anna") as store, open_store(address, by="Bert") as colleague:
        store.create(trip, NOTE)
        async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
            await until_shown(pilot, lambda: "Punkt 0" in screen_text(pilot.app))
            theirs = colleague.load(trip.id)
            colleague.save(theirs, change_item(theirs.trip, trip.items[1].id, title="Von Bert"), NOTE)
            await until_shown(pilot, lambda: "Von Bert" in screen_text(pilot.app))
            own_server.stop()
            await until_shown(pilot, lambda: "NO CONNECTION" in screen_text(pilot.app))
            await type_text(pilot, "Thu 15:00 Offline")
            await pilot.press("enter")
            await until_shown(pilot, lambda: "NOT SAVED" in screen_text(pilot.app))
            own_server.start()
            await saved(pilot)
            assert "NOT SAVED" not in screen_text(pilot.app)
        titles = [item.title for item in colleague.load(trip.id).trip.items]
    assert titles == ["Punkt 0", "Von Bert", "Punkt 2", "Offline"]
