"""The store: nothing acknowledged is lost, nobody's edit is lost, every fault has its sentence."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from tests.support.processes import forked
from trips.edits.days import set_dates
from trips.edits.items import add_item, change_item, remove_items
from trips.i18n.language import Message, UserError
from trips.model.entities import Item, changed, new_id
from trips.model.trip import Trip
from trips.store import ConflictError, Store, open_store
from trips.store.location import author, data_folder
from trips.store.schema import MIGRATIONS, VERSION, migrate
from trips.store.undo import Step, undoable

NOTE = Message("test")
_OPENED: list[Store] = []


def a_trip(items: int = 3, title: str = "Köln") -> Trip:
    trip = set_dates(Trip(id=new_id(), title=title), date(2025, 10, 9), date(2025, 10, 10))
    for n in range(items):
        trip = add_item(trip, Item(id=new_id(), title=f"Punkt {n}", day=trip.days[0].id))
    return trip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "agenda.db"


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Nobody leaves a store open: from Python 3.13 on that is told."""
    yield
    while _OPENED:
        _OPENED.pop().close()


def as_user(where: Path | str, name: str) -> Store:
    _OPENED.append(open_store(where, by=name))
    return _OPENED[-1]


def kept_by(where: Path | str) -> Path:
    """The folder in which a store keeps what was there before it was restored."""
    return where.parent if isinstance(where, Path) else data_folder()


def test_what_is_saved_is_there(where: Path | str) -> None:
    trip = a_trip()
    with open_store(where) as store:
        saved = store.create(trip, NOTE)
        store.save(saved, change_item(trip, trip.items[0].id, title="Neu"), NOTE)
    with open_store(where) as store:
        again = store.load(trip.id)
        assert again.trip.items[0].title == "Neu"
        assert again.rev == 2
        assert [(one.slug, one.starts, one.ends) for one in store.trips()] == [("koeln", "2025-10-09", "2025-10-10")]
    assert os.name == "nt" or isinstance(where, str) or stat.S_IMODE(where.stat().st_mode) == 0o600


def test_trips_are_found_by_a_unique_beginning(where: Path | str) -> None:
    with open_store(where) as store:
        for title in ("Köln", "Kölner Runde", "Bonn", "Bonn"):
            store.create(a_trip(title=title), NOTE)
        assert store.find("bonn-2").title == "Bonn"
        assert store.find("koeln").title == "Köln"
        assert store.find("koelner").title == "Kölner Runde"
        with pytest.raises(UserError, match="could be koeln"):
            store.find("koe")
        with pytest.raises(UserError, match='did you mean "bonn"'):
            store.find("bon1")


def test_two_people_edit_different_things(where: Path | str) -> None:
    trip = a_trip()
    one, two = as_user(where, "a"), as_user(where, "b")
    base = one.create(trip, NOTE)
    one.save(base, change_item(trip, trip.items[0].id, title="A"), NOTE)
    outcome = two.save(base, change_item(trip, trip.items[1].id, title="B"), NOTE)
    assert [item.title for item in outcome.saved.trip.items] == ["A", "B", "Punkt 2"]
    assert outcome.conflicts == ()


def test_a_conflict_is_refused_or_the_later_wins(where: Path | str) -> None:
    trip = a_trip()
    one, two = as_user(where, "a"), as_user(where, "b")
    base = one.create(trip, NOTE)
    one.save(base, change_item(trip, trip.items[0].id, title="A"), NOTE)
    mine = change_item(trip, trip.items[0].id, title="B")
    with pytest.raises(ConflictError, match="somebody else changed title"):
        two.save(base, mine, NOTE)
    assert two.load(trip.id).rev == 2
    outcome = two.save(base, mine, NOTE, insist=True)
    assert outcome.saved.trip.items[0].title == "B"
    assert [conflict.theirs for conflict in outcome.conflicts] == ["A"]


