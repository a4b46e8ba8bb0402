"""The command line as a user or a script meets it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from agenda.cli import COMMANDS, run
from agenda.cli.output import columns, width
from tests import ROOT
from trips.i18n.language import words
from trips.store import open_store

KOELN = str(ROOT / "examples/koeln.toml")


class Said:
    """What a command said: exit code, data, talk."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def agenda(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a command line in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Said:
        capfd.readouterr()
        code = run(arguments)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Said(code, out, err)

    return call


def ids(agenda, trip: str) -> dict[str, str]:
    """The short ids of a trip's items by title, as `show` prints them."""
    shown = json.loads(agenda("show", trip, "--json").out)
    entries = [entry for day in shown["days"] for entry in day["entries"]] + shown["pool"]
    return {entry["title"]: entry["id"][:8] for entry in entries}


@pytest.fixture
def trip(agenda) -> str:
    """A trip with three items."""
    slug = agenda("new", "Köln", "--from", "9.10.2025", "--to", "2025-10-10").out.strip()
    for line in ("Thu 10:00-11:00 Welcome", "Thu then 45 min Lunch", "Fri 9:00 Visit"):
        assert agenda("add", slug, line).code == 0
    return slug


def test_a_trip_is_made_listed_and_shown(agenda, trip: str) -> None:
    assert trip == "koeln"
    assert "9–10 October 2025  Köln" in agenda("list").out
    listed = json.loads(agenda("list", "--json").out)["trips"]
    assert listed == [
        {
            "slug": "koeln",
            "title": "Köln",
            "start": "2025-10-09",
            "end": "2025-10-10",
            "release": None,
            "changes": None,
            "state": "active",
        }
    ]
    shown = agenda("show", "koe").out
    assert "Thursday 9 October 2025" in shown
    assert "11:00–11:45  Lunch" in shown


def test_show_json_has_the_promised_shape(agenda, trip: str) -> None:
    shown = json.loads(agenda("show", trip, "--json").out)
    assert list(shown) == ["format", "title", "timezone", "days", "pool", "skipped"]
    entry = shown["days"][0]["entries"][1]
    assert set(entry) == {
        "id", "kind", "title", "start", "end", "when", "start_is", "end_is", "start_zone", "end_zone",
        "venue", "room", "meet", "groups", "hosts", "speakers", "people", "to", "mode", "service", "status", "note",
        "part_of",
    }  # fmt: skip
    assert (entry["start"], entry["end"]) == ("2025-10-09T11:00:00+02:00", "2025-10-09T11:45:00+02:00")
    assert (entry["when"], entry["start_is"]) == ("then, 45 min", "computed")


