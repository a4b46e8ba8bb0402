"""The programme as a list: all days, each item with its time as it is said, and the computed one beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import Final, Literal, NamedTuple

from rich.cells import cell_len

from agenda.tui.signs import FAMILIES, SIGNS, STATUS_SIGNS
from agenda.tui.widgets.columns import best_shares, lent
from agenda.tui.widgets.row_list import Cell, RowList, over_what_is_empty
from trips.checks import Finding
from trips.grammar.choices import KIND_WORDS, Kind
from trips.grammar.when import TBA, Then, With
from trips.i18n.dates import day_month
from trips.i18n.language import Translator
from trips.model.entities import Day, Item, by_key, named_in
from trips.model.trip import Trip
from trips.schedule.timeline import Placed, Timeline, pool_of
from trips.schedule.told_time import night_of, tell_check_in, tell_time

POOL: Final = "pool"
_LONGEST_TIME: Final = 23
_HIGH: Final = 21
"""Lines of a list in which a long text may take two."""
_MANY: Final = 300
_FIXED: Final = 9
"""Cells of a line that are not its columns': the gap behind the time, sign of the kind, status, finding."""


class ProgrammeRow(NamedTuple):
    """A line of the list: a heading, an item, what goes on an item's line, or a blank; `day` is None in the pool."""

    kind: Literal["heading", "item", "more", "note", "blank"]
    text: str = ""
    placed: Placed | None = None
    found: bool = False
    day: str | None = None
    above: Placed | None = None

    @property
    def item(self) -> Item | None:
        """The item of the line, if it is one."""
        return self.placed.item if self.placed else None


class ProgrammeRows:
    """Makes the lines of a trip's list; those of days that did not change are made once."""

    def __init__(self, words: Translator) -> None:
        self._t = words
        self._findings: Sequence[Finding] = ()
        self._found: frozenset[str] = frozenset()
        self._days: dict[str, tuple[Day, tuple[Placed, ...], frozenset[str], list[ProgrammeRow]]] = {}

    def rows(
        self, timeline: Timeline, findings: Sequence[Finding], shown: Collection[str] | None
    ) -> list[ProgrammeRow]:
        """Every line; with `shown`, only those items and the days that have some."""
        if findings is not self._findings:
            self._findings = findings
            found = found_items(findings)
            self._found = self._found if found == self._found else found  # the same keeps the rows that are made
        rows: list[ProgrammeRow] = []
        for day, placed in timeline.days():
            if shown is None:
                rows += self._of_day(day, placed)
            elif some := tuple(one for one in placed if one.item.id in shown):
                rows += day_rows(day, some, self._found, self._t)
        pool = [item for item in pool_of(timeline.trip) if shown is None or item.id in shown]
        if pool:
            rows.append(ProgrammeRow("heading", self._t("Unscheduled")))
            rows += [ProgrammeRow("item", "", unplaced(item)) for item in pool]
        return rows

    def _of_day(self, day: Day, placed: tuple[Placed, ...]) -> list[ProgrammeRow]:
        known = self._days.get(day.id)
        if known is None or known[0] is not day or known[1] is not placed or known[2] is not self._found:
            known = self._days[day.id] = day, placed, self._found, day_rows(day, placed, self._found, self._t)
        return known[3]


def found_items(findings: Iterable[Finding]) -> frozenset[str]:
    """The items that some finding is about."""
    return frozenset(item for finding in findings for item in finding.items)


def day_rows(day: Day, placed: Sequence[Placed], found: Collection[str], t: Translator) -> list[ProgrammeRow]:
    """The lines of one day."""
    heading = day_month(t, day.date) + (f"  {day.title}" if day.title else "")
    rows = [ProgrammeRow("heading", heading, day=day.id)]
    rows += [ProgrammeRow("item", "", one, one.item.id in found, day.id) for one in placed]
    if not placed:
        rows.append(ProgrammeRow("note", t("Nothing yet; type to add something."), day=day.id))
    rows.append(ProgrammeRow("blank", day=day.id))
    return rows


