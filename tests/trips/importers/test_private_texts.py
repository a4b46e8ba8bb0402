"""What is nobody's business in somebody else's text goes into the internal note, from wherever it stood."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.audience import PARTICIPANTS
from exports.programme_json import document
from exports.snapshot import Snapshot
from tests.exports.test_text import ISSUED
from trips.importers.calendar import read_calendar
from trips.importers.line.read import item_of, read_line
from trips.importers.private_texts import cut_private
from trips.importers.programme.programme import read_programme
from trips.model.entities import changed
from trips.model.trip import Trip

PIECES = (
    "Tel. 0221 123456-78", "Handy 0171/1234567", "+49 (0)221 998877-66", "0049 221 99887766", "a.weber@example.org",
    "E-Mail: a.weber@example.org", "IBAN DE02 1203 0000 0000 2020 51", "Kostenstelle 4711-22", "Buchungscode: AB12CD",
    "booking reference X7Y8Z9", "cost centre 4711",
)  # fmt: skip
FORMS = ("{before} {piece}", "{before} ({piece})", "{before}, {piece}", "{piece}: {before}", "{before} – {piece} – gut")


def written(trip: Trip, piece: str) -> list[str]:
    """Where a piece stands in what participants get."""
    told = str(document(Snapshot(trip, ISSUED), PARTICIPANTS))
    bare = piece.split(": ")[-1].removeprefix("Tel. ").removeprefix("Handy ").removeprefix("IBAN ")
    return [bare] if bare in told else []


def from_programme(text: str) -> Trip:
    lines = f"9. Oktober 2025\n10:00 Uhr Besuch der KGSt\n11:00 Uhr {text}\n{text}\n"
    return read_programme(lines).new_trip("de", "Reise", date(2025, 9, 1)).trip


def from_calendar(text: str) -> Trip:
    return read_calendar(
        "\r\n".join((
            "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1", "DTSTART:20251009T100000Z",
            f"SUMMARY:{text}", f"LOCATION:{text}", f"DESCRIPTION:Hinweis\\n{text}", "END:VEVENT", "END:VCALENDAR", "",
        )).encode()
    ).new_trip().trip  # fmt: skip


def from_line(text: str) -> Trip:
    trip = from_programme("Mittagessen")
    item = item_of(read_line(trip, f"Do 12:00 {text}"), None)
    return changed(trip, items=(*trip.items, item))


@given(st.sampled_from(PIECES), st.sampled_from(FORMS), st.sampled_from([from_programme, from_calendar, from_line]))
def test_nothing_private_comes_into_what_others_read_or_is_lost(piece: str, form: str, read: object) -> None:
    assert callable(read)
    trip: Trip = read(form.format(before="Gespräch im Rathaus", piece=piece))
    if read is from_line and form.startswith("{piece}"):
        return  # what stands before a colon in a line may be a label of its own
    assert written(trip, piece) == []
    kept = " ".join([*(f"{item.staff_note} {item.contact}" for item in trip.items),
                     *(venue.staff_note for venue in trip.venues),
                     *(f"{one.private.note} {one.private.email} {one.private.phone}" for one in trip.people),
                     trip.contact])  # fmt: skip
    digits = [part for part in piece.replace(":", " ").split() if any(map(str.isdigit, part)) or "@" in part]
    assert all(part in kept for part in digits)


@pytest.mark.parametrize(
    "text",
    ["0900-1030 Besuch", "Am 01-02-2026 Feier", "Raum 0.14", "Tel. 112", "ICE 612", "Preis 1000 2000", "9.10.2025"],
)
def test_times_dates_rooms_and_prices_are_no_secrets(text: str) -> None:
    assert cut_private(text) == (text, [])


def test_what_stood_in_a_title_is_told_with_it() -> None:
    found = read_programme("9. Oktober 2025\n10:00 Besuch der KGSt, Tel. 0221 4567890\n")
    taken = found.new_trip("de", "Reise", date(2025, 9, 1))
    (item,) = taken.trip.items
    assert (item.title, item.staff_note) == ("Besuch der KGSt", "Tel. 0221 4567890")
    assert [(skipped.text, str(skipped.why)) for skipped in taken.skipped] == [
        ("Besuch der KGSt: Tel. 0221 4567890", "It is for the office only, and stands in the internal note now.")
    ]
