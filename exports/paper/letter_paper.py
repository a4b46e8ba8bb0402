"""The office's letter paper under documents: a drawing behind their pages, which keeps them accessible and archivable.

A PDF cannot be part of a document that is to be archived, as nobody could vouch for what is in it. So its pages become
drawings, their letters outlines: what stands on letter paper is decoration, and is not read aloud.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Final

from exports.brand import LetterPaper, Margins, read_logo, wrapped_as_svg
from exports.paper.render import STANDARDS, check_compiler
from exports.paper.typeface import found_fonts
from trips.i18n.language import UserError

_A4: Final = (210.0, 297.0)
_TOLERANCE: Final = 3.0
"""By how many millimetres a sheet may differ from A4: printers' files are cut on three edges."""

_MM: Final = 25.4 / 72
_TEXT: Final = re.compile(rb"<\s*(?:\w+:)?text\b")
"""Letters that a drawing leaves to the fonts of whoever shows it."""

_SHEETS: Final = 2
_PAGE: Final = """#set page(width: auto, height: auto, margin: 0pt)
#image("paper.pdf", page: {page})"""
_PROOF: Final = """#let sheets = json(bytes(sys.inputs.sheets))
#set document(title: "A")
#set page(width: 210mm, height: 297mm)
#for sheet in sheets { page(background: image(bytes(sheet), format: "svg", width: 100%, height: 100%))[= A] }"""


def read_letter_paper(data: bytes, name: str, margins: Margins) -> LetterPaper:
    """Letter paper from the bytes of a file: a PDF of one page or two, or a picture of a sheet.

    Args:
        data: a PDF, PNG, JPEG or SVG of a sheet of A4.
        name: the file's name, for the sentence.
        margins: what of the sheet is not for text.

    Raises:
        UserError: it is none, of another size, or cannot be drawn.
    """
    if data.startswith(b"%PDF"):
        return LetterPaper(_drawn(data, name), margins)
    picture = read_logo(data, name, "")
    if picture.kind == "svg" and _TEXT.search(data):
        raise UserError("The letter paper {name} holds letters as text; save it with outlines, or as PDF.", name=name)
    sheet = data.decode("utf-8-sig") if picture.kind == "svg" else wrapped_as_svg(picture)
    size = re.search(r'<svg[^>]*?width="([\d.]+)"[^>]*?height="([\d.]+)"', sheet)
    if picture.kind != "svg" and size is not None:
        _check_size(name, _A4[0], _A4[0] * float(size[2]) / float(size[1]))
    return LetterPaper((sheet,), margins)


def check_archivable(paper: LetterPaper, name: str) -> None:
    """Refuse letter paper on which no document could be archived.

    Raises:
        UserError: it has something that PDF/A-2a or PDF/UA-1 does not allow.
    """
    import typst

    check_compiler()
    sheets = json.dumps(paper.sheets, ensure_ascii=False)
    try:
        typst.compile(
            _PROOF.encode(), format="pdf", pdf_standards=list(STANDARDS), sys_inputs={"sheets": sheets},
            font_paths=found_fonts(),
        )  # fmt: skip
    except (typst.TypstError, RuntimeError) as error:
        why = str(error).splitlines()[0]
        raise UserError(
            "With the letter paper {name} documents would not be accessible and archivable ({why}).", name=name, why=why
        ) from None


def _drawn(data: bytes, name: str) -> tuple[str, ...]:
    """The first pages of a PDF as drawings; a second one lies behind all pages but the first."""
    import typst

    check_compiler()
    sheets: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "paper.pdf").write_bytes(data)
        for page in range(1, _SHEETS + 1):
            source = Path(folder) / "page.typ"
            source.write_text(_PAGE.format(page=page), encoding="utf-8")
            try:
                drawn = typst.compile(str(source), root=folder, format="svg")
            except (typst.TypstError, RuntimeError, OSError) as error:
                if sheets:
                    break  # it has one page
                raise UserError(
                    "The letter paper {name} cannot be read ({why}); save it as PDF once more, without a password.",
                    name=name, why=str(error).splitlines()[0],
                ) from None  # fmt: skip
            sheets.append(_one(drawn).decode())
    width, height = _size(sheets[0])
    _check_size(name, width, height)
    return tuple(sheets)


def _one(drawn: bytes | list[bytes]) -> bytes:
    return drawn if isinstance(drawn, bytes) else drawn[0]


def _size(sheet: str) -> tuple[float, float]:
    """Width and height of a drawing of the compiler, in millimetres."""
    match = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', sheet)
    return (float(match[1]) * _MM, float(match[2]) * _MM) if match else (0.0, 0.0)


def _check_size(name: str, width: float, height: float) -> None:
    if abs(width - _A4[0]) > _TOLERANCE or abs(height - _A4[1]) > _TOLERANCE:
        raise UserError(
            "The letter paper {name} is {width} × {height} mm; documents are 210 × 297 mm.",
            name=name, width=f"{width:.0f}", height=f"{height:.0f}",
        )  # fmt: skip
