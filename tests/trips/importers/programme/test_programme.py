"""Programmes as offices write them, read into entries."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.recognition import TODAY, Score, expected, samples, score, taken
from trips.grammar.when_text import canonical
from trips.i18n.language import UserError
from trips.importers.programme.files import read_programme_bytes
from trips.importers.programme.programme import read_programme
from trips.importers.programme.rows import rows_of
from trips.model.entities import by_key
from trips.model.trip import Trip

LEAST = 0.80
"""Of a single sample's entries that have to be found; most have all of theirs."""


def trip_of(text: str, year: int | None = None, first: date | None = None) -> Trip:
    return read_programme(text).new_trip("de", "x", TODAY, year, first).trip


def told(text: str) -> list[str]:
    """Each entry in short: day, time, kind, title."""
    trip = trip_of(text)
    days = {day.id: f"{day.date:%m-%d}" for day in trip.days}
    return [f"{days[one.day or '']} {canonical(one.when)} {one.kind} {one.title}" for one in trip.items]


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return {sample.name: score(sample) for sample in samples()}


def test_there_are_many_samples_of_all_sorts() -> None:
    assert len(samples()) >= 60
    assert {sample.suffix for sample in samples()} == {".txt", ".md", ".docx"}


def test_no_line_of_any_sample_is_lost(scores: dict[str, Score]) -> None:
    assert [line for one in scores.values() for line in one.lost] == []


def test_of_each_sample_most_entries_are_found(scores: dict[str, Score]) -> None:
    poor = {name: one.found / one.expected for name, one in scores.items() if one.found < LEAST * one.expected}
    assert set(poor) <= {"24-email-prose-trade.txt", "35-seniorenbeirat-tagesfahrt.txt"}


def test_of_all_samples_nearly_everything_is_right(scores: dict[str, Score]) -> None:
    all_of_them = sum(scores.values(), Score())
    assert all_of_them.found / all_of_them.expected > 0.95
    assert all_of_them.times / all_of_them.found > 0.96
    assert all_of_them.kinds / all_of_them.found > 0.87
    assert all_of_them.parts / all_of_them.found > 0.97
    assert all_of_them.extra / all_of_them.expected < 0.06


def test_a_text_that_says_no_year_asks_for_it() -> None:
    asking = [sample for sample in samples() if expected(sample)["year_needed"]]
    assert asking
    for sample in asking:
        with pytest.raises(UserError, match="--year"):
            read_programme_bytes(sample.read_bytes(), sample.name).new_trip("de", "x", TODAY)
        assert {day.date.year for day in taken(sample).trip.days} == {2026}


KOELN = """Programm
Besuch der Südkreisrunde in Köln
vom 9. bis 10. Oktober 2025

Donnerstag, 9. Oktober
vormittags Anreise
11:00 - 12:30 Uhr Besuch der Stadt Köln
  - Begrüßung durch Bürgermeister Dr. Ralf Heinen
  - Vortrag: Einsatz von KI, Gloria Volkmann
anschl. Mittagessen
ca. 14 Uhr Besuch der KGSt, Gereonstraße 18-32
Referent: Dr. Klaus Effing, Vorstand
Ort: KGSt, Gereonstraße 18-32, 50670 Köln

Freitag, 10. Oktober
Treffpunkt: 8:45 Uhr Hotellobby
9.00 Uhr KölnBusiness (tbc)
....... Uhr Rückreise
"""


@pytest.mark.parametrize(
    ("line", "title", "speaker"),
    [
        ("10:00 Talk by Dr Anna Weber: managing bureaucracy", "Managing bureaucracy", "Dr Anna Weber"),
        ("10:00 Vortrag von Prof. Otto Kurz: „Bürokratie abbauen“", "Bürokratie abbauen", "Prof. Otto Kurz"),
    ],
)
def test_a_talk_is_called_by_its_topic_and_has_its_speaker(line: str, title: str, speaker: str) -> None:
    trip = trip_of(f"Donnerstag, 9. Oktober 2025\n{line}\n12:00 Mittagessen")
    talk = trip.items[0]
    assert (talk.kind, talk.title) == ("talk", title)
    assert [by_key(trip.people)[key].name for key in talk.speakers] == [speaker]


