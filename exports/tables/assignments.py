"""The table of assignments: a person a row, an item a column, and in the cells their bus, room or table."""

from __future__ import annotations

from collections import Counter
from typing import Final

from exports.programme import Programme, spoken_name
from exports.tables.table import Cell, Source, Table
from trips.grammar.choices import TRAVEL, Kind
from trips.i18n.dates import weekday_date
from trips.i18n.language import N_
from trips.model.entities import Item, Person, by_id
from trips.names.family import sorted_by
from trips.names.items import short_ids
from trips.queries.travel_time import mode_of
from trips.schedule.attendance import in_person_programme

SPREAD: Final[frozenset[Kind]] = frozenset((*TRAVEL, "stay", "meal"))
"""Kinds whose items have a column before anybody has a place there, so that the table can be filled in."""


def assignments_table(view: Programme, source: Source) -> Table:
    """Everybody who travels and every group, with the place of each within items; for staff.

    Read again, it changes the assignments (see `trips.importers.tables.assignments`): a heading ends with the item's
    short id, and a dash stands where somebody does not go.
    """
    t = view.words
    items = by_id(view.trip.items)
    columns = [item for item in view.trip.items if item.assignments or _may_be_spread(item)]
    ids = short_ids(view.trip)
    dates = {day.id: weekday_date(t, day.date) for day in view.trip.days}
    headings = [f"{dates.get(column.day or '', '')} {column.title} [{ids[column.id]}]".strip() for column in columns]
    named = {key for item in columns for key in item.people}
    named |= {key for item in columns for place in item.assignments for key in place.people}
    twice = Counter([*map(spoken_name, view.trip.people), *(group.name for group in view.trip.groups)])
    people = sorted(
        (person for person in view.trip.people if person.delegate or person.key in named),
        key=lambda person: (not person.delegate, person.rank is None, person.rank or 0, sorted_by(person)),
    )
    rows: list[tuple[Cell, ...]] = [
        (group.name, *(_of_group(item, group.key) for item in columns)) for group in view.trip.groups
    ]
    rows += [
        (_named(person, twice), *(_of(item, items.get(item.part_of or ""), person) for item in columns))
        for person in people
    ]
    return Table("assignments", t(N_("Assignments")), (t("Name"), *headings), tuple(rows), source)


def _named(person: Person, names: Counter[str]) -> str:
    """A person's name, with their key where another one has the same."""
    name = spoken_name(person)
    return f"{name} [{person.key}]" if names[name] > 1 else name


def _may_be_spread(item: Item) -> bool:
    walked = mode_of(item.mode) == "walk"
    return item.kind in SPREAD and not walked and item.status not in ("cancelled", "idea") and item.day is not None


def _of_group(item: Item, key: str) -> str:
    return next((assignment.place for assignment in item.assignments if key in assignment.groups), "")


def _of(item: Item, whole: Item | None, person: Person) -> str:
    named = next((assignment.place for assignment in item.assignments if person.key in assignment.people), None)
    if named is not None:
        return named
    return "" if not person.delegate or in_person_programme(item, whole, person) else "–"
