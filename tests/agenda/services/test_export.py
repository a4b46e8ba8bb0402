"""Papers from the command line and from the editor: what is asked for is written, told before, and printed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from textual.widgets import Button, OptionList

from agenda.services.export import Order, write_all
from agenda.tui.app import AgendaApp
from agenda.tui.dialogs.text import TextDialog
from agenda.tui.widgets.combo_box import ComboBox
from exports.formats import FORMATS
from exports.paper import PAPERS
from exports.snapshot import Snapshot
from tests.agenda.cli.test_cli import agenda, ids  # noqa: F401 - a fixture
from tests.support.judges import ROOT
from tests.support.papermaking import ISSUED, USUAL, example_trip, second_version
from tests.support.screens import screen_text, until
from trips.i18n.language import Message
from trips.store import Store, open_store

TRIP = str(ROOT / "examples/koeln.toml")


def test_every_paper_is_written_under_a_name_that_says_what_it_is(agenda, tmp_path: Path) -> None:  # noqa: F811
    for paper in set(USUAL) - {"changes"}:
        done = agenda("export", "pdf", TRIP, "--paper", paper)
        assert (done.code, done.err) == (0, "")
        assert done.out.strip() == ("koeln.pdf" if paper == "programme" else f"koeln-{paper}.pdf")
        assert (tmp_path / done.out.strip()).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("form", "paper", "name"),
    [("docx", "report", "koeln-report.docx"), ("md", "report", "koeln-report.md"), ("csv", "rooms", "koeln-rooms.csv"),
     ("xlsx", "all", "koeln.xlsx"), ("xlsx", "participants", "koeln-participants.xlsx")],
)  # fmt: skip
def test_other_formats_have_papers_too(agenda, tmp_path: Path, form: str, paper: str, name: str) -> None:  # noqa: F811
    assert agenda("export", form, TRIP, "--paper", paper).out.strip() == name
    assert (tmp_path / name).stat().st_size > 100


def test_the_office_is_told_what_a_report_leaves_out_and_a_table_does_not_hold(agenda) -> None:  # noqa: F811
    done = agenda("export", "md", TRIP, "--paper", "report")
    assert "Left out, as it was only requested: Gemeinsames Abendessen." in done.err
    assert "no rows" in agenda("export", "csv", TRIP, "--paper", "transfers", "--for", "press").err


def test_what_is_for_staff_is_readable_by_its_owner_only(agenda, tmp_path: Path) -> None:  # noqa: F811
    agenda("export", "pdf", TRIP, "--paper", "runsheet")
    agenda("export", "csv", TRIP, "--paper", "rooms")
    for name in ("koeln-runsheet.pdf", "koeln-rooms.csv"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("pdf", "--paper", "nix"), 1, 'There is no document "nix"'),
        (("csv", "--paper", "badges"), 1, "it is made as pdf"),
        (("csv", "--paper", "rooms", "--for", "press"), 1, "for staff only"),
        (("pdf", "--paper", "runsheet", "--for", "public"), 1, "for staff only"),
        (("pdf", "--paper", "badges", "--for", "press"), 1, "not told to the public or the press"),
        (("pdf", "--paper", "participants", "--columns", "diet"), 1, "only for staff"),
        (("pdf", "--paper", "badges", "--offset", "x"), 1, "is no offset"),
        (("pdf", "--offset", "1/1"), 2, "for the document badges only"),
        (("pdf", "--label", "90x55"), 2, "for the document badges, placecards only"),
        (("pdf", "--columns", "role"), 1, "--columns is for the document participants only"),
        (("pdf", "--sort", "rank", "--paper", "pocket"), 1, "--sort is for"),
        (("docx", "--columns", "role"), 2, "is about documents"),
        (("pdf", "--paper", "participants", "--columns", ""), 2, "names columns"),
        (("csv", "--paper", "participants", "--for", "press"), 1, "not told to the public or the press"),
        (("pdf", "--layout", "dense", "--paper", "pocket"), 1, "dense"),
        (("pdf", "--link", "javascript:alert(1)"), 1, "is no web address"),
        (("pdf", "--paper", "changes"), 1, "no earlier version"),
        (("ics", "--layout", "cover"), 2, "is about documents"),
        (("pdf", "--only-changed"), 2, "needs a version"),
        (("md", "--since", "1"), 2, "about calendar files and documents"),
        (("ics", "--print"), 2, "about documents"),
        (("pdf", "--since", "3"), 1, "version"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_writes_nothing(
    agenda,  # noqa: F811
    tmp_path: Path,
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    form, *rest = arguments
    done = agenda("export", form, TRIP, *rest)
    assert done.code == code
    assert said in done.err
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


def test_marks_and_changed_days_come_from_the_versions_of_the_store(agenda, tmp_path: Path) -> None:  # noqa: F811
    agenda("import", TRIP)
    agenda("release", "koeln", "--yes")
    done = agenda("export", "pdf", "koeln@draft", "--since", "1", "--only-changed", "-o", "new.pdf")
    assert done.code == 1
    assert "Nothing is new for them since version 1" in done.err
    assert not (tmp_path / "new.pdf").exists()
    visit = ids(agenda, "koeln")["Besuch der KGSt"]
    agenda("set", "koeln", visit, "time=14:30-17:00")
    assert agenda("export", "pdf", "koeln@draft", "--since", "1", "--paper", "daysheet", "--only-changed").code == 0
    assert agenda("export", "pdf", "koeln@draft", "--paper", "changes").out.strip() == "koeln-changes.pdf"


def test_a_dry_run_says_what_would_leave_and_why_and_writes_nothing(agenda, tmp_path: Path) -> None:  # noqa: F811
    done = agenda("export", "pdf", TRIP, "--paper", "driversheet", "--dry-run")
    assert "private: phone: Lena Leerfeld (only of whoever travels along" in done.out
    assert "MUSTER-4711" not in done.out
    done = agenda("export", "ics", TRIP, "--for", "public", "--dry-run")
    assert "private" not in done.out
    assert "name: Dr. Ralf Heinen" in done.out
    assert list(tmp_path.iterdir()) == []


def test_a_paper_is_handed_to_the_printer_command(agenda, tmp_path: Path, monkeypatch) -> None:  # noqa: F811
    room = tmp_path / "bin"
    room.mkdir()
    (room / "lp").write_text(f'#!/bin/sh\ncp "$1" "{tmp_path}/printed.pdf"\n')
    (room / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", f"{room}{os.pathsep}{os.environ['PATH']}")
    assert agenda("export", "pdf", TRIP, "--print").code == 0
    assert (tmp_path / "printed.pdf").read_bytes() == (tmp_path / "koeln.pdf").read_bytes()
    (room / "lp").write_text("#!/bin/sh\necho 'no default destination' >&2\nexit 1\n")
    done = agenda("export", "pdf", TRIP, "--print")
    assert (done.code, "was not printed (no default destination)" in done.err) == (1, True)


def test_one_that_cannot_be_made_lets_the_others_be_written(tmp_path: Path) -> None:
    snapshot = Snapshot(example_trip("koeln"), ISSUED)
    order = Order((None,), ("pdf",), tmp_path, papers=("programme", "changes", "runsheet"))
    written = {one.path.name: one.refused is None for one in write_all(snapshot, "koeln", order)}
    assert written == {"koeln.pdf": True, "koeln-changes.pdf": False, "koeln-runsheet.pdf": True}
    assert sorted(one.name for one in tmp_path.iterdir()) == ["koeln-runsheet.pdf", "koeln.pdf"]


def test_what_no_font_can_show_is_named_with_field_and_person(agenda, tmp_path: Path) -> None:  # noqa: F811
    text = (ROOT / "examples/koeln.toml").read_text(encoding="utf-8")
    path = tmp_path / "own.toml"
    path.write_text(text.replace("Dr. Klaus Effing", "Dr. Klaus \U000f1234"), encoding="utf-8")
    done = agenda("export", "pdf", str(path))
    assert done.code == 0
    assert "\U000f1234 cannot be printed (name of “Dr. Klaus \U000f1234”): give a name in Latin letters." in done.err


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(tmp_path / "own.db")
    first = made.create(second_version("koeln").earlier[0].trip, Message("x"), "koeln")
    made.versions.issue(first.trip.id, first.rev, "")
    made.save(first, second_version("koeln").trip, Message("y"))
    return made


async def test_the_editor_shows_tells_writes_and_opens_papers(store: Store, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    opened: list[Path] = []
    monkeypatch.setattr("agenda.services.files.open_file", opened.append)
    async with AgendaApp("koeln", store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: bool(pilot.app.screen.query("#papers")))
        dialog = pilot.app.screen
        dialog.query_one("#papers", ComboBox).value = "driver sheet, run sheet for staff"
        dialog.query_one("#formats", ComboBox).value = "printed documents (pdf)"
        dialog.query_one("#version", ComboBox).value = "Draft"
        dialog.query_one("#since", ComboBox).value = "since version 1"
        dialog.query_one("#preview", Button).press()
        await until(pilot, lambda: isinstance(pilot.app.screen, TextDialog))
        await until(pilot, lambda: "Kreishaus Steinfurt" in screen_text(pilot.app))
        await pilot.press("escape")
        dialog.query_one("#tells", Button).press()
        await until(pilot, lambda: isinstance(pilot.app.screen, TextDialog))
        await until(pilot, lambda: "private: phone" in screen_text(pilot.app))
        await pilot.press("escape")
        assert not list(tmp_path.glob("*.pdf"))
        dialog.query_one("#write", Button).press()
        await until(pilot, lambda: "2 files written" in screen_text(pilot.app))
        assert dialog.query_one("#files", OptionList).option_count == 2
        await pilot.press("enter")
        await until(pilot, lambda: bool(opened))
    assert [one.name for one in opened] == ["koeln-driversheet.pdf"]
    assert (tmp_path / "koeln-runsheet.pdf").exists()


def test_every_paper_is_in_the_documentation_with_its_pictures() -> None:
    text = (ROOT / "docs/papers.md").read_text(encoding="utf-8")
    for paper in PAPERS:
        assert f"| {paper} |" in text
        for language in ("de", "en"):
            assert f"pictures/papers/{paper}.{language}.png" in text
            assert (ROOT / f"docs/pictures/papers/{paper}.{language}.png").is_file()
    for name in FORMATS:
        assert f"\n    {name} " in (ROOT / "docs/commands.md").read_text(encoding="utf-8")
