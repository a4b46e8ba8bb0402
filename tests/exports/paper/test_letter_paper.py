"""Documents on the office's letter paper and in its typeface: accessible and archivable, or refused in a sentence."""

from __future__ import annotations

import io
import re
import struct
import subprocess
from pathlib import Path

import pytest
import typst
from PIL import Image

from exports.brand import Brand, LetterPaper, Margins
from exports.paper.glyphs import FONTS
from exports.paper.letter_paper import check_archivable, read_letter_paper
from exports.paper.typeface import check_typeface
from exports.snapshot import Snapshot
from tests.agenda.cli.test_cli import agenda  # noqa: F401 - a fixture
from tests.support.papermaking import ISSUED, example_trip, faults, make, text_of
from trips.i18n.language import UserError

MARGINS = Margins(60, 30, 40, 35)
SHEET = b"""#set page(width: 210mm, height: 297mm, margin: 0mm)
#set text(font: "Noto Sans")
#place(top + right, rect(width: 20mm, height: 20mm, fill: rgb("#ff0000")))
#place(top + left, dx: 30mm, dy: 20mm)[BRIEFKOPF]
#pagebreak()
#place(top + right, rect(width: 20mm, height: 20mm, fill: gradient.linear(rgb("#0000ff"), rgb("#0000fe"))))"""


def pdf_of(source: bytes) -> bytes:
    return typst.compile(source, format="pdf", font_paths=[str(FONTS)])


def on(paper: LetterPaper) -> bytes:
    return make("programme", Snapshot(example_trip("koeln"), ISSUED), brand=Brand(letter_paper=paper)).data


def corner(data: bytes, page: int) -> tuple[int, ...]:
    """The colour in the upper right corner of a page."""
    command = ["pdftoppm", "-r", "20", "-png", "-f", str(page), "-l", str(page), "-", "-"]
    shown = subprocess.run(["pdftoppm", *command[1:-1]], input=data, check=True, capture_output=True, timeout=60)
    with Image.open(io.BytesIO(shown.stdout)) as picture:
        return tuple(round(one / 255) for one in picture.convert("RGB").getpixel((picture.width - 5, 5)))


