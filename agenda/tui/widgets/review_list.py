"""What was understood of a programme's text: days, entries, and the lines that became none, to look over."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from agenda.tui.widgets.row_list import Cell, RowList
from trips.grammar.choices import KIND_WORDS
from trips.grammar.when import TBA
from trips.grammar.when_text import write_when
from trips.i18n.dates import long_date
from trips.i18n.language import Translator
from trips.importers.result import Skipped, Taken
from trips.model.entities import Day, Item, named_in
from trips.model.trip import Trip

_TIME = 22
_KIND = 12


class ReviewRow(NamedTuple):
    """A day, an entry, a line that became none, or what has to be looked at of the entry above.

    Attributes:
        text: what it says.
        item: the entry.
        time, kind, about: further columns of an entry.
        heading: whether it heads those below.
        left: the line that became no entry.
        alarming: whether somebody should look at it: it stands between entries, or something about it makes no sense.
    """

    text: str
    item: Item | None = None
    time: str = ""
    kind: str = ""
    about: str = ""
    heading: bool = False
    left: Skipped | None = None
    alarming: bool = False


class ReviewList(RowList[ReviewRow]):
    """The entries, of which some may be left out; those are struck through and have a sign."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._t = words
        self.out: frozenset[str] = frozenset()

    def load(self, taken: Taken, base: Trip | None) -> None:
        """Show what was understood; what `base` has already is not shown."""
        known: set[str] = {item.id for item in base.items} if base is not None else set()
        self.show(list(_Rows(taken, known, self._t).rows()), self.cursor)

    def can_stand(self, row: ReviewRow) -> bool:
        """On entries and on lines that became none."""
        return row.item is not None or row.left is not None

    def key_of(self, row: ReviewRow) -> str | None:
        """The id of the entry."""
        return row.item.id if row.item is not None else None

    def toggle(self) -> None:
        """Leave the entry under the cursor out, or take it in after all; its parts go along."""
        row = self.row
        if row is None or row.item is None:
            return
        which = {row.item.id} | {
            review_row.item.id for review_row in self.rows if review_row.item and review_row.item.part_of == row.item.id
        }
        self.out = self.out - which if row.item.id in self.out else self.out | which
        self.mark(self.out)
        self.action_cursor(1)

    def cells(self, row: ReviewRow, width: int) -> list[Cell]:
        """Time, kind, title and who and where; or a line of text."""
        if row.item is None:
            look = "lines--heading" if row.heading else "lines--warning" if row.alarming else "lines--quiet"
            return [Cell(row.text, width, look)]
        out = row.item.id in self.out
        look = "lines--gone" if out else ""
        sign = "✗ " if out else "  " if row.item.part_of is None else "  └ "
        title = sign + row.text + (f"   · {row.about}" if row.about else "")
        return [
            Cell(row.time[: _TIME - 1], _TIME, look or "lines--strong"),
            Cell(row.kind, _KIND, look or "lines--accent"),
            Cell(title, width - _TIME - _KIND, look),
        ]


class _Rows:
    """The rows of what was taken: each line that became no entry below the one that it stands under in the text."""

    def __init__(self, taken: Taken, known: set[str], t: Translator) -> None:
        self._taken = taken
        self._t = t
        trip = taken.trip
        self._items = [item for item in trip.items if item.id not in known]
        self._names = {
            entity.key: entity.name for entity in (*trip.people, *trip.organisations, *trip.venues, *trip.groups)
        }
        self._below: defaultdict[str, list[Skipped]] = defaultdict(list)
        self._apart: list[Skipped] = []
        self._sort()

    def _sort(self) -> None:
        """Put each line below its entry; those above the first and below the last stand apart."""
        begun = sorted((line, item_id) for item_id, line in self._taken.lines.items())
        lines = [line for line, _ in begun]
        for skipped in self._taken.skipped:
            at = bisect_right(lines, skipped.line) - 1
            if skipped.plain:
                continue
            if skipped.line and at >= 0 and (skipped.hint or skipped.line <= lines[-1]):
                self._below[begun[at][1]].append(skipped)
            else:
                self._apart.append(skipped)

    def rows(self) -> Iterator[ReviewRow]:
        """Every row."""
        t = self._t
        for day in self._taken.trip.days:
            items = [item for item in self._items if item.day == day.id]
            if items:
                yield self._day(day)
            for item in items:
                yield from self._entry(item)
        if self._apart:
            n = len(self._apart)
            yield ReviewRow("")
            yield ReviewRow(t.plural("{n} line around the entries", "{n} lines around the entries", n), heading=True)
        for skipped in self._apart:
            yield self._line(skipped)

    def _day(self, day: Day) -> ReviewRow:
        return ReviewRow(long_date(self._t, day.date) + (f" – {day.title}" if day.title else ""), heading=True)

    def _entry(self, item: Item) -> Iterator[ReviewRow]:
        t = self._t
        where = [item.venue] if item.venue else []
        about = ", ".join(dict.fromkeys(self._names[key] for key in (*where, *named_in(item), *item.groups)))
        note = item.note.replace("\n", " / ")
        time = "" if item.when == TBA else write_when(item.when, t)
        kind = "" if item.kind == "other" else t(KIND_WORDS[item.kind])
        yield ReviewRow(item.title, item, time, kind, " · ".join(part for part in (about, note) if part))
        for skipped in self._below[item.id]:
            yield self._line(skipped)

    def _line(self, skipped: Skipped) -> ReviewRow:
        why = skipped.why.say(self._t)
        if skipped.hint:
            return ReviewRow(f"{'':{_TIME}}! {why}", alarming=True)
        between = skipped not in self._apart
        text = f"{'':{_TIME}}? {skipped.text}   ({why})" if between else f"{skipped.text}   ({why})"
        return ReviewRow(text, left=skipped, alarming=between)
