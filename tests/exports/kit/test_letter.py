"""The letter that goes with a reader's copy."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from exports.audience import read_audience
from exports.kit.letter import letter
from exports.snapshot import Snapshot
from tests.trips.schedule.test_timeline import day_of
from trips.i18n.language import Language
from trips.model.entities import Person

ANNA = Person(key="anna", name="Anna Weber", form="Frau", delegate=True)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ["- 10:00–12:00: Besuch der KGSt", "- 10:30–11:00: Wärmeplanung (Ihr Beitrag)"]),
        ("en", ["- 10:00–12:00: Besuch der KGSt", "- 10:30–11:00: Wärmeplanung (your contribution)"]),
    ],
)
def test_a_speaker_reads_where_they_speak(language: Language, said: list[str]) -> None:
    trip = day_of(
        {"when": "10:00-12:00", "title": "Besuch der KGSt", "kind": "visit", "status": "confirmed"},
        {"part": True, "when": "10:30-11:00", "title": "Wärmeplanung", "speakers": ("anna",), "status": "confirmed"},
        people=(ANNA,),
    )
    text = letter(
        Snapshot(trip, datetime(2025, 9, 30, tzinfo=UTC)), read_audience(trip, "person:anna"), language, ANNA, None
    )
    assert [line for line in text.lines if line.startswith("- ")] == said
