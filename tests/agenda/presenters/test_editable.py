"""What can be changed is the same whoever changes it: the fields, what they read, the edit, the note of the history."""

from __future__ import annotations

from datetime import date

import pytest

from agenda.presenters.editable import days_editable, entries_editable, items_editable, new_entry, trip_editable
from tests.trips.edits.test_items import a_trip
from trips.i18n.language import UserError, words
from trips.model.entities import Person, Private, changed
from trips.model.trip import Trip

en = words("en")


def the_trip() -> Trip:
    people = (
        Person(key="weber", name="Anna Weber", role="Mayor", private=Private(phone="1", diet="vegan")),
        Person(key="kurz", name="Ben Kurz", role="Mayor", private=Private(phone="2")),
    )
    return changed(a_trip("Thu 9:00 Lunch", "Thu 10:00 Talk", "Fri 12:00 Visit"), people=people)


def test_one_thing_is_called_by_its_name_even_if_it_is_marked() -> None:
    trip = the_trip()
    assert items_editable(trip.items[:1], "1 marked").title == "Lunch"
    assert entries_editable("people", trip.people[:1], "1 marked").title == "Anna Weber"
    assert entries_editable("people", trip.people, "2 marked").title == "2 marked"


def test_several_are_changed_alike_and_say_where_they_differ() -> None:
    trip = the_trip()
    both = entries_editable("people", trip.people, "2 marked")
    assert (both.text(trip, "role", en), both.text(trip, "private.phone", en)) == ("Mayor", "")
    assert {"name", "private.phone", "private.diet"} <= both.mixed
    assert "name" not in both.asked
    assert "private.diet" in both.asked
    after = both.edit({"private.room": "12", "groups": "Press"})(trip)
    assert [(one.private.room, one.private.phone, one.groups) for one in after.people] == [
        ("12", "1", (after.groups[0].key,)), ("12", "2", (after.groups[0].key,)),
    ]  # fmt: skip
    items = items_editable(trip.items)
    assert str(items.note({"status": "", "when": ""})) == "Changed time, status of 3 items"
    assert {one.status for one in items.edit({"status": "confirmed"})(trip).items} == {"confirmed"}


def test_what_is_said_by_field_is_found_as_the_trip_file_calls_it() -> None:
    trip = the_trip()
    item, person = items_editable(trip.items[:1]), entries_editable("people", trip.people[:1])
    assert item.texts(["time=9:30", "title = x=y"]) == {"when": "9:30", "title": " x=y"}
    assert person.texts(["note=a", "private.note=b"]) == {"note": "a", "private.note": "b"}
    for editable, said, why in (
        (item, "when=9:30", 'There is no field "when"; known are title, time, '),
        (item, "day=1", 'There is no field "day"'),
        (person, "private.phon=1", 'There is no field "private.phon"; did you mean "private.phone"?'),
        (person, "role", '"role" is not written like field=value.'),
    ):
        with pytest.raises(UserError) as refused:
            editable.texts([said])
        assert str(refused.value).startswith(why)


def test_what_cannot_be_names_the_field_as_it_is_called_there() -> None:
    trip = the_trip()
    for editable, path, text, sentence in (
        (entries_editable("people", trip.people[:1]), "private.room", "x" * 501, "hotel room is too long; 500"),
        (entries_editable("people", trip.people[:1]), "private.note", "x\u2028", "private note may not hold control"),
        (items_editable(trip.items[:1]), "capacity", "-1", "capacity must be 0 or more."),
        (new_entry("groups", en), "note", "x", "name cannot be empty."),
    ):
        with pytest.raises(UserError) as refused:
            editable.edit({path: text})(trip)
        assert str(refused.value).startswith(sentence)


def test_days_and_the_trip_can_be_changed() -> None:
    trip = the_trip()
    days = days_editable(trip.days, "both")
    named = days.edit({"title": "In town"})(trip)
    assert {day.title for day in named.days} == {"In town"}
    assert {day.title for day in days.edit({"title": ""})(named).days} == {""}
    whole = trip_editable(trip)
    later = whole.edit({"first": "2025-10-16", "title": "Later"})(trip)
    assert ([day.date for day in later.days][::1], later.title) == ([date(2025, 10, 16), date(2025, 10, 17)], "Later")
    with pytest.raises(UserError, match="needs a first and a last day"):
        whole.edit({"last": ""})(trip)
