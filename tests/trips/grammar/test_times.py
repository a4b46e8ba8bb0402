"""Times as people say them, and what else offices write into a programme beside times and titles."""

from __future__ import annotations

import pytest

from tests.trips.importers.programme.test_programme import told, trip_of
from trips.grammar.clock_words import as_digits
from trips.grammar.times import leading_time, times_within
from trips.grammar.when_text import canonical
from trips.model.entities import by_key
from trips.model.trip import Trip


@pytest.mark.parametrize(
    ("text", "when", "rest"),
    [
        ("halb acht Treffen", "07:30", "Treffen"),
        ("Viertel nach acht Abfahrt", "08:15", "Abfahrt"),
        ("Viertel vor 9 Bus", "08:45", "Bus"),
        ("dreiviertel acht Frühstück", "07:45", "Frühstück"),
        ("um zwölf Ankunft", "12:00", "Ankunft"),
        ("zwölf Uhr Essen", "12:00", "Essen"),
        ("um ein Uhr Essen", "01:00", "Essen"),
        ("gegen neun Abfahrt", "about 09:00", "Abfahrt"),
        ("Halb zehn bis elf Uhr Vortrag", "09:30-11:00", "Vortrag"),
        ("mittags um 12 Essen", "12:00", "Essen"),
        ("half past ten Arrival", "10:30", "Arrival"),
        ("a quarter to nine Coffee", "08:45", "Coffee"),
        ("quarter past 3 Tea", "03:15", "Tea"),
        ("half past six pm Dinner", "18:30", "Dinner"),
        ("ten o'clock Welcome", "10:00", "Welcome"),
        ("10 o'clock Welcome", "10:00", "Welcome"),
        ("between 2 and 3 pm Talk", "14:00-15:00", "Talk"),
        ("7pm for 7.30pm Dinner", "19:00", "Dinner"),
        ("7 for 7.30pm Dinner", "19:00", "Dinner"),
    ],
)
def test_a_time_may_be_said_in_words(text: str, when: str, rest: str) -> None:
    found = leading_time(text)
    assert found is not None
    assert (canonical(found.when), text[found.end :].strip()) == (when, rest)


@pytest.mark.parametrize(
    "text",
    ["halb voll", "um acht Personen"
        " bitten", "um zwei Tage verschoben", "Viertel der Gäste", "Zwei Vorträge", "ten to go",
     "half 8 participants", "one more talk", "acht Teilnehmende"],
)  # fmt: skip
def test_words_that_are_no_time(text: str) -> None:
    assert leading_time(text) is None
    assert list(times_within(text)) == []


def test_no_hour_is_later_than_a_day_has() -> None:
    assert as_digits("halb 25") is None
    assert as_digits("half past 13 pm") is None
    assert as_digits("12") is None
    assert as_digits("halb 1") == "0:30"


def test_an_hour_in_words_behind_noon_is_in_the_afternoon() -> None:
    text = "9.10.2025\n10.00 Uhr Begrüßung\nhalb zwei Mittagessen\n18.00 Uhr Empfang\nhalb acht Abendessen\n"
    assert [one.split()[1] for one in told(text)] == ["10:00", "13:30", "18:00", "19:30"]
    text = "9 October 2025\n10am Welcome\nquarter past 1 Lunch\n3.15 Tea\n6pm Reception\n"
    assert [one.split()[1] for one in told(text)] == ["10:00", "13:15", "15:15", "18:00"]


def where(trip: Trip) -> list[tuple[str, str]]:
    """The place of each entry, and its address."""
    venues = by_key(trip.venues)
    found = (venues.get(one.venue or "") for one in trip.items)
    return [(one.name, one.address) if one else ("", "") for one in found]