def test_fields_are_set_and_names_are_made(agenda, trip: str) -> None:
    item = ids(agenda, trip)["Welcome"]
    done = agenda(
        "set", trip, item, "time=10:30-12", "venue=Historisches Rathaus", "hosts=Dr. Ralf Heinen", "status=confirmed"
    )
    assert done.code == 0
    shown = agenda("show", trip).out
    assert "10:30–12:00" in shown
    assert "Historisches Rathaus" in shown
    assert "Dr. Ralf Heinen" in agenda("people", trip).out
    assert "Historisches Rathaus" in agenda("places", trip).out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("set", "koeln", "{item}", "time=10:70"), 1, '"10:70" is not a time; write it like'),
        (("set", "koeln", "{item}", "tme=10:30"), 1, 'did you mean "time"?'),
        (("set", "koeln", "{item}", "title="), 1, "title cannot be empty."),
        (("set", "koeln", "{item}", "title=a\nb"), 1, "title may not hold control characters or line breaks."),
        (("set", "koeln", "{item}", "note=" + "x" * 20_001), 1, "note is too long; 20000 characters at most."),
        (("set", "koeln", "{item}", "venue=kgts"), 1, 'There is no "kgts".'),
        (("set", "koeln", "{item}", "fixed=maybe"), 1, '"maybe" is neither yes nor no.'),
        (("set", "koeln", "{item}", "capacity=many"), 1, "a whole number"),
        (("set", "koeln", "ffffffff", "title=x"), 1, 'There is no item "ffffffff"'),
        (("show", "bonn"), 1, 'There is no trip "bonn"; those there are shows: agenda list'),
        (("show", "kolen"), 1, 'did you mean "koeln"?'),
        (("set", "koeln", "{item}", "place=Dom"), 1, 'There is no field "place"; did you mean "venue"?'),
        (("set", "koeln", "{item}", "ort=Dom"), 1, 'There is no field "ort"; did you mean "venue"?'),
        (("show", "koeln@2"), 1, "There is no version 2"),
        (("show", "koeln", "--for", "everybody"), 1, '"everybody" is no audience'),
        (("show", "koeln", "--day", "7"), 1, "There is no day \"7\"; the days are 2025-10-09"),
        (("show", "nothing.toml"), 1, "nothing.toml: cannot be opened"),
        (("set", "x.toml", "abc", "title=x"), 1, "is a file and is only read"),
        (("add", "koeln", "Thu 10:30"), 1, "has no title"),
        (("move", "koeln", "{item}", "--to", "Sunday"), 1, 'There is no day "Sunday"'),
        (("move", "koeln", "{item}"), 2, "Say where to"),
        (("shift", "koeln", "{item}", "--by", "soon"), 1, "is not a length of time"),
        (("new", "x", "--from", "31.2.2025"), 2, "is not a date"),
        (("new", "x", "--from", "2025-10-10", "--to", "2025-10-09"), 1, "before it begins"),
        (("new", "x", "--from", "2025-10-10", "--timezone", "Berlin"), 1, "like Europe/Berlin"),
        (("new", " ", "--from", "2025-10-10"), 1, "title cannot be empty."),
        (("export", "docm", "koeln"), 2, "\"docm\" is no format"),
        (("export", "pdf", "koeln", "-o", "/proc/nothing/x.pdf"), 1, "cannot be written"),
        (("export", "toml", "koeln", "--for", "public"), 1, "is for staff only"),
        (("undo", "koeln", "koeln"), 2, "unexpected extra argument"),
        (("restore", "nothing.db", "--yes"), 1, "There is no file"),
        (("edit", "koeln"), 1, "The editor needs a terminal"),
        (("expot", "koeln"), 2, "No such command 'expot'."),
        (("import", "nothing.toml"), 1, "cannot be opened"),
        (("people", "koeln", "remove", "nobody"), 1, 'There is no "nobody".'),
    ],
)  # fmt: skip
def test_bad_input_gets_one_sentence_and_changes_nothing(
    agenda, trip: str, arguments: tuple[str, ...], code: int, said: str
) -> None:
    item = ids(agenda, trip)["Welcome"]
    before = agenda("history", trip).out
    done = agenda(*(argument.replace("{item}", item) for argument in arguments))
    assert done.code == code
    assert said in done.err
    assert "Traceback" not in done.err
    assert done.out == ""
    assert agenda("history", trip).out == before


def test_items_move_between_days_and_into_each_other(agenda, trip: str) -> None:
    known = ids(agenda, trip)
    assert agenda("move", trip, known["Lunch"], "--to", "2").code == 0
    assert agenda("move", trip, known["Visit"], "--to", "pool").code == 0
    shown = json.loads(agenda("show", trip, "--json").out)
    assert [[entry["title"] for entry in day["entries"]] for day in shown["days"]] == [["Welcome"], ["Lunch"]]
    assert [entry["title"] for entry in shown["pool"]] == ["Visit"]
    assert agenda("move", trip, known["Visit"], "--into", known["Welcome"]).code == 0
    shown = json.loads(agenda("show", trip, "--json").out)
    assert shown["days"][0]["entries"][1]["part_of"] == shown["days"][0]["entries"][0]["id"]


def test_shifting_is_shown_first_and_then_done(agenda, trip: str) -> None:
    item = ids(agenda, trip)["Welcome"]
    preview = agenda("shift", trip, item, "--by", "+20m", "--dry-run")
    assert preview.out == "10:00 → 10:20  Welcome\n11:00 → 11:20  Lunch\n"
    assert "10:00–11:00" in agenda("show", trip).out
    assert agenda("shift", trip, item, "--by", "+20m").out == preview.out
    assert "10:20–11:20" in agenda("show", trip).out


def test_undo_right_after_a_release_says_why_not_and_what_does(agenda, trip: str) -> None:
    before = agenda("show", trip).out
    agenda("add", trip, "18:00 Dinner")
    agenda("release", trip, "--yes")
    refused = agenda("undo", trip)
    assert refused.code == 1
    assert "release version 1, which stays" in refused.err
    assert f"agenda undo {trip} --earlier" in refused.err
    assert agenda("undo", trip, "--earlier").code == 0
    assert agenda("show", f"{trip}@draft").out.splitlines()[3:] == before.splitlines()[3:]
    agenda("add", trip, "19:00 Walk")
    assert agenda("undo", trip).code == 0, "the release is not the last thing any more"


