"""Table plans and place cards: everybody at a table is on them once, at the table that the office gave them."""

from __future__ import annotations

import re

import pytest

from exports.paper import Options
from exports.snapshot import Snapshot
from tests.support.papermaking import (
    ISSUED,
    SEATED,
    Structure,
    example_trip,
    faults,
    item,
    make,
    pages_of,
    sizes_of,
    text_of,
    undivided,
)
from trips.edits.assignments import assign
from trips.edits.items import change_item
from trips.i18n.language import UserError
from trips.model.entities import Group, Person, changed
from trips.model.trip import Trip
from trips.names.family import as_in_a_list

PEOPLE = (
    Person(key="a", name="Anna Amsel", role="Vorsitz", delegate=True),
    Person(key="b", name="张伟", latin_name="Zhang Wei", delegate=True),
    Person(key="c", name="Carla Chor", delegate=True, groups=("choir",)),
    Person(key="d", name="Dora Dohle", delegate=True, groups=("choir",)),
    Person(key="e", name="Emil Elster", delegate=True),
)


def at_tables() -> Trip:
    trip = example_trip("koeln")
    trip = changed(trip, people=(*trip.people, *PEOPLE), groups=(*trip.groups, Group(key="choir", name="Chor")))
    lunch = item(trip, "Gemeinsames Mittagessen").id
    trip = assign(trip, lunch, "Tisch Rhein", people=("a", "b"), seats=8)
    return assign(trip, lunch, "Tisch Dom", people=("c",), groups=("choir",))


@pytest.mark.parametrize("paper", SEATED)
@pytest.mark.parametrize("language", ["de", "en"])
def test_it_is_accessible_and_archival(paper: str, language: str) -> None:
    made = make(paper, Snapshot(at_tables(), ISSUED), language=language)
    assert faults(made.data) == []
    told = Structure(made.data)
    assert told.tags["H1"] == 1


def test_the_plan_names_everybody_at_their_table_and_in_the_index() -> None:
    text = text_of(make("tableplan", Snapshot(at_tables(), ISSUED)).data, "-layout")
    assert "2 von 8 Plätzen" in text
    assert [text.count(name) for name in ("Amsel", "Carla", "Dohle", "Elster")] == [2, 2, 2, 0]
    assert re.search(r"Dohle, Dora +Tisch Dom", text)
    assert re.search(r"Zhang Wei .* +Tisch Rhein", text)
    assert "Gemeinsames Mittagessen" in text
    assert "Wer wo sitzt" in text


def test_the_head_of_a_further_page_of_the_plan_is_told_whole() -> None:
    many = tuple(Person(key=f"g{n}", name=f"Gast {n}", role="Mitglied des Rates", delegate=True) for n in range(40))
    title = "Besuch der Partnerstadtdelegationen zum Kreislaufwirtschafts- und Wärmeplanungsgipfel der Region"
    trip = changed(at_tables(), title=title)
    trip = changed(trip, people=(*trip.people, *many))
    trip = assign(trip, item(trip, "Gemeinsames Mittagessen").id, "Tisch 3", people=tuple(one.key for one in many))
    pages = pages_of(make("tableplan", Snapshot(trip, ISSUED)).data)
    assert len(pages) == 2
    assert undivided(f"Gemeinsames Mittagessen · Tischplan · {title}") in undivided(pages[1])


def test_who_has_no_name_yet_has_a_chair_and_the_host_sits_first() -> None:
    trip = at_tables()
    groups = tuple(changed(one, expected=4) if one.key == "choir" else one for one in trip.groups)
    lunch = item(trip, "Gemeinsames Mittagessen")
    trip = change_item(changed(trip, groups=groups), lunch.id, hosts=("d",))
    text = text_of(make("tableplan", Snapshot(trip, ISSUED)).data, "-raw")
    assert "und 2 noch ohne Namen" in text
    assert text.index("Dora Dohle") < text.index("Carla Chor")


@pytest.mark.parametrize(
    ("name", "latin", "listed"),
    [
        ("Dr. Anna Weber", "", "Weber, Dr. Anna"), ("Ben Winter", "", "Winter, Ben"),
        ("محمد بن صالح", "Mohamed Ben Salah", "Ben Salah, Mohamed"),
        ("Siobhán Ó Ceallaigh", "", "Ó Ceallaigh, Siobhán"),
        ("王建国", "Wang Jianguo", "Wang Jianguo"),
        ("Nguyễn Thị Hoa", "", "Nguyễn Thị Hoa"), ("Madonna", "", "Madonna"),
        ("João da Conceição", "", "Conceição, João da"),
    ],
)  # fmt: skip
def test_a_name_stands_in_a_list_as_one_looks_for_it(name: str, latin: str, listed: str) -> None:
    assert as_in_a_list(Person(key="x", name=name, latin_name=latin)) == listed


def test_each_place_has_a_card_with_the_name_on_both_sides() -> None:
    made = make("placecards", Snapshot(at_tables(), ISSUED))
    text = text_of(made.data)
    assert [text.count(name) for name in ("Amsel", "Chor", "Dohle", "Elster")] == [2, 2, 2, 0]
    assert "Gemeinsames Mittagessen: Tisch Rhein (2), Tisch Dom (2)" in text
    assert len(pages_of(made.data)) == 1


def test_a_long_name_on_a_card_is_large_and_its_double_name_whole() -> None:
    long = "Hans-Joachim Freiherr von und zu Hohenstein-Wartburg"
    trip = at_tables()
    people = tuple(changed(one, name=long) if one.key == "a" else one for one in trip.people)
    made = make("placecards", Snapshot(changed(trip, people=people), ISSUED))
    assert "Hohenstein-Wartburg" in text_of(made.data)
    assert min(size for word, size in sizes_of(made.data) if word in ("Freiherr", "Hohenstein-Wartburg")) >= 14


def test_cards_have_the_size_that_was_chosen() -> None:
    many = tuple(Person(key=f"g{n}", name=f"Gast {n}", delegate=True) for n in range(12))
    trip = at_tables()
    trip = changed(trip, people=(*trip.people, *many))
    trip = assign(trip, item(trip, "Gemeinsames Mittagessen").id, "Tisch 3", people=tuple(one.key for one in many))
    usual = make("placecards", Snapshot(trip, ISSUED))
    small = make("placecards", Snapshot(trip, ISSUED), options=Options(label=(60.0, 40.0)))
    assert (len(pages_of(usual.data)), len(pages_of(small.data))) == (3, 2)


@pytest.mark.parametrize("paper", SEATED)
def test_without_tables_it_says_how_one_makes_some(paper: str) -> None:
    trip = at_tables()
    for bare in (
        example_trip("koeln"),
        change_item(trip, item(trip, "Gemeinsames Mittagessen").id, status="cancelled"),
    ):
        with pytest.raises(UserError, match="agenda assign"):
            make(paper, Snapshot(bare, ISSUED))
    with pytest.raises(UserError, match="not told"):
        make(paper, Snapshot(trip, ISSUED), "press")


def test_a_run_sheet_tells_how_many_sit_at_each_table_and_leaves_who_to_the_table_plan() -> None:
    text = " ".join(text_of(make("runsheet", Snapshot(at_tables(), ISSUED), "staff").data, "-raw").split())
    assert "Tisch Rhein: 2 von 8 Plätzen; Tisch Dom: 2 Personen – wer wo sitzt, steht im Tischplan" in text
    assert "Anna Amsel" not in text
