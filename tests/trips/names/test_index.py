"""Whom a text means: by key, by name however it is spelt, by a part of it, by the last name behind a title."""

from __future__ import annotations

import pytest

from trips.i18n.language import UserError
from trips.model.entities import Group, Organisation, Person, Venue, new_id
from trips.model.trip import Trip
from trips.names.index import NameIndex, find_entry, get_entry, index_of
from trips.names.titles import begins_with_title, without_titles

TRIP = Trip(
    id=new_id(),
    title="Köln",
    people=(
        Person(key="effing", name="Dr. Klaus Effing"),
        Person(key="roe", name="Cllr Jane Roe"),
        Person(key="weber-a", name="Anna Weber"),
        Person(key="weber-b", name="Bernd Weber"),
        Person(key="sorensen", name="Søren Sørensen"),
    ),
    organisations=(Organisation(key="kgst", name="KGSt"), Organisation(key="koeln", name="Stadt Köln")),
    groups=(Group(key="a", name="Gruppe A"),),
    venues=(Venue(key="rathaus", name="Historisches Rathaus"), Venue(key="dom", name="Kölner Dom")),
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("effing", "effing"), ("Dr. Klaus Effing", "effing"), ("klaus effing", "effing"), ("Effing", "effing"),
        ("Herr Effing", "effing"), ("Prof. Dr. Effing", "effing"), ("Jane Roe", "roe"), ("Mrs Roe", "roe"),
        ("soeren soerensen", "sorensen"), ("Soren Sorensen", "sorensen"), ("Anna  Weber", "weber-a"),
        ("Weber", None), ("Frau Weber", None), ("Effinger", None), ("", None), (",", None), (" ; ", None),
        ("Dr.", "effing"),
    ],
)  # fmt: skip
def test_a_person_is_found_as_people_write_names(text: str, key: str | None) -> None:
    found = find_entry(TRIP, "people", text)
    assert (found.key if found else None) == key


@pytest.mark.parametrize(("text", "key"), [("Koelner Dom", "dom"), ("kolner dom", "dom"), ("Rathaus", "rathaus")])
def test_accents_and_umlauts_do_not_count(text: str, key: str) -> None:
    assert get_entry(TRIP, "venues", text).key == key


def test_several_that_could_be_meant_are_told_and_an_unknown_one_gets_the_nearest() -> None:
    with pytest.raises(UserError, match=r'"Weber" could be Anna Weber \(weber-a\), Bernd Weber \(weber-b\)'):
        get_entry(TRIP, "people", "Weber")
    with pytest.raises(UserError, match='did you mean "Anna Weber"'):
        get_entry(TRIP, "people", "Anna Webber")


def test_a_key_counts_before_a_name_and_a_whole_name_before_a_part() -> None:
    index = NameIndex()
    index.add("people", "anna", "Anna")
    index.add("people", "anna-maria", "Anna Maria")
    assert index.find("Anna", "part", "people") == "anna"
    assert index.find("anna-maria", "part", "people") == "anna-maria"
    assert index.find("Maria", "part", "people") == "anna-maria"


def test_what_stands_in_a_file_is_taken_to_the_letter() -> None:
    index = index_of(TRIP, "organisations")
    assert index.find("KGSt", "letters", "organisations") == "kgst"
    assert index.find("KGST", "letters", "organisations") is None
    assert index.find("KGST", "name", "organisations") == "kgst"
    assert index.find("Stadt", "name", "organisations") is None


def test_tables_are_asked_in_their_order() -> None:
    index = NameIndex()
    index.add("organisations", "o", "Weber")
    index.add("people", "p", "Weber")
    assert index.find("Weber", "part", "people", "organisations") == "p"
    assert index.find("Weber", "part", "organisations", "people") == "o"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Prof. Dr. rer. nat. Klaus Effing", "Klaus Effing"), ("Cllr Jane Roe", "Jane Roe"),
        ("H.E. Ana Silva", "Ana Silva"),
        ("Dr.-Ing. h. c. Max Muster", "Max Muster"), ("Phil Collins", "Phil Collins"),
        ("Nat King Cole", "Nat King Cole"),
        ("Rev. Tom Ford", "Tom Ford"), ("Dr.", "Dr."), ("Weber", "Weber"),
    ],
)  # fmt: skip
def test_titles_are_told_from_names(name: str, plain: str) -> None:
    assert without_titles(name) == plain
    assert begins_with_title(name) == (plain != name)