def test_a_line_under_an_entry_may_be_the_address_of_its_place() -> None:
    trip = trip_of(
        "9.10.2025\n14.00 Uhr Empfang im Rathaus\n    Coolsingel 40, 3011 AD Rotterdam\n"
        "16.00 Uhr Gespräch\n    Hauptstr. 5, 72070 Tübingen\n"
        "17 Uhr Tea\n    Ort: 10 High Street, Brighton BN1 1JA\n"
    )
    assert where(trip) == [
        ("Rathaus", "Coolsingel 40, 3011 AD Rotterdam"),
        ("Hauptstr. 5", "Hauptstr. 5, 72070 Tübingen"),
        ("10 High Street", "10 High Street, Brighton BN1 1JA"),
    ]
    assert [one.note for one in trip.items] == ["", "", ""]


@pytest.mark.parametrize("same", ["ebenda", "ebd.", "am selben Ort", "same venue", "at the same place"])
def test_what_is_in_the_same_place_is_where_the_entry_before_is(same: str) -> None:
    trip = trip_of(f"9.10.2025\n14.00 Uhr Empfang im Rathaus\n15.00 Uhr Diskussion, {same}\n16.00 Uhr Kaffee\n")
    assert [name for name, _ in where(trip)] == ["Rathaus", "Rathaus", ""]
    assert trip.items[1].title == "Diskussion"
    table = f"9.10.2025\nZeit | Programm | Ort\n14:00 | Empfang | Rathaus\n15:00 | Diskussion | {same}\n"
    assert [name for name, _ in where(trip_of(table))] == ["Rathaus", "Rathaus"]


def test_what_is_for_somebody_is_no_place() -> None:
    trip = trip_of("9.10.2025\n15.30 Uhr Rundgang, Hüpfburg für die Kinder\n16 Uhr Empfang, Hüpfburg\n")
    assert [name for name, _ in where(trip)] == ["", ""]


def test_things_to_choose_from_are_at_the_same_time() -> None:
    text = "9.10.2025\n18.00 A) Besuch der Universität\n      B) Besuch des Hafens\n20.00 Abendessen\n"
    assert told(text) == [
        "10-09 18:00 visit A) Besuch der Universität",
        "10-09 with visit B) Besuch des Hafens",
        "10-09 20:00 meal Abendessen",
    ]


def test_footnotes_and_negations_are_no_entries() -> None:
    text = "9.10.2025\n18.00 Essen³\nEin Frühstück ist nicht vorgesehen.\n³ Anmeldung bis 1. September bei Frau Harms\n"
    trip = trip_of(text)
    assert [(one.title, one.note) for one in trip.items] == [("Essen³", "Ein Frühstück ist nicht vorgesehen.")]
    assert trip.people == ()


def test_a_second_line_with_the_same_time_in_the_other_language_is_the_same_entry() -> None:
    text = (
        "9.10.2025\n14.00-15.30 Uhr   Ausbildung heute / Apprenticeships today\n2:00-3:30 pm   Dr. Gero Hanstein,"
        " Leiter\n"
    )
    assert told(text) == ["10-09 14:00-15:30 talk Ausbildung heute / Apprenticeships today"]
    text = "9.10.2025\n14.00 Uhr   Hafen\n14.00 Uhr   Museum\n"
    assert len(told(text)) == 2


def test_a_range_may_stand_on_three_lines() -> None:
    text = (
        "9.10.2025\n09:15 Uhr   Begrüßung\n  bis       Grußworte: OB\n09:25 Uhr   Sitzordnung: links OB\n09:25 Uhr"
        "   Rundgang\n"
    )
    assert told(text) == ["10-09 09:15-09:25 reception Begrüßung", "10-09 09:25 tour Rundgang"]


def test_a_column_before_the_time_says_for_whom_it_is() -> None:
    trip = trip_of("9.10.2025\n[F]\t9:00-9:45 a.m.\tWelcome breakfast\tAlumni House\n[S]\t10 am\tTour\tLab\n")
    names = {one.key: one.name for one in trip.groups}
    assert [(canonical(one.when), one.title, [names[key] for key in one.groups]) for one in trip.items] == [
        ("09:00-09:45", "Welcome breakfast", ["F"]), ("10:00", "Tour", ["S"]),
    ]  # fmt: skip


