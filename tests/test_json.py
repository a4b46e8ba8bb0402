"""JSON for scripts: every document has the shape that docs/json.md promises, and the script there runs."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.schema import FOLDER, PAGE, SHAPES, json_page, schema_files
from tests import ROOT
from tests.agenda.cli.test_cli import agenda as agenda
from tests.agenda.cli.test_help import after_demo as after_demo
from tests.agenda.cli.test_help import demo_store as demo_store
from tests.support.judges import radicale

LIST = "Name;Funktion\nAnna Weber;Bürgermeisterin\n"

COMMANDS: dict[str, tuple[str, ...]] = {
    "programme": (
        "show koeln",
        "show koeln --for public --day 2",
        "export json koeln -o -",
        "import plan.toml --dry-run",
    ),
    "trips": ("list --all",),
    "series": ("series",),
    "people": ("people koeln", "people --json koeln"),
    "places": ("places koeln",),
    "groups": ("groups koeln",),
    "organisations": ("organisations koeln",),
    "find": ("find koeln effing", "find koeln a"),
    "check": ("check koeln", "check koeln --dismissed"),
    "history": ("history koeln",),
    "releases": ("releases koeln",),
    "diff": ("diff koeln", "diff koeln 1 draft"),
    "ledger": ("ledger koeln",),
    "calls": ("calls koeln",),
    "now": ("now koeln --at '1 11:00'", "now koeln --at '2 23:30'"),
    "late": ("late koeln 20 --day 1 --at 11:00",),
    "counts": ("counts koeln",),
    "assign": ("assign koeln",),
    "publish": ("publish koeln -o web --url https://example.org/koeln",),
    "publish-caldav": ("publish koeln --caldav SERVER -n", "publish koeln --caldav SERVER"),
    "send": ("send koeln --dry-run",),
    "languages": ("translate koeln",),
    "translations": ("translate koeln pl",),
    "import": ("import plan.toml",),
    "import-people": ("import list.csv --into koeln",),
    "settings": ("settings",),
}


@pytest.fixture
def busy(after_demo, tmp_path: Path):
    """A trip of which something of everything has happened: released, handed out, changed, translated, assigned."""
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    for line in (
        "dismiss koeln missing.speaker --because later",
        'assign koeln bdf5b2 "Coach 1" "Emil Exempel"',
        "translate koeln pl trip title=Podróż",
        "settings mail_from=office@example.org",
        "release koeln --yes",
        "kit koeln -o kit",
        "set koeln 9ff18b time=12:45-13:30",
        "duplicate koeln 'Cologne again'",
        "new --next koeln --from 2026-10-08 --people all",
        "export toml koeln -o plan.toml",
    ):
        done = after_demo(*shlex.split(line))
        assert done.code == 0, (line, done.err)
    return after_demo


@pytest.fixture
def calendar_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("AGENDA_CALENDAR_PASSWORD", "x")
    folder = tmp_path / "radicale"
    folder.mkdir()
    with radicale(folder, "x") as server:
        yield server.address.replace("://", "://office@")


def test_every_shape_is_tried() -> None:
    assert sorted(COMMANDS) == sorted(printed.name for printed in SHAPES)


@pytest.mark.parametrize("printed", SHAPES, ids=lambda printed: printed.name)
def test_what_is_printed_has_the_promised_shape(busy, printed, request: pytest.FixtureRequest) -> None:
    for line in COMMANDS[printed.name]:
        server = request.getfixturevalue("calendar_server") if "SERVER" in line else ""
        words = shlex.split(line.replace("SERVER", server))
        done = busy(*words, *(() if "--json" in words or words[0] == "export" else ("--json",)))
        assert done.code == 0, (line, done.err)
        printed.shape.model_validate_json(done.out)


def test_page_and_schemas_are_made_from_the_shapes() -> None:
    assert PAGE.read_text(encoding="utf-8") == json_page(), "run: python -m scripts.schema"
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert kept == schema_files(), "run: python -m scripts.schema"


def test_a_script_plans_changes_releases_and_hands_out_a_trip(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs/json_trip.py")], capture_output=True, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "has version 1" in done.stdout
    assert list((tmp_path / "kit").rglob("*.ics"))