def test_what_is_in_the_bin_is_brought_back_before_anything_else(agenda, trip: str) -> None:
    assert agenda("delete", trip, "--undo").code == 1
    agenda("delete", trip)
    for command in (("add", trip, "18:00 Dinner"), ("undo", trip), ("export", "txt", trip), ("release", trip, "--yes"),
                    ("set", trip, "1", "title=x"), ("show", trip), ("archive", trip)):  # fmt: skip
        done = agenda(*command)
        assert done.code == 1, command
        assert f"is in the bin. Bring it back with: agenda delete {trip} --undo" in done.err
    assert agenda("delete", trip, "--undo").code == 0
    assert agenda("undo", trip).code == 0


def test_undo_redo_and_history(agenda, trip: str) -> None:
    item = ids(agenda, trip)["Lunch"]
    agenda("remove", trip, item)
    assert "Lunch" not in agenda("show", trip).out
    assert "Undone: Removed Lunch." in agenda("undo", trip).err
    assert "Lunch" in agenda("show", trip).out
    agenda("redo", trip)
    assert "Lunch" not in agenda("show", trip).out
    told = agenda("history", trip).out.splitlines()
    assert "Done again: Removed Lunch" in told[0]
    assert "tester" in told[0]
    assert "Made the trip" in told[-1]


def test_people_have_fields_and_private_details(agenda, trip: str) -> None:
    key = agenda(
        "people", trip, "add", "Petra Musterfrau", "role=Mayor", "delegate=yes", "private.phone=0221 4710 900"
    ).out.strip()
    assert agenda("people", trip, "set", "Petra", "private.diet=vegan").code == 0
    with open_store() as store:
        person = store.load(store.find(trip).id).trip.people[0]
    assert (person.key, person.role, person.delegate) == (key, "Mayor", True)
    assert (person.private.phone, person.private.diet) == ("0221 4710 900", "vegan")
    assert agenda("groups", trip, "add", "Gruppe A").code == 0
    assert agenda("people", trip, "set", key, "groups=Gruppe A").code == 0
    assert agenda("groups", trip, "remove", "Gruppe A").code == 0
    assert "it was named in 0 items" in agenda("people", trip, "remove", key).err


def test_check_tells_what_cannot_be_and_a_finding_can_be_accepted(agenda, trip: str) -> None:
    assert agenda("check", trip).code == 0
    item = ids(agenda, trip)["Lunch"]
    agenda("set", trip, item, "time=10:30-11:30")
    found = json.loads(agenda("check", trip, "--json").out)["findings"]
    assert [(one["code"], one["severity"]) for one in found] == [("time.overlap", "warning")]
    assert agenda("check", trip).code == 0
    assert agenda("check", trip, "--strict").code == 3
    assert agenda("dismiss", trip, "time.overlap", item, "--because", "they eat while they listen").code == 0
    assert agenda("check", trip, "--strict").code == 0


