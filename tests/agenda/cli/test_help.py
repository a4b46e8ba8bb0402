"""The door: what somebody sees who has never used the program, and whether what it shows runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from agenda.cli import COMMANDS, SECTIONS
from agenda.cli.examples import EXAMPLES, examples
from agenda.services.import_ import example
from tests.agenda.cli.test_cli import agenda as agenda
from trips.names.items import short_ids
from trips.tripfile import read_trip

NEED_A_TERMINAL = {"edit"}


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the store of somebody lies who has said `agenda demo` and nothing else."""
    return tmp_path_factory.mktemp("demo") / "demo.db"


@pytest.fixture
def after_demo(agenda, demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The command line in an empty folder and a fresh home, after `agenda demo`."""
    if not demo_store.exists():
        monkeypatch.setenv("AGENDA_STORE", str(demo_store))
        assert agenda("demo", "--no-edit").code == 0
    mine = tmp_path / "agenda.db"
    shutil.copy(demo_store, mine)
    monkeypatch.setenv("AGENDA_STORE", str(mine))
    return agenda


def test_every_command_stands_in_one_section_and_has_two_examples() -> None:
    placed = [name for section in SECTIONS for name in (*section.first_day, *section.more)]
    assert sorted(placed) == sorted(COMMANDS)
    assert sorted(EXAMPLES) == sorted(COMMANDS)


def test_help_shows_the_commands_of_a_first_day_in_five_sections(agenda) -> None:
    out = agenda("--help").out
    for section in ("Plan:", "People and places:", "Check:", "Hand out:", "Database and settings:"):
        assert f"\n{section}\n" in out
    assert "\n  add            Add an item" in out
    assert "\n  fit " not in out
    assert "fit, late, copy" in out
    assert agenda("help").out == out


def test_german_help_names_values_in_german() -> None:
    environment = {**os.environ, "AGENDA_LANG": "de"}
    asked = [sys.executable, "-m", "agenda", "set", "--help"]
    out = subprocess.run(asked, env=environment, capture_output=True, check=True).stdout.decode()
    assert out.startswith("Aufruf: agenda set [OPTIONEN] REISE PUNKT... FELD=WERT...\n")


def test_help_all_tells_what_every_command_does(agenda) -> None:
    out = agenda("help", "--all").out
    assert all(f"\n  {name} " in out for name in COMMANDS)


def test_help_of_a_command_is_its_own_help_with_examples(agenda) -> None:
    shown = agenda("help", "show").out
    assert shown == agenda("show", "--help").out
    assert shown.rstrip().endswith("agenda show koeln --for participants --day 2")
    assert "Usage: agenda people TRIP add [OPTIONS] NAME" in agenda("help", "people", "add").out.replace(
        "people add", "people TRIP add"
    )


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        (("shw",), "show"),
        (("exprot", "pdf", "koeln"), "export"),
        (("help", "peple"), "people"),
        (("help", "people", "ad"), "add"),
    ],
)
def test_a_mistyped_command_is_answered_with_the_nearest(agenda, typed: tuple[str, ...], near: str) -> None:
    done = agenda(*typed)
    assert done.code == 2
    assert f"Did you mean '{near}'?" in done.err


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in NEED_A_TERMINAL])
def test_the_examples_of_a_command_run_as_printed(after_demo, name: str) -> None:
    for line in examples(name, "en"):
        done = after_demo(*shlex.split(line)[1:])
        assert done.code == 0, (line, done.err)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_ids_in_examples_are_those_of_the_cologne_trip(language: str) -> None:
    trip = read_trip(example("koeln", language), "koeln.toml").trip
    known = set(short_ids(trip).values())
    for name in EXAMPLES:
        for line in examples(name, language):
            assert known.issuperset(re.findall(r"\b(?=[a-f]*\d)[0-9a-f]{6}\b", line)), line
