"""Sending: each reader once and only what is new for them, whatever the mail server or the machine does meanwhile."""

from __future__ import annotations

import json
import os
import re
import signal
import ssl
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from icalendar import Calendar

from agenda.cli import run
from agenda.services.settings import settings
from tests.agenda.cli.test_cli import agenda, ids, trip  # noqa: F401 - fixtures
from tests.support.mail import HANG_UP, Mailbox, mail_server
from trips.store import open_store


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server(Mailbox()) as server:
        yield server


@pytest.fixture
def koeln(agenda, trip, mailbox: Mailbox) -> str:  # noqa: F811
    """A trip with two participants, a speaker and somebody without an address, and a first version of it."""
    agenda("people", trip, "add", "Anna Weber", "delegate=yes", "private.email=anna@example.org", "languages=en")
    agenda("people", trip, "add", "Bernd Meyer", "delegate=yes", "private.email=bernd@example.org")
    agenda("people", trip, "add", "Clara Ohne", "delegate=yes")
    agenda("people", trip, "add", "Dr. Dora Redner", "private.email=dora@example.org", "languages=en")
    agenda("set", trip, ids(agenda, trip)["Welcome"], "speakers=Dora Redner")
    assert agenda("release", trip, "--yes").code == 0
    set_up(agenda, mailbox)
    return trip


def set_up(agenda, mailbox: Mailbox, *more: str) -> None:  # noqa: F811
    server = f"mail_server=127.0.0.1:{mailbox.port}"
    done = agenda("settings", "mail_from=Office <office@example.org>", server, "mail_security=none", *more)
    assert done.code == 0
    settings.cache_clear()


def seen(mailbox: Mailbox) -> Counter[tuple[str, str]]:
    """How many mails of which method each address got since the last look."""
    return Counter((to[0].partition("@")[0], method(mail)) for to, mail in mailbox.taken())


def method(mail: EmailMessage) -> str:
    part = event_part(mail)
    return str(part.get_param("method")) if part is not None else "FILE"


def event_part(mail: EmailMessage) -> EmailMessage | None:
    found = [part for part in mail.walk() if part.get_content_type() == "text/calendar" and part.get_param("method")]
    return found[0] if found else None


def states(trip_id: str) -> Counter[str]:
    with open_store() as store:
        return Counter(mail.state for mail in store.outbox.mails(trip_id))


def trip_id_of(slug: str) -> str:
    with open_store() as store:
        return store.find(slug).id


