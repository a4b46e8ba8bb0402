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
        (f"{DAY}14:00 Empfang\n9:00 Abfahrt", "3: 9:00 stands below 14:00; look whether that is right."),
        (f"{DAY}9:00 Zug nach Bonn (an 10:12 Uhr)\n", "It holds a second time"),
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
