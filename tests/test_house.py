"""How the house is built: what a command imports, what lies in the wheel, that no word is missing."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from datetime import date, timedelta
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from babel.dates import format_date

from agenda.cli import COMMANDS
from agenda.cli.metavars import WORDS
from scripts import catalog
from tests import ROOT
from trips.i18n.dates import long_date, plain_date, span, weekday_short
from trips.i18n.language import LANGUAGES, office_language, words
from trips.model.fields import TABLE

HEAVY = {"psycopg", "textual", "rich", "icalendar", "typst", "babel", "openpyxl", "docx", "holidays"}


def modules_after(*arguments: str, **environment: str) -> set[str]:
    """The modules that are loaded when a command has run."""
    code = (
        "import sys, json, atexit, os\n"
        "atexit.register(lambda: os.write(2, ('\\n@@' + json.dumps(sorted(sys.modules))).encode()))\n"
        f"sys.argv = ['agenda', *{list(arguments)!r}]\n"
        "from agenda.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT,
        env={**os.environ, **environment},
    )  # fmt: skip
    return set(json.loads(done.stderr.rpartition("@@")[2]))


def output_of(*arguments: str) -> str:
    """What a command prints."""
    done = subprocess.run([sys.executable, "-m", "agenda", *arguments], capture_output=True, check=True, cwd=ROOT)
    return done.stdout.decode()


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("list",), ("list", "--json")])
def test_a_light_command_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert not HEAVY & modules_after(*arguments)


def test_the_version_is_told_before_anything_is_loaded() -> None:
    loaded = modules_after("--version")
    assert not {"click", "pydantic", "sqlite3", "trips", "gettext"} & loaded


def test_a_list_needs_no_model() -> None:
    assert not {"pydantic", "trips.model.entities"} & modules_after("list")


@pytest.mark.parametrize("command", ["show", "edit", "set", "check", "release", "kit", "undo"])
def test_the_name_of_a_trip_is_completed_without_the_model(command: str) -> None:
    loaded = modules_after(_AGENDA_COMPLETE="bash_complete", COMP_WORDS=f"agenda {command} k", COMP_CWORD="2")
    assert "click.shell_completion" in loaded
    assert not {"pydantic", "trips.model.entities", "exports"} & loaded


CHECKING = {"pydantic", "pydantic_core", "annotated_types"}


def test_what_the_store_vouches_for_is_not_checked_again_to_be_shown() -> None:
    assert "pydantic" in modules_after("import", str(ROOT / "examples/koeln.toml"))
    name = output_of("list").split()[0]
    for arguments in (("list",), ("show", name), ("show", name, "--json"), ("now", name, "--at", "2025-10-09 11:00")):
        assert not CHECKING & modules_after(*arguments), arguments


def test_the_editor_paints_before_it_loads_what_edits_need() -> None:
    """The screen's thread loads nothing that checks; a worker has it ready before anybody has typed an edit."""
    output_of("import", str(ROOT / "examples/koeln.toml"))
    code = f"""
import asyncio, sys, threading, time
from importlib.abc import MetaPathFinder

class Watch(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name in {CHECKING!r} and threading.current_thread() is threading.main_thread():
            raise AssertionError(name)

sys.meta_path.insert(0, Watch())
from agenda.tui.app import AgendaApp
from tests.support.screens import screen_text

async def paint():
    app = AgendaApp({output_of("list").split()[0]!r})
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "up")
        assert "Besuch" in screen_text(app), screen_text(app)
        end = time.monotonic() + 20
        while "pydantic.type_adapter" not in sys.modules and time.monotonic() < end:
            await pilot.pause(0.05)
        assert "pydantic.type_adapter" in sys.modules

asyncio.run(paint())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_showing_a_trip_loads_no_calendar_and_no_typesetter(tmp_path: Path) -> None:
    assert not HEAVY & modules_after("show", str(ROOT / "examples/koeln.toml"))
    loaded = modules_after("export", "ics", str(ROOT / "examples/koeln.toml"), "-o", str(tmp_path / "x.ics"))
    assert "icalendar" in loaded
    assert not {"textual", "rich", "typst"} & loaded


def test_a_plain_calendar_file_is_read_without_the_library(tmp_path: Path) -> None:
    start = "DTSTART;TZID=Europe/Berlin:20260504T100000"
    event = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n{start}\n{{}}END:VEVENT\nEND:VCALENDAR\n"
    plain, repeated = tmp_path / "plain.ics", tmp_path / "repeated.ics"
    plain.write_text(event.format("SUMMARY:x\n"))
    repeated.write_text(event.format("RRULE:FREQ=DAILY;COUNT=2\n"))
    assert not {*HEAVY, "recurring_ical_events"} & modules_after("import", str(plain), "--dry-run")
    loaded = modules_after("import", str(repeated), "--dry-run")
    assert {"icalendar", "recurring_ical_events"} <= loaded
    assert not {"textual", "rich", "typst"} & loaded


def test_the_rooms_keep_their_order() -> None:
    done = subprocess.run([Path(sys.executable).parent / "lint-imports"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def imports(path: Path) -> set[str]:
    """The modules of the house that a file imports anywhere, in functions and for types too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def test_no_file_is_in_a_circle_of_imports() -> None:
    paths = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for room in ("agenda", "exports", "trips")
        for path in (ROOT / room).rglob("*.py")
    }
    graph = {name: (imports(path) & paths.keys()) - {name} for name, path in paths.items()}
    for name, known in graph.items():  # a name of a package that is a module of it is not the package itself
        known -= {package for package in known if any(other.startswith(f"{package}.") for other in known)} - {name}
    order = TopologicalSorter(graph)
    order.prepare()


