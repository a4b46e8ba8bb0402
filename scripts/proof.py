"""Make docs/proof/reliability.md: the program under attack, and what came of it.

    python -m scripts.proof [--minutes N] [--short] [PART ...]

Takes an hour and a half with the ten minutes that each reader is fuzzed for; --short makes everything small, to see
that it runs, and writes no page; named parts make their sections of it anew. A short form of each is among the tests.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4

from tests.exports.test_audience import FILES, NEVER_OUTSIDE, OUTSIDE, exported, trip_of_canaries
from tests.support.postgres import OfficeServer, programs
from trips.edits.days import set_dates
from trips.edits.items import change_item, with_items
from trips.i18n.language import Message, UserError
from trips.importers.calendar import read_calendar
from trips.importers.door import UnreadableError
from trips.importers.line.read import item_of, read_line, with_new
from trips.importers.programme.files import read_programme_bytes
from trips.importers.tables.participants import read_participants
from trips.importers.tables.sheets import sheets_of
from trips.model.doors import checked
from trips.model.entities import Item, new_id
from trips.model.trip import Trip
from trips.store import open_store
from trips.tripfile import read_trip, write_trip

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs/proof/reliability.md"
CASES: Final = ROOT / "tests/cases"
NOTE: Final = Message("proof")
SEED: Final = 20261129
_A_DAY: Final = 25
HANG: Final = 5.0
"""Seconds of computing after which something counts as hanging."""
_HEAD: Final = """# Under attack

What happens to the program when it is killed, when many write at once, when disks and files are broken, and when
somebody gives it what no reader foresaw. `make proof` makes this page; a short form of each part is among the tests.

"""


class Row(NamedTuple):
    """What was tried, how often, and what came of it; `bad` counts what must not be."""

    what: str
    tried: str
    found: str
    bad: int


class Size(NamedTuple):
    """How much is tried."""

    kills: int
    commands: int
    seconds: float
    flips: int
    minutes: float
    items: tuple[int, ...]
    servers: int


LONG: Final = Size(700, 300, 60, 300, 10, (60, 600, 2_500, 8_000), 100)
SHORT: Final = Size(20, 4, 2, 20, 0.02, (60, 300), 2)


def forked(work: Callable[[], None]) -> int:
    """Run something in a process of its own, which never comes back here."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    return pid


