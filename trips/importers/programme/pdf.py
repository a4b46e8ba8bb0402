"""A PDF as rows: its texts put together by where they stand, columns side by side, wrapped cells joined."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple, cast

from trips.i18n.language import UserError
from trips.importers.cleaning import one_line
from trips.importers.programme.pdf_texts import SECONDS
from trips.importers.programme.rows import Row, is_page_number, row_of

_OWN: Final = "agenda-tui"
"""What the documents of this program have among their keywords."""
_PASSWORD: Final = 2
_HYPHEN: Final = re.compile("[\ufffe\x02\u00ad]")
"""What the library gives for a hyphen that only divides a word at the end of a line."""
_APART: Final = 1.3
"""How many times the height of its letters two texts of a line stand apart if they are two cells."""
_PARAGRAPH: Final = 1.75
"""How many times the usual distance of lines a new paragraph stands below the one before."""
_SEVERAL: Final = 2
_TOUCHING: Final = 0.12
"""How many times the height of its letters two texts stand apart at most if they are one word."""
_SAME: Final = 6.0
"""Points within which two columns begin at the same place."""


class _Text(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float
    text: str


@dataclass
class _Cell:
    left: float
    right: float
    text: str


@dataclass
class _Line:
    """A line of a page: its cells from left to right, its upper edge and the height of its letters, in points."""

    top: float
    bottom: float
    cells: list[_Cell] = field(default_factory=list)

    @property
    def height(self) -> float:
        return self.top - self.bottom


def rows_of_pdf(data: bytes, name: str) -> list[Row]:
    """The rows of a PDF.

    Raises:
        UserError: it cannot be opened, has a password, holds only pictures, or is a document of this program.
    """
    found = _texts(data, name)
    if _OWN in str(found["keywords"]):
        raise UserError("{path} is a document of this program; import the trip file that it was made from.", path=name)
    told = cast("list[list[tuple[float, float, float, float, str]]]", found["pages"])
    pages = [[_Text(*text) for text in page] for page in told]
    if not any(pages):
        raise UserError(
            "{path} holds only pictures and no text, as scans do; have its text recognised first.", path=name
        )
    rows: list[Row] = []
    edges = _edges(pages)
    for page in pages:
        lines = [line for line in _lines(page) if _key(line) not in edges]
        rows += _rows(_joined(lines), len(rows) + 1)
    return rows


def _texts(data: bytes, name: str) -> dict[str, object]:
    """What the process that reads it says.

    Raises:
        UserError: it ended without a result.
    """
    command = [sys.executable, "-P", "-m", "trips.importers.programme.pdf_texts"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and nothing of the file is among its words
            command, input=data, capture_output=True, timeout=SECONDS * 2, check=False
        )
    except subprocess.TimeoutExpired:
        raise UserError("{path} takes too long to read; copy its text and paste that.", path=name) from None
    if done.returncode == _PASSWORD:
        raise UserError("{path} is protected by a password; save it without one.", path=name)
    if done.returncode != 0:
        raise UserError("{path} is damaged and cannot be opened.", path=name)
    return cast("dict[str, object]", json.loads(done.stdout))


def _lines(page: Sequence[_Text]) -> list[_Line]:
    """The lines of a page from above, each with its cells."""
    lines: list[_Line] = []
    for text in sorted(page, key=lambda text: (-text.top, text.left)):
        if not text.text.strip():
            continue
        line = next((line for line in lines[-3:] if _beside(line, text)), None)
        if line is None:
            line = _Line(text.top, text.bottom)
            lines.append(line)
        line.cells.append(_Cell(text.left, text.right, _HYPHEN.sub("-", text.text)))
    for line in lines:
        line.cells = list(_cells(line))
        for cell in line.cells:
            cell.text = one_line(cell.text)
    return lines


def _beside(line: _Line, text: _Text) -> bool:
    """Whether a text stands on a line: they share more than half of the height of the smaller one."""
    shared = min(line.top, text.top) - max(line.bottom, text.bottom)
    return shared > 0.5 * min(line.height, text.top - text.bottom)


def _cells(line: _Line) -> Iterator[_Cell]:
    """The cells of a line: texts that stand close to each other are one."""
    open_cell: _Cell | None = None
    for text in sorted(line.cells, key=lambda cell: cell.left):
        if open_cell is not None and text.left - open_cell.right < _APART * line.height:
            glue = " " if text.left - open_cell.right > _TOUCHING * line.height else ""
            open_cell.text = f"{open_cell.text}{glue}{text.text}"
            open_cell.right = max(open_cell.right, text.right)
            continue
        if open_cell is not None:
            yield open_cell
        open_cell = _Cell(text.left, text.right, text.text)
    if open_cell is not None:
        yield open_cell


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "#", " ".join(cell.text for cell in line.cells))


def _edges(pages: Sequence[Sequence[_Text]]) -> set[str]:
    """The first and last lines that every page has, whatever number stands in them: headers and footers."""
    if len(pages) < _SEVERAL:
        return set()
    ends = [{_key(line) for line in (*lines[:2], *lines[-2:])} for page in pages if (lines := _lines(page))]
    return {key for key in set[str]().union(*ends) if sum(key in one for one in ends) >= max(_SEVERAL, len(ends) - 1)}


def _columns(lines: Sequence[_Line]) -> list[float]:
    """Where the columns of a page begin: places at which cells begin again and again."""
    starts: list[list[float]] = []
    for left in sorted(cell.left for line in lines for cell in line.cells):
        if starts and left - starts[-1][-1] <= _SAME:
            starts[-1].append(left)
        else:
            starts.append([left])
    beside = [cell.left for line in lines if len(line.cells) > 1 for cell in line.cells]
    return [min(some) for some in starts if sum(min(some) - 1 <= left <= max(some) + 1 for left in beside) > _SEVERAL]


class _Joined(NamedTuple):
    """A row of a page: the text of each column, and whether a blank line stands before it."""

    cells: dict[int, str]
    gap: bool
    indent: int


def _joined(lines: Sequence[_Line]) -> list[_Joined]:
    """The lines of a page with the cells that go on in the next line put together again."""
    columns = _columns(lines)
    pitches = [above.top - below.top for above, below in pairwise(lines) if above.top > below.top]
    pitch = median(pitches) if pitches else 0.0
    ends = _ends(lines, columns)
    rows: list[_Joined] = []
    before: _Line | None = None
    for line in lines:
        placed = {_column(columns, cell): cell for cell in line.cells}
        apart = before is not None and pitch > 0 and before.top - line.top > _PARAGRAPH * pitch
        if rows and before is not None and not apart and _goes_on(before, placed, columns, ends):
            for column, cell in placed.items():
                rows[-1].cells[column] = _put(rows[-1].cells.get(column, ""), cell.text)
        else:
            cells = {column: cell.text for column, cell in placed.items()}
            rows.append(_Joined(cells, apart, min(placed)))
        before = line
    return rows


def _ends(lines: Sequence[_Line], columns: Sequence[float]) -> dict[int, float]:
    """How far to the right the texts of each column reach."""
    ends: dict[int, float] = {}
    for line in lines:
        for cell in line.cells:
            column = _column(columns, cell)
            ends[column] = max(ends.get(column, 0.0), cell.right)
    return ends


def _column(columns: Sequence[float], cell: _Cell) -> int:
    return max((n for n, left in enumerate(columns) if left <= cell.left + _SAME), default=-1)


def _goes_on(before: _Line, placed: dict[int, _Cell], columns: Sequence[float], ends: dict[int, float]) -> bool:
    """Whether a line only goes on with cells of the one above: its first words would not have fitted there any more."""
    above = {_column(columns, cell): cell for cell in before.cells}
    if not placed or min(placed) <= 0 or not set(placed) <= set(above):
        return False
    for column, cell in placed.items():
        word = cell.text.split()[0]
        width = (cell.right - cell.left) * len(word) / max(len(cell.text), 1)
        if above[column].right + width < ends[column] - 1 and not cell.text[:1].islower():
            return False
    return True


def _put(before: str, text: str) -> str:
    """Two lines as one; a word that was divided between them is whole again."""
    if re.search(r"[a-zäöüß]-$", before):
        return before[:-1] + text if text[:1].islower() else before + text
    return f"{before} {text}".strip()


def _rows(joined: Sequence[_Joined], number: int) -> Iterator[Row]:
    width = max((column for row in joined for column in row.cells), default=0) + 1
    for row in joined:
        texts = [row.cells.get(column, "") for column in range(-1, width)]
        filled = texts[1:] if not texts[0] else texts
        text = " ".join(filter(None, texts))
        if is_page_number(text):
            continue
        if len(row.cells) == 1:
            yield row_of(number, "  " * max(row.indent, 0) + text, gap=row.gap)
        else:
            tidy = row_of(number, "\t".join(filled), gap=row.gap)
            yield Row(number, tidy.text, tidy.cells, 0, bullet=False, style="", gap=row.gap, table=True)
        number += 1