def test_few_modules_lie_loose() -> None:
    assert len(list((ROOT / "agenda").glob("*.py"))) <= 3
    assert [path.name for path in (ROOT / "trips").glob("*.py")] == ["__init__.py"]


def test_a_command_and_its_window_have_one_name() -> None:
    """Whoever looks for a command's file finds it by its name; what is no command is a part of one."""
    parts = {"ask", "base", "choose", "columns", "conflicts", "delegates", "distance", "export_form", "export_preview",
             "filter", "form", "help", "new_trip", "palette", "review", "text", "trip_form", "unsaved"}  # fmt: skip
    files = {path.stem.removesuffix("_") for path in (ROOT / "agenda/cli").glob("*.py")}
    commands = {*COMMANDS, "hand_out", "set", "directory"} | files
    windows = {path.stem.removesuffix("_") for path in (ROOT / "agenda/tui/dialogs").glob("*.py")} - {"__init__"}
    assert windows - parts <= commands


def test_no_word_is_missing_in_the_german_catalog() -> None:
    german = catalog.updated()
    assert catalog.missing(german) == []
    assert catalog.compiled(german) == catalog.MO.read_bytes(), "run: make fix"


def test_german_sentences_fill_in_what_the_english_ones_do() -> None:
    for message in catalog.updated():
        if message.id and isinstance(message.id, str) and isinstance(message.string, str):
            english, german = (set(re.findall(r"\{(\w+)", text)) for text in (message.id, message.string))
            assert german <= english, message.id


def test_what_stands_for_a_value_has_one_word_in_all_german_sentences() -> None:
    t = words("de")
    english = {word for word in WORDS if t(word) != word}
    for message in catalog.updated():
        said = message.string if isinstance(message.string, str) else " ".join(message.string)
        assert not english & set(re.findall(r"(?<![\w-])[A-Z]{2,}(?![\w-])", said)), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_read_as_the_locale_data_has_them(language) -> None:
    t = words(language)
    locale = {"de": "de", "en": "en_GB"}[language]
    day = date(2025, 1, 1)
    for n in range(0, 800, 5):
        one = day + timedelta(days=n)
        assert long_date(t, one) == format_date(one, "full", locale=locale).replace(" at ", " ").replace(
            ",", "," if language == "de" else ""
        )
        assert plain_date(t, one) == format_date(one, "long", locale=locale)
        assert weekday_short(t, one) == format_date(one, "EEE", locale=locale)


def test_spans_of_days_are_told_as_one() -> None:
    t = words("de")
    assert span(t, date(2025, 10, 9), date(2025, 10, 10)) == "9.–10. Oktober 2025"
    assert span(t, date(2025, 10, 30), date(2025, 11, 2)) == "30. Oktober – 2. November 2025"
    assert span(words("en"), date(2025, 12, 31), date(2026, 1, 1)) == "31 December 2025 – 1 January 2026"
    assert span(t, date(2025, 10, 9), date(2025, 10, 9)) == "9. Oktober 2025"