def test_the_model_case() -> None:
    assert told(KOELN) == [
        "10-09 morning arrival Anreise",
        "10-09 11:00-12:30 visit Besuch der Stadt Köln",
        "10-09 tba reception Begrüßung durch Bürgermeister Dr. Ralf Heinen",
        "10-09 tba talk Vortrag: Einsatz von KI, Gloria Volkmann",
        "10-09 then meal Mittagessen",
        "10-09 about 14:00 visit Besuch der KGSt, Gereonstraße 18-32",
        "10-10 09:00 other KölnBusiness",
        "10-10 tba departure Rückreise",
    ]
    trip = trip_of(KOELN)
    assert trip.title == "Besuch der Südkreisrunde in Köln"
    by_title = {one.title: one for one in trip.items}
    visit = by_title["Besuch der Stadt Köln"]
    assert [one.part_of for one in trip.items[2:4]] == [visit.id, visit.id]
    people = by_key(trip.people)
    welcome = by_title["Begrüßung durch Bürgermeister Dr. Ralf Heinen"]
    assert [(people[key].name, people[key].role) for key in welcome.hosts] == [("Dr. Ralf Heinen", "Bürgermeister")]
    kgst = by_title["Besuch der KGSt, Gereonstraße 18-32"]
    assert [(people[key].name, people[key].role) for key in kgst.speakers] == [("Dr. Klaus Effing", "Vorstand")]
    venue = by_key(trip.venues)[kgst.venue or ""]
    assert (venue.name, venue.address) == ("KGSt", "Gereonstraße 18-32, 50670 Köln")
    business = by_title["KölnBusiness"]
    assert business.meet is not None
    assert (business.meet.minute, business.meet.place) == (525, "Hotellobby")


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("Donnerstag, 9. Oktober 2025", "10-09"),
        ("Do., 09.10.2025", "10-09"),
        ("9 October 2025", "10-09"),
        ("Thursday 9th October 2025", "10-09"),
        ("Day 1 - October 9, 2025", "10-09"),
        ("1. Tag (Donnerstag, 9.10.25)", "10-09"),
        ("**Thursday, 9 October 2025**", "10-09"),
        ("## 2025-10-09", "10-09"),
        ("Donnerstag, 9. Oktober 2025 – Köln", "10-09"),
        ("DONNERSTAG 09.10.2025:", "10-09"),
        ("Dienstag, 7.10.2025 bis Donnerstag, 9.10.2025", "10-07"),
    ],
)
def test_a_day_is_headed_in_many_ways(heading: str, day: str) -> None:
    assert told(f"{heading}\n9:00 Besuch der KGSt\n10:00 Kaffeepause\n") == [
        f"{day} 09:00 visit Besuch der KGSt",
        f"{day} 10:00 break Kaffeepause",
    ]


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("9:00 - 9:15 Besuch", "09:00-09:15"),
        ("09.15-09.30 Uhr Besuch", "09:15-09:30"),
        ("9 Uhr Besuch", "09:00"),
        ("11.15 am Besuch", "11:15"),
        ("1 pm Besuch", "13:00"),
        ("9:00am–10:30am Besuch", "09:00-10:30"),
        ("14h30 Besuch", "14:30"),
        ("0900-1000 Besuch", "09:00-10:00"),
        ("ca. 15:30 Uhr Besuch", "about 15:30"),
        ("gegen 18 Uhr Besuch", "about 18:00"),
        ("ab 19:00 Uhr Besuch", "from 19:00"),
        ("bis 12:10 Uhr Besuch", "until 12:10"),
        ("von 10 bis 12 Uhr Besuch", "10:00-12:00"),
        ("anschl. Besuch", "then"),
        ("zeitgleich Besuch", "with"),
        ("nachmittags Besuch", "afternoon"),
        ("....... Uhr Besuch", "tba"),
        ("xx:xx Besuch", "tba"),
        ("10:00 Besuch (45 min)", "10:00, 45 min"),
        ("10:00 Uhr, ca. 2 Stunden: Besuch", "10:00, about 2 h"),
        ("- 10:00 Besuch", "10:00"),
        ("1. 10:00 Besuch", "10:00"),
        ("| 10:00 | Besuch |", "10:00"),
        ("10:00\tBesuch", "10:00"),
        ("Besuch, 18 Uhr", "18:00"),
        ("Besuch (12:30-13:30)", "12:30-13:30"),
        ("6 pm until late Besuch", "from 18:00"),
        ("19:00 Uhr - open end Besuch", "from 19:00"),
        ("22:00-02:00 Besuch", "22:00-02:00"),
    ],
)
def test_a_time_is_said_in_many_ways(line: str, time: str) -> None:
    assert told(f"9.10.2025\n{line}\n") == [f"10-09 {time} visit Besuch"]


