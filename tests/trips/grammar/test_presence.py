"""When a person is there, as people type it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.strategies import moments, trips
from tests.trips.edits.test_items import a_trip
from trips.edits.days import set_dates
from trips.i18n.language import UserError, words
from trips.model.doors import checked
from trips.model.entities import Presence, new_id
from trips.model.field_text import format_presence, read_presence_text
from trips.model.trip import Trip

THU, FRI, SAT = datetime(2025, 10, 9), datetime(2025, 10, 10), datetime(2025, 10, 11)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("", None, None),
        ("2025-10-09 14:00/2025-10-10", THU.replace(hour=14), SAT),
        ("../2025-10-10 12:00", None, FRI.replace(hour=12)),
        ("2025-10-09 14:00 - 2025-10-10", THU.replace(hour=14), SAT),
        ("Thu 14:00 - Fri", THU.replace(hour=14), SAT),
        ("Do. 14 Uhr bis Fr.", THU.replace(hour=14), SAT),
        ("Donnerstag, 14.30 Uhr – Freitag 12 Uhr", THU.replace(hour=14, minute=30), FRI.replace(hour=12)),
        ("ab Do 14:00", THU.replace(hour=14), None),
        ("from 9.10. 14:00", THU.replace(hour=14), None),
        ("from 9/10 2pm", THU.replace(hour=14), None),
        ("ab Donnerstag, 9.10. um 14 Uhr", THU.replace(hour=14), None),
        ("von Do 14:00 bis Fr 9:00", THU.replace(hour=14), FRI.replace(hour=9)),
        ("from day 1 14:00 to day 2", THU.replace(hour=14), SAT),
        ("Tag 2", FRI, SAT),
        ("until Fri 12:00", None, FRI.replace(hour=12)),
        ("bis 10.10.", None, SAT),
        ("bis zum 10.10.", None, SAT),
        ("bis 10.10.2025", None, SAT),
        ("9.10. - 10.10. 12:00", THU, FRI.replace(hour=12)),
        ("9.10.-10.10.", THU, SAT),
        ("Thu 14:00 - 18:00", THU.replace(hour=14), THU.replace(hour=18)),
        ("Thu 14.30 - 18.00", THU.replace(hour=14, minute=30), THU.replace(hour=18)),
        ("Thu", THU, FRI),
        ("nur am Freitag", FRI, SAT),
        ("Thu - Thu", THU, FRI),
        ("Thu - Sun", THU, datetime(2025, 10, 13)),
        ("31.12. - 1.1.", datetime(2025, 12, 31), datetime(2026, 1, 2)),
        ("Thu 18:00 -", THU.replace(hour=18), None),
        ("- Fri 12:00", None, FRI.replace(hour=12)),
        ("ab Fr 24:00", SAT, None),
    ],
)
def test_presence_is_understood_as_people_type_it(text: str, start: datetime | None, end: datetime | None) -> None:
    assert read_presence_text(a_trip(), text) == checked(Presence, start=start, end=end)


@pytest.mark.parametrize(
    "text",
    ["soon", "Thu 14:00", "from Mon", "31.2. - 1.3.", "Fri 9.10. - 10.10.", "14:00 - 18:00", "Thu 25:00 - Fri", "day 3",
     "bis", "Thu - Fri - Sat", "1.1.1980 - 2.1.1980", "ab Do vormittags", "bis 31.12.2099"],
)  # fmt: skip
def test_what_is_no_presence_gets_a_sentence(text: str) -> None:
    with pytest.raises(UserError, match="does not say from when to when; write it like Thu 14:00 - Fri"):
        read_presence_text(a_trip(), text)


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(UserError, match="ends before it begins"):
        read_presence_text(a_trip(), "10.10. - 9.10.")
    with pytest.raises(UserError, match="ends before it begins"):
        read_presence_text(a_trip(), "Thu 18:00 - 14:00")


def test_a_weekday_of_a_long_trip_is_the_one_that_is_meant() -> None:
    trip = set_dates(Trip(id=new_id(), title="x"), date(2025, 10, 9), date(2025, 10, 24))
    assert read_presence_text(trip, "Thu - Fri") == checked(Presence, start=THU, end=SAT)
    assert read_presence_text(trip, "until Fri") == Presence(end=datetime(2025, 10, 25))
    assert read_presence_text(trip, "16.10. - Fri").end == datetime(2025, 10, 18)


def test_a_trip_without_days_needs_dates_with_a_year() -> None:
    trip = Trip(id=new_id(), title="x")
    assert read_presence_text(trip, "from 9.10.2025") == checked(Presence, start=THU)
    for text in ("from 9.10.", "from Thu"):
        with pytest.raises(UserError, match="does not say"):
            read_presence_text(trip, text)


@pytest.mark.parametrize(
    ("presence", "english", "german"),
    [
        (Presence(), "", ""),
        (checked(Presence, start=THU.replace(hour=14), end=SAT), "Thu 9 Oct 2025 14:00 - Fri 10 Oct 2025",
         "Do. 09.10.2025 14:00 - Fr. 10.10.2025"),
        (checked(Presence, start=THU), "from Thu 9 Oct 2025", "ab Do. 09.10.2025"),
        (Presence(end=FRI.replace(hour=12)), "until Fri 10 Oct 2025 12:00", "bis Fr. 10.10.2025 12:00"),
    ],
)  # fmt: skip
def test_presence_is_told_in_both_languages(presence: Presence, english: str, german: str) -> None:
    assert (format_presence(presence, words("en")), format_presence(presence, words("de"))) == (english, german)


edges = (
    st.none()
    | moments
    | moments.map(lambda one: one.replace(second=0, microsecond=0))
    | moments.map(lambda one: one.replace(hour=0, minute=0, second=0, microsecond=0))
)


@given(trips(max_items=0), edges, edges, st.sampled_from(("de", "en")))
def test_what_is_written_is_read_again(trip: Trip, start, end, language) -> None:
    assume(start is None or end is None or start < end)
    presence = checked(Presence, start=start, end=end)
    assert read_presence_text(trip, format_presence(presence, words(language))) == presence


def test_who_only_speaks_has_nothing_to_do_with_the_other_days() -> None:
    from datetime import UTC, date, datetime

    from exports.audience import read_audience
    from exports.snapshot import Snapshot
    from exports.text import text_file
    from trips.edits.days import set_dates
    from trips.edits.items import add_item
    from trips.model.entities import Item, Person, changed, new_id
    from trips.model.trip import Trip

    trip = set_dates(Trip(id=new_id(), title="Köln", language="en"), date(2025, 10, 9), date(2025, 10, 10))
    people = (Person(key="s", name="Speaker"), Person(key="d", name="Delegate", delegate=True))
    trip = changed(trip, people=people)
    trip = add_item(
        trip, checked(Item, id=new_id(), title="Talk", day=trip.days[1].id, when="10:00-11:00", speakers=("s",))
    )
    texts = [
        text_file(Snapshot(trip, datetime(2025, 9, 1, tzinfo=UTC)), read_audience(trip, f"person:{key}")).decode()
        for key in "sd"
    ]
    assert ["Thursday" in text for text in texts] == [False, True]
    assert all("Friday" in text for text in texts)
