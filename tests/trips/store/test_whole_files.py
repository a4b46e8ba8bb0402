"""Files that come into being whole, whatever somebody planted beside them or left behind."""

from __future__ import annotations

import os
import signal
import stat
from pathlib import Path

import pytest

from agenda.services.files import write_whole
from tests.trips.store.test_store import forked
from trips.i18n.language import UserError
from trips.store.whole_files import _clean, whole_file


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_has_its_mode_from_the_start_and_is_never_half(tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    target.write_bytes(b"old")
    target.chmod(0o666)
    with whole_file(target, "owner") as beside:
        assert mode(beside) == 0o600
        beside.write_bytes(b"half")
        assert target.read_bytes() == b"old"
    assert (target.read_bytes(), mode(target)) == (b"half", 0o600)
    with pytest.raises(OSError), whole_file(target) as beside:
        (beside / "x").write_bytes(b"other")
    assert target.read_bytes() == b"half"
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    (tmp_path / "x.ics").symlink_to(victim)
    write_whole(tmp_path / "x.ics", b"new")
    assert victim.read_bytes() == b"mine"
    assert not (tmp_path / "x.ics").is_symlink()


def test_what_a_kill_left_behind_is_removed_by_the_next_file_and_what_somebody_writes_is_not(tmp_path: Path) -> None:
    def killed() -> None:
        with whole_file(tmp_path / "a.pdf") as beside:
            beside.write_bytes(b"internal")
            os.kill(os.getpid(), signal.SIGKILL)

    os.waitpid(forked(killed), 0)
    (left,) = tmp_path.iterdir()
    os.utime(left, (0, 0))
    with whole_file(tmp_path / "b.pdf") as held:
        os.utime(held, (0, 0))
        _clean.cache_clear()
        write_whole(tmp_path / "c.pdf", b"c")
        assert not left.exists()
        assert held.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"b.pdf", "c.pdf"}


def test_what_is_for_the_folders_group_is_for_nobody_else(tmp_path: Path) -> None:
    write_whole(tmp_path / "mine", b"", seen_by="group")
    assert mode(tmp_path / "mine") == 0o640
    assert (tmp_path / "mine").stat().st_gid == tmp_path.stat().st_gid


def test_a_file_that_another_program_holds_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(UserError, match="it may be open in another program"):
        write_whole(tmp_path / "programme.docx", b"x")
    assert list(tmp_path.iterdir()) == []
