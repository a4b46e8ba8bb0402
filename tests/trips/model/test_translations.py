"""Texts in other languages: what is translated, what is old, and a trip as it reads in one."""

from __future__ import annotations

import pytest

from tests.support.papermaking import example_trip, item
from trips.checks import check
from trips.edits.days import duplicate_day
from trips.edits.items import change_item, duplicate_trip, remove_items
from trips.edits.translations import said_of, translate
from trips.history.merge import merge
from trips.model.doors import RefusedError
from trips.model.entities import changed
from trips.model.translations import digest_of, texts, translated
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline
from trips.tripfile import read_trip, write_trip

VISIT = "Besuch der KGSt"


def polish(trip: Trip, title: str = VISIT, text: str = "Wizyta w KGSt") -> Trip:
    return translate(trip, "pl", [said_of("item", item(trip, title).id, "title", text, title)])


def test_a_translated_title_is_read_and_all_else_stays() -> None:
    trip = polish(example_trip("koeln"))
    read, said = translated(trip, "pl")
    visit = item(trip, VISIT)
    assert {one.id: one.title for one in read.items} == {
        one.id: "Wizyta w KGSt" if one.id == visit.id else one.title for one in trip.items
    }
    assert said == {("item", visit.id, "title")}
    assert changed(read, items=trip.items) == trip


def test_a_translation_of_an_older_text_is_not_read_but_told() -> None:
    trip = polish(example_trip("koeln"))
    trip = change_item(trip, item(trip, VISIT).id, title="Besuch der KGSt und Rundgang")
    assert translated(trip, "pl").trip == trip
    (found,) = [one for one in check(Timeline(trip)).findings if one.code == "translation.old"]
    assert "“Besuch der KGSt und Rundgang”" in str(found.message)
    assert "Polish" in str(found.message)


def test_back_to_the_old_text_its_translation_is_right_again() -> None:
    trip = polish(example_trip("koeln"))
    visit = item(trip, VISIT).id
    there = change_item(change_item(trip, visit, title="Anderes"), visit, title=VISIT)
    assert translated(there, "pl").trip.items != there.items


def test_where_to_meet_is_translated_and_when_is_not() -> None:
    trip = example_trip("koeln")
    ride = next(one for one in trip.items if one.meet is not None and one.meet.place)
    assert ride.meet is not None
    trip = translate(trip, "pl", [said_of("item", ride.id, "meet", "parking przy starostwie", ride.meet.place)])
    (read,) = [one for one in translated(trip, "pl").trip.items if one.id == ride.id]
    assert read.meet is not None
    assert (read.meet.minute, read.meet.place) == (ride.meet.minute, "parking przy starostwie")


def test_a_title_is_one_line_in_every_language_and_a_note_keeps_its_lines() -> None:
    trip = polish(example_trip("koeln"), text=" Wizyta\nw KGSt ")
    assert next(one.text for one in texts(trip, "pl") if one.original == VISIT) == "Wizyta w KGSt"
    noted = next(one for one in trip.items if one.note)
    trip = translate(trip, "pl", [said_of("item", noted.id, "note", "raz\ndwa", noted.note)])
    assert next(one.text for one in texts(trip, "pl") if one.original == noted.note) == "raz\ndwa"


def test_an_empty_text_takes_the_translation_away_and_what_is_too_long_is_refused() -> None:
    trip = polish(example_trip("koeln"))
    assert polish(trip, text="").translations == ()
    with pytest.raises(RefusedError):
        polish(trip, text="ą" * 30_000)


def test_the_trip_file_holds_translations_and_only_of_what_there_is() -> None:
    trip = polish(example_trip("koeln"))
    assert read_trip(write_trip(trip)).trip == trip
    gone = remove_items(trip, [item(trip, VISIT).id])
    assert "Wizyta" not in write_trip(gone)


def test_a_duplicate_has_them_under_its_own_ids() -> None:
    trip = duplicate_trip(polish(example_trip("koeln")), "Noch einmal")
    assert "Wizyta w KGSt" in {one.title for one in translated(trip, "pl").trip.items}


def test_two_translators_do_not_take_each_others_work_away() -> None:
    trip = example_trip("koeln")
    mine, theirs = polish(trip), polish(trip, "Besuch der KölnBusiness", "Wizyta w KölnBusiness")
    both = merge(trip, mine, theirs)
    assert both.conflicts == ()
    assert {one.text for one in both.trip.translations} == {"Wizyta w KGSt", "Wizyta w KölnBusiness"}
    other = merge(trip, mine, polish(trip, text="Inna wizyta"))
    assert len(other.trip.translations) == 1


def test_a_digest_tells_texts_apart() -> None:
    assert digest_of("Besuch") != digest_of("Besuch ")


def test_the_same_words_are_translated_once_and_a_copied_day_keeps_its_translations() -> None:
    trip = polish(example_trip("koeln"), "Fragen und Austausch", "Pytania i dyskusja")
    assert [one.title for one in translated(trip, "pl").trip.items].count("Pytania i dyskusja") == 2
    trip = polish(example_trip("koeln"))
    copied = duplicate_day(trip, trip.days[0].id, trip.days[1].id)
    assert [one.title for one in translated(copied, "pl").trip.items].count("Wizyta w KGSt") == 2
