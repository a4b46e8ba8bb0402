"""The office's look: a logo that is safe, a colour that can be read, and one sentence for what is wrong."""

from __future__ import annotations

import io
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from exports.audience import PARTICIPANTS
from exports.brand import check_colour, contrast_with_white, read_logo, wrapped_as_svg
from exports.office_files import repacked
from exports.snapshot import Snapshot
from exports.word import check_letterhead, programme_docx
from tests.agenda.cli.test_cli import agenda  # noqa: F401 - a fixture
from tests.exports.paper.test_papers import DRAWING, PIXEL
from tests.support.judges import ROOT
from tests.support.papermaking import ISSUED, example_trip
from trips.i18n.language import UserError


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a", "no picture"), (b"", "no picture"), (b"\x89PNG\r\n\x1a\n\x00", "broken"),
        (PIXEL[:16] + b"\x7f\xff\xff\xff" + PIXEL[20:], "more than 4000 pixels"),
        (b"x" * 2_000_001, "larger than 2 MB"),
        (PIXEL[:-20], "broken"), (PIXEL.replace(PIXEL[41:45], b"\0\0\0\0"), "broken"),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b", "broken"), (DRAWING.replace(b"</svg>", b"</rect>"), "broken"),
        (DRAWING.replace(b"<svg", b"<svg onload='alert(1)'"), "script"),
        (DRAWING.replace(b"<rect", b"<script>alert(1)</script><rect"), "script"),
        (DRAWING.replace(b"<rect", b'<image href="file:///etc/passwd"/><rect'), "other files"),
        (DRAWING.replace(b"<rect", b"<image xlink:href='https://example.org/x.png'/><rect"), "other files"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWING, "other files"),
        (DRAWING.replace(b"<rect", b"<style>@import 'x.css';</style><rect"), "other files"),
    ],
)  # fmt: skip
def test_a_logo_that_papers_cannot_hold_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        read_logo(data, "logo.svg", "Amt")


def test_a_picture_is_wrapped_with_its_own_proportions() -> None:
    assert 'width="1" height="1"' in wrapped_as_svg(read_logo(PIXEL, "x.png", "Amt"))
    jpeg = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0001108003000400301220002110103110100ffda0000ffd9")
    assert 'width="64" height="48"' in wrapped_as_svg(read_logo(jpeg, "x.jpg", "Amt"))


def test_a_colour_is_taken_if_it_can_be_read_on_white_paper() -> None:
    assert (check_colour(""), check_colour("#0B5394"), check_colour("#000000")) == ("", "#0b5394", "#000000")
    assert contrast_with_white("#000000") == pytest.approx(21)
    with pytest.raises(UserError, match="write it like"):
        check_colour("red")
    with pytest.raises(UserError, match="too light") as refused:
        check_colour("#ffcc00")
    darker = str(refused.value.message.values["darker"])
    assert contrast_with_white(check_colour(darker)) >= 4.5


def a_docx(name: str = "word/document.xml") -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(name, "<x/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("setting", "content", "said"),
    [
        ("logo", b"GIF89a", "no picture"), ("logo", None, "cannot be read"), ("letterhead", b"PK", "letterhead"),
        ("letterhead", a_docx("word/vbaProject.bin"), "letterhead"), ("letterhead", None, "cannot be read"),
        ("fonts", None, "does not exist"), ("colour", b"#ffcc00", "too light"), ("badges", b"1", "no offset"),
        ("badges", b"99/0", "no offset"), ("badges", b"nan/0", "no offset"),
    ],
)  # fmt: skip
def test_a_look_that_papers_cannot_have_is_not_kept(
    agenda,  # noqa: F811
    tmp_path: Path,
    setting: str,
    content: bytes | None,
    said: str,
) -> None:
    if setting in ("colour", "badges"):
        value = (content or b"").decode()
    else:
        path = tmp_path / f"file.{'docx' if setting == 'letterhead' else 'png'}"
        if content is not None:
            path.write_bytes(content)
        value = str(path)
    done = agenda("settings", f"{setting}={value}")
    assert done.code == 1
    assert said.casefold() in done.err.casefold()
    assert done.err.count("\n") == 1
    assert not Path(os.environ["AGENDA_CONFIG"]).exists()


def test_a_logo_that_breaks_later_keeps_the_old_paper_and_lets_the_others_be_written(
    agenda,  # noqa: F811
    tmp_path: Path,
) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(PIXEL)
    assert agenda("settings", f"logo={logo}", "office=Amt", "footer=Rathausplatz 1").code == 0
    paper = tmp_path / "koeln.pdf"
    trip = str(ROOT / "examples/koeln.toml")
    assert agenda("export", "pdf", trip, "-o", str(paper)).code == 0
    before = paper.read_bytes()
    logo.write_bytes(PIXEL[:20])
    done = agenda("export", "pdf", trip, "-o", str(paper))
    assert done.code == 1
    assert "logo.png is broken" in done.err
    assert paper.read_bytes() == before
    assert agenda("export", "md", trip, "-o", str(tmp_path / "koeln.md")).code == 0


def test_a_path_in_the_settings_holds_wherever_the_program_is_started(
    agenda,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "logo.png").write_bytes(PIXEL)
    assert agenda("settings", "logo=logo.png").code == 0
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert agenda("export", "pdf", str(ROOT / "examples/koeln.toml")).code == 0
    assert agenda("settings", f"footer={'x' * 301}").code == 1


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
@pytest.mark.parametrize("content", [b"<x/>", b"no xml"])
def test_a_letterhead_whose_parts_are_something_else_is_refused(part: str, content: bytes) -> None:
    sound = programme_docx(Snapshot(example_trip("koeln"), ISSUED), PARTICIPANTS)
    assert check_letterhead(sound) == sound
    with pytest.raises(UserError, match="no Word file, or it is broken"):
        check_letterhead(repacked(sound, {part: content}))


def test_a_broken_font_is_named(agenda, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "Own.ttf").write_bytes(b"no font")
    done = agenda("settings", f"fonts={tmp_path}")
    assert (done.code, "Own.ttf is no font" in done.err) == (1, True)


def test_what_a_camera_wrote_into_a_picture_does_not_leave_and_it_stands_upright() -> None:
    from PIL import Image

    picture = Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "GEHEIMKAMERA"  # turned by a quarter; the maker of the camera
    exif.get_ifd(0x8825)[2] = (50.0, 56.0, 0.0)
    data = io.BytesIO()
    picture.save(data, "JPEG", exif=exif)
    assert b"GEHEIMKAMERA" in data.getvalue()
    shown = read_logo(data.getvalue(), "x.jpg", "")
    assert b"GEHEIMKAMERA" not in shown.data
    with Image.open(io.BytesIO(shown.data)) as upright:
        assert upright.size == (20, 40)
        assert not upright.getexif()
    printed = io.BytesIO()
    picture.convert("CMYK").save(printed, "JPEG")
    with Image.open(io.BytesIO(read_logo(printed.getvalue(), "x.jpg", "").data)) as screen:
        assert screen.mode == "RGB"