def test_a_trip_without_findings_is_told_so(agenda, trip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = agenda("check", trip)
    assert (clean.out, clean.err) == ("", "No findings.\n")
    monkeypatch.setenv("AGENDA_LANG", "de")
    assert agenda("check", trip).err == "Keine Prüfhinweise.\n"


def test_files_are_written_for_an_audience(agenda, trip: str, tmp_path: Path) -> None:
    for form in ("ics", "pdf", "md", "txt", "json", "toml"):
        assert agenda("export", form, trip).out.strip() == f"koeln.{form}"
        assert (tmp_path / f"koeln.{form}").stat().st_size > 100
    assert os.name == "nt" or stat.S_IMODE((tmp_path / "koeln.toml").stat().st_mode) == 0o600
    assert agenda("export", "txt", trip, "--for", "staff").out.strip() == "koeln-staff.txt"
    assert agenda("export", "md", trip, "-o", "-", "--lang", "de").out.startswith("# Köln\n")
    (tmp_path / "folder").mkdir()
    assert Path(agenda("export", "ics", trip, "-o", "folder").out.strip()) == Path("folder/koeln.ics")
    assert not list(tmp_path.glob(".*"))


def test_a_trip_file_is_taken_in_and_is_the_same_trip_again(agenda) -> None:
    assert agenda("import", KOELN).out.strip() == "koeln"
    assert agenda("import", KOELN).out.strip() == "koeln"
    assert len(json.loads(agenda("list", "--json").out)["trips"]) == 1
    assert len(agenda("history", "koeln").out.splitlines()) == 1
    dry = json.loads(agenda("import", KOELN, "--dry-run", "--json").out)
    assert dry["days"][0]["date"] == "2025-10-09"
    agenda("export", "toml", "koeln", "-o", "again.toml")
    assert json.loads(agenda("import", "again.toml", "--json").out)["trip"] == "koeln"
    assert len(agenda("history", "koeln").out.splitlines()) == 1


def test_a_file_is_shown_and_exported_without_being_taken_in(agenda, tmp_path: Path) -> None:
    assert "Südkreisrunde" in agenda("show", KOELN).out
    assert agenda("export", "ics", KOELN, "-o", "x.ics").code == 0
    soft = agenda("export", "ics", str(ROOT / "examples/koeln-weich.toml"))
    assert soft.code == 1
    assert "agenda import" in soft.err
    assert agenda("list").out == ""


def test_an_import_says_what_it_replaced(agenda, trip: str) -> None:
    agenda("export", "toml", trip, "-o", "old.toml")
    agenda("add", trip, "Fri 17:00 Newer work")
    done = agenda("import", "old.toml")
    assert "koeln was replaced: 1 items gone, 0 new, 0 changed. Take it back with: agenda undo koeln" in done.err
    agenda("undo", trip)
    assert "Newer work" in agenda("show", trip).out


def test_what_was_understood_of_a_line_is_told(agenda, trip: str) -> None:
    assert "→ Thu 9 Oct · 16:00 · talk · Talk about AI" in agenda("add", trip, "Thu 16:00 Talk about AI").err
    told = agenda("add", trip, "Wed 10:00 Elsewhere").err
    assert "→ Unscheduled · 10:00 · Elsewhere" in told
    assert "“Wed” is no day of the trip (Thu 9 Oct to Fri 10 Oct); the item is unscheduled." in told


def test_words_of_both_languages_are_taken_for_a_choice(agenda, trip: str) -> None:
    item = ids(agenda, trip)["Lunch"]
    assert agenda("set", trip, item, "status=bestätigt", "kind=meal").code == 0
    entry = json.loads(agenda("show", trip, "--json").out)["days"][0]["entries"][1]
    assert (entry["status"], entry["kind"]) == ("confirmed", "meal")
    assert "Changed kind, status of Lunch" in agenda("history", trip).out


def test_nothing_is_removed_for_good_without_a_yes(agenda, trip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for answer, left in (("", 1), ("n", 1), ("x", 1), ("ja", 0)):
        monkeypatch.setattr("click.prompt", lambda *_, answer=answer, **__: answer)
        agenda("delete", trip, "--for-good")
        assert len(agenda("list", "--all").out.splitlines()) == left


@pytest.mark.parametrize("command", ["show {} > /dev/full", "show {} >&-", "list >&-"])
def test_output_that_cannot_be_written_gives_a_sentence(command: str) -> None:
    shell = f"{sys.executable} -m agenda {command.format(KOELN)}"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, cwd=ROOT)
    assert "Traceback" not in done.stderr
    assert "itself has failed" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("backup", "/dev/null/x/y"),
        ("backup", "x" * 300),
        ("restore", "x" * 300, "--yes"),
        ("export", "ics", KOELN, "-o", "x" * 300),
    ],
)
def test_paths_that_cannot_be_give_a_sentence(agenda, arguments: tuple[str, ...]) -> None:
    done = agenda(*arguments)
    assert done.code == 1
    assert "itself has failed" not in done.err
    assert done.err.count("\n") == 1


def test_a_folder_is_made_when_the_path_ends_like_one(agenda, trip: str, tmp_path: Path) -> None:
    agenda("export", "ics", trip, "-o", "new/")
    assert (tmp_path / "new/koeln.ics").is_file()


def test_an_export_without_items_is_told(agenda, trip: str) -> None:
    refused = agenda("export", "txt", trip, "--for", "public")
    assert refused.code == 1
    assert "There is nothing for public in it; no file was written." in refused.err
    refused = agenda("export", "ics", trip, "--for", "public")
    assert (refused.code, refused.err) == (1, "There is nothing for public in it; no file was written.\n")


def test_duplicates_have_a_life_of_their_own(agenda, trip: str) -> None:
    assert agenda("duplicate", trip, "Bonn").out.strip() == "bonn"
    agenda("set", "bonn", ids(agenda, "bonn")["Visit"], "title=Other")
    assert "Visit" in agenda("show", trip).out
    assert not set(ids(agenda, "bonn").values()) & set(ids(agenda, trip).values())


def test_archive_and_bin_give_back(agenda, trip: str) -> None:
    agenda("archive", trip)
    assert agenda("list").out == ""
    assert "archived" in agenda("list", "--all").out
    agenda("archive", trip, "--undo")
    agenda("delete", trip)
    assert agenda("list").out == ""
    agenda("delete", trip, "--undo")
    assert "Köln" in agenda("list").out
    agenda("delete", trip, "--for-good", "--yes")
    assert agenda("list", "--all").out == ""


