"""Where what was read goes: into a new entry, a part of one, the line above, or the note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from trips.grammar.dates import Heading, joined
from trips.grammar.times import Timed, part_named, times_within
from trips.grammar.when import Clock, Part, PartName, When, With
from trips.i18n.language import N_, Message
from trips.importers.programme.columns import Cells, by_content, take_cells
from trips.importers.programme.drafts import DayRead, EntryDraft, ProgrammeRead
from trips.importers.programme.entry import described, gathering, named_below, take_label
from trips.importers.programme.labels import labelled
from trips.importers.programme.rows import Row
from trips.importers.result import Skipped

RULER: Final = N_("It only divides.")
PAGE: Final = N_("It is the number of a page.")
COLUMNS: Final = N_("It heads the columns.")
ABOVE: Final = N_("It stands above the programme.")
TITLE: Final = N_("It is the title.")
OF_THE_DAY: Final = N_("It says something of the whole day.")
SUB: Final = N_("It heads a part of the day.")
FOOTNOTE: Final = N_("It is a footnote.")
BEHIND: Final = N_("It stands behind the programme.")
LETTER: Final = N_("It belongs to the letter around the programme.")
PLAIN: Final = frozenset((RULER, PAGE, COLUMNS, TITLE, SUB))
"""Reasons for which nothing is lost."""

PARTS_OF: Final = frozenset(("visit", "meeting", "other", "ceremony", "reception", "tour", "press", "talk"))
"""Kinds that can have parts."""
_SURE_WHOLES: Final = frozenset(("visit", "meeting"))
_SURE_PARTS: Final = frozenset(("talk", "meeting", "tour", "reception", "ceremony", "press", "break", "meal"))
"""Kinds of which one lies in another's time because it belongs to it; a transfer or a second visit may be another
group's."""
LONGEST_TITLE: Final = 300
_UNFINISHED: Final = re.compile(
    r"(?:[,/]|(?<=\w)-|\s(?:und|and|der|des|die|the|of|im|in|mit|with|für|for|von|zu|zum|zur|an|am|to|sowie|Dr\.|Prof\.))$"
)


_EARLY: Final = re.compile(r"(Vormittag|Nachmittag|Abend|Morning|Afternoon|Evening):?\s(?=[a-zäöü]|in\s)")
"""A part of the day that a title begins with: "Abend zur freien Verfügung"."""


_DANGLES: Final = re.compile(r"\d(?:\s?(?:Uhr|h|hrs))?\s*(?:[-–—]|\b(?:to|bis))\s*$", re.IGNORECASE)
"""A time that only begins: its end stands in the next line."""


class _Gathering(NamedTuple):
    """Where and when to gather, kept for the next entry."""

    row: Row
    minute: int | None
    place: str


