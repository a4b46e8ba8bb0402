"""How people, Word, scanners and PDF viewers write a time, and what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trips.grammar.normalise import normalised
from trips.grammar.times import leading_time
from trips.grammar.when_text import canonical, read_when


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("9 Uhr 30 Begrüßung", "09:30"),
        ("7 h 30 : Ramassage", "07:30"),
        ("9. 00 Uhr Begrüßung", "09:00"),
        ("09 : 00 Uhr Begrüßung", "09:00"),
        ("10 : 30 Führung", "10:30"),
        ("9⁰⁰ Uhr Rathaus", "09:00"),
        ("9³⁰-10¹⁵ Uhr Rathaus", "09:30-10:15"),
        ("9,00 Uhr Start", "09:00"),
        ("9,00 - 10,30 Uhr Start", "09:00-10:30"),
        ("9.oo Uhr Start", "09:00"),
        ("[09:00] Start", "09:00"),
        ("[09:00 - 10:00] Start", "09:00-10:00"),
        ("0900L Meeting", "09:00"),
        ("09:00A Meeting", "09:00"),
        ("100-200pm Lunch", "13:00-14:00"),
        ("1145-1200pm Tour", "11:45-12:00"),
        ("| 09:00 Begrüßung", "09:00"),
        ("０９:００ Begrüßung", "09:00"),
        ("9:00\u00ad Uhr Begrüßung", "09:00"),
    ],
)
def test_a_time_is_read_however_it_is_written(line: str, when: str) -> None:
    found = leading_time(normalised(line))
    assert found is not None
    assert canonical(found.when) == when


@pytest.mark.parametrize(
    "line",
    [
        "um 9 Uhr 30 Teilnehmende", "von 9 Uhr 10 Minuten", "Fr. 9. 10. 2025", "Tel. 0221 9 00 10", "§ 9. 12 Personen",
        "Raum 2 : 30 Personen", "¹ Anmeldung bis Montag", "½ Stunde Pause", "Saal 1,20 m breit", "4,50 Euro Eintritt",
    ],
)  # fmt: skip
def test_what_is_no_such_time_stays_as_it_is(line: str) -> None:
    assert normalised(line) == line


@given(st.text(max_size=80))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    line = " ".join(text.split())
    once = normalised(line)
    assert normalised(once) == once


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("10:30-12:00 pm", "10:30-12:00"),
        ("11-1 pm", "11:00-13:00"),
        ("9-11 am", "09:00-11:00"),
        ("7-9 pm", "19:00-21:00"),
        ("10-2 am", "22:00-02:00"),
    ],
)
def test_half_of_the_day_behind_an_end_counts_for_the_start_unless_it_would_be_later(said: str, when: str) -> None:
    assert canonical(read_when(said)) == when
