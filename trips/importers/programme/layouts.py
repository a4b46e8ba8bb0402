"""How a page may be laid out: its rows as they would stand in the usual layout, a time before what happens then.

Which layout a page has shows only when it is read (`sense`): each of these is tried where its marks are seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, TypeAlias

from trips.grammar.dates import Said, dates_within, days_between, weekday_before
from trips.grammar.kinds import is_body, kind_of
from trips.grammar.times import leading_time, times_within
from trips.grammar.when import Clock
from trips.importers.programme.headings import day_heading
from trips.importers.programme.labels import labelled
from trips.importers.programme.rows import Column, Row, column_named, is_ruler
from trips.importers.programme.sense import is_whole
from trips.names.people import person_at
from trips.names.places import is_place

Layout: TypeAlias = Callable[[Sequence[Row]], list[Row] | None]
"""Rows as they stand in a page of that layout; None if nothing on the page looks like it."""
_BACK: Final = 4 * 60
"""Minutes by which the clock goes back where a day ends."""
_FEWEST: Final = 3
"""Bare times below each other that make a column."""
_LONGEST_HEADING: Final = 70
_LONGEST_PLACE: Final = 7
_MOST_OF: Final = 0.5
"""The share of the entries that have to look like it for a page to have that layout."""
_OF_PAPER: Final = re.compile(
    r"(?:(?:das|the|unser|vorläufiges)\s+)?\w*(?:programm|ablauf|agenda|programme|program|schedule|itinerary|zeitplan)"
    r"(?:\s+(?:für|am|for|of|on|zum|vom)(?:\s+(?:den|the))?)?",
    re.IGNORECASE,
)
"""What stands before a date and names nothing: "Programm für Freitag, den 10. Oktober"."""
_WEEKDAY: Final = re.compile(r"[A-Za-zÄÖÜäöü]+\.?,?\s*(?:(?:dem|den|the)\s+)?$")


def without_numbers(rows: Sequence[Row]) -> list[Row]:
    """The rows of tables without a column of running numbers, which look like hours."""
    numbered = [row for row in rows if len(row.cells) > 2 and row.cells[0].strip(".").isdigit() and _time(row.cells[1])]
    numbers = [int(row.cells[0].strip(".")) for row in numbered]
    steps = sum(later - number == 1 for number, later in pairwise(numbers))
    if len(numbers) < _FEWEST - 1 or steps < len(numbers) - 1:
        return list(rows)
    dropped = {id(row) for row in numbered}
    return [
        replace(row, cells=row.cells[1:], text=" ".join(filter(None, row.cells[1:]))) if id(row) in dropped else row
        for row in rows
    ]


def titles_below(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page with time and place in one line and what happens there in the next, the other way round."""
    heads = {place: head for place in range(len(rows) - 1) if (head := _head_with_place(rows[place], rows[place + 1]))}
    timed = sum(1 for row in rows if _time(row.text))
    places = sum(1 for _, where in heads.values() if is_place(where) or is_body(where) or " " not in where)
    if len(heads) < _FEWEST or len(heads) < timed * _MOST_OF or places < len(heads) / 2:
        return list(rows)
    turned: list[Row] = []
    for place, row in enumerate(rows):
        if place in heads:
            time, where = heads[place]
            below = rows[place + 1]
            turned.append(replace(row, text=f"{time} {below.text}", cells=(f"{time} {below.text}",)))
            turned.append(replace(below, text=f"Ort: {where}", cells=(f"Ort: {where}",), bullet=False, gap=False))
        elif place - 1 not in heads:
            turned.append(row)
    return turned


def _head_with_place(row: Row, below: Row) -> tuple[str, str] | None:
    """The time and the place of a row whose entry stands in the one below."""
    found = leading_time(row.text)
    if found is None or not found.sure or len(row.cells) > 1 or _time(below.text) or day_heading(below) is not None:
        return None
    where = row.text[found.end :].strip(" ,;:–—-|")
    short = where[:1].isupper() and len(where.split()) <= _LONGEST_PLACE and kind_of(where) == "other"
    names = below.text[:1].isupper() and labelled(below.text) is None and person_at(below.text) is None
    names = names and (kind_of(below.text) != "other" or len(below.text.split()) > _LONGEST_PLACE)
    return (row.text[: found.end], where) if short and names else None


def days_behind_places(rows: Sequence[Row]) -> list[Row] | None:
    """Days whose heading begins with something else: "Köln, Donnerstag, 9. Oktober 2025"."""
    turned = [_day_first(row) for row in rows]
    return [new or row for new, row in zip(turned, rows, strict=True)] if any(turned) else None


