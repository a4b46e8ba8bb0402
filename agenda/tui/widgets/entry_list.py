"""People, organisations, groups or places as a list with headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len

from agenda.tui.widgets.columns import best_shares, lent, shared
from agenda.tui.widgets.row_list import Cell, RowList, over_what_is_empty
from trips.edits.directory import uses
from trips.i18n.language import N_, Translator
from trips.model.entities import Group, Organisation, Person, Venue
from trips.model.tables import Entry, Table, entries
from trips.model.trip import Trip


class Section(NamedTuple):
    """A part of the list: a table, or of the people those who are delegates or not."""

    table: Table
    label: str
    delegate: bool | None = None
    hint: str = ""


PEOPLE: Final = (
    Section("people", N_("Participants"), True,
            N_("Type a name and a role, or paste a list; Ctrl+O opens a file.")),
    Section("people", N_("Other people"), False, N_("Hosts, speakers, interpreters, drivers: type a name.")),
    Section("organisations", N_("Organisations"), None, N_("Who receives, and where people come from.")),
    Section("groups", N_("Groups"), None, N_("Type a name, and after a comma how many are expected.")),
)  # fmt: skip
PLACES: Final = (
    Section("venues", N_("Places"), None,
            N_("Type a name and an address, or paste several, one a line.")),
)  # fmt: skip


_FIXED: Final = 8
"""Cells of a line that are not its columns': two gaps, and how often an entry is used."""

_AIR: Final = 4
"""Cells between names and what is said of them, where there is room."""


class EntryRow(NamedTuple):
    """A line: a heading (no entry), an entry with how often it is used, a hint, or a blank (no section)."""

    section: Section | None
    entry: Entry | None = None
    text: str = ""
    used: int = 0


def entry_rows(trip: Trip, sections: Sequence[Section], t: Translator) -> list[EntryRow]:
    """Every line of the list."""
    rows: list[EntryRow] = []
    for section in sections:
        found = [entry for entry in entries(trip, section.table) if _in(entry, section)]
        rows.append(EntryRow(section, None, f"{t(section.label)}  {len(found) or ''}".rstrip()))
        rows += [EntryRow(section, entry, "", len(uses(trip, section.table, entry.key))) for entry in found]
        if not found:
            rows.append(EntryRow(None, None, t(section.hint)))
        rows.append(EntryRow(None))
    return rows[:-1]


def _in(entry: Entry, section: Section) -> bool:
    return section.delegate is None or (isinstance(entry, Person) and entry.delegate == section.delegate)


class EntryList(RowList[EntryRow]):
    """The list of the entries of some tables."""

    def __init__(self, sections: Sequence[Section], words: Translator, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._sections = sections
        self._t = words
        self._names: dict[str, str] = {}
        self._needs: dict[Table | None, list[tuple[int, int, int]]] = {}
        self._members: Counter[str] = Counter()

    def load(self, trip: Trip, cursor: str | None) -> None:
        """Show the entries of a trip, with the cursor on one, or where it is."""
        self._names = {entity.key: entity.name for entity in (*trip.organisations, *trip.groups, *trip.people)}
        self._members = Counter(key for person in trip.people for key in person.groups)
        rows = entry_rows(trip, self._sections, self._t)
        self._needs = self._needed(rows)
        before, wanted = self.rows, cursor or self.key
        place = next((n for n, row in enumerate(rows) if wanted is not None and self.key_of(row) == wanted), None)
        if place is None:
            place = self.cursor if before else next((n for n, row in enumerate(rows) if row.entry), 0)
        self.forget()
        self.show(rows, place)

    def key_of(self, row: EntryRow) -> str | None:
        """The table and the key: "people:weber"; for a heading its label."""
        if row.section is None:
            return None
        return f"{row.section.table}:{row.entry.key}" if row.entry else row.section.label

    def can_mark(self, row: EntryRow) -> bool:
        """Everything but headings."""
        return row.entry is not None

    def can_stand(self, row: EntryRow) -> bool:
        """The cursor stands on entries and headings."""
        return row.section is not None

    def signs(self, row: EntryRow) -> int:
        """Headings stand out to the left."""
        return 1 if row.section and not row.entry else self.GUTTER

    def cells(self, row: EntryRow, width: int) -> list[Cell]:
        """A row as cells: name, what it is, to whom it belongs, in how many items it stands."""
        if row.entry is None:
            return [Cell(row.text, width, "lines--heading" if row.section else "lines--quiet")]
        name, first, second = self._widths(row.section.table if row.section else None, width - _FIXED)
        texts = self._columns(row.entry)
        used = self._t("{n}×", n=row.used) if row.used else ""
        widths = lent([cell_len(text) for text in (row.entry.name, *texts)], (name, first, second))
        looks = ("", "lines--quiet", "lines--quiet")
        columns = list(zip((row.entry.name, *texts), widths, looks, strict=True))
        return [*over_what_is_empty([*columns, (f"{used:>4}" if used else "", 4, "lines--quiet")]), Cell(" ", 1)]

    def counted(self) -> Sequence[tuple[str, int]]:
        """How many entries each section has, under its label."""
        return [
            (section.label, sum(row.entry is not None and row.section == section for row in self.rows))
            for section in self._sections
        ]

    def _widths(self, table: Table | None, room: int) -> tuple[int, int, int]:
        """The cells of name, what it is, and to whom it belongs, for the entries of a table."""
        rows = self._needs.get(table, [])
        name = max((name for name, _, _ in rows), default=0)
        longest = name + max((first for _, first, _ in rows), default=0) + max((last for _, _, last in rows), default=0)
        if name > room // 2:
            name, _ = shared((name, room // 2), room)
        name += max(0, min(_AIR, room - longest))
        first, _, second = best_shares([(first, 0, second) for _, first, second in rows], room - name, who_too=False)
        return name, first, second

    def _needed(self, rows: Sequence[EntryRow]) -> dict[Table | None, list[tuple[int, int, int]]]:
        """What the texts of each entry need, by table."""
        needs: dict[Table | None, list[tuple[int, int, int]]] = {}
        for row in rows:
            if row.section is not None and row.entry is not None:
                name, first, second = (cell_len(text) for text in (row.entry.name, *self._columns(row.entry)))
                needs.setdefault(row.section.table, []).append((name, first, second))
        return needs

    def _columns(self, entry: Entry) -> tuple[str, str]:
        match entry:
            case Person():
                keys = (entry.organisation, *entry.groups)
                return entry.role, " · ".join(self._names.get(key, key) for key in keys if key)
            case Organisation():
                return entry.contact, entry.note
            case Group():
                return self._heads(entry), entry.note
            case Venue():
                return entry.address, entry.hours

    def _heads(self, group: Group) -> str:
        """How many are in a group, and how many are expected if that is another number."""
        known = self._members[group.key]
        said = self._t.plural("{n} person", "{n} people", known) if known else ""
        expected = "" if group.expected in (None, known) else self._t("{n} expected", n=group.expected)
        return ", ".join(part for part in (said, expected) if part)
