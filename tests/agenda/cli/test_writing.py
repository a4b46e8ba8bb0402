"""What the command line writes: nothing with -n, several formats at once, and no tree of folders by a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.agenda.cli.test_cli import agenda, trip
from tests.agenda.cli.test_edits import stored

__all__ = ["agenda", "trip"]


@pytest.mark.parametrize(
    ("command", "words", "says"),
    [
        ("pages", ("add", "Welcome", "text=Dear guests"), "Welcome"),
        ("partners", ("add", "Bank"), "Bank"),
        ("people", ("add", "Rita Roe"), "Added Rita Roe"),
        ("places", ("add", "Town hall"), "Added Town hall"),
    ],
)
def test_a_change_is_told_and_not_made(agenda, trip: str, command: str, words: tuple[str, ...], says: str) -> None:
    before = stored(trip)
    said = agenda(command, trip, *words, "-n")
    assert (said.code, says in said.err, "Nothing was written (--dry-run)." in said.err) == (0, True, True), said.err
    assert stored(trip) == before


def test_restore_says_what_it_would_do_to_each_trip(agenda, trip: str, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    agenda("backup", str(backup))
    agenda("add", trip, "Thu 21:00 Walk")
    agenda("new", "Gent", "--from", "2027-05-04", "--to", "2027-05-05")
    before = stored(trip)
    said = agenda("restore", str(backup), "--dry-run")
    assert said.code == 0, said.err
    told = dict(line.split("  ", 1) for line in said.out.splitlines())
    assert told[trip] == "would be as it was then"
    assert told["gent"] == "would be gone"
    assert stored(trip) == before


def test_several_formats_are_written_at_once(agenda, trip: str, tmp_path: Path) -> None:
    assert agenda("export", trip, "txt", "md").out.split() == ["koeln.txt", "koeln.md"]
    assert agenda("export", "md", trip, "-o", "new/").code == 0
    assert (tmp_path / "new" / "koeln.md").is_file()
    assert agenda("export", trip, "txt", "md", "-o", "x.txt").code == 2
    assert 'Did you mean "pdf"?' in agenda("export", "pfd", trip).err


def test_a_slip_in_a_folder_makes_no_tree(agenda, trip: str, tmp_path: Path) -> None:
    refused = agenda("export", "txt", trip, "-o", "nowhere/deep/")
    assert refused.code == 1
    assert "There is no folder nowhere" in refused.err
    assert not (tmp_path / "nowhere").exists()
    assert agenda("export", "txt", trip, "-o", "new/").code == 0