def _day_first(row: Row) -> Row | None:
    """A short row that holds a whole date and no time, with the date before the rest."""
    text = row.text
    if len(row.cells) > 1 or len(text) > _LONGEST_HEADING or day_heading(row) is not None:
        return None
    if _time(text) or next(times_within(text), None) is not None:
        return None
    said = next((said for said in dates_within(text) if is_whole(text, said)), None)
    if said is None:
        return None
    start = said.start
    if weekday_before(text, start) is not None and (weekday := _WEEKDAY.search(text[:start])):
        start = weekday.start()
    before = text[:start].strip(" ,;:–—-|(")
    named = "" if _OF_PAPER.fullmatch(before) else before
    rest = " ".join(filter(None, (named, text[said.end :].strip(" ,;:–—-|)"))))
    turned = f"{text[start : said.end]} – {rest}" if rest else text[start : said.end]
    new = replace(row, text=turned, cells=(turned,), style="heading")
    return new if day_heading(new) is not None else None


def days_by_clock(rows: Sequence[Row]) -> list[Row] | None:
    """Days that only the clock parts, going back to the morning as often as the span above has further days."""
    starts = {place: start for place, row in enumerate(rows) if (start := _starts(row)) is not None}
    first = min(starts, default=0)
    spans = [said for row in rows[:first] for said in dates_within(row.text) if said.last is not None]
    if not spans or any(day_heading(row) for row in rows[first:]):
        return None
    last = Said(0, 0, *(spans[0].last or (0, 0, 0)))
    places = list(starts)
    back = [place for before, place in pairwise(places) if starts[before] - starts[place] >= _BACK]
    if not back or len(back) != days_between(spans[0]._replace(last=None), last):
        return None
    turned = list(rows)
    for number, place in reversed(list(enumerate(back, 2))):
        text = f"{number}. Tag"
        turned.insert(place, Row(rows[place].line, text, (text,), style="heading", gap=True))
    return turned


def _starts(row: Row) -> int | None:
    """Minutes from midnight of the clock that a row begins with."""
    found = leading_time(row.text)
    return found.when.start.minute if found is not None and isinstance(found.when.start, Clock) else None


def times_below(rows: Sequence[Row]) -> list[Row] | None:
    """Times that stand below what happens then, not above it."""
    placed: list[Row] = []
    block = moved = 0
    for row in rows:
        if row.gap or day_heading(row) is not None or is_ruler(row.text):
            block = len(placed) + (not row.gap)
        if _is_bare_time(row) and block < len(placed) and not row.gap:
            placed.insert(block, replace(row, gap=True))
            block = len(placed)
            moved += 1
        else:
            placed.append(row)
    return placed if moved > 1 else None


def columns_one_by_one(rows: Sequence[Row]) -> list[Row] | None:
    """A table that came column by column, as it is copied from a PDF: all times, then all titles, then all places."""
    out: list[Row] = []
    place, joined = 0, False
    while place < len(rows):
        times = _run_of_times(rows, place)
        table = _table(rows, place, times) if times >= _FEWEST else None
        if table is None:
            out.append(rows[place])
            place += 1
            continue
        if out and (_heads_column(out[-1]) in ("time", "start")):
            out.pop()
        out += table[0]
        place, joined = table[1], True
    return out if joined else None


def _run_of_times(rows: Sequence[Row], place: int) -> int:
    end = place
    while end < len(rows) and _is_bare_time(rows[end]):
        end += 1
    return end - place


def _table(rows: Sequence[Row], place: int, times: int) -> tuple[list[Row], int] | None:
    """The rows of a table whose columns stand one below the other, and where it ends; None if they do not fit."""
    columns: list[list[Row]] = [list(rows[place : place + times])]
    names = ["time"]
    at = place + times
    while at < len(rows):
        named = _heads_column(rows[at])
        begin = at + (named is not None)
        column = list(rows[begin : begin + times])
        if len(column) < times or any(not _fills(row) for row in column):
            break
        names.append(named or ("title" if len(columns) == 1 else ""))
        columns.append(column)
        at = begin + times
    follows = at < len(rows) and day_heading(rows[at]) is None and _fills(rows[at])
    if len(columns) < 2 or follows:
        return None
    return list(_crossed(columns)), at


def _fills(row: Row) -> bool:
    """Whether a row can be a cell of a column: it begins with no time, and is no day and no heading of columns."""
    return not _time(row.text) and day_heading(row) is None and _heads_column(row) is None


def _crossed(columns: Sequence[Sequence[Row]]) -> Iterator[Row]:
    for row, *others in zip(*columns, strict=True):
        cells = (row.text, *(other.text for other in others))
        yield replace(row, text=" ".join(cells), cells=cells, table=True)


def _heads_column(row: Row) -> Column | None:
    """What a column holds that a row heads, if it cannot be an entry as well ("Führung", "Besuch")."""
    return column_named(row.text) if kind_of(row.text) == "other" else None


def _is_bare_time(row: Row) -> bool:
    """Whether a row is a time and nothing else."""
    found = leading_time(row.text)
    return found is not None and found.sure and not row.text[found.end :].strip(" .:–-") and len(row.cells) == 1


def _time(text: str) -> bool:
    found = leading_time(text)
    return found is not None and found.sure


LAYOUTS: Final[tuple[Layout, ...]] = (columns_one_by_one, times_below, days_behind_places, days_by_clock)
