"""What the property tests are fed with: a strategy that draws empty trips proves nothing."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.strategies import programmes
from trips.grammar.when import Then
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline, counts


def plenary_then_group(trip: Trip) -> bool:
    """Whether a group's "then" stands somewhere behind an item for all whose end is known."""
    for _, placed in Timeline(trip).days():
        tops = [one for one in placed if one.item.part_of is None]
        for number, one in enumerate(tops):
            if one.item.groups and isinstance(one.item.when.start, Then):
                before = (other for other in tops[:number] if counts(other.item) and not other.item.groups)
                if any(other.end is not None for other in before):
                    return True
    return False


def shares(strategy: st.SearchStrategy[Trip], examples: int = 200) -> Counter[str]:
    """How many percent of the trips drawn have what."""
    found: Counter[str] = Counter()

    @settings(max_examples=examples, database=None, derandomize=True, deadline=None)
    @given(strategy)
    def look(trip: Trip) -> None:
        on_days = [one for one in trip.items if one.day is not None]
        found["drawn"] += 1
        found["full"] += len(on_days) >= 5
        found["plenary, then a group"] += plenary_then_group(trip)
        found["parts"] += any(one.part_of is not None for one in on_days)
        found["several days"] += len({one.day for one in on_days}) > 1
        found["groups that share people"] += any(len(one.groups) > 1 for one in trip.people)

    look()
    return Counter({name: 100 * number // found["drawn"] for name, number in found.items()})


def test_programmes_are_full_and_groups_wait_for_the_whole_delegation() -> None:
    found = shares(programmes())
    assert found["full"] >= 50, found
    assert found["plenary, then a group"] >= 30, found
    assert min(found["parts"], found["several days"], found["groups that share people"]) >= 25, found
