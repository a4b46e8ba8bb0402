"""Finding text in a trip, and showing only some of its items."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from exports.audience import read_audience, reduced
from tests.support.strategies import trips
from tests.trips.edits.test_items import a_trip
from trips.edits.items import change_item, nest
from trips.grammar.choices import KINDS
from trips.model.entities import Group, Organisation, Person, Presence, Venue, changed
from trips.model.trip import Trip
from trips.queries.filters import Filter, kept
from trips.queries.search import Hit, items_with, search
from trips.schedule.timeline import Timeline


def the_trip() -> Trip:
    trip = changed(
        a_trip("Thu 9:00 Empfang", "Thu 10:00 Vortrag", "Fri 9:00 Mittagessen"),
        people=(
            Person(key="heinen", name="Dr. Ralf Heinen", role="Bürgermeister", organisation="koeln"),
            Person(
                key="weber", name="Anna Weber", delegate=True, groups=("a",),
                present=Presence(start=datetime(2025, 10, 10)),
            ),
        ),
        organisations=(Organisation(key="koeln", name="Stadt Köln", note="Since 50 AD"),),
        groups=(Group(key="a", name="Gruppe Łódź"), Group(key="b", name="Presse")),
        venues=(Venue(key="rat", name="Historisches Rathaus", address="Rathausplatz 2, Köln"),),
    )  # fmt: skip
    trip = change_item(
        trip, ids_by_title(trip, "Empfang"), venue="rat", hosts=("heinen",), note="Bitte pünktlich\nKaffee"
    )
    trip = change_item(trip, ids_by_title(trip, "Vortrag"), speakers=("koeln",), groups=("b",), kind="talk")
    return change_item(trip, ids_by_title(trip, "Mittagessen"), groups=("a",), service="ICE 612", status="confirmed")


def ids_by_title(trip: Trip, title: str) -> str:
    return next(item.id for item in trip.items if item.title == title)


def found(trip: Trip, text: str) -> list[str]:
    return [f"{hit.kind}: {hit.text}" for hit in search(trip, text)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("empfang", ["item: Empfang"]),
        ("heinen", ["item: Dr. Ralf Heinen", "people: Dr. Ralf Heinen"]),
        ("HEINEN rathaus", ["item: Historisches Rathaus"]),
        ("rathaus", ["item: Historisches Rathaus", "venues: Historisches Rathaus"]),
        ("rathausplatz", ["venues: Rathausplatz 2, Köln"]),
        ("puenktl", ["item: Bitte pünktlich"]),
        ("kaffee", ["item: Kaffee"]),
        ("burgermeister", ["people: Bürgermeister"]),
        ("lodz", ["item: Gruppe Łódź", "people: Gruppe Łódź", "groups: Gruppe Łódź"]),
        ("612", ["item: ICE 612"]),
        ("50 AD", ["organisations: Since 50 AD"]),
        ("10:00 vortrag", ["item: Vortrag"]),
        ("empfang vortrag", []),
        ("", []),
        ("  ", []),
    ],
)
def test_text_is_found_where_it_stands(text: str, hits: list[str]) -> None:
    assert found(the_trip(), text) == hits


@pytest.mark.parametrize("text", ["Köln", "koeln", "koln", "KÖLN", "ko\u0308ln", "stadt köln"])
def test_umlauts_are_found_however_they_are_typed(text: str) -> None:
    assert Hit("organisations", "koeln", "Stadt Köln") in search(the_trip(), text)


def test_a_name_that_is_spelt_out_is_found_by_its_umlaut() -> None:
    trip = changed(the_trip(), organisations=({"key": "koeln", "name": "Stadt Koeln"},))
    assert Hit("organisations", "koeln", "Stadt Koeln") in search(trip, "Köln")


@given(trips(), st.data())
def test_every_title_and_name_is_found(trip: Trip, data: st.DataObject) -> None:
    assume(trip.items)
    item = data.draw(st.sampled_from(trip.items))
    hits = {hit.key for hit in search(trip, item.title)}
    assert item.id in hits
    for person in trip.people:
        assert any((hit.kind, hit.key) == ("people", person.key) for hit in search(trip, person.name))


def shown(trip: Trip, wanted: Filter) -> list[str]:
    names = kept(trip, wanted)
    return [item.title for item in trip.items if item.id in names]


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Filter(), ["Empfang", "Vortrag", "Mittagessen"]),
        (Filter(text="koeln"), ["Vortrag"]),
        (Filter(kinds=frozenset(("talk", "meal"))), ["Vortrag", "Mittagessen"]),
        (Filter(statuses=frozenset(("confirmed",))), ["Mittagessen"]),
        (Filter(audiences=frozenset(("staff",))), []),
        (Filter(groups=frozenset("a")), ["Empfang", "Mittagessen"]),
        (Filter(groups=frozenset("ab")), ["Empfang", "Vortrag", "Mittagessen"]),
        (Filter(people=frozenset(("weber",))), ["Mittagessen"]),
        (Filter(people=frozenset(("heinen",))), ["Empfang"]),
        (Filter(people=frozenset(("koeln",))), ["Vortrag"]),
        (Filter(people=frozenset(("weber", "heinen")), groups=frozenset("b")), ["Empfang"]),
    ],
)
def test_only_what_satisfies_every_criterion_is_shown(wanted: Filter, titles: list[str]) -> None:
    assert shown(the_trip(), wanted) == titles
    assert bool(wanted) == (wanted != Filter())


def test_a_part_that_is_shown_brings_its_whole() -> None:
    trip = the_trip()
    trip = nest(trip, [ids_by_title(trip, "Vortrag")])
    assert shown(trip, Filter(text="vortrag")) == ["Empfang", "Vortrag"]
    assert shown(trip, Filter(text="empfang")) == ["Empfang"]


@given(trips(), st.data())
def test_a_filter_never_shows_a_part_without_its_whole(trip: Trip, data: st.DataObject) -> None:
    keys = st.sampled_from([one.key for one in (*trip.people, *trip.groups)] or [""])
    wanted = Filter(
        text=data.draw(st.sampled_from(("", "a", "e"))),
        groups=data.draw(st.frozensets(keys, max_size=1)),
        people=data.draw(st.frozensets(keys, max_size=1)),
        kinds=data.draw(st.frozensets(st.sampled_from(KINDS))),
    )
    names = kept(trip, wanted)
    assert all(one.part_of is None or one.part_of in names for one in trip.items if one.id in names)
    assert names <= {one.id for one in trip.items}
    assert wanted or names == {one.id for one in trip.items}
    assert items_with(trip, "") == {one.id for one in trip.items}


@given(trips(), st.data())
def test_a_persons_items_are_those_of_their_copy(trip: Trip, data: st.DataObject) -> None:
    assume(trip.people)
    person = data.draw(st.sampled_from(trip.people))
    names = kept(trip, Filter(people=frozenset((person.key,))))
    copy = reduced(Timeline(trip), read_audience(trip, f"person:{person.key}"))
    assert {one.id for one in copy.trip.items} <= names
