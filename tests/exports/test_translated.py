"""What a guest gets in their language: programme, calendar, letter, paper in two columns."""

from __future__ import annotations

import csv
import io
import re

import pytest

from exports.audience import PARTICIPANTS, STAFF
from exports.calendar import calendar_file
from exports.formats import FORMATS, Request
from exports.kit.letter import letter
from exports.news.preview import preview
from exports.paper import Options
from exports.privacy.leaks import Stamped
from exports.programme import programme
from exports.snapshot import Snapshot
from exports.tables import csv_file, xlsx_file
from exports.tables.translations import translations_table
from exports.text import text_file
from exports.web import programme_page
from tests.support.papermaking import ISSUED, LATER, example_trip, item, make, text_of
from trips.edits.directory import change_entry
from trips.edits.items import change_item
from trips.edits.translations import said_of, translate
from trips.i18n.language import UserError, words
from trips.importers.tables.sheets import sheets_of
from trips.importers.tables.translations import read_translation_table
from trips.model.trip import Trip

VISIT, VISIT_PL = "Besuch der KGSt", "Wizyta w KGSt"


def polish_trip() -> Trip:
    trip = example_trip("koeln")
    person = next(one for one in trip.people if one.delegate)
    trip = change_entry(trip, "people", person.key, {"languages": ("pl", "en")})
    said = [
        said_of("trip", "", "title", "Burmistrzowie w Kolonii", trip.title),
        said_of("item", item(trip, VISIT).id, "title", VISIT_PL, VISIT),
        said_of("venue", "rathaus", "name", "Ratusz", "Historisches Rathaus"),
    ]
    return translate(trip, "pl", said)


def with_visit_called(language: str, title: str) -> Snapshot:
    trip = example_trip("koeln")
    return Snapshot(translate(trip, language, [said_of("item", item(trip, VISIT).id, "title", title, VISIT)]), ISSUED)


def polish_reader(trip: Trip) -> str:
    return f"person:{next(one.key for one in trip.people if 'pl' in one.languages)}"


def test_a_programme_in_the_guests_language_has_its_labels_and_dates_too() -> None:
    text = text_file(Snapshot(polish_trip(), ISSUED), PARTICIPANTS, "pl").decode()
    assert "Burmistrzowie w Kolonii" in text
    assert f"14:00–16:30: {VISIT_PL}" in text
    assert "Miejsce: Ratusz, Hansasaal" in text
    assert "Czwartek, 9 października 2025" in text
    assert VISIT not in text


def test_in_a_language_of_which_there_are_no_labels_they_are_english_and_dates_are_in_figures() -> None:
    text = text_file(with_visit_called("fi", "Vierailu"), PARTICIPANTS, "fi").decode()
    assert "14:00–16:30: Vierailu" in text
    assert "Place: Historisches Rathaus, Hansasaal" in text
    assert "9.10.2025" in text
    assert "October" not in text


def test_a_letter_is_whole_sentences_of_one_language_around_a_programme_in_the_readers() -> None:
    snapshot = Snapshot(polish_trip(), ISSUED, release=1)
    text = letter(snapshot, snapshot.audience(polish_reader(snapshot.trip)), "pl", None, None).text
    assert "here is your programme" in text.lower()
    assert "Czwartek, 9 października 2025" in text


def test_what_is_not_translated_is_marked_with_its_own_language() -> None:
    view = programme(Snapshot(polish_trip(), ISSUED), PARTICIPANTS, "pl")
    lines = {line.title: line.languages for day in view.days for line in day.lines}
    assert "title" not in lines[VISIT_PL]
    assert lines["Gemeinsames Abendessen"]["title"] == "de"
    german = programme(Snapshot(polish_trip(), ISSUED), PARTICIPANTS, "de")
    assert all(not line.languages for day in german.days for line in day.lines)


def test_a_page_marks_each_text_with_its_language_for_who_hears_it() -> None:
    shown = programme_page(Snapshot(polish_trip(), ISSUED), PARTICIPANTS, "pl").decode()
    assert '<html lang="pl">' in shown
    assert VISIT_PL in shown
    assert f'<span lang="pl" dir="auto">{VISIT_PL}</span>' not in shown
    assert '<span lang="de" dir="auto">Gemeinsames Abendessen</span>' in shown
    assert "dir=" not in programme_page(Snapshot(polish_trip(), ISSUED), PARTICIPANTS, "de").decode()