@pytest.mark.parametrize("line", ["Raum 2.14", "9 Personen", "2. Etage", "Tel. 0221 4710", "3/4 der Gruppe", "§ 12.30"])
def test_numbers_that_are_no_times_are_none(line: str) -> None:
    (one,) = trip_of(f"9.10.2025\n8:00 Treffen\n{line}\n").items
    assert one.title == "Treffen"
    assert line in f"{one.note} {one.room} {one.contact}"


def test_columns_are_known_by_their_headings() -> None:
    trip = trip_of("9.10.2025\nZeit | Programm | Ort | Referent\n9:00 | Vortrag KI | Rathaus | Dr. Eva Beispiel\n")
    (one,) = trip.items
    assert (one.title, one.kind) == ("Vortrag KI", "talk")
    assert [venue.name for venue in trip.venues] == ["Rathaus"]
    assert [person.name for person in trip.people] == ["Dr. Eva Beispiel"]


def test_what_is_there_already_is_not_added_again() -> None:
    first = trip_of(KOELN)
    again = read_programme(KOELN).into(first, TODAY)
    assert again.trip.items == first.items
    assert again.trip.people == first.people


def test_a_text_without_dates_begins_on_the_first_day_of_a_trip_that_it_is_added_to() -> None:
    trip = trip_of("9.10.2025\n9:00 Besuch\n")
    text = "1. Tag\n10:00 Kaffeepause\n2. Tag\n9:00 Abreise\n"
    with pytest.raises(UserError, match="--from"):
        trip_of(text)
    added = read_programme(text).into(trip, TODAY).trip
    assert [f"{day.date}" for day in added.days] == ["2025-10-09", "2025-10-10"]
    assert [one.title for one in added.items] == ["Besuch", "Kaffeepause", "Abreise"]


@pytest.mark.parametrize("text", ["Liebe Grüße", "Nur ein Satz über nichts."])
def test_a_text_that_is_no_programme_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="looks like a programme"):
        trip_of(text)


def test_hours_after_noon_are_the_afternoon_where_nobody_writes_pm() -> None:
    assert [one.split(" ")[1] for one in told("8 June 2026\n11.30 tour\n12.30 lunch\n1.30 - 3 workshop\n")] == [
        "11:30",
        "12:30",
        "13:30-15:00",
    ]


def test_one_line_may_hold_several_entries() -> None:
    assert told("9.10.2025\n17 Uhr Gottesdienst, anschl. Empfang im Rathaus\n") == [
        "10-09 17:00 ceremony Gottesdienst",
        "10-09 then reception Empfang im Rathaus",
    ]


def test_prose_says_days_and_times_in_sentences() -> None:
    text = (
        "Am Freitag, 29. Mai 2026, kommen unsere Gäste gegen 17 Uhr mit dem Bus an."
        " Den Abend verbringen alle in Familien."
        " Am Samstag treffen wir uns um 9 Uhr am Busbahnhof zur Fahrt nach Bonn."
    )
    trip = trip_of(text)
    assert [canonical(one.when) for one in trip.items] == ["about 17:00", "09:00"]
    assert "in Familien" in trip.items[0].note
    assert [f"{day.date}" for day in trip.days] == ["2026-05-29", "2026-05-30"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*KOELN.splitlines(), "", "\t", "| a | b |", "9:00", "Gruppe A", "* x", "“”((", "\x00", "----"])
        | st.text(max_size=40),
        max_size=25,
    )
)
def test_whatever_stands_in_a_text_it_is_read_or_refused(lines: list[str]) -> None:
    try:
        made = read_programme("\n".join(lines)).new_trip("de", "x", TODAY, 2025)
    except UserError:
        return
    assert made.trip.items


def test_a_long_text_takes_no_longer_for_each_line_than_a_short_one() -> None:
    from trips.importers.programme import reader as reading

    seen: list[int] = []
    row = reading._Reading._row

    def counted(self, place, line):
        seen.append(place)
        row(self, place, line)

    reading._Reading._row = counted
    try:
        read_programme("9.10.2025\n" + "9:00 Besuch\n" * 3000)
    finally:
        reading._Reading._row = row
    assert len(seen) == 3001
    with pytest.raises(UserError, match="10000"):
        read_programme("9:00 Besuch\n" * 10_001)


