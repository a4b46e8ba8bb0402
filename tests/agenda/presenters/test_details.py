"""What the right pane tells of a group."""

from __future__ import annotations

from agenda.presenters.details import entry_facts
from tests.trips.edits.test_items import a_trip
from trips.i18n.language import words
from trips.model.entities import Group, Person, changed


def told(*members: str) -> list[str]:
    people = tuple(Person(key=name.lower(), name=name, groups=("a",)) for name in members)
    trip = changed(a_trip(), groups=(Group(key="a", name="Group A"),), people=people)
    return [row.text for row in entry_facts(trip, "groups", trip.groups[0], words("en")) if row.label == "People"]


def test_a_group_tells_its_members_and_without_any_how_to_add_some() -> None:
    assert told("Ann", "Bob") == ["Ann\nBob"]
    assert told()[0].startswith("nobody yet: mark people with Space")