def unplaced(item: Item) -> Placed:
    """An item of the pool in the shape of the others."""
    return Placed(item, date.min, None, None, "open", "open", "UTC", "UTC")


class Needs(NamedTuple):
    """How many cells the longest text of each column needs; the time with the word beside it, and the clock alone.

    `rows` are the cells that title, people and place of each item need.
    """

    time: int = 0
    clock: int = 0
    kind: int = 0
    rows: tuple[tuple[int, int, int], ...] = ()

    @property
    def longest(self) -> tuple[int, int, int]:
        """What title, people and place need at most."""
        return (
            max((title for title, _, _ in self.rows), default=0),
            max((who for _, who, _ in self.rows), default=0),
            max((place for _, _, place in self.rows), default=0),
        )


class Widths(NamedTuple):
    """The cells of each column; the kind's is 0 where its sign alone tells it."""

    time: int
    kind: int
    title: int
    who: int
    place: int


class ProgrammeList(RowList[ProgrammeRow]):
    """The list of a trip's items."""

    def __init__(self, words: Translator, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._t = words
        self._maker = ProgrammeRows(words)
        self._trip: Trip | None = None
        self._whole: Sequence[ProgrammeRow] = ()
        self._names: dict[str, str] = {}
        self._places: dict[str, str] = {}
        self._groups: dict[str, str] = {}
        self._known_over: dict[str, tuple[Item, Widths, bool]] = {}
        self._needs = Needs()
        self._shares: dict[int, Widths] = {}

    def load(
        self, timeline: Timeline, findings: Sequence[Finding], cursor: str | None, shown: Collection[str] | None = None
    ) -> None:
        """Show a trip, with the cursor on an item or day, or where it is."""
        trip, before = timeline.trip, self._trip
        if before is None or (trip.venues, trip.people, trip.organisations, trip.groups) != (
            before.venues, before.people, before.organisations, before.groups,
        ):  # fmt: skip
            self._groups = {group.key: group.name for group in trip.groups}
            self._known_over.clear()
            self._places = {key: venue.name for key, venue in by_key(trip.venues).items()}
            self._names = {entity.key: entity.name for entity in (*trip.organisations, *trip.people)}
            self.forget()
        self._trip = trip
        self._whole = rows = self._maker.rows(timeline, findings, shown)
        wanted = cursor or self.key
        place = next((n for n, row in enumerate(rows) if wanted is not None and self.key_of(row) == wanted), None)
        if place is None:
            first = next((n for n, row in enumerate(rows) if row.item), 0)
            here = min(self.cursor, len(rows) - 1)
            above = next((n for n in range(here, -1, -1) if rows[n].item or rows[n].kind == "heading"), first)
            place = first if before is None else above
        needs = self._needed(rows)
        if needs != self._needs:
            self._needs = needs
            self._shares.clear()
            self.forget()
        self._show_whole(place)

    def on_resize(self) -> None:
        """What is too long for its column goes on in a second line, if there is height for that."""
        if self._whole:
            row = self.rows[self.cursor] if self.cursor < len(self.rows) else None
            place = next((n for n, one in enumerate(self._whole) if one is row), 0)
            self._strips.clear()
            self._show_whole(place)
        super().on_resize()

    def _show_whole(self, place: int) -> None:
        """Show the lines, and below each what does not fit into it, with the cursor on one of them."""
        if self.size.height < _HIGH:
            self.show(self._whole, place)
            return
        rows: list[ProgrammeRow] = []
        cursor, widths = place, self._widths(self._width - self.GUTTER)
        for number, row in enumerate(self._whole):
            if number == place:
                cursor = len(rows)
            rows.append(row)
            if row.placed is not None and self._over(row.placed.item, widths):
                rows.append(ProgrammeRow("more", above=row.placed))
        self.show(rows, cursor)

    def _needed(self, rows: Sequence[ProgrammeRow]) -> Needs:
        """What the columns need; of a very long programme not each time is told for that."""
        items = [row.placed for row in rows if row.placed is not None]
        kinds: set[Kind] = {placed.item.kind for placed in items}
        timed = items if len(items) < _MANY else []
        times = [list_time(placed, self._t, _LONGEST_TIME) for placed in timed]
        return Needs(
            time=max((len(said) + len(beside) + bool(beside) for said, beside in times), default=_LONGEST_TIME),
            clock=max(
                (
                    len(said) + (len(beside) + 1 if night_of(placed, self._t) else 0)
                    for placed, (said, beside) in zip(timed, times, strict=True)
                ),
                default=_LONGEST_TIME,
            ),
            kind=max((cell_len(self._t(KIND_WORDS[kind])) for kind in kinds), default=0),
            rows=tuple(
                (cell_len(self._title(item)), cell_len(self._who(item)), cell_len(self._place(item)))
                for item in (placed.item for placed in items[:_MANY])
            ),
        )

    def _title(self, item: Item) -> str:
        """The title as the list has it, of a part further in; whose it is alone stands behind it."""
        title = f"  {item.title}" if item.part_of else item.title
        return " · ".join((title, *(self._groups.get(key, key) for key in item.groups)))

    def _who(self, item: Item) -> str:
        return ", ".join(self._names.get(key, key) for key in named_in(item))

    def _place(self, item: Item) -> str:
        return self._places.get(item.venue or "", item.room)

    def key_of(self, row: ProgrammeRow) -> str | None:
        """An item's id; for a heading, the id of its day, or "pool"."""
        if row.placed is not None:
            return row.placed.item.id
        return (row.day or POOL) if row.kind == "heading" else None

    def can_mark(self, row: ProgrammeRow) -> bool:
        """Everything but headings."""
        return row.item is not None

    def can_stand(self, row: ProgrammeRow) -> bool:
        """The cursor stands on items and on the headings of days."""
        return row.kind in ("item", "heading")

    def goes_on(self, row: ProgrammeRow) -> bool:
        """The rest of an item's texts."""
        return row.kind == "more"

    def signs(self, row: ProgrammeRow) -> int:
        """Headings stand out to the left."""
        return 1 if row.kind == "heading" else self.GUTTER

    def cells(self, row: ProgrammeRow, width: int) -> list[Cell]:
        """A row as cells."""
        if row.above is not None:
            return self._rest(row.above.item, width)
        if row.placed is None:
            look = {"heading": "lines--heading", "note": "lines--quiet"}.get(row.kind, "")
            return [Cell(row.text, width, look)]
        return self._item(row.placed, row.found, width)

    def _widths(self, width: int) -> Widths:
        """What each column gets.

        The word beside a clock and that for the kind, which its sign says too, are there only where nothing is cut.
        """
        if width not in self._shares:
            self._shares[width] = self._shared(width)
        return self._shares[width]

    def _shared(self, width: int) -> Widths:
        needs = self._needs
        title, who, place = needs.longest
        who_too = width >= 88 and who > 0
        rest = title + (who + 1 if who_too else 0) + place
        longest = _LONGEST_TIME if width >= 70 else _LONGEST_TIME - 8
        time = min(needs.time if needs.time + rest <= width - _FIXED else needs.clock, longest)
        room = width - _FIXED - time - who_too
        kind = needs.kind + 1 if rest + needs.kind < room else 0
        return Widths(time, kind, *best_shares(needs.rows, room - kind, who_too=who_too))

    def _texts(self, item: Item, widths: Widths) -> list[tuple[str, int]]:
        """Title, people and place of an item, each with the cells that it has in this row."""
        texts = [(self._title(item), widths.title), (self._place(item), widths.place)]
        if widths.who:
            texts.insert(1, (self._who(item), widths.who))
        given = lent([cell_len(text) for text, _ in texts], [width for _, width in texts])
        return [(text, width) for (text, _), width in zip(texts, given, strict=True)]

    def _columns(self, item: Item, width: int, line: int) -> Iterator[Cell]:
        """Title, people and place in the first or second line of an item; a text goes on over what is empty."""
        gone = item.status == "cancelled"
        quiet = "lines--gone" if gone else "lines--quiet"
        texts = self._texts(item, self._widths(width))
        looks = ["lines--gone" if gone else "", *(quiet for _ in texts[1:])]
        cells = over_what_is_empty([(text, wide, look) for (text, wide), look in zip(texts, looks, strict=True)])
        if self.size.height < _HIGH or not self._over(item, self._widths(width)):
            yield from cells
            return
        if line == 0:
            yield from (cell._replace(text=_in_two(cell.text, cell.width)[0]) for cell in cells)
            return
        shown = [cell for cell in cells if cell.text != " "]
        rests = [_in_two(cell.text, cell.width)[1] for cell in shown]
        widths = lent(list(map(cell_len, rests)), [cell.width for cell in shown])
        yield from over_what_is_empty(
            [(rest, wide, cell.look) for rest, wide, cell in zip(rests, widths, shown, strict=True)]
        )

    def _over(self, item: Item, widths: Widths) -> bool:
        """Whether an item goes over its line; looked up once for what does not change."""
        known = self._known_over.get(item.id)
        if known is None or known[0] is not item or known[1] != widths:
            known = self._known_over[item.id] = item, widths, self._goes_over(item, widths)
        return known[2]

    def _goes_over(self, item: Item, widths: Widths) -> bool:
        """Whether a text of an item is too long for its column, what others lend it, and what is empty behind it."""
        texts = ((self._title(item), widths.title), (self._who(item), widths.who), (self._place(item), widths.place))
        if all(cell_len(text) <= width for text, width in texts if width):
            return False
        cells = over_what_is_empty([(text, wide, "") for text, wide in self._texts(item, widths)])
        return any(cell_len(cell.text) > cell.width for cell in cells if cell.text != " ")

    def _rest(self, item: Item, width: int) -> list[Cell]:
        """The second line of an item."""
        time, kind, *_ = self._widths(width)
        return [Cell("", time + 3 + kind), *self._columns(item, width, 1), Cell("", 4)]

    def _item(self, placed: Placed, found: bool, width: int) -> list[Cell]:
        item = placed.item
        time, kind, *_ = self._widths(width)
        gone = item.status == "cancelled"
        said, computed = list_time(placed, self._t, time + 1)
        quiet = "lines--gone" if gone else "lines--quiet"
        look = "lines--gone" if gone else "lines--strong" if placed.start_is == "given" else ""
        return [
            Cell(said, time if not computed else len(said) + 1, look),
            Cell(computed.rstrip(), time - len(said) - 1 if computed else 0, "lines--quiet"),
            Cell(" ", 1),
            Cell(f"{SIGNS[item.kind]} ", 2, f"lines--{FAMILIES[item.kind]}"),
            Cell(self._t(KIND_WORDS[item.kind]) if kind else "", kind, quiet),
            *self._columns(item, width, 0),
            Cell(f" {STATUS_SIGNS[item.status]}", 2, f"lines--{item.status}"),
            Cell(" !" if found else "  ", 2, "lines--warning"),
        ]


def _in_two(text: str, width: int) -> tuple[str, str]:
    """What of a text fits into a line, and the rest."""
    if cell_len(text) <= width or width < 8 or cell_len(text) != len(text):
        return text, ""
    indent = " " * (len(text) - len(text.lstrip()))
    first, *_ = wrap(text, width, drop_whitespace=True, initial_indent="", subsequent_indent=indent)
    return first, indent + text[len(first) :].strip()


def list_time(placed: Placed, t: Translator, width: int) -> tuple[str, str]:
    """The time as every reader is told it; beside it the night, or the word as which a worked-out start was typed."""
    if placed.item.when == TBA and placed.date == date.min:
        return "?", ""
    told = tell_check_in(placed, t) if placed.item.kind == "stay" else tell_time(placed, t)
    beside = night_of(placed, t)
    if not beside and placed.start_is == "computed" and isinstance(placed.item.when.start, Then | With):
        beside = t("then") if isinstance(placed.item.when.start, Then) else t("at the same time")
    fits = len(told.clock) + len(beside) + 1 < width
    return told.clock, f"{beside} " if beside and (fits or night_of(placed, t)) else ""
