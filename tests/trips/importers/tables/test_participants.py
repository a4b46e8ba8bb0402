"""Tables that others keep taken in: participants, whose columns are known by their headings, and programmes."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from textual import events

from agenda.tui.app import AgendaApp
from agenda.tui.dialogs.columns import ColumnsDialog
from agenda.tui.dialogs.import_ import ImportDialog
from agenda.tui.screens.trip import TripScreen
from tests.support.screens import NOTE, a_trip, saved, screen_text, type_text, until
from trips.i18n.language import UserError, words
from trips.importers.tables.participants import Participants, read_participants, read_pasted_people
from trips.importers.tables.programme import read_table_programme
from trips.importers.tables.sheets import sheets_of
from trips.model.entities import Person, Private, changed
from trips.model.trip import Trip
from trips.store import open_store

PEOPLE = """Anrede;Titel;Vorname;Nachname;Funktion;Gemeinde;E-Mail;Handy;Essen;Anreise;Abreise;Gruppe;Sprachen;Farbe
Frau;Dr.;Beate;Beispiel;Bürgermeisterin;Neudorf;beate@example.org;0171 5550000;vegan;09.10.2025 10:00;;A;Deutsch, en;rot
Herr;;Jörg;Müßig;Landrat;Kreis X;joerg@example.org;;;;10.10.2025;A, B;;
;;;;;;;;;;;;;blau
"""


def people_of(text: str | bytes) -> Participants:
    data = text if isinstance(text, bytes) else text.encode()
    found = read_participants(sheets_of(data, "x.csv"))
    assert found is not None
    return found


def excel(*rows: tuple[object, ...], title: str = "Liste") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_list_is_read_in_any_encoding_and_with_any_separator(encoding: str, separator: str) -> None:
    text = PEOPLE.replace(",", " /").replace(";", separator)
    trip = people_of(text.encode(encoding)).into(changed(a_trip(), people=())).trip
    assert [one.name for one in trip.people] == ["Dr. Beate Beispiel", "Jörg Müßig"]


def test_a_row_becomes_a_person_with_all_that_it_says() -> None:
    filled = people_of(PEOPLE).into(changed(a_trip(), people=()))
    beate, joerg = filled.trip.people
    assert (beate.form, beate.role, beate.delegate, beate.languages) == ("Frau", "Bürgermeisterin", True, ("de", "en"))
    assert beate.private == Private(phone="0171 5550000", email="beate@example.org", diet="vegan")
    assert beate.present.start == datetime(2025, 10, 9, 10)
    assert joerg.present.end == datetime(2025, 10, 11)
    groups = {one.key: one.name for one in filled.trip.groups}
    assert [groups[key] for key in joerg.groups] == ["A", "B"]
    assert [one.name for one in filled.trip.organisations] == ["Neudorf", "Kreis X"]
    assert (filled.added, filled.updated, filled.same) == (("Dr. Beate Beispiel", "Jörg Müßig"), (), ())
    assert [(one.line, str(one.why)) for one in filled.left] == []


def test_the_same_list_again_brings_people_up_to_date() -> None:
    trip = people_of(PEOPLE).into(changed(a_trip(), people=())).trip
    again = people_of(PEOPLE).into(trip)
    assert (again.trip, again.added, again.updated) == (trip, (), ())
    other = people_of(PEOPLE.replace("vegan", "").replace("Landrat", "Landrat a. D.")).into(trip)
    assert (other.added, other.updated, other.same) == ((), ("Jörg Müßig",), ("Dr. Beate Beispiel",))
    assert other.trip.people[0].private.diet == "vegan"


def test_somebody_is_known_by_their_address_or_by_their_name() -> None:
    known = (
        Person(key="a", name="B. Beispiel", private=Private(email="BEATE@example.org")),
        Person(key="b", name="Prof. Jorg Müßig", latin_name="Jörg Müßig"),
    )
    trip = people_of(PEOPLE).into(changed(a_trip(), people=known)).trip
    assert [one.key for one in trip.people] == ["a", "b"]
    assert trip.people[0].name == "Dr. Beate Beispiel"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Name,Mail\n"Beispiel, Beate",x@y.de\n', "Beate Beispiel"),
        ("Name;Rolle\nMusterfrau, Petra;Chefin\n", "Petra Musterfrau"),
        ("Name;Rolle\nvon Hohenstein, Hans Freiherr;Chef\n", "Hans Freiherr von Hohenstein"),
        ("Name;Rolle\nWeber, Frau Anna;Chefin\n", "Anna Weber"),
        ("Name;Rolle\nDr. Beate Beispiel;Chefin\n", "Dr. Beate Beispiel"),
        ("Surname\tFirst name\tJob title\nDoe\tJane\tMayor\n", "Jane Doe"),
        ("Liste der Teilnehmenden\n\nTeilnehmer/-in;Telefon\nBeate Beispiel;1\n", "Beate Beispiel"),
    ],
)
def test_names_are_found_however_they_are_kept(text: str, name: str) -> None:
    assert [one.name for one in people_of(text).into(changed(a_trip(), people=())).trip.people] == [name]


def test_columns_can_be_chosen_otherwise_and_a_wrong_choice_is_told() -> None:
    people = people_of(PEOPLE).with_fields({"farbe": "note", "Handy": "ignore"})
    beate = people.into(changed(a_trip(), people=())).trip.people[0]
    assert (beate.private.note, beate.private.phone) == ("rot", "")
    for wrong, said in (({"Haare": "note"}, "There is no column"), ({"Farbe": "colour"}, "no field of a person")):
        with pytest.raises(UserError, match=said):
            people.with_fields(wrong)


def test_what_a_cell_cannot_mean_is_told_and_the_rest_taken() -> None:
    filled = people_of("Name;Rang;Sprache;Anreise;Mail\nBeate Beispiel;hoch;klingonisch;irgendwann;x\n").into(a_trip())
    assert [str(one.why) for one in filled.left] == [
        "It is not understood as rank.",
        "It is not understood as languages.",
        "It is not understood as arrives.",
    ]
    assert filled.trip.people[-1].private.email == "x"


def test_excel_is_read_with_its_dates_and_times() -> None:
    data = excel(
        ("Teilnehmerliste", None, None),
        ("Name", "Anreise", "Telefon"),
        ("Beate Beispiel", datetime(2025, 10, 9, 14, 30), 1715550000.0),
    )
    beate = people_of(data).into(changed(a_trip(), people=())).trip.people[0]
    assert (beate.present.start, beate.private.phone) == (datetime(2025, 10, 9, 14, 30), "1715550000")


def test_a_table_of_a_programme_is_a_programme() -> None:
    data = excel(
        ("Datum", "Von", "Bis", "Programmpunkt", "Ort"),
        (date(2025, 10, 9), time(9), time(10, 30), "Besuch der KGSt", "Gereonstraße"),
        (None, time(10, 30), None, "Kaffeepause", None),
    )
    sheets = sheets_of(data, "x.xlsx")
    assert read_participants(sheets) is None
    trip: Trip = read_table_programme(sheets).new_trip("de", "x", date(2026, 1, 1)).trip
    assert [(one.title, one.kind) for one in trip.items] == [("Besuch der KGSt", "visit"), ("Kaffeepause", "break")]
    assert [day.date for day in trip.days] == [date(2025, 10, 9)]
    assert [one.name for one in trip.venues] == ["Gereonstraße"]


def test_tables_that_are_none_are_refused() -> None:
    too_long = "Name;Mail\n" + "x;y\n" * 10_001
    for data, said in (
        (too_long.encode(), "more than 10000 rows"),
        (b"PK\x03\x04 x", "damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "password or from an old Office"),
        (b"Name;Mail\n" + b"x" * 200_000 + b";y\n", "too long"),
    ):
        with pytest.raises(UserError, match=said):
            sheets_of(data, "x.xlsx")
    with pytest.raises(UserError, match="holds names"):
        people_of("Name;Mail\nx;y\n").with_fields({"Name": "ignore"}).into(a_trip())


async def test_a_list_is_taken_into_the_open_trip_with_its_columns_shown(tmp_path: Path) -> None:
    path = tmp_path / "leute.csv"
    path.write_text(PEOPLE, "utf-8")
    trip = changed(a_trip(), people=())
    with open_store() as store:
        store.create(trip, NOTE)
        async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
            await pilot.press("ctrl+o")
            await until(pilot, lambda: isinstance(pilot.app.screen, ImportDialog))
            await type_text(pilot, str(path))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, ColumnsDialog))
            await until(pilot, lambda: "2 new: Dr. Beate Beispiel" in screen_text(pilot.app))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, TripScreen))
            await saved(pilot)
            await pilot.press("ctrl+z")
            await until(pilot, lambda: len(store.load(trip.id).trip.people) == 0)
        history = [str(one.note) for one in store.history(trip.id)]
    assert any("Imported" in one for one in history)


MAIL = """
Dr. Anna Weber, Bürgermeisterin, Stadt Rzeszów
- Jan Kowal, Dezernent, Stadt Rzeszów
3. Eva Nowak
"""
ADDRESSES = 'Anna Weber <anna@example.org>; Bürgermeisterin\n"Jan Kowal" <jan@example.org>; Dezernent\n'
EXCEL = "Name\tFunktion\tHandy\nAnna Weber\tBürgermeisterin\t0170 1234567\nJan Kowal\tDezernent\t\n"
BARE = "Anna Weber\tBürgermeisterin\t+48 17 8754 100\nJan Kowal\tDezernent\t+48 17 8754 101\n"


def pasted(text: str) -> list[tuple[str, str, str, str]]:
    """Who is in a text that was pasted: name, role, e-mail and phone."""
    people = read_pasted_people(text)
    assert people is not None
    trip = people.into(changed(a_trip(), people=())).trip
    return [(one.name, one.role, one.private.email, one.private.phone) for one in trip.people]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (MAIL, [("Dr. Anna Weber", "Bürgermeisterin", "", ""), ("Jan Kowal", "Dezernent", "", ""),
                ("Eva Nowak", "", "", "")]),
        (ADDRESSES, [("Anna Weber", "Bürgermeisterin", "anna@example.org", ""),
                     ("Jan Kowal", "Dezernent", "jan@example.org", "")]),
        (EXCEL, [("Anna Weber", "Bürgermeisterin", "", "0170 1234567"), ("Jan Kowal", "Dezernent", "", "")]),
        (BARE, [("Anna Weber", "Bürgermeisterin", "", "+48 17 8754 100"),
                ("Jan Kowal", "Dezernent", "", "+48 17 8754 101")]),
        ("Anna Weber\n\nJan Kowal\n", [("Anna Weber", "", "", ""), ("Jan Kowal", "", "", "")]),
    ],
)  # fmt: skip
def test_people_come_in_as_they_stand_in_a_mail_or_a_table(text: str, found: list[tuple[str, str, str, str]]) -> None:
    assert pasted(text) == found


def test_nothing_is_nobody_and_too_many_lines_are_refused() -> None:
    assert read_pasted_people("\n \n") is None
    assert pasted('Anna "Anni Weber, Rolle\nJan, Rolle\n')[0][:2] == ('Anna "Anni Weber', "Rolle")
    with pytest.raises(UserError, match="more than 10000 lines"):
        read_pasted_people("Anna\n" * 10_001)


@pytest.mark.parametrize(("keys", "delegates"), [((), True), (("ctrl+o",), True), (("end",), False)])
async def test_people_are_pasted_where_people_are(keys: tuple[str, ...], delegates: bool) -> None:
    trip = changed(a_trip(), people=())
    with open_store() as store:
        store.create(trip, NOTE)
        async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
            await pilot.press("f4")
            if "end" in keys:
                await pilot.press("down")
            else:
                await pilot.press(*keys)
            await pilot.pause(0.2)
            pilot.app.post_message(events.Paste(MAIL))
            await until(pilot, lambda: isinstance(pilot.app.screen, ColumnsDialog))
            await until(pilot, lambda: "3 new: Dr. Anna Weber, Jan Kowal, Eva Nowak" in screen_text(pilot.app))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, TripScreen))
            await saved(pilot)
        people = store.load(trip.id).trip.people
    assert [(one.name, one.delegate) for one in people] == [
        ("Dr. Anna Weber", delegates), ("Jan Kowal", delegates), ("Eva Nowak", delegates),
    ]  # fmt: skip


EN = words("en")
UK = (
    "Delegation to Cologne;;;;;;\n;;;;;;\n"
    "Title;Forename(s);Surname;Mobile no.;Dietary requirements;Arrival date;Group\n"
    "Staff;;;;;;\nMr;Rhys;ap Gwilym;07700 900101;none;09/10/2025;\n;;;;;;\nDr;Ada;Ashworth;07700 900102;vegan;;\n"
    "Total;2;;;;;\n"
)


def test_an_english_list_with_a_title_above_and_a_section_is_read_as_it_is_meant() -> None:
    filled = people_of(UK).into(changed(a_trip(), people=()))
    rhys, ada = filled.trip.people
    assert (rhys.name, rhys.form, rhys.private.phone, rhys.private.diet) == ("Rhys ap Gwilym", "Mr", "07700 900101", "")
    assert (ada.name, ada.form, ada.private.diet) == ("Dr Ada Ashworth", "", "vegan")
    assert rhys.present.start is not None
    assert [(one.line, one.text, one.why.say(EN)) for one in filled.left] == [
        (4, "Staff", "It heads a section of the list."),
        (8, "Total 2", "It only counts."),
    ]


def test_a_form_of_address_before_a_name_is_no_part_of_it() -> None:
    people = people_of("Name;Funktion\nHerrn Otto Exempel;Landrat\nFrau Dr. Eva Muster;Dezernentin\n")
    found = people.into(changed(a_trip(), people=())).trip.people
    assert [(one.form, one.name) for one in found] == [("Herr", "Otto Exempel"), ("Frau", "Dr. Eva Muster")]


def test_first_names_in_a_column_that_is_not_known_are_asked_for() -> None:
    people = people_of("Rufn.;Nachname;E-Mail\nOtto;Exempel;o@x.example\n")
    with pytest.raises(UserError, match="if it holds the first names"):
        people.into(changed(a_trip(), people=()))
    named = people.with_fields({"Rufn.": "first"}).into(changed(a_trip(), people=())).trip.people
    assert [one.name for one in named] == ["Otto Exempel"]
    alone = people.with_fields({"Rufn.": "ignore"}).into(changed(a_trip(), people=())).trip.people
    assert [one.name for one in alone] == ["Exempel"]
