"""The cells of a table's row as rows of a programme, whichever kind of file the table stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from trips.grammar.dates import heading_at
from trips.grammar.normalise import normalised
from trips.grammar.times import leading_time
from trips.importers.programme.rows import Row

_LINES_OF_A_DAY: Final = 3


def rows_of_cells(cells: Sequence[Sequence[str]], number: int) -> Iterator[Row]:
    """The rows that the cells of one row of a table make: a cell's further lines are rows below, in the same column.

    Args:
        cells: the lines of each cell, empty ones too: they may keep the lines of two cells beside each other.
        number: that of the first row in its file.
    """
    tidy = [_tidied(cell) for cell in cells]
    tidy = tidy if _are_aligned(tidy) else [[line for line in cell if line] for cell in tidy]
    for place in range(max((len(cell) for cell in tidy), default=0)):
        texts = tuple(cell[place] if place < len(cell) else "" for cell in tidy)
        if not any(texts):
            continue
        text = " ".join(text for text in texts if text)
        filled = texts if len(texts) > 1 else (text,)
        yield Row(number, text, filled, gap=False, table=len(texts) > 1, indent=0 if place == 0 else 2)
        number += 1


def _tidied(lines: Sequence[str]) -> list[str]:
    """The lines of a cell; a day or a time that stands on several is one."""
    tidy = [normalised(" ".join(line.split())) for line in lines]
    filled = [line for line in tidy if line]
    whole = " ".join(filled)
    said = (heading_at(whole), leading_time(whole)) if 1 < len(filled) <= _LINES_OF_A_DAY else ()
    return [whole] if any(one is not None and one.end >= len(whole.rstrip(" .")) for one in said) else tidy


def _are_aligned(cells: Sequence[Sequence[str]]) -> bool:
    """Whether empty lines keep the lines of cells beside each other: times beside what happens then."""
    filled = [cell for cell in cells if sum(map(bool, cell)) > 1]
    whole = {len(cell) for cell in filled}
    ends = {max(place for place, line in enumerate(cell) if line) for cell in filled}
    return len(filled) > 1 and (len(whole) == 1 or len(ends) == 1)
