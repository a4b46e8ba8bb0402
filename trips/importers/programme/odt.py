"""A document of LibreOffice (OpenDocument) as rows: its paragraphs, lists and tables."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, fromstring

from trips.importers.programme.cells import rows_of_cells
from trips.importers.programme.rows import Row, row_of

CONTENT: Final = "content.xml"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DIGITS: Final = 3
_MOST: Final = 60
"""How often a cell or a blank is repeated at most; a file may say millions."""


def rows_of_odt(data: bytes) -> list[Row]:
    """The rows of a document; what the libraries raise for a damaged one is the caller's."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        content = package.read(CONTENT)
    root = fromstring(content)  # noqa: S314 - expat ends what grows beyond measure, and loads nothing from elsewhere
    body = next(root.iter(f"{_OFFICE}text"), None)
    return list(_Document().rows(body)) if body is not None else []


class _Document:
    """A document read from its beginning."""

    def __init__(self) -> None:
        self._number = 1
        self._gap = False

    def rows(self, parent: Element, depth: int = 0) -> Iterator[Row]:
        """Every row below an element; `depth` is how deep it stands in lists."""
        for element in parent:
            if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield from self._paragraph(element, depth)
            elif element.tag == f"{_TEXT}list":
                for item in _children(element, f"{_TEXT}list-item", f"{_TEXT}list-header"):
                    yield from self.rows(item, depth + 1)
            elif element.tag == f"{_TABLE}table":
                yield from self._table(element)
                self._gap = True
            elif element.tag in (f"{_TEXT}section", f"{_TEXT}index-body"):
                yield from self.rows(element, depth)

    def _paragraph(self, element: Element, depth: int) -> Iterator[Row]:
        lines = _text(element).split("\n")
        for line in lines:
            if line.strip():
                lead = "  " * (depth - 1) + "• " if depth else ""
                style = "heading" if element.tag == f"{_TEXT}h" else ""
                yield row_of(self._number, lead + line, gap=self._gap, style=style)
                self._number += 1
            self._gap = not line.strip()

    def _table(self, table: Element) -> Iterator[Row]:
        for line in table.iter(f"{_TABLE}table-row"):
            cells: list[list[str]] = []
            for cell in _children(line, f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                paragraphs = [
                    text
                    for one in cell.iter()
                    if one.tag in (f"{_TEXT}p", f"{_TEXT}h")
                    for text in _text(one).split("\n")
                ]
                said = cell.get(f"{_TABLE}number-columns-repeated", "1")
                times = min(_number(said), _MOST)
                cells += [paragraphs] * times
            for row in rows_of_cells(cells[:_MOST], self._number):
                yield row
                self._number = row.line + 1


def _number(said: str) -> int:
    """A number of repetitions; one if it is more than can be meant."""
    return int(said) if said.isdigit() and len(said) <= _DIGITS else 1


def _children(element: Element, *tags: str) -> list[Element]:
    return [child for child in element if child.tag in tags]


def _text(paragraph: Element) -> str:
    """The text of a paragraph, with its tabs and breaks."""
    pieces: list[str] = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{_TEXT}tab":
            pieces.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif child.tag == f"{_TEXT}s":
            said = child.get(f"{_TEXT}c", "1")
            pieces.append(" " * min(_number(said), _MOST))
        elif child.tag not in (f"{_TEXT}note", f"{_OFFICE}annotation"):
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
