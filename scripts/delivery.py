"""Make docs/proof/delivery.md: the Cologne story sent to its readers, and runs that are killed in the middle.

    python -m scripts.delivery [--kills N] [PART ...]

Mails go to a mail server of this machine (aiosmtpd), by the real command in a process of its own. Named parts make
their sections of the page anew.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from importlib.metadata import version
from pathlib import Path
from typing import Final, NamedTuple

from scripts import thunderbird
from scripts.cologne import snapshots
from tests.support.judges import radicale
from tests.support.judges.libical import libical_errors
from tests.support.mail import Mailbox, mail_server
from tests.support.postgres import OfficeServer, programs
from tests.support.relay import Relay, relay_to
from trips.edits.items import change_item
from trips.history.mails import OutgoingMail
from trips.history.releases import Release, freeze
from trips.i18n.language import Message
from trips.model.entities import changed
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline
from trips.store import open_store

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs/proof/delivery.md"
PICTURES: Final = ROOT / "docs/pictures/thunderbird"
SEED: Final = 20251009
_SLOW: Final = 0.03
"""Seconds that the server takes for a mail while runs are killed: so that a kill can fall into it."""


class World(NamedTuple):
    """A store with the trip, settings for the server, and the server."""

    where: str
    environment: dict[str, str]
    mailbox: Mailbox
    trip_id: str

    def command(self, *arguments: str) -> list[str]:
        """A command line of the program."""
        return [sys.executable, "-m", "agenda", *arguments]

    def run(self, *arguments: str) -> str:
        """Run a command to its end; what it says."""
        done = subprocess.run(
            self.command(*arguments), capture_output=True, env=self.environment, cwd=ROOT, check=False, timeout=300
        )
        return done.stderr.decode()

    def printed(self, *arguments: str) -> str:
        """Run a command to its end, which must be good; what it prints."""
        done = subprocess.run(
            self.command(*arguments), capture_output=True, env=self.environment, cwd=ROOT, check=True, timeout=600
        )
        return done.stdout.decode()

    def mails(self) -> list[OutgoingMail]:
        """The outbox."""
        with open_store(_place(self.where)) as store:
            return store.outbox.mails(self.trip_id)


def _place(where: str) -> Path | str:
    return where if where.startswith("postgresql") else Path(where)


def with_addresses(trip: Trip) -> Trip:
    """The trip with an e-mail address for everybody."""
    return changed(trip, people=[
        changed(one, private=changed(one.private, email=f"{one.key}@example.org")) for one in trip.people
    ])  # fmt: skip


def story() -> tuple[Release, ...]:
    """The three versions, and a fourth with nothing but an internal note."""
    trips = [with_addresses(one.trip) for one in snapshots()]
    last = trips[-1]
    trips.append(changed(last, items=[changed(one, staff_note="Nur intern.") for one in last.items]))
    moments = [*(one.issued for one in snapshots()), datetime(2025, 10, 2, 9, 0, tzinfo=UTC)]
    return tuple(
        Release(n, at, "Geschäftsstelle", "", n, freeze(Timeline(trip)))
        for n, (trip, at) in enumerate(zip(trips, moments, strict=True), 1)
    )


def world(mailbox: Mailbox, where: str, folder: Path, trip: Trip) -> World:
    """A new store with the trip."""
    settings = folder / "settings.toml"
    settings.write_text(
        'mail_from = "Geschäftsstelle <office@example.org>"\nmail_security = "none"\n'
        f'mail_server = "127.0.0.1:{mailbox.port}"\n',
        encoding="utf-8",
    )
    environment = {**os.environ, "AGENDA_STORE": where, "AGENDA_CONFIG": str(settings), "AGENDA_LANG": "en",
                   "AGENDA_USER": "proof", "AGENDA_STATE": str(folder / "state.json")}  # fmt: skip
    with open_store(_place(where)) as store:
        store.create(trip, Message("proof"), "koeln")
    return World(where, environment, mailbox, trip.id)


def issue(at: World, release: Release) -> None:
    """Give the store a version."""
    with open_store(_place(at.where)) as store:
        store.versions.adopt(at.trip_id, [release])


def told(folder: Path) -> Iterator[str]:
    """The story: what each reader got with each version."""
    releases = story()
    counts: dict[str, list[Counter[str]]] = {}
    messages = errors = 0
    with mail_server(Mailbox()) as mailbox:
        at = world(mailbox, str(folder / "story.db"), folder, releases[-1].trip)
        for number, release in enumerate(releases):
            issue(at, release)
            at.run("send", "koeln", "--yes")
            for to, mail in mailbox.taken():
                reader = to[0].partition("@")[0]
                method, calendar = _event(mail)
                kind = "cancelled" if method == "CANCEL" else "changed" if mail["References"] else "new"
                counts.setdefault(reader, [Counter() for _ in releases])[number][kind] += 1
                errors += len(libical_errors(calendar))
                messages += 1
    delegates = {one.key for release in releases for one in release.trip.people if one.delegate}
    others = len(counts.keys() - delegates)
    yield f"{len(delegates)} participants (one joins with version 2, one leaves with version 3), {others} hosts and"
    yield "speakers."
    yield f"{messages} messages; libical's restrictions (RFC 5546) find {errors} errors in them."
    yield ""
    yield "| reader | version 1 | version 2 | version 3 | version 4 (only an internal note) |"
    yield "|---|---|---|---|---|"
    for reader, versions in sorted(counts.items(), key=lambda one: (one[0] not in delegates, one[0])):
        about = "participant" if reader in delegates else "host or speaker"
        yield f"| {reader} ({about}) | " + " | ".join(map(_cell, versions)) + " |"
    sums = [sum(versions[n].total() for versions in counts.values()) for n in range(len(releases))]
    nothing = [sum(not versions[n].total() for versions in counts.values()) for n in range(len(releases))]
    yield "| **mails** | " + " | ".join(map(str, sums)) + " |"
    yield "| **readers who got none** | " + " | ".join(map(str, nothing)) + " |"


def taken(folder: Path) -> Iterator[str]:
    """What a real Thunderbird makes of the mails to a participant and to a speaker."""
    if not thunderbird.is_there():
        return
    yield f"A real Thunderbird ({thunderbird.version()}) has the mails of versions 1 to 3 in its inbox, on a screen"
    yield "of its own (Xvfb). Its buttons are clicked with the mouse (xdotool), and its own database"
    yield "(calendar-data/local.sqlite) is read behind each click. `scripts/thunderbird.py` drives it."
    for reader, name in (("attrappe", "Anton Attrappe, participant"), ("effing", "Dr. Klaus Effing, speaker")):
        (room := folder / reader).mkdir()
        with mail_server(Mailbox()) as mailbox:
            at = world(mailbox, str(room / "story.db"), room, story()[1].trip)
            for release in story()[:3]:
                issue(at, release)
                at.run("send", "koeln", "--to", f"person:{reader}", "--yes")
            mails = [mail for _, mail in mailbox.taken()]
            yield from ("", f"**{name}**", "")
            yield from _clicked(reader, name.partition(",")[0], mails, mailbox.port)
            answers = room / "answers"
            answers.mkdir()
            for place, (_, mail) in enumerate(mailbox.taken()):
                (answers / f"{place}.eml").write_bytes(mail.as_bytes())
            said = at.run("import", str(answers), "--yes").splitlines()
            yield from (
                "",
                f"It sent {len(list(answers.iterdir()))} answers. `agenda import answers/ --yes` says of them:",
                "",
            )
            yield from (f"    {line.strip()}" for line in said if line.startswith("  "))
    yield ""
    yield from (f"![{about}](../pictures/thunderbird/{name}.png)" for name, about in _PICTURES.items())


_PICTURES: Final = {
    "invitation": "Thunderbird shows the invitation", "update": "Thunderbird shows what is new in red",
    "cancellation": "Thunderbird shows the cancellation",
}  # fmt: skip


def _clicked(reader: str, person: str, mails: Sequence[EmailMessage], port: int) -> Iterator[str]:
    """What became of each mail, a row of a table each; the pictures are of the participant's."""
    drawn = {0: "invitation", 2: "update", 3: "cancellation"} if reader == "attrappe" else {}
    yield "| mail | what Thunderbird says | clicked | then in its database |"
    yield "|---|---|---|---|"
    with thunderbird.thunderbird(person, f"{reader}@example.org", mails, port) as program:
        for place in range(len(mails)):
            picture = PICTURES / f"{drawn[place]}.png" if place in drawn else None
            took = program.take(place, picture)
            held = "; ".join(f"{one.title} ({one.start}, SEQUENCE {one.sequence})" for one in took.events)
            yield f"| {took.subject} | {took.says} | {took.button} | {held or 'nothing'} |"


