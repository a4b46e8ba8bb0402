"""A reader imports version after version into one calendar: nothing is there twice, and all of it is as it is now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from exports.audience import PARTICIPANTS, Audience
from exports.calendar import CalendarOptions, Calendars
from scripts.cologne import LEAVER, NEWCOMER, READER, of_person, snapshots
from tests.support.judges import CalendarServer, Khal, Told, radicale, with_vobject
from tests.support.matrix import ALARMS, PREFIXES, events_in, told_of_versions

pytestmark = pytest.mark.filterwarnings("ignore")  # the judges warn of themselves

CANCELLED = PREFIXES["de"][1]
READERS = {
    "all": PARTICIPANTS, "changed groups": of_person(READER), "left": of_person(LEAVER),
    "came late": of_person(NEWCOMER), "speaks": of_person("effing"), "is called off": of_person("reuter"),
}  # fmt: skip
every_reader = pytest.mark.parametrize("reader", READERS)
whole_or_changes = pytest.mark.parametrize("changes_only", [False, True])


def wanted(audience: Audience, number: int) -> list[Told]:
    """What the solver says that a reader has after a version."""
    return told_of_versions(snapshots()[:number], audience, "de")


def file_of(audience: Audience, number: int, *, changes_only: bool = False) -> bytes:
    since = number - 1 if changes_only and number > 1 else None
    return Calendars(snapshots()[number - 1], "de", CalendarOptions(ALARMS, since=since)).file(audience)


def alone(data: bytes) -> dict[str, bytes]:
    """A file for each event of a file, as a program uploads them, under its UID."""
    head = data.partition(b"BEGIN:VEVENT\r\n")[0]
    return {
        uid: b"".join((head, b"BEGIN:VEVENT\r\n", body, b"END:VEVENT\r\nEND:VCALENDAR\r\n"))
        for uid, body in events_in(data).items()
    }


def test_the_story_has_what_readers_must_be_told() -> None:
    """Without that the tests below would prove nothing."""
    for reader, lost, new in (("all", 3, 1), ("changed groups", 4, 2), ("left", 15, 0), ("came late", 3, 1),
                              ("is called off", 1, 0)):  # fmt: skip
        before, after = (wanted(READERS[reader], number) for number in (2, 3))
        assert sum(one.title.startswith(CANCELLED) for one in after) == lost
        assert len(after) - len(before) == new
        assert not any(one.title.startswith(CANCELLED) for one in before)
    assert wanted(READERS["came late"], 1) == []
    assert [wanted(READERS["speaks"], number)[0].start[-5:] for number in (1, 2, 3)] == ["12:00", "12:30", "12:30"]


@whole_or_changes
@every_reader
def test_khal_has_each_event_once_and_as_it_is_now(reader: str, changes_only: bool, tmp_path: Path) -> None:
    audience = READERS[reader]
    khal = Khal(tmp_path / "khal")
    for number in (1, 2, 3):
        data = file_of(audience, number, changes_only=changes_only)
        if events_in(data):
            khal.take(data)
        assert khal.told() == wanted(audience, number)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CalendarServer]:
    with radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.mark.xdist_group("radicale updates")
@whole_or_changes
@every_reader
def test_a_calendar_server_has_each_event_once_and_as_it_is_now(
    server: CalendarServer, reader: str, changes_only: bool
) -> None:
    audience = READERS[reader]
    place = f"/office/{reader.replace(' ', '-')}-{changes_only}/"
    assert server.ask("MKCALENDAR", place)[0] == 201
    for number in (1, 2, 3):
        for uid, data in alone(file_of(audience, number, changes_only=changes_only)).items():
            assert server.ask("PUT", f"{place}{uid}.ics", data)[0] in (201, 204)
        if not wanted(audience, number):
            continue
        stored = server.ask("GET", place)[1]
        assert with_vobject(stored) == wanted(audience, number)
        off = {uid for uid, body in events_in(stored).items() if b"STATUS:CANCELLED" in body}
        assert off == {one.uid for one in wanted(audience, number) if one.title.startswith(CANCELLED)}
        assert not any(b"VALARM" in body for uid, body in events_in(stored).items() if uid in off)
        numbers = [int(found) for found in re.findall(rb"SEQUENCE:(\d+)", stored)]
        assert max(numbers) <= number


@every_reader
def test_numbers_only_rise_and_what_did_not_change_has_the_same_bytes(reader: str) -> None:
    files = [events_in(file_of(READERS[reader], number)) for number in (1, 2, 3)]
    for before, after in pairwise(files):
        assert before.keys() <= after.keys()
        for uid, body in before.items():
            (old,), (new,) = (re.findall(rb"SEQUENCE:(\d+)", one) for one in (body, after[uid]))
            assert (int(old) < int(new)) == (body != after[uid])
