"""Pages as people lay them out: each with its right reading; what is doubtful is told on its line."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest

from trips.grammar.when_text import canonical
from trips.i18n.language import UserError, words
from trips.importers.programme.files import read_programme_bytes
from trips.importers.programme.programme import read_programme
from trips.importers.result import Taken

EN = words("en")


def taken(text: str) -> Taken:
    return read_programme(text).new_trip("de", "x", date(2025, 9, 1))


def told(read: Taken) -> list[str]:
    """Each entry in short: day, time, title and place."""
    trip = read.trip
    days = {day.id: f"{day.date:%d.%m.}" for day in trip.days}
    names = {venue.key: f" @ {venue.name}" for venue in trip.venues}
    return [
        f"{days[item.day or '']} {canonical(item.when)} {item.title}{names.get(item.venue or '', '')}"
        for item in trip.items
    ]


def hints(read: Taken) -> list[str]:
    return [f"{one.line}: {one.why.say(EN)}" for one in read.skipped if not one.plain]


DAY = "Donnerstag, 9. Oktober 2025\n"
PAGES = {
    "days behind their place": (
        f"Köln, {DAY}9:00 Begrüßung\nBonn, Freitag, 10. Oktober 2025\n10:00 Empfang",
        ["09.10. 09:00 Begrüßung", "10.10. 10:00 Empfang"],
    ),
    "days behind the word programme": (
        f"Programm für {DAY}9:00 Begrüßung\nProgramm für Freitag, den 10. Oktober\n10:00 Empfang",
        ["09.10. 09:00 Begrüßung", "10.10. 10:00 Empfang"],
    ),
    "English days behind their place": (
        "Thursday 9 October 2025\n9:00 Welcome\nCologne, Friday 10 October\n10:00 Reception",
        ["09.10. 09:00 Welcome", "10.10. 10:00 Reception"],
    ),
    "running numbers": (
        f"{DAY}6\t09:00 Uhr\tBegrüßung\n7\t11:00 Uhr\tEssen\n8\t12:00\tFührung",
        ["09.10. 09:00 Begrüßung", "09.10. 11:00 Essen", "09.10. 12:00 Führung"],
    ),
    "times below": (
        f"{DAY}Begrüßung\n09:00 Uhr\nFührung durch die Altstadt\n10:30 Uhr\nMittagessen\n12:00 Uhr",
        ["09.10. 09:00 Begrüßung", "09.10. 10:30 Führung durch die Altstadt @ Altstadt", "09.10. 12:00 Mittagessen"],
    ),
    "times below a title of two lines": (
        f"{DAY}\nBegrüßung\nmit Musik\n09:00 Uhr\n\nFührung\nzu Fuß\n10:30 Uhr\n",
        ["09.10. 09:00 Begrüßung mit Musik", "09.10. 10:30 Führung zu Fuß"],
    ),
    "columns one by one": (
        f"{DAY}Uhrzeit\n09.00 Uhr\n10.30 Uhr\n12.00 Uhr\nProgrammpunkt\nBegrüßung\nFührung\nMittagessen\n"
        "Ort\nRathaus\nMarkt\nBrauhaus\n",
        ["09.10. 09:00 Begrüßung @ Rathaus", "09.10. 10:30 Führung @ Markt", "09.10. 12:00 Mittagessen @ Brauhaus"],
    ),
    "columns one by one without headings": (
        f"{DAY}09.00 Uhr\n10.30 Uhr\n12.00 Uhr\nBegrüßung\nFührung\nMittagessen\n",
        ["09.10. 09:00 Begrüßung", "09.10. 10:30 Führung", "09.10. 12:00 Mittagessen"],
    ),
    "a sentence below its time": (
        f"{DAY}15.00\n\nDie Kapelle empfängt die Gäste vor der Halle. Im Foyer gibt es Getränke.\n",
        ["09.10. 15:00 Die Kapelle empfängt die Gäste vor der Halle. @ Halle"],
    ),
    "sentences without a time in a day": (
        "Thursday, 9 October 2025\nArrival of guest delegations. Reception in the Social Centre.\n"
        "Friday, 10 October 2025\nMorning flights to Oslo. Flight numbers will be sent to you.\n10:00 Meeting",
        [
            "09.10. tba Arrival of guest delegations",
            "09.10. tba Reception in the Social Centre @ Social Centre",
            "10.10. morning Morning flights to Oslo",
            "10.10. 10:00 Meeting",
        ],
    ),
    "a quoted mail": (
        "Am 03.05.2019 um 14:22 schrieb Jane Roe:\n> Donnerstag, 6. Juni 2019\n> 09:00 Uhr Begrüßung\n",
        ["06.06. 09:00 Begrüßung"],
    ),
    "a quoted mail in English": (
        "On 3 May 2019 at 14:22, Jane Roe <jane@x.example> wrote:\n> Thursday, 6 June 2019\n> 09:00 Welcome\n",
        ["06.06. 09:00 Welcome"],
    ),
    "a mail below a mail": (
        "Donnerstag, 6. Juni 2019\n9:00 Begrüßung\n\nVon: Jane Roe\nGesendet: Freitag, 3. Mai 2019 14:22\n"
        "An: Otto Exempel\nBetreff: Programm\n\nFreitag, 7. Juni 2019\n10:00 Empfang\n-- \nJane Roe\nBeispielweg 1\n",
        ["06.06. 09:00 Begrüßung", "07.06. 10:00 Empfang"],
    ),
    "the date of the paper": (
        "Delegation visits Bonn\nNovember 04, 2010\nThe ministry said today that a delegation will visit.\n\n"
        "Monday, 15 November 2010\n09:00 Welcome\nTuesday, 16 November 2010\n10:00 Reception",
        ["15.11. 09:00 Welcome", "16.11. 10:00 Reception"],
    ),
    "headings of two lines": (
        "Tag 1\nDo, 9. Oktober 2025\n09:00 Begrüßung\nTag 2\nFr, 10. Oktober 2025\n10:00 Empfang",
        ["09.10. 09:00 Begrüßung", "10.10. 10:00 Empfang"],
    ),
    "a weekday above its date": (
        "Donnerstag\n9. Oktober 2025\n09:00 Begrüßung\nFreitag\n10. Oktober 2025\n10:00 Empfang",
        ["09.10. 09:00 Begrüßung", "10.10. 10:00 Empfang"],
    ),
    "several entries of a line": (
        f"{DAY}Führung durch Köln, 17.30 Konzert\n20:00 Besichtigung, 21.00 Uhr abendliches Konzert\n"
        "Ankunft am Abend (nach 4. Std. frei)",
        [
            "09.10. tba Führung durch Köln @ Köln",
            "09.10. 17:30 Konzert",
            "09.10. 20:00 Besichtigung",
            "09.10. 21:00 abendliches Konzert",
            "09.10. tba Ankunft am Abend (nach 4. Std. frei)",
        ],
    ),
    "an afternoon that is no noon": (
        "Thursday, 9 October 2025\nConvivial afternoon with hosts",
        ["09.10. tba Convivial afternoon with hosts"],
    ),
    "several times of a sentence": (
        "Von Donnerstag bis Sonntag, 10. bis 13. Mai, besucht uns eine Gruppe. Am Donnerstag kommen die Gäste gegen"
        " 17 Uhr an. Am folgenden Freitag beginnt um 10 Uhr die Führung, um 12.33 Uhr fährt der Zug, um 18 Uhr ist ein"
        " Empfang.",
        [
            "10.05. about 17:00 Am Donnerstag kommen die Gäste gegen 17 Uhr an.",
            "11.05. 10:00 Am folgenden Freitag beginnt um 10 Uhr die Führung",
            "11.05. 12:33 um 12.33 Uhr fährt der Zug",
            "11.05. 18:00 um 18 Uhr ist ein Empfang.",
        ],
    ),
    "a sentence with the sign of who wrote it": (
        "Am Donnerstag, 9. Oktober 2025, kommen die Gäste um 10 Uhr an, ehe sie um 15 Uhr heimfahren. neu",
        [
            "09.10. 10:00 Am Donnerstag, 9. Oktober 2025, kommen die Gäste um 10 Uhr an",
            "09.10. 15:00 sie um 15 Uhr heimfahren. neu",
        ],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_as_it_is_meant(name: str) -> None:
    text, entries = PAGES[name]
    assert told(taken(text)) == entries


def test_a_page_in_the_usual_layout_says_nothing() -> None:
    assert hints(taken(f"{DAY}9:00 Begrüßung\n10:00 Führung\nFreitag, 10. Oktober 2025\n9:00 Empfang")) == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (f"{DAY}09:00\n10:00\n11:00\nBegrüßung\nFührung", "2: No title was found for this time."),
        (f"{DAY}14:00 Empfang\n9:00 Abfahrt", "3: 09:00 stands below 14:00; look whether that is right."),
        (f"{DAY}9:00 Zug nach Bonn (Halt um 10:12 Uhr in Brühl)\n", "It holds a second time"),
        (
            "1. Tag - Wednesday - 7th January 2015\n9:00 Welcome\n2. Tag - Thursday - 07.01.2015\n9:00 Tour",
            "3: It says 2015-01-07, but its weekday and its place say 2015-01-08; look which is right.",
        ),
        (f"{DAY}9:00 Begrüßung\nMontag, 8. Dezember 2025\n9:00 Empfang", "3: 59 days lie between this day and the one"),
    ],
)
def test_what_no_real_programme_has_is_told(text: str, hint: str) -> None:
    assert any(hint in one for one in hints(taken(text)))


def test_two_witnesses_win_over_a_date() -> None:
    text = "1. Tag - Wednesday - 7th January 2015\n9:00 Welcome\n2. Tag - Thursday - 07.01.2015\n9:00 Tour"
    assert told(taken(text)) == ["07.01. 09:00 Welcome", "08.01. 09:00 Tour"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jeudi 9 octobre 2025\n7 h 30 : Ramassage\nVendredi 10 octobre 2025\n9 h : Visite", "French"),
        ("Czwartek, 9 października 2025\n9:00 Powitanie\nPiątek, 10 października 2025\n9:00 Zwiedzanie", "Polish"),
        ("Giovedì 9 ottobre 2025\n9:00 Arrivo\nVenerdì 10 ottobre 2025\n9:00 Visita", "Italian"),
        ("Jueves 9 de octubre de 2025\n9:00 Llegada\nViernes 10 de octubre\n9:00 Visita", "Spanish"),
        ("Donderdag 9 mei 2025\n9:00 Aankomst\nVrijdag 10 mei 2025\n9:00 Bezoek", "Dutch"),
    ],
)
def test_a_language_that_is_not_read_is_named(text: str, language: str) -> None:
    with pytest.raises(UserError, match=f"seems to be {language}"):
        taken(text)


def test_empty_paragraphs_of_a_table_in_word_keep_times_beside_what_happens_then() -> None:
    document = docx.Document()
    document.add_paragraph("Besuch in Mülheim")
    table = document.add_table(rows=1, cols=3)
    for cell, lines in zip(
        table.rows[0].cells,
        (
            ["Donnerstag, 9. Oktober 2025"],
            ["09.45", "", "12.30", "14.40"],
            ["Besichtigung Siemens", "(Mülheim)", "Mittagessen", "Empfang"],
        ),
        strict=True,
    ):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)
    data = BytesIO()
    document.save(data)
    read = read_programme_bytes(data.getvalue(), "x.docx").new_trip("de", "x", date(2025, 9, 1))
    assert [one.split(" @")[0] for one in told(read)] == [
        "09.10. 09:45 Besichtigung Siemens", "09.10. 12:30 Mittagessen", "09.10. 14:40 Empfang",
    ]  # fmt: skip


def test_raised_minutes_in_word_are_minutes() -> None:
    document = docx.Document()
    document.add_paragraph("Donnerstag, 9. Oktober 2025")
    paragraph = document.add_paragraph("9")
    paragraph.add_run("30").font.superscript = True
    paragraph.add_run(" Uhr Begrüßung")
    data = BytesIO()
    document.save(data)
    read = read_programme_bytes(data.getvalue(), "x.docx").new_trip("de", "x", date(2025, 9, 1))
    assert told(read) == ["09.10. 09:30 Begrüßung"]


def people(read: Taken) -> list[str]:
    return sorted(one.name for one in (*read.trip.people, *read.trip.organisations))


@pytest.mark.parametrize(
    "line",
    [
        "09:00 → Begrüßung", "09:00 = Begrüßung", "09:00 / Begrüßung", "09:00 • Begrüßung", "09:00 > Begrüßung",
        "[09:00] Begrüßung", "| 09:00 Begrüßung", "9⁰⁰ Uhr Begrüßung", "9,00 Uhr Begrüßung", "9.oo Uhr Begrüßung",
        "0900L Begrüßung", "09:00A Begrüßung", "9.00UhrBegrüßung",
    ],
)  # fmt: skip
def test_no_sign_and_no_unit_between_time_and_title_stays(line: str) -> None:
    assert told(taken(f"{DAY}{line}")) == ["09.10. 09:00 Begrüßung"]


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Besuch des Deutschen Fußballmuseums", "Deutsches Fußballmuseum"),
        ("Besichtigung des Klärwerks", "Klärwerk"),
        ("A visit to Boeing", "Boeing"),
        ("Die Delegation besucht die BMW-Welt", "BMW-Welt"),
        ("Empfang am Maximilianeum", "Maximilianeum"),
        ("Gottesdienst in der St. Nikolai-Kirche", "St. Nikolai-Kirche"),
        ("Treffen am Schießwasen", "Schießwasen"),
        ("Abfahrt am Hbf", "Hbf"),
        ("Empfang (Präsidentschaftskanzlei)", "Präsidentschaftskanzlei"),
        ("Reception at “Pazo de Liñares”", "Pazo de Liñares"),
        ("ARRIVE VILLA BORGHESE", "VILLA BORGHESE"),
        ("VISIT CITY MUSEUM", "CITY MUSEUM"),
        ("Ankunft am Flughafen Franz-Josef-Strauß von Ministerpräsident Seehofer", "Flughafen Franz-Josef-Strauß"),
        ("Treffen im Rahmen der Partnerschaft", ""),
        ("Am Samstag Frühstück", ""),
        ("Besuch der Ministerin Anna Weber", ""),
        ("Besuch aus Graz", ""),
        ("Visit of the delegation", ""),
        ("Walk of 3 miles", ""),
        ("Gespräch mit dem Council", ""),
        ("Quiet afternoon in the park", ""),
        ("Konzert der Jugendkapelle", ""),
        ("Gespräch mit Rektor Max Groß", ""),
    ],
)
def test_a_place_is_what_is_visited_or_what_a_word_says_to_be_one_and_nothing_else(title: str, place: str) -> None:
    (item,) = taken(f"{DAY}9:00 {title}").trip.items
    (entry,) = told(taken(f"{DAY}9:00 {title}"))
    assert entry.partition(" @ ")[2] == place, item.kind


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Gespräch mit Mag.a Doris Weber", ["Mag.a Doris Weber"]),
        ("Vortrag von Bundespräsident Wulff Ansprachen", ["Wulff"]),
        ("Besuch unter Teilnahme von Mona Neubaur, Ministerin für Wirtschaft", ["Mona Neubaur"]),
        ("Rede der Königlichen Hoheit", []),
        ("Präsident Thomas Weber, Direktorin Anna Klein, Rektor Max Groß", ["Anna Klein", "Max Groß", "Thomas Weber"]),
        ("Talk with Jane Roe, Executive Director of the Port", ["Jane Roe"]),
        ("Meeting led by Prime Minister John Doe", ["John Doe"]),
        ("Smart Cities (J. Doe, Bonn University)", ["J. Doe"]),
    ],
)
def test_people_are_those_whom_a_word_says_to_be_some(title: str, who: list[str]) -> None:
    assert people(taken(f"{DAY}9:00 {title}")) == who


def test_a_name_alone_above_its_office_and_above_a_talk_is_somebody() -> None:
    read = taken(
        f"{DAY}9:00 Panel on smart cities\nJane Roe\nHead of Department, City of Cork\n10:00 John Doe\n„Open data“"
    )
    assert people(read) == ["Jane Roe", "John Doe"]
    assert told(read)[1] == "09.10. 10:00 „Open data“"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("The mayor will meet with the council", "meeting"),
        ("The minister will attend a working luncheon", "meal"),
        ("Emplane", "departure"),
        ("Return by bus", "transfer"),
        ("Continuation of the working meeting", "meeting"),
        ("Tribute at the monument", "ceremony"),
        ("Fotopoint", "press"),
        ("Fototermin mit dem Bürgermeister", "press"),
        ("(incl. coffee break) 1st Steering Group Meeting", "meeting"),
        ("Um 9.15 Uhr wird der Präsident am Flughafen begrüßt.", "reception"),
        ("Nach dem Mittagessen Abfahrt", "departure"),
        ("pre-tour concert", "other"),
        ("Abschlusskonzert", "other"),
    ],
)
def test_verbs_say_a_kind_and_what_is_only_aside_does_not(title: str, kind: str) -> None:
    (item, *_) = taken(f"{DAY}9:00 {title}" if title[:2] != "Um" else DAY + title).trip.items
    assert item.kind == kind


def test_a_sentence_keeps_its_beginning() -> None:
    assert told(taken(f"{DAY}Um 9.15 Uhr wird der Präsident am Flughafen begrüßt.")) == [
        "09.10. 09:15 Um 9.15 Uhr wird der Präsident am Flughafen begrüßt. @ Flughafen"
    ]


def test_sessions_within_a_meeting_are_its_parts() -> None:
    text = (
        "9:00-17:00 Working meeting\n9:30-10:30 Digital twins\n10:30-11:00 Coffee\n11:00-12:00 Open data\n18:00 Dinner"
    )
    trip = taken(DAY + text).trip
    whole = trip.items[0].id
    assert [item.part_of == whole for item in trip.items] == [False, True, True, True, False]


def test_a_long_title_is_what_it_begins_by_naming_and_all_of_it_stands_in_the_note() -> None:
    long = (
        "Führung durch das Werk mit Frau Dr. Anna Weber, Leiterin der Produktion, und Herrn Otto Exempel, Sprecher des"
        " Betriebsrats"
    )
    (item,) = taken(f"{DAY}9:00 {long}").trip.items
    assert (item.title, item.note) == ("Führung durch das Werk", long)


def test_titles_below_time_and_place_are_turned_round() -> None:
    text = (
        "9:00 Uhr, Rathaus\nBegrüßung durch den Bürgermeister\n11:00 Uhr, Klärwerk\nBesichtigung der Anlage\n"
        "13:00 Uhr, Brauhaus Früh\nGemeinsames Mittagessen\n"
    )
    assert told(taken(DAY + text)) == [
        "09.10. 09:00 Begrüßung durch den Bürgermeister @ Rathaus",
        "09.10. 11:00 Besichtigung der Anlage @ Klärwerk",
        "09.10. 13:00 Gemeinsames Mittagessen @ Brauhaus Früh",
    ]


def test_a_clock_that_goes_back_begins_the_next_day_of_the_span() -> None:
    text = "Besuch in Köln vom 9. bis 10. Oktober 2025\n9:00 Begrüßung\n19:00 Essen\n8:30 Abfahrt\n10:00 Gespräch"
    assert [entry[:12] for entry in told(taken(text))] == [
        "09.10. 09:00",
        "09.10. 19:00",
        "10.10. 08:30",
        "10.10. 10:00",
    ]


def test_empty_hours_above_lines_with_times_of_their_own_are_no_column() -> None:
    text = "7:00\n7:30\n8:00\n9:00 Begrüßung\n10:00 Führung\n11:00 Gespräch\n"
    entries = told(taken(DAY + text))
    assert [entry for entry in entries if "(" not in entry] == [
        "09.10. 09:00 Begrüßung", "09.10. 10:00 Führung", "09.10. 11:00 Gespräch",
    ]  # fmt: skip
    assert sum("No title was found" in hint for hint in hints(taken(DAY + text))) == 3