def test_the_language_of_the_office_follows_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AGENDA_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    assert office_language() == "de"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert office_language() == "en"
    monkeypatch.setenv("AGENDA_LANG", "de")
    assert office_language() == "de"


@pytest.mark.xdist_group("wheel")
def test_the_wheel_runs_the_demo_away_from_the_checkout(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "trips/i18n/locale/de/LC_MESSAGES/agenda.mo", "exports/paper/templates/programme.typ",
        "exports/paper/fonts/NotoSans-Regular.ttf", "exports/paper/fonts/AgendaArabic-Regular.ttf",
        "exports/paper/fonts/coverage.json", "exports/paper/fonts/OFL.txt",
        "exports/paper/fonts/LICENSE-DejaVu.txt", "agenda/examples/koeln.toml",
        "agenda/tui/screens/trip.tcss", "agenda/py.typed",
    ):  # fmt: skip
        assert needed in names
    assert not any(name.endswith(".po") for name in names)
    room = tmp_path / "room"
    venv.create(room / "venv", with_pip=False)
    python = room / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    library = next((room / "venv").rglob("site-packages"))
    zipfile.ZipFile(wheel).extractall(library)
    packages = next(path for path in map(Path, sys.path) if path.name == "site-packages")
    (library / "dependencies.pth").write_text(str(packages), encoding="utf-8")
    environment = {**os.environ, "AGENDA_STORE": str(room / "agenda.db"), "AGENDA_LANG": "de", "PYTHONSAFEPATH": "1"}
    command = [str(python), "-m", "agenda", "demo", "-o", str(room / "out")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=room, env=environment)
    assert done.returncode == 0, done.stderr
    assert (room / "out/koeln.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert (room / "out/koeln.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert "zum Drucken" in done.stdout
    where = subprocess.run(
        [str(python), "-c", "import agenda; print(agenda.__file__)"],
        capture_output=True,
        text=True,
        cwd=room,
        env=environment,
    )
    assert str(library) in where.stdout


def test_the_page_on_the_trip_file_names_every_field() -> None:
    text = (ROOT / "docs/trip-file.md").read_text(encoding="utf-8")
    for entity, table in TABLE.items():
        for rule in table:
            assert rule.name in ("key", "day", "part_of") or f"| `{rule.file_key}` | {rule.label} |" in text, entity


def test_the_page_on_commands_is_made_from_the_commands(tmp_path: Path) -> None:
    from scripts.commands import PAGE

    code = "import sys; from scripts.commands import commands_page; sys.stdout.buffer.write(commands_page().encode())"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT).stdout.decode()
    assert PAGE.read_text(encoding="utf-8") == made, "run: python -m scripts.commands"


def test_the_page_on_keys_is_made_from_the_table_of_commands() -> None:
    from scripts.keys import PAGE, keys_page

    assert PAGE.read_text(encoding="utf-8") == keys_page(), "run: python scripts/keys.py"


def test_the_page_on_calendar_files_is_made_from_the_cologne_trip() -> None:
    from scripts.calendars import PAGE, calendars_page

    assert PAGE.read_text(encoding="utf-8") == calendars_page(), "run: python -m scripts.calendars"


def test_no_key_is_given_twice_in_one_place() -> None:
    from agenda.commands import Where, commands, keys_of

    places: tuple[Where, ...] = ("programme", "people", "places", "checks", "versions")
    for keymap in ("office", "letters"):
        for where in (("trips",), *((place, "trip") for place in places)):
            keys = [key for one in commands(*where) for key in keys_of(one, keymap, {}).split(",")]
            assert sorted(set(keys)) == sorted(keys), (keymap, where)


def test_no_text_for_users_hides_from_the_catalog_inside_another_one() -> None:
    """The tool that gathers the words does not look into f-strings; what stands only there would stay English."""
    ids = [message.id for message in catalog.updated()]
    known = {one for id_ in ids for one in (id_ if isinstance(id_, tuple) else (id_,))}
    hidden: list[str] = []
    for path in (path for room in ("agenda", "exports", "trips") for path in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            text = node.args[0].value
            if called in ("t", "_t", "words", "plural", "N_", "UserError", "Message", "say") and isinstance(text, str):
                hidden += [] if text in known or text in ("", "de", "en") else [f"{path.name}: {text}"]
    assert hidden == []
