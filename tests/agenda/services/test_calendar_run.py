"""Calendars on a server: only what changed goes there, an edit there is left, and no network takes anything away."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from agenda.services.calendar_server import PASSWORD
from agenda.services.calendar_server import CalendarServer as CalendarDoor
from agenda.services.settings import settings
from tests.agenda.cli.test_cli import agenda, ids, trip  # noqa: F401 - fixtures
from tests.exports.test_audience import NEVER_IN_PUBLIC, NEVER_OUTSIDE, trip_of_canaries
from tests.support.judges import CalendarServer, Khal, Vdirsyncer, radicale, with_vobject
from tests.support.relay import Relay, relay_to
from trips.i18n.language import Message
from trips.store import open_store

pytestmark = [
    pytest.mark.xdist_group("radicale calendars"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:vobject.*"),
]
CANARY = "geheim-canary"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalendarServer]:
    with radicale(tmp_path_factory.mktemp("radicale"), CANARY) as running:
        yield running


@pytest.fixture
def relay(server: CalendarServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Relay]:
    """An empty server behind a relay; the office knows the password."""
    monkeypatch.setenv(PASSWORD, CANARY)
    settings.cache_clear()
    for name in calendars(server):
        server.ask("DELETE", f"/office/{name}/")
    with relay_to(server.address) as between:
        yield between


@pytest.fixture
def koeln(agenda, trip: str) -> str:  # noqa: F811
    """A trip with a participant, and a first version of it."""
    agenda("people", trip, "add", "Anna Weber", "delegate=yes", "languages=en")
    assert agenda("release", trip, "--yes").code == 0
    return trip


def calendars(server: CalendarServer) -> dict[str, str]:
    """What lies on the server: the names of the calendars by their titles."""
    body = b'<propfind xmlns="DAV:"><prop><displayname/></prop></propfind>'
    answer = server.ask("PROPFIND", "/office/", body)[1].decode()
    return dict(re.findall(r"<href>/office/([^/<]+)/</href>.*?<displayname>([^<]*)</displayname>", answer, re.DOTALL))


def told(server: CalendarServer, title: str) -> dict[str, str]:
    """The titles and starts of the events of a calendar."""
    (name,) = [name for name, called in calendars(server).items() if called == title]
    return {one.title: one.start for one in with_vobject(server.ask("GET", f"/office/{name}/")[1])}


def place_of(server: CalendarServer, title: str, event: str) -> str:
    """Where an event of a calendar lies."""
    (name,) = [name for name, called in calendars(server).items() if called == title]
    listed = server.ask("PROPFIND", f"/office/{name}/")[1].decode()
    for place in re.findall(r"<href>(/office/[^<]+\.ics)</href>", listed):
        if f"SUMMARY:{event}".encode() in server.ask("GET", place)[1]:
            return place
    raise AssertionError(event)


def edit(server: CalendarServer, title: str, event: str, old: bytes, new: bytes) -> str:
    """Somebody, or their program, writes something else into an event on the server; where it lies."""
    place = place_of(server, title, event)
    data = server.ask("GET", place)[1]
    assert old in data
    assert server.ask("PUT", place, data.replace(old, new))[0] in (201, 204)
    return place


ANNA, ALL = "Köln (Anna Weber)", "Köln (participants)"


def test_each_audience_has_a_calendar_and_the_second_run_puts_nothing(
    agenda, koeln: str, server: CalendarServer, relay: Relay  # noqa: F811
) -> None:  # fmt: skip
    done = agenda("publish", koeln, "--caldav", relay.address)
    assert (done.code, done.err) == (0, "")
    assert set(calendars(server).values()) == {ANNA, ALL}
    assert ANNA in done.out
    assert "3 new" in done.out
    assert set(told(server, ANNA)) == {"Welcome", "Lunch", "Visit"}
    assert relay.taken()["PUT"] == 6
    assert "Anna Weber holds version 1." in agenda("ledger", koeln).out
    done = agenda("publish", koeln, "--caldav", relay.address)
    assert done.code == 0
    assert "nothing new" in done.out
    assert relay.taken().keys() == {"PROPFIND"}


def test_the_next_version_puts_only_what_changed(agenda, koeln: str, server: CalendarServer, relay: Relay) -> None:  # noqa: F811
    agenda("publish", koeln, "--caldav", relay.address)
    agenda("set", koeln, ids(agenda, koeln)["Welcome"], "time=10:15-11:00")
    agenda("remove", koeln, ids(agenda, koeln)["Visit"])
    agenda("release", koeln, "--yes")
    relay.taken()
    tried = agenda("publish", koeln, "--caldav", relay.address, "-n", "--json")
    assert relay.taken()["PUT"] == 0
    shown = {one["title"]: (one["changed"], one["same"]) for one in json.loads(tried.out)["calendars"]}
    assert shown == {ANNA: (2, 1), ALL: (2, 1)}
    agenda("publish", koeln, "--caldav", relay.address)
    assert relay.taken()["PUT"] == 4
    now = told(server, ANNA)
    assert set(now) == {"Welcome", "Lunch", "CANCELLED: Visit"}
    assert now["Welcome"] == "2025-10-09 08:15"


def test_an_edit_there_is_named_and_left_until_it_is_to_be_replaced(
    agenda, koeln: str, server: CalendarServer, relay: Relay  # noqa: F811
) -> None:  # fmt: skip
    agenda("publish", koeln, "--caldav", relay.address)
    edit(server, ANNA, "Welcome", b"SUMMARY:Welcome", b"SUMMARY:My own words")
    agenda("set", koeln, ids(agenda, koeln)["Welcome"], "time=10:15-11:00")
    agenda("release", koeln, "--yes")
    done = agenda("publish", koeln, "--caldav", relay.address)
    assert done.code == 1
    assert f"{ANNA}: somebody has edited “Welcome” there; it was left." in done.err
    assert told(server, ANNA)["My own words"] == "2025-10-09 08:00"
    assert told(server, ALL)["Welcome"] == "2025-10-09 08:15"
    assert "Anna Weber holds version 2" not in agenda("ledger", koeln).out
    done = agenda("publish", koeln, "--caldav", relay.address, "--replace")
    assert done.code == 0
    assert told(server, ANNA)["Welcome"] == "2025-10-09 08:15"


def test_a_server_that_says_no_state_of_what_it_was_given_is_asked_for_it(
    agenda, koeln: str, server: CalendarServer, relay: Relay  # noqa: F811
) -> None:  # fmt: skip
    """RFC 4791 5.3.4: it says none if it has written something else than it was given."""
    relay.hides = "PUT"
    agenda("publish", koeln, "--caldav", relay.address)
    assert len(told(server, ANNA)) == 3
    relay.taken()
    agenda("publish", koeln, "--caldav", relay.address)
    assert relay.taken().keys() == {"PROPFIND"}


def test_what_a_program_notes_for_itself_is_no_edit(agenda, koeln: str, server: CalendarServer, relay: Relay) -> None:  # noqa: F811
    agenda("publish", koeln, "--caldav", relay.address)
    edit(server, ANNA, "Welcome", b"SUMMARY:", b"X-MOZ-LASTACK:20251009T075000Z\r\nSUMMARY:")
    relay.taken()
    assert agenda("publish", koeln, "--caldav", relay.address).code == 0
    assert (relay.asked["PUT"], relay.asked["GET"]) == (0, 1)
    relay.taken()
    agenda("publish", koeln, "--caldav", relay.address)
    assert relay.taken()["GET"] == 0, "its new state is known from then on"
    edit(server, ANNA, "Welcome", b"X-MOZ-LASTACK:20251009T0750", b"X-MOZ-LASTACK:20251009T0755")
    agenda("set", koeln, ids(agenda, koeln)["Welcome"], "time=10:15-11:00")
    agenda("release", koeln, "--yes")
    assert agenda("publish", koeln, "--caldav", relay.address).code == 0
    assert told(server, ANNA)["Welcome"] == "2025-10-09 08:15"


def test_what_somebody_has_deleted_there_stays_deleted(
    agenda, koeln: str, server: CalendarServer, relay: Relay  # noqa: F811
) -> None:  # fmt: skip
    agenda("publish", koeln, "--caldav", relay.address)
    server.ask("DELETE", place_of(server, ANNA, "Lunch"))
    done = agenda("publish", koeln, "--caldav", relay.address)
    assert f"{ANNA}: somebody has deleted “Lunch” there; it was left out." in done.err
    assert "Lunch" not in told(server, ANNA)
    agenda("publish", koeln, "--caldav", relay.address, "--replace")
    assert "Lunch" in told(server, ANNA)


def test_a_calendar_that_was_deleted_as_a_whole_is_made_again(
    agenda, koeln: str, server: CalendarServer, relay: Relay  # noqa: F811
) -> None:  # fmt: skip
    agenda("publish", koeln, "--caldav", relay.address)
    (name,) = [name for name, title in calendars(server).items() if title == ANNA]
    server.ask("DELETE", f"/office/{name}/")
    assert agenda("publish", koeln, "--caldav", relay.address).code == 0
    assert len(told(server, ANNA)) == 3


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_network_loses_nothing_and_the_next_run_goes_on(
    agenda, koeln: str, server: CalendarServer, relay: Relay, when  # noqa: F811
) -> None:  # fmt: skip
    """Lost behind each event, and as the version before is replaced: both of our states are known as ours."""
    for number in (1, 2):
        codes = []
        for _ in range(2):
            relay.taken()
            relay.cuts = lambda method, n: when if method == "PUT" and n > 1 else None
            done = agenda("publish", koeln, "--caldav", relay.address, "--for", "person:Anna Weber")
            codes.append(done.code)
            assert ("The connection to the calendar server" in done.err) == (done.code == 1), done.err
        assert codes[0] == 1
        relay.cuts = lambda method, number: None
        done = agenda("publish", koeln, "--caldav", relay.address)
        assert (done.code, done.err) == (0, ""), done.err
        assert told(server, ANNA)["Welcome"] == ("2025-10-09 08:00", "2025-10-09 08:15")[number - 1]
        for title, time in (("Welcome", "10:15-11:00"), ("Visit", "9:30"), ("Lunch", "12:30-13:00")):
            agenda("set", koeln, ids(agenda, koeln)[title], f"time={time}")
        agenda("release", koeln, "--yes")


def test_an_answer_that_is_lost_does_not_end_the_run_where_a_new_connection_can_be_had(
    agenda, koeln: str, server: CalendarServer, relay: Relay  # noqa: F811
) -> None:  # fmt: skip
    relay.cuts = lambda method, number: "after" if method == "PUT" and number == 2 else None
    done = agenda("publish", koeln, "--caldav", relay.address)
    assert (done.code, done.err) == (0, "")
    assert len(told(server, ANNA)) == 3


def test_what_nobody_has_any_more_is_removed_and_what_others_put_there_stays(
    agenda, koeln: str, server: CalendarServer, relay: Relay  # noqa: F811
) -> None:  # fmt: skip
    agenda("publish", koeln, "--caldav", relay.address)
    (name,) = [name for name, title in calendars(server).items() if title == ANNA]
    agenda("erase", "Anna Weber", "--yes")
    done = agenda("publish", koeln, "--caldav", relay.address)
    assert done.code == 0
    assert "3 removed" in done.out
    assert name not in calendars(server)
    agenda("people", koeln, "add", "Bernd Meyer", "delegate=yes", "languages=en")
    agenda("release", koeln, "--yes")
    agenda("publish", koeln, "--caldav", relay.address)
    (bernd,) = [one for one, title in calendars(server).items() if "Meyer" in title]
    private = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:own\r\nDTSTAMP:20251001T000000Z\r\n" \
              b"DTSTART:20251009T060000Z\r\nSUMMARY:Jogging\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"  # fmt: skip
    server.ask("PUT", f"/office/{bernd}/own.ics", private)
    agenda("publish", koeln, "--revoke", "person:Bernd Meyer")
    assert agenda("publish", koeln, "--caldav", relay.address).code == 0
    left = server.ask("GET", f"/office/{bernd}/")[1]
    assert left.count(b"BEGIN:VEVENT") == 1
    assert b"Jogging" in left


def test_an_older_version_takes_out_what_came_later_and_leaves_what_was_edited(
    agenda, koeln: str, server: CalendarServer, relay: Relay  # noqa: F811
) -> None:  # fmt: skip
    for line in ("Fri 12:00 Snack", "Fri 13:00 Talk"):
        agenda("add", koeln, line)
    agenda("release", koeln, "--yes")
    agenda("publish", koeln, "--caldav", relay.address)
    edit(server, ANNA, "Talk", b"SUMMARY:Talk", b"SUMMARY:Talk with cake")
    done = agenda("publish", f"{koeln}@1", "--caldav", relay.address)
    assert done.code == 1
    assert f"{ANNA}: somebody has edited “Talk with cake” there; it was left." in done.err
    assert set(told(server, ANNA)) == {"Welcome", "Lunch", "Visit", "Talk with cake"}
    assert set(told(server, ALL)) == {"Welcome", "Lunch", "Visit"}


def test_a_run_that_is_stopped_says_how_to_go_on(
    agenda, koeln: str, server: CalendarServer, relay: Relay, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    put = CalendarDoor.put

    def stopped(self: CalendarDoor, place: str, data: bytes, etag: str | None) -> str | None:
        if relay.asked["PUT"] == 2:
            raise KeyboardInterrupt
        return put(self, place, data, etag)

    monkeypatch.setattr(CalendarDoor, "put", stopped)
    done = agenda("publish", koeln, "--caldav", relay.address)
    assert (done.code, done.err) == (130, "Stopped; go on with the same command.\n")
    monkeypatch.setattr(CalendarDoor, "put", put)
    relay.taken()
    assert agenda("publish", koeln, "--caldav", relay.address).code == 0
    assert relay.taken()["PUT"] == 4


def test_a_calendar_holds_nothing_that_is_not_for_its_reader(agenda, server: CalendarServer, relay: Relay) -> None:  # noqa: F811
    trip = trip_of_canaries()  # noqa: F811
    with open_store() as store:
        store.create(trip, Message("x"), "canaries")
    agenda("release", "canaries", "--yes")
    assert agenda("publish", "canaries", "--caldav", relay.address).code == 0
    names = calendars(server)
    assert len(names) >= 4
    everything = b"".join(server.ask("GET", f"/office/{name}/")[1] for name in names).replace(b"\r\n ", b"").decode()
    assert {bird for bird in NEVER_OUTSIDE if bird in everything} == set()
    public = server.ask("GET", f"/office/agenda-{trip.id}/")[1].decode()
    assert "canaryItemtitle" in public
    assert {bird for bird in NEVER_IN_PUBLIC if bird in public} == set()


def test_vdirsyncer_fetches_a_calendar_and_khal_lists_it(
    agenda, koeln: str, server: CalendarServer, relay: Relay, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    agenda("publish", koeln, "--caldav", relay.address)
    (name,) = [name for name, title in calendars(server).items() if title == ANNA]
    client, khal = Vdirsyncer(tmp_path / "client", f"{server.address}/office/{name}/", CANARY), Khal(tmp_path / "khal")
    khal.take(*client.sync())
    assert {one.title: one.start for one in khal.told()} == told(server, ANNA)
    agenda("set", koeln, ids(agenda, koeln)["Welcome"], "time=10:15-11:00")
    agenda("release", koeln, "--yes")
    agenda("publish", koeln, "--caldav", relay.address)
    khal.take(*client.sync())
    assert {one.title: one.start for one in khal.told()} == told(server, ANNA)
    assert told(server, ANNA)["Welcome"] == "2025-10-09 08:15"


def test_the_password_is_told_to_nobody_and_kept_nowhere(
    agenda, koeln: str, relay: Relay, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    monkeypatch.setenv(PASSWORD, "falsch-canary")
    done = agenda("publish", koeln, "--caldav", relay.address)
    assert done.code == 1
    assert "refuses the user office or the password (401)" in done.err
    assert "canary" not in done.err + done.out
    monkeypatch.setenv(PASSWORD, CANARY)
    done = agenda("publish", koeln, "--caldav", relay.address)
    assert CANARY not in done.err + done.out
    kept = [Path(os.environ["AGENDA_STORE"]).read_bytes()]
    assert not any(CANARY.encode() in one for one in kept)
    monkeypatch.delenv(PASSWORD)
    assert f"put it into {PASSWORD}" in agenda("publish", koeln, "--caldav", relay.address).err


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody vouches for but itself, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(folder / "key"), "-out", str(folder / "cert")],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("needs openssl")
    return folder / "cert", folder / "key"


def test_only_a_server_that_proves_who_it_is_gets_anything(
    agenda, koeln: str, tmp_path: Path, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    monkeypatch.setenv(PASSWORD, CANARY)
    (tmp_path / "tls").mkdir()
    with radicale(tmp_path / "tls", CANARY, certificate) as secure:
        address = secure.address.replace("https://", "https://office@")
        done = agenda("publish", koeln, "--caldav", address)
        assert done.code == 1
        assert "does not prove who it is" in done.err
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        done = agenda("publish", koeln, "--caldav", address)
        assert (done.code, done.err) == (0, "")
        assert "3 new" in done.out


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://office:geheim-canary@cloud.example.org/", "holds no password"),
        ("http://office@cloud.example.org/", "anybody on the way could read the password"),
        ("cloud.example.org", "is no address of a calendar server"),
        ("https://", "is no address of a calendar server"),
        ("https://cloud.example.org:no/", "is no address of a calendar server"),
        ("https://cloud.example.org/\r\nX: y", "is no address of a calendar server"),
        ("http://127.0.0.1:1/", "127.0.0.1:1 cannot be reached"),
    ],
)
def test_an_address_that_is_none_is_said_before_anything_goes(agenda, koeln: str, address: str, said: str) -> None:  # noqa: F811
    done = agenda("publish", koeln, "--caldav", address)
    assert done.code == 1
    assert said in done.err
    assert "canary" not in done.err


def test_the_password_never_goes_where_a_server_sends_one_on(
    agenda, koeln: str, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    monkeypatch.setenv(PASSWORD, CANARY)
    asked: list[str] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_PROPFIND(self) -> None:
            asked.append(self.path)
            self.send_response(301)
            self.send_header("Location", "http://calendar.example.org/dav/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        done = agenda("publish", koeln, "--caldav", f"http://office@127.0.0.1:{server.server_address[1]}/")
        server.shutdown()
    assert done.code == 1
    assert "leads to another address: http://calendar.example.org/dav/; name that one." in done.err
    assert asked == ["/.well-known/caldav"]


def test_a_server_that_makes_no_calendars_or_speaks_something_else_is_a_sentence(
    agenda, koeln: str, relay: Relay  # noqa: F811
) -> None:  # fmt: skip
    done = agenda("publish", koeln, "--caldav", f"{relay.address}/nowhere/at/all/")
    assert done.code == 1
    assert "calendar server" in done.err
    assert "Traceback" not in done.err