def _cell(count: Counter[str]) -> str:
    return ", ".join(f"{n} {kind}" for kind, n in sorted(count.items())) or "0"


def _event(mail: EmailMessage) -> tuple[str, bytes]:
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return str(part.get_param("method")), payload


class Killed(NamedTuple):
    """What came of runs that were killed."""

    kills: int
    mails: int
    arrived: int
    unknown: int
    lost: int
    doubled: int
    again: int
    same: int


def killed(where: str, folder: Path, kills: int) -> Killed:
    """Kill runs in the middle of a mail, go on each time, and count."""
    chance = random.Random(SEED)
    trip = story()[0].trip
    going = threading.Event()

    def take(_: object) -> None:
        going.set()
        time.sleep(_SLOW)

    with mail_server(Mailbox()) as mailbox:
        at = world(mailbox, where, folder, trip)
        mailbox.says = mailbox.takes = take
        number, done = 1, 0
        issue(at, _release(trip, number))
        while done < kills:
            going.clear()
            child = subprocess.Popen(
                at.command("send", "koeln", "--yes"), env=at.environment, cwd=ROOT, stderr=subprocess.DEVNULL
            )
            while child.poll() is None and not going.wait(0.05):
                pass
            time.sleep(chance.uniform(0, 4 * _SLOW))
            if child.poll() is None:
                child.send_signal(signal.SIGKILL)
                done += 1
            if child.wait() == 0:  # all was sent: the next version has something new for everybody
                number += 1
                issue(at, _release(_later(trip, number), number))
        at.run("send", "koeln", "--yes")
        return _counted(at, kills)


