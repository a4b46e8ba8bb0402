"""Invitations: an event a message, told when it is new or another one, taken back when it is lost."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import cache

import pytest
from icalendar import Calendar

from exports.calendar.itip import Due, LastTold, Mailbox
from exports.kit.invitations import Invitations, Invited, Posting, Shape
from exports.snapshot import Snapshot, released
from scripts.cologne import LEAVER, NEWCOMER, READER, of_person, snapshots
from tests.exports.test_audience import trip_of_canaries
from tests.support.judges import with_ical, with_icaljs, with_vobject
from tests.support.judges.libical import libical_errors
from trips.history.releases import Release, freeze
from trips.model.entities import by_key, changed
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline

OFFICE = Mailbox("Geschäftsstelle, Südkreis", "office@example.org")
POSTING = Posting(OFFICE, ("x@example.org",), datetime(2025, 10, 2, 8, tzinfo=UTC), "abc@example.org", ("root@x",))
READERS = (READER, LEAVER, NEWCOMER, "effing", "reuter", "musterfrau")


def invited(key: str, snapshot: Snapshot, **more: bool) -> Invited:
    versions = (snapshot, *reversed(snapshot.earlier))
    person = next(found for one in versions if (found := by_key(one.trip.people).get(key)))
    return Invited(of_person(key), person, snapshot.language_for(of_person(key)), **more)


@cache
def invitations(number: int) -> Invitations:
    return Invitations(snapshots()[number - 1])


def told_through(key: str, number: int, shape: Shape | None = None) -> tuple[list[list[Due]], dict[str, LastTold]]:
    """What is told with each version to a reader who is sent all of them, and what they were told last."""
    told: dict[str, LastTold] = {}
    sent: list[list[Due]] = []
    for one in range(1, number + 1):
        reader = invited(key, snapshots()[one - 1]) if key != NEWCOMER or one > 1 else None
        now = reader and invitations(one).due(reader, shape or invitations(one).shape_of(told, reader.person), told)
        sent.append(now or [])
        told |= {due.event.event.id: LastTold(due.method, due.event.number) for due in now or []}
    return sent, told


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def calendar_of(data: bytes) -> bytes:
    part = read(data).get_body(("related", "plain", "html")) and list(read(data).iter_parts())[1]
    assert part is not None
    assert part.get_content_type() == "text/calendar"
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload


def counts(key: str, shape: Shape | None = None) -> list[tuple[int, int, int]]:
    """New, changed and taken back, by version."""
    sent, _ = told_through(key, 3, shape)
    return [
        (
            sum(due.method == "REQUEST" and due.first for due in version),
            sum(due.method == "REQUEST" and not due.first for due in version),
            sum(due.method == "CANCEL" for due in version),
        )
        for version in sent
    ]


def test_a_participant_is_invited_to_days_and_told_of_those_alone_that_are_others() -> None:
    assert counts("musterfrau") == [(2, 0, 0), (0, 1, 0), (0, 2, 0)]
    assert counts(NEWCOMER) == [(0, 0, 0), (2, 0, 0), (0, 2, 0)]
    assert counts(LEAVER) == [(2, 0, 0), (0, 1, 0), (0, 0, 2)]


def test_a_speaker_is_invited_to_their_items() -> None:
    assert counts("effing") == [(1, 0, 0), (0, 1, 0), (0, 0, 0)]
    assert counts("reuter") == [(1, 0, 0), (0, 0, 0), (0, 0, 1)]


def test_nothing_is_told_twice() -> None:
    for key in READERS:
        _, told = told_through(key, 3)
        reader = invited(key, snapshots()[2])
        assert invitations(3).due(reader, invitations(3).shape_of(told, reader.person), told) == []


def test_a_version_in_which_nothing_is_new_for_them_is_told_to_nobody() -> None:
    third = snapshots()[2]
    fourth = Snapshot(
        changed(third.trip, items=[changed(one, staff_note="intern") for one in third.trip.items]),
        datetime(2025, 10, 3, tzinfo=UTC), 4, earlier=(*third.earlier, third), frozen=third.timeline,
    )  # fmt: skip
    for key in READERS:
        _, told = told_through(key, 3)
        reader = invited(key, fourth)
        assert Invitations(fourth).due(reader, Invitations(fourth).shape_of(told, reader.person), told) == []


def test_the_text_begins_with_what_was_new_when_it_last_changed_and_keeps_it() -> None:
    sent, _ = told_through("effing", 2)
    text = sent[1][0].event.event.description
    assert text.startswith("Neu in Fassung 2: ")
    assert "beginnt um 14:30 statt um 14:00 Uhr" in text.split("\n")[0]
    assert sent[0][0].event.event.description.find("Neu in Fassung") == -1
    fresh = invitations(3).due(invited("effing", snapshots()[2]), "items", {})
    assert [(one.event.number, one.event.event.description) for one in fresh] == [(2, text)]


def test_a_day_tells_what_came_and_what_went() -> None:
    sent, _ = told_through("musterfrau", 3)
    first, second = (one.event.event.description for one in sent[2])
    assert "Neu in Fassung 3:" in first
    assert "Abendessen auf Einladung der Stadt Köln" in first.split("\n\n")[0]
    assert "Besuch der KölnBusiness“ entfällt" in second.split("\n\n")[0]
    assert "Abendessen" not in second.split("\n\n")[0]


def test_another_shape_takes_back_what_was_there_in_the_first_one() -> None:
    _, told = told_through("musterfrau", 2)
    reader = invited("musterfrau", snapshots()[1])
    due = invitations(2).due(reader, "items", told)
    back = [one for one in due if one.method == "CANCEL"]
    assert {one.event.event.id for one in back} == set(told)
    assert all(one.event.number >= told[one.event.event.id].number for one in back)
    assert sum(one.method == "REQUEST" and one.first for one in due) > 5
    to_file = invitations(2).due(reader, None, told)
    assert {one.method for one in to_file} == {"CANCEL"}
    for one in to_file:  # it takes place all the same, and nothing may say otherwise
        mail = read(invitations(2).mail(one, reader, POSTING))
        plain = mail.get_body(("plain",))
        assert plain is not None
        assert str(mail["Subject"]).startswith("Ersetzt: Südkreisrunde in Köln: ")
        assert "Das Programm bleibt, wie es ist." in " ".join(str(plain.get_content()).split())
        assert "ENTFÄLLT" not in f"{mail['Subject']} {plain.get_content()} {one.event.event.summary}"


def test_a_message_is_what_calendar_programs_take_over_by_themselves() -> None:
    sent, _ = told_through("musterfrau", 2)
    reader = invited("musterfrau", snapshots()[1])
    data = invitations(2).mail(sent[1][0], reader, POSTING)
    mail = read(data)
    assert mail.get_content_type() == "multipart/alternative"
    assert str(mail["From"]) == '"Geschäftsstelle, Südkreis" <office@example.org>'
    assert mail["Message-ID"] == "<abc@example.org>"
    assert mail["References"] == mail["In-Reply-To"] == "<root@x>"
    assert str(mail["Subject"]).startswith("Geändert: Südkreisrunde in Köln")
    part = list(mail.iter_parts())[1]
    assert (part.get_param("method"), part.get_param("charset")) == ("REQUEST", "utf-8")
    calendar = Calendar.from_ical(calendar_of(data))
    (event,) = calendar.walk("VEVENT")
    assert calendar["method"] == "REQUEST"
    assert str(event["organizer"]) == "mailto:office@example.org"
    assert str(event["attendee"]) == "mailto:x@example.org"
    assert event["attendee"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event["attendee"].params["RSVP"] == "TRUE"
    assert event["dtstamp"].dt == POSTING.made
    assert int(event["sequence"]) == 2
    assert b"X-WR-" not in calendar_of(data)
    assert invitations(2).mail(sent[1][0], reader, POSTING) == data


def test_who_had_a_file_is_told_which_calendar_to_delete() -> None:
    sent, _ = told_through("musterfrau", 1)
    reader = invited("musterfrau", snapshots()[0])
    note = "Bitte löschen Sie den Kalender „Südkreisrunde in Köln“"
    with_note, without = (
        read(invitations(1).mail(sent[0][0], one, POSTING)).get_body(("plain",))
        for one in (replace(reader, had_file=True), reader)
    )
    assert with_note is not None
    assert without is not None
    assert note in " ".join(str(with_note.get_content()).split())
    assert note not in " ".join(str(without.get_content()).split())


@pytest.mark.parametrize("shape", ["days", "items"])
@pytest.mark.parametrize("key", READERS)
def test_libical_finds_no_error_in_any_message(key: str, shape: Shape) -> None:
    sent, told = told_through(key, 3, shape)
    messages = 0
    for number, version in enumerate(sent, 1):
        for due in version:
            data = calendar_of(invitations(number).mail(due, invited(key, snapshots()[number - 1]), POSTING))
            assert libical_errors(data) == []
            messages += 1
    for due in invitations(3).due(invited(key, snapshots()[2]), None, told):
        mail = invitations(3).mail(due, invited(key, snapshots()[2]), POSTING)
        assert libical_errors(calendar_of(mail)) == []
        messages += 1
    assert messages >= 2


@pytest.mark.filterwarnings("ignore")  # the judges warn of themselves
def test_other_programs_read_the_one_event_of_a_message() -> None:
    sent, _ = told_through("effing", 1)
    data = calendar_of(invitations(1).mail(sent[0][0], invited("effing", snapshots()[0]), POSTING))
    for read_by in (with_ical, with_vobject, lambda data: with_icaljs(data)[0]):
        (told,) = read_by(data)
        assert (told.title, told.start) == ("Bürokratiemanagement statt Entbürokratisierung", "2025-10-09 12:00")


def test_libical_would_find_an_error() -> None:
    sent, _ = told_through("effing", 1)
    data = calendar_of(invitations(1).mail(sent[0][0], invited("effing", snapshots()[0]), POSTING))
    assert libical_errors(b"\r\n".join(line for line in data.split(b"\r\n") if not line.startswith(b"ORGANIZER")))


@pytest.mark.parametrize("shape", ["days", "items"])
def test_no_private_detail_is_in_an_invitation(shape: Shape) -> None:
    first = trip_of_canaries()
    second = changed(first, items=[changed(one, when="16:00") for one in first.items])
    told: dict[str, LastTold] = {}
    everything = b""
    for number in (1, 2):
        snapshot = _released(first, second)[number - 1]
        reader = Invited(of_person("speaker"), by_key(snapshot.trip.people)["speaker"], "en")
        one = Invitations(snapshot)
        for due in one.due(reader, shape, told):
            mail = one.mail(due, reader, POSTING)
            plain = read(mail).get_body(("plain",))
            assert plain is not None
            everything += calendar_of(mail).replace(b"\r\n ", b"") + str(plain.get_content()).encode()
            told[due.event.event.id] = LastTold(due.method, due.event.number)
    assert everything.count(b"METHOD:REQUEST") == 2
    assert b"canaryItemtitle" in everything
    for secret in ("Privatephone", "Privateemail", "Privatediet", "Privateaccess", "Privateroom", "Privatenote",
                   "Itemstaff_note", "Itemreference", "Venuestaff_note", "Personnote", "RoomOfGuest"):  # fmt: skip
        assert f"canary{secret}".encode() not in everything


def _released(*trips: Trip) -> tuple[Snapshot, ...]:
    moments = (datetime(2025, 9, day, tzinfo=UTC) for day in (1, 2))
    return released(
        Release(number, at, "x", "", number, freeze(Timeline(trip)))
        for number, (trip, at) in enumerate(zip(trips, moments, strict=True), 1)
    )