def test_backup_and_restore(agenda, trip: str) -> None:
    assert agenda("backup", "copy.db").code == 0
    assert "is there already" in agenda("backup", "copy.db").err
    agenda("delete", trip, "--for-good", "--yes")
    assert agenda("restore", "copy.db", "--yes").code == 0
    assert "Köln" in agenda("list").out


def test_the_demo_writes_both_files_and_can_be_repeated(agenda, tmp_path: Path) -> None:
    for _ in range(2):
        done = agenda("demo", "-o", "out")
        assert done.code == 0
        assert "koeln.ics" in done.out
        assert "koeln.pdf" in done.out
    assert (tmp_path / "out/koeln.pdf").read_bytes().startswith(b"%PDF")
    assert len(agenda("list").out.splitlines()) == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_can_complete(agenda, shell: str) -> None:
    assert "_AGENDA_COMPLETE" in agenda("completion", shell).out


def test_trip_names_are_completed(trip: str) -> None:
    environment = {**os.environ, "_AGENDA_COMPLETE": "bash_complete", "COMP_WORDS": "agenda show k", "COMP_CWORD": "2"}
    done = subprocess.run([sys.executable, "-m", "agenda"], capture_output=True, text=True, env=environment, cwd=ROOT)
    assert done.stdout.strip() == "plain,koeln"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_german(name: str) -> None:
    environment = {**os.environ, "AGENDA_LANG": "de"}
    done = subprocess.run(
        [sys.executable, "-m", "agenda", name, "--help"], capture_output=True, text=True, env=environment, cwd=ROOT
    )
    assert done.returncode == 0
    assert done.stdout.startswith(f"Aufruf: python -m agenda {name}") or done.stdout.startswith(
        f"Aufruf: agenda {name}"
    )
    assert "Diese Hilfe anzeigen." in done.stdout
    assert words("de")(COMMANDS[name][1]).split()[0] in done.stdout


def test_a_reader_that_goes_away_is_no_failure_worth_a_traceback() -> None:
    command = f"{sys.executable} -m agenda show {KOELN} | head -c 10"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=ROOT)
    assert "Traceback" not in done.stderr


def test_a_failure_of_the_program_itself_is_told_without_a_traceback(
    agenda, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("trips.store.store.Store.trips", lambda *_: 1 / 0)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    done = agenda("list")
    assert done.code == 1
    assert "Agenda itself has failed (ZeroDivisionError)" in done.err
    assert "Traceback" not in done.err
    assert "ZeroDivisionError" in next((tmp_path / "state").rglob("error.txt")).read_text()


def test_columns_count_cells_not_characters() -> None:
    assert width("日本e\u0301") == 5
    lines = list(columns([("日本", "x"), ("abc", "y")]))
    assert [line.index(mark) for line, mark in zip(lines, "xy", strict=True)] == [4, 6]


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 60 columns."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")


@pytest.mark.usefixtures("narrow")
def test_a_narrow_terminal_loses_no_word() -> None:
    title = "  A guided walk through the whole of the Old Town (cancelled)"
    rows = [("  4aa9e3", "17:15–18:15", title, "Historic City Hall", ""), ("  9ff18b", "12:30", "Lunch", "", "")]
    lines = list(columns(rows))
    assert all(width(line) <= 60 for line in lines)
    assert lines[0].startswith("  4aa9e3  17:15–18:15    A guided walk")
    told = " ".join(" ".join(lines).split())
    assert "the Old Town (cancelled) · Historic City Hall" in told
    assert lines[-1] == "  9ff18b  12:30        Lunch"


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("text", ["x" * 150, "日本語" * 30, "one " * 40])
def test_what_has_no_room_goes_on_below_whole(text: str) -> None:
    lines = list(columns([("key", text)]))
    assert all(width(line) <= 60 for line in lines)
    assert "".join("".join(lines).split()) == "key" + "".join(text.split())


def test_plain_says_one_fact_a_line(agenda, trip: str) -> None:
    agenda("people", trip, "add", "Anna Weber", "role=Mayor")
    assert "\n10:00–11:00\nWelcome\n\n" in agenda("show", trip, "--plain").out
    assert agenda("people", trip, "--plain").out.splitlines()[1:] == ["Anna Weber", "Mayor", ""]
    assert not [line for line in agenda("check", trip, "--plain").out.splitlines() if "  " in line]
