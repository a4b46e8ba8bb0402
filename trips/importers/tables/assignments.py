"""Tables of who is where: buses, rooms, tables; as an office keeps them, and as we write them ourselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from trips.edits.assignments import NOWHERE, assigned, people_and_groups, read_place, without
from trips.edits.items import with_changed
from trips.grammar.choices import TRAVEL, Kind
from trips.i18n.language import Message, UserError
from trips.importers.door import door
from trips.importers.result import Skipped
from trips.importers.tables.participants import FIELDS, Field, field_of, name_of, words_of
from trips.importers.tables.sheets import Sheet
from trips.model.entities import Item, changed
from trips.model.trip import Trip
from trips.model.values import Keys

_LOOKED_AT: Final = 15
"""Rows within which the headings stand."""

_PLACE: Final = re.compile(
    r"platz|einteilung|zuteilung|bus(?:nummer|-nr\.?)?|wagen|fahrzeug|auto|zimmer(?:nummer|-nr\.?)?|tisch(?:nummer|-nr\.?)?"
    r"|gastfamilie|unterkunft|unterbringung|place|assignment|coach|vehicle|car|room(?: number)?|table(?: number)?"
    r"|host family|seat(?:ing)?|boot|boat|abteil|kabine|cabin",
    re.IGNORECASE,
)
_RIDES: Final = re.compile(r"bus|wagen|fahrzeug|auto|coach|vehicle|car\b|boot|boat|abteil", re.IGNORECASE)
_FITS: Final[dict[Kind, re.Pattern[str]]] = {
    **dict.fromkeys(TRAVEL, _RIDES),
    "stay": re.compile(r"zimmer|familie|unterk|unterbring|room|family|kabine|cabin", re.IGNORECASE),
    "meal": re.compile(r"tisch|table|seat", re.IGNORECASE),
}
"""Of several columns of places, the one that goes with the kind of an item."""
_ITEM: Final = re.compile(r"programmpunkt|punkt|fahrt|termin|item|programme item|ride|event|was|what", re.IGNORECASE)
_ID: Final = re.compile(r"\[([0-9a-f]{3,32})\]$")
_KEYED: Final = re.compile(r"\[([\w-]+)\]$")


class _Column(NamedTuple):
    place: int
    heading: str
    item: Item | None


@dataclass(frozen=True, slots=True)
class Seated:
    """A trip with a table of assignments taken in.

    Attributes:
        trip: the trip.
        changed: how many cells put somebody somewhere else than before.
        places: the places that the items did not have before.
        left: columns, rows and cells that were not taken over, with the reason.
    """

    trip: Trip
    changed: int
    places: tuple[str, ...]
    left: tuple[Skipped, ...]


class AssignmentTable:
    """A table whose rows name people or groups and whose cells name places; told apart by `read_assignment_table`."""

    def __init__(
        self,
        names: Mapping[Field, int],
        columns: Sequence[_Column],
        rows: Sequence[tuple[int, tuple[str, ...]]],
        item_column: int | None = None,
        left: Sequence[Skipped] = (),
    ) -> None:
        self._names = names
        self._columns = columns
        self._rows = rows
        self._item_column = item_column
        self._left = left

    def into(self, trip: Trip) -> Seated:
        """The trip with everybody where the table says.

        An empty cell changes nothing, a "-" takes somebody out. Who is not in the trip is told.
        """
        with door(self._columns[0].heading if self._columns else "?"):
            return self._seated(trip)

    def _seated(self, trip: Trip) -> Seated:
        left = list(self._left)
        items = {item.id: item for item in trip.items}
        moved = 0
        for line, cells in self._rows:
            name = name_of({field: cells[place] for field, place in self._names.items() if place < len(cells)})
            if not name:
                continue
            try:
                people, groups = _who(trip, name)
                for item, place in self._places(trip, cells):
                    before = items[item.id]
                    items[item.id] = _put(before, place, people, groups)
                    moved += _where(before, people, groups) != _where(items[item.id], people, groups)
            except UserError as refused:
                left.append(Skipped(line, " · ".join(filter(None, cells))[:200], refused.message))
        fresh = dict.fromkeys(
            place.place
            for item in trip.items
            for place in items[item.id].assignments
            if all(place.place != known.place for known in item.assignments)
        )
        changes = any(items[item.id] is not item for item in trip.items)
        return Seated(with_changed(trip, items) if changes else trip, moved, tuple(fresh), tuple(left))

    def _places(self, trip: Trip, cells: tuple[str, ...]) -> Iterable[tuple[Item, str]]:
        for column in self._columns:
            text = cells[column.place].strip() if column.place < len(cells) else ""
            if not text:
                continue
            item = column.item
            if item is None and self._item_column is not None:
                item = _item_of(trip, cells[self._item_column])
            if item is None:
                raise UserError("It names no item of the programme.")
            yield item, text


def _put(item: Item, place: str, people: Keys, groups: Keys) -> Item:
    """An item with somebody where a cell says; tables guard what could be a formula by an apostrophe."""
    plain = place[1:] if place.startswith("'") and place[1:2] in tuple("=+-@") else place
    if plain in NOWHERE:
        return changed(item, assignments=without(item.assignments, people, groups))
    name, seats = read_place(plain.replace(";", ","))
    return assigned(item, name, people, groups, seats)


def _where(item: Item, people: Keys, groups: Keys) -> list[str]:
    return [
        assignment.place
        for assignment in item.assignments
        if not set(people).isdisjoint(assignment.people) or not set(groups).isdisjoint(assignment.groups)
    ]


def is_assignment_table(sheets: Iterable[Sheet]) -> bool:
    """Whether a table is one that we wrote: headings end with ids of items."""
    return any(_ID.search(cell) for sheet in sheets for cell in (sheet[0] if sheet else ()))


def read_assignment_table(sheets: Iterable[Sheet], trip: Trip, item: Item | None = None) -> AssignmentTable | None:
    """The first sheet that says who is where; None if none does.

    It has a column of names and, with `item`, one of places within it; without, a column for each item whose heading
    names it, or one of items and one of places. With `item` and no headings, names stand first and places behind them.
    """
    for sheet in sheets:
        for place, row in enumerate(sheet[:_LOOKED_AT]):
            found = _headed(trip, item, row, [(n + 1, cells) for n, cells in enumerate(sheet) if n > place])
            if found is not None:
                return found
        if item is not None:
            rows = [(n + 1, cells) for n, cells in enumerate(sheet) if len(cells) > 1]
            if any(_known(trip, cells[0]) for _, cells in rows):
                return AssignmentTable({"name": 0}, [_Column(1, "", item)], rows)
    return None


def _headed(
    trip: Trip, item: Item | None, row: tuple[str, ...], rows: Sequence[tuple[int, tuple[str, ...]]]
) -> AssignmentTable | None:
    """A table under a row of headings; None if the row is none."""
    fields = [field_of(cell) for cell in row]
    names: dict[Field, int] = {field: fields.index(field) for field in FIELDS if field in _NAMES and field in fields}
    if not {"name", "last"} & names.keys():
        return None
    others = [_Column(n, cell, None) for n, cell in enumerate(row) if cell and n not in names.values()]
    places = [other for other in others if _PLACE.fullmatch(other.heading.strip(" :."))]
    if item is not None:
        places = places or [other for other in others if fields[other.place] == "ignore"]
        fitting = [place for place in places if _FITS[item.kind].search(place.heading)] if item.kind in _FITS else []
        place = next(iter(fitting or places), None)
        return AssignmentTable(names, [place._replace(item=item)], rows) if place is not None else None
    items = [other for other in others if _ITEM.fullmatch(other.heading.strip(" :."))]
    if items and places:
        return AssignmentTable(names, places[:1], rows, items[0].place)
    columns = [other._replace(item=_item_of(trip, other.heading)) for other in others]
    known = [column for column in columns if column.item is not None]
    left = [
        Skipped(0, column.heading, Message("It names no item of the programme."))
        for column in columns
        if column.item is None and fields[column.place] == "ignore"
    ]
    return AssignmentTable(names, known, rows, left=left) if known else None


_NAMES: Final[frozenset[Field]] = frozenset(("name", "first", "last", "title"))


def _item_of(trip: Trip, text: str) -> Item | None:
    """The item that a heading or a cell names: by its id at the end, its title, or the only title that holds it."""
    match = _ID.search(text.strip())
    if match:
        found = [item for item in trip.items if item.id.startswith(match[1])]
        return found[0] if len(found) == 1 else None
    wanted = " ".join(text.split()).casefold()
    exact = [item for item in trip.items if item.title.casefold() == wanted]
    near = exact or [item for item in trip.items if len(wanted) > 2 and wanted in item.title.casefold()]
    return near[0] if len(near) == 1 else None


def _known(trip: Trip, name: str) -> bool:
    try:
        return bool(name.strip()) and any(_who(trip, name))
    except UserError:
        return False


def _who(trip: Trip, name: str) -> tuple[Keys, Keys]:
    """Whom a name means: by the key behind it, a group by its whole name, a person by the words of theirs."""
    if (keyed := _KEYED.search(name)) is not None and any(person.key == keyed[1] for person in trip.people):
        return (keyed[1],), ()
    if any(name.casefold() in (group.name.casefold(), group.key) for group in trip.groups):
        return people_and_groups(trip, [name])
    wanted = words_of(name)
    same = [person.key for person in trip.people if wanted in (words_of(person.name), words_of(person.latin_name))]
    if len(same) == 1:
        return (same[0],), ()
    return people_and_groups(trip, [name])
