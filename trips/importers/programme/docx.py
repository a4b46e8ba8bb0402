"""A Word document as rows: its paragraphs, lists and tables in the order of the page, and its text boxes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, cast

from trips.importers.cleaning import without_controls
from trips.importers.programme.cells import rows_of_cells
from trips.importers.programme.rows import Row, Style, row_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_BOX: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INDENT: Final = 180_000
"""English Metric Units that count as one place to the right: half a centimetre."""


def rows_of_word(data: bytes) -> list[Row]:
    """The rows of a Word document; what the library raises for a damaged one is the caller's."""
    from docx import api

    return list(_rows(api.Document(BytesIO(data))))


def _rows(document: Document) -> Iterator[Row]:
    from docx.text.paragraph import Paragraph

    styles = _styles(document)
    number = 0
    gap = False
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            for row in _paragraph(block, styles, number + 1, gap=gap):
                number = row.line
                yield row
            gap = not block.text.strip()
        else:
            for row in _table(block, number + 1):
                number = row.line
                yield row
            gap = True


def _styles(document: Document) -> dict[str | None, str]:
    """The names of the styles in small letters, by their ids; that of paragraphs without one under None.

    The library looks through all styles for each paragraph.
    """
    from docx.enum.style import WD_STYLE_TYPE

    names: dict[str | None, str] = {style.style_id: (style.name or "").lower() for style in document.styles}
    usual = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    return {**names, None: (usual.name or "").lower() if usual is not None else ""}


def edges_of_word(data: bytes) -> list[str]:
    """The texts of a Word document outside its pages' text: headers, footers, footnotes."""
    found: dict[str, None] = {}
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml", name):
                found |= dict.fromkeys(_texts(package.read(name)))
    return list(found)


def _texts(xml: bytes) -> Iterator[str]:
    from docx.oxml import parse_xml

    for paragraph in cast("Any", parse_xml(xml)).iter(f"{_W}p"):
        text: str = "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
        if text.strip():
            yield " ".join(without_controls(text).split())


def _paragraph(paragraph: Paragraph, styles: Mapping[str | None, str], number: int, *, gap: bool) -> Iterator[Row]:
    element = cast("Any", paragraph)._p
    name = styles.get(element.style, styles[None])
    style = _style(paragraph, name)
    listed = name.startswith(("list", "aufzählung")) or (element.pPr is not None and element.pPr.numPr is not None)
    indent = _indent(paragraph)
    for text in (*_lines(_told(paragraph)), *(line for box in _boxes(paragraph) for line in _lines(box))):
        row = row_of(number, " " * indent + ("• " if listed else "") + text, gap=gap, style=style)
        yield row
        number, gap = number + 1, False


def _lines(text: str) -> list[str]:
    return [line for line in _all_lines(text) if line.strip()]


def _all_lines(text: str) -> list[str]:
    return list(map(without_controls, text.replace("\r", "\n").split("\n")))


def _boxes(paragraph: Paragraph) -> Iterator[str]:
    """The texts of text boxes that hang at a paragraph; each box is stored twice, for old and new programs."""
    seen: set[str] = set()
    for box in cast("Any", paragraph)._p.iter(_BOX):
        text = "\n".join("".join(node.text or "" for node in one.iter(f"{_W}t")) for one in box.iter(f"{_W}p"))
        if text not in seen:
            seen.add(text)
            yield text


def _style(paragraph: Paragraph, name: str) -> Style:
    if name in ("title", "titel"):
        return "title"
    if name.startswith(("heading", "überschrift", "subtitle", "untertitel")):
        return "heading"
    runs = [run for run in paragraph.runs if run.text.strip()]
    return "bold" if runs and all(run.bold for run in runs) else ""


def _indent(paragraph: Paragraph) -> int:
    left = cast("int | None", cast("Any", paragraph.paragraph_format).left_indent)
    return max(0, left // _INDENT) if left is not None else 0


def _table(table: Table, number: int) -> Iterator[Row]:
    """The rows of a table; a cell's further paragraphs are rows below, in the same column.

    A cell that reaches over several rows comes in each, one over several columns once.
    """
    from docx.text.paragraph import Paragraph

    above: dict[int, list[str]] = {}
    for line in table.rows:
        cells: list[list[str]] = []
        for place, element, goes_on in _elements(line):
            if not goes_on:
                above[place] = [line for one in element.p_lst for line in _all_lines(_told(Paragraph(one, table)))]
            cells.append(above.get(place, []))
        for row in rows_of_cells(cells, number):
            yield row
            number = row.line + 1


def _elements(row: object) -> Iterator[tuple[int, Any, bool]]:
    """The cells of a row as they are in the file: the column each begins at, and whether it goes on from above.

    The library gives a cell once for each column that it says it spans, and a file may say millions.
    """
    tr = cast("Any", row)._tr
    place: int = tr.grid_before
    for element in tr.tc_lst:
        yield place, element, element.vMerge == "continue"
        place += element.grid_span


def _told(paragraph: Paragraph) -> str:
    """The text of a paragraph; raised digits keep standing higher: "9⁰⁰ Uhr"."""
    if not any(run.font.superscript for run in paragraph.runs):
        return paragraph.text
    return "".join(run.text.translate(_RAISED) if run.font.superscript else run.text for run in paragraph.runs)