def _release(trip: Trip, number: int) -> Release:
    return Release(number, datetime(2025, 9, number, 12, tzinfo=UTC), "x", "", number, freeze(Timeline(trip)))


def _later(trip: Trip, number: int) -> Trip:
    """The trip with another note at its first journey and its last one: both days are others for everybody."""
    journeys = [one for one in trip.items if one.kind in ("arrival", "departure", "transfer")]
    for one in journeys:
        trip = change_item(trip, one.id, note=f"Stand {number}")
    return trip


def _counted(at: World, kills: int) -> Killed:
    mails = at.mails()
    got = Counter(str(mail["Message-ID"]).strip("<>").partition("@")[0] for _, mail in at.mailbox.taken())
    unknown = [mail for mail in mails if mail.state == "unknown"]
    lost = [mail for mail in mails if mail.id not in got and mail.state != "unknown"]
    names = sorted({mail.reader for mail in unknown})
    at.mailbox.says = at.mailbox.takes = lambda _: None
    for name in names:
        at.run("send", "koeln", "--again", name, "--yes")
    again = [str(mail["Message-ID"]).strip("<>").partition("@")[0] for _, mail in at.mailbox.taken()]
    return Killed(kills, len(mails), len(got), len(unknown), len(lost), sum(n > 1 for n in got.values()), len(again),
                  sum(key in {mail.id for mail in unknown} for key in again))  # fmt: skip


def served(folder: Path, kills: int) -> Iterator[str]:
    """The story put on a calendar server: what goes there, and what runs leave that are killed."""
    releases, environment = story(), {"AGENDA_CALENDAR_PASSWORD": "secret"}
    with radicale(folder, "secret") as server, relay_to(server.address) as relay:
        at = world(Mailbox(), str(folder / "served.db"), folder, releases[-1].trip)
        at.environment.update(environment)
        publish = ("publish", "koeln", "--caldav", relay.address, "--json")
        yield f"`agenda publish koeln --caldav URL` puts each version on a Radicale ({version('radicale')}); every"
        yield "request goes through a relay that counts it."
        yield ""
        yield "| | version 1 | version 2 | version 3 | version 4 (only an internal note) |"
        yield "|---|---|---|---|---|"
        rows: dict[str, list[int]] = {name: [] for name in ("calendars", "events", "PUT", "PUT of a second run")}
        for release in releases:
            issue(at, release)
            relay.taken()
            calendars = json.loads(at.printed(*publish))["calendars"]
            rows["calendars"].append(len(calendars))
            rows["events"].append(sum(map(_events, calendars)))
            rows["PUT"].append(relay.taken()["PUT"])
            at.printed(*publish)
            rows["PUT of a second run"].append(relay.taken()["PUT"])
        yield from (f"| {name} | {' | '.join(map(str, numbers))} |" for name, numbers in rows.items())
        yield ""
        yield from _killed_serving(at, relay, publish, kills)


