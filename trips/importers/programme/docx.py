"""A Word document as rows: its paragraphs, lists and tables in the order of the page, and its text boxes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, cast

from trips.grammar.dates import heading_at
from trips.grammar.times import leading_time
from trips.i18n.language import UserError
from trips.importers.programme.rows import Row, Style, row_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_BOX: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INDENT: Final = 180_000
"""English Metric Units that count as one place to the right: half a centimetre."""


def rows_of_word(data: bytes, name: str) -> list[Row]:
    """The rows of a Word document.

    Raises:
        UserError: it cannot be read.
    """
    from docx import api
    from docx.opc.exceptions import OpcError

    try:
        document = api.Document(BytesIO(data))
        return list(_rows(document))
    except (OpcError, KeyError, ValueError, AttributeError, SyntaxError):
        raise UserError("{path} is damaged and cannot be opened.", path=name) from None


_LINES_OF_A_DAY: Final = 3


def _rows(document: Document) -> Iterator[Row]:
    from docx.text.paragraph import Paragraph

    number = 0
    gap = False
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            for row in _paragraph(block, number + 1, gap=gap):
                number = row.line
                yield row
            gap = not block.text.strip()
        else:
            for row in _table(block, number + 1):
                number = row.line
                yield row
            gap = True


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
            yield " ".join(text.split())


def _paragraph(paragraph: Paragraph, number: int, *, gap: bool) -> Iterator[Row]:
    style = _style(paragraph)
    listed = _is_listed(paragraph)
    indent = _indent(paragraph)
    for text in (*_lines(paragraph.text), *(line for box in _boxes(paragraph) for line in _lines(box))):
        row = row_of(number, " " * indent + ("• " if listed else "") + text, gap=gap, style=style)
        yield row
        number, gap = number + 1, False


def _lines(text: str) -> list[str]:
    return [line for line in text.replace("\r", "\n").split("\n") if line.strip()]


def _boxes(paragraph: Paragraph) -> Iterator[str]:
    """The texts of text boxes that hang at a paragraph; each box is stored twice, for old and new programs."""
    seen: set[str] = set()
    for box in cast("Any", paragraph)._p.iter(_BOX):
        text = "\n".join("".join(node.text or "" for node in one.iter(f"{_W}t")) for one in box.iter(f"{_W}p"))
        if text not in seen:
            seen.add(text)
            yield text


def _style(paragraph: Paragraph) -> Style:
    name = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    if name in ("title", "titel"):
        return "title"
    if name.startswith(("heading", "überschrift", "subtitle", "untertitel")):
        return "heading"
    runs = [run for run in paragraph.runs if run.text.strip()]
    return "bold" if runs and all(run.bold for run in runs) else ""


def _is_listed(paragraph: Paragraph) -> bool:
    name = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    properties = cast("Any", paragraph)._p.pPr
    return name.startswith(("list", "aufzählung")) or (properties is not None and properties.numPr is not None)


def _indent(paragraph: Paragraph) -> int:
    left = cast("int | None", cast("Any", paragraph.paragraph_format).left_indent)
    return max(0, left // _INDENT) if left is not None else 0


def _table(table: Table, number: int) -> Iterator[Row]:
    """The rows of a table; a cell's further paragraphs are rows below, in the same column."""
    for line in table.rows:
        cells: list[list[str]] = []
        before: object = None
        for cell in line.cells:
            if cast("Any", cell)._tc is before:  # a merged cell comes once for each column
                continue
            before = cast("Any", cell)._tc
            cells.append(_cell(cell.paragraphs))
        height = max((len(cell) for cell in cells), default=0)
        for place in range(height):
            texts = tuple(cell[place] if place < len(cell) else "" for cell in cells)
            if not any(texts):
                continue
            text = " ".join(text for text in texts if text)
            filled = texts if len(texts) > 1 else (text,)
            yield Row(number, text, filled, gap=False, table=len(texts) > 1, indent=0 if place == 0 else 2)
            number += 1


def _cell(paragraphs: Iterable[Paragraph]) -> list[str]:
    """The lines of a cell; a day or a time that stands on several is one."""
    lines = [" ".join(line.split()) for paragraph in paragraphs for line in _lines(paragraph.text)]
    whole = " ".join(lines)
    said = (heading_at(whole), leading_time(whole)) if 1 < len(lines) <= _LINES_OF_A_DAY else ()
    return [whole] if any(one is not None and one.end >= len(whole.rstrip(" .")) for one in said) else lines
