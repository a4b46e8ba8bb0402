"""What comes from outside is checked, and what is refused is told in the same words at every door."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from trips.grammar.when import Clock, Length, When
from trips.history.releases import Frozen, freeze
from trips.i18n.language import UserError, words
from trips.model.doors import RefusedError, checked, read_json, write_json
from trips.model.entities import Assignment, Confirmation, Day, Item, Meet, Person, Presence, Source, Venue, changed
from trips.model.field_text import refusal
from trips.model.fields import TABLE
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline

ID = "0" * 32
LABELS = {rule.name: rule for rules in reversed(TABLE.values()) for rule in rules}
WRONG: list[tuple[type, dict[str, Any], str]] = [
    (Venue, {"key": "v", "name": " "}, "name cannot be empty."),
    (Venue, {"key": "v", "name": "n" * 501}, "name is too long; 500 characters at most."),
    (Venue, {"key": "v", "name": "a\nb"}, "name may not hold control characters or line breaks."),
    (Venue, {"key": "a b", "name": "V"}, "key must be made of letters, digits, - and _, 64 at most."),
    (Venue, {"key": "v", "name": "V", "lat": 90.5}, "latitude must be 90.0 or less."),
    (Venue, {"key": "v", "name": "V", "capacity": -1}, "capacity must be 0 or more."),
    (Venue, {"key": "v", "name": "V", "url": "ftp://x"}, "web page must be a web address that begins with https://."),
    (Venue, {"key": "v", "name": "V", "timezone": "Mars/X"},
     "time zone must be the name of a time zone, like Europe/Berlin."),
    (Venue, {"key": "v", "name": "V", "note": "x\u2028"}, "note may not hold control characters or line breaks."),
    (Venue, {"name": "V"}, "key is missing."),
    (Venue, {"key": "v", "name": "V", "colour": "red"}, "colour is not a field."),
    (Assignment, {"place": "a;b"}, "bus, room or table may not hold a semicolon."),
    (Item, {"id": "x", "title": "T"}, "id must be an id of 32 digits and letters a-f, as the program writes it."),
    (Item, {"id": ID, "title": "T", "priority": "-5"}, "priority is not valid (\"-5\")."),
    (Item, {"id": ID, "title": "T", "kind": "party"}, "kind is not valid (\"party\")."),
    (Item, {"id": ID, "title": "T", "meet": {"minute": 2880}}, "meeting point must be less than 2880."),
    (Day, {"id": ID, "date": "1970-01-01"}, "date must be 1990-01-01 or more."),
    (Person, {"key": "p", "name": "P", "languages": ["DE"]}, 'languages must be a language code, like "de".'),
    (Presence, {"start": "2025-10-09T10:00:00Z"}, "start is not valid (\"2025-10-09T10:00:00Z\")."),
    (Source, {"stamp": "2025-10-09T10:00:00"}, "stamp is not valid (\"2025-10-09T10:00:00\")."),
]  # fmt: skip


@pytest.mark.parametrize(("model", "fields", "sentence"), WRONG)
def test_every_door_refuses_in_the_same_words(model: type, fields: dict[str, Any], sentence: str) -> None:
    for door in (lambda: checked(model, **fields), lambda: read_json(model, json.dumps(fields).encode())):
        with pytest.raises(RefusedError) as refused:
            door()
        assert refusal(refused.value, LABELS).say(words("en")) == sentence


def test_what_is_typed_becomes_what_the_document_holds() -> None:
    item = checked(
        Item, id=ID, title="  T ", when="10:00, 45 min", hosts=["a", "b"], meet={"minute": 5, "place": " x "}
    )
    assert (item.title, item.hosts, item.meet) == ("T", ("a", "b"), Meet(minute=5, place="x"))
    assert item.when == When(Clock(600), Length(45))
    assert checked(Day, id=ID, date="2025-10-09").date == date(2025, 10, 9)
    with pytest.raises(UserError, match="is not a time"):
        checked(Item, id=ID, title="T", when="25:99")


def test_a_trip_holds_together_at_every_door() -> None:
    trip = checked(Trip, id=ID, title="T", items=[{"id": "1" * 32, "title": "a"}], venues=[{"key": "v", "name": "V"}])
    broken = dataclasses.replace(trip, items=(dataclasses.replace(trip.items[0], venue="w"),))
    frozen = dataclasses.replace(freeze(Timeline(trip)), trip=broken)
    for door in (
        lambda: changed(trip, items=broken.items),
        lambda: read_json(Trip, write_json(broken)),
        lambda: read_json(Frozen, write_json(frozen)),
        lambda: checked(Frozen, trip=broken, placed=()),
    ):
        with pytest.raises(UserError, match="which is not in the trip"):
            door()


def test_a_version_keeps_where_its_own_items_fell() -> None:
    day = {"id": "d" * 32, "date": "2025-10-09"}
    trip = checked(Trip, id=ID, title="T", days=[day], items=[{"id": "1" * 32, "title": "a", "day": day["id"]}])
    with pytest.raises(RefusedError) as refused:
        checked(Frozen, trip=trip, placed=())
    assert [(one.kind, str(one.context["error"])) for one in refused.value.complaints] == [("value_error", "placed")]


def test_a_value_cannot_be_changed_and_shares_what_did_not_change() -> None:
    person = checked(Person, key="p", name="Ada", groups=["g"])
    with pytest.raises(dataclasses.FrozenInstanceError):
        person.name = "Eve"  # type: ignore[misc]
    other = changed(person, name=" Eve ")
    assert (other.name, other.groups, other.private is person.private) == ("Eve", ("g",), True)
    assert {person, changed(person)} == {person}


def test_json_leaves_out_what_nobody_filled_in() -> None:
    said = Confirmation(item=ID, table="people", key="p", at=datetime(2026, 1, 1, 8, tzinfo=UTC))
    assert json.loads(write_json(said)) == {"item": ID, "table": "people", "key": "p", "at": "2026-01-01T08:00:00Z"}
    assert json.loads(write_json(said, whole=True))["venue"] is None
