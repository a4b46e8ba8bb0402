"""The rows of a programme read one by one: day headings, entries, and what belongs under each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from trips.grammar.dates import Heading, weekday_before
from trips.grammar.kinds import kind_of
from trips.grammar.times import Timed, leading_time, times_within
from trips.grammar.when import Clock, Part, When, With
from trips.importers.programme import builder as filing
from trips.importers.programme.builder import LONGEST_TITLE, PARTS_OF, ProgrammeBuilder
from trips.importers.programme.columns import Cells, by_columns, by_content, cut, take_cells
from trips.importers.programme.drafts import EntryDraft, ProgrammeRead
from trips.importers.programme.entry import only_people, take_label
from trips.importers.programme.headings import DayHeading, group_heading, heads_all, sub_heading
from trips.importers.programme.labels import is_greeting, is_section, labelled
from trips.importers.programme.page import Page
from trips.importers.programme.prose import is_prose, names_entry, read_prose, several_entries
from trips.importers.programme.rows import Row, columns_of, is_page_number, is_ruler
from trips.importers.programme.title_block import TitleBlock
from trips.names.people import Named, names_office, only_name
from trips.names.places import is_address, is_place

_PART_KINDS: Final = frozenset(("talk", "meeting", "tour", "reception", "ceremony", "press", "break", "meal"))
_OWN_KINDS: Final = frozenset(
    ("meal", "break", "transfer", "arrival", "departure", "stay", "free", "reception", "tour")
)
"""Kinds that are rather an entry of their own than a line of the entry above."""
_FOOTNOTE: Final = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+\)?\s*\w|\*{1,3}\)\s|\(\*{1,3}\)\s|\[\d\]\s")
_CLOCKS: Final = 24
"""Letters at the beginning of a row within which its time stands."""
_HALF_DAY: Final = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
_LEADS_TO: Final = frozenset(("bis", "to", "until", "–", "-"))
_SAYS_AT: Final = re.compile(r"(?:um|gegen|ab|at|from)\s\d.*[.!]$", re.IGNORECASE)
_LEADS: Final = re.compile(r"(?:bis|to|until|till|–|-)\s+(?=\d)", re.IGNORECASE)
_BRACKETED: Final = re.compile(r"\(([^()]+)\)")
_CHOICE: Final = re.compile(r"(?:[A-H]|[1-9])\)\s+\S")
"""One of several things to choose from, at the same time: "A) Hafen", "B) Museum"."""
_LONGEST_OWN: Final = 90
_LONGEST_PART: Final = 160
_LONGEST_DAY: Final = 60


def read_rows(rows: Sequence[Row], *, begun: bool = False) -> tuple[ProgrammeRead, list[Heading], TitleBlock]:
    """Read the rows of a programme: what was understood, the heading of each day, and what stands above.

    With `begun` the first row is an entry already, of a day that nobody names.
    """
    page = Page(rows, begun=begun)
    reading = _Reading(page)
    if begun and rows:
        reading.filing.open_day(rows[0], Heading(0), "")
    reading.run()
    return reading.filing.found, reading.filing.headings, page.above


def _at_its_clock(time: Timed, text: str) -> tuple[Timed, str]:
    """The clock time of what a part of the day only heads, and the text without it: "Evening: Quiz night, 7.30 pm"."""
    if not isinstance(time.when.start, Part) or time.when.end is not None:
        return time, text
    found = next(times_within(text), None)
    if found is None or not isinstance(found.when.start, Clock):
        return time, text
    behind = text[found.end :].strip(" .)")
    rest = text if behind else text[: found.start].rstrip(" ,(–-")
    return time._replace(when=found.when), rest


def _until(text: str) -> Timed | None:
    """The time of a line that begins with a word for its end: "bis 12 Uhr", "to 12 noon"."""
    lead = _LEADS.match(text)
    found = leading_time(text[lead.end() :]) if lead is not None else None
    if lead is None or found is None or not found.sure:
        return None
    return found._replace(end=found.end + lead.end())


class _Reading:
    def __init__(self, page: Page) -> None:
        self._page = page
        self.filing = ProgrammeBuilder()
        self._columns: Sequence[str | None] | None = None
        self._behind: str | None = None
        self._above: Row | None = None

    def run(self) -> None:
        """Read all rows."""
        page, file = self._page, self.filing
        for row in page.rows[: page.begin]:
            ruler = is_ruler(row.text)
            file.leave(row, filing.RULER if ruler else filing.TITLE if row in page.above.used else filing.ABOVE)
        for place in range(page.begin, len(page.rows)):
            self._row(place, page.rows[place])
            file.passed(page.rows[place])
            self._above = page.rows[place]
        file.close()
        file.found.left.sort(key=lambda skipped: skipped.line)

    def _row(self, place: int, row: Row) -> None:
        page, file = self._page, self.filing
        head = page.heads[place]
        dated = self._columns is not None and "date" in self._columns and len(row.cells) > 2
        if is_ruler(row.text):
            file.leave(row, filing.RULER)
        elif is_page_number(row.text):
            file.leave(row, filing.PAGE)
        elif (columns := columns_of(row)) is not None:
            self._columns = columns
            file.leave(row, filing.COLUMNS)
        elif head is not None and not dated and not self._is_below(row, head):
            self._behind = None
            self._heading(place, row, head)
        elif self._behind is not None:
            file.leave(row, self._behind)
        elif self._ends_it(place, row):
            self._behind = filing.BEHIND
            file.leave(row, filing.BEHIND)
        elif is_greeting(row.text) and not page.timed[place]:
            goes_on = page.times_follow(place) or page.days_follow(place)
            self._behind = None if goes_on else filing.LETTER
            file.leave(row, filing.LETTER)
        else:
            self._content(place, row)

    def _content(self, place: int, row: Row) -> None:
        file = self.filing
        tabular = self._columns is not None and len(row.cells) > 1
        cells = by_columns(self._columns, row) if self._columns is not None and tabular else by_content(row)
        if cells.date is not None and not file.is_day(cells.date):
            file.open_day(row, cells.date, "")
        label = labelled(row.text)
        if _FOOTNOTE.match(row.text):
            file.leave(row, filing.FOOTNOTE)
        elif self._leads_to(row):
            return
        elif label is not None and label.label == "meet" and label.colon and len(row.cells) == 1:
            file.gather(row, label.value)
        elif label is not None and label.label == "note" and label.colon and not self._page.timed[place]:
            self._untimed(place, row, cells)
        elif is_prose(row.text) and not row.table and not self._page.timed[place]:
            self._prose(place, row)
        elif (time := cells.time or self._time_inside(place, row, cells)) is not None:
            self._timed(place, row, time, cells)
            file.lists_times = file.lists_times or row.line in self._page.leads
        elif not self._heads_part(row):
            self._untimed(place, row, cells)

    def _leads_to(self, row: Row) -> bool:
        """Whether a row is only about when the entry above ends: "bis", "to 12 noon"."""
        if "".join(row.cells[:1]).lower() in _LEADS_TO and self.filing.spans(" ".join(row.cells[1:])):
            return True
        until = _until(row.text)
        return until is not None and self.filing.ends(until, cut(row.text[until.end :]))

    # What a row is

    def _is_below(self, row: Row, head: DayHeading) -> bool:
        """Whether a row that begins with a day is a line under an entry: "9. Oktober: Anmeldeschluss"."""
        entry = self.filing.entry
        deeper = entry is not None and row.indent > entry.indent + 1 and row.style == ""
        return deeper and head.said.number is None and head.rest != "" and not head.goes_on

    def _ends_it(self, place: int, row: Row) -> bool:
        """Whether a line stands behind the last entry: contacts, costs, participants, thanks."""
        page, entry = self._page, self.filing.entry
        if is_section(row.text):
            return not page.times_follow(place)
        if entry is None or not entry.title or not row.gap or row.bullet or row.indent > 0 or not page.is_last(place):
            return False
        label = labelled(row.text)
        if label is not None:
            return label.label in ("contact", "note", "organiser", "theme", "meet", "people")
        return kind_of(row.text) == "other" and (":" in row.text[:40] or row.text[-1:] in ".!?" or len(row.text) > 80)

    def _time_inside(self, place: int, row: Row, cells: Cells) -> Timed | None:
        """The time in a line that is an entry of its own though it does not begin with one."""
        entry = self.filing.entry
        if labelled(row.text) is not None or (entry is not None and not entry.title):
            return None
        if entry is not None and entry.timed and (row.indent > entry.indent or (row.bullet and not entry.bullet)):
            return None
        listed = self._page.times_follow(place) or self.filing.lists_times
        for_group = entry is None or group_heading(row.text) is not None
        if (
            listed
            and not row.bullet
            and not for_group
            and (kind_of(row.text) == "other" or len(row.text) > _LONGEST_OWN)
        ):
            return None
        found = next(times_within(several_entries(cells.title)[0]), None)
        return found if found is not None and found.when.start is not None else None

    def _heads_part(self, row: Row) -> bool:
        """A line like "Vormittag", "Gruppe A" or "Partnerprogramm" is about what follows."""
        if heads_all(row.text):
            self.filing.heads_part(row, None, "")
            return True
        if (group := group_heading(row.text)) is not None and not group[1]:
            self.filing.heads_part(row, None, group[0])
            return True
        sub = sub_heading(row)
        if sub is False:
            return False
        self.filing.heads_part(row, None if sub is True else sub, None)
        return True

    def _own_entry(self, place: int, row: Row, text: str, top: EntryDraft) -> bool:
        """Whether a line without a time is an entry of its own, not a line of the one above."""
        if (group := group_heading(text)) is not None and group[1]:
            return True
        if only_people(text) or row.text.startswith(("*", "¹", "²", "(")) or (row.table and row.cells[0] == ""):
            return False
        if row.indent > top.indent or (row.bullet and not top.bullet):
            return False
        kind = kind_of(text)
        short = len(text) <= _LONGEST_OWN and not re.search(r"[.!?]$", text)
        if not self._page.times_follow(place) and not self.filing.lists_times:
            return row.bullet or kind != "other" or (short and (row.gap or not top.bullet))
        if (row.bullet and top.bullet) or (self.filing.part is not None and not top.timed and short):
            return True
        says_itself = kind in _OWN_KINDS and (row.gap or kind != top.kind) and not text.startswith("„")
        return short and says_itself and len(text.split()) <= 8

    # Where it goes

    def _heading(self, place: int, row: Row, head: DayHeading) -> None:
        file = self.filing
        file.open_day(row, head.said, "" if head.goes_on else head.rest)
        if not head.goes_on:
            return
        cells = tuple(cell.strip() for cell in head.rest.split(" \t "))
        rest = replace(row, text=" ".join(cells), cells=cells, gap=False, indent=self._page.indent_below(place))
        found = by_content(rest)
        if found.time is not None:
            self._timed(place, rest, found.time, found)
        elif is_prose(rest.text):
            self._prose(place, rest)
        else:
            file.add(rest, file.default(), rest.text)

    def _timed(self, place: int, row: Row, time: Timed, cells: Cells) -> None:
        entry = self.filing.entry
        alone = not cells.title and not cells.others
        if alone and entry is not None and not entry.timed and row.indent > entry.indent:
            entry.when, entry.timed = time.when, True
            return
        text, more = several_entries(cells.title)
        time, text = _at_its_clock(time, text)
        if not more and text[:1].islower() and _SAYS_AT.match(row.text) is not None:
            text = row.text  # "Um 9.15 Uhr wird ... begrüßt": without its beginning it is no sentence any more
        if entry is not None and entry.when == time.when and self._is_twin(row):
            if text:
                self._below(place, row, text, entry, cells)
            return
        self.filing.add_timed(row, time, text, cells, more)

    def _is_twin(self, row: Row) -> bool:
        """Whether a row says the time of the row above once more, in the other language: "14.00 Uhr", "2:00 pm"."""
        above = self._above
        if above is None or above.line != row.line - 1:
            return False
        return bool(_HALF_DAY.search(above.text[:_CLOCKS])) != bool(_HALF_DAY.search(row.text[:_CLOCKS]))

    def _untimed(self, place: int, row: Row, cells: Cells) -> None:
        file = self.filing
        text = cells.title or row.text
        if file.titles(text, cells) or file.joins(row, text):
            return
        entry = file.entry
        if entry is None:
            self._before_the_first(place, row, text, cells)
        elif _CHOICE.match(text) and _CHOICE.match(entry.title):
            file.add(row, Timed(0, 1, When(With(), entry.when.end), sure=True), text, top=entry.whole is None)
        elif self._page.heads_deeper(place) and row.indent >= entry.indent:
            take_cells(file.add(row, file.default(), text, top=True), cells)
        elif file.label(text):
            take_cells(entry, cells)
        elif self._own_entry(place, row, text, entry.whole or entry):
            text, more = several_entries(text)
            take_cells(file.add(row, file.default(), text), cells)
            file.add_more(row, more)
        else:
            self._below(place, row, text, entry, cells)

    def _before_the_first(self, place: int, row: Row, text: str, cells: Cells) -> None:
        """A line under a heading and above its first entry."""
        file, label = self.filing, labelled(text)
        of_the_day = label is not None and label.label in ("note", "contact", "theme", "organiser", "bring", "hosts")
        names_kind = kind_of(text) != "other" and len(text) <= _LONGEST_OWN
        if file.day is None or of_the_day:
            file.leave(row, filing.OF_THE_DAY if file.day is not None else filing.ABOVE)
        elif not self._page.times_follow(place) or row.bullet or row.table or names_kind:
            text, more = several_entries(text)
            take_cells(file.add(row, file.default(), text), cells)
            file.add_more(row, more)
        else:
            if not file.day.title and len(text) <= _LONGEST_DAY:
                file.day.title = text
            file.leave(row, filing.OF_THE_DAY)

    def _below(self, place: int, row: Row, text: str, entry: EntryDraft, cells: Cells) -> None:
        """A line that belongs under the entry above: its place, its people, a part of it, or its note."""
        file, kind, top = self.filing, kind_of(text), entry.whole or entry
        if (inner := _BRACKETED.fullmatch(text)) is not None and entry.timed and is_place(inner[1]):
            if entry.place and not entry.room:
                entry.room = inner[1]
                return
            text = inner[1]
        people = only_people(text) or self._named_above_office(place, text)
        quoted = text[:1] in '„"“»'
        if quoted and (speaker := only_name(entry.title)) is not None and not entry.texts:
            entry.speakers.append(speaker)
            entry.title, entry.kind = text, "talk"
            return
        can_be_part = top.kind in PARTS_OF and top.timed and len(text) <= _LONGEST_PART and not text.endswith(".")
        names_nothing_else = kind in ("other", "stay") and not row.bullet
        if entry.place and not entry.address and is_address(text):
            entry.address = text
        elif not entry.place and entry.timed and (is_address(text) or (is_place(text) and names_nothing_else)):
            take_label(entry, f"Ort: {text}")
        elif people is not None:
            if entry.kind == "other" and entry.timed:  # a title and under it who speaks
                entry.kind = "talk"
            (entry.speakers if entry.kind == "talk" else entry.people).extend(people)
        elif can_be_part and (quoted or (kind in _PART_KINDS and kind != top.kind)):
            part = file.add_part(row, top, text)
            part.kind = "talk" if part.kind == "other" else part.kind
            take_cells(part, cells)
        else:
            file.note(text)
            take_cells(entry, cells)

    def _named_above_office(self, place: int, text: str) -> list[Named] | None:
        """Somebody whose name stands alone in a line above the line that says what they are."""
        named = only_name(text)
        below = self._page.rows[place + 1].text if place + 1 < len(self._page.rows) else ""
        return [named] if named is not None and names_office(below) else None

    def _prose(self, place: int, row: Row) -> None:
        """A paragraph of sentences: each one that says when is an entry, others go with the one before."""
        file = self.filing
        goes_on = file.day is not None and file.entry is not None
        waits = file.entry is not None and not file.entry.title
        for sentence in read_prose(row.text, dated=file.day is None):
            if waits and file.titles(sentence.text[:LONGEST_TITLE], Cells(None, "")):
                waits = False
                continue
            if sentence.day is not None and not sentence.text.endswith("?") and not sentence.spans:
                file.open_day(row, sentence.day, "")
            dated = file.day is not None or bool(self._page.above.dates)
            asks = sentence.text.endswith("?")
            if sentence.spans is not None:
                file.found.spans.append((sentence.spans, weekday_before(sentence.text, sentence.spans.start)))
                file.leave(replace(row, text=sentence.text), filing.ABOVE)
            elif not asks and ((sentence.time is not None and dated) or sentence.day is not None):
                entry = file.add(row, sentence.time or file.default(), sentence.text[:LONGEST_TITLE], top=True)
                entry.title = sentence.text[:LONGEST_TITLE]
                if len(sentence.text) > LONGEST_TITLE:
                    entry.texts.append(sentence.text)
                goes_on = True
            elif goes_on and not names_entry(sentence.text):
                file.note(sentence.text)
            elif file.day is not None:
                goes_on = self._opens_day(place, replace(row, text=sentence.text))
            else:
                file.leave(replace(row, text=sentence.text), filing.LETTER)

    def _opens_day(self, place: int, row: Row) -> bool:
        """A sentence without a time below a day's heading: an entry, unless it is about the times that follow."""
        text = row.text.rstrip(".")
        time = leading_time(text)
        if time is None and kind_of(text) == "other" and self._page.times_follow(place):
            self.filing.leave(row, filing.OF_THE_DAY)
            return False
        self.filing.add(row, time or self.filing.default(), text[:LONGEST_TITLE])
        return True