def test_files_that_hold_no_text_are_refused_with_a_sentence(tmp_path: Path) -> None:
    import io
    import zipfile

    def package(*parts: tuple[str, bytes]) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in parts:
                file.writestr(name, data)
        return made.getvalue()

    bomb = package(("word/document.xml", b"0" * 90_000_000))
    macros = package(("word/document.xml", b"<w/>"), ("word/vbaProject.bin", b"x"))
    for data, said in [
        (b"\x00\x01\x02" * 500, "not a text"),
        (b"%PDF-1.7 ...", "damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "protected by a password or from an old Office"),
        (b"x" * 5_000_001, "larger than 5 MB"),
        (bomb, "unpacks to far more"),
        (macros, "holds macros"),
        (package(("a.txt", b"x")), "is an archive"),
        (package(("xl/workbook.xml", b"x")), "another kind of file"),
        (package(("word/document.xml", b"<w/>"))[:-30], "damaged"),
        (package(("word/document.xml", b"no xml")), "damaged"),
    ]:
        with pytest.raises(UserError, match=said):
            read_programme_bytes(data, "x.docx")


def test_text_in_the_encodings_and_line_ends_of_windows_is_read() -> None:
    text = "Donnerstag, 9. Oktober 2025\r\n9:00 Begrüßung im Rathaus – mit Café\r\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        made = read_programme_bytes(text.encode(encoding), "x.txt").new_trip("de", "x", TODAY)
        assert [one.title for one in made.trip.items] == ["Begrüßung im Rathaus – mit Café"]


def test_the_documentation_says_how_well_they_are_read() -> None:
    from scripts.recognition import PAGE, table

    assert table() in PAGE.read_text("utf-8")


@pytest.mark.parametrize("piece", ["Ort:", "9:00 ", "9.10. ", "9:00\t", "(", "Aa ", "mit Dr. Weber und ", "1"])
def test_a_line_longer_than_any_real_one_is_read_in_pieces(piece: str) -> None:
    text = "9.10.2025\n9:00 Besuch\n" + piece * (40_000 // len(piece))
    pieces = list(rows_of(text.splitlines()))[2:]
    assert max(len(row.text) for row in pieces) <= 2_000
    assert "Besuch" in {one.title for one in trip_of(text).items}


def test_columns_of_soft_words_are_entries_of_their_own() -> None:
    text = "9.10.2025\n9.00 Uhr\tKaffee\nparallel\tDamenprogramm\nnachm.\tStadtbummel\nspäter\tGrillabend\n"
    assert told(text) == [
        "10-09 09:00 break Kaffee",
        "10-09 with other Damenprogramm",
        "10-09 afternoon tour Stadtbummel",
        "10-09 tba meal Grillabend",
    ]
    assert trip_of(text).items[-1].note == "später"


def test_weekday_and_date_may_have_columns_of_their_own() -> None:
    text = "Turnier 2027\nDo\t5.8.\t05:45\tTreffen Sporthalle\n\t\t06:00\tAbfahrt\n"
    trip = trip_of(text)
    assert [(canonical(one.when), one.title, one.part_of) for one in trip.items] == [
        ("05:45", "Treffen Sporthalle", None),
        ("06:00", "Abfahrt", None),
    ]


def test_a_paragraph_under_a_day_is_no_letter() -> None:
    text = (
        "Besuch 2027\nMontag, 3. Mai:\nDie Gäste landen um 11:40 Uhr in Frankfurt und fahren dann mit dem Bus weiter."
        " Um 14:30 Uhr empfängt sie der Landrat im Kreishaus.\nDienstag, 4. Mai:\n9:00 Besuch\n"
    )
    assert [one.split(" ")[1] for one in told(text)] == ["11:40", "14:30", "09:00"]


def test_dots_lead_to_the_place() -> None:
    trip = trip_of("9.10.2025\n11.00 h Fassanstich mit Bürgermeister Karl Wenz ............ Marktplatz\n")
    (one,) = trip.items
    assert one.title == "Fassanstich mit Bürgermeister Karl Wenz"
    assert [venue.name for venue in trip.venues] == ["Marktplatz"]


def test_two_times_in_a_line_are_two_entries() -> None:
    assert told("9.10.2025\n17.45 h Treffen am Bus, 18.00 h Abfahrt\n") == [
        "10-09 17:45 meeting Treffen am Bus",
        "10-09 18:00 departure Abfahrt",
    ]


def test_a_weekday_that_its_date_is_not_is_told() -> None:
    made = read_programme("Montag, 9. Oktober 2025\n9:00 Besuch\n").new_trip("de", "x", TODAY)
    assert [(one.line, str(one.why)) for one in made.skipped] == [(1, "2025-10-09 is a Thursday; look which is right.")]
