"""Soft times: read, written, shifted."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.support.strategies import whens
from trips.grammar.when import TBA, Clock, Length, Part, Then, When, With, shifted
from trips.grammar.when_text import canonical, read_when, write_when
from trips.i18n.language import UserError, words

SAID = {
    "10:30-12:00": When(Clock(630), Clock(720)),
    "10.30 Uhr – 12 Uhr": When(Clock(630), Clock(720)),
    "1030": When(Clock(630)),
    "10:30-12": When(Clock(630), Clock(720)),
    "9-11 am": When(Clock(540), Clock(660)),
    "1 pm": When(Clock(780)),
    "12 am": When(Clock(0)),
    "ab 9": When(Clock(540, "from")),
    "from 09:15": When(Clock(555, "from")),
    "ca. 15:30": When(Clock(930, "about")),
    "gegen 13 Uhr": When(Clock(780, "about")),
    "about 15:30, 2 h": When(Clock(930, "about"), Length(120)),
    "bis 12:10": When(None, Clock(730, "until")),
    "from 09:15, until 12:10": When(Clock(555, "from"), Clock(730, "until")),
    "von 9 bis 12 Uhr": When(Clock(540), Clock(720)),
    "10:30, bis 12:00": When(Clock(630), Clock(720, "until")),
    "anschl.": When(Then()),
    "Anschließend 45 Minuten": When(Then(), Length(45)),
    "then +10 min, 45 min": When(Then(10), Length(45)),
    "danach bis 17 Uhr": When(Then(), Clock(1020, "until")),
    "zeitgleich": When(With()),
    "with, 20 min": When(With(), Length(20)),
    "vormittags": When(Part("morning")),
    "am Nachmittag": When(Part("afternoon")),
    "morning, 2 h": When(Part("morning"), Length(120)),
    "ca. 2 Stunden": When(None, Length(120, about=True)),
    "1,5 Std.": When(None, Length(90)),
    "2 h 20 min": When(None, Length(140)),
    "45 min": When(None, Length(45)),
    "3 Tage": When(None, Length(3 * 1440)),
    "24:30": When(Clock(1470)),
    "22:00-01:00": When(Clock(1320), Clock(60)),
    "22:00-25:00": When(Clock(1320), Clock(60)),
    "20-24 Uhr": When(Clock(1200), Clock(0)),
    "15:00-11:00 +2 days": When(Clock(900), Clock(660, day=2)),
    "Uhrzeit folgt": TBA,
    "tba": TBA,
    "": TBA,
}


@pytest.mark.parametrize("text", SAID)
def test_what_people_type_is_understood(text: str) -> None:
    assert read_when(text) == SAID[text]


@pytest.mark.parametrize(
    "text", ["soon", "25:70", "45", "10:3", "13 pm", "then then", "48:00", "10:30-12:00-13:00", "9" * 100]
)
def test_what_is_no_time_gets_a_sentence(text: str) -> None:
    with pytest.raises(UserError, match="is not a time; write it like"):
        read_when(text)


@pytest.mark.parametrize(
    ("when", "english", "german"),
    [
        (When(Clock(555, "from")), "from 09:15", "ab 09:15"),
        (When(None, Clock(730, "until")), "until 12:10", "bis 12:10"),
        (When(Clock(930, "about"), Length(120)), "about 15:30, 2 h", "ca. 15:30, 2 h"),
        (When(Then(10), Length(45)), "then +10 min, 45 min", "anschl. +10 min, 45 min"),
        (When(With()), "with", "zeitgleich"),
        (When(Part("morning")), "morning", "vormittags"),
        (TBA, "tba", "Uhrzeit folgt"),
        (When(Clock(900), Clock(660, day=2)), "15:00-11:00 +2 days", "15:00-11:00 +2 Tage"),
        (When(Clock(1320), Clock(0)), "22:00-24:00", "22:00-24:00"),
    ],
)
def test_times_are_told_in_both_languages(when: When, english: str, german: str) -> None:
    assert (write_when(when, words("en")), write_when(when, words("de"))) == (english, german)


@example(When(Clock(0), Clock(0)), "de")
@given(whens, st.sampled_from(("de", "en")))
def test_what_is_written_is_read_again(when: When, language) -> None:
    assert read_when(write_when(when, words(language))) == when
    assert read_when(canonical(when)) == when


@given(whens, st.integers(-1500, 1500))
def test_shifting_back_gives_the_first_time_again(when: When, by: int) -> None:
    try:
        moved = shifted(when, by)
    except UserError:
        assume(False)
    assert shifted(moved, -by) == when
