"""A line that became no entry can be one after all, or the title, note or place of the entry above it."""

from __future__ import annotations

from datetime import date

import pytest

from trips.grammar.when_text import canonical
from trips.importers.programme.left_lines import Use, uses_of, with_line_used
from trips.importers.programme.programme import read_programme
from trips.importers.result import Skipped, Taken
from trips.model.entities import Item

TEXT = "Hinweis für alle\nDonnerstag, 9. Oktober 2025\n9:00 Begrüßung\n11:00 Führung\n12:00 Essen"


def taken() -> Taken:
    return read_programme(TEXT).new_trip("de", "x", date(2025, 9, 1))


def used(text: str, use: Use, line: int = 4) -> tuple[list[str], Taken]:
    read = taken()
    left = Skipped(line, text, read.skipped[0].why)
    after = with_line_used(Taken(read.trip, (left,), lines=read.lines), left, use)
    return [f"{canonical(item.when)} {item.title}" for item in after.trip.items], after


def item(after: Taken, title: str) -> Item:
    return next(one for one in after.trip.items if one.title == title)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Vortrag im Saal", ["09:00 Begrüßung", "11:00 Führung", "tba Vortrag im Saal", "12:00 Essen"]),
        ("10.30 Uhr Vortrag", ["09:00 Begrüßung", "10:30 Vortrag", "11:00 Führung", "12:00 Essen"]),
    ],
)  # fmt: skip
def test_a_line_becomes_an_entry_where_it_stands_or_where_its_time_puts_it(text: str, entries: list[str]) -> None:
    told, after = used(text, "entry")
    assert told == entries
    assert after.skipped == ()


def test_a_line_becomes_the_title_of_the_entry_above_whose_title_goes_into_the_note() -> None:
    _, after = used("Rundgang durch das Werk", "title")
    assert (item(after, "Rundgang durch das Werk").note, item(after, "Rundgang durch das Werk").kind) == (
        "Führung",
        "tour",
    )


def test_a_line_becomes_the_note_or_the_place_of_the_entry_above() -> None:
    _, after = used("Festes Schuhwerk", "note")
    assert item(after, "Führung").note == "Festes Schuhwerk"
    _, after = used("Werk Mülheim", "place")
    assert [venue.name for venue in after.trip.venues if venue.key == item(after, "Führung").venue] == ["Werk Mülheim"]


def test_what_only_the_office_needs_stays_with_it() -> None:
    _, after = used("Frau Weber, Tel. 0221 555 0101", "note")
    assert "0221" not in item(after, "Führung").note
    assert "0221 555 0101" in item(after, "Führung").staff_note


def test_above_the_first_entry_a_line_can_only_be_one_of_its_own() -> None:
    read = taken()
    assert uses_of(read, read.skipped[0]) == ("entry",)
    assert uses_of(read, Skipped(0, "x", read.skipped[0].why)) == ()
    assert uses_of(read, Skipped(4, "x", read.skipped[0].why)) == ("entry", "title", "note", "place")
