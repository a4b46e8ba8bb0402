"""The view that every file is made of: what a reader is told of an item, whatever else their copy holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from exports.audience import PARTICIPANTS, STAFF
from exports.lines import economical
from exports.programme import Line, Name, Programme, programme
from exports.snapshot import Snapshot
from tests.support.agreement import readers_of
from tests.support.papermaking import example_trip
from tests.support.strategies import programmes
from trips.model.trip import Trip

ISSUED = datetime(2025, 9, 30, tzinfo=UTC)


def lines_of(view: Programme) -> dict[str, Line]:
    """The line of each item that is told, by its id; what a later day says of its end aside."""
    return {line.item.id: line for day in view.days for line in day.lines if not line.carried}


def test_the_morning_after_a_night_says_whose_it_was_and_that_a_hotel_alone_is_checked_out_of() -> None:
    days = programme(Snapshot(example_trip("lisbon"), ISSUED), PARTICIPANTS, "en").days
    told = {(line.time.text, line.groups, line.title) for day in days for line in day.lines if line.carried}
    assert ("until 08:15", "Youth choir", "Stay with the host families") in told
    assert ("until 08:15", "Civic party", "Check-out: Hotel Amostra") in told


def test_people_are_not_told_to_be_of_the_house_that_is_named_beside_them() -> None:
    view = programme(Snapshot(example_trip("koeln"), ISSUED), PARTICIPANTS, "de")
    day = view.days[0].lines
    visit = next(line for line in economical(day) if line.title == "Besuch der Stadt Köln")
    assert [name.text for name in visit.hosts] == ["Stadt Köln", "Dr. Ralf Heinen, Bürgermeister"]
    house, other = Name("Stadt Köln"), Name("Bo", "Stadt Köln")
    alone = replace(day[0], hosts=(Name("Ana", "Bürgermeisterin der Stadt Köln"), house, other))
    (told,) = economical([alone])
    assert [name.about for name in told.hosts] == ["Bürgermeisterin der Stadt Köln", "", ""]


@given(programmes(), st.data())
def test_a_copy_says_of_an_item_what_every_copy_says(trip: Trip, data: st.DataObject) -> None:
    reader = data.draw(st.sampled_from(list(readers_of(trip))))
    snapshot = Snapshot(trip, ISSUED)
    told, office = lines_of(programme(snapshot, reader, "en")), lines_of(programme(snapshot, STAFF, "en"))
    for key, line in told.items():
        assert (line.time, line.title, line.status) == (office[key].time, office[key].title, office[key].status)
        whole = office.get(office[key].item.part_of or "")
        assert line.place in (office[key].place, whole.place if whole else "")  # a talk alone says where its visit is


@given(programmes(), st.data())
def test_a_day_alone_says_what_the_whole_programme_says_of_it(trip: Trip, data: st.DataObject) -> None:
    reader = data.draw(st.sampled_from(list(readers_of(trip))))
    whole = programme(Snapshot(trip, ISSUED), reader, "de")
    for n, day in enumerate(trip.days, 1):
        alone = programme(replace(Snapshot(trip, ISSUED), day=n), reader, "de")
        assert alone.days == tuple(one for one in whole.days if one.id == day.id)


@given(programmes(), st.data())
def test_a_day_is_told_in_the_order_of_time(trip: Trip, data: st.DataObject) -> None:
    reader = data.draw(st.sampled_from(list(readers_of(trip))))
    for day in programme(Snapshot(trip, ISSUED), reader).days:
        moments = [line.placed.end if line.carried else line.placed.start for line in day.lines if not line.is_part]
        known = [moment for moment in moments if moment is not None]
        assert known == sorted(known)
