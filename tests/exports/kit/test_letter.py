"""The letter that goes with a reader's copy."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from exports.audience import read_audience
from exports.kit.letter import letter
from exports.snapshot import Snapshot
from tests.trips.schedule.test_timeline import day_of
from trips.i18n.language import Language
from trips.model.entities import Meet, Person, Venue

ANNA = Person(key="anna", name="Anna Weber", form="Frau", delegate=True)


def test_a_letter_says_where_to_meet_and_no_place_twice() -> None:
    hall = Venue(key="hall", name="Hotel Amostra")
    trip = day_of(
        {"when": "10:00-12:00", "title": "Visit", "meet": Meet(minute=585, place="Lobby"), "status": "confirmed"},
        {"when": "15:00", "title": "Hotel Amostra", "kind": "stay", "venue": "hall", "status": "confirmed"},
        {"when": "16:00", "title": "Night at Hotel Amostra", "kind": "stay", "venue": "hall", "status": "confirmed"},
        {"when": "18:00", "title": "Briefing", "venue": "hall", "status": "confirmed"},
        people=(ANNA,),
        venues=(hall,),
    )
    text = letter(
        Snapshot(trip, datetime(2025, 9, 30, tzinfo=UTC)), read_audience(trip, "person:anna"), "en", ANNA, None
    )
    at = text.lines.index("- 10:00–12:00: Visit")
    assert text.lines[at : at + 5] == (
        "- 10:00–12:00: Visit",
        "  Meet: 09:45 Lobby",
        "- 15:00: Hotel Amostra",
        "- 16:00: Night at Hotel Amostra",
        "- 18:00: Briefing, Hotel Amostra",
    )


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
