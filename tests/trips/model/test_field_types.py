"""What a field holds is written for people and for files and read again; what cannot be gets its sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.strategies import trips
from tests.trips.edits.test_items import a_trip
from trips.edits.resolver import TripNames
from trips.grammar.when import Clock, Length, When
from trips.i18n.language import LANGUAGES, UserError, words
from trips.model.entities import Assignment, Group, Meet, Organisation, Person, Presence, Source, Venue, changed
from trips.model.field_types import Date, Items, Lines, References, Table
from trips.model.fields import AUDIENCE, KIND, TABLE, rules
from trips.model.trip import Trip

ENTRIES = {
    "venues": ("Rathaus", "Gürzenich", "Hafen, Pier 4"),
    "people": ("Dr. Ada Lovelace", "Ben Nevis", "Cem Özdil", "Maar, Dora"),
    "organisations": ("KGSt", "Stadt Köln"),
    "groups": ("Gruppe A", "Gruppe B", "Presse"),
}
"""Names that are told apart, some of which would be read as two."""
PLACES = ("Bus 1", "Raum 2.14: Altbau", "Gasthaus Krone (Nebenzimmer)")
de, en = words("de"), words("en")


@st.composite
def office_trips(draw) -> Trip:
    """Trips with every field, whose entries have names as an office has them."""
    trip = draw(trips(max_items=5))
    named = {
        table: tuple(replace(one, name=name) for one, name in zip(getattr(trip, table), some, strict=False))
        for table, some in ENTRIES.items()
    }
    ids = tuple(item.id for item in trip.items)
    declined = st.lists(st.sampled_from(ids), unique=True).map(tuple) if ids else st.just(())
    moments = st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(
        lambda moment: moment.replace(second=0, microsecond=0)
    )
    spans = st.tuples(moments, moments).filter(lambda span: None in span or span[0] < span[1])
    named["people"] = tuple(
        replace(person, declined=draw(declined), present=Presence(start=start, end=end))
        for person in named["people"]
        for start, end in (draw(spans),)
    )
    items = tuple(
        replace(
            item,
            bring=tuple(text.replace(",", ";") for text in item.bring),
            assignments=tuple(replace(one, place=place) for one, place in zip(item.assignments, PLACES, strict=False)),
        )
        for item in trip.items
    )
    return replace(trip, **named, items=items)


def entities(trip: Trip) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [("Trip", trip)]
    for entity, some in (
        ("Day", trip.days), ("Item", trip.items), ("Venue", trip.venues), ("Person", trip.people),
        ("Organisation", trip.organisations), ("Group", trip.groups),
        ("Private", [person.private for person in trip.people]),
        ("Assignment", [one for item in trip.items for one in item.assignments]),
    ):  # fmt: skip
        found += ((entity, one) for one in some)
    return found


@given(office_trips(), st.sampled_from(LANGUAGES))
def test_what_is_written_for_a_person_is_read_again(trip: Trip, language) -> None:
    for entity, thing in entities(trip):
        for rule in rules(entity).values():
            value, names = getattr(thing, rule.name), TripNames(trip)
            if not rule.type.by_hand:
                continue
            text = rule.write_text(value, names, words(language))
            if rule.type.needed or value not in (None, "", ()):
                read = rule.read_text(text, names)
                if isinstance(rule.type, Items):  # told in the order of the programme
                    read, value = set(read), set(value)
                blank = isinstance(value, str) and not value.strip()
                assert read == ("" if blank else value), (rule, text)
            assert names.trip is trip  # nobody new was made


class Keys:
    """The key itself, as our own files have it."""

    def key(self, field: str, text: str) -> str:
        return text


@given(office_trips())
def test_what_is_written_for_the_trip_file_is_read_again(trip: Trip) -> None:
    for entity, thing in entities(trip):
        for rule in rules(entity).values():
            value = getattr(thing, rule.name)
            if value is not None and not isinstance(rule.type, Table) and rule.name != "assignments":
                raw = rule.type.write_file(value)
                assert isinstance(raw, str | int | float | list | date)
                assert raw == "" or rule.type.read_file(rule, raw, Keys()) == value, rule


def the_trip() -> Trip:
    return changed(
        a_trip("Thu 9:00 Lunch", "Thu 10:00 Talk", "Thu 12:00 Lunch"),
        venues=(Venue(key="rat", name="Rathaus"),),
        people=(Person(key="weber", name="Anna Weber"),),
        organisations=(Organisation(key="kgst", name="KGSt"),),
        groups=(Group(key="a", name="Gruppe A"), Group(key="b", name="Gruppe B")),
    )


TYPED: list[tuple[str, str, object]] = [
    ("Item.when", "14:30, 45 min", When(Clock(870), Length(45))),
    ("Item.when", "", When()),
    ("Item.kind", "Besuch", "visit"),
    ("Item.kind", "VISIT", "visit"),
    ("Item.status", "bestätigt", "confirmed"),
    ("Item.fixed", "ja", True),
    ("Item.fixed", "", False),
    ("Item.priority", "kürzbar auf 20 min", 20),
    ("Item.priority", "kann entfallen", "may go"),
    ("Item.priority", "may go", "may go"),
    ("Item.meet", "13:45 Foyer", Meet(minute=825, place="Foyer")),
    ("Item.meet", "", None),
    ("Item.venue", "rathaus", "rat"),
    ("Item.venue", " ", None),
    ("Item.speakers", "weber, KGSt, Frau Weber", ("weber", "kgst")),
    ("Item.bring", "gift, , flag", ("gift", "flag")),
    ("Item.note", "  two\n blanks ", "  two\n blanks "),
    ("Item.note", " \n ", ""),
    ("Item.url", "", ""),
    ("Item.assignments", "Bus 1 (50 seats): weber; Bus 2: Gruppe A",
     (Assignment(place="Bus 1", seats=50, people=("weber",)), Assignment(place="Bus 2", groups=("a",)))),
    ("Venue.lat", "50,938", 50.938),
    ("Venue.capacity", "24", 24),
    ("Venue.capacity", "", None),
    ("Person.languages", "de,en", ("de", "en")),
    ("Trip.keep_until", "9.10.2026", date(2026, 10, 9)),
    ("Trip.language", "de", "de"),
    ("Day.title", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("field", "text", "value"), TYPED)
def test_what_is_typed_means_a_value(field: str, text: str, value: object) -> None:
    entity, name = field.split(".")
    assert rules(entity)[name].read_text(text, TripNames(the_trip())) == value


WRONG: list[tuple[str, str, str]] = [
    ("Item.title", " ", "title cannot be empty."),
    ("Item.status", "", "status cannot be empty."),
    ("Trip.timezone", "", "time zone cannot be empty."),
    ("Item.status", "sure", 'status: "sure" is not known; possible: idea, requested, tentative, confirmed, cancelled'),
    ("Item.fixed", "maybe", '"maybe" is neither yes nor no.'),
    ("Item.priority", "soon", 'found "soon", expected "must", "may go" or "shorten to 20 min"'),
    ("Item.meet", "25:75 Foyer", 'found "25:75 Foyer", expected a time and a place in quotes, like "13:45 Foyer"'),
    ("Item.capacity", "many", 'capacity: "many" is not a whole number, like 24.'),
    ("Venue.lat", "north", 'latitude: "north" is not a number, like 50.938.'),
    ("Item.venue", "rats", 'There is no "rats"; did you mean "rat"?'),
    ("Item.groups", "gruppe-c", 'There is no "gruppe-c"; did you mean "Gruppe B"?'),
    ("Item.assignments", ": weber", '": weber" names no place; write it like "Bus 1: Weber, Kurz; Bus 2: Group A".'),
    ("Person.declined", "Dinner", 'There is no item "Dinner".'),
]


@pytest.mark.parametrize(("field", "text", "sentence"), WRONG)
def test_what_cannot_be_understood_gets_its_sentence(field: str, text: str, sentence: str) -> None:
    entity, name = field.split(".")
    with pytest.raises(UserError) as refused:
        rules(entity)[name].read_text(text, TripNames(the_trip()))
    assert refused.value.say(en) == sentence


IN_FILES: list[tuple[str, object, str]] = [
    ("Item.fixed", 1, "found 1, expected true or false"),
    ("Venue.capacity", True, "found true, expected a whole number without quotes, like 24"),
    ("Venue.lat", "x", 'found "x", expected a number without quotes, like 50.938'),
    ("Day.date", datetime(2025, 10, 9), "found 2025-10-09 00:00:00, expected a date without quotes, like 2025-10-09"),
    ("Item.bring", ["gift", 3], 'found 3, expected a list of texts, like ["gift", "flag"]'),
    ("Item.hosts", "kgst", 'found "kgst", expected a list of keys or names, like ["effing", "KGSt"]'),
    ("Item.title", 7, 'found 7, expected a text in quotes, like "Rathaus"'),
    ("Item.source", "x", 'found "x", expected a number and an instant, as the program writes it'),
    ("Person.present", "then", 'found "then", expected a span in quotes, like "2025-10-09 14:00/2025-10-10"'),
]


@pytest.mark.parametrize(("field", "raw", "sentence"), IN_FILES)
def test_what_a_file_may_not_hold_gets_its_sentence(field: str, raw: object, sentence: str) -> None:
    entity, name = field.split(".")
    rule = rules(entity)[name]
    with pytest.raises(UserError) as refused:
        rule.type.read_file(rule, raw, Keys())
    assert refused.value.say(en) == sentence


def test_a_state_in_a_calendar_is_written_with_its_instant() -> None:
    rule = rules("Item")["source"]
    stamp = datetime.fromisoformat("2025-10-09T10:00:00+00:00")
    for source in (Source(sequence=3, stamp=stamp), Source(sequence=4)):
        assert rule.type.read_file(rule, rule.type.write_file(source), Keys()) == source


def test_a_name_that_nobody_has_yet_is_made_once() -> None:
    names = TripNames(the_trip())
    hosts = rules("Item")["hosts"].read_text("Stadt Köln, Frau Dr. Neu, Stadt Köln", names)
    assert hosts == (names.trip.organisations[-1].key, names.trip.people[-1].key)
    assert rules("Item")["groups"].read_text("Gruppe C", names) == (names.trip.groups[-1].key,)
    assert rules("Item")["to"].read_text("Dom, Domkloster 4", names) == names.trip.venues[-1].key
    assert names.trip.venues[-1].address == "Domkloster 4"


def test_items_that_are_called_alike_are_told_apart() -> None:
    trip = the_trip()
    first, talk, last = trip.items
    rule, names = rules("Person")["declined"], TripNames(trip)
    assert rule.read_text("talk", names) == (talk.id,)
    assert rule.read_text(f"{first.id[:6]}, Talk", names) == (first.id, talk.id)
    for text in ("Lunch", "Thu 9 Oct Lunch"):
        with pytest.raises(UserError, match=f"could be {first.id[:6]} .*{last.id[:6]} .*; name it by its id"):
            rule.read_text(text, names)
    assert rule.read_text(rule.write_text((last.id,), names, de), names) == (last.id,)


def test_choices_are_what_can_be_typed() -> None:
    trip = the_trip()
    for entity, table in TABLE.items():
        for rule in table:
            for t in (de, en):
                for text in rule.choices(TripNames(trip), t):
                    names = TripNames(trip)
                    value = rule.read_text(text, names)
                    assert rule.write_text(value, names, t) == text, (entity, rule)
                    assert names.trip is trip
    assert KIND.code("Essen") == "meal"
    assert AUDIENCE.code("nobody knows") == "nobody knows"


@given(*(st.lists(st.sampled_from("abcdef"), unique=True).map(tuple) for _ in range(3)))
def test_of_lists_both_sides_changes_hold(base, mine, theirs) -> None:
    for kind in (Lines(), References(), Items()):
        both = set(kind.merged(base, mine, theirs))
        added = (set(mine) | set(theirs)) - set(base)
        assert both == (set(mine) & set(theirs)) | added
    assert Date().merged(date(2025, 1, 1), date(2025, 1, 2), date(2025, 1, 3)) is None


def test_every_text_of_a_value_can_be_another_one() -> None:
    for name, value in (
        ("note", "a"), ("bring", ("a", "b")), ("meet", Meet(minute=5, place="a")),
        ("assignments", (Assignment(place="a", people=("weber",)),)),
    ):  # fmt: skip
        kind = rules("Item")[name].type
        other = kind.reworded(value, str.upper)
        assert list(kind.texts(other)) == [text.upper() for text in kind.texts(value)] != []
    assert list(rules("Item")["hosts"].type.texts(("weber",))) == []