def test_a_document_on_letter_paper_is_accessible_and_archivable_and_its_text_keeps_to_the_margins() -> None:
    data = on(read_letter_paper(pdf_of(SHEET), "brief.pdf", MARGINS))
    assert faults(data) == []
    assert (corner(data, 1), corner(data, 2)) == ((1, 0, 0), (0, 0, 1))
    text = text_of(data, "-bbox")
    assert "BRIEFKOPF" not in text  # it is drawn, so that nobody has to hear it on every page
    edges = [tuple(map(float, one)) for one in re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"', text)]
    points = 72 / 25.4
    assert min(left for left, _ in edges) >= MARGINS.left * points - 1
    assert max(right for _, right in edges) <= (210 - MARGINS.right) * points + 1


def test_one_sheet_lies_behind_all_pages() -> None:
    one = SHEET.partition(b"#pagebreak")[0]
    data = on(read_letter_paper(pdf_of(one), "brief.pdf", MARGINS))
    assert corner(data, 2) == (1, 0, 0)


def test_a_picture_of_a_sheet_will_do() -> None:
    file = io.BytesIO()
    Image.new("RGB", (420, 594), "#00ff00").save(file, "PNG")
    data = on(read_letter_paper(file.getvalue(), "brief.png", MARGINS))
    assert faults(data) == []
    assert corner(data, 1) == (0, 1, 0)


def test_letter_paper_of_another_size_or_broken_is_refused() -> None:
    small = pdf_of(SHEET.replace(b"width: 210mm, height: 297mm", b"width: 148mm, height: 210mm"))
    with pytest.raises(UserError, match="is 148 × 210 mm"):
        read_letter_paper(small, "a5.pdf", MARGINS)
    with pytest.raises(UserError, match=r"brief\.pdf cannot be read"):
        read_letter_paper(pdf_of(SHEET)[:300], "brief.pdf", MARGINS)
    square = io.BytesIO()
    Image.new("RGB", (400, 400)).save(square, "PNG")
    with pytest.raises(UserError, match="is 210 × 210 mm"):
        read_letter_paper(square.getvalue(), "x.png", MARGINS)


def test_letter_paper_that_cannot_be_archived_is_refused() -> None:
    sheet = b'<svg xmlns="http://www.w3.org/2000/svg" width="210" height="297"><rect width="9" height="9"/></svg>'
    check_archivable(read_letter_paper(sheet, "brief.svg", MARGINS), "brief.svg")
    with pytest.raises(UserError, match="not be accessible and archivable"):
        check_archivable(LetterPaper(("no drawing",), MARGINS), "brief.svg")
    with pytest.raises(UserError, match="save it with outlines"):
        read_letter_paper(sheet.replace(b"<rect", b'<text x="1" y="9">Amt</text><rect'), "brief.svg", MARGINS)


@pytest.mark.parametrize("margins", ["10", "a/b/c/d", "90/20/90/20", "20/80/20/80", "5/20/20/20"])
def test_margins_that_leave_no_room_are_refused(agenda, margins: str) -> None:  # noqa: F811
    done = agenda("settings", f"margins={margins}")
    assert (done.code, "no margins" in done.err) == (1, True)


def test_the_settings_take_letter_paper(agenda, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "brief.pdf"
    path.write_bytes(pdf_of(SHEET))
    assert agenda("settings", f"letter_paper={path}", "margins=60/30/40/35").code == 0
    path.write_bytes(b"%PDF-1.7 broken")
    done = agenda("settings", f"letter_paper={path}")
    assert (done.code, "cannot be read" in done.err) == (1, True)


def a_typeface(folder: Path, *, allowed: int = 0) -> None:
    """The bundled letters under another name, with what their maker allows."""
    for style in ("Regular", "Bold"):
        data = bytearray((FONTS / f"NotoSans-{style}.ttf").read_bytes())
        for n in range(struct.unpack_from(">H", data, 4)[0]):
            tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * n)
            if tag == b"OS/2":
                struct.pack_into(">H", data, offset + 8, allowed)
            if tag == b"name":
                table = bytes(data[offset : offset + length])
                data[offset : offset + length] = table.replace(b"\0N\0o\0t\0o", b"\0A\0m\0t\0s").replace(
                    b"Noto", b"Amts"
                )
        (folder / f"Amts-{style}.ttf").write_bytes(data)


def test_a_document_is_set_in_the_typeface_of_the_office(tmp_path: Path) -> None:
    a_typeface(tmp_path)
    brand = Brand(fonts=str(tmp_path), typeface=check_typeface("amts sans", str(tmp_path)))
    data = make("programme", Snapshot(example_trip("koeln"), ISSUED), brand=brand).data
    assert faults(data) == []
    assert b"+AmtsSans" in data
    assert b"+NotoSans" not in data


def test_a_typeface_is_looked_for_in_the_folder_of_the_settings(agenda, tmp_path: Path) -> None:  # noqa: F811
    a_typeface(tmp_path)
    assert agenda("settings", "typeface=Amts Sans").code == 1
    assert agenda("settings", f"fonts={tmp_path}").code == 0
    assert agenda("settings", "typeface=Amts Sans").code == 0


def test_a_typeface_that_is_nowhere_has_no_bold_or_may_not_be_part_of_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no typeface Amts Sans"):
        check_typeface("Amts Sans", "")
    a_typeface(tmp_path, allowed=2)
    with pytest.raises(UserError, match="must not be part of a file"):
        check_typeface("Amts Sans", str(tmp_path))
    (tmp_path / "Amts-Bold.ttf").unlink()
    other = tmp_path / "other"
    other.mkdir()
    a_typeface(other)
    (other / "Amts-Bold.ttf").unlink()
    with pytest.raises(UserError, match="no regular and bold"):
        check_typeface("Amts Sans", str(other))