def test_all_groups_together_are_no_group_of_their_own() -> None:
    trip = trip_of("9.10.2025\nGruppe A\n9:00 Hafen\nGruppe B\n9:00 Museum\nGruppen A und B\n12:00 Mittagessen\n")
    assert [len(one.groups) for one in trip.items] == [1, 1, 0]


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("Abend zur freien Verfügung", "evening"), ("Evening with host families", "evening"),
        ("15 Uhr ca. Rückkunft", "about 15:00"), ("23.00 Uhr (ca.) an Altmoor", "about 23:00"),
        ("gg. 18 Uhr Ankunft", "about 18:00"), ("0900-0930 WELCOME", "09:00-09:30"), ("1900 MEAL", "19:00"),
        ("12:00-1:15 Lunch", "12:00-13:15"), ("22:00-1:00 Tanz", "22:00-01:00"), ("Frühschoppen (im"
            " Anschluss)", "then"),
    ],
)  # fmt: skip
def test_how_else_offices_write_when_something_is(line: str, when: str) -> None:
    trip = trip_of(f"9.10.2025\n* 8:30 Uhr Frühstück\n* {line}\n")
    assert canonical(trip.items[-1].when) == when


def test_people_are_known_by_their_office_behind_the_name_or_in_brackets() -> None:
    trip = trip_of(
        "9.10.2025\n9:00 Begrüßung\n    Norbert Kliem, Kulturdezernent\n10:00 Andacht (Pastorin Wiebke Saathoff)\n"
        "11:00 Questions (chair: Leonora Finch)\n12:00 Das Depot als Schaufenster\n    Prof. Dr. Ieva Ozola, Riga\n"
    )
    assert [one.name for one in trip.people] == [
        "Norbert Kliem", "Wiebke Saathoff", "Leonora Finch", "Prof. Dr. Ieva Ozola",
    ]  # fmt: skip
    assert trip.items[-1].kind == "talk"


def test_questions_of_a_letter_are_no_entries() -> None:
    text = (
        "9.10.2025\nThe visit begins at 10 am with a tour of the harbour and its museum. Could we start at 9 instead?\n"
    )
    assert len(told(text)) == 1


def test_an_entry_may_be_a_block_of_labels() -> None:
    text = (
        "=== Datum: Dienstag, 17.11.2026 ===\n\nZeit:    10:00-11:30 Uhr\nTermin:  Fachgespräch Geothermie\nOrt:  "
        "   Landesamt\n"
        "\nWHAT:  Working lunch\nWHEN:  12:30 p.m. to 2:00 p.m.\nWHERE:  Old Town Hall\nPRESS:  Closed\n"
    )
    assert told(text) == [
        "11-17 10:00-11:30 meeting Fachgespräch Geothermie", "11-17 12:30-14:00 meal Working lunch",
    ]  # fmt: skip
    trip = trip_of(text)
    assert [name for name, _ in where(trip)] == ["Landesamt", "Old Town Hall"]
    assert trip.items[1].note == "PRESS: Closed"


def test_a_week_may_be_a_grid_with_a_column_for_each_day() -> None:
    text = (
        "| | Mo 15.03. | Di 16.03. |\n|---|---|---|\n| 8.00-9.30 | Begrüßung in der Aula | Exkursion nach Ulmstett |\n"
        "| 9.50-11.20 | Sport | Exkursion nach Ulmstett |\n| nachmittags | frei | |\n"
    )
    assert [one.split(" ", 3) for one in told("Woche 2027\n" + text)] == [
        ["03-15", "08:00-09:30", "reception", "Begrüßung in der Aula"], ["03-15", "09:50-11:20", "other", "Sport"],
        ["03-15", "afternoon", "free", "frei"], ["03-16", "08:00-11:20", "tour", "Exkursion nach Ulmstett"],
    ]  # fmt: skip


