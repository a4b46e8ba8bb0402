"""Checks on the command line: told, dismissed, taken back, put right; and the ways that they reckon with."""

from __future__ import annotations

import json

from tests.agenda.cli.test_cli import agenda, trip
from tests.agenda.cli.test_edits import stored

__all__ = ["agenda", "trip"]


def test_the_command_line_lists_ways_and_takes_one(agenda, trip: str) -> None:
    agenda("add", trip, "Thu", "10:30-11:30", "Clash")
    assert "time.overlap" in [row["code"] for row in json.loads(agenda("check", trip, "--json").out)["findings"]]
    assert agenda("fix", trip, "time.overlap").out == "1  Begin Clash 30 min later, and what follows it\n"
    assert agenda("fix", trip, "time.overlap", "--how", "2").code == 1
    assert "Nothing was written" in agenda("fix", trip, "time.overlap", "--how", "1", "-n").err
    assert "time.overlap" in agenda("check", trip).out
    done = agenda("fix", trip, "time.overlap", "--how", "1")
    assert (done.code, "agenda undo" in done.err) == (0, True)
    assert "time.overlap" not in agenda("check", trip).out
    assert "Begin Clash 30 min later" in agenda("history", trip).out
    assert agenda("undo", trip).code == 0
    assert "time.overlap" in agenda("check", trip).out
    missing = agenda("fix", trip, "time.nothing")
    assert (missing.code, "time.overlap" in missing.err) == (1, True)
    agenda("add", trip, "Fri", "14:00", "Visit to the town hall")
    assert "This one needs you" in agenda("fix", trip, "missing.host").err


def test_the_command_line_accepts_findings_lists_them_and_takes_back(agenda, trip: str) -> None:
    agenda("add", trip, "Thu", "10:30-11:30", "Clash")
    assert agenda("dismiss", trip, "time.overlap", "--because", "meant so").code == 0
    assert "time.overlap" not in agenda("check", trip).out
    told = agenda("check", trip, "--dismissed")
    assert ("(meant so)" in told.out, told.code) == (True, 0)
    (row,) = json.loads(agenda("check", trip, "--dismissed", "--json").out)["findings"]
    assert (row["code"], row["because"]) == ("time.overlap", "meant so")
    assert agenda("dismiss", trip, "time.overlap").code == 2
    assert agenda("dismiss", trip, "time.overlap", "--undo").code == 0
    assert "time.overlap" in agenda("check", trip).out
    assert agenda("dismiss", trip, "time.overlap", "--undo").code == 1


def test_the_command_line_notes_how_long_ways_take(agenda, trip: str) -> None:
    for name in ("Hall", "Dome"):
        agenda("places", trip, "add", name)
    assert agenda("places", trip, "distance", "Hall", "Dome", "12", "--mode", "walk").code == 0
    assert agenda("places", trip, "distance", "dome", "hall", "14", "--mode", "walk").code == 0
    assert agenda("places", trip, "distance").out == "Dome  Hall  14 min  walk\n"
    assert agenda("set", trip, "trip", "walking=3,5", "boarding=12").code == 0
    saved = stored(trip)
    assert (saved.walking, saved.boarding, saved.allowance) == (3.5, 12, None)
    assert agenda("places", trip, "distance", "Hall", "Dome").code == 2
    assert agenda("places", trip, "distance", "Hall", "hall", "1").code == 1
    assert agenda("new", "Next", "--from", "2026-01-01", "--like", trip).code == 0
    assert len(stored("next").distances) == 1
    key = next(one.key for one in saved.venues if one.name == "Dome")
    assert agenda("places", trip, "remove", key).code == 0
    assert stored(trip).distances == ()
    assert agenda("places", trip, "distance", "Hall", "Dome", "--remove").code == 1


def test_a_merged_place_keeps_its_ways(agenda, trip: str) -> None:
    for name in ("Hall", "Dome", "Cathedral"):
        agenda("places", trip, "add", name)
    agenda("places", trip, "distance", "Hall", "Dome", "12")
    agenda("places", trip, "merge", "Cathedral", "Dome")
    saved = stored(trip)
    names = {one.key: one.name for one in saved.venues}
    assert [{names[one.one], names[one.other]} for one in saved.distances] == [{"Hall", "Cathedral"}]
