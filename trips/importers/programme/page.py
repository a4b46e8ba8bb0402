"""The rows of a programme with what can be seen of each alone, and of what follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trips.grammar.dates import days_between
from trips.grammar.times import leading_time, times_within
from trips.importers.programme.headings import DayHeading, day_heading, group_heading
from trips.importers.programme.labels import is_greeting, labelled
from trips.importers.programme.prose import is_prose
from trips.importers.programme.rows import Row, columns_of, is_ruler
from trips.importers.programme.title_block import TitleBlock, read_above

_FAR = 40
"""Rows within which the first day stands below a date that is only the letter's or the whole trip's."""
_LONG = 140
_WEEKS = 10
"""Days after which what stands below a date is about something else."""


class Page:
    """The rows, which of them head a day, and which begin with a time; all in time linear in the rows."""

    def __init__(self, rows: Sequence[Row], *, begun: bool = False) -> None:
        self.rows = rows
        self.heads = [None if is_ruler(row.text) else day_heading(row) for row in rows]
        self.timed = [_begins_timed(row) for row in rows]
        self.leads = frozenset(row.line for row, timed in zip(rows, self.timed, strict=True) if timed)
        self._next_timed = _next(self.timed)
        self._next_head = _next([head is not None for head in self.heads])
        self._prose = _next([is_prose(row.text) for row in rows])
        self.begin = 0 if begun else self._where_it_begins()
        self.above: TitleBlock = read_above([row for row in rows[: self.begin] if not is_ruler(row.text)])

    def times_follow(self, place: int) -> bool:
        """Whether entries with a time stand below a row, before the next day."""
        return self._next_timed[place + 1] < self._next_head[place + 1]

    def days_follow(self, place: int) -> bool:
        """Whether another day stands below a row, or a paragraph that may tell of one."""
        return min(self._next_head[place + 1], self._prose[place + 1]) < len(self.rows)

    def is_last(self, place: int) -> bool:
        """Whether neither a day nor a time stands at a row or below it, though times stand above it."""
        return min(self._next_timed[place], self._next_head[place]) == len(self.rows) and bool(self.leads)

    def indent_below(self, place: int) -> int:
        """How far to the right the entry below a row stands, else the row: days may have a column of their own."""
        below = place + 1 if place + 1 < len(self.rows) and self.timed[place + 1] else place
        return self.rows[below].indent

    def heads_deeper(self, place: int) -> bool:
        """Whether entries with a time stand right below a row and further to the right: "Excursion 1"."""
        if place + 1 >= len(self.rows):
            return False
        row, below = self.rows[place], self.rows[place + 1]
        return self.timed[place + 1] and below.indent > row.indent > 0 and not row.table

    def _where_it_begins(self) -> int:
        """The title block ends where the first day or the first time begins."""
        for place, row in enumerate(self.rows):
            head = self.heads[place]
            if head is not None and not self._heads_nothing(place, head):
                return place
            if self.timed[place] or columns_of(row) is not None:
                return place
            if is_prose(row.text) and any(times_within(row.text)):
                return place
        return len(self.rows)

    def _heads_nothing(self, place: int, head: DayHeading) -> bool:
        """Whether a date above is no day: a span or the date of a letter, with the real days below it."""
        if head.goes_on or head.said.said is None:
            return False
        spans = head.said.said.last is not None
        for later in range(place + 1, min(place + _FAR, len(self.rows))):
            if self.timed[later]:
                return False
            if self.heads[later] is not None:
                texts = [row.text for row in self.rows[place + 1 : later]]
                return (
                    spans
                    or self._is_far(head, later)
                    or any(is_greeting(text) or (len(text) > _LONG and not _says_when(text)) for text in texts)
                )
        return spans and self._next_head[place + 1] == len(self.rows)

    def _is_far(self, head: DayHeading, later: int) -> bool:
        """Whether a date with no time below it lies weeks before the next day: it is the paper's."""
        below = self.heads[later]
        if below is None or below.said.said is None or head.said.said is None or not self.times_follow(later):
            return False
        return days_between(head.said.said, below.said.said) > _WEEKS


def _says_when(text: str) -> bool:
    return next(times_within(text), None) is not None


def _next(marks: Sequence[bool]) -> list[int]:
    """For each place the next one from there on that is marked; behind the last one their number."""
    found = [len(marks)] * (len(marks) + 2)
    for place in range(len(marks) - 1, -1, -1):
        found[place] = place if marks[place] else found[place + 1]
    return found


def _is_time(cell: str) -> bool:
    """Whether a cell is a time and nothing else."""
    found = leading_time(cell)
    return found is not None and found.sure and not cell[found.end :].strip(" .")


def _begins_timed(row: Row) -> bool:
    first = next((cell for cell in row.cells if cell), row.text)
    if len(row.cells) > 1 and re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", first):
        return True
    if len(row.cells) > 1 and any(_is_time(cell) for cell in (row.cells[1], row.cells[-1])):
        return True
    label = labelled(row.text)
    if label is not None and label.label in ("meet", "contact", "note", "people", "bring"):
        return False
    if (group := group_heading(first)) and group[1]:
        first = group[1]
    return leading_time(first) is not None
