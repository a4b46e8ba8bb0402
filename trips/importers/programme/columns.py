"""What the columns of a row hold: the time, the title, and whatever else stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from trips.grammar.dates import Heading, heading_at
from trips.grammar.journeys import is_journey
from trips.grammar.times import Timed, leading_time, plain, times_within, trailing_time
from trips.grammar.when import Clock, When
from trips.grammar.when_text import read_when
from trips.importers.programme.drafts import EntryDraft
from trips.importers.programme.entry import only_people, take_label, take_people
from trips.importers.programme.headings import group_heading
from trips.importers.programme.rows import Row

_BARE_CLOCK: Final = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d|[7-9]|1\d|2[0-3]")
_SOFT_WORDS: Final = {
    "nachm": "afternoon", "vorm": "morning", "mittag": "midday", "abd": "evening", "pm": "afternoon", "am": "morning",
    "parallel": "with", "meanwhile": "with", "dazu": "with", "später": "tba", "later": "tba", "dazwischen": "tba",
    "in between": "tba", "ggf": "tba", "evtl": "tba", "optional": "tba", "reserve": "tba", "n.n": "tba", "nn": "tba",
    "zum abschluss": "tba", "zwischendurch": "tba", "davor": "tba", "zuvor": "tba", "fakultativ": "tba",
}  # fmt: skip
_MEAN: Final = frozenset(("afternoon", "morning", "midday", "evening", "with"))
"""What such a word says as a time; of others the word itself goes into the note."""
_EDGE: Final = re.compile(r"^[^\w\"'„“”»«‚‘(\[#&@+€$§%*]+")
"""Signs between a time and what happens then: whatever is no letter, digit, quote or opening bracket."""


_TAGS: Final = re.compile(r"[(\[][A-Z\d](?:\s*[+,/&]\s*[A-Z\d])+[)\]]")
_TAG: Final = re.compile(r"[(\[]?([A-Z]|[A-Z]?\d)[)\]]?")
"""A group before the time of an entry, as one letter."""


class Cells(NamedTuple):
    """A row as it was cut up.

    Attributes:
        time: the time that it says; None if it says none.
        title: the words for the title.
        others: further cells that nothing says what they hold.
        named: further cells with the name of their column.
        date: the day that it names.
    """

    time: Timed | None
    title: str
    others: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    date: Heading | None = None


def by_columns(columns: Sequence[str | None], row: Row) -> Cells:
    """The cells of a row under known columns."""
    cells = dict.fromkeys(("date", "start", "end", "time", "title"), "")
    named: list[tuple[str, str]] = []
    others: list[str] = []
    for place, cell in enumerate(row.cells):
        column = columns[place] if place < len(columns) else None
        if not cell:
            continue
        if column in cells and not cells[column]:
            cells[column] = cell
        elif column == "title":
            others.append(cell)
        else:
            named.append((column or "note", cell))
    said = f"{cells['start']} - {cells['end']}" if cells["start"] and cells["end"] else cells["start"] or cells["time"]
    if not cells["start"] and cells["end"]:
        said = f"bis {cells['end']}"
    time = leading_time(said) if said else None
    if time is None and said and re.search(r"\d", said):
        time = next(times_within(said), None)
    title = cells["title"]
    if time is None and said:
        title = f"{said} {title}".strip()
    rest = cut(said[time.end :]) if time is not None else ""
    if rest and not title:
        title = rest
    elif rest and not re.fullmatch(r"uhr\W*", plain(rest)):
        others.append(rest)
    date = heading_at(cells["date"]) if cells["date"] else None
    if not title and named:
        title = named.pop(0)[1]
    if time is None and title and (inner := leading_time(title)) is not None and inner.sure:
        return Cells(inner, cut(title[inner.end :]), tuple(others), tuple(named), date)
    return Cells(time, title, tuple(others), tuple(named), date)


def by_content(row: Row) -> Cells:
    """The cells of a row, by what stands in them."""
    cells = [cell for cell in row.cells if cell]
    if len(cells) < 2:
        return _one(row)
    first = leading_time(f"{cells[0]} h" if _BARE_CLOCK.fullmatch(cells[0]) else cells[0])
    if first is not None and not cut(cells[0][first.end :]):
        rest = cells[1:]
        second = leading_time(rest[0])
        if second is not None and not cut(rest[0][second.end :]) and len(rest) > 1 and first.when.end is None:
            first, rest = _spanned(first, second), rest[1:]
        return Cells(first, rest[0], tuple(rest[1:]))
    if first is not None:
        return Cells(first, cut(cells[0][first.end :]), tuple(cells[1:]))
    if is_journey(cells[0]):
        travels = _one(replace(row, text=cells[0], cells=(cells[0],)))
        return travels._replace(others=tuple(cells[1:]))
    second = leading_time(cells[1])
    if second is not None and second.sure and not cut(cells[1][second.end :]) and len(cells) > 2:
        if (tag := _TAG.fullmatch(cells[0])) is None and not _TAGS.fullmatch(cells[0]):
            return Cells(second, cells[0], tuple(cells[2:]))
        named = ("group", tag[1]) if tag else ("note", cells[0])  # "[F]   9:00-10:30   Laboratory"
        return Cells(second, cells[2], tuple(cells[3:]), (named,))
    word = _SOFT_WORDS.get(plain(cells[0]).strip(" .:"))
    if word is not None:
        kept = () if word in _MEAN else (("note", cells[0]),)
        return Cells(Timed(0, 1, read_when(word), sure=True), cells[1], tuple(cells[2:]), kept)
    last = leading_time(cells[-1])
    if last is not None and last.sure and not cut(cells[-1][last.end :]):
        return Cells(last, cells[0], tuple(cells[1:-1]))
    return Cells(None, cells[0], tuple(cells[1:]))


def _one(row: Row) -> Cells:
    text = row.text
    first = leading_time(text)
    if first is not None:
        rest = cut(text[first.end :])
        if first.when.end is None and is_journey(rest) and (arrives := list(times_within(rest))):
            first = _spanned(first, arrives[-1])
        return Cells(first, rest)
    both = list(times_within(text)) if is_journey(text) else []
    if len(both) == 2:
        return Cells(_spanned(both[0], both[1]), text)
    if len(both) == 1 and both[0].when.end is not None:
        return Cells(both[0], text)
    last = trailing_time(text) if len(text) <= 140 and not re.search(r"[.!?]\s+\S", text) else None
    if last is not None and last.start > 2 and not _says_until(text, last):
        return Cells(last, _closed(cut(text[: last.start]).rstrip(" ,;:–-(|")))
    return Cells(None, text)


def _closed(title: str) -> str:
    """A title without the bracket that only closed behind the time: "Departure (individually, from 8 am)"."""
    before, bracket, behind = title.rpartition("(")
    return f"{before.rstrip()}, {behind}" if bracket and ")" not in behind else title


def _says_until(text: str, time: Timed) -> bool:
    """Whether a time at the end of a line ends something else: "Anmeldung bis 12 Uhr" says no start."""
    return time.when.start is None or re.search(r"(?:einlass|anmeldung|deadline|frist)\b", plain(text)) is not None


def _spanned(first: Timed, second: Timed) -> Timed:
    if isinstance(second.when.start, Clock):
        return first._replace(when=When(first.when.start, Clock(second.when.start.minute)))
    return first


def cut(text: str) -> str:
    """A text without the signs that stood between it and a time."""
    return _EDGE.sub("", text).strip()


_LONGEST_PLACE = 80


def take_cells(draft: EntryDraft, cells: Cells) -> None:
    """Put the columns beside time and title into an entry; what fits nowhere goes into its note."""
    for other in cells.others:
        _other(draft, other)
    for column, value in cells.named:
        if not _named(draft, column, value):
            draft.texts.append(value)


def _other(draft: EntryDraft, text: str) -> None:
    """A column that nothing says what it holds."""
    if take_label(draft, text):
        return
    if (people := only_people(text)) is not None:
        (draft.speakers if draft.kind == "talk" else draft.people).extend(people)
    elif (not draft.place or draft.guessed) and len(text) <= _LONGEST_PLACE and not re.search(r"[.!?]$", text):
        take_label(draft, f"Ort: {text}")
    else:
        draft.texts.append(text)


def _named(draft: EntryDraft, column: str, text: str) -> bool:
    match column:
        case "place" if not draft.place or draft.guessed:
            return take_label(draft, text) or take_label(draft, f"Ort: {text}")
        case "people":
            return take_people(draft, text)
        case "contact" if not draft.contact:
            draft.contact = text
            return True
        case "note" if (group := group_heading(text)) is not None and not group[1] and not draft.group:
            draft.group = group[0]
            return True
        case "length":
            return take_label(draft, f"Dauer: {text}")
        case "group":
            draft.group = text
            return True
        case _:
            return False