def test_a_save_whose_answer_got_lost_is_done_once(where: Path | str) -> None:
    trip = a_trip()
    with open_store(where) as store:
        base = store.create(trip, NOTE)
        mine, save_id = change_item(trip, trip.items[0].id, title="A"), uuid4().hex
        first = store.save(base, mine, NOTE, save_id=save_id)
        again = store.save(base, mine, NOTE, save_id=save_id)
        assert first.saved == again.saved
        assert len(store.history(trip.id)) == 2


def test_a_save_that_is_tried_again_after_a_colleagues_edit_leaves_that_alone(where: Path | str) -> None:
    trip = a_trip()
    one, two = as_user(where, "a"), as_user(where, "b")
    base = one.create(trip, NOTE)
    mine, save_id = change_item(trip, trip.items[0].id, title="A"), uuid4().hex
    after = one.save(base, mine, NOTE, save_id=save_id).saved
    theirs = two.save(after, change_item(after.trip, trip.items[0].id, title="B"), NOTE).saved
    again = one.save(base, mine, NOTE, save_id=save_id)
    assert (again.saved, again.conflicts) == (theirs, ())
    assert len(one.history(trip.id)) == 3


def test_undo_takes_back_mine_and_leaves_yours_also_after_a_restart(where: Path | str) -> None:
    trip = a_trip()
    mine, yours = as_user(where, "a"), as_user(where, "b")
    base = mine.create(trip, NOTE)
    after = mine.save(base, change_item(trip, trip.items[0].id, title="mine"), NOTE).saved
    yours.save(after, change_item(after.trip, trip.items[1].id, title="yours"), NOTE)
    mine.close()

    mine = as_user(where, "a")
    assert [item.title for item in mine.undo(trip.id).saved.trip.items] == ["Punkt 0", "yours", "Punkt 2"]
    with pytest.raises(UserError, match="nothing of yours to undo"):
        mine.undo(trip.id)
    mine.close()

    mine = as_user(where, "a")
    assert [item.title for item in mine.redo(trip.id).saved.trip.items] == ["mine", "yours", "Punkt 2"]
    with pytest.raises(UserError, match="nothing to redo"):
        mine.redo(trip.id)


def test_undo_brings_back_what_was_removed_in_its_place(where: Path | str) -> None:
    trip = a_trip()
    with open_store(where) as store:
        base = store.create(trip, NOTE)
        store.save(base, remove_items(trip, [trip.items[1].id]), NOTE)
        assert store.undo(trip.id).saved.trip == trip


def test_what_can_be_undone_follows_from_the_history() -> None:
    steps = [Step(1, None, None), Step(2, None, None), Step(3, None, None), Step(4, 3, None), Step(5, 2, None)]
    assert undoable(steps).undo == ()
    assert undoable(steps).redo == (4, 5)
    assert undoable([*steps, Step(6, None, 5)]).undo == (6,)
    assert undoable([*steps, Step(6, None, None)]) == ((6,), ())


def test_a_hundred_kills_lose_nothing_that_was_acknowledged(path: Path) -> None:
    trip = a_trip(20)
    with open_store(path) as store:
        store.create(trip, NOTE)
    chance = random.Random(7)
    ready, ack = os.pipe()
    os.set_blocking(ready, False)
    acknowledged = b""

    def write() -> None:
        with open_store(path) as store:
            while True:
                saved = store.load(trip.id)
                mine = change_item(saved.trip, saved.trip.items[chance.randrange(20)].id, note=f"{saved.rev}" * 50)
                outcome = store.save(saved, mine, NOTE)
                os.write(ack, outcome.saved.rev.to_bytes(4, "big"))

    kills, rev = 0, 1
    while kills < 100 or rev <= 30:
        pid = forked(write)
        time.sleep(chance.uniform(0.002, 0.03))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        kills += 1
        with open_store(path) as store:
            rev = store.load(trip.id).rev
            try:
                acknowledged += os.read(ready, 1 << 20)
            except BlockingIOError:
                continue
            last = int.from_bytes(acknowledged[-4:], "big")
            assert rev in (last, last + 1)
    with open_store(path) as store:
        assert [one.rev for one in store.history(trip.id)] == list(range(1, rev + 1))
        assert all(store.load_revision(trip.id, one) for one in range(1, rev + 1))