def _killed_serving(at: World, relay: Relay, publish: Sequence[str], kills: int) -> Iterator[str]:
    """Runs that are killed as they put a version in which every event is another one."""
    chance, done, number = random.Random(SEED), 0, 5
    put = threading.Event()
    relay.cuts = lambda method, _: put.set() if method == "PUT" else None
    trip = story()[-1].trip
    while done < kills:
        trip = changed(trip, items=[changed(one, note=f"Stand {number}") for one in trip.items])
        issue(at, _release(trip, number))
        number += 1
        for _ in range(5):
            put.clear()
            child = subprocess.Popen(at.command(*publish), env=at.environment, cwd=ROOT, stdout=subprocess.DEVNULL)
            while child.poll() is None and not put.wait(0.05):
                pass
            time.sleep(chance.uniform(0, 0.2))
            done += child.poll() is None
            child.kill()
            child.wait()
    calendars = json.loads(at.printed(*publish))["calendars"]
    relay.taken()
    at.printed(*publish)
    events, left = (sum(map(count, calendars)) for count in (_events, lambda one: len(one["left"])))
    puts = relay.taken()["PUT"]
    yield f"{done} runs were killed (SIGKILL) as they put new versions there. After one more run {events} events are as"
    yield f"they should be; {left} were taken for somebody's edit, and the run behind it made {puts} PUT."


def _events(calendar: dict[str, int]) -> int:
    return calendar["new"] + calendar["changed"] + calendar["same"]


def kill_rows(folder: Path, kills: int) -> Iterator[str]:
    """Runs that were killed, for each kind of database."""
    yield from _KILLS.strip().splitlines()
    yield f"| SQLite | {' | '.join(map(str, killed(str(folder / 'kills.db'), folder, kills)))} |"
    if programs() is not None:
        server = OfficeServer()
        try:
            yield f"| PostgreSQL | {' | '.join(map(str, killed(server.database(), folder, kills)))} |"
        finally:
            server.remove()


_HEAD: Final = """# Mails that go once

The Cologne trip of the examples is released four times and sent by `agenda send koeln --yes` after each version. Then
the same command is killed (SIGKILL) in the middle, while a mail is on its way, and called again, without `--again`.
The mail server is aiosmtpd; it keeps what it gets. `scripts/delivery.py` makes this page.
"""
_KILLS: Final = """
A mail is **lost in silence** if it did not arrive and the outbox does not say so ("unknown", told by name);
**doubled unasked** if it arrived twice before anybody asked. Last, the unknown ones were sent once more by name
(`--again`): only those about which nothing newer had gone since, each with the Message-ID that it had.

| database | kills | mails | arrived | unknown | lost in silence | doubled unasked | again by name | with their old id |
|---|---|---|---|---|---|---|---|---|
"""


_PARTS: Final[dict[str, tuple[str, Callable[[Path, int], Iterator[str]]]]] = {
    "story": ("Who got what", lambda folder, _: told(folder)),
    "thunderbird": ("What a real Thunderbird makes of them", lambda folder, _: taken(folder)),
    "server": ("Calendars on a server", served),
    "kills": ("Runs that were killed", kill_rows),
}


def main() -> None:
    """Make the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", choices=[*_PARTS, []])
    parser.add_argument("--kills", type=int, default=50)
    given = parser.parse_args()
    _, *sections = re.split(r"(?m)^## ", PAGE.read_text(encoding="utf-8"))
    known = {one.partition("\n")[0]: one.partition("\n")[2].strip() for one in sections}
    for part in given.parts or _PARTS:
        title, make = _PARTS[part]
        with tempfile.TemporaryDirectory() as name:
            made = "\n".join(make(Path(name), given.kills))
        known[title] = made or known.get(title, "")
    page = _HEAD + "".join(f"\n## {title}\n\n{known[title]}\n" for title, _ in _PARTS.values() if known.get(title))
    PAGE.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
