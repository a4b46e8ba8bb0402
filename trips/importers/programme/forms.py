"""Programmes that are filled into forms: an entry as a block of labels, a week as a grid with a column for each day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from trips.grammar.dates import heading_at
from trips.grammar.times import leading_time, plain
from trips.importers.programme.rows import Row

_LABEL: Final = re.compile(
    r"(?P<title>termin|what|was|programmpunkt|event|veranstaltung|activity|aktivität|anlass|thema)\s*:\s*"
    r"|(?P<time>zeit|uhrzeit|when|wann|time)\s*:\s*|(?P<other>[^\W\d_][\w /-]{1,20}):\s"
)
_FEWEST_DAYS: Final = 2


def unfolded(rows: Sequence[Row]) -> list[Row]:
    """The rows as a list of entries: blocks as a line with a time and lines below it, a grid day by day."""
    return list(_grids(list(_blocks(rows))))


def _blocks(rows: Sequence[Row]) -> Iterator[Row]:
    place = 0
    while place < len(rows):
        block = [rows[place]]
        while place + len(block) < len(rows) and not rows[place + len(block)].gap and _label(rows[place]) is not None:
            block.append(rows[place + len(block)])
        yield from _entry(block)
        place += len(block)


def _label(row: Row) -> re.Match[str] | None:
    return _LABEL.match(plain(row.text))


def _entry(block: list[Row]) -> Iterator[Row]:
    """A block with a title and a time as an entry and what stands below it; any other block as it is."""
    named = {kind: row for row in reversed(block) if (match := _label(row)) and (kind := match.lastgroup) != "other"}
    title, time = named.get("title"), named.get("time")
    if title is None or time is None:
        yield from block
        return
    when, what = (row.text[_label_end(row) :] for row in (time, title))
    yield replace(block[0], text=f"{when} {what}", cells=(when, what))
    for row in block:
        if row is not title and row is not time:
            yield replace(row, cells=(row.text,), indent=block[0].indent + 2, gap=False)


def _label_end(row: Row) -> int:
    match = _label(row)
    return match.end() if match is not None else 0


def _grids(rows: list[Row]) -> Iterator[Row]:
    place = 0
    while place < len(rows):
        days = _days_across(rows[place])
        if not days:
            yield rows[place]
            place += 1
            continue
        end = place + 1
        while end < len(rows) and rows[end].table and len(rows[end].cells) > 1:
            end += 1
        yield from _day_by_day(rows[place], days, rows[place + 1 : end])
        place = end


def _days_across(row: Row) -> list[int]:
    """The columns of a row that each head a day; none if it is no row of days."""
    if not row.table or len(row.cells) <= _FEWEST_DAYS:
        return []
    days = [
        n for n, cell in enumerate(row.cells) if n and cell and (head := heading_at(cell)) and _whole(cell, head.end)
    ]
    return days if len(days) >= max(_FEWEST_DAYS, len(row.cells) - 2) else []


def _whole(cell: str, end: int) -> bool:
    return not cell[end:].strip(" .)")


def _day_by_day(head: Row, days: list[int], below: list[Row]) -> Iterator[Row]:
    for column in days:
        yield replace(
            head, text=head.cells[column], cells=(head.cells[column],), table=False, gap=True, style="heading"
        )
        filled = [(row, row.cells[column]) for row in below if column < len(row.cells) and row.cells[column]]
        for _, some in groupby(filled, key=lambda one: one[1] if len(one[1]) > _SHORT else one[0]):
            over = [row for row, _ in some]  # a cell that reaches over several rows is one entry
            first, last = over[0], over[-1]
            when = _spanned(first.cells[0], last.cells[0])
            text = first.cells[column]
            cells = (when, text) if leading_time(when) is not None else (text,)
            yield replace(first, text=" ".join(cells), cells=cells, table=True, gap=False)


def _spanned(first: str, last: str) -> str:
    """From the beginning of a time to the end of another: "8.00-9.30" and "11.30-12.15" are "8.00-12.15"."""
    return first if first == last else f"{re.split(_TO, first)[0]}-{re.split(_TO, last)[-1]}"


_TO: Final = re.compile(r"\s*[-–]\s*")
_SHORT: Final = 12
"""Letters up to which the same words one below the other are rather twice the same ("Sport", "frei")."""