def test_eight_processes_on_one_trip_lose_no_edit(where: Path | str) -> None:
    trip = a_trip(8)
    with open_store(where) as store:
        store.create(trip, NOTE)

    def work(n: int) -> Callable[[], None]:
        def run() -> None:
            store = as_user(where, f"user{n}")
            saved = store.load(trip.id)
            for turn in range(15):
                mine = change_item(saved.trip, trip.items[n].id, note=f"{n}:{turn}", staff_note="x" * turn)
                saved = store.save(saved, mine, NOTE).saved

        return run

    children = [forked(work(n)) for n in range(8)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    with open_store(where) as store:
        assert [item.note for item in store.load(trip.id).trip.items] == [f"{n}:14" for n in range(8)]
        assert len(store.history(trip.id)) == 1 + 8 * 15


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"Sehr geehrte Damen und Herren", "is not a database of Agenda"),
        (b"\x00" * 8192, "is not a database of Agenda"),
    ],
)
def test_what_is_no_store_is_left_alone(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    with pytest.raises(UserError, match=said):
        open_store(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE trip (id)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="is not a database of Agenda"):
        open_store(path)
    assert path.read_bytes() == before


def filled(where: Path | str) -> Trip:
    trip = a_trip(60)
    with open_store(where) as store:
        saved = store.create(trip, NOTE)
        for turn in range(30):
            mine = change_item(saved.trip, trip.items[turn].id, note=os.urandom(300).hex())
            saved = store.save(saved, mine, NOTE).saved
    return saved.trip


def test_a_truncated_store_says_so_and_stays_as_it_is(path: Path) -> None:
    filled(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(UserError, match="is damaged; nothing was changed"):
        open_store(path)
    assert path.read_bytes() == data[: len(data) // 2]


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_never_give_a_wrong_trip(path: Path, seed: int) -> None:
    trip = filled(path)
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)
    where = chance.randrange(200, len(data) - 64)
    data[where : where + 64] = chance.randbytes(64)
    path.write_bytes(data)
    refused = ""
    try:
        with open_store(path) as store:
            assert store.load(trip.id).trip == trip
    except UserError as error:
        refused = str(error)
    assert refused == "" or any(said in refused for said in ("damaged", "not a store", "newer"))


def test_rot_inside_a_trip_is_seen(path: Path) -> None:
    trip = filled(path)
    with sqlite3.connect(path) as raw:
        (doc,) = raw.execute("SELECT doc FROM trip").fetchone()
        raw.execute("UPDATE trip SET doc = ?", (doc[:100] + bytes([doc[100] ^ 1]) + doc[101:],))
    raw.close()
    with open_store(path) as store, pytest.raises(UserError, match="damaged on the disk"):
        store.load(trip.id)


def test_a_full_disk_keeps_what_was_saved_and_goes_on_when_there_is_room(path: Path) -> None:
    trip = filled(path)
    with open_store(path) as store:
        saved = store.load(trip.id)
        connection = store._engine._connection
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        large = change_item(saved.trip, trip.items[0].id, note=os.urandom(9000).hex())
        with pytest.raises(UserError, match="The disk is full"):
            store.save(saved, large, NOTE)
        assert store.load(trip.id) == saved
        connection.execute("PRAGMA max_page_count = 1000000")
        assert store.save(saved, large, NOTE).saved.rev == saved.rev + 1


def test_a_file_that_may_not_grow_is_told(path: Path) -> None:
    trip = filled(path)
    said = path.with_name("said")

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        size = path.stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        with open_store(path) as store:
            saved = store.load(trip.id)
            try:
                store.save(saved, change_item(saved.trip, trip.items[0].id, note=os.urandom(9000).hex()), NOTE)
            except UserError as error:
                said.write_text(str(error))

    assert os.waitpid(forked(work), 0)[1] == 0
    assert "disk" in said.read_text()
    with open_store(path) as store:
        assert store.load(trip.id).trip == trip


@pytest.fixture
def open_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_folder_can_be_read_and_says_that_it_cannot_be_written(open_folder: Path) -> None:
    path = open_folder / "agenda.db"
    trip = filled(path)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    reader, writer = os.pipe()

    def work() -> None:
        if os.getuid() == 0:
            os.setuid(65534)
        with open_store(path) as store:
            saved = store.load(trip.id)
            try:
                store.save(saved, changed(saved.trip, title="x"), NOTE)
            except UserError as error:
                os.write(writer, str(error).encode())
        try:
            open_store(open_folder / "new.db")
        except UserError as error:
            os.write(writer, str(error).encode())

    assert os.waitpid(forked(work), 0)[1] == 0
    said = os.read(reader, 10_000).decode()
    assert "is read-only. Nothing was changed." in said
    assert "cannot be made (you have no permission)" in said


def test_backup_and_restore_are_whole_while_in_use(where: Path | str, tmp_path: Path) -> None:
    trip = filled(where)
    copy = tmp_path / "copy.db"

    def write() -> None:
        with open_store(where) as store:
            saved = store.load(trip.id)
            for turn in range(10_000):
                saved = store.save(saved, change_item(saved.trip, trip.items[0].id, note=str(turn)), NOTE).saved

    writer = forked(write)
    time.sleep(0.05)
    with open_store(where) as store:
        store.backup(copy)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with open_store(copy) as backup:
        kept = backup.load(trip.id)
    with open_store(where) as store, open_store(where) as beside:
        store.save(now := store.load(trip.id), changed(now.trip, title="later"), NOTE)
        safe = store.restore(copy)
        assert beside.load(trip.id) == kept
    with open_store(safe) as before:
        assert before.load(trip.id).trip.title == "later"


@pytest.mark.parametrize("content", [b"", b"not a backup", None])
def test_a_wrong_backup_changes_nothing(where: Path | str, tmp_path: Path, content: bytes | None) -> None:
    trip = filled(where)
    wrong = tmp_path / "wrong.db"
    if content is not None:
        wrong.write_bytes(content)
    with open_store(where) as store:
        with pytest.raises(UserError):
            store.restore(wrong)
        assert store.load(trip.id).trip == trip


def test_two_restores_at_once_keep_what_was_there(where: Path | str, tmp_path: Path) -> None:
    trip = filled(where)
    empty = tmp_path / "empty.db"
    open_store(empty).close()

    def work() -> None:
        with open_store(where) as store:
            store.restore(empty)

    children = [forked(work) for _ in range(3)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 3
    kept = [one for one in (kept_by(where)).glob("agenda-*.db") if one.is_file()]
    assert len(kept) == 3
    found = []
    for one in kept:
        with open_store(one) as store:
            found += store.trips()
    assert trip.id in [one.id for one in found]


def test_a_store_is_not_restored_from_itself(path: Path) -> None:
    filled(path)
    with open_store(path) as store, pytest.raises(UserError, match="is the database itself"):
        store.restore(path)


def test_another_content_under_the_same_number_is_not_overwritten(where: Path | str, tmp_path: Path) -> None:
    trip = a_trip()
    copy = tmp_path / "copy.db"
    with open_store(where) as store:
        base = store.create(trip, NOTE)
        store.backup(copy)
        mine = store.save(base, change_item(trip, trip.items[0].id, title="before"), NOTE).saved
        store.restore(copy)
        store.save(store.load(trip.id), change_item(trip, trip.items[1].id, title="after"), NOTE)
        outcome = store.save(mine, change_item(mine.trip, trip.items[2].id, title="mine"), NOTE)
        assert [item.title for item in outcome.saved.trip.items] == ["Punkt 0", "after", "mine"]


def test_a_newer_store_is_left_alone(path: Path) -> None:
    filled(path)
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    raw.close()
    with pytest.raises(UserError, match="written by a newer Agenda"):
        open_store(path)


def test_an_older_store_is_migrated_or_left_whole(path: Path) -> None:
    good = "ALTER TABLE trip ADD COLUMN colour TEXT"
    bad = "ALTER TABLE trip ADD COLUMN half TEXT; DROP TABLE nobody"
    filled(path)
    raw = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrate(raw, (*MIGRATIONS, good, bad))
    assert raw.execute("PRAGMA user_version").fetchone() == (VERSION,)
    migrate(raw, (*MIGRATIONS, good))
    assert raw.execute("PRAGMA user_version").fetchone() == (VERSION + 1,)
    assert "colour" in [row[1] for row in raw.execute("PRAGMA table_info(trip)")]
    raw.close()


def test_a_second_program_sees_that_something_changed(where: Path | str) -> None:
    trip = a_trip()
    with open_store(where) as one, open_store(where) as two:
        saved = one.create(trip, NOTE)
        seen = two.version()
        one.save(saved, changed(trip, title="x"), NOTE)
        end = time.monotonic() + 10
        while two.version() == seen:  # what a server tells is a moment on its way
            assert time.monotonic() < end
        assert two.version() == two.version()


def test_an_address_is_not_taken_for_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGENDA_STORE", "mysql://user:secret@example.org/agenda")
    with pytest.raises(UserError, match="is a file or one of PostgreSQL") as caught:
        open_store()
    assert "secret" not in str(caught.value)


def test_no_acknowledged_save_is_lost_by_restores_while_others_write(where: Path | str, tmp_path: Path) -> None:
    trip = filled(where)
    copy = tmp_path / "backup.db"
    with open_store(where) as store:
        store.backup(copy)

    def write(acknowledged: Path) -> None:
        with open_store(where) as store, acknowledged.open("a") as told:
            saved = store.load(trip.id)
            for turn in range(10_000):
                name = uuid4().hex
                note = changed(saved.trip, title=f"{os.getpid()} {turn}")
                saved = store.save(saved, note, NOTE, save_id=name, insist=True).saved
                told.write(f"{name}\n")
                told.flush()

    told = [tmp_path / f"told-{n}" for n in range(2)]
    writers = [forked(lambda file=file: write(file)) for file in told]
    time.sleep(0.2)
    with open_store(where) as store:
        kept = [store.restore(copy) for _ in range(4)]
    time.sleep(0.1)
    for writer in writers:
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    acknowledged = {line for file in told for line in file.read_text().splitlines() if len(line) == 32}
    there: set[str] = set()
    for file in (where, *kept):
        with open_store(file) as store, store._engine.reading() as now:
            there |= {name for (name,) in now.all("SELECT save_id FROM revision")}
    assert acknowledged
    assert acknowledged <= there


def test_a_backup_of_an_older_schema_is_restored_while_the_store_is_open_elsewhere(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        migrate(connection, MIGRATIONS[:1])
    before = old.read_bytes()
    trip = filled(path)
    with open_store(path) as store, open_store(path) as beside:
        kept = store.restore(old)
        assert store.trips() == beside.trips() == []
        assert beside.create(a_trip(), NOTE).rev == 1
        assert store.handouts.feeds(trip.id) == []
    with open_store(kept) as there:
        assert there.load(trip.id).trip == trip
    assert old.read_bytes() == before, "a backup stays as it is"


def test_only_what_is_damaged_is_called_so(path: Path) -> None:
    filled(path)
    with open_store(path) as store:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("ALTER TABLE trip RENAME COLUMN slug TO slag")
        with pytest.raises(UserError, match=r"reports an error with .* \(SQLITE_ERROR\); nothing was changed"):
            store.trips()


@pytest.mark.parametrize("version", [0, -5])
def test_a_store_that_says_it_is_older_than_the_first_is_damaged(path: Path, version: int) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(UserError, match="is damaged"):
        open_store(path)


def test_a_pipe_is_no_store_and_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(UserError, match="is a pipe or a device"):
        open_store(path)


@pytest.mark.parametrize("name", ["Anna\x1b[2J", "\udce4nna"])
def test_who_is_at_work_is_told_in_letters_that_every_program_shows(
    name: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", {"AGENDA_USER": name})
    assert author().isprintable()
    author().encode()


def test_a_database_without_its_part_of_the_program_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "trips.store.postgres", raising=False)
    with pytest.raises(UserError, match=r"pip install 'agenda-tui\[office\]'"):
        open_store("postgresql://anna@example.org/agenda")
