"""The letter that goes with a reader's copy."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from exports.audience import read_audience
from exports.kit.closing import complimentary_close
from exports.kit.letter import letter
from exports.kit.salutation import salutation
from exports.snapshot import Snapshot
from exports.text import text_file
from tests.support.papermaking import example_trip
from tests.trips.schedule.test_timeline import day_of
from trips.i18n.language import Language, words
from trips.model.entities import Meet, Person, Venue, changed
from trips.model.trip import Trip

ANNA = Person(key="anna", name="Anna Weber", form="Frau", delegate=True)


def test_a_letter_says_where_to_meet_and_no_place_twice() -> None:
    hall = Venue(key="hall", name="Hotel Amostra")
    trip = day_of(
        {"when": "10:00-12:00", "title": "Visit", "meet": Meet(minute=585, place="Lobby"), "status": "confirmed"},
        {"when": "15:00", "title": "Hotel Amostra", "kind": "stay", "venue": "hall", "status": "confirmed"},
        {"when": "16:00", "title": "Night at Hotel Amostra", "kind": "stay", "venue": "hall", "status": "confirmed"},
        {"when": "18:00", "title": "Briefing", "venue": "hall", "status": "confirmed"},
        people=(ANNA,),
        venues=(hall,),
    )
    text = letter(
        Snapshot(trip, datetime(2025, 9, 30, tzinfo=UTC)), read_audience(trip, "person:anna"), "en", ANNA, None
    )
    at = text.lines.index("- 10:00–12:00: Visit")
    assert text.lines[at : at + 5] == (
        "- 10:00–12:00: Visit",
        "  Meet: 09:45 Lobby",
        "- 15:00: Hotel Amostra",
        "- 16:00: Night at Hotel Amostra",
        "- 18:00: Briefing, Hotel Amostra",
    )


def test_a_letter_gives_the_address_of_a_place_where_it_is_first_told() -> None:
    trip = day_of(
        {"when": "09:00", "title": "Walk to the KGSt", "kind": "transfer", "venue": "hall", "to": "kgst"},
        {"when": "10:00-12:00", "title": "Besuch der KGSt", "kind": "visit", "venue": "kgst"},
        {"when": "13:00", "title": "Lunch", "venue": "hall", "room": "Hansasaal"},
        {"when": "15:00", "title": "Talk", "venue": "kgst"},
        people=(ANNA,),
        venues=(
            Venue(key="hall", name="Rathaus", address="Rathausplatz 2, 50667 Köln"),
            Venue(key="kgst", name="KGSt", address="Gereonstraße 18-32, 50670 Köln"),
        ),
    )
    lines = letter_to(changed(trip, items=tuple(changed(one, status="confirmed") for one in trip.items)), "anna", "en")
    at = next(n for n, line in enumerate(lines) if line.startswith("- 09:00"))
    assert lines[at : at + 7] == [
        "- 09:00: Walk to the KGSt",
        "  Starts at: Rathaus, Rathausplatz 2, 50667 Köln",
        "  to KGSt",
        "- 10:00–12:00: Besuch der KGSt",
        "  Gereonstraße 18-32, 50670 Köln",
        "- 13:00: Lunch, Rathaus, Hansasaal",
        "- 15:00: Talk, KGSt",
    ]


@pytest.mark.parametrize(
    ("title", "language", "said"),
    [
        ("Südkreisrunde in Köln", "de", "die Südkreisrunde in Köln am 9. Oktober 2025"),
        ("Köln", "de", "„Köln“ am 9. Oktober 2025"),
        ("Visit to Lisbon", "en", "the visit to Lisbon on 9 October 2025"),
    ],
)
def test_a_letter_says_in_a_sentence_what_it_is_about(title: str, language: Language, said: str) -> None:
    trip = day_of({"when": "10:00", "title": "A", "status": "confirmed"}, people=(ANNA,))
    trip = changed(trip, title=title, language=language)
    snapshot = Snapshot(trip, datetime(2025, 9, 30, tzinfo=UTC), release=1)
    audience = read_audience(trip, "person:anna")
    mail, paper = (letter(snapshot, audience, language, ANNA, None, on_paper=one).opening[0] for one in (False, True))
    begins = ("hier ist", "mit diesem Schreiben") if language == "de" else ("Here is", "Please find below")
    assert mail.startswith(begins[0])
    assert paper.startswith(begins[1])
    assert f" {said} (" in mail
    assert f" {said} (" in paper


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ["- 10:00–12:00: Besuch der KGSt", "  - 10:30–11:00: Wärmeplanung (Ihr Beitrag)"]),
        ("en", ["- 10:00–12:00: Besuch der KGSt", "  - 10:30–11:00: Wärmeplanung (your contribution)"]),
    ],
)
def test_a_speaker_reads_where_they_speak(language: Language, said: list[str]) -> None:
    trip = day_of(
        {"when": "10:00-12:00", "title": "Besuch der KGSt", "kind": "visit", "status": "confirmed"},
        {"part": True, "when": "10:30-11:00", "title": "Wärmeplanung", "speakers": ("anna",), "status": "confirmed"},
        people=(ANNA,),
    )
    text = letter(
        Snapshot(trip, datetime(2025, 9, 30, tzinfo=UTC)), read_audience(trip, "person:anna"), language, ANNA, None
    )
    assert [line for line in text.lines if line.lstrip().startswith("- ")] == said


def letter_to(trip: Trip, key: str, language: str) -> list[str]:
    person = next(person for person in trip.people if person.key == key)
    snapshot = Snapshot(trip, datetime(2025, 9, 30, tzinfo=UTC))
    return list(letter(snapshot, read_audience(trip, f"person:{key}"), language, person, None).lines)


def test_a_part_is_told_with_its_whole_to_who_comes_for_the_part_only() -> None:
    host = Person(key="host", name="Dr. Eva Muster", form="Frau")
    trip = day_of(
        {"when": "10:00-12:00", "title": "Matinee", "kind": "meeting", "venue": "hall", "status": "confirmed"},
        {"part": True, "when": "10:30-11:00", "title": "Dank", "speakers": ("host",), "status": "confirmed"},
        people=(ANNA, host),
        venues=(Venue(key="hall", name="Oper"),),
    )
    lines = letter_to(trip, "host", "de")
    at = lines.index("- 10:30–11:00: Dank, Oper (Ihr Beitrag)")
    assert lines[at + 1] == "  Teil von „Matinee“, 10:00–12:00"
    snapshot = Snapshot(trip, datetime(2025, 9, 30, tzinfo=UTC))
    for who, said in (("person:host", True), ("person:anna", False), ("participants", False)):
        told = text_file(snapshot, read_audience(trip, who), "de").decode()
        assert ("Teil von" in told) is said, who


def test_a_journey_says_where_it_begins_and_goes_and_a_hotel_when_it_is_left() -> None:
    lines = letter_to(example_trip("lisbon"), "mayor", "en")
    assert "- until 08:15: Check-out: Hotel Amostra" in lines
    flight = next(n for n, line in enumerate(lines) if "Flight Berlin to Lisbon" in line)
    assert lines[flight + 1] == "  Starts at: Berlin Brandenburg Airport"
    assert lines[flight + 2].startswith("  Plane · ")
    assert lines[flight + 2].endswith(" · to Lisbon Airport")
    assert lines[2].startswith("Here is your programme")


def test_a_host_family_reads_how_many_come_and_when_they_leave() -> None:
    lines = letter_to(example_trip("lisbon"), "familia-exemplo", "en")
    assert "  Guests: 16 people, with all host families together" in lines
    assert "- until 08:15: Stay with the host families" in lines


@pytest.mark.parametrize(
    ("name", "latin", "form", "languages", "german", "english"),
    [
        ("Στυλιανός Αγγελούδης", "Dr. Stylianos Angeloudis", "Herr", (), "Herr Dr. Angeloudis", "Dr Angeloudis"),
        ("سعاد عبد الرحيم", "Souad Abderrahim", "Frau", (), "Frau Abderrahim", "Ms Abderrahim"),
        ("张伟", "Zhang Wei", "Herr", (), "Herr Zhang Wei", "Zhang Wei"),
        ("Nguyễn Thị Hoa", "", "Frau", ("vi",), "Frau Nguyễn Thị Hoa", "Nguyễn Thị Hoa"),
        ("Jan von der Wiese", "", "Herr", (), "Herr von der Wiese", "Mr von der Wiese"),
        ("محمد بن صالح", "Mohamed Ben Salah", "Herr", (), "Herr Ben Salah", "Mr Ben Salah"),
    ],
)
def test_a_letter_greets_by_the_family_name_where_it_is_clear(
    name: str, latin: str, form: str, languages: tuple[str, ...], german: str, english: str
) -> None:
    person = Person(key="p", name=name, latin_name=latin, form=form, languages=languages)
    geehrt = "Sehr geehrter" if form == "Herr" else "Sehr geehrte"
    assert salutation(person, words("de")) == f"{geehrt} {german},"
    assert salutation(person, words("en")) == f"Dear {english},"


@pytest.mark.parametrize(
    ("said", "german", "english"),
    [
        ("", "Mit freundlichen Grüßen", "Yours sincerely,"),
        ("Liebe Anna", "Herzliche Grüße", "Kind regards,"),
        ("Dear Anna", "Mit freundlichen Grüßen", "Kind regards,"),
        ("Hello Anna", "Herzliche Grüße", "Kind regards,"),
        ("Dear Sir or Madam", "Mit freundlichen Grüßen", "Yours faithfully,"),
        ("Exzellenz", "Mit freundlichen Grüßen", "Yours sincerely,"),
    ],
)
def test_a_letter_ends_as_cordially_as_it_greets(said: str, german: str, english: str) -> None:
    person = changed(ANNA, salutation=said)
    for language, formula in (("de", german), ("en", english)):
        assert complimentary_close(person, words(language)) == formula


def test_a_group_is_greeted_and_taken_leave_of_without_names() -> None:
    assert [complimentary_close(None, words(one)) for one in ("de", "en")] == [
        "Mit freundlichen Grüßen",
        "Kind regards,",
    ]


def test_a_mail_ends_with_the_office_and_whom_to_ask_and_names_the_file_with_instructions() -> None:
    lines = letter_to(example_trip("lisbon"), "mayor", "en")
    assert lines[-4:-2] == ["Yours sincerely,", ""]
    assert lines[-2] == "Sampleford City Council"
    assert lines[-1].startswith("Contact: Civic Office")
    assert any("The attached file instructions-en.txt explains" in line for line in lines)
