"""Whatever a file holds, reading it ends in a trip, in what was left out of it and why, or in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from agenda.services.import_ import file_kind, read_table
from trips.grammar.when_text import write_when
from trips.i18n.language import UserError, words
from trips.importers import door as doors
from trips.importers.calendar import read_calendar_file
from trips.importers.door import UnreadableError, door
from trips.importers.line.read import read_line
from trips.importers.programme.files import read_programme_file
from trips.importers.programme.programme import Programme, read_programme
from trips.importers.result import Skipped
from trips.importers.tables.participants import Participants, read_participants
from trips.importers.tables.sheets import sheets_of
from trips.model.trip import Trip
from trips.tripfile import read_trip, read_trip_file

CASES = Path(__file__).parents[2] / "cases"
KOELN = Path(__file__).parents[3] / "examples" / "koeln.toml"
TODAY = date(2025, 9, 1)
DAMAGED = "is damaged and cannot be opened."
CONTROL = "may not hold control characters or line breaks"

SENTENCES = {
    **{f"office/{name}": f"{name} {DAMAGED}" for name in (
        "bold-value.docx", "xml-error.docx", "zlib-error.docx", "x-col2.xlsx", "x-date.xlsx", "x-laugh.xlsx",
        "x-num.xlsx", "x-ss.xlsx",
    )},
    "calendars/reply.ics": (
        "reply.ics is somebody's answer to an invitation, no appointment; nothing was imported."
        " Note it with the person it is from."
    ),
    "calendars/counter.ics": (
        "counter.ics is somebody's wish for another time or another copy, no appointment; nothing was imported."
        " Change the programme yourself if you agree."
    ),
    **{f"calendars/{name}": f"Nothing in {name} can be imported. It is called off, and the trip does not have it."
       for name in ("cancel.ics", "cancelunknown.ics")},
    "calendars/enc-zip.ics": "enc-zip.ics is an archive; unpack it and import the files in it.",
    "trips/bigint.toml": "5  holds a number that is too long",
    "trips/day-date-out-of-range.toml": "5 date must be 1990-01-01 or more",
    "trips/venue-tab.toml": f"7 venue name {CONTROL}.",
    "trips/r5.toml": f"7 venue name {CONTROL}.",
}  # fmt: skip


def taken(path: Path) -> tuple[Trip, tuple[Skipped, ...]]:
    """What a file becomes, and what is left out: a trip file a trip of its own, everything else part of the example."""
    trip = read_trip_file(KOELN).trip
    kind = file_kind(path)
    if kind in ("calendar", "answers"):
        found = read_calendar_file(path).new_trip()
        return found.trip, found.skipped
    if kind == "table":
        table = read_table(path.read_bytes(), path.name, trip)
        assert isinstance(table, Participants)
        filled = table.into(trip)
        return filled.trip, filled.left
    if kind == "programme":
        added = read_programme_file(path).into(trip, TODAY)
        return added.trip, added.skipped
    return read_trip_file(path).trip, ()


@pytest.mark.parametrize("path", sorted(CASES.glob("*/*")), ids=lambda path: path.name)
def test_every_file_that_once_ended_the_program_is_read_or_refused_in_a_sentence(path: Path) -> None:
    if f"{path.parent.name}/{path.name}" in SENTENCES:
        with pytest.raises(UserError) as refused:
            taken(path)
        assert str(refused.value) == SENTENCES[f"{path.parent.name}/{path.name}"]
        return
    trip, left = taken(path)
    assert trip.items or trip.people
    assert all(str(skipped.why) for skipped in left)


def test_a_series_that_changes_from_a_day_on_keeps_every_occurrence() -> None:
    trip, left = taken(CASES / "calendars" / "sevenfuture.ics")
    dates = {day.id: day.date.day for day in trip.days}
    told = [(dates[item.day or ""], write_when(item.when, words("en"))) for item in trip.items]
    assert told == [(12, "09:00-10:00"), (13, "09:00-10:00"), *((day, "11:00-12:00") for day in range(14, 19))]
    assert left == ()


def test_a_row_that_cannot_be_taken_is_left_with_its_reason_and_the_others_come_in() -> None:
    trip, left = taken(CASES / "tables" / "r2.csv")
    assert [(skipped.line, str(skipped.why)) for skipped in left] == [(3, f"name {CONTROL}.")]
    assert "Anna Müller" in {person.name for person in trip.people}


def test_what_was_made_for_a_row_that_is_left_out_is_not_there() -> None:
    table = "Name;Organisation;Gruppe\nA\x9fB;Stadt Neu;Rot\nAnna Weber;Stadt Alt;Blau\n".encode()
    found = read_table(table, "x.csv", read_trip_file(KOELN).trip)
    assert isinstance(found, Participants)
    trip = found.into(read_trip_file(KOELN).trip).trip
    assert {"Stadt Alt"} == {one.name for one in trip.organisations} & {"Stadt Alt", "Stadt Neu"}
    assert {"Blau"} == {one.name for one in trip.groups} & {"Blau", "Rot"}


def test_a_table_put_behind_another_is_read_without_the_mark_between_them() -> None:
    trip, _ = taken(CASES / "tables" / "r1.csv")
    names = {person.name for person in trip.people}
    assert {"Anna Müller", "Bernd Schmidt"} <= names
    assert "Name" not in names


def test_a_gathering_with_what_no_line_may_hold_is_a_mistake_with_its_line() -> None:
    text = 'format = 1\ntitle = "x"\n[[day]]\ndate = 2025-10-09\n[[day.item]]\ntitle = "A"\nmeet = "07:00 Bus\\thalt"\n'
    with pytest.raises(UserError, match=f"7 meet {CONTROL}"):
        read_trip(text)


def test_what_nobody_foresaw_is_a_sentence_and_its_cause_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[BaseException] = []
    monkeypatch.setattr(doors, "note", noted.append)
    with pytest.raises(UnreadableError) as refused, door("list.csv"):
        raise KeyError("Anna Müller")
    assert str(refused.value) == (
        "list.csv cannot be read: it holds something that nobody foresaw (KeyError). Nothing was changed."
    )
    assert [type(error) for error in noted] == [KeyError]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Do 10:00 Vortrag von Dr. Anna " + "X" + "x" * 600, "name is too long; 500 characters at most."),
        ("Do 10:00 Besuch in Str" + "." * 2000, "The line has 2022 characters; an item is said in at most 2000."),
        ("Do 10:00 Besuch @ Rat\x9fhaus", f"name {CONTROL}."),
    ],
)
def test_a_line_that_makes_no_item_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        read_line(read_trip_file(KOELN).trip, text)
    assert str(refused.value) == sentence


def counted(make: Callable[[], object]) -> int:
    """How many steps of Python it takes, which no busy machine changes."""
    import sys

    steps = 0

    def step(frame: object, event: str, argument: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(step)
    try:
        make()
    finally:
        sys.setprofile(None)
    return steps


def rows_of_people(count: int) -> bytes:
    rows = (f"Anna Weber{n};Stadt {n};Gruppe {n};a{n}@example.org" for n in range(count))
    return "\n".join(("Name;Organisation;Gruppe;E-Mail", *rows)).encode()


def people_in(data: bytes) -> None:
    people = read_participants(sheets_of(data, "x.csv"))
    assert people is not None
    people.into(read_trip_file(KOELN).trip)


def programme_of(text: str) -> Programme:
    return read_programme(f"9. Oktober 2025\n{text}")


def mistakes_in(text: str) -> None:
    with pytest.raises(UserError):
        read_trip(f'format = 1\ntitle = "x"\n{text}')


@pytest.mark.parametrize(
    ("make", "size"),
    [
        pytest.param(lambda n: people_in(rows_of_people(n)), 200, id="people"),
        pytest.param(lambda n: programme_of("10:00 Besuch der KGSt in Köln\n" * n), 200, id="lines"),
        pytest.param(lambda n: programme_of("10:00 " + "9. " * n), 2_000, id="points"),
        pytest.param(lambda n: mistakes_in("".join(f"k{i} = 1\n" for i in range(n))), 2_000, id="keys"),
    ],
)
def test_reading_grows_no_faster_than_what_is_read(make: Callable[[int], None], size: int) -> None:
    make(10)
    small, large = counted(lambda: make(size)), counted(lambda: make(4 * size))
    assert large < 6 * small


@pytest.mark.parametrize("text", ["a." * 200_000 + "a = 1\n", "[" + "a." * 100_000 + "a]\n", "x = " + "[" * 100_000])
def test_a_trip_file_deeper_than_any_is_refused_at_once(text: str) -> None:
    with pytest.raises(UserError, match="nested too deeply"):
        read_trip(f'format = 1\ntitle = "x"\n{text}')


def test_a_text_longer_than_any_programme_is_refused_at_once() -> None:
    with pytest.raises(UserError, match="characters; a programme has at most"):
        read_programme("9. Oktober 2025\n10:00 " + "A" * 5_000_000)
