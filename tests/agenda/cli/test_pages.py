"""The office's own pages and its partners from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.agenda.cli.test_cli import agenda, trip
from tests.agenda.cli.test_edits import one_step, stored

__all__ = ["agenda", "trip"]


def test_a_page_with_its_text_from_a_file(agenda, trip: str, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Dear guests,\n\nwelcome.\n", encoding="utf-8")
    one_step(agenda, trip, "pages", trip, "add", "Welcome", "--text", str(text))
    assert stored(trip).pages[0].text == "Dear guests,\n\nwelcome."
    one_step(agenda, trip, "pages", trip, "set", "Welcome", "where=after", "audience=press")
    assert (stored(trip).pages[0].where, stored(trip).pages[0].audience) == ("after", "press")
    assert "after the days" in agenda("pages", trip).out
    one_step(agenda, trip, "pages", trip, "remove", "Welcome")
    assert "There are none yet." in agenda("pages", trip).err


def test_a_partner_and_what_cannot_be(agenda, trip: str) -> None:
    one_step(agenda, trip, "partners", trip, "add", "City of Cologne", "what=Host")
    one_step(agenda, trip, "partners", trip, "add", "Bank")
    one_step(agenda, trip, "partners", trip, "up", "Bank")
    assert [one.name for one in stored(trip).partners] == ["Bank", "City of Cologne"]
    refused = agenda("partners", trip, "set", "Bank", "logo=nowhere.png")
    assert (refused.code, "There is no file nowhere.png" in refused.err) == (1, True)
    assert agenda("pages", trip, "add").code == 2
    assert agenda("pages", trip, "set", "X", "where=up").code == 1
