"""Programmes as tables: typed cells, nothing that runs, nothing that is not meant for their reader."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from exports.audience import PARTICIPANTS, STAFF, Audience, read_audience
from exports.snapshot import Snapshot
from exports.tables import Source, Table, csv_file, tables, xlsx_file
from tests.exports.test_audience import (  # fmt: skip
    NEVER_IN_PUBLIC,
    NEVER_OUTSIDE,
    OUTSIDE,
    trip_of_canaries,
    with_a_public_part_of_a_staff_item,
)
from tests.exports.test_text import ISSUED, like_golden, snapshot
from tests.support.office import by_libreoffice
from tests.support.papermaking import text_of
from tests.support.strategies import trips
from tests.trips.schedule.test_timeline import day_of
from trips.i18n.language import Language
from trips.i18n.word_forms import FORMS, Forms
from trips.model.entities import Group, Item, Meet, Person, Presence, Private, Venue, changed, new_id
from trips.model.trip import Trip

SEPARATORS = {"de": ";", "en": ","}
EVERY = [(name, language) for name in ("koeln", "lisbon") for language in ("de", "en")]
SOURCE = Source("x", "", "en", "stamp", ISSUED)
DANGEROUS = ("=1+1", "@SUM(A1)", "+1", "-1", "+1+1", "-1-1", "=cmd|' /C calc'!A0", "\t=1", " =1", "＝1+1", "+1/2")


def of_staff(trip: Trip, language: Language = "en") -> dict[str, Table]:
    return {one.name: one for one in tables(Snapshot(trip, ISSUED), STAFF, language)}


def column(table: Table, title: str) -> list[object]:
    at = table.columns.index(title)
    return [row[at] for row in table.rows]


def one_cell(value: str) -> Table:
    return Table("x", "x", ("a",), ((value,),), SOURCE)


def read_csv(data: bytes, language: str) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=SEPARATORS[language]))


# What they hold


@pytest.mark.parametrize("name", ["programme", "participants", "rooms", "transfers"])
def test_the_tables_of_staff_are_as_their_golden_files_say(name: str) -> None:
    found = {one.name: one for one in tables(snapshot("koeln"), STAFF, "de")}
    like_golden(f"koeln-{name}.csv", csv_file(found[name]))


def test_the_english_programme_is_as_its_golden_file_says() -> None:
    like_golden("lisbon-programme.csv", csv_file(tables(snapshot("lisbon"), PARTICIPANTS, "en")[0]))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_item_is_a_row_once(name: str, language: Language) -> None:
    trip = snapshot(name).trip
    table = tables(snapshot(name), STAFF, language)[0]
    title = {"de": "Programmpunkt", "en": "Programme item"}[language]
    assert sorted(map(str, column(table, title))) == sorted(item.title for item in trip.items)


def test_times_are_wall_times_of_their_place_and_open_ones_are_empty() -> None:
    trip = day_of(
        {"when": "10:00", "title": "A"},
        {"when": "then", "title": "B"},
        {"when": "25:10-26:00", "title": "C", "kind": "transfer", "venue": "l", "meet": Meet(minute=1500, place="x")},
        venues=(Venue(key="l", name="L", timezone="Europe/Lisbon"),),
    )
    found = of_staff(trip)
    assert column(found["programme"], "Date") == [date(2025, 10, 9)] * 3
    assert column(found["programme"], "Start") == [datetime(2025, 10, 9, 10), None, datetime(2025, 10, 10, 1, 10)]
    assert column(found["programme"], "End") == [None, None, datetime(2025, 10, 10, 2)]
    assert column(found["transfers"], "Meet at") == [datetime(2025, 10, 10, 1)]


def test_the_zone_of_the_times_is_told_where_they_are_not_all_of_one() -> None:
    flight = {"when": "10:00-12:00", "title": "F", "kind": "arrival", "venue": "k", "to": "l"}
    venues = (Venue(key="k", name="K"), Venue(key="l", name="L", timezone="Europe/Lisbon"))
    across = of_staff(day_of(flight, {"when": "13:00", "title": "A", "venue": "l"}, {"title": "B"}, venues=venues))
    assert column(across["programme"], "Time zone") == ["Europe/Berlin – Europe/Lisbon", "Europe/Lisbon", ""]
    assert column(across["transfers"], "Time zone") == ["Europe/Berlin – Europe/Lisbon"]
    assert "Time zone" not in of_staff(day_of({"when": "10:00", "title": "A"}))["programme"].columns


def test_people_come_by_rank_and_the_press_sees_only_whom_the_programme_names() -> None:
    people = (
        Person(key="b", name="B", delegate=True, rank=2),
        Person(key="a", name="A", delegate=True, rank=1, private=Private(phone="1")),
        Person(key="c", name="C", accompanies="a"),
        Person(key="h", name="H", role="Mayor"),
    )
    trip = day_of({"title": "x", "hosts": ("h",)}, people=people)
    assert column(of_staff(trip)["participants"], "Name") == ["A", "B", "C"]
    of_others = {one.name: one for one in tables(Snapshot(trip, ISSUED), PARTICIPANTS, "en")}
    assert list(of_others) == ["programme", "participants", "transfers"]
    assert column(of_others["participants"], "Name") == ["A", "B"]
    assert "Phone" not in of_others["participants"].columns
    trip = changed(trip, items=tuple(changed(one, audience="press") for one in trip.items))
    of_press = {one.name: one for one in tables(Snapshot(trip, ISSUED), Audience("press"), "en")}
    assert of_press["participants"].title == "People in the programme"
    assert column(of_press["participants"], "Name") == ["H"]


def test_a_room_is_told_for_the_nights_that_its_person_is_there() -> None:
    people = (
        Person(key="a", name="A", delegate=True, private=Private(room="1")),
        Person(key="b", name="B", delegate=True, present=Presence(end=datetime(2025, 10, 9, 18))),
        Person(key="c", name="C", delegate=True, present=Presence(start=datetime(2025, 10, 9, 22))),
        Person(key="i", name="I", private=Private(room="7")),
    )
    stay = {"title": "N", "kind": "stay", "when": "from 15:00, until 11:00", "venue": "h"}
    off = {"title": "O", "kind": "stay", "when": "from 15:00, until 11:00", "status": "cancelled"}
    table = of_staff(day_of(stay, off, people=people, venues=(Venue(key="h", name="Hotel"),)))["rooms"]
    out = datetime(2025, 10, 10, 11)
    assert [row[:6] for row in table.rows] == [
        ("A", "1", "Hotel", "N", datetime(2025, 10, 9, 15), out),
        ("C", "", "Hotel", "N", datetime(2025, 10, 9, 22), out),
        ("I", "7", "", "", None, None),
    ]


def test_a_bus_knows_how_many_come() -> None:
    people = (
        Person(key="a", name="A", delegate=True, groups=("g",)),
        Person(key="b", name="B", delegate=True),
        Person(key="c", name="C", delegate=True, present=Presence(start=datetime(2025, 10, 10))),
        Person(key="i", name="I"),
    )
    groups = (Group(key="g", name="G", expected=10), Group(key="h", name="H", expected=5))
    trip = day_of(
        {"kind": "transfer", "when": "10:00"},
        {"kind": "transfer", "when": "11:00", "groups": ("g",), "people": ("i",)},
        people=people, groups=groups,
    )  # fmt: skip
    assert column(of_staff(trip)["transfers"], "Headcount") == [2 + 9 + 5, 1 + 9 + 1]


def test_tables_without_rows_keep_their_columns() -> None:
    found = of_staff(day_of())
    assert list(found) == ["programme", "participants", "rooms", "transfers", "assignments"]
    for table in found.values():
        assert table.rows == ()
        assert len(read_csv(csv_file(table), "en")) == 1
    assert [sheet.max_row for sheet in load_workbook(io.BytesIO(xlsx_file(found.values())))] == [1] * 5


def test_what_is_not_scheduled_has_no_date() -> None:
    trip = changed(day_of({"title": "A"}), items=(Item(id=new_id(), title="Photo"),))
    assert column(of_staff(trip)["programme"], "Date") == [None]
    assert tables(Snapshot(trip, ISSUED), PARTICIPANTS)[0].rows == ()


# Who sees what


@pytest.mark.parametrize("who", OUTSIDE)
def test_what_is_private_is_in_no_table(who: str) -> None:
    trip = with_a_public_part_of_a_staff_item(trip_of_canaries())
    found = tables(Snapshot(trip, ISSUED), read_audience(trip, who), "en")
    files = "".join(csv_file(table).decode() for table in found)
    with zipfile.ZipFile(io.BytesIO(xlsx_file(found))) as book:
        files += "".join(book.read(name).decode() for name in book.namelist())
    assert "canaryItemtitle" in files
    assert [one for one in NEVER_OUTSIDE if one in files] == []
    if who in ("public", "press"):
        assert [one for one in NEVER_IN_PUBLIC if one in files] == []
    assert "rooms" not in {table.name for table in found}


def test_staff_see_all_that_their_tables_have_columns_for() -> None:
    text = "".join(csv_file(table).decode() for table in tables(Snapshot(trip_of_canaries(), ISSUED), STAFF))
    wanted = {one for one in NEVER_OUTSIDE if one.startswith(("canaryPrivate", "canaryItem", "canaryPerson"))}
    assert [one for one in wanted if one not in text] == []


# CSV


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_formula_is_text_in_csv(text: str) -> None:
    assert read_csv(csv_file(one_cell(text)), "en")[1] == [f"'{text.strip()}"]


@pytest.mark.parametrize("text", ["+49 221 4710 910", "+49 (0) 221 4710-910", "+44 1632 960100", "a=b", "1-2", "–"])
def test_a_phone_number_stays_as_it_is(text: str) -> None:
    assert read_csv(csv_file(one_cell(text)), "en")[1] == [text]


@given(st.text(st.sampled_from("=+-@ \t1a;,\"'\n\x00\x1b\u202e\ud800\uffff"), max_size=12))
def test_no_cell_of_csv_begins_like_a_formula_or_breaks_its_row(text: str) -> None:
    rows = read_csv(csv_file(Table("x", "x", ("a", "b"), ((text, "end"),), SOURCE)), "en")
    assert [len(row) for row in rows] == [2, 2]
    assert rows[1][1] == "end"
    assert rows[1][0][:1] not in ("=", "-", "@", "\t")
    assert not set("\x00\x1b\u202e\ud800\uffff") & set(rows[1][0])


def test_csv_is_separated_as_the_language_expects() -> None:
    for language in ("de", "en"):
        data = csv_file(of_staff(snapshot("koeln").trip, language)["programme"])
        assert data.count(b"\r\n") == data.count(b"\n")
        assert len({len(row) for row in read_csv(data, language)}) == 1


# Excel


@pytest.mark.parametrize(("name", "language"), EVERY)
@pytest.mark.parametrize("who", ["staff", "participants", "public"])
def test_excel_holds_the_same_cells(name: str, language: Language, who: str) -> None:
    one = snapshot(name)
    found = tables(one, read_audience(one.trip, who), language)
    book = load_workbook(io.BytesIO(xlsx_file(found)))
    assert book.sheetnames == [table.title for table in found]
    for sheet, table in zip(book, found, strict=True):
        told = [[_as_written(cell.value) for cell in row] for row in sheet.iter_rows()]
        assert told == [[_as_written(cell) for cell in row] for row in (table.columns, *table.rows)]


def _as_written(value: object) -> object:
    if value in ("", None):
        return None
    return datetime.combine(value, datetime.min.time()) if type(value) is date else value


@pytest.mark.parametrize("text", [*DANGEROUS, "#N/A", "<b>&amp;", "'x"])
def test_a_formula_is_text_in_excel(text: str) -> None:
    (cell,) = next(load_workbook(io.BytesIO(xlsx_file([one_cell(text)]))).worksheets[0].iter_rows(min_row=2))
    assert cell.data_type == "s"
    assert cell.value.strip() == text.strip()
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "'"))


def test_no_character_breaks_an_excel_file() -> None:
    table = one_cell("a\x00\x0b\x1b\ufffe\uffff\ud800\u202eb\nc _x000D_ " + "z" * 40_000)
    table = changed_title(table, "[a]:*?/\\'" * 9)
    book = load_workbook(io.BytesIO(xlsx_file([table, table])))
    value = book.worksheets[0]["A2"].value
    assert value.startswith("ab\nc _x005F_x000D_ z")
    assert len(value) == 32_767
    assert len(set(book.sheetnames)) == 2
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)


@pytest.mark.parametrize("forms", FORMS)
def test_sheets_are_called_what_the_office_calls_people(forms: Forms) -> None:
    found = tables(Snapshot(snapshot("koeln").trip, ISSUED, forms=forms), STAFF, "de")
    names = load_workbook(io.BytesIO(xlsx_file(found))).sheetnames
    assert names[1] == FORMS[forms][2].translate({ord(":"): "_", ord("*"): "_"})


def changed_title(table: Table, title: str) -> Table:
    return Table(table.name, title, table.columns, table.rows, table.source)


@pytest.mark.parametrize(("language", "day", "moment"), [("de", "dd.mm.yyyy", "hh:mm"), ("en", "dd/mm/yyyy", "hh:mm")])
def test_sheets_are_ready_to_work_with_and_to_print(language: Language, day: str, moment: str) -> None:
    book = load_workbook(io.BytesIO(xlsx_file(tables(snapshot("koeln"), STAFF, language))))
    assert book.properties.title == "Südkreisrunde in Köln"
    assert book.properties.language == {"de": "de-DE", "en": "en-GB"}[language]
    assert book.properties.created == book.properties.modified == datetime(2025, 9, 30, 14, 2)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.page_setup.fitToWidth == 1 or sheet.print_title_cols
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(cell.font.bold for cell in sheet[1])
        assert all(6 <= one.width <= 30 for one in sheet.column_dimensions.values())
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)
    first = book.worksheets[0]
    assert (first["A3"].number_format, first["B3"].number_format) == (day, moment)
    assert "&P" in first.oddFooter.right.text


def test_each_day_is_printed_on_pages_of_its_own(tmp_path: Path) -> None:
    found = of_staff(snapshot("koeln").trip, "de")
    book = load_workbook(io.BytesIO(xlsx_file(found.values())))
    areas = book["Programm"].print_area.replace("'Programm'!", "").split(",")
    dates = column(found["programme"], "Datum")
    assert len(areas) == len(set(dates))
    assert areas[0].replace("$", "").startswith("A2:")
    assert not book.worksheets[-1].print_area
    pages = by_libreoffice(xlsx_file([found["programme"]]), "p.xlsx", "pdf", tmp_path)
    assert text_of(pages.read_bytes()).count("\f") >= len(areas)


def test_a_moment_on_another_date_says_its_date() -> None:
    trip = day_of({"when": "22:00-25:00"})
    sheet = load_workbook(io.BytesIO(xlsx_file(of_staff(trip).values()))).worksheets[0]
    assert sheet["B2"].number_format == "hh:mm"
    assert sheet["C2"].number_format == "dd/mm/yyyy hh:mm"


def test_the_same_trip_gives_the_same_excel_file() -> None:
    data = xlsx_file(tables(snapshot("koeln"), STAFF, "de"))
    assert xlsx_file(tables(snapshot("koeln"), STAFF, "de")) == data
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert {one.date_time for one in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert str(datetime.now().year) not in book.read("docProps/core.xml").decode()


@settings(max_examples=30)
@given(trips())
def test_every_trip_is_tables(trip: Trip) -> None:
    for who in (STAFF, PARTICIPANTS):
        found = tables(Snapshot(trip, ISSUED), who)
        assert all(len(row) == len(table.columns) for table in found for row in table.rows)
        load_workbook(io.BytesIO(xlsx_file(found)))
        assert all(csv_file(table) for table in found)


# LibreOffice


def test_libreoffice_reads_the_same_cells(tmp_path: Path) -> None:
    found = [one_cell("=1+1"), *tables(snapshot("koeln"), STAFF, "de")]
    again = by_libreoffice(xlsx_file(found), "trip.xlsx", "xlsx", tmp_path).read_bytes()
    for sheet, table in zip(load_workbook(io.BytesIO(again)), found, strict=True):
        for n, row in enumerate(table.rows, 2):
            told = [_as_written(cell.value) for cell in sheet[n]][: len(row)]
            assert told == [_as_written(cell) for cell in row]


@pytest.mark.parametrize(("language", "number"), [("de", 1031), ("en", 2057)])
def test_a_spreadsheet_in_that_language_opens_csv_with_dates_as_dates(
    language: Language, number: int, tmp_path: Path
) -> None:
    rows = ((date(2025, 10, 9), datetime(2025, 10, 9, 7, 30), "+49 221 4710-910", "=1+1", "0221 4710 910"),)
    table = Table("x", "x", tuple("abcde"), rows, Source("x", "", language, "", ISSUED))
    separator = ord(SEPARATORS[language])
    reading = f"--infilter=CSV:{separator},34,76,1,,{number},false,true"
    made = by_libreoffice(csv_file(table), "x.csv", "xlsx", tmp_path, reading)
    first = [cell.value for cell in load_workbook(made).worksheets[0][2]]
    assert first == [datetime(2025, 10, 9), datetime(2025, 10, 9, 7, 30), "+49 221 4710-910", "'=1+1", "0221 4710 910"]