def test_a_page_in_arabic_runs_from_the_right_and_nothing_lies_to_the_left_of_it() -> None:
    shown = programme_page(with_visit_called("ar", "زيارة"), PARTICIPANTS, "ar").decode()
    assert '<html lang="ar" dir="rtl">' in shown
    assert "الخميس، 9 أكتوبر 2025" in shown
    assert not re.search(r"[{; ](?:left|padding-left|margin-left|border-left): *-?[1-9]", shown)


def test_a_persons_calendar_letter_and_paper_are_in_their_language_without_being_asked() -> None:
    snapshot = Snapshot(polish_trip(), ISSUED, release=1)
    reader = snapshot.audience(polish_reader(snapshot.trip))
    assert snapshot.language_for(reader) == "pl"
    assert VISIT_PL in calendar_file(snapshot, reader, snapshot.language_for(reader)).decode().replace("\r\n ", "")
    assert VISIT_PL in letter(snapshot, reader, "pl", None, None).text
    assert snapshot.language_for(PARTICIPANTS) == "de"
    assert VISIT_PL not in calendar_file(snapshot, PARTICIPANTS).decode().replace("\r\n ", "")


def test_a_translation_that_comes_later_changes_the_copy_of_its_readers_and_nobody_elses() -> None:
    plain = example_trip("koeln")
    later = polish_trip()
    before = change_entry(plain, "people", polish_reader(later)[7:], {"languages": ("pl", "en")})
    first = Snapshot(before, ISSUED, release=1)
    second = Snapshot(later, LATER, release=2, earlier=(first,))
    german = calendar_file(second, PARTICIPANTS, "de").decode()
    assert "SEQUENCE:2" not in german
    assert "SEQUENCE:2" in calendar_file(second, second.audience(polish_reader(later)), "pl").decode()


def test_staff_have_the_words_in_which_the_trip_is_edited() -> None:
    assert VISIT in text_file(Snapshot(polish_trip(), ISSUED), STAFF, "pl").decode()


def test_a_paper_in_two_languages_has_each_title_in_both() -> None:
    paper = make("programme", Snapshot(polish_trip(), ISSUED), options=Options(beside="pl"))
    text = text_of(paper.data)
    assert VISIT in text
    assert VISIT_PL in text
    assert "Deutsch" in text
    assert "Polski" in text
    assert text.count("Besuch der Stadt Köln") == 2  # nobody has translated it, but its place is
    assert text.count("Gemeinsames Abendessen") == 1
    assert "Treffpunkt / Zbiórka:" in text
    assert "° unter Vorbehalt · ° wstępnie" in text
    with pytest.raises(UserError, match="Both languages are the same"):
        make("programme", Snapshot(polish_trip(), ISSUED), options=Options(beside="de"))


def test_a_second_column_that_would_only_repeat_the_first_is_refused() -> None:
    for asked, said in (("en", "into English"), ("pl", "into Polish")):
        with pytest.raises(UserError, match=f"Nothing is translated {said} yet"):
            make("programme", Snapshot(example_trip("koeln"), ISSUED), options=Options(beside=asked))
    with pytest.raises(UserError, match="words in which it is edited"):
        make("programme", Snapshot(polish_trip(), ISSUED), "staff", options=Options(beside="pl"))


def test_a_programme_of_which_little_is_translated_says_so() -> None:
    request = Request(Snapshot(polish_trip(), ISSUED), PARTICIPANTS, options=Options(beside="pl"))
    notices = [str(one) for one in FORMATS["pdf"].render(request).notices]
    assert any(re.fullmatch(r"Only 3 of \d+ texts are translated into Polish; .*", one) for one in notices)