def a_trip(items: int) -> Trip:
    """A trip of so many items, one behind the other, at most 25 a day but where a year has too few days."""
    days = min(max(items // _A_DAY, 10), 366)
    first = date(2025, 1, 6)
    trip = set_dates(Trip(id=new_id(), title="Proof"), first, first + timedelta(days=days - 1))
    made: list[Item] = []
    for n in range(items):
        begin = 7 * 60 + n // days * 30
        when = f"{begin // 60:02}:{begin % 60:02}, 20 min"
        made.append(checked(Item, id=new_id(), title=f"Besuch {n}", day=trip.days[n % days].id, when=when))
    return with_items(trip, made)


def saved_ids(path: Path) -> set[str]:
    """The ids of all saves that a store knows."""
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT save_id FROM revision")}


def intact(path: Path) -> bool:
    """Whether a store is whole, every document by its checksum too."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with open_store(path) as store:
        for listed in store.trips():
            store.load(listed.id)
    return found


def saver(where: Path | str, trip_id: str, told: Path, chance: random.Random) -> None:
    """Save for ever, and note the id of each save once it is acknowledged."""
    with open_store(where) as store, told.open("a") as file:
        while True:
            saved, name = store.load(trip_id), uuid4().hex
            item = chance.choice(saved.trip.items)
            mine = change_item(saved.trip, item.id, note=f"{name} " * 20)
            store.save(saved, mine, NOTE, save_id=name, insist=True)
            file.write(f"{name}\n")
            file.flush()


def acknowledged(*files: Path) -> set[str]:
    """The ids that were noted whole."""
    return {line for file in files if file.exists() for line in file.read_text().splitlines() if len(line) == 32}


def kills(size: Size, room: Path) -> Iterator[Row]:
    """Processes that save, killed at any moment."""
    path, told, chance = room / "kills.db", room / "told", random.Random(SEED)
    trip = a_trip(60)
    with open_store(path) as store:
        store.create(trip, NOTE)
    for _ in range(size.kills):
        pid = forked(lambda: saver(path, trip.id, told, random.Random()))
        time.sleep(chance.uniform(0.002, 0.15))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    whole, lost = intact(path), len(acknowledged(told) - saved_ids(path))
    with open_store(path) as store:  # who comes next cleans up
        saved = store.load(trip.id)
        store.save(saved, change_item(saved.trip, saved.trip.items[0].id, note="next"), NOTE)
    left = [file.name for file in room.iterdir() if file.name.startswith((".", "kills.db-"))]
    bad = lost + len(left) + (not whole)
    yield Row("processes killed while they save", f"{size.kills} kills, {len(acknowledged(told))} saves acknowledged",
              f"{lost} lost, the store is whole, {len(left)} files left beside it", bad)  # fmt: skip


def commands(size: Size, room: Path) -> Iterator[Row]:
    """Commands that add an item, killed at any moment; what they answered is there."""
    path, chance = room / "commands.db", random.Random(SEED)
    trip = a_trip(20)
    with open_store(path) as store:
        store.create(trip, NOTE)
    environment = {**os.environ, "AGENDA_STORE": str(path)}
    done: list[str] = []
    for n in range(size.commands):
        command = [sys.executable, "-m", "agenda", "add", "proof", f"Mo 12:00 Kill {n}"]
        process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(chance.uniform(0.2, 0.9))
        except subprocess.TimeoutExpired:
            process.kill()
        if process.wait() == 0:
            done.append(f"Kill {n}")
    with open_store(path) as store:
        titles = {item.title for item in store.load(trip.id).trip.items}
    lost = len(set(done) - titles)
    yield Row("commands killed at any moment", f"{size.commands} kills, {len(done)} had finished before",
              f"{lost} lost, the store is whole", lost + (not intact(path)))  # fmt: skip


def office(size: Size, room: Path) -> Iterator[Row]:
    """The same on a PostgreSQL server: programs killed, then the server itself, while others save."""
    if programs() is None:
        print("PostgreSQL is not installed; its part is left out")
        return
    server, chance = OfficeServer(durable=True), random.Random(SEED)
    try:
        address, trip = server.database(), a_trip(60)
        with open_store(address) as store:
            store.create(trip, NOTE)
        for _ in range(size.servers):
            pid = forked(lambda: saver(address, trip.id, room / "clients", random.Random()))
            time.sleep(chance.uniform(0.05, 0.4))
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        yield _office_row("programs killed while they save on PostgreSQL", size, address, room / "clients")
        for n in range(size.servers):
            files = [room / f"server-{n}-{m}" for m in range(3)]
            pids = [forked(lambda file=file: _quiet_saver(address, trip.id, file)) for file in files]
            time.sleep(chance.uniform(0.2, 0.6))
            server.kill()
            for pid in pids:
                os.waitpid(pid, 0)
            server.start()
        files = sorted(room.glob("server-*"))
        yield _office_row("server killed while three save", size, address, *files)
    finally:
        server.remove()


def _quiet_saver(address: str, trip_id: str, told: Path) -> None:
    """Save until the server does not answer."""
    with contextlib.suppress(UserError):
        saver(address, trip_id, told, random.Random())


def _office_row(what: str, size: Size, address: str, *files: Path) -> Row:
    with open_store(address) as store:
        with store._engine.reading() as now:  # pyright: ignore[reportPrivateUsage] - the judge looks under the hood
            there = {str(name) for (name,) in now.all("SELECT save_id FROM revision")}
        for listed in store.trips():
            store.load(listed.id)
    known = acknowledged(*files)
    lost = len(known - there)
    return Row(
        what, f"{size.servers} kills, {len(known)} saves acknowledged", f"{lost} lost, every trip can be read", lost
    )


def writers(size: Size, room: Path) -> Iterator[Row]:
    """Eight processes that save at once, then also with restores between."""
    path, backup = room / "writers.db", room / "backup.db"
    trip = a_trip(60)
    with open_store(path) as store:
        store.create(trip, NOTE)
        store.backup(backup)
    for restores in (0, 9):
        files = [room / f"told-{restores}-{n}" for n in range(8 if not restores else 2)]
        pids = [forked(lambda file=file: saver(path, trip.id, file, random.Random())) for file in files]
        kept: list[Path] = []
        with open_store(path) as store:
            for _ in range(restores):
                time.sleep(size.seconds / 20)
                kept.append(store.restore(backup))
        time.sleep(size.seconds if not restores else 0.2)
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        there = saved_ids(path).union(*map(saved_ids, kept))
        lost = len(acknowledged(*files) - there)
        what = f"{len(pids)} writers at once" + (f", {restores} restores between" if restores else "")
        where = "the store or a kept copy" if restores else "the store"
        yield Row(what, f"{size.seconds:.0f} s, {len(acknowledged(*files))} saves acknowledged",
                  f"{lost} are not in {where}", lost + (not intact(path)))  # fmt: skip


def flips(size: Size, room: Path) -> Iterator[Row]:
    """Stores with 64 bytes of chance somewhere, and files that are none."""
    path, chance = room / "flips.db", random.Random(SEED)
    trip = a_trip(60)
    with open_store(path) as store:
        store.create(trip, NOTE)
    data, found = path.read_bytes(), Counter[str]()
    broken = [bytes(data[:at]) + chance.randbytes(64) + bytes(data[at + 64 :])
              for at in (chance.randrange(len(data) - 64) for _ in range(size.flips))]  # fmt: skip
    broken += [b"", data[: len(data) // 2], data[:100], chance.randbytes(4096), b"SQLite format 3\x00" + bytes(4080)]
    for content in broken:
        path.write_bytes(content)
        try:
            with open_store(path) as store:
                found["the same trip" if store.load(trip.id).trip == trip else "another trip"] += 1
        except UserError:
            found["refused in a sentence"] += 1
        except Exception as error:  # what is counted here
            found[f"crash: {type(error).__name__}"] += 1
    bad = sum(count for what, count in found.items() if what not in ("the same trip", "refused in a sentence"))
    yield Row("stores with flipped bytes, cut off, empty, foreign", f"{len(broken)} files", _counted(found), bad)


def _counted(found: Counter[str]) -> str:
    return ", ".join(f"{count} {what}" for what, count in sorted(found.items()))


def faults(size: Size, room: Path) -> Iterator[Row]:
    """A disk that is full, at every place of a save, by a limit of the size of files."""
    path, found = room / "faults.db", Counter[str]()
    trip = a_trip(60)
    with open_store(path) as store:
        store.create(trip, NOTE)
    tried = max(size.flips // 3, 5)
    for n in range(tried):
        told = room / "said"
        told.unlink(missing_ok=True)

        def work(limit: int = path.stat().st_size + n * 256, told: Path = told) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            try:
                with open_store(path) as store:
                    saved = store.load(trip.id)
                    store.save(saved, change_item(saved.trip, trip.items[0].id, note=os.urandom(9000).hex()), NOTE)
                said = "saved"
            except UserError:
                said = "refused in a sentence"
            except Exception as error:  # what is counted here
                said = f"crash: {type(error).__name__}"
            os.write(os.open(told, os.O_CREAT | os.O_WRONLY), said.encode())

        os.waitpid(forked(work), 0)
        found[told.read_text() if told.exists() and told.read_text() else "refused in a sentence"] += 1
        found["broken store"] += not intact(path)
    found = +found
    bad = sum(count for what, count in found.items() if what not in ("saved", "refused in a sentence"))
    yield Row("saves onto a disk that is full", f"{tried} at different places", _counted(found), bad)


READERS: Final[dict[str, tuple[str, Callable[[bytes], object]]]] = {
    "trip file": ("*/*.toml", read_trip),
    "calendar file": ("*/*.ics", lambda data: read_calendar(data).new_trip()),
    "programme as text": ("*/*.txt", lambda data: _programme(data, "x.txt")),
    "Word file": ("*/*.docx", lambda data: _programme(data, "x.docx")),
    "table as text": ("*/*.csv", lambda data: _people(data, "x.csv")),
    "Excel file": ("*/*.xlsx", lambda data: _people(data, "x.xlsx")),
    "line": ("*/*.txt", lambda data: _line(data.decode("utf-8", "replace"))),
}
_HOME: Final = a_trip(20)
_WORDS: Final = (
    b"10:00", b"Do 9.10.", b"(", b")", b"\n", b"\r\n", b"\t", b",", b";", b'"', b"\\", b"\x00", b"\xff", b"99",
    b"@", b":", b"\xef\xbb\xbf", b"anschl. ", b"mit Dr. Anna Weber ", b"BEGIN:VEVENT\r\n", b"[[day]]\n",
    b"RRULE:FREQ=DAILY\r\n", b"a.b.c = 1\n", b"\xc2\x9b", b"2025-10-09", b"24:30", b"bis 12", b" - ", b"<w:p>",
)  # fmt: skip


def _programme(data: bytes, name: str) -> object:
    return read_programme_bytes(data, name).new_trip("de", name, date(2025, 9, 1), 2025, date(2025, 10, 9))


def _people(data: bytes, name: str) -> object:
    people = read_participants(sheets_of(data, name))
    return people and people.into(_HOME)


def _line(text: str) -> object:
    understood = read_line(_HOME, text[:300])
    return with_new(_HOME, understood), item_of(understood, None)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Bytes with some changed, left out, doubled or put in."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(found) + 1)
        match chance.randrange(5):
            case 0:
                found[at : at + 1] = chance.randbytes(1)
            case 1:
                del found[at : at + chance.choice((1, 8, 200))]
            case 2:
                found[at:at] = chance.choice(_WORDS) * chance.choice((1, 1, 2, 50))
            case 3:
                found[at:at] = found[at : at + chance.choice((4, 64, 1000))]
            case _:
                other = chance.randrange(len(found) + 1)
                found[at:at] = found[other : other + 64]
    return bytes(found)


def opens(data: bytes) -> bool:
    """Whether an Office file is whole enough that its parts can be changed."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return package.testzip() is None
    except (zipfile.BadZipFile, zlib.error):
        return False


def in_package(data: bytes, chance: random.Random) -> bytes:
    """An Office file with one of its parts changed; any other file with its bytes changed."""
    if not data.startswith(b"PK") or chance.random() < 0.1:
        return mutated(data, chance)
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        names = package.namelist()
        main = [name for name in names if re.search(r"document|sheet\d|sharedStrings|styles|header|footer", name)]
        chosen = chance.choice(main or names)
        for name in names:
            part = package.read(name)
            made.writestr(name, mutated(part, chance) if name == chosen else part)
    return target.getvalue()


def fuzz(size: Size, room: Path) -> Iterator[Row]:
    """Each reader with files of the tests, changed by chance."""
    del room
    examples = [(ROOT / "examples" / "koeln.toml").read_bytes(), write_trip(_HOME).encode()]
    samples = sorted((ROOT / "tests/trips/importers/programme/samples").glob("*"))
    for name, (pattern, read) in READERS.items():
        chance, found, slowest = random.Random(SEED), Counter[str](), 0.0
        ending = pattern.rpartition(".")[2]
        seeds = [path.read_bytes() for path in sorted(CASES.glob(pattern)) if path.stat().st_size < 20_000]
        seeds += [path.read_bytes() for path in samples if path.suffix == f".{ending}" and path.stat().st_size < 60_000]
        seeds += examples if ending == "toml" else []
        seeds = [data for data in seeds if not data.startswith(b"PK") or opens(data)]
        end = time.monotonic() + size.minutes * 60
        while time.monotonic() < end:
            data = in_package(chance.choice(seeds), chance)
            begin = time.process_time()
            try:
                read(data)
                found["read"] += 1
            except UnreadableError as error:
                found[f"refused, though nobody foresaw it ({type(error.__cause__).__name__})"] += 1
            except UserError:
                found["refused in a sentence"] += 1
            except Exception as error:  # what is counted here
                found[f"crash: {type(error).__name__}"] += 1
            slowest = max(slowest, time.process_time() - begin)
        bad = sum(count for what, count in found.items() if what.startswith("crash")) + (slowest > HANG)
        yield Row(f"{name}, changed by chance", f"{size.minutes:g} min, {found.total()} files",
                  f"{_counted(found)}; the slowest took {slowest:.1f} s", bad)  # fmt: skip


GROWTH: Final = ("list", "show", "check", "counts", "export ics", "export xlsx", "export txt", "release", "export pdf")


def growth(size: Size, room: Path) -> Iterator[Row]:
    """Commands on trips that grow; the time of one item must not."""
    times: dict[str, list[float]] = {name: [] for name in GROWTH}
    for items in size.items:
        path = room / f"growth-{items}.db"
        with open_store(path) as store:
            store.create(a_trip(items), NOTE)
        for name in GROWTH:
            if name == "export pdf" and items > 1_000:
                continue
            words = name.split()
            more = {"list": [], "release": ["proof", "--yes"], "export": ["proof", "-o", str(room / f"x.{words[-1]}")]}
            command = [sys.executable, "-m", "agenda", *words, *more.get(words[0], ["proof"])]
            begin = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(
                command, env={**os.environ, "AGENDA_STORE": str(path)}, cwd=ROOT, capture_output=True, check=False
            )
            end = resource.getrusage(resource.RUSAGE_CHILDREN)
            times[name].append(end.ru_utime + end.ru_stime - begin.ru_utime - begin.ru_stime)
    for name, took in times.items():
        sizes = size.items[: len(took)]
        told = ", ".join(f"{count}: {seconds:.1f} s" for count, seconds in zip(sizes, took, strict=True))
        base = took[0]
        quadratic = took[-1] - base > 3 * max(took[-2] - base, 0.5) * sizes[-1] / sizes[-2] if len(took) > 2 else False
        yield Row(f"`agenda {name}`, by the number of items", f"{len(took)} sizes", told, int(quadratic))


def canaries(size: Size, room: Path) -> Iterator[Row]:
    """A trip with a bird in every private field, exported for everybody outside in every format."""
    del size, room
    trip, files, leaked = trip_of_canaries(), 0, Counter[str]()
    for who in OUTSIDE:
        for form, paper in FILES:
            try:
                text = exported(trip, who, form, paper)
            except UserError:
                continue
            files += bool(text)
            for bird in NEVER_OUTSIDE:
                granted = paper in ("driversheet", "presssheet")
                if not granted and re.search(rf"(?<!\w){re.escape(bird)}", text):
                    leaked[f"{bird} for {who} in {form} {paper}"] += 1
    yield Row("private fields, each with a mark of its own", f"{files} files for {len(OUTSIDE)} readers outside",
              _counted(leaked) or "none in any file", leaked.total())  # fmt: skip


def cases(size: Size, room: Path) -> Iterator[Row]:
    """Every file that once ended the program."""
    del size
    path = room / "cases.db"
    environment = {**os.environ, "AGENDA_STORE": str(path), "AGENDA_LANG": "en"}
    base = [sys.executable, "-m", "agenda", "import"]
    subprocess.run(
        [*base, str(ROOT / "examples/koeln.toml")], env=environment, cwd=ROOT, capture_output=True, check=True
    )
    for file in sorted(CASES.glob("*/*")):
        into = ["--into", "koeln"] if file.parent.name == "tables" or file.name == "r6.xlsx" else []
        done = subprocess.run(
            [*base, "--dry-run", *into, str(file)],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        said = (done.stderr or done.stdout).strip().splitlines() or [""]
        shown = re.sub(r"[^\w .,:;()'’\-–/]", "·", said[-1])[:150]
        bad = done.returncode not in (0, 1) or "Agenda itself has failed" in done.stderr
        yield Row(f"`{file.parent.name}/{file.name}`", f"exit {done.returncode}", shown, int(bad))


PARTS: Final[dict[str, tuple[str, Callable[[Size, Path], Iterator[Row]]]]] = {
    "kills": ("Kills", kills), "commands": ("", commands), "writers": ("Many at once", writers),
    "office": ("An office on one server", office),
    "flips": ("Broken files and disks", flips), "faults": ("", faults), "fuzz": ("What no reader foresaw", fuzz),
    "cases": ("Files that once ended the program", cases), "growth": ("Growth", growth),
    "canaries": ("Private details", canaries),
}  # fmt: skip


def main() -> int:
    """Carry out the parts; 1 if anything came of them that must not be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--minutes", type=float, help="for each reader")
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    size = SHORT if given.short else LONG
    size = size if given.minutes is None else size._replace(minutes=given.minutes)
    lines, bad, begin = [_HEAD], 0, time.monotonic()
    for name in given.parts or PARTS:
        title, part = PARTS[name]
        if title:
            lines.append(f"\n## {title}\n\n| what | tried | what came of it |\n|---|---|---|")
        with tempfile.TemporaryDirectory(prefix="agenda-proof-") as room:
            for row in part(size, Path(room)):
                lines.append(
                    f"| {row.what} | {row.tried} | {'**' if row.bad else ''}{row.found}{'**' if row.bad else ''} |"
                )
                print(*row, sep=" · ", flush=True)
                bad += row.bad
    took = timedelta(seconds=round(time.monotonic() - begin))
    lines.append(f"\nMade in {took} on a machine with {os.cpu_count()} cores, Python {sys.version.split()[0]}.")
    if not given.short and not given.parts:
        PAGE.write_text("\n".join(lines).replace("\n\n\n", "\n\n") + "\n", encoding="utf-8")
    elif not given.short:
        _replace_sections("\n".join(lines[1:-1]))
    return int(bool(bad))


def _replace_sections(made: str) -> None:
    """The sections of the page that were made anew; a part without a title of its own goes with the one before it."""
    head, *sections = re.split(r"(?m)^(?=## )", PAGE.read_text(encoding="utf-8"))
    new = {one.partition("\n")[0]: f"{one.strip()}\n\n" for one in re.split(r"(?m)^(?=## )", made) if one.strip()}
    PAGE.write_text(head + "".join(new.get(one.partition("\n")[0], one) for one in sections), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