def test_times_may_stand_behind_what_happens() -> None:
    text = (
        "9 October 2025\nRegistration | 9.00 - 9.30 | Senate House, lobby\nLunch | 1.15 - 2.15 | Dining Room\n"
        "Panel\t4 pm\nChaired by Kwame Asante\nBreak\t5 pm\n"
    )
    assert [one.split(" ", 3)[1] for one in told(text)] == ["09:00-09:30", "13:15-14:15", "16:00", "17:00"]


def test_a_paragraph_may_say_its_day_anywhere() -> None:
    text = (
        "Auf ihrer Sommerreise besucht Staatssekretärin Dr. Henrike Vollrath am Montag, 13. Juli 2026, drei Häuser. "
        "Um 9.30 Uhr wird sie im Schloss von Direktor Bodo Lemke empfangen. Um 15.30 Uhr steht sie den Medien bereit.\n"
    )
    assert [one.split(" ", 2)[:2] for one in told(text)][-2:] == [["07-13", "09:30"], ["07-13", "15:30"]]


def test_a_part_of_the_day_may_head_sentences_with_their_own_times() -> None:
    text = (
        "Thursday 27 August 2026\nMorning:   Reception in the Council Chamber, 10.00 am. Guided walk, 11.00 am,"
        " with Mr Fallow.\n"
    )
    assert [one.split(" ", 2)[1] for one in told(text)] == ["10:00", "11:00"]


def test_the_date_of_a_mail_is_no_day() -> None:
    text = "Von: Marijke Polders\nDatum: 10.02.2027 09:12\nBetreff: Besuch\n\nDo 25.02.\n10:50 Ankunft Bahnhof\n"
    assert told(text) == ["02-25 10:50 arrival Ankunft Bahnhof"]


def test_minutes_of_a_meeting_are_read_sentence_by_sentence() -> None:
    text = (
        "Protokoll\n\nTOP 1 Ankunft\nDie Delegation kommt am 12. Mai 2027 um 14.30 Uhr am Flughafen an und wird"
        " abgeholt.\n"
        "TOP 2 Programm\nAm 13. Mai 2027 findet um 9 Uhr die Begrüßung statt, anschließend um 11 Uhr eine Führung.\n"
        "Nächste Besprechung: 20.04.2027, 10 Uhr\n"
    )
    assert [one.split(" ", 3)[:3] for one in told(text)] == [
        ["05-12", "14:30", "arrival"], ["05-13", "09:00", "other"], ["05-13", "11:00", "other"],
    ]  # fmt: skip


def test_columns_of_company_contacts_and_groups_go_where_they_belong() -> None:
    trip = trip_of(
        "9.10.2025\n| Zeit | Programmpunkt | Begleitung | Kontakt | Bemerkung |\n|---|---|---|---|---|\n"
        "| 09:00 | Begrüßung | Bürgermeisterin Kurz, Herr Wolf | Frau Peters, Tel. 0221 123456 | Gruppe A |\n"
    )
    (item,) = trip.items
    people = by_key(trip.people)
    assert [people[key].name for key in item.people] == ["Kurz", "Wolf"]
    assert people[item.people[1]].form == "Herr"
    assert item.contact == "Frau Peters, Tel. 0221 123456"
    assert [one.name for one in trip.groups] == ["Gruppe A"]
    assert (len(item.groups), item.note) == (1, "")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Einladung von Konsul Stein zum Kaffee", "break"),
        ("Einladung des Landrats zum Abendessen", "meal"),
        ("Invitation by the Mayor to a reception", "reception"),
        ("Die Gäste kommen mit dem Zug am Hauptbahnhof an", "arrival"),
        ("Die Delegation trifft am Flughafen ein.", "arrival"),
        ("Die Gruppe reist gegen Mittag ab.", "departure"),
    ],
)
def test_invitations_and_verbs_say_the_kind(title: str, kind: str) -> None:
    trip = trip_of(f"9.10.2025\n10.00 Uhr {title}\n")
    assert trip.items[0].kind == kind
