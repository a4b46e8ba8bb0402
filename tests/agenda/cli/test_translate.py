"""Translating from the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.agenda.cli.test_cli import agenda, ids, trip
from tests.agenda.cli.test_edits import one_step, stored

__all__ = ["agenda", "trip"]


def test_a_text_is_said_and_taken_away_in_one_step_each(agenda, trip: str) -> None:
    visit = ids(agenda, trip)["Visit"]
    done = one_step(agenda, trip, "translate", trip, "pl", visit, "title=Wizyta")
    assert "Visit → Wizyta" in done.err
    assert "Wizyta" in agenda("export", "txt", trip, "-o", "-", "--lang", "pl").out
    assert "Wizyta" not in agenda("export", "txt", trip, "-o", "-").out
    one_step(agenda, trip, "translate", trip, "pl", visit, "title=")
    assert stored(trip).translations == ()


def test_the_languages_and_the_texts_are_listed(agenda, trip: str) -> None:
    assert "writes a table for a translator" in agenda("translate", trip).err
    agenda("translate", trip, "pl", "trip", "title=Podróż")
    (line,) = agenda("translate", trip).out.splitlines()
    assert line.startswith("pl  Polish  1 of ")
    listed = json.loads(agenda("translate", trip, "pl", "--json").out)
    assert {one["what"]: one["state"] for one in listed["texts"]}["trip"] == "fresh"


def test_a_table_goes_out_and_comes_in_again(agenda, trip: str, tmp_path: Path) -> None:
    path = tmp_path / "pl.csv"
    assert agenda("translate", trip, "pl", "-o", str(path)).code == 0
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    for row in rows[1:]:
        row[3] = "Obiad" if row[2] == "Lunch" else ""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    said = agenda("translate", trip, "--from", str(path), "-n")
    assert "Texts translated into Polish: 1" in said.err
    assert stored(trip).translations == ()
    one_step(agenda, trip, "import", str(path), "--into", trip)
    assert [one.text for one in stored(trip).translations] == ["Obiad"]


def test_what_cannot_be_is_told_in_a_sentence(agenda, trip: str, tmp_path: Path) -> None:
    assert (
        'There is no text "note" to translate; there are title.'
        in agenda("translate", trip, "pl", ids(agenda, trip)["Lunch"], "note=x").err
    )
    assert '"Polnisch" is no language' in agenda("translate", trip, "Polnisch").err
    path = tmp_path / "no.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    refused = agenda("translate", trip, "--from", str(path))
    assert (refused.code, "is no table of translations" in refused.err) == (1, True)
    agenda("translate", trip, "pl", "-o", str(tmp_path / "pl.csv"))
    other = agenda("translate", trip, "fr", "--from", str(tmp_path / "pl.csv"))
    assert 'is into the language "pl", not "fr"' in other.err
