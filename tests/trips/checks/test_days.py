"""Checks of days: pauses, nights, days off, opening hours, what is missing, what is near, texts and names."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.support.checking import THURSDAY, TOWN, found, said, titles, trip_of
from trips.checks.fixes.fixes import fixes
from trips.checks.hours import read_hours
from trips.checks.regions import country_of, state_of
from trips.checks.spelling import slip
from trips.i18n.language import words
from trips.model.entities import Confirmation, Group, Organisation, Person, Presence, Venue, changed
from trips.schedule.timeline import Timeline

WORK = {"title": "A", "kind": "visit", "hosts": ("o",)}
OFFICE = (Organisation(key="o", name="Office"),)


def working(*items: dict, **trip: object):
    return trip_of([WORK | one for one in items], organisations=OFFICE, **trip)


# For whom


def test_an_item_that_names_some_delegates_alone_is_asked_about() -> None:
    people = tuple(Person(key=key, name=key.title(), delegate=key != "guide") for key in ("a", "b", "c", "guide"))
    flight = {"title": "Flight", "kind": "arrival", "when": "08:00-10:00", "people": ("a", "b")}
    trip = trip_of([flight], people=people)
    (one,) = found(trip, "presence.only")
    assert str(one.message).startswith("Flight names 2 delegates and is in everybody's programme")
    (fix,) = fixes(Timeline(trip), one)
    assert fix.change is not None
    assert found(fix.change(trip), "presence.only") == []
    assert fix.change(trip).items[0].only
    for other in ({"people": ("a",)}, {"people": ("a", "b", "guide")}, {"people": ("a", "b", "c")},
                  {"only": True}, {"speakers": ("guide",)}):  # fmt: skip
        assert found(trip_of([flight | other], people=people), "presence.only") == []


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
    (one,) = found(working(whole, parts[0], {"when": "then, until 12:00", "part": True}), "pause.break")
    assert "from 09:00 (A) to 12:00 (A)" in str(one.message)


def test_what_goes_on_inside_one_tour_or_visit_is_its_own() -> None:
    whole = {"when": "09:00-12:30"}
    assert found(working(whole), "pause.break") == []
    assert len(found(working(whole, {"when": "12:35-13:00"}), "pause.break")) == 1
    parts = [{"when": "09:00-10:30", "part": True}, {"when": "10:30-12:30", "part": True}]
    assert found(working(whole | {"kind": "tour"}, *parts), "pause.break") == []
    behind = {"when": "12:30-12:45"}
    assert len(found(working(whole | {"kind": "tour"}, *parts, behind), "pause.break")) == 1


HOTEL = {"kind": "stay", "title": "Hotel", "when": "from 18:00"}


def fed(evening: list[dict], when: str, *before: dict):
    return trip_of(evening, [*before, WORK | {"title": "A", "when": when}], organisations=OFFICE)


def test_behind_a_breakfast_in_the_hotel_six_hours_are_told() -> None:
    assert said(fed([HOTEL], "09:00-14:15"), "pause.meal") == []
    assert len(said(fed([], "09:00-14:15"), "pause.meal")) == 1
    assert len(said(fed([HOTEL], "09:00-15:05"), "pause.meal")) == 1
    assert len(said(fed([HOTEL], "06:00-11:15"), "pause.meal")) == 1  # too early for a breakfast
    assert len(said(fed([HOTEL], "13:00-18:15"), "pause.meal")) == 1
    assert said(fed([HOTEL | {"when": "18:00 - 11:00 +1 day"}], "09:00-14:15"), "pause.meal") == []
    assert len(said(fed([HOTEL | {"status": "cancelled"}], "09:00-14:15"), "pause.meal")) == 1


def test_a_breakfast_in_the_programme_counts_like_one_in_the_hotel() -> None:
    breakfast = {"kind": "meal", "title": "Breakfast", "when": "08:00-09:00"}
    lunch = {"kind": "meal", "title": "Lunch", "when": "12:00-13:00"}
    assert said(fed([], "09:00-14:15", breakfast), "pause.meal") == []
    assert len(said(fed([], "13:00-18:15", lunch), "pause.meal")) == 1


def test_an_end_that_is_a_slip_is_told_once() -> None:
    slip, later = {"title": "A", "when": "11:15-10:30"}, {"title": "B", "when": "13:00-14:00"}
    morning = {"when": "08:00-09:00"}
    trip = trip_of([WORK | slip, WORK | later], [WORK | morning], organisations=OFFICE)
    assert [one.code for one in found(trip, "")] == ["time.long"]
    meant = trip_of([WORK | slip | {"when": "11:15-18:00"}, WORK | later], organisations=OFFICE)
    assert {one.code for one in found(meant, "")} == {"time.overlap", "pause.break"}


def test_what_follows_from_a_slip_is_not_told_either() -> None:
    museum = (Venue(key="m", name="Museum", address="x", hours="Mo-So 10-18 Uhr"),)
    items = [{"when": "11:15-10:30"}, {"title": "B", "when": "then, 1 h", "venue": "m"}]
    assert [one.code for one in found(working(*items, venues=museum), "")] == ["time.long"]
    assert [one.code for one in found(working(items[1] | {"when": "08:00-09:00"}, venues=museum), "")] == [
        "place.closed"
    ]


# Meals at odd hours, long days, check-ins


@pytest.mark.parametrize(
    ("title", "kind", "odd", "usual"),
    [
        ("Lunch together", "meal", "21:30, 1 h", "12:30-13:30"),
        ("Gemeinsames Mittagessen", "meal", "21:30, 1 h", "12:30-13:30"),
        ("Mittagspause", "break", "02:00, 1 h", "12:30-13:30"),
        ("Breakfast", "meal", "19:00-20:00", "04:30-05:00"),
        ("Frühstück", "meal", "12:00-13:00", "from 06:30"),
        ("Abendessen", "meal", "07:30-08:30", "19:00-21:00"),
        ("Dinner", "meal", "02:00-03:00", "22:30-24:30"),
        ("Coffee break", "break", "03:00, 15 min", "15:00, 15 min"),
        ("Coffee break", "break", "00:30, 15 min", "05:30, 15 min"),
        ("Kaffee am Nachmittag", "meal", "03:00, 15 min", "15:00, 15 min"),
    ],
)
def test_meals_at_an_hour_at_which_nobody_has_them_are_told(title: str, kind: str, odd: str, usual: str) -> None:
    item = {"title": title, "kind": kind}
    (one,) = found(trip_of([item | {"when": odd}]), "meal")
    assert (one.code, one.severity) == ("meal.hour", "warning")
    assert str(one.message).startswith(f"{title} begins ")
    assert found(trip_of([item | {"when": usual}]), "meal") == []


@pytest.mark.parametrize("title", ["Packed lunch", "Mitternachtsimbiss", "Breakfast and lunch"])
def test_what_is_eaten_at_any_hour_is_not_told(title: str) -> None:
    when = "15:00" if "and" in title else "02:00"
    assert found(trip_of([{"title": title, "kind": "meal", "when": when}]), "meal") == []


def test_a_meal_that_follows_something_late_is_told_where_it_falls() -> None:
    late = {"title": "A", "when": "20:00-21:30"}
    meal = {"title": "Lunch", "kind": "meal", "when": "then, 1 h"}
    assert said(trip_of([late, meal]), "meal") == [
        "Lunch begins 21:30, which is no time for a lunch; put its time right, or that of what it follows."
    ]
    assert said(trip_of([late | {"when": "10:00-12:00"}, meal]), "meal") == []


def test_a_day_of_more_than_fifteen_hours_is_told() -> None:
    items = [{"title": "A", "when": "06:30-07:30"}, {"title": "B", "when": "20:00-21:35"}]
    assert said(trip_of(items), "day.long") == [
        "A day of 15 h 5 min, from 06:30 (A) to 21:35 (B); let it begin later or end earlier."
    ]
    assert said(trip_of([items[0], items[1] | {"when": "20:00-21:30"}]), "day.long") == []
    groups = (Group(key="a", name="A"), Group(key="b", name="B"))
    apart = [one | {"groups": (key,)} for one, key in zip(items, "ab", strict=True)]
    assert said(trip_of(apart, groups=groups), "day.long") == []


@pytest.mark.parametrize(
    ("first", "last"),
    [({"kind": "meal"}, {}), ({"kind": "break"}, {}), ({"kind": "free"}, {}), ({}, {"kind": "free"}),
     ({}, {"status": "cancelled"}), ({}, {"kind": "departure", "when": "20:00-07:00"})],
)  # fmt: skip
def test_breakfast_free_time_and_a_night_on_a_train_make_no_day_long(first: dict, last: dict) -> None:
    items = [{"title": "A", "when": "06:30-07:30"} | first, {"when": "09:00-10:00"}, {"when": "20:00-22:00"} | last]
    assert said(trip_of(items), "day.long") == []
    plain = [{"title": "A", "when": "06:30-07:30"}, {"when": "09:00-10:00"}, {"when": "20:00-22:00"}]
    assert len(said(trip_of(plain), "day.long")) == 1


def checking_in(stay: dict, *others: dict, **trip: object):
    hotel = {"title": "Check-in", "kind": "stay", "venue": "hall", "when": "17:30"}
    return trip_of([hotel | stay, *others], venues=TOWN, **trip)


def test_a_check_in_while_all_are_elsewhere_is_told() -> None:
    meeting = {"title": "Meeting", "when": "17:00-18:30"}
    assert said(checking_in({}, meeting), "double") == [
        "Check-in begins 17:30, while all who stay there are in Meeting until 18:30; move it behind that, or write"
        ' "from".'
    ]
    assert len(said(checking_in({"when": "about 17:30"}, meeting), "double")) == 1
    for stay, other in (
        ({"when": "from 17:30"}, {}), ({"when": "18:30"}, {}), ({"title": "Check-out"}, {}), ({}, {"venue": "hall"}),
        ({}, {"kind": "free"}), ({"status": "idea"}, {}), ({}, {"when": "17:30-17:40"}),
    ):  # fmt: skip
        assert said(checking_in(stay, meeting | other), "double") == [], (stay, other)


def test_a_check_in_is_possible_while_one_group_is_free() -> None:
    groups = (Group(key="a", name="A"), Group(key="b", name="B"))
    meetings = [{"title": key, "when": "17:00-18:30", "groups": (key,)} for key in "ab"]
    assert said(checking_in({}, meetings[0], groups=groups), "double") == []
    assert len(said(checking_in({}, *meetings, groups=groups), "double")) == 1
    assert len(said(checking_in({"groups": ("a",)}, meetings[0], groups=groups), "double")) == 1


# Nights without an accommodation


def slept(*stays: dict, **trip: object):
    """Four days with an item each, and stays on their evenings."""
    work = {"title": "A", "when": "10:00-11:00"}
    return trip_of(*([work, *([stay] if stay else [])] for stay in (*stays, *[{}] * (4 - len(stays)))), **trip)


NIGHT = HOTEL | {"when": "from 18:00, until 10:00 +1 day"}


def test_a_night_without_an_accommodation_is_told() -> None:
    (one,) = found(slept(NIGHT, {}, NIGHT), "night.stay")
    assert one.severity == "warning"
    assert str(one.message) == (
        "No accommodation in the night after Fri 10 Oct, while other nights have one; plan it, or let the stay before"
        " it go on."
    )
    assert found(slept(NIGHT, NIGHT, NIGHT), "night.stay") == []
    assert found(slept({}, {}, {}), "night.stay") == []
    assert found(slept(HOTEL), "night.stay") == []  # nobody said when it ends
    assert len(found(slept(HOTEL, HOTEL | {"title": "Check-out Hotel", "when": "09:00"}), "night.stay")) == 2
    assert found(slept(NIGHT | {"when": "from 18:00, until 10:00 +3 days"}), "night.stay") == []


def test_a_night_on_a_journey_or_behind_the_last_day_needs_no_accommodation() -> None:
    train = {"title": "Train", "kind": "transfer", "when": "22:00-07:00"}
    bus = train | {"title": "Bus", "when": "23:30-00:30"}
    assert found(slept(NIGHT, train, NIGHT), "night.stay") == []
    assert len(found(slept(NIGHT, bus, NIGHT), "night.stay")) == 1
    assert found(trip_of([{"when": "10:00"}, NIGHT], [{"when": "10:00"}], []), "night.stay") == []
    gone = (Person(key="a", name="A", delegate=True, present=Presence(end=datetime(2025, 10, 10, 12))),)
    assert found(slept(NIGHT, {}, NIGHT, people=gone), "night.stay") == []


def nights(evening: dict, morning: dict):
    return trip_of([{"title": "A"} | evening], [{"title": "B"} | morning])


def test_a_night_shorter_than_nine_hours_is_told() -> None:
    (one,) = found(nights({"when": "20:00-23:30"}, {"when": "08:00-09:00"}), "night")
    assert "The night before Fri 10 Oct has 8 h 30 min: A goes on until 23:30, B begins 08:00" in str(one.message)
    assert found(nights({"when": "20:00-23:00"}, {"when": "08:00-09:00"}), "night") == []
    assert found(nights({"when": "20:00-23:30"}, {"kind": "meal", "when": "from 07:00, until 09:00"}), "night") == []
    train = {"when": "22:00-07:30", "kind": "transfer"}
    assert found(nights(train, {"when": "08:00-09:00"}), "night") == []
    assert found(nights({"when": "20:00-23:30", "status": "idea"}, {"when": "08:00"}), "night") == []


def test_a_night_begins_at_the_latest_where_the_last_item_does() -> None:
    (one,) = found(nights({"when": "24:30"}, {"when": "05:00"}), "night")
    assert "The night before Fri 10 Oct has 4 h 30 min at most: A begins 00:30" in str(one.message)
    assert found(nights({"when": "20:00"}, {"when": "08:00"}), "night") == []


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
    lesson = {"venue": "v", "when": "10:00"}
    (one,) = found(on(date(2025, 10, 14), lesson, venues=school), "day")
    assert one.code == "day.school_unknown"
    assert found(on(date(2025, 10, 14), lesson | {"status": "confirmed"}, venues=school), "day") == []


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
    assert "Museum is open Di-So 10-18 Uhr; A is Thu 9 Oct 17:00–18:30" in str(one.message)
    assert found(working({"venue": "m", "when": "10:00-18:00"}, venues=museum), "place.closed") == []
    assert found(on(date(2025, 10, 6), {"venue": "m", "when": "11:00-12:00"}, venues=museum), "place.closed") != []
    bar = (changed(museum[0], hours="Mi 18-2 Uhr"),)
    assert found(working({"venue": "m", "when": "00:30-01:30"}, venues=bar), "place.closed") == []


# What is missing, and what is near


def test_what_a_programme_should_say_is_told_once_a_day() -> None:
    talk = {"kind": "talk", "when": "10:00-11:00"}
    trip = trip_of([talk | {"title": "A"}, talk | {"title": "B", "status": "cancelled"}, talk | {"title": "C"}])
    assert said(trip, "missing") == ["2 talks have no speaker yet: A, C."]


@pytest.mark.parametrize(
    ("asked", "quiet"),
    [
        ({"title": "Besuch im Rathaus"}, {"title": "Besuch im Museum"}),
        ({"title": "Visit to the Ministry of Health"}, {"title": "Excursion"}),
        ({"title": "A", "venue": "office"}, {"title": "A", "venue": "mine"}),
        ({"title": "A", "venue": "ministry"}, {"title": "A", "venue": "mine", "kind": "tour"}),
        ({"title": "A", "speakers": ("p",)}, {"title": "A"}),
        ({"title": "Empfang", "kind": "reception", "venue": "ministry"}, {"title": "Empfang", "kind": "reception"}),
        ({"title": "Besuch im Rathaus"}, {"title": "Besuch im Rathaus", "hosts": ("o",)}),
        ({"title": "Besuch im Rathaus"}, {"title": "Besuch im Rathaus", "status": "idea"}),
        ({"title": "Besuch im Rathaus"}, {"title": "Führung im Rathaus", "kind": "tour"}),
        ({"title": "Besuch der Schule"}, {"title": "Besuch des Schulmuseums, alte Schule"}),
    ],
)
def test_a_host_is_asked_for_where_somebody_receives_the_guests(asked: dict, quiet: dict) -> None:
    places = [("office", "Office"), ("mine", "Salt mine"), ("ministry", "Ministry of Health")]
    venues = tuple(Venue(key=key, name=name, address="x") for key, name in places)
    given = {"venues": venues, "organisations": OFFICE, "people": (Person(key="p", name="P"),)}
    assert said(trip_of([{"kind": "visit"} | asked], **given), "missing.host") == [f"No host yet: {asked['title']}."]
    assert said(trip_of([{"kind": "visit"} | quiet], **given), "missing.host") == []


def test_a_visit_in_which_people_talk_has_a_host_and_one_with_a_tour_only_need_not() -> None:
    whole, part = {"title": "A", "kind": "visit"}, {"title": "B", "kind": "meeting", "part": True}
    assert said(trip_of([whole, part]), "missing.host") == ["No host yet: A."]
    assert said(trip_of([whole, part | {"kind": "tour"}]), "missing.host") == []


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
    assert found(changed(trip, contact="0221 4711"), "missing.contact", THURSDAY) == []
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
        "Unscheduled, and the trip begins Thu 9 Oct: A; give it a day, or remove it."
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
