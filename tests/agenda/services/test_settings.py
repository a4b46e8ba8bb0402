"""The settings on the command line, and what follows from them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from agenda.commands import COMMANDS
from agenda.services.settings import settings
from tests.agenda.cli.test_cli import agenda, ids, trip
from tests.exports.paper.test_render import closed_up, read_by_poppler
from tests.support.judges import need
from tests.test_house import modules_after

__all__ = ["agenda", "trip"]


@pytest.fixture
def file() -> Path:
    """The settings file of this test, which is not there yet."""
    return Path(os.environ["AGENDA_CONFIG"])


def write(file: Path, text: str) -> None:
    """Somebody writes the file by hand."""
    file.write_text(text, encoding="utf-8")
    settings.cache_clear()


def test_settings_are_listed_with_what_they_mean(agenda, file: Path) -> None:
    shown = agenda("settings")
    assert shown.code == 0
    assert 'theme = "agenda"\n' in shown.out
    assert "alarm = -1\n" in shown.out
    assert sum(line.startswith("# ") for line in shown.out.splitlines()) == 26
    assert not file.exists()
    assert agenda("settings", "--path").out.strip() == str(file)
    write(file, shown.out)
    assert agenda("settings").out == shown.out


def test_settings_are_written_and_the_rest_of_the_file_stays(agenda, file: Path) -> None:
    write(file, '# mine\nforms = "pair"\nfuture = 1\n[keys]\nexport = "ctrl+k"\n')
    done = agenda("settings", "theme=nord", "alarm=15", "office=Amt für Protokoll")
    assert (done.code, done.out, done.err) == (0, "", f"Saved in {file}.\n")
    text = file.read_text(encoding="utf-8")
    assert '# mine\nforms = "pair"\nfuture = 1\n' in text
    assert text.endswith('[keys]\nexport = "ctrl+k"\n')
    assert "item.\nalarm = 15\n" in text.replace("; -1 for none", "")
    now = settings()
    assert (now.theme, now.alarm, now.office, now.forms) == ("nord", 15, "Amt für Protokoll", "pair")
    assert now.keys == {"export": "ctrl+k"}
    assert agenda("settings", "alarm=").code == 0
    assert settings().alarm is None


def test_all_commands_are_listed_with_their_keys(agenda, file: Path) -> None:
    lines = agenda("settings", "--keys").out.splitlines()
    assert [line.split()[0] for line in lines] == [one.name for one in COMMANDS]
    write(file, 'keymap = "letters"\n[keys]\nexport = "ctrl+k"\n')
    keys = {line.split()[0]: line.split()[1] for line in agenda("settings", "--keys").out.splitlines()}
    assert (keys["export"], keys["edit"]) == ("ctrl+k", "e,f2")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("theme=neon", 'theme cannot be "neon"; it is one of agenda'),
        ("them=nord", 'did you mean "theme"?'),
        ("color=red", 'There is no setting "color"; did you mean "colour"?'),
        ("keys=x", 'There is no setting "keys"'),
        ("theme", '"theme" is not written like name=value.'),
        ("alarm=soon", "alarm must be minutes from 0 to 10080"),
        ("alarm=99999", "alarm must be minutes from 0 to 10080"),
        ("language=fr", 'language cannot be "fr"'),
        ("forms=pairs", 'forms cannot be "pairs"'),
    ],
)
def test_a_wrong_setting_is_told_and_nothing_is_written(agenda, file: Path, given: str, said: str) -> None:
    done = agenda("settings", "office=Amt", given)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not file.exists()


WRONG_VALUE = 'theme = "neon"\n'
NO_TOML = "theme = = nord\n"


@pytest.mark.parametrize(
    "text", [WRONG_VALUE, NO_TOML, '[keys]\nnothing = "x"\n', "alarm = 1.5\n", "\x00", "keys = 1\n"]
)
@pytest.mark.parametrize("command", [("settings",), ("export", "md", "koeln"), ("new", "Bonn", "--from", "2025-10-09")])
def test_a_wrong_file_is_told_with_its_path(agenda, trip: str, file: Path, text: str, command: tuple[str, ...]) -> None:
    write(file, text)
    done = agenda(*command)
    assert (done.code, done.out) == (1, "")
    assert str(file) in done.err
    assert done.err.count("\n") == 1
    assert not list(Path().glob("*.md"))


def test_a_wrong_file_does_not_keep_anybody_from_working(agenda, trip: str, file: Path) -> None:
    write(file, NO_TOML)
    shown = agenda("show", trip)
    assert (shown.code, "Welcome" in shown.out) == (0, True)
    assert str(file) in shown.err
    assert agenda("set", trip, ids(agenda, trip)["Lunch"], "status=confirmed").code == 0


def test_a_wrong_value_can_be_repaired_but_a_file_that_is_no_toml_is_left_alone(agenda, file: Path) -> None:
    write(file, f"# mine\n{WRONG_VALUE}")
    assert agenda("settings", "theme=nord").code == 0
    assert file.read_text(encoding="utf-8").startswith('# mine\ntheme = "nord"\n')
    write(file, f'{WRONG_VALUE}forms = "x"\n')
    other = agenda("settings", "theme=nord")
    assert (other.code, str(file) in other.err, 'forms cannot be "x"' in other.err) == (1, True, True)
    assert agenda("settings", "theme=nord", "forms=star").code == 0
    write(file, NO_TOML)
    done = agenda("settings", "theme=nord")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert f"{file} is not a settings file" in done.err
    assert file.read_text(encoding="utf-8") == NO_TOML


def test_the_office_is_the_organiser_of_new_trips(agenda, trip: str) -> None:
    agenda("settings", "office=Amt für Protokoll")
    slug = agenda("new", "Bonn", "--from", "2025-10-09").out.strip()
    agenda("add", slug, "10:00 Rathaus")
    assert (
        "Organiser: Amt für Protokoll" in agenda("export", "txt", slug, "--for", "staff", "-o", "-", "--lang", "en").out
    )


# What follows from them


@pytest.mark.parametrize(
    ("forms", "hosts", "speakers"),
    [
        ("neutral", "Gastgebende", "Vortragende"),
        ("pair", "Gastgeberinnen und Gastgeber", "Referentinnen und Referenten"),
        ("colon", "Gastgeber:innen", "Referent:innen"),
        ("star", "Gastgeber*innen", "Referent*innen"),
        ("short", "Gastgeber", "Referenten"),
    ],
)
def test_word_forms_reach_what_is_exported(agenda, trip: str, forms: str, hosts: str, speakers: str) -> None:
    agenda("set", trip, ids(agenda, trip)["Welcome"], "hosts=KGSt", "speakers=Dr. Effing")
    agenda("settings", f"forms={forms}")
    for form in ("md", "txt", "ics"):
        out = agenda("export", form, trip, "-o", "-", "--lang", "de").out.replace("\r\n ", "").replace("\\*", "*")
        assert f"{hosts}: KGSt" in out, form
        assert f"{speakers}: Dr. Effing" in out, form
        assert "Hosts" not in out
    assert "Hosts: KGSt" in agenda("export", "md", trip, "-o", "-", "--lang", "en").out
    assert agenda("show", trip, "--lang", "de").code == 0


def test_word_forms_reach_the_paper(agenda, trip: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    asked: list[str] = []
    compiled = typst.compile_with_warnings

    def listening(*arguments, **options):
        asked.append(options["sys_inputs"]["data"])
        return compiled(*arguments, **options)

    monkeypatch.setattr("typst.compile_with_warnings", listening)
    agenda("set", trip, ids(agenda, trip)["Welcome"], "hosts=KGSt")
    agenda("settings", "forms=pair")
    assert agenda("export", "pdf", trip, "--lang", "de").code == 0
    assert '"Gastgeberinnen und Gastgeber"' in asked[0]


def test_word_forms_can_be_read_on_the_paper(agenda, trip: str, tmp_path: Path) -> None:
    need(shutil.which("pdftotext"), "pdftotext (poppler-utils)")
    agenda("set", trip, ids(agenda, trip)["Welcome"], "hosts=KGSt", "speakers=Dr. Effing")
    agenda("settings", "forms=pair")
    assert agenda("export", "pdf", trip, "--lang", "de").code == 0
    text = closed_up(read_by_poppler("pdftotext", (tmp_path / "koeln.pdf").read_bytes(), tmp_path))
    assert "GastgeberinnenundGastgeber" in text


def test_alarms_come_from_the_settings_unless_the_command_says_otherwise(agenda, trip: str) -> None:
    def alarms(*more: str) -> list[str]:
        lines = agenda("export", "ics", trip, "-o", "-", *more).out.splitlines()
        return sorted({line for line in lines if line.startswith("TRIGGER")})

    assert alarms() == []
    assert alarms("--alarm", "30") == ["TRIGGER:-PT30M"]
    agenda("settings", "alarm=15")
    assert alarms() == ["TRIGGER:-PT15M"]
    assert alarms("--alarm", "60") == ["TRIGGER:-PT1H"]
    assert alarms("--alarm", "0") == ["TRIGGER:PT0S"]
    assert alarms("--alarm", "-1") == []
    wrong = agenda("export", "ics", trip, "--alarm", "-2")
    assert (wrong.code, wrong.out) == (2, "")


# What is read when


def test_settings_are_read_only_when_needed(file: Path) -> None:
    assert not {"agenda.services.settings", "tomllib", "tomlkit"} & modules_after("--version")
    assert not {"tomllib", "tomlkit"} & modules_after("list")
    file.write_text('language = "de"\n', encoding="utf-8")
    assert not {"tomlkit", "agenda.commands", "textual"} & modules_after("list")
    assert not {"pydantic", "textual"} & modules_after("settings")
    assert not {"pydantic", "textual"} & modules_after("settings", "--keys")
