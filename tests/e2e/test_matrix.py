"""Every kind of calendar file of twelve hard trips, read by other people's programs and by our own judge of bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exports.kit.plan import Kit
from exports.kit.publication import Publication
from scripts.calendars import ANSWERS
from tests.support.judges.bytes_of import byte_errors
from tests.support.judges.panel import JUDGES
from tests.support.matrix import ALARMS, KINDS, TRIPS, events_in, expected, files, judged, snapshots

pytestmark = pytest.mark.filterwarnings("ignore")  # the judges warn of themselves


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("judge", JUDGES)
def test_every_judge_reads_what_the_solver_says(judge: str, kind: str, tmp_path: Path) -> None:
    verdicts = judged(JUDGES[judge], kind, tmp_path / "work")
    assert {name: one.read for name, one in verdicts.items()} == {name: one.wanted for name, one in verdicts.items()}


def test_the_table_in_the_docs_tells_of_this_matrix() -> None:
    answers = json.loads(ANSWERS.read_text(encoding="utf-8"))
    for name, judge in JUDGES.items():
        for kind in KINDS:
            asked = sum(len(judge.seen(expected(trip, kind))) for trip in TRIPS)
            assert answers[name][kind] == [asked, 0], "run: python -m scripts.calendars --judges"


def test_the_matrix_is_not_empty() -> None:
    for name in TRIPS:
        assert len(expected(name, "second")) > len(expected(name, "since")) >= 4
        assert len(files(name, "single")) == len(expected(name, "single"))
        assert all(len(events_in(data)) == 1 for data in files(name, "single"))
        assert expected(name, "days")


@pytest.mark.parametrize("name", TRIPS)
def test_no_file_has_an_error_in_its_bytes(name: str) -> None:
    for kind in KINDS:
        assert [error for data in files(name, kind) for error in byte_errors(data)] == []


@pytest.mark.parametrize("name", ["koeln", "lisbon", "scripts"])
def test_no_calendar_of_a_kit_or_a_publication_has_an_error_in_its_bytes(name: str) -> None:
    snapshot = snapshots(name)[1]
    published = Publication(snapshot, "https://example.org/", ALARMS)
    names = {reader: f"name{n}" for n, reader in enumerate(published.readers())}
    made = [*Kit(snapshot, name, {}, ALARMS).files(), *published.files(names)]
    calendars = {one.path: one.make() for one in made if one.path.endswith(".ics")}
    assert len(calendars) > len(names) > 1
    assert {path: byte_errors(data) for path, data in calendars.items() if byte_errors(data)} == {}
