"""What was understood of a programme's text: days, entries, and the lines that became none, to look over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from agenda.tui.widgets.row_list import Cell, RowList
from trips.grammar.choices import KIND_WORDS
from trips.grammar.when import TBA
from trips.grammar.when_text import write_when
from trips.i18n.dates import long_date
from trips.i18n.language import Translator
from trips.importers.result import Taken
from trips.model.entities import Item, named_in
from trips.model.trip import Trip

_TIME = 22
_KIND = 12


class ReviewRow(NamedTuple):
    """A day, an entry, or a line that was left out; only entries have an item."""

    text: str
    item: Item | None = None
    time: str = ""
    kind: str = ""
    about: str = ""
    heading: bool = False


class ReviewList(RowList[ReviewRow]):
    """The entries, of which some may be left out; those are struck through and have a sign."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._t = words
        self.out: frozenset[str] = frozenset()

    def load(self, taken: Taken, base: Trip | None) -> None:
        """Show what was understood; what `base` has already is not shown."""
        known: set[str] = {item.id for item in base.items} if base is not None else set()
        self.show(list(_rows(taken, known, self._t)), self.cursor)

    def can_stand(self, row: ReviewRow) -> bool:
        """On entries and on lines that were left out."""
        return not row.heading and bool(row.text)

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
            return [Cell(row.text, width, "lines--heading" if row.heading else "lines--quiet")]
        out = row.item.id in self.out
        look = "lines--gone" if out else ""
        sign = "✗ " if out else "  " if row.item.part_of is None else "  └ "
        title = sign + row.text + (f"   · {row.about}" if row.about else "")
        return [
            Cell(row.time[: _TIME - 1], _TIME, look or "lines--strong"),
            Cell(row.kind, _KIND, look or "lines--accent"),
            Cell(title, width - _TIME - _KIND, look),
        ]


def _rows(taken: Taken, known: set[str], t: Translator) -> Iterator[ReviewRow]:
    trip = taken.trip
    names = {entity.key: entity.name for entity in (*trip.people, *trip.organisations, *trip.venues, *trip.groups)}
    for day in trip.days:
        items = [item for item in trip.items if item.day == day.id and item.id not in known]
        if items:
            yield ReviewRow(long_date(t, day.date) + (f" – {day.title}" if day.title else ""), heading=True)
        for item in items:
            where = [item.venue] if item.venue else []
            about = ", ".join(dict.fromkeys(names[key] for key in (*where, *named_in(item), *item.groups)))
            note = item.note.replace("\n", " / ")
            time = "" if item.when == TBA else write_when(item.when, t)
            kind = "" if item.kind == "other" else t(KIND_WORDS[item.kind])
            yield ReviewRow(item.title, item, time, kind, " · ".join(part for part in (about, note) if part))
    left = [skipped for skipped in taken.skipped if not skipped.plain]
    if left:
        yield ReviewRow("")
        yield ReviewRow(t.plural("{n} line became no entry", "{n} lines became no entry", len(left)), heading=True)
    for skipped in left:
        yield ReviewRow(f"{skipped.text}   ({skipped.why.say(t)})")
