"""New trips like another one: templates, a trip that was, the next meeting of a group."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given

from agenda.services.import_ import example
from agenda.services.series import meetings
from agenda.tui.app import AgendaApp
from agenda.tui.dialogs.delegates import StayingDialog
from agenda.tui.dialogs.new_trip import NewTripDialog
from agenda.tui.screens.trip import TripScreen
from agenda.tui.widgets.trips_list import TripsList
from tests.support.screens import NOTE, a_trip, screen_text, until
from tests.support.strategies import trips
from trips.checks import check
from trips.i18n.language import Language, UserError
from trips.model.entities import changed
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline
from trips.store import Store, open_store
from trips.templates import TEMPLATES
from trips.templates.patterns import series_of, template, trip_like
from trips.tripfile import read_trip

MAY = date(2027, 5, 4)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store() as one:
        yield one


def koeln() -> Trip:
    return read_trip(example("koeln"), "koeln.toml").trip


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_there_in_both_languages_and_has_no_errors(name: str) -> None:
    both = [template(name, language) for language in get_args(Language)]
    assert len({one.title for one in both}) == 2
    assert len({tuple((item.kind, item.when) for item in one.items) for one in both}) == 1
    for one in both:
        found = check(Timeline(trip_like(one, "x", date(2027, 6, 8)))).findings
        assert [finding.code for finding in found if finding.severity != "hint"] == []


def test_a_new_trip_has_the_days_of_the_old_one_and_nothing_is_agreed() -> None:
    old = koeln()
    new = trip_like(old, "Bonn", MAY)
    assert [day.date for day in new.days] == [MAY, MAY + timedelta(days=1)]
    assert {one.status for one in new.items} <= {"tentative", "idea"}
    kept = [one for one in old.items if one.status != "cancelled"]
    assert [(one.title, one.when) for one in new.items] == [(one.title, one.when) for one in kept]
    assert not {one.id for one in new.items} & {one.id for one in old.items}
    assert (new.theme, new.confirmations, new.series) == ("", (), old.series)
    assert not any(one.reference or one.fixed for one in new.items)
    assert all(one.present.start is None and not one.declined and not one.private.room for one in new.people)


def test_fewer_days_put_what_is_left_into_the_pool() -> None:
    new = trip_like(koeln(), "Bonn", MAY, MAY)
    assert len(new.days) == 1
    assert any(one.day is None and "KölnBusiness" in one.title for one in new.items)


def test_delegates_may_stay_away_hosts_stay_with_their_items() -> None:
    old = koeln()
    new = trip_like(old, "Bonn", MAY, people=("musterfrau",))
    assert [one.key for one in new.people if one.delegate] == ["musterfrau"]
    assert {one.key for one in old.people if not one.delegate} <= {one.key for one in new.people}


def test_the_next_meeting_belongs_to_the_series_of_the_last() -> None:
    assert series_of(koeln()) == "Südkreisrunde"
    assert series_of(changed(koeln(), series="")) == "Südkreisrunde in Köln"


@given(trips())
def test_any_trip_can_be_a_pattern(trip: Trip) -> None:
    new = trip_like(trip, "x", MAY)
    assert new.id != trip.id
    assert len(new.items) <= len(trip.items)
    assert len(new.days) == max(1, len(trip.days)) or len(new.days) == (trip.days[-1].date - trip.days[0].date).days + 1


def test_meetings_are_listed_by_series_and_date(store: Store) -> None:
    saved = store.create(koeln(), NOTE, "koeln")
    store.create(trip_like(saved.trip, "Bonn", MAY), NOTE, "bonn")
    assert [(one.series, one.slug) for one in meetings(store)] == [
        ("Südkreisrunde", "koeln"),
        ("Südkreisrunde", "bonn"),
    ]
    assert meetings(store, "bonn") == meetings(store) == meetings(store, "südkreisrunde")
    with pytest.raises(UserError, match="Südkreisrunde"):
        meetings(store, "Nordkreisrunde")


async def test_a_template_is_chosen_in_the_window_for_a_new_trip(store: Store) -> None:
    store.create(koeln(), NOTE, "koeln")
    async with AgendaApp(store=store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(pilot.app.screen, NewTripDialog))
        await pilot.press(*"Gent", "tab", *"4.5.2027", "tab", "tab", *"two-day", "enter")
        await until(pilot, lambda: "4–5 May 2027" in screen_text(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TripScreen))
        await until(pilot, lambda: "Welcome at the town hall" in screen_text(pilot.app))
    assert {one.title for one in store.trips()} == {"Gent", "Südkreisrunde in Köln"}


async def test_the_next_meeting_asks_who_comes_again(store: Store) -> None:
    store.create(koeln(), NOTE, "koeln")
    async with AgendaApp(store=store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(pilot.app.screen, NewTripDialog))
        await pilot.press("tab", *"4.5.2027", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, StayingDialog))
        await pilot.press("space", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TripScreen))
    (new,) = [store.load(one.id).trip for one in store.trips() if one.slug != "koeln"]
    assert new.series == "Südkreisrunde"
    assert sum(one.delegate for one in new.people) == sum(one.delegate for one in koeln().people) - 1


async def test_the_meetings_of_a_series_are_shown_and_opened_in_the_editor(store: Store) -> None:
    first = store.create(changed(a_trip(), title="Köln"), NOTE, "koeln").trip
    second = changed(trip_like(first, "Bonn", date(2026, 3, 5)), series="Südkreis", theme="Wasser")
    store.create(second, NOTE, "bonn")
    async with AgendaApp(None, store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        await until(pilot, lambda: "Bonn" in screen_text(pilot.app))
        lines = pilot.app.screen.query_one(TripsList)
        assert lines.select(first.id)
        await pilot.press("shift+f9")
        await until(pilot, lambda: "belongs to no series" in screen_text(pilot.app))
        assert lines.select(second.id)
        await pilot.press("shift+f9")
        await until(pilot, lambda: "Series: Südkreis" in screen_text(pilot.app))
        await until(pilot, lambda: "Bonn · Wasser" in screen_text(pilot.app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TripScreen))