def test_the_second_column_names_each_place_but_no_address() -> None:
    trip = polish_trip()
    dinner = item(trip, "Gemeinsames Abendessen")
    trip = translate(trip, "pl", [said_of("item", dinner.id, "title", "Kolacja", dinner.title)])
    text = text_of(make("programme", Snapshot(trip, ISSUED), options=Options(beside="pl")).data)
    assert "Kolacja" in text
    assert "Miejsce: Ratusz" in text
    assert "Miejsce: Weinhaus Vorlage" in text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_translators_table_comes_back_as_it_was_filled_in(form: str) -> None:
    trip = polish_trip()
    table = translations_table(Snapshot(trip, ISSUED), "pl", words("en"))
    data = csv_file(table) if form == "csv" else xlsx_file([table])
    taken = read_translation_table(sheets_of(data, "t", in_lines=True), "t").into(trip)
    assert (taken.trip, taken.changed, taken.old, taken.left) == (trip, 0, 0, ())


def filled(trip: Trip, said: dict[str, str]) -> bytes:
    table = translations_table(Snapshot(trip, ISSUED), "pl", words("de"))
    rows = list(csv.reader(io.StringIO(csv_file(table).decode("utf-8-sig")), delimiter=";"))
    for row in rows:
        row[3] = said.get(row[2], row[3])
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def test_what_changed_while_it_was_with_the_translator_is_old_at_once() -> None:
    trip = polish_trip()
    data = filled(trip, {"Gemeinsames Abendessen": "Wspólna kolacja", "Frühstück": "=Śniadanie", VISIT: "-"})
    dinner = item(trip, "Gemeinsames Abendessen").id
    now = change_item(trip, dinner, title="Abendessen im Brauhaus")
    taken = read_translation_table(sheets_of(data, "t", in_lines=True), "t").into(now)
    assert (taken.changed, taken.old, taken.left) == (3, 1, ())
    read = text_file(Snapshot(taken.trip, ISSUED), PARTICIPANTS, "pl").decode()
    assert "Abendessen im Brauhaus" in read
    assert "=Śniadanie" in read
    assert VISIT in read


def test_a_translator_sees_nothing_internal() -> None:
    stamped = Stamped(Snapshot(polish_trip(), ISSUED))
    public = csv_file(translations_table(stamped.snapshot, "pl", words("en"))).decode()
    found = {secret for stamp, secret in stamped.secrets.items() if stamp in public}
    assert found
    assert {(secret.table, secret.field) for secret in found} == {("Person", "name")}


def test_with_a_second_language_the_first_may_be_any_and_the_trips_own_is_whole() -> None:
    text = text_of(make("programme", Snapshot(polish_trip(), ISSUED), language="pl", options=Options(beside="de")).data)
    assert VISIT_PL in text
    assert VISIT in text


def test_what_was_only_translated_since_is_no_news_of_place_or_title() -> None:
    plain = change_entry(example_trip("koeln"), "people", polish_reader(polish_trip())[7:], {"languages": ("pl", "en")})
    second = Snapshot(polish_trip(), LATER, release=2, earlier=(Snapshot(plain, ISSUED, release=1),))
    reader = second.audience(polish_reader(second.trip))
    told = letter(second, reader, "pl", None, 1)
    assert told.new
    assert "Texts of your programme have been translated" in told.text
    assert "previously" not in told.text
    assert "is now called" not in told.text
    german = letter(second, PARTICIPANTS, "de", None, 1)
    assert not german.new
    assert [str(one) for one in preview(second.earlier[0], second, "en").translations] == [
        "Texts that are new or different in Polish: 3"
    ]


def test_rows_with_a_damaged_key_are_told_and_a_table_of_another_trip_is_refused() -> None:
    trip = polish_trip()
    lines = filled(trip, {"Frühstück": "Śniadanie", "Kaffeepause": "Przerwa"}).decode().splitlines()
    broken = "\n".join(line.rsplit("pl/item/", 1)[0] + "x" if "Śniadanie" in line else line for line in lines)
    taken = read_translation_table(sheets_of(broken.encode(), "t", in_lines=True), "t").into(trip)
    assert [(skipped.text, str(skipped.why)) for skipped in taken.left] == [
        ("Śniadanie", "its key is missing or damaged")
    ]
    assert taken.changed == 1
    other = example_trip("lisbon")
    with pytest.raises(UserError, match="is it the table of another one"):
        read_translation_table(sheets_of(broken.encode(), "t", in_lines=True), "t").into(other)
