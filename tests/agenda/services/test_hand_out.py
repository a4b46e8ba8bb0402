"""Handing out: kits, the ledger, mails, published folders; each tells only what its reader may see."""

from __future__ import annotations

import email
import email.policy
import http.server
import json
import re
import stat
import threading
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from agenda.services.files import write_whole
from agenda.services.hand_out import NOTES, write_kit, write_publication
from exports.kit.plan import Kit
from exports.kit.publication import Publication
from exports.snapshot import released
from tests.agenda.cli.test_cli import agenda, ids, trip  # noqa: F401 - fixtures
from tests.exports.test_audience import trip_of_canaries
from tests.support.papermaking import text_of
from trips.i18n.language import Message, UserError
from trips.model.entities import changed
from trips.store import Store, open_store


@pytest.fixture
def koeln(agenda, trip) -> str:  # noqa: F811
    """A trip with a group and two participants, and a first version of it."""
    agenda("groups", trip, "add", "Gruppe B")
    agenda("people", trip, "add", "Anna Weber", "delegate=yes", "private.email=anna@example.org", "languages=en")
    agenda("people", trip, "add", "Bernd Meyer", "delegate=yes", "groups=Gruppe B", "languages=de")
    assert agenda("release", trip, "--yes").code == 0
    return trip


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def text_for(folder: Path, name: str) -> str:
    """The covering text of somebody's copy: of their mail, or of their letter if no mail reaches them."""
    own = folder / "kit/People" / name
    if (own / "letter.pdf").exists():
        return " ".join(text_of((own / "letter.pdf").read_bytes()).split())
    body = email.message_from_bytes((own / "mail.eml").read_bytes(), policy=email.policy.default).get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def summaries(path: Path) -> dict[str, tuple[str, int]]:
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {str(one["summary"]): (str(one["status"]), int(one["sequence"])) for one in events}


def test_a_kit_has_a_folder_for_each_person_and_something_for_all(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    done = agenda("kit", koeln, "-o", "kit")
    assert done.code == 0
    kit = tmp_path / "kit"
    told = {  # a letter for whom no mail reaches, and beside it what else a mail has with it
        "People/Anna Weber": {"mail.eml"},
        "People/Bernd Meyer": {"letter.pdf", "instructions-de.txt"},
    }
    for name, files in told.items():
        assert {path.name for path in (kit / name).iterdir()} == {"koeln.ics", "koeln.pdf", *files}
    assert {"Everybody/koeln.ics", "Everybody/koeln.pdf", "index.html"} <= files_in(kit)
    assert {"instructions-en.html", "instructions-en.txt", "instructions-de.html"} <= files_in(kit)
    assert any(re.fullmatch(r"Groups/Gruppe B \(gruppe-b-.*\)/koeln.ics", one) for one in files_in(kit))
    assert summaries(kit / "People/Anna Weber/koeln.ics") == {
        "Welcome": ("TENTATIVE", 1), "Lunch": ("TENTATIVE", 1), "Visit": ("TENTATIVE", 1),
    }  # fmt: skip
    assert stat.S_IMODE((kit / "index.html").stat().st_mode) == 0o600
    assert "Anna Weber: " not in agenda("ledger", koeln).out
    assert "Anna Weber holds version 1." in agenda("ledger", koeln).out


def test_each_gets_their_copy_in_their_language(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    agenda("kit", koeln, "-o", "kit")
    anna, bernd = (text_for(tmp_path, name) for name in ("Anna Weber", "Bernd Meyer"))
    assert anna.startswith("Dear Anna Weber,\n")
    assert "Guten Tag Bernd Meyer, mit diesem Schreiben erhalten Sie Ihr Programm" in bernd
    assert "version 1" in anna


def test_the_next_kit_tells_what_is_new_since_the_version_that_is_held(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    agenda("kit", koeln, "-o", "kit")
    known = ids(agenda, koeln)
    agenda("set", koeln, known["Visit"], "time=9:30")
    agenda("set", koeln, known["Lunch"], "groups=Gruppe B")
    agenda("release", koeln, "--yes")
    told = agenda("ledger", koeln).out
    assert "Anna Weber still holds version 1; 2 things are new for them." in told
    agenda("kit", koeln, "-o", "kit")
    anna = text_for(tmp_path, "Anna Weber")
    assert "New for you since version 1 of " in anna
    assert "“Visit” begins at 09:30 instead of 09:00." in anna
    assert "“Lunch” is no longer in your programme" in anna
    bernd = text_for(tmp_path, "Bernd Meyer")
    assert "Lunch“ steht nicht mehr" not in bernd
    assert summaries(tmp_path / "kit/People/Anna Weber/koeln.ics") == {
        "Welcome": ("TENTATIVE", 1), "CANCELLED: Lunch": ("CANCELLED", 2), "Visit": ("TENTATIVE", 2),
    }  # fmt: skip
    assert "Anna Weber holds version 2." in agenda("ledger", koeln).out
    rows = json.loads(agenda("ledger", koeln, "--json").out)["entries"]
    assert {(one["version"], one["how"]) for one in rows if one["reader"].startswith("person:")} == {
        (1, "kit"),
        (2, "kit"),
    }


def test_a_kit_that_is_written_again_writes_nothing(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    agenda("kit", koeln, "-o", "kit")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "kit").rglob("*") if path.is_file()}
    done = agenda("kit", koeln, "-o", "kit")
    assert "0 of " in done.err
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "kit").rglob("*") if path.is_file()}
    assert {path for path in before if before[path] != after[path]} <= {tmp_path / "kit" / NOTES}


