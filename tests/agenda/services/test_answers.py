"""Answers to invitations come in as what their senders make of them, and change nothing unasked."""

from __future__ import annotations

import json
import mailbox as mailboxes
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import click
import pytest
from icalendar import Calendar

from tests.agenda.cli.test_cli import agenda, ids, trip  # noqa: F401 - fixtures
from tests.agenda.services.test_send import event_part, koeln, set_up  # noqa: F401 - fixtures
from tests.support.mail import Mailbox, mail_server
from trips.model.entities import Person
from trips.model.trip import Trip
from trips.store import open_store


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server(Mailbox()) as server:
        yield server


def answer(invitation: EmailMessage, said: str, method: str = "REPLY", **times: str) -> bytes:
    """The calendar object with which a calendar program answers an invitation."""
    part = event_part(invitation)
    assert part is not None
    (event,) = Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")
    address = str(event["attendee"])
    lines = (
        "BEGIN:VCALENDAR", "PRODID:-//Somebody//EN", "VERSION:2.0", f"METHOD:{method}", "BEGIN:VEVENT",
        f"UID:{event['uid']}", f"SEQUENCE:{event['sequence']}", "DTSTAMP:20251001T120000Z",
        f"ORGANIZER:{event['organizer']}",
        f"ATTENDEE;CN={event['attendee'].params['CN']};PARTSTAT={said}:{address.upper()}",
        *(f"{name.upper()};TZID=Europe/Berlin:{value}" for name, value in times.items()),
        "SUMMARY:Accepted: Whatever", "END:VEVENT", "END:VCALENDAR", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode()


def mail_of(calendar: bytes) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "anna@example.org", "office@example.org", "Accepted: Whatever"
    mail["Date"] = "Wed, 01 Oct 2025 12:00:00 +0000"
    mail["Message-ID"], mail["MIME-Version"] = "<1@example.org>", "1.0"
    mail.set_content("I come.")
    mail.add_alternative(calendar, maintype="text", subtype="calendar", cte="base64")
    list(mail.iter_parts())[1].set_param("method", "REPLY")
    return mail


@pytest.fixture
def invitations(agenda, koeln: str, mailbox: Mailbox) -> dict[str, list[EmailMessage]]:  # noqa: F811
    """The mails that each got, by their first name."""
    agenda("send", koeln, "--yes")
    found: dict[str, list[EmailMessage]] = {}
    for to, mail in mailbox.taken():
        found.setdefault(to[0].partition("@")[0], []).append(mail)
    return found


def now(slug: str) -> Trip:
    with open_store() as store:
        return store.load(store.find(slug).id).trip


def person(slug: str, name: str) -> Person:
    return next(one for one in now(slug).people if name in one.name)


def test_a_speaker_who_accepts_confirms_the_version_that_they_answered(
    agenda, koeln: str, invitations: dict[str, list[EmailMessage]], tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    (tmp_path / "reply.ics").write_bytes(answer(invitations["dora"][0], "ACCEPTED"))
    before = now(koeln)
    done = agenda("import", "reply.ics", "--dry-run")
    assert "Dr. Dora Redner confirms “Welcome” as of version 1" in done.err
    assert now(koeln) == before
    assert agenda("import", "reply.ics", "--yes").code == 0
    (said,) = now(koeln).confirmations
    assert (said.key, said.who, said.how) == (person(koeln, "Redner").key, "Dr. Dora Redner", "invitation")
    assert next(item for item in now(koeln).items if item.title == "Welcome").status == "confirmed"
    again = now(koeln)
    agenda("import", "reply.ics", "--yes")
    assert now(koeln) == again, "the same answer again changes nothing"
    agenda("undo", koeln)
    assert now(koeln).confirmations == ()


def test_who_answers_an_old_version_has_to_be_asked_again(
    agenda, koeln: str, invitations: dict[str, list[EmailMessage]], tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    agenda("set", koeln, ids(agenda, koeln)["Welcome"], "time=10:30")
    (tmp_path / "reply.ics").write_bytes(answer(invitations["dora"][0], "ACCEPTED"))
    agenda("import", "reply.ics", "--yes")
    assert next(item for item in now(koeln).items if item.title == "Welcome").status != "confirmed"
    assert "Dora Redner" in agenda("calls", koeln).out


def test_a_participant_who_declines_a_day_is_asked_about_item_by_item(
    agenda, koeln: str, invitations: dict[str, list[EmailMessage]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:  # fmt: skip
    (tmp_path / "reply.eml").write_bytes(mail_of(answer(invitations["anna"][0], "DECLINED")).as_bytes())
    done = agenda("import", "reply.eml", "--yes")
    assert "Anna Weber declines Thu 9 Oct as a whole" in done.err
    assert person(koeln, "Weber").declined == (), "which items, nobody has said"
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "2")
    done = agenda("import", "reply.eml")
    assert "[ ]  2 Anna Weber does not come to “Lunch”" in done.err
    (lunch,) = (item.id for item in now(koeln).items if item.title == "Lunch")
    assert person(koeln, "Weber").declined == (lunch,)
    assert "Lunch" not in agenda("show", koeln, "--for", "Anna Weber").out


def test_another_time_that_is_proposed_becomes_a_finding_and_no_edit(
    agenda, koeln: str, invitations: dict[str, list[EmailMessage]], tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    wish = answer(invitations["dora"][0], "TENTATIVE", "COUNTER", dtstart="20251009T143000", dtend="20251009T150000")
    (tmp_path / "counter.ics").write_bytes(wish)
    items = now(koeln).items
    assert "Welcome”: Thu 9 Oct, 14:30–15:00 (becomes a finding)" in agenda("import", "counter.ics", "--yes").err
    assert now(koeln).items == items
    sentence = "Dr. Dora Redner proposes another time for Welcome: Thu 9 Oct, 14:30–15:00."
    assert sentence in agenda("check", koeln).out
    assert sentence not in agenda("show", koeln, "--for", "participants").out
    welcome = ids(agenda, koeln)["Welcome"]
    agenda("export", "toml", koeln, "-o", "plan.toml")
    assert 'person = "' in (tmp_path / "plan.toml").read_text(encoding="utf-8").partition("[[proposed_time]]")[2]
    assert sentence in agenda("check", str(tmp_path / "plan.toml")).out
    agenda("dismiss", koeln, "confirm.proposed", welcome, "--because", "He was told")
    assert sentence not in agenda("check", koeln).out
    (tmp_path / "later.ics").write_bytes(
        wish.replace(b"T143000", b"T150000").replace(b"T150000\r\nDTEND", b"T144500\r\nDTEND")
    )
    agenda("import", "later.ics", "--yes")
    assert "proposes another time for Welcome: Thu 9 Oct, 14:45–15:00." in agenda("check", koeln).out
    agenda("set", koeln, welcome, "time=11:00-12:00")
    assert "proposes another time" not in agenda("check", koeln).out
    agenda("undo", koeln)
    assert "proposes another time" in agenda("check", koeln).out
    done = agenda("fix", koeln, "confirm.proposed", welcome, "--how", "1")
    assert done.code == 0, done.err
    assert "proposes another time" not in agenda("check", koeln).out


def test_another_day_without_a_time_is_only_told(
    agenda, koeln: str, invitations: dict[str, list[EmailMessage]], tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    wish = answer(invitations["dora"][0], "TENTATIVE", "COUNTER", dtstart="20251010")
    (tmp_path / "counter.ics").write_bytes(wish.replace(b";TZID=Europe/Berlin:20251010", b";VALUE=DATE:20251010"))
    before = now(koeln)
    assert "proposes another day for “Welcome”, and no time. Ask them." in agenda("import", "counter.ics", "--yes").err
    assert now(koeln) == before


def test_a_folder_and_a_mailbox_of_answers(
    agenda, koeln: str, invitations: dict[str, list[EmailMessage]], tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    answers = [answer(mail, "ACCEPTED") for name in ("anna", "bernd", "dora") for mail in invitations[name]]
    folder = tmp_path / "answers"
    folder.mkdir()
    box = mailboxes.mbox(tmp_path / "box")
    for n, one in enumerate(answers):
        (folder / f"{n}.eml").write_bytes(mail_of(one).as_bytes())
        box.add(mail_of(one))
    box.close()
    for path in ("answers", "box"):
        done = agenda("import", path, "--dry-run", "--json")
        told = json.loads(done.out)
        assert [(one["effect"], one["sure"], one["version"]) for one in told["answers"]] == [("confirms", True, 1)]
        assert sum("Anna Weber comes on" in line for line in told["told"]) == 2


def test_a_calendar_with_an_answer_beside_events_is_a_calendar(agenda, trip: str, tmp_path: Path) -> None:  # noqa: F811
    event = "BEGIN:VEVENT\nUID:1\nDTSTART:20251009T120000Z\nSUMMARY:Dinner\nEND:VEVENT\n"
    plain = f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}END:VCALENDAR\n"
    reply = f"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\n{event}END:VCALENDAR\n"
    (tmp_path / "both.ics").write_text(f"{plain}{reply}", encoding="utf-8")
    agenda("import", "both.ics", "--into", trip)
    assert [item.title for item in now(trip).items].count("Dinner") == 1


def test_answers_of_strangers_change_nothing(
    agenda, koeln: str, invitations: dict[str, list[EmailMessage]], tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    reply = answer(invitations["dora"][0], "ACCEPTED")
    before = now(koeln)
    (tmp_path / "stranger.ics").write_bytes(reply.replace(b"DORA@", b"MALLORY@"))
    assert "Nobody of the trip has the address mallory@example.org" in agenda("import", "stranger.ics", "--yes").err
    other = reply.replace(before.id.encode(), b"f" * 32)
    (tmp_path / "other.ics").write_bytes(other)
    assert "1 answer is about no trip of this database." in agenda("import", "other.ics", "--yes").err
    assert now(koeln) == before


@pytest.mark.parametrize(
    "broken", [b"METHOD:REPLY", b"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:x", b"From x\nMETHOD:REPLY"]
)
def test_what_is_no_answer_is_a_sentence(agenda, trip: str, tmp_path: Path, broken: bytes) -> None:  # noqa: F811
    (tmp_path / "reply.ics").write_bytes(broken)
    done = agenda("import", "reply.ics", "--yes")
    assert "no answer to one of our invitations" in done.err
    assert "Traceback" not in done.err