class ProgrammeBuilder:
    """What was understood so far, and where the next line goes.

    Attributes:
        found: everything that was understood.
        headings: what the heading of each day says.
        day, entry: the ones that lines go to now.
        part, group: what a line above said of all that follow.
    """

    def __init__(self) -> None:
        self.found = ProgrammeRead()
        self.headings: list[Heading] = []
        self.day: DayRead | None = None
        self.entry: EntryDraft | None = None
        self.part: PartName | None = None
        self.group = ""
        self.lists_times = False
        self._top: EntryDraft | None = None
        self._gathers: _Gathering | None = None
        self._dangles = False
        self._tail: list[str] | EntryDraft | None = None
        self._last = 0

    def leave(self, row: Row, why: str) -> None:
        """Note a line that is no entry."""
        self.found.left.append(Skipped(row.line, row.text, Message(why), plain=why in PLAIN))

    def passed(self, row: Row) -> None:
        """Note that a row is done: the next one may go on from it."""
        self._last = row.line

    # Days

    def open_day(self, row: Row, said: Heading, title: str) -> None:
        """Begin a day; a gathering that no entry followed becomes one.

        A heading right below one that lacks what it says ("Tag 1" and "Do, 9. Oktober") is about the same day.
        """
        self.close()
        if self.day is not None and not self.day.entries and (both := joined(self.headings[-1], said)) is not None:
            self.headings[-1] = both
            self.day.number = both.number
            self.day.title = " – ".join(filter(None, (self.day.title, title)))
            self.day.text = f"{self.day.text} {row.text}"
            self.part = self.part or said.part
            return
        self.day = DayRead(row.line, row.text, said.number, title=title)
        self.found.days.append(self.day)
        self.headings.append(said)
        self.entry, self._top, self.group, self._tail, self.lists_times = None, None, "", None, False
        self.part = said.part

    def close(self) -> None:
        """Make a gathering that no entry followed an entry itself."""
        if self._gathers is None:
            return
        row, minute, _ = self._gathers
        self._gathers = None
        self.add(row, Timed(0, 1, When() if minute is None else When(Clock(minute)), sure=True), row.text)

    def is_day(self, said: Heading) -> bool:
        """Whether a column of dates repeats the day above."""
        if self.day is None or not self.headings:
            return False
        before, now = (
            (
                heading.said and (heading.said.day, heading.said.month, heading.said.year),
                heading.weekday,
                heading.number,
            )
            for heading in (self.headings[-1], said)
        )
        return before == now

    def heads_part(self, row: Row, part: PartName | None, group: str | None) -> None:
        """Note what a line says of all that follow in the day: a part of it, or a group."""
        self.part = part if group is None else self.part
        self.group = self.group if group is None else group
        self._tail = None
        self.leave(row, SUB)

    # Entries

    def default(self) -> Timed:
        """The time of an entry that says none: the part of the day that a line above named."""
        return Timed(0, 0, When(Part(self.part)) if self.part is not None else When(), sure=False)

    def add(self, row: Row, time: Timed, text: str, *, top: bool = False) -> EntryDraft:
        """A new entry; unless it is on top, in the whole that its place and time put it in."""
        if self.day is None:
            self.open_day(row, Heading(0), "")
        draft = EntryDraft(row.line, when=time.when, timed=time.end > 0, indent=row.indent, bullet=row.bullet)
        draft.group = self.group
        if text:
            described(draft, text)
        draft.whole = None if top else self._whole_of(draft)
        if draft.whole is not None and draft.group != draft.whole.group and draft.when == When():
            draft.when = When(With())  # groups of a whole part at its beginning
        if draft.when == When() and (early := _EARLY.match(draft.title)) is not None:
            draft.when = When(Part(part_named(early[1]) or "evening"))
        if draft.whole is None:
            self._top = draft
            if self._gathers is not None:
                draft.meet_minute, draft.meet_place = self._gathers.minute, self._gathers.place
                self._gathers = None
        if self.day is not None:
            self.day.entries.append(draft)
        self.entry = self._tail = draft
        return draft

    def add_part(self, row: Row, whole: EntryDraft, text: str) -> EntryDraft:
        """A new part of an entry, without a time."""
        draft = self.add(row, Timed(0, 0, When(), sure=False), text)
        draft.whole = whole
        self._top = whole
        return draft

    def add_timed(self, row: Row, time: Timed, text: str, cells: Cells, more: Sequence[str]) -> None:
        """An entry with its time, its further columns, and the entries behind it in its line."""
        if self._ends_range(time, text):
            return
        take_cells(self.add(row, time, text), cells)
        self._dangles = _DANGLES.search(row.cells[0]) is not None
        self.add_more(row, more)

    def add_more(self, row: Row, more: Sequence[str]) -> None:
        """Further entries that stand in the same line."""
        for text in more:
            later = by_content(replace(row, text=text, cells=(text,)))
            if later.time is not None and later.title:
                self.add(row, later.time, later.title)
                continue
            inner = next(times_within(text), None)
            self.add(row, inner or Timed(0, 0, When(), sure=False), text)

    def spans(self, text: str) -> bool:
        """Note a line that only leads to the end of the time above, with words of the entry beside it: "bis"."""
        entry = self.entry
        if entry is None or not entry.timed or entry.when.end is not None or entry.start is None:
            return False
        self._dangles = True
        if text and not take_label(entry, text):
            self.note(text)
        return True

    def ends(self, time: Timed, text: str) -> bool:
        """Take a line like "bis 12 Uhr" for the end of the entry above, if that has none."""
        entry, end = self.entry, time.when.start or time.when.end
        if entry is None or entry.start is None or entry.when.end is not None or not isinstance(end, Clock):
            return False
        if end.minute <= entry.start or (text and entry.title):
            return False
        entry.when = When(entry.when.start, Clock(end.minute))
        if text:
            described(entry, text)
        return True

    def _ends_range(self, time: Timed, text: str) -> bool:
        """Take the time of a line for the end of a range that the line before began: "10.35-" and "11.20 Uhr"."""
        entry, dangles = self.entry, self._dangles
        self._dangles = False
        if not dangles or entry is None or entry.when.end is not None or time.when.end is not None:
            return False
        start, end = entry.when.start, time.when.start
        if not isinstance(start, Clock) or not isinstance(end, Clock) or end.minute <= start.minute:
            return False
        entry.when = When(start, Clock(end.minute))
        if text and not take_label(entry, text):
            entry.texts.append(text)
        return True

    def _whole_of(self, draft: EntryDraft) -> EntryDraft | None:
        """The entry on top whose time holds a new one's, or under which it stands, if it can have parts."""
        top = self._top
        if top is None or top.kind not in PARTS_OF or draft.kind in ("stay", "arrival", "departure"):
            return None
        deeper = draft.indent > top.indent or (draft.bullet and not top.bullet)
        if draft.start is None:
            return top if deeper and top.timed else None
        if top.start is None or top.end is None:
            return top if deeper and (top.start is None or draft.start >= top.start) else None
        if draft.group and draft.group != top.group and not deeper:
            return None
        within = top.start <= draft.start < top.end and (draft.end or draft.start) <= top.end
        if deeper or not within:
            return top if within else None
        return top if _holds(top, draft) and (draft.start, draft.end) != (top.start, top.end) else None

    # Lines below an entry

    def titles(self, text: str, cells: Cells) -> bool:
        """Take a line for the title of an entry whose time stood alone on the line above."""
        entry = self.entry
        if entry is None or entry.title or labelled(text):
            return False
        described(entry, text)
        take_cells(entry, cells)
        self._tail = entry
        return True

    def joins(self, row: Row, text: str) -> bool:
        """Take a wrapped line for the rest of the one before."""
        tail, entry = self._tail, self.entry
        columns = len([cell for cell in row.cells if cell]) > 1
        if tail is None or entry is None or row.bullet or row.gap or columns or row.line != self._last + 1:
            return False
        before = tail.title if isinstance(tail, EntryDraft) else tail[-1]
        goes_on = text[:1].islower() and not text.startswith(("http", "www")) and labelled(text) is None
        unfinished = len(before) > 30 and _UNFINISHED.search(before) is not None
        unclosed = before.count("(") > before.count(")") or before.count("„") > before.count("“") + before.count("”")
        if not (goes_on or unfinished or unclosed):
            return False
        hyphened = re.search(r"[a-zäöüß]-$", before) and text[:1].islower()
        joined = before[:-1] + text if hyphened else f"{before} {text}"
        if not isinstance(tail, EntryDraft):
            tail[-1] = joined
        elif len(joined) > LONGEST_TITLE:
            self.note(text)
        else:
            described(tail, joined)
        return True

    def note(self, text: str) -> None:
        """Put a line into the note of the entry, and the people whom it names into the entry."""
        if self.entry is not None:
            self.entry.texts.append(text)
            named_below(self.entry, text)
            self._tail = self.entry.texts

    def label(self, text: str) -> bool:
        """Put a labelled line into the entry above it, or into its note."""
        if self.entry is None or labelled(text) is None:
            return False
        if take_label(self.entry, text):
            self._tail = None
        else:
            self.note(text)
        return True

    def gather(self, row: Row, value: str) -> None:
        """Where and when to gather: for the entry above if that fits, else for the next one."""
        entry = self.entry
        minute, place = gathering(value)
        if entry is not None and not entry.meet_place and not row.gap and _fits(entry, minute):
            entry.meet_minute, entry.meet_place = minute, place
            self._tail = None
            return
        self.close()
        if self.day is None:
            self.open_day(row, Heading(0), "")
        self._gathers = _Gathering(row, minute, place)


def _holds(top: EntryDraft, draft: EntryDraft) -> bool:
    """Whether a time within another's makes a part, though nothing in how the lines stand says so."""
    if top.kind in _SURE_WHOLES and draft.kind in _SURE_PARTS:
        return True
    sessions = top.kind == "meeting" and draft.kind == "other" and draft.end is not None
    return sessions and (draft.start, draft.end) != (top.start, top.end)


def _fits(entry: EntryDraft, minute: int | None) -> bool:
    """Whether one can gather at that minute for an entry."""
    return minute is None or (entry.start is not None and minute <= entry.start)