def test_files_that_nobody_gets_any_more_go_and_foreign_files_stay(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    agenda("kit", koeln, "-o", "kit")
    (old,) = (tmp_path / "kit/Groups").iterdir()
    mine = old / "mine.txt"
    mine.write_text("x")
    agenda("groups", koeln, "set", "Gruppe B", "name=Gruppe C")
    agenda("release", koeln, "--yes")
    agenda("kit", koeln, "-o", "kit")
    assert {path.name for path in old.iterdir()} == {"mine.txt"}
    assert mine.read_text() == "x"
    assert any(path.name.startswith("Gruppe C") for path in (tmp_path / "kit/Groups").iterdir())


def test_a_kit_that_is_stopped_is_whole_and_goes_on_where_it_stopped(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    with open_store() as store:
        trip_id = store.find(koeln).id
        *_, snapshot = released(store.versions.load(trip_id))
        steps = write_kit(store, Kit(snapshot, koeln, {}), trip_id, 1, tmp_path / "kit")
        for _ in range(5):
            next(steps)
        steps.close()
        assert list(store.handouts.held(trip_id)) == [
            one for one in store.handouts.held(trip_id) if one.startswith("person:")
        ]
        assert len(store.handouts.held(trip_id)) == 1, "only who has everything was given it"
        done = [
            step
            for step in write_kit(store, Kit(snapshot, koeln, {}), trip_id, 1, tmp_path / "kit")
            if not step.changed
        ]
        assert len(done) == 5


def test_a_mail_is_a_draft_with_the_calendar_file(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    agenda("kit", koeln, "-o", "kit")
    data = (tmp_path / "kit/People/Anna Weber/mail.eml").read_bytes()
    mail = email.message_from_bytes(data, policy=email.policy.default)
    assert str(mail["To"]) == "Anna Weber <anna@example.org>"
    assert mail["X-Unsent"] == "1"
    assert "Version 1 of your programme" in str(mail["Subject"])
    attached, paper, instructions = mail.iter_attachments()
    assert attached.get_filename() == "koeln.ics"
    assert paper.get_payload(decode=True) == (tmp_path / "kit/People/Anna Weber/koeln.pdf").read_bytes()
    assert instructions.get_content_type() == "text/plain"
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_payload(decode=True) == (tmp_path / "kit/People/Anna Weber/koeln.ics").read_bytes()
    body = mail.get_body()
    assert body is not None
    assert body.get_content().startswith("Dear Anna Weber,")
    assert not (tmp_path / "kit/People/Bernd Meyer/mail.eml").exists(), "there is no address to send it to"


def test_several_addresses_and_other_letters_are_understood() -> None:
    from exports.kit.mail import addresses

    assert addresses("a@b.de, c@d.de;e@f.de") == ("a@b.de", "c@d.de", "e@f.de")
    assert addresses("emil@stadt-köln.de") == ("emil@xn--stadt-kln-67a.de",)
    assert addresses("a@b.de, nobody") == ()
    assert addresses("") == ()


@pytest.mark.parametrize("address", ["a@b@c", "ä@example.org", "x", "a b@example.org", "a@exa\tmple", "<a@b>"])
def test_an_address_that_cannot_be_makes_a_mail_without_one(address: str) -> None:
    from datetime import UTC, datetime

    from exports.kit.mail import Headers, addresses, mail_with_files

    data = mail_with_files(Headers("S", 'A "B" <x>, c', addresses(address), datetime(2025, 1, 1, tzinfo=UTC)), "T", [])
    assert b"\nTo:" not in data


def test_somebody_who_comes_late_gets_their_folder_in_one_line_and_nothing_of_the_draft(
    agenda, koeln: str, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    agenda("kit", koeln, "-o", "kit")
    agenda("set", koeln, ids(agenda, koeln)["Visit"], "title=Secret plan")
    done = agenda("people", koeln, "add", "Clara Spät", "--groups", "Gruppe B", "--kit", "kit")
    assert done.code == 0, done.err
    folder = tmp_path / "kit/People/Clara Spät"
    assert {path.name for path in folder.iterdir()} == {"koeln.ics", "koeln.pdf", "letter.pdf", "instructions-en.txt"}
    assert summaries(folder / "koeln.ics") == {
        "Welcome": ("TENTATIVE", 2), "Lunch": ("TENTATIVE", 2), "Visit": ("TENTATIVE", 2),
    }  # fmt: skip
    assert "Spät, Clara" in (tmp_path / "kit/index.html").read_text(encoding="utf-8")
    listed = json.loads(agenda("list", "--json").out)["trips"]
    assert (listed[0]["release"], listed[0]["changes"] > 0) == (2, True)
    assert "Anna Weber holds version 1; nothing has changed for them since." in agenda("ledger", koeln).out
    assert json.loads(agenda("diff", koeln, "1", "2", "--json").out)["changes"] == []


def test_what_is_not_issued_is_not_handed_out(agenda, trip) -> None:  # noqa: F811
    for command in (("kit", trip, "-o", "kit"), ("publish", trip, "-o", "web"), ("kit", f"{trip}@draft", "-o", "kit")):
        done = agenda(*command)
        assert (done.code, done.out) == (1, "")
        assert "Release one with: agenda release koeln" in done.err
    late = agenda("people", trip, "add", "X", "--kit", "kit")
    assert late.code == 1
    assert agenda("people", trip).out == ""


def test_who_has_left_gets_a_last_file_in_which_everything_is_cancelled(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    agenda("kit", koeln, "-o", "kit")
    agenda("people", koeln, "remove", "Anna Weber")
    agenda("release", koeln, "--yes")
    agenda("kit", koeln, "-o", "kit")
    told = summaries(tmp_path / "kit/People/Anna Weber/koeln.ics")
    assert {status for status, _ in told.values()} == {"CANCELLED"}
    agenda("set", koeln, ids(agenda, koeln)["Visit"], "title=Tour")
    agenda("release", koeln, "--yes")
    agenda("kit", koeln, "-o", "kit")
    assert not (tmp_path / "kit/People/Anna Weber").exists(), "they have everything that concerns them"


def test_a_publication_lists_only_what_is_public(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    done = agenda("publish", koeln, "-o", "web", "--url", "https://example.org/koeln", "--json")
    addresses = json.loads(done.out)["addresses"]
    public = (tmp_path / "web/index.html").read_text(encoding="utf-8")
    assert all(address.rsplit("/", 2)[1] not in public for address in addresses.values())
    assert "Welcome" not in public, "it is for participants"
    assert "webcal://example.org/koeln/public.ics" in public
    assert "noindex" not in public
    closed = (tmp_path / "web/p/index.html").read_text(encoding="utf-8")
    assert all(address.rsplit("/", 2)[1] not in closed for address in addresses.values())
    (anna,) = [address for reader, address in addresses.items() if reader.startswith("person:anna")]
    page = tmp_path / "web" / anna.removeprefix("https://example.org/koeln/") / "index.html"
    text = page.read_text(encoding="utf-8")
    assert "Welcome" in text
    assert "noindex" in text
    assert "<svg" in text
    feed = (page.parent / "calendar.ics").read_bytes()
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in feed
    assert b"X-PUBLISHED-TTL:PT1H\r\n" in feed
    hidden = [path.name for path in (tmp_path / "web").rglob("*") if path.name.startswith(".")]
    assert hidden == [".htaccess"], "nothing else is left over"


def test_addresses_stay_and_can_be_revoked(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    first = json.loads(agenda("publish", koeln, "-o", "web", "--json").out)["addresses"]
    assert json.loads(agenda("publish", koeln, "-o", "web", "--json").out)["addresses"] == first
    (anna,) = [reader for reader in first if reader.startswith("person:anna")]
    done = agenda("publish", koeln, "-o", "web", "--revoke", anna, "--json")
    second = json.loads(done.out)["addresses"]
    assert second[anna] != first[anna]
    assert not (tmp_path / "web" / first[anna]).exists()
    assert (tmp_path / "web" / second[anna] / "calendar.ics").exists()
    assert {reader: where for reader, where in second.items() if reader != anna} == {
        reader: where for reader, where in first.items() if reader != anna
    }
    assert agenda("publish", koeln, "--revoke", "person:nobody").code == 1
    assert agenda("publish", koeln, "--url", "ftp://x").code == 1
    assert agenda("publish", koeln, "--url", "https://a b").code == 1


def test_a_feed_is_replaced_whole_and_only_if_it_changed(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    agenda("publish", koeln, "-o", "web")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "web").rglob("*.ics")}
    done = agenda("publish", koeln, "-o", "web")
    assert done.err.startswith("0 of ")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "web").rglob("*.ics")} == before


def test_a_folder_that_cannot_be_written_leaves_what_is_there(
    agenda, koeln: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    agenda("publish", koeln, "-o", "web")
    agenda("set", koeln, ids(agenda, koeln)["Visit"], "title=Tour")
    agenda("release", koeln, "--yes")
    before = {path: path.read_bytes() for path in (tmp_path / "web").rglob("*") if path.is_file()}
    count = 0

    def fails(path: Path, data: bytes, *, private: bool = False) -> None:
        nonlocal count
        count += 1
        if count > 2:
            raise UserError("{path} cannot be written ({why}).", path=str(path), why="full")
        write_whole(path, data, private=private)

    monkeypatch.setattr("agenda.services.hand_out.write_whole", fails)
    assert agenda("publish", koeln, "-o", "web").code == 1
    after = {path: path.read_bytes() for path in (tmp_path / "web").rglob("*") if path.is_file()}
    assert set(after) == set(before)
    ends = (b"END:VCALENDAR\r\n", b"</html>\n", b"</IfModule>\n", b"</configuration>\n")
    assert all(data.endswith(ends) for data in after.values())


def test_nothing_private_is_in_a_kit_or_a_publication(tmp_path: Path) -> None:
    """Everything but the office's own files is searched for every private word of a trip full of them."""
    made = trip_of_canaries()
    made = changed(made, people=tuple(changed(one, delegate=True) for one in made.people))
    with Store(open_store(tmp_path / "c.db")._engine) as store:
        store.create(made, Message("x"), "canary")
        store.versions.issue(made.id, 1, "canaryReleaseNote")
        *_, snapshot = released(store.versions.load(made.id))
        list(write_kit(store, Kit(snapshot, "canary", {}), made.id, 1, tmp_path / "kit"))
        list(write_publication(store, Publication(snapshot, "https://example.org"), made.id, 1, tmp_path / "web"))
    secret = re.compile(
        r"canary(Private\w+|Itemstaffnote|Itemcontact|Itemreference|Itembring|Venuephone|Venuestaffnote"
        r"|Organisation(contact|note)|Group(note)|Personnote|ReleaseNote|Waiver)|765432\d|2077"
    )
    searched = 0
    for path in sorted((tmp_path / "kit").rglob("*")) + sorted((tmp_path / "web").rglob("*")):
        if path.suffix in (".ics", ".txt", ".html", ".eml"):
            text = path.read_bytes().replace(b"\r\n ", b"").replace(b"=\r\n", b"").decode()
            searched += 1
            if path.name == "mail.eml":
                text = text.replace("canaryPrivateemail", "")
            assert not secret.search(text), (path, secret.search(text))
    assert searched > 10


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_web_servers_are_told_of_calendars_and_own_settings_stay(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    agenda("release", koeln, "--yes")
    folder = tmp_path / "web"
    folder.mkdir()
    (folder / "web.config").write_text("<own/>", encoding="utf-8")
    assert agenda("publish", koeln, "-o", str(folder)).code == 0
    assert "AddType text/calendar .ics" in (folder / ".htaccess").read_text(encoding="utf-8")
    assert (folder / "web.config").read_text(encoding="utf-8") == "<own/>"
    (folder / "web.config").unlink()
    assert agenda("publish", koeln, "-o", str(folder)).code == 0
    (kind,) = ElementTree.parse(folder / "web.config").iter("mimeMap")
    assert kind.attrib == {"fileExtension": ".ics", "mimeType": "text/calendar; charset=utf-8"}


def test_a_real_client_subscribes_to_the_published_folder(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    """Served on loopback; fetched as a subscriber does, read by the strictest reader, before and after a change."""
    import urllib.request

    from tests.support.judges import Khal, Vdirsyncer, with_ical

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path / "web"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        done = agenda("publish", koeln, "-o", "web", "--url", address, "--json")
        (anna,) = [
            where for reader, where in json.loads(done.out)["addresses"].items() if reader.startswith("person:anna")
        ]

        def fetched() -> dict[str, str]:
            with opener.open(f"{anna}calendar.ics", timeout=10) as answer:
                assert answer.headers["Content-Type"].startswith("text/calendar")
                return {one.title: one.start for one in with_ical(answer.read())}

        before = fetched()
        client = Vdirsyncer(tmp_path / "client", f"{anna}calendar.ics")

        def subscribed(name: str) -> dict[str, str]:
            khal = Khal(tmp_path / name)
            khal.take(*client.sync())
            return {one.title: one.start for one in khal.told()}

        assert subscribed("first") == before
        agenda("set", koeln, ids(agenda, koeln)["Visit"], "time=11:00")
        agenda("remove", koeln, ids(agenda, koeln)["Lunch"])
        agenda("release", koeln, "--yes")
        agenda("publish", koeln, "-o", "web")
        after = fetched()
        assert subscribed("second") == after, "at the same address, and nothing is there twice"
        assert len(before) == len(after) == 3
        assert (before["Visit"], after["Visit"]) == ("2025-10-10 07:00", "2025-10-10 09:00")
        assert "CANCELLED: Lunch" in after
        with opener.open(anna, timeout=10) as answer:
            assert b"11:00" in answer.read()
    finally:
        server.shutdown()
        server.server_close()


def test_two_people_of_one_name_do_not_share_or_swap_folders(agenda, trip, tmp_path: Path) -> None:  # noqa: F811
    first = agenda("people", trip, "add", "Anna Weber", "delegate=yes").out.strip()
    agenda("release", trip, "--yes")
    agenda("kit", trip, "-o", "kit")
    second = agenda("people", trip, "add", "Anna Weber", "delegate=yes").out.strip()
    agenda("release", trip, "--yes")
    agenda("kit", trip, "-o", "kit")
    folders = {path.name for path in (tmp_path / "kit/People").iterdir()}
    assert folders == {f"Anna Weber ({first})", f"Anna Weber ({second})"}


def test_kits_and_publications_keep_to_folders_of_their_own(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    agenda("new", "Bonn", "--from", "1.2.2026")
    agenda("add", "bonn", "1.2. 10:00 Welcome")
    agenda("release", "bonn", "--yes")
    agenda("kit", koeln, "-o", "kit")
    agenda("publish", koeln, "-o", "web")
    before = files_in(tmp_path)
    for command, said in (
        (("kit", "bonn", "-o", "kit"), "holds the pack of another trip"),
        (("publish", "bonn", "-o", "web"), "holds the pages of another trip"),
        (("publish", koeln, "-o", "kit"), "must not be published"),
        (("kit", koeln, "-o", "web"), "where a pack must never lie"),
        (("kit", koeln, "-o", "."), "Name a folder of its own"),
    ):
        done = agenda(*command)
        assert (done.code > 0, said in done.err) == (True, True), command
    assert files_in(tmp_path) == before
    agenda("set", koeln, ids(agenda, koeln)["Visit"], "title=Tour")
    agenda("release", koeln, "--yes")
    agenda("kit", koeln, "-o", "kit")
    assert "holds version 2 already" in agenda("kit", f"{koeln}@1", "-o", "kit").err


def test_an_address_never_leads_to_somebody_else_of_the_same_name(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    first = json.loads(agenda("publish", koeln, "-o", "web", "--json").out)["addresses"]
    (anna,) = [reader for reader in first if reader.startswith("person:anna")]
    agenda("people", koeln, "remove", "Anna Weber")
    agenda("people", koeln, "add", anna.removeprefix("person:"), "delegate=yes")
    agenda("release", koeln, "--yes")
    agenda("publish", koeln, "-o", "web")
    told = summaries(tmp_path / "web" / first[anna] / "calendar.ics")
    assert {status for status, _ in told.values()} == {"CANCELLED"}
    assert "For: Anna Weber" in (tmp_path / "web" / first[anna] / "index.html").read_text(encoding="utf-8")


def test_a_kit_that_was_never_sent_is_forgotten(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    agenda("kit", koeln, "-o", "kit")
    agenda("set", koeln, ids(agenda, koeln)["Visit"], "time=9:30")
    agenda("release", koeln, "--yes")
    agenda("kit", koeln, "-o", "kit")
    assert "are forgotten" in agenda("ledger", koeln, "--not-sent", "2").err
    agenda("set", koeln, ids(agenda, koeln)["Visit"], "time=10:00")
    agenda("release", koeln, "--yes")
    agenda("kit", koeln, "-o", "kit")
    anna = text_for(tmp_path, "Anna Weber")
    assert "New for you since version 1 of" in anna
    assert "begins at 10:00 instead of 09:00" in anna


def test_who_has_left_is_told_so(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    agenda("kit", koeln, "-o", "kit")
    agenda("people", koeln, "remove", "Bernd Meyer")
    agenda("release", koeln, "--yes")
    agenda("kit", koeln, "-o", "kit")
    text = text_for(tmp_path, "Bernd Meyer")
    assert "Sie stehen nicht mehr im Programm für „Köln“ am 9. und 10. Oktober 2025." in text
    assert "Ihr Programm" not in text


def test_ones_own_copy_taken_in_again_changes_nothing_for_others(agenda, koeln: str) -> None:  # noqa: F811
    agenda("set", koeln, ids(agenda, koeln)["Lunch"], "groups=Gruppe B")
    agenda("release", koeln, "--yes")
    before = agenda("show", koeln, "--json").out
    agenda("export", "ics", koeln, "--for", "person:Anna Weber", "-o", "anna.ics")
    done = agenda("import", "anna.ics")
    assert "One reader has lost it" in done.err
    assert agenda("show", koeln, "--json").out == before
    agenda("export", "ics", koeln, "--as", "days", "-o", "days.ics")
    assert "It sums up a whole day" in agenda("import", "days.ics").err
    assert agenda("show", koeln, "--json").out == before


def test_only_what_is_new_needs_a_version_and_something_new(agenda, koeln: str, tmp_path: Path) -> None:  # noqa: F811
    assert agenda("export", "ics", koeln, "--since", "9").code == 1
    done = agenda("export", "ics", koeln, "--since", "1")
    assert (done.code, done.out) == (0, "")
    assert "nothing was written" in done.err
    assert not list(tmp_path.glob("*.ics"))
    agenda("set", koeln, ids(agenda, koeln)["Visit"], "title=Tour")
    agenda("release", koeln, "--yes")
    assert agenda("export", "ics", koeln, "--since", "1").out == "koeln-since-1-v2.ics\n"
    assert agenda("export", "ics", koeln, "--as", "days").out == "koeln-days-v2.ics\n"
    assert agenda("export", "ics", koeln, "--as", "items", "-o", "-").code == 2
    assert agenda("export", "txt", koeln, "--as", "days").code == 2
    assert (tmp_path / agenda("export", "ics", koeln, "--as", "items").out.splitlines()[0]).parent.name == "koeln-items"
    told = agenda("export", "ics", koeln, "--preflight", "-o", "how")
    assert "Outlook classic" in told.out
    assert files_in(tmp_path / "how") == {"instructions-en.txt", "instructions-en.html"}


def test_a_speaker_alone_is_told_a_place_and_a_clock_time(agenda, trip, tmp_path: Path) -> None:  # noqa: F811
    agenda("set", trip, ids(agenda, trip)["Visit"], "venue=Town Hall", "time=9:00-12:00")
    agenda("add", trip, "Fri then 30 min Opening")
    agenda("add", trip, "Fri then 45 min Speech")
    for title in ("Opening", "Speech"):
        agenda("move", trip, ids(agenda, trip)[title], "--into", ids(agenda, trip)["Visit"])
    agenda("set", trip, ids(agenda, trip)["Speech"], "speakers=Dr. Clara Vogel", "kind=talk")
    text = agenda("export", "txt", trip, "--for", "person:Dr. Clara Vogel", "-o", "-").out
    assert "09:30–10:15: Speech" in text
    assert "Place: Town Hall" in text
    data = agenda("export", "ics", trip, "--for", "person:Dr. Clara Vogel", "-o", "-").out
    assert "LOCATION:Town Hall" in data
    assert "SUMMARY:Speech" in data


@pytest.mark.parametrize("number", ["99999999999999999999", "0", "x"])
def test_numbers_that_are_no_versions_get_a_sentence(agenda, koeln: str, number: str) -> None:  # noqa: F811
    for command in (("diff", koeln, number), ("show", f"{koeln}@{number}"), ("kit", f"{koeln}@{number}", "-o", "k")):
        done = agenda(*command)
        assert done.code == 1
        assert "version" in done.err
        assert "failed" not in done.err