def test_each_gets_invitations_and_then_only_what_is_new_for_them(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    done = agenda("send", koeln, "--yes")
    assert done.code == 0
    assert "Anna Weber: 2 invitations" in done.err
    assert "No usable e-mail address, so on paper: Clara Ohne" in done.err
    assert "5 mails were sent." in done.err
    assert seen(mailbox) == {("anna", "REQUEST"): 2, ("bernd", "REQUEST"): 2, ("dora", "REQUEST"): 1}
    assert "Anna Weber holds version 1." in agenda("ledger", koeln).out
    assert "There is nothing to send." in agenda("send", koeln, "--yes").err

    agenda("set", koeln, ids(agenda, koeln)["Visit"], "time=9:30")
    agenda("release", koeln, "--yes")
    done = agenda("send", koeln, "--yes")
    assert "Anna Weber: 1 change" in done.err
    assert "Nothing new (1): Dr. Dora Redner" in done.err
    assert seen(mailbox) == {("anna", "REQUEST"): 1, ("bernd", "REQUEST"): 1}
    rows = json.loads(agenda("ledger", koeln, "--json").out)["entries"]
    given = {(re.sub(r"person:|dr-|-....$", "", row["reader"]), row["version"], row["how"]) for row in rows}
    assert given == {
        ("anna-weber", 1, "invited"), ("bernd-meyer", 1, "invited"), ("dora-redner", 1, "invited"),
        ("anna-weber", 2, "invited"), ("bernd-meyer", 2, "invited"),
    }  # fmt: skip

    agenda("set", koeln, ids(agenda, koeln)["Welcome"], "status=cancelled")
    agenda("release", koeln, "--yes")
    assert agenda("send", koeln, "--yes").code == 0
    assert seen(mailbox) == {("anna", "REQUEST"): 1, ("bernd", "REQUEST"): 1, ("dora", "CANCEL"): 1}
    assert "There is nothing to send." in agenda("send", koeln, "--yes").err


def test_the_mails_about_one_event_are_one_thread(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    agenda("send", koeln, "--to", "Dora Redner", "--yes")
    ((_, first),) = mailbox.taken()
    agenda("set", koeln, ids(agenda, koeln)["Welcome"], "time=10:15")
    agenda("release", koeln, "--yes")
    agenda("send", koeln, "--to", "person:redner", "--yes")
    ((to, second),) = mailbox.taken()
    assert to == ("dora@example.org",)
    assert str(first["Message-ID"]).endswith("@example.org>")
    assert second["References"] == second["In-Reply-To"] == first["Message-ID"]
    uids = [Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")[0]["uid"]
            for mail in (first, second) if (part := event_part(mail))]  # fmt: skip
    assert uids[0] == uids[1]
    assert "New in version 2: “Welcome” begins at 10:15 instead of 10:00." in second.get_body(("plain",)).get_content()


def test_nothing_goes_before_somebody_says_yes(
    agenda, koeln: str, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    import click

    monkeypatch.setattr(click, "prompt", lambda *_, **__: "n")
    done = agenda("send", koeln)
    assert done.code == 1
    assert "Nothing was sent." in done.err
    assert mailbox.taken() == []
    assert states(trip_id_of(koeln)) == {}


def test_a_dry_run_prints_every_mail_and_sends_none(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    done = agenda("send", koeln, "--dry-run")
    assert done.code == 0
    assert done.out.count("Subject: ") == 5
    assert "To: Anna Weber <anna@example.org>" in done.out
    assert "Dear Anna Weber," in done.out
    assert "[text/calendar; method=REQUEST]" in done.out
    assert mailbox.taken() == []
    assert states(trip_id_of(koeln)) == {}


def test_who_gets_what_is_told_to_programs_without_addresses(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    done = agenda("send", koeln, "--dry-run", "--json")
    told = json.loads(done.out)
    assert Counter(one["why"] for one in told["mails"]) == {"new": 5}
    assert told["on_paper"] == ["Clara Ohne"]
    assert "@" not in done.out
    assert mailbox.taken() == []


def test_an_older_version_than_the_last_is_not_sent(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    agenda("set", koeln, ids(agenda, koeln)["Visit"], "time=9:30")
    agenda("release", koeln, "--yes")
    done = agenda("send", f"{koeln}@1", "--yes")
    assert done.code == 1
    assert "Version 2 is out already" in done.err
    assert mailbox.taken() == []


def test_to_me_is_for_looking_at(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    assert agenda("send", koeln, "--to-me", "--yes").code == 0
    mails = mailbox.taken()
    assert {to for to, _ in mails} == {("office@example.org",)}
    uids = {str(Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")[0]["uid"])
            for _, mail in mails if (part := event_part(mail))}  # fmt: skip
    assert len(uids) == len(mails) == 5
    assert agenda("ledger", koeln).out == ""
    agenda("send", koeln, "--yes")
    assert sum(seen(mailbox).values()) == 5


def test_drafts_have_the_same_content_and_count_as_sent(
    agenda, koeln: str, mailbox: Mailbox, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    assert agenda("send", koeln, "--to", "Anna Weber", "--drafts", "out", "--yes").code == 0
    drafts = sorted((tmp_path / "out").glob("anna-weber-*.eml"))
    assert len(drafts) == 2
    assert all(b"X-Unsent: 1\r\n" in draft.read_bytes() for draft in drafts)
    assert all(b'method="REQUEST"' in draft.read_bytes() for draft in drafts)
    assert (drafts[0].stat().st_mode & 0o077) == 0
    assert "Anna Weber holds version 1." in agenda("ledger", koeln).out
    agenda("send", koeln, "--yes")
    assert ("anna", "REQUEST") not in seen(mailbox)


def test_who_was_given_a_file_gets_files_until_somebody_says_otherwise(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    agenda("kit", koeln, "-o", "kit")
    agenda("set", koeln, ids(agenda, koeln)["Visit"], "time=9:30")
    agenda("release", koeln, "--yes")
    done = agenda("send", koeln, "--yes")
    assert "They get files, as they were given files before" in done.err
    mails = mailbox.taken()
    assert {to[0] for to, _ in mails} == {"anna@example.org", "bernd@example.org"}
    names = [part.get_filename() for part in mails[0][1].iter_attachments()]
    assert names == ["koeln.ics", "koeln.pdf", "instructions-en.txt"]
    assert event_part(mails[0][1]) is None, "a file is no invitation"
    assert "There is nothing to send." in agenda("send", koeln, "--yes").err

    done = agenda("send", koeln, "--to", "Anna Weber", "--as", "invitation", "--yes")
    assert "They were given a calendar file before; the mail says which calendar to delete: Anna Weber" in done.err
    mails = mailbox.taken()
    assert [method(mail) for _, mail in mails] == ["REQUEST", "REQUEST"]
    assert "Please delete the calendar “Köln”" in " ".join(mails[0][1].get_body(("plain",)).get_content().split())


def test_from_invitations_to_files_the_invitations_are_taken_back_first(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    agenda("send", koeln, "--yes")
    mailbox.taken()
    done = agenda("send", koeln, "--to", "Anna Weber", "--as", "file", "--yes")
    assert "their invitations are cancelled first: Anna Weber" in done.err
    assert [method(mail) for _, mail in mailbox.taken()] == ["CANCEL", "CANCEL", "FILE"]
    assert "There is nothing to send." in agenda("send", koeln, "--to", "Anna Weber", "--as", "file", "--yes").err
    assert "There is nothing to send." in agenda("send", koeln, "--yes").err, "she is told by files from now on"
    assert {row["how"] for row in json.loads(agenda("ledger", koeln, "--json").out)["entries"]} == {"invited", "mailed"}


def test_a_run_to_files_that_is_stopped_goes_on_with_the_file(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    agenda("send", koeln, "--yes")
    mailbox.taken()
    agenda("set", koeln, ids(agenda, koeln)["Welcome"], "staff_note=internal")
    agenda("release", koeln, "--yes")
    mailbox.takes = lambda number: "452 4.5.3 too many" if number >= 2 else None
    agenda("send", koeln, "--to", "Anna Weber", "--as", "file", "--yes")
    assert [method(mail) for _, mail in mailbox.taken()] == ["CANCEL", "CANCEL"]
    mailbox.takes = lambda number: None
    agenda("send", koeln, "--yes")
    assert [method(mail) for _, mail in mailbox.taken()] == ["FILE"], "neither nothing nor a new invitation"
    assert "There is nothing to send." in agenda("send", koeln, "--yes").err


def test_what_a_server_refuses_is_told_by_name_and_goes_again_when_asked(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    mailbox.says = lambda address: "550 5.1.1 <anna@example.org> unknown" if address.startswith("anna") else None
    done = agenda("send", koeln, "--yes")
    assert done.code == 1
    assert "Anna Weber: refused by the mail server (550 5.1.1 <anna@example.org> unknown)" in done.err
    assert "3 mails were sent. 2 were refused." in done.err
    assert b"anna@example.org> unknown" not in Path(os.environ["AGENDA_STORE"]).read_bytes()
    assert "Anna Weber" not in agenda("ledger", koeln).out
    mailbox.taken()
    done = agenda("send", koeln, "--yes")
    assert "was refused (550 5.1.1)" in done.err
    assert mailbox.taken() == []
    mailbox.says = lambda address: None
    agenda("people", koeln, "set", "Anna Weber", "private.email=a.weber@example.org")
    assert agenda("send", koeln, "--again", "Anna Weber", "--yes").code == 0
    assert seen(mailbox) == {("a.weber", "REQUEST"): 2}, "a new address needs no new version"
    assert "Anna Weber holds version 1." in agenda("ledger", koeln).out


def test_what_a_server_puts_off_waits_and_goes_with_the_next_run(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    mailbox.says = lambda address: "451 4.7.1 Greylisting" if address.startswith("dora") else None
    done = agenda("send", koeln, "--yes")
    assert "Dr. Dora Redner: not now, says the mail server (451 4.7.1 Greylisting)" in done.err
    mailbox.taken()
    mailbox.says = lambda address: None
    agenda("send", koeln, "--yes")
    assert seen(mailbox) == {("dora", "REQUEST"): 1}


def test_a_server_that_takes_nothing_more_ends_the_run(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    mailbox.takes = lambda number: "452 4.5.3 too many" if number >= 2 else None
    done = agenda("send", koeln, "--yes")
    assert done.code == 1
    assert "takes nothing more at the moment (452 4.5.3); the rest waits." in done.err
    first = seen(mailbox)
    mailbox.takes = lambda number: None
    agenda("send", koeln, "--yes")
    assert first + seen(mailbox) == {("anna", "REQUEST"): 2, ("bernd", "REQUEST"): 2, ("dora", "REQUEST"): 1}


def test_a_connection_that_breaks_off_behind_a_mail_leaves_it_unknown(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    mailbox.takes = lambda number: HANG_UP if number == 1 else None
    done = agenda("send", koeln, "--yes")
    assert done.code == 1
    assert "the connection was lost; the mail may have arrived" in done.err
    assert "4 mails were sent. 1 may have arrived." in done.err
    assert len(mailbox.taken()) == 5
    assert states(trip_id_of(koeln)) == {"sent": 4, "unknown": 1}
    done = agenda("send", koeln, "--yes")
    assert "may have arrived; sending was interrupted" in done.err
    assert mailbox.taken() == []
    mailbox.takes = lambda number: None
    assert agenda("send", koeln, "--again", "participants", "--yes").code == 0
    assert len(mailbox.taken()) == 1
    assert states(trip_id_of(koeln)) == {"sent": 5}


def test_a_connection_that_breaks_off_before_a_mail_is_made_anew(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    asked: list[str] = []

    def once(address: str) -> str | None:
        asked.append(address)
        return HANG_UP if len(asked) == 2 else None

    mailbox.says = once
    assert agenda("send", koeln, "--yes").code == 0
    assert len(mailbox.taken()) == 5
    mailbox.says = lambda address: HANG_UP
    agenda("set", koeln, ids(agenda, koeln)["Visit"], "time=9:30")
    agenda("release", koeln, "--yes")
    done = agenda("send", koeln, "--yes")
    assert "The connection to the mail server 127.0.0.1 was lost." in done.err
    assert states(trip_id_of(koeln)) == {"sent": 5, "queued": 2}
    mailbox.says = lambda address: None
    agenda("send", koeln, "--yes")
    assert len(mailbox.taken()) == 2


def test_no_more_go_in_an_hour_than_the_server_takes(agenda, koeln: str, mailbox: Mailbox) -> None:  # noqa: F811
    from agenda.services.mail_server import MailServer, mail_account
    from agenda.services.send import Choice, Planner
    from agenda.services.send_run import Run
    from exports.snapshot import released

    set_up(agenda, mailbox, "mail_hour=2")
    with open_store() as store:
        listed = store.find(koeln)
        snapshot = released(store.versions.load(listed.id))[-1]
        plan = Planner(store, snapshot, koeln, settings(), settings().words()).plan(Choice())
        account = mail_account(settings())
        waited: list[float] = []
        with MailServer(account, None) as server:
            for step in Run(store, listed.id, account, server, waited.append).steps(plan):
                if step.until is not None and len(waited) > 1:
                    break
    assert len(mailbox.taken()) == 2
    assert waited == [1.0, 1.0]


def test_a_password_is_never_told_and_never_sent_in_clear(
    agenda, koeln: str, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    monkeypatch.setenv("AGENDA_MAIL_PASSWORD", "geheim-canary")
    set_up(agenda, mailbox, "mail_user=office")
    done = agenda("send", koeln, "--yes")
    assert done.code == 1
    assert "could be read by anybody on the way" in done.err
    assert "geheim-canary" not in done.err + done.out + Path(os.environ["AGENDA_CONFIG"]).read_text(encoding="utf-8")


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


def test_starttls_with_a_password_and_only_to_a_server_that_proves_who_it_is(
    agenda, trip: str, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    passwords: list[bytes] = []

    def authenticate(server, session, envelope, mechanism: str, data: object) -> AuthResult:
        assert isinstance(data, LoginPassword)
        passwords.append(data.password)
        return AuthResult(success=data.password == b"geheim-canary", handled=False)

    options = {"tls_context": context, "require_starttls": True, "authenticator": authenticate, "auth_required": True}
    with mail_server(Mailbox(), **options) as mailbox:
        agenda("people", trip, "add", "Anna Weber", "delegate=yes", "private.email=anna@example.org")
        agenda("release", trip, "--yes")
        set_up(agenda, mailbox, "mail_security=starttls", "mail_user=office")
        monkeypatch.setenv("AGENDA_MAIL_PASSWORD", "geheim-canary")
        done = agenda("send", trip, "--yes")
        assert done.code == 1
        assert "does not prove who it is" in done.err
        assert passwords == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        monkeypatch.setenv("AGENDA_MAIL_PASSWORD", "falsch-canary")
        done = agenda("send", trip, "--yes")
        assert "refuses the user office or the password (535" in done.err
        assert "canary" not in done.err
        assert mailbox.taken() == []
        monkeypatch.setenv("AGENDA_MAIL_PASSWORD", "geheim-canary")
        assert agenda("send", trip, "--yes").code == 0
        assert len(mailbox.taken()) == 2
        monkeypatch.delenv("AGENDA_MAIL_PASSWORD")
        agenda("add", trip, "Fri 12:00 Snack")
        agenda("release", trip, "--yes")
        assert "put it into AGENDA_MAIL_PASSWORD" in agenda("send", trip, "--yes").err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("mail_server=",), "No mail server is set."),
        (("mail_from=",), "No sender is set."),
        (("mail_from=nobody",), '"nobody" in mail_from is no sender'),
        (("mail_server=mail.example.org:smtp",), "is no server; write it like mail.example.org:587"),
        (("mail_server=127.0.0.1:1",), "The mail server 127.0.0.1:1 cannot be reached"),
    ],
)
def test_what_is_not_set_right_is_said_before_anything_goes(
    agenda, koeln: str, mailbox: Mailbox, given: tuple[str, ...], said: str  # noqa: F811
) -> None:  # fmt: skip
    set_up(agenda, mailbox, *given)
    done = agenda("send", koeln, "--yes")
    assert done.code == 1
    assert said in done.err
    assert states(trip_id_of(koeln)) == {}


def test_a_run_that_is_killed_again_and_again_loses_nothing_and_doubles_nothing(
    agenda, koeln: str, mailbox: Mailbox  # noqa: F811
) -> None:  # fmt: skip
    slow: list[float] = [0.02]
    mailbox.takes = lambda number: time.sleep(slow[0])
    for n in range(8):
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            os._exit(run(("send", koeln, "--yes")))
        time.sleep(0.5 + n * 0.037)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    done = agenda("send", koeln, "--yes")
    got = Counter(str(mail["Message-ID"]) for _, mail in mailbox.taken())
    assert max(got.values()) == 1, "a mail went twice unasked"
    with open_store() as store:
        mails = store.outbox.mails(trip_id_of(koeln))
    assert len(mails) == 5
    for mail in mails:
        arrived = f"<{mail.id}@example.org>" in got
        assert mail.state in (("sent", "unknown") if arrived else ("unknown",))
    for name in {mail.reader for mail in mails if mail.state == "unknown"}:
        assert re.search(r"may have arrived", done.err), name


def test_a_pack_has_no_calendar_file_for_whom_is_invited(
    agenda, koeln: str, mailbox: Mailbox, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    agenda("send", koeln, "--to", "Anna Weber", "--yes")
    agenda("kit", koeln, "-o", "kit")
    anna, bernd = ({path.name for path in (tmp_path / f"kit/People/{name}").iterdir()}
                   for name in ("Anna Weber", "Bernd Meyer"))  # fmt: skip
    assert anna == {"koeln.pdf"}
    assert {"koeln.ics", "koeln.pdf"} < bernd
    mailbox.taken()
    agenda("set", koeln, ids(agenda, koeln)["Visit"], "time=9:30")
    agenda("release", koeln, "--yes")
    agenda("send", koeln, "--yes")
    assert seen(mailbox)["anna", "REQUEST"] == 1, "a pack for the table does not make her a reader of files"


def test_the_cologne_story_is_told_to_each_as_the_page_of_proof_says(tmp_path: Path) -> None:
    from scripts.delivery import PAGE, told

    assert "\n".join(told(tmp_path)) in PAGE.read_text(encoding="utf-8")
