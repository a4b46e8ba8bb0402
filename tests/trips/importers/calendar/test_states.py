"""Several states of one event, in one file or one file after the other: the newer one counts, and it is told."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest

from agenda.tui.app import AgendaApp
from agenda.tui.dialogs.ask import Ask
from agenda.tui.dialogs.import_ import ImportDialog
from agenda.tui.screens.trip import TripScreen
from tests.support.screens import NOTE, saved, screen_text, type_text, until
from trips.edits.items import duplicate_trip
from trips.i18n.language import UserError, words
from trips.importers.calendar import Taken, read_calendar, read_calendar_file
from trips.model.entities import Item, Source
from trips.model.trip import Trip
from trips.store import open_store
from trips.tripfile import read_trip, write_trip

CASES = Path(__file__).parents[3] / "cases" / "calendars"
OLDER = "It is older than what was imported before, and was left out."


def new(name: str) -> Taken:
    """What a file becomes alone."""
    return read_calendar_file(CASES / name).new_trip()


def into(trip: Trip, name: str, *, older: bool = False) -> Taken:
    """What a file makes of a trip."""
    return read_calendar_file(CASES / name).into(trip, older=older)


def whys(taken: Taken) -> list[str]:
    """Why something was left out."""
    return [skipped.why.say(words("en")) for skipped in taken.skipped]


def told(item: Item) -> tuple[str, str, str]:
    """What one sees of an item."""
    return item.title, item.note, item.status


def test_an_older_file_leaves_the_newer_state_and_says_so() -> None:
    trip = new("a2.ics").trip
    taken = into(trip, "a1.ics")
    assert taken.trip == trip
    assert taken.older == 1
    assert whys(taken) == [OLDER]


def test_an_older_file_is_taken_where_somebody_wants_it() -> None:
    taken = into(new("a2.ics").trip, "a1.ics", older=True)
    assert told(taken.trip.items[0]) == ("Gespräch", "Notiz alt", "confirmed")
    assert taken.older == 0
    assert into(taken.trip, "a2.ics").trip.items[0].title == "Gespräch neu"


def test_what_is_called_off_does_not_live_again_by_an_older_file() -> None:
    trip = into(new("a2.ics").trip, "cancel.ics").trip
    assert told(trip.items[0]) == ("Gespräch neu", "Notiz neu", "cancelled")
    for name in ("a1.ics", "a2.ics"):
        assert into(trip, name).trip == trip


@pytest.mark.parametrize("names", list(permutations(("a1.ics", "a2.ics", "cancel.ics"))))
def test_the_order_in_which_files_come_does_not_matter(names: tuple[str, ...]) -> None:
    trip = new("a1.ics").trip
    for name in names:
        trip = into(trip, name).trip
    assert trip.items[0].status == "cancelled"
    assert trip.items[0].source == Source(sequence=3, stamp=datetime(2026, 1, 1, tzinfo=UTC))


def test_a_file_with_the_same_state_again_changes_what_the_office_has_changed_back() -> None:
    trip = new("a1.ics").trip
    assert into(trip, "a1.ics").trip is trip


def test_what_is_called_off_and_unknown_makes_no_item() -> None:
    trip = new("a1.ics").trip
    taken = into(trip, "cancelunknown.ics")
    assert taken.trip == trip
    assert whys(taken) == ["It is called off, and the trip does not have it."]
    with pytest.raises(UserError, match=r"Nothing in cancelunknown.ics can be imported. It is called off"):
        new("cancelunknown.ics")


def test_each_calendar_of_a_file_does_what_it_says() -> None:
    whole = (CASES / "multi-cal.ics").read_bytes()
    head, second = whole.split(b"END:VCALENDAR", 1)
    for data in (whole, second.strip() + b"\n" + head + b"END:VCALENDAR\n"):
        taken = read_calendar(data).new_trip()
        assert [(item.status, item.title) for item in taken.trip.items] == [("tentative", "Termin")]
        assert whys(taken) == ["It is called off, and the trip does not have it."]


def test_a_series_that_is_called_off_is_called_off_whole() -> None:
    event = "BEGIN:VEVENT\nUID:weekly@x\nDTSTAMP:2026010{n}T000000Z\nSEQUENCE:{n}\n{more}END:VEVENT\n"
    more = "DTSTART;TZID=Europe/Berlin:20261012T090000\nSUMMARY:Termin\nRRULE:FREQ=DAILY;COUNT=3\n"
    trip = read_calendar(f"BEGIN:VCALENDAR\n{event.format(n=1, more=more)}END:VCALENDAR\n".encode()).new_trip().trip
    assert len(trip.items) == 3
    start = "DTSTART;TZID=Europe/Berlin:20261012T090000\n"
    off = f"BEGIN:VCALENDAR\nMETHOD:CANCEL\n{event.format(n=2, more=start)}END:VCALENDAR\n"
    after = read_calendar(off.encode()).into(trip).trip
    assert [item.status for item in after.items] == ["cancelled"] * 3


def test_appointments_that_share_a_uid_are_all_taken_and_known_again() -> None:
    taken = new("dup-uid.ics")
    assert len({item.id for item in taken.trip.items}) == 3
    assert whys(taken) == []
    assert into(taken.trip, "dup-uid.ics").trip == taken.trip


@pytest.mark.parametrize(
    ("name", "days", "why"),
    [
        ("rr-two.ics", [12, 14, 19, 21], []),
        ("rr-rperiod.ics", [12, 14], []),
        (
            "rr-exrule.ics",
            [12, 13, 14, 15, 16, 17, 18],
            ["It leaves out dates by a rule (EXRULE), which is not followed; those dates were taken too."],
        ),
    ],
)
def test_old_ways_to_repeat_are_followed_or_told(name: str, days: list[int], why: list[str]) -> None:
    taken = new(name)
    dates = {day.id: day.date.day for day in taken.trip.days}
    assert [dates[item.day or ""] for item in taken.trip.items] == days
    assert whys(taken) == why


def test_a_period_keeps_its_own_length() -> None:
    whens = [item.when for item in new("rr-rperiod.ics").trip.items]
    assert [str(when.end) for when in whens] == [str(whens[0].end), str(whens[1].end)]
    assert whens[0].end != whens[1].end


def test_the_state_is_in_the_trip_file_and_no_copy_has_it() -> None:
    trip = new("a2.ics").trip
    text = write_trip(trip)
    assert 'source = "2 2026-01-01T00:00:00+00:00"' in text
    assert read_trip(text).trip.items == trip.items
    assert [item.source for item in duplicate_trip(trip, "Again").items] == [None]


@pytest.mark.parametrize("said", ["x", "-1", "2 gestern", "2 2026-01-01T00:00:00"])
def test_a_state_that_is_none_is_a_mistake_with_its_line(said: str) -> None:
    text = write_trip(new("a2.ics").trip).replace("2 2026-01-01T00:00:00+00:00", said)
    with pytest.raises(UserError, match="source"):
        _ = read_trip(text).trip


@pytest.mark.parametrize(("keys", "title"), [(("enter",), "Gespräch neu"), (("down", "enter"), "Gespräch")])
async def test_the_editor_asks_before_an_older_file_is_taken(keys: tuple[str, ...], title: str) -> None:
    trip = new("a2.ics").trip
    with open_store() as store:
        store.create(trip, NOTE, "reise")
        async with AgendaApp("reise", store).run_test(size=(120, 40), notifications=True) as pilot:
            await pilot.press("ctrl+o")
            await until(pilot, lambda: isinstance(pilot.app.screen, ImportDialog))
            await type_text(pilot, str(CASES / "a1.ics"))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
            await until(pilot, lambda: "One event of the file is older" in screen_text(pilot.app))
            await pilot.press(*keys)
            await until(pilot, lambda: isinstance(pilot.app.screen, TripScreen))
            await saved(pilot)
        assert store.load(trip.id).trip.items[0].title == title
