"""Versions on the command line: shown, issued, named, compared, taken to another office."""

from __future__ import annotations

import io
import json
from pathlib import Path

from tests.agenda.cli.test_cli import agenda, ids, trip  # noqa: F401 - fixtures


def test_another_office_goes_on_with_the_versions_of_the_first(agenda, tmp_path: Path, monkeypatch) -> None:  # noqa: F811
    slug = agenda("new", "Köln", "--from", "9.10.2025").out.strip()
    agenda("add", slug, "Thu 10:00-11:00 Welcome")
    agenda("people", slug, "add", "Anna Weber", "delegate=yes")
    agenda("release", slug, "--yes")
    agenda("kit", slug, "-o", "kit")
    ledger = json.loads(agenda("ledger", slug, "--json").out)["entries"]
    first = agenda("export", "ics", slug, "-o", "-").out
    agenda("export", "toml", slug, "-o", "trip.toml")
    monkeypatch.setenv("AGENDA_STORE", str(tmp_path / "other.db"))
    assert agenda("import", "trip.toml").out == "trip\n"
    assert agenda("export", "ics", "trip", "-o", "-").out == first
    assert json.loads(agenda("ledger", "trip", "--json").out)["entries"] == ledger
    agenda("add", "trip", "Thu 12:00 Lunch")
    agenda("release", "trip", "--yes")
    assert {"SEQUENCE:1", "SEQUENCE:2"} <= set(agenda("export", "ics", "trip", "-o", "-").out.splitlines())
    agenda("export", "toml", "trip", "-o", "back.toml")
    monkeypatch.setenv("AGENDA_STORE", str(tmp_path / "third.db"))
    agenda("import", "trip.toml")
    agenda("add", "trip", "Thu 15:00 Tour")
    agenda("release", "trip", "--yes")
    assert "other versions 2 than the database" in agenda("import", "back.toml").err


def test_versions_are_named_behind_the_trip(agenda, trip) -> None:  # noqa: F811
    agenda("release", trip, "--yes")
    agenda("set", trip, ids(agenda, trip)["Visit"], "title=Tour")
    titles = {version: agenda("show", f"{trip}{version}").out for version in ("", "@draft", "@1")}
    assert ["Tour" in text for text in titles.values()] == [True, True, False]
    assert "Version 1," in titles["@1"]
    assert "DRAFT of" in titles[""]
    assert "Visit" in agenda("export", "txt", trip, "-o", "-").out, "exports take the last version"
    assert "Tour" in agenda("export", "txt", f"{trip}@draft", "-o", "-").out
    assert "DRAFT of" in agenda("export", "txt", f"{trip}@draft", "-o", "-").out
    for wrong, said in (("@7", "There is no version 7; the last one is 1."), ("@x", "is no version")):
        done = agenda("show", f"{trip}{wrong}")
        assert (done.code, said in done.err) == (1, True)
    assert agenda("set", f"{trip}@1", "trip", "title=X").code == 1
    assert agenda("release", trip, "--yes").code == 0
    done = agenda("release", trip, "--yes")
    assert (done.code, "Nothing has changed since version 2" in done.err) == (1, True)
    assert agenda("release", f"{trip}@1", "--yes").out == "3\n"
    assert [one["number"] for one in json.loads(agenda("releases", trip, "--json").out)["releases"]] == [1, 2, 3]


def test_what_would_go_out_is_shown_before_and_needs_a_yes(agenda, trip, monkeypatch) -> None:  # noqa: F811
    shown = agenda("release", trip, "--dry-run")
    assert "+  New: 10:00–11:00 Welcome.\n" in shown.out
    assert agenda("releases", trip).out == ""
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert agenda("release", trip).code == 130
    assert agenda("releases", trip).out == ""
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert agenda("release", trip).out == "1\n"


def test_trips_past_their_day_are_listed(agenda, trip) -> None:  # noqa: F811
    assert agenda("list", "--overdue").err == "Every trip may still be kept.\n"
    assert agenda("set", trip, "trip", "keep_until=2026-01-31").code == 0
    assert trip in agenda("list", "--overdue").out
    agenda("archive", trip)
    assert trip in agenda("list", "--overdue").out
    agenda("set", trip, "trip", "keep_until=2090-01-31")
    assert agenda("list", "--overdue").out == ""
