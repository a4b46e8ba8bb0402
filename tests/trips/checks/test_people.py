"""Checks of people: in two items at once, absent, idle, not understood; and of rooms and seats."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.support.checking import TOWN, found, said, titles, trip_of
from trips.model.entities import Group, Person, Presence, Private, Venue, changed

GROUPS = (Group(key="red", name="Red"), Group(key="blue", name="Blue"))
ANN = Person(key="ann", name="Ann Lee", delegate=True, groups=("red",))
BEN = Person(key="ben", name="Ben Ito", delegate=True, groups=("blue",))
GUIDE = Person(key="guide", name="Eva Rot")


def beside(one: dict, other: dict, **trip: object):
    first = {"title": "A", "when": "10:00-11:00", "groups": ("red",)} | one
    second = {"title": "B", "when": "10:30-12:00", "groups": ("blue",)} | other
    return trip_of([first, second], **({"groups": GROUPS, "people": (ANN, BEN, GUIDE)} | trip))


def test_somebody_named_in_two_items_at_once_is_told_by_name() -> None:
    trip = beside({"people": ("guide",)}, {"people": ("guide",)})
    assert said(trip, "double") == [
        "Eva Rot: needed in B from 10:30, and in A until 11:00; move one, or name somebody else."
    ]
    assert found(trip, "time") == []
    assert said(beside({"people": ("guide",)}, {}), "double") == []
    assert said(beside({"people": ("guide",)}, {"people": ("guide",), "when": "11:00-12:00"}), "double") == []


def test_a_delegate_who_speaks_elsewhere_than_their_group_is_told() -> None:
    assert "Ann Lee" in said(beside({}, {"speakers": ("ann",)}), "double")[0]
    trip = beside({}, {"speakers": ("ann",)})
    declined = changed(ANN, declined=(trip.items[0].id,))
    assert said(changed(trip, people=(declined, BEN)), "double") == []
    late = changed(ANN, present=Presence(start=datetime(2025, 10, 10)))
    assert said(changed(trip, people=(late, BEN)), "double") == []


def test_the_same_people_twice_are_an_overlap_and_nothing_else() -> None:
    both = {"groups": (), "people": ("guide",)}
    assert [one.code for one in found(beside(both, both), "")][:1] == ["time.overlap"]
    assert said(beside(both, both), "double") == []


def test_a_whole_and_its_parts_overlap_another_item_once() -> None:
    items = [{"when": "10:00-12:00"}, {"when": "10:00-11:00", "part": True}, {"when": "11:00-12:00", "part": True}]
    assert len(said(trip_of([*items, {"title": "B", "when": "10:30-11:30"}]), "time.overlap")) == 1


def test_a_room_is_for_one_item_at_a_time() -> None:
    room = {"venue": "hall", "room": "Saal 1"}
    (one,) = found(beside(room, room, venues=TOWN), "double.place")
    assert "Hall, Saal 1: B begins 10:30, while A is there until 11:00" in str(one.message)
    assert found(beside(room, room | {"room": "Saal 2"}, venues=TOWN), "double.place") == []
    assert found(beside({"venue": "hall"}, {"venue": "hall"}, venues=TOWN), "double.place") == []
    meals = room | {"kind": "meal"}
    assert found(beside(meals, meals, venues=TOWN), "double.place") == []
    assert found(beside(room, room | {"when": "11:00-12:00"}, venues=TOWN), "double.place") == []


def test_who_is_named_outside_their_presence_is_told_and_hosts_are_not() -> None:
    gone = changed(GUIDE, present=Presence(end=datetime(2025, 10, 9, 9)))
    assert said(
        trip_of([{"title": "A", "when": "10:00-11:00", "speakers": ("guide",)}], people=(gone,)), "presence"
    ) == ["A names Eva Rot, who is there until Thu 9 Oct 09:00 only; ask, or name somebody else."]
    assert said(trip_of([{"when": "10:00-11:00", "hosts": ("guide",)}], people=(gone,)), "presence") == []
    assert said(trip_of([{"when": "08:00-08:30", "people": ("guide",)}], people=(gone,)), "presence") == []


def test_a_delegate_who_is_never_there_is_told() -> None:
    loose = changed(ANN, groups=())
    away = changed(loose, present=Presence(start=datetime(2026, 1, 1)))
    (one,) = found(trip_of([], people=(away,)), "presence")
    assert (one.items, one.about) == ((), ("people:ann",))
    assert found(trip_of([], people=(changed(away, delegate=False),)), "presence") == []
    assert (
        found(trip_of([], people=(changed(loose, present=Presence(end=datetime(2025, 10, 9, 12))),)), "presence") == []
    )


def idle(second: str, *more: dict, busy: str = "12:00-14:00"):
    red = [{"title": "A", "when": "10:00-11:00", "groups": ("red",)}, *more]
    red.append({"title": "C", "when": second, "groups": ("red",)})
    blue = {"title": "B", "when": busy, "groups": ("blue",)}
    return trip_of([*red, blue], groups=GROUPS, people=(ANN, BEN))


def test_a_group_with_nothing_to_do_while_others_have_something() -> None:
    trip = idle("14:30-15:00")
    (one,) = found(trip, "people")
    assert "Red: nothing from 11:00 (A) to 14:30 (C), 3 h 30 min, while others have B" in str(one.message)
    assert titles(trip, one) == ["A", "C", "B"]
    assert found(idle("14:00-15:00"), "people") == []
    assert found(idle("14:30-15:00", busy="17:00-18:00"), "people") == []
    assert found(idle("14:30-15:00", {"kind": "free", "when": "midday", "groups": ("red",)}), "people") == []
    assert found(idle("14:30-15:00", {"kind": "stay", "when": "from 11:30", "groups": ("red",)}), "people") == []


PT = Person(key="pt", name="João Modelo", languages=("pt-PT",))
EN = changed(ANN, groups=(), languages=("en", "de"))


def talk(*people: Person, **item: object):
    fields = {"title": "A", "kind": "talk", "when": "10:00-11:00", "speakers": ("pt",)} | item
    return trip_of([fields], people=people)


def test_without_a_language_in_common_somebody_has_to_interpret() -> None:
    assert said(talk(PT, EN), "language") == [
        "A: João Modelo (pt-PT) and Ann Lee (en, de) have no language in common, and nobody who interprets is named in"
        " it."
    ]
    ines = Person(key="ines", name="Inês", role="Dolmetscherin")
    assert said(talk(PT, EN, ines, people=("ines",)), "language") == []
    assert said(talk(changed(PT, languages=("pt", "en")), EN), "language") == []
    assert said(talk(changed(PT, languages=()), EN), "language") == []
    assert said(talk(PT, changed(EN, languages=())), "language") == []


def test_of_several_hosts_one_who_is_understood_is_enough() -> None:
    other = Person(key="en", name="Maria", languages=("en",))
    assert said(talk(PT, EN, other, speakers=(), hosts=("pt", "en")), "language") == []
    assert len(said(talk(PT, EN, other, speakers=("pt", "en")), "language")) == 1


def test_an_interpreter_of_the_visit_interprets_its_talks() -> None:
    ines = Person(key="ines", name="Inês", role="Interpreter")
    items = [{"when": "10:00-12:00", "people": ("ines",)}, {"when": "then, 1 h", "speakers": ("pt",), "part": True}]
    assert said(trip_of(items, people=(PT, EN, ines)), "language") == []


def many(n: int) -> tuple[Person, ...]:
    return tuple(Person(key=f"p{k}", name=f"P {k}", delegate=True) for k in range(n))


def test_more_heads_than_places_seats_or_chairs() -> None:
    small = Venue(key="v", name="Room", address="x", capacity=10)
    trip = trip_of([{"title": "A", "venue": "v", "when": "10:00"}], venues=(small,), people=many(11))
    assert said(trip, "capacity") == ["Room has room for 10, and 11 are to come to A."]
    assert said(changed(trip, people=many(10)), "capacity") == []
    bus = {"title": "Bus", "kind": "transfer", "capacity": 10, "when": "10:00", "venue": "v"}
    assert said(trip_of([bus], venues=(small,), people=many(11)), "capacity") == [
        "Bus has 10 seats, and 11 are to go; order a larger one, or a second."
    ]
    assert said(trip_of([bus | {"capacity": 11}], venues=(small,), people=many(11)), "capacity") == []


def test_those_without_names_yet_count_too() -> None:
    groups = (Group(key="red", name="Red", expected=12),)
    item = {"title": "A", "capacity": 11, "when": "10:00", "groups": ("red",)}
    assert said(trip_of([item], groups=groups), "capacity") == ["A has room for 11, and 12 are to come."]
    assert said(trip_of([item | {"capacity": 12}], groups=groups), "capacity") == []


# The same visit twice


def twice(other: dict, **trip: object):
    visit = {"title": "Visit to the mine", "kind": "visit", "venue": "hall", "when": "10:00-11:00"}
    return trip_of([visit], [visit | {"when": "14:00-15:00"} | other], venues=TOWN, **trip)


def test_the_same_visit_twice_is_told() -> None:
    assert said(twice({}), "double.item") == [
        "Visit to the mine is planned more than once for the same people: Thu 9 Oct 10:00; Fri 10 Oct 14:00; if it is"
        " one visit, remove the other."
    ]
    assert len(said(twice({"when": "tba", "title": "Visit  to the Mine"}), "double.item")) == 1
    for other in ({"title": "Visit to the mill"}, {"venue": "near"}, {"kind": "tour"}, {"status": "cancelled"}):
        assert said(twice(other), "double.item") == [], other


def test_meals_and_ways_come_again_and_a_bare_kind_says_too_little() -> None:
    def again(**fields: object) -> list[str]:
        return said(trip_of([{"venue": None} | fields], [fields]), "double.item")

    assert len(again(title="Visit to the mine", kind="visit")) == 1
    for kind in ("meal", "transfer", "stay", "break", "meeting"):
        assert again(title="Visit to the mine", kind=kind) == []
    assert again(title="Visit", kind="visit") == again(title="Stadtführung", kind="tour") == []
    assert said(trip_of(*[[{"title": "Visit to the mine", "kind": "visit"}]] * 4), "double.item") == []


def test_each_group_may_go_once() -> None:
    both = (Person(key="x", name="X", delegate=True, groups=("red", "blue")),)
    visit = {"title": "Visit to the mine", "kind": "visit", "when": "10:00-11:00", "hosts": ("guide",)}
    days = [visit | {"groups": ("red",)}], [visit | {"groups": ("blue",)}]
    assert said(trip_of(*days, groups=GROUPS, people=(ANN, BEN, GUIDE)), "double.item") == []
    assert len(said(trip_of(*days, groups=GROUPS, people=(*both, GUIDE)), "double.item")) == 1


# Access


WHEELS = Private(access="uses a wheelchair")
MINE = (Venue(key="mine", name="Mine", address="x"), Venue(key="inn", name="Inn", address="y"))


def going(*items: dict, people: tuple[Person, ...] = (changed(ANN, groups=(), private=WHEELS),), **trip: object):
    return trip_of([{"venue": "mine"} | one for one in items], people=people, **({"venues": MINE} | trip))


def test_who_has_access_needs_is_told_once_with_all_places_of_which_nothing_is_noted() -> None:
    trip = going({}, {"venue": "inn"}, {})
    (one,) = found(trip, "access")
    assert str(one.message) == (
        "Ann Lee: access needs (private details), and nothing is noted of access to Mine, Inn; ask, and note it with"
        " the place."
    )
    assert (one.severity, one.items, one.about) == ("hint", (trip.items[0].id, trip.items[1].id), ("people:ann",))
    assert "wheelchair" not in str(one)


@pytest.mark.parametrize("note", ["Step-free from the yard", "barrierefrei", "Rollstuhl: Eingang Hof", "wheelchair ok"])
def test_a_note_on_access_is_enough(note: str) -> None:
    for field in ("note", "staff_note"):
        assert found(going({field: note}), "access") == []
        assert found(going({}, venues=(changed(MINE[0], **{field: note}),)), "access") == []
    assert len(found(going({"note": "Bring a coat"}), "access")) == 1


def test_access_is_no_question_for_who_is_elsewhere_or_hears_badly() -> None:
    ann = changed(ANN, private=WHEELS)
    assert found(going({"groups": ("blue",)}, people=(ann,), groups=GROUPS), "access") == []
    assert len(found(going({"groups": ("red",)}, people=(ann,), groups=GROUPS), "access")) == 1
    assert found(going({}, people=(changed(ANN, groups=(), private=Private(access="hearing aid")),)), "access") == []
    both = changed(ANN, groups=(), private=Private(access="hearing aid, no stairs"))
    assert len(found(going({}, people=(both,)), "access")) == 1
    for other in ({"kind": "transfer"}, {"kind": "free"}, {"status": "cancelled"}, {"venue": None}):
        assert found(going(other), "access") == [], other


def test_people_who_share_a_place_are_told_together_and_others_apart() -> None:
    people = tuple(changed(one, private=WHEELS) for one in (ANN, BEN))
    items = {"groups": ("red",)}, {"venue": "inn", "groups": ("blue",)}
    apart = found(going(*items, people=people, groups=GROUPS), "access")
    assert [one.about for one in apart] == [("people:ann",), ("people:ben",)]
    (together,) = found(going(*items, {}, people=people, groups=GROUPS), "access")
    assert together.about == ("people:ann", "people:ben")
