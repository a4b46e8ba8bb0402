"""A web page, or the mail of a program that writes one, as rows: its paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Protocol, cast

from trips.importers.programme.cells import rows_of_cells
from trips.importers.programme.rows import Row, Style, row_of


class Element(Protocol):
    """What is asked of an element of a page; the library that makes them has no types."""

    tag: object
    text: str | None
    tail: str | None

    def get(self, name: str, default: str) -> str:
        """An attribute."""
        ...

    def iter(self, *tags: str) -> Iterator[Element]:
        """Every element below, itself included."""
        ...

    def __iter__(self) -> Iterator[Element]: ...


_UNSEEN: Final = frozenset(
    ("script", "style", "head", "noscript", "template", "nav", "svg", "select", "button", "iframe")
)
_BLOCKS: Final = frozenset((
    "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main",
    "blockquote", "pre", "table", "tr", "td", "th", "dl", "dt", "dd", "address", "figure", "figcaption", "hr", "form",
    "fieldset", "aside", "center",
))  # fmt: skip
_APART: Final = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article", "hr", "blockquote"))
_HEADINGS: Final[dict[str, Style]] = {
    "h1": "title", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
}  # fmt: skip
_DIGITS: Final = 3
"""Of a number that can be meant: a cell that reaches over a thousand columns is none."""
_SEVERAL: Final = 2
_MOST_CELLS: Final = 60
"""Columns of a table that are read; a page may say that a cell reaches over millions."""


def rows_of_html(data: str | bytes) -> list[Row]:
    """The rows of a page; what the library raises for a damaged one is the caller's."""
    from lxml import html  # pyright: ignore[reportMissingTypeStubs]  # it has none

    library = cast("Any", html)
    known = "utf-8" if isinstance(data, str) else None
    parser: object = library.HTMLParser(remove_comments=True, remove_pis=True, encoding=known)
    text = data.encode("utf-8", "replace") if isinstance(data, str) else data
    return list(_Walk().rows(cast("Element", library.document_fromstring(text, parser=parser))))


class _Walk:
    """A page read from its beginning: the line that is being put together, and how deep it stands in lists."""

    def __init__(self) -> None:
        self._line: list[str] = []
        self._number = 1
        self._gap = False
        self._style: Style = ""
        self._depth = 0
        self._bullet = False

    def rows(self, root: Element) -> Iterator[Row]:
        """Every row below an element."""
        yield from self._inside(root)
        yield from self._ended()

    def _inside(self, element: Element) -> Iterator[Row]:
        self._line.append(element.text or "")
        for child in element:
            yield from self._child(child)
            self._line.append(child.tail or "")

    def _child(self, child: Element) -> Iterator[Row]:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _UNSEEN:
            return
        if tag == "br":
            yield from self._ended()
        elif tag == "table" and not _is_frame(child):
            yield from self._ended()
            yield from self._table(child)
            self._gap = True
        elif tag in _BLOCKS:
            yield from self._ended()
            yield from self._block(child, tag)
            yield from self._ended()
            self._gap = self._gap or tag in _APART
        else:
            yield from self._inside(child)

    def _block(self, child: Element, tag: str) -> Iterator[Row]:
        before, deeper = self._style, tag in ("ul", "ol")
        self._style = _HEADINGS.get(tag, before)
        self._gap = self._gap or tag in _APART
        self._depth += deeper
        self._bullet = tag == "li" or (self._bullet and not deeper)
        yield from self._inside(child)
        yield from self._ended()
        self._depth -= deeper
        self._style, self._bullet = before, False

    def _ended(self) -> Iterator[Row]:
        text = " ".join("".join(self._line).split())
        self._line.clear()
        if not text:
            return
        lead = "  " * self._depth + ("• " if self._bullet else "")
        yield row_of(self._number, lead + text, gap=self._gap, style=self._style)
        self._number += 1
        self._gap = self._bullet = False

    def _table(self, table: Element) -> Iterator[Row]:
        for line in table.iter("tr"):
            cells: list[list[str]] = []
            for cell in _cells(line):
                cells.append([row.text for row in _Walk().rows(cell)])
                cells += [[] for _ in range(min(_span(cell) - 1, _MOST_CELLS - len(cells)))]
            for row in rows_of_cells(cells[:_MOST_CELLS], self._number):
                yield row
                self._number = row.line + 1


def _span(cell: Element) -> int:
    said = cell.get("colspan", "1")
    return int(said) if said.isdigit() and len(said) <= _DIGITS else 1


def _is_frame(table: Element) -> bool:
    """Whether a table only places a page: it holds another one, or has no row with two cells."""
    rows = list(table.iter("tr"))
    holds_another = len(list(table.iter("table"))) > 1
    return holds_another or all(len(_cells(row)) < _SEVERAL for row in rows)


def _cells(row: Element) -> list[Element]:
    return [child for child in row if child.tag in ("td", "th")]
