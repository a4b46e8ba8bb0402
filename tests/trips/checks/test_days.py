"""Checks of days: pauses, nights, days off, opening hours, what is missing, what is near, texts and names."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.support.checking import THURSDAY, TOWN, found, said, titles, trip_of
from trips.checks.hours import read_hours
from trips.checks.regions import country_of, state_of
from trips.checks.spelling import slip
from trips.i18n.language import words
from trips.model.entities import Confirmation, Group, Organisation, Person, Venue, changed

WORK = {"title": "A", "kind": "visit", "hosts": ("o",)}
OFFICE = (Organisation(key="o", name="Office"),)


def working(*items: dict, **trip: object):
    return trip_of([WORK | one for one in items], organisations=OFFICE, **trip)


# Pauses and nights


def test_five_hours_without_a_meal_are_told() -> None:
    items = [{"when": "08:00-10:00"}, {"when": "10:30-13:05", "title": "B"}]
    assert said(working(*items), "pause.meal") == [
        "Nothing to eat from 08:00 (A) to 13:05 (B): 5 h 5 min; plan a meal, or something to take along."
    ]
    assert said(working(items[0], items[1] | {"when": "10:30-13:00"}), "pause.meal") == []
    assert said(working(*items, {"kind": "meal", "when": "midday"}), "pause.meal") == []
    assert said(working(items[0], {"kind": "meal", "when": "10:00-10:30"}, items[1]), "pause.meal") == []
    assert said(working(items[0], items[1] | {"when": "11:00-13:05"}), "pause.meal") == []  # an hour of one's own


def test_the_way_home_is_everybodys_own() -> None:
    items = [{"when": "10:00-12:00"}, {"when": "12:00-16:00", "kind": "departure"}]
    assert said(working(*items), "pause.meal") == []


def test_two_and_a_half_hours_without_a_break_are_told() -> None:
    items = [{"when": "09:00-10:30"}, {"when": "10:30-11:35", "title": "B"}]
    (one,) = found(working(*items), "pause.break")
    assert str(one.message) == "No break from 09:00 (A) to 11:35 (B): 2 h 35 min; plan a break of 15 min."
    assert found(working(items[0], items[1] | {"when": "10:30-11:30"}), "pause.break") == []
    assert found(working(items[0], items[1] | {"when": "10:40-12:00"}), "pause.break") == []
    between = {"when": "10:30-10:35", "kind": "transfer"}
    assert found(working(items[0], between, items[1] | {"when": "10:35-12:00"}), "pause.break") == []


def test_a_break_within_a_visit_is_one() -> None:
    whole = {"when": "09:00-12:00"}
    parts = [{"when": "09:00-10:30", "part": True}, {"when": "then, 15 min", "kind": "break", "part": True}]
    parts.append({"when": "then, until 12:00", "part": True})
    assert found(working(whole, *parts), "pause.break") == []
    assert len(found(working(whole), "pause.break")) == 1


def nights(evening: dict, morning: dict):
    return trip_of([{"title": "A"} | evening], [{"title": "B"} | morning])


def test_a_night_shorter_than_nine_hours_is_told() -> None:
    (one,) = found(nights({"when": "20:00-23:30"}, {"when": "08:00-09:00"}), "night")
    assert "The night before Fri 10/10 has 8 h 30 min: A goes on until 23:30, B begins 08:00" in str(one.message)
    assert found(nights({"when": "20:00-23:00"}, {"when": "08:00-09:00"}), "night") == []
    assert found(nights({"when": "20:00-23:30"}, {"kind": "meal", "when": "from 07:00, until 09:00"}), "night") == []
    train = {"when": "22:00-07:30", "kind": "transfer"}
    assert found(nights(train, {"when": "08:00-09:00"}), "night") == []
    assert found(nights({"when": "20:00-23:30", "status": "idea"}, {"when": "08:00"}), "night") == []


def test_a_night_is_that_of_one_group() -> None:
    groups = (Group(key="a", name="A"), Group(key="b", name="B"))
    trip = trip_of([{"when": "20:00-23:30", "groups": ("a",)}], [{"when": "08:00", "groups": ("b",)}], groups=groups)
    assert found(trip, "night") == []


# Days off


def on(day: date, *items: dict, **trip: object):
    return trip_of([WORK | one for one in items], first=day, organisations=OFFICE, **trip)


def test_a_public_holiday_is_told_where_it_is_one() -> None:
    corpus_christi = date(2026, 6, 4)
    cologne = (Venue(key="v", name="V", address="Platz 1, 50667 Köln"),)
    berlin = (Venue(key="v", name="V", address="Platz 1, 10115 Berlin"),)
    (one,) = found(on(corpus_christi, {"venue": "v", "when": "10:00"}, venues=cologne), "day.holiday")
    assert (one.severity, "DE-NW (Corpus Christi)" in str(one.message)) == ("warning", True)
    confirmed = on(corpus_christi, {"venue": "v", "when": "10:00", "status": "confirmed"}, venues=cologne)
    assert found(confirmed, "day.holiday")[0].severity == "hint"
    assert found(on(corpus_christi, {"venue": "v", "when": "10:00"}, venues=berlin), "day") == []


def test_a_holiday_without_anything_at_work_is_a_hint() -> None:
    (one,) = found(on(date(2025, 10, 3)), "day.holiday")
    assert (one.severity, one.items) == ("hint", ())
    assert found(on(date(2025, 10, 2)), "day") == []
    assert found(on(date(2026, 6, 10), timezone="Europe/Lisbon"), "day.holiday") != []
    assert found(on(date(2026, 6, 10)), "day.holiday") == []


def test_a_weekend_is_told_unless_it_is_confirmed() -> None:
    saturday = date(2025, 10, 11)
    assert len(found(on(saturday, {"when": "10:00"}), "day.weekend")) == 1
    assert found(on(saturday, {"when": "10:00", "status": "confirmed"}), "day") == []
    assert found(on(saturday, {"when": "10:00", "kind": "tour"}), "day") == []
    assert found(on(date(2025, 10, 10), {"when": "10:00"}), "day") == []
    friday_in_israel = on(date(2025, 11, 14), {"when": "10:00"}, timezone="Asia/Jerusalem")
    assert len(found(friday_in_israel, "day.weekend")) == 1


def test_school_holidays_are_known_in_germany_only() -> None:
    cologne = (Venue(key="v", name="Rathaus", address="Platz 1, 50667 Köln"),)
    (one,) = found(on(date(2025, 10, 14), {"venue": "v", "when": "10:00"}, venues=cologne), "day.school")
    assert "NW (Herbstferien)" in one.message.say(words("de"))
    assert found(on(date(2025, 10, 9), {"venue": "v", "when": "10:00"}, venues=cologne), "day") == []
    school = (Venue(key="v", name="Escola do Exemplo", timezone="Europe/Lisbon"),)
    (one,) = found(on(date(2025, 10, 14), {"venue": "v", "when": "10:00"}, venues=school), "day")
    assert one.code == "day.school_unknown"


def test_a_place_abroad_of_which_nothing_is_known_is_told_once() -> None:
    nowhere = tuple(Venue(key=f"v{n}", name=f"V{n}", timezone="UTC") for n in range(2))
    (one,) = found(on(THURSDAY, {"venue": "v0"}, {"venue": "v1"}, venues=nowhere), "day.unknown")
    assert one.about == ("venues:v0", "venues:v1")
    assert found(on(THURSDAY, {"venue": "hall"}, venues=TOWN), "day.unknown") == []


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("Platz 1, 50667 Köln", "NW"), ("49477 Ibbenbüren", "NW"), ("49074 Osnabrück", "NI"), ("01067 Dresden", "SN"),
        ("80331 München", "BY"), ("99084 Erfurt", "TH"), ("Köln", ""), ("1100-365 Lisboa", ""), ("12345", ""),
        ("Tel. 0221 12345 6", ""), ("22113 Oststeinbek", ""),
    ],
)  # fmt: skip
def test_the_state_follows_from_the_postal_code_or_is_not_known(address: str, state: str) -> None:
    assert state_of(address) == state


def test_the_country_follows_from_the_clocks() -> None:
    assert [country_of(one) for one in ("Europe/Berlin", "Europe/Lisbon", "UTC")] == ["DE", "PT", ""]


# Opening hours

NINE, TEN, TWO, FIVE, SIX = 540, 600, 840, 1020, 1080


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("Mo-Fr 9-17 Uhr, Sa 10-14", [[(NINE, FIVE)]] * 5 + [[(TEN, TWO)], []]),
        ("Tue–Sun 10:00–18:00", [[], *[[(TEN, SIX)]] * 6]),
        ("täglich 9 bis 18 Uhr", [[(NINE, SIX)]] * 7),
        ("Mo geschlossen", [[], *[[(0, 1440)]] * 6]),
        ("Mo, Mi 9-17, Di Ruhetag", [[(NINE, FIVE)], [], [(NINE, FIVE)], [], [], [], []]),
        ("Mo-Fr 9-12, 14-17 Uhr", [[(NINE, 720), (TWO, FIVE)]] * 5 + [[], []]),
        ("9am-5pm", [[(NINE, FIVE)]] * 7),
        ("Fr 18-2 Uhr", [[], [], [], [], [(SIX, 1560)], [], []]),
    ],
)
def test_opening_hours_are_read(text: str, week: list) -> None:
    assert read_hours(text) == tuple(tuple(day) for day in week)


@pytest.mark.parametrize(
    "text",
    ["", "Empfang rund um die Uhr", "reception open day and night", "nach Vereinbarung", "9-5 pm", "Mo", "ab 9 Uhr",
     "Mo-Fr 9-17, Juli geschlossen", "geschlossen", "40-50"],
)  # fmt: skip
def test_what_cannot_be_read_for_certain_is_left_alone(text: str) -> None:
    assert read_hours(text) is None


def test_an_item_outside_opening_hours_is_told() -> None:
    museum = (Venue(key="m", name="Museum", address="x", hours="Di-So 10-18 Uhr"),)
    (one,) = found(working({"venue": "m", "when": "17:00-18:30"}, venues=museum), "place.closed")
    assert "Museum is open Di-So 10-18 Uhr; A is Thu 9/10 17:00–18:30" in str(one.message)
    assert found(working({"venue": "m", "when": "10:00-18:00"}, venues=museum), "place.closed") == []
    assert found(on(date(2025, 10, 6), {"venue": "m", "when": "11:00-12:00"}, venues=museum), "place.closed") != []
    bar = (changed(museum[0], hours="Mi 18-2 Uhr"),)
    assert found(working({"venue": "m", "when": "00:30-01:30"}, venues=bar), "place.closed") == []


# What is missing, and what is near


def test_what_a_programme_should_say_is_told_once_a_day() -> None:
    talk = {"kind": "talk", "when": "10:00-11:00"}
    trip = trip_of([talk | {"title": "A"}, talk | {"title": "B", "status": "cancelled"}, talk | {"title": "C"}])
    assert said(trip, "missing") == ["2 talks have no speaker yet: A, C."]
    assert said(trip_of([{"title": "A", "kind": "visit"}]), "missing") == ["No host yet: A."]
    assert said(working({}), "missing") == []
    assert said(trip_of([{"title": "A", "kind": "visit", "status": "idea"}]), "missing") == []


def test_who_brings_things_may_be_said_of_the_whole() -> None:
    people = (Person(key="p", name="P"),)
    whole, part = {"title": "A"}, {"title": "B", "bring": ("gift",), "part": True}
    assert len(said(trip_of([whole, part], people=people), "missing.responsible")) == 1
    assert said(trip_of([whole | {"responsible": "p"}, part], people=people), "missing.responsible") == []


def test_places_without_an_address_are_told_together() -> None:
    bare = (Venue(key="a", name="A"), Venue(key="b", name="B"), Venue(key="c", name="C"))
    (one,) = found(trip_of([{"venue": "a"}, {"venue": "b"}, {"venue": "a"}], venues=bare), "missing.address")
    assert str(one.message) == "2 places have no address: A, B."
    assert one.about == ("venues:a", "venues:b")
    known = (changed(bare[0], lat=50.0, lon=7.0), changed(bare[1], address="Platz 1"))
    assert found(trip_of([{"venue": "a"}, {"venue": "b"}], venues=known), "missing.address") == []


def test_whom_to_phone_is_asked_for_in_the_last_two_weeks() -> None:
    trip = working({"venue": "hall", "when": "10:00"}, venues=TOWN)
    assert len(found(trip, "missing.contact", date(2025, 9, 25))) == 1
    assert found(trip, "missing.contact", date(2025, 9, 24)) == []
    assert found(trip, "missing.contact", date(2025, 10, 10)) == []
    assert found(trip, "missing.contact") == []
    phoned = changed(trip, organisations=(changed(OFFICE[0], contact="0221 4710"),))
    assert found(phoned, "missing.contact", THURSDAY) == []


def test_what_is_not_confirmed_a_week_before_is_told() -> None:
    trip = working({"status": "requested"}, {"title": "B", "status": "confirmed"})
    assert titles(trip, *found(trip, "confirm.open", date(2025, 10, 2))) == ["A"]
    assert found(trip, "confirm.open", date(2025, 10, 1)) == []
    assert found(trip, "confirm.open", date(2025, 10, 10)) == []
    assert found(trip, "confirm.open") == []
    assert found(trip_of([{"title": "A", "status": "requested"}]), "confirm.open", THURSDAY) == []


def test_a_word_that_holds_no_longer_is_told_at_any_time() -> None:
    trip = working({"when": "10:00-11:00", "status": "confirmed"})
    word = Confirmation(item=trip.items[0].id, table="organisations", key="o", at=datetime(2025, 9, 1, tzinfo=UTC))
    assert said(changed(trip, confirmations=(word,)), "confirm.stale") == [
        "A has moved since Office confirmed it; ask again."
    ]


def test_what_is_in_the_pool_is_told_when_the_trip_is_near() -> None:
    trip = trip_of([], pool=({"title": "A"}, {"title": "T", "kind": "task"}, {"title": "C", "status": "cancelled"}))
    assert said(trip, "pool", date(2025, 9, 25)) == [
        "Not scheduled yet, and the trip begins Thu 9/10: A; give it a day, or remove it."
    ]
    assert (
        found(trip, "pool", date(2025, 9, 24)) == found(trip, "pool", date(2025, 10, 10)) == found(trip, "pool") == []
    )


# Texts and names


@pytest.mark.parametrize(
    "text", ["Fragen an 0221 4710 930", "+49 (0)221 4710930", "a.b@example.org", "(0221) 47 10 93"]
)
def test_numbers_and_addresses_in_public_texts_are_told(text: str) -> None:
    assert len(found(trip_of([{"title": "A", "note": text}]), "privacy")) == 1
    assert found(trip_of([{"title": "A", "staff_note": text, "contact": text}]), "privacy") == []
    assert found(trip_of([{"title": "A", "note": text, "audience": "staff"}]), "privacy") == []


@pytest.mark.parametrize(
    "text",
    ["10:30-12:00", "09.10.2025 14:00", "2025-10-09", "ICE 612, Wagen 03", "Raum 0.123", "50667 Köln", "CC BY 4.0",
     "https://example.org/0221/4711930", "0 bis 20 Personen", "§ 01 07", "0:30 h"],
)  # fmt: skip
def test_other_figures_are_no_numbers_to_phone(text: str) -> None:
    assert found(trip_of([{"title": "A", "note": text}]), "privacy") == []


def named(*people: str):
    return trip_of([], people=tuple(Person(key=f"p{n}", name=name) for n, name in enumerate(people)))


@pytest.mark.parametrize(
    "pair",
    [("Dr. Klaus Effing", "Klaus Effinger"), ("Maria Schmitt", "Maria Schmidt"), ("Ann Lee", "Dr. Ann Lee"),
     ("Cédric Reuter", "Cédric Reuther"), ("Paul Wagner", "Paul Wanger")],
)  # fmt: skip
def test_names_that_differ_by_a_slip_are_told(pair: tuple[str, str]) -> None:
    assert [one.about for one in found(named(*pair), "name")] == [("people:p0", "people:p1")]


@pytest.mark.parametrize(
    "pair",
    [("Olivia Weber", "Hugo Weber"), ("Martin Weber", "Martina Weber"), ("Família Amostra", "Família Exemplo"),
     ("Ann Lee", "Ann Lea"), ("P 1", "P 2"), ("Klaus", "Klaas"), ("Tim Meier", "Tim Kessler")],
)  # fmt: skip
def test_people_of_like_names_are_not_the_same(pair: tuple[str, str]) -> None:
    assert found(named(*pair), "name") == []


def test_places_and_offices_of_one_name_are_told_unless_they_lie_apart() -> None:
    two = (Venue(key="a", name="KGSt", address="x"), Venue(key="b", name="kgst"))
    assert len(found(trip_of([], venues=two), "name")) == 1
    assert found(trip_of([], venues=(two[0], changed(two[1], address="y"))), "name") == []
    halls = tuple(Venue(key=f"h{n}", name=f"Messehalle {n}") for n in range(3))
    assert found(trip_of([], venues=halls), "name") == []


def test_a_name_in_a_title_that_is_almost_known_is_told() -> None:
    people = (Person(key="e", name="Dr. Klaus Effing"),)
    assert len(found(trip_of([{"title": "Vortrag von Dr. Effinger"}], people=people), "name.title")) == 1
    for title in ("Vortrag von Dr. Effing", "Dr. Effings Vortrag", "Vortrag von Dr. Reuter", "Effinger Straße"):
        assert found(trip_of([{"title": title}], people=people), "name.title") == []


def test_an_ending_or_one_letter_is_a_slip() -> None:
    assert slip("effing", "effinger")
    assert slip("schmidt", "schmitt")
    assert not slip("effing", "effings")
    assert not slip("lee", "lea")
    assert not slip("halle1", "halle2")
