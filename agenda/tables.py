"""Tables taken into the store: lists of participants, whose columns are shown and can be changed, and programmes."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.remembered import remember, remembered
from agenda.taking import Left, Prepared
from trips.i18n.language import N_, Message, Refused
from trips.store import Store

if TYPE_CHECKING:
    from trips.importers.programme.programme import Programme
    from trips.importers.tables.assigned import AssignmentTable, Seated
    from trips.importers.tables.participants import Filled, Participants
    from trips.importers.tables.sheets import Sheet
    from trips.model.entities import Item, Trip


def is_table_file(path: Path) -> bool:
    """Whether a file is a table, by its name."""
    from trips.importers.tables.sheets import is_table

    return is_table(path)


def read_table(data: bytes, name: str, trip: Trip | None = None) -> Participants | Programme | AssignmentTable:
    """What a table holds: people, with the columns as somebody chose them the last time, a programme, or who is where.

    Raises:
        Refused: it cannot be read, or holds neither.
    """
    from trips.importers.tables.assigned import is_assignment_table, read_assignment_table
    from trips.importers.tables.participants import read_participants
    from trips.importers.tables.programme import read_table_programme
    from trips.importers.tables.sheets import sheets_of

    sheets = sheets_of(data, name)
    if is_assignment_table(sheets):
        if trip is None:
            raise Refused("{path} says who is where; say in which trip.", path=name)
        return _assignments(sheets, name, trip)
    people = read_participants(sheets)
    if people is None:
        by_title = read_assignment_table(sheets, trip) if trip is not None else None
        return by_title or read_table_programme(sheets)
    chosen = remembered(_signature(people))
    known = {one.heading for one in people.columns}
    return people.with_fields({heading: field for heading, field in chosen.items() if heading in known})


def read_assignments(data: bytes, name: str, trip: Trip, item: Item | None = None) -> AssignmentTable:
    """A table that says who is where within items of a trip, or with `item` within that one.

    Raises:
        Refused: it cannot be read, or says nothing of the kind.
    """
    from trips.importers.tables.sheets import sheets_of

    return _assignments(sheets_of(data, name), name, trip, item)


def told_of(seated: Seated, *, dry_run: bool = False) -> Message:
    """What a table of assignments did, or would do: how many have another place, and which places are new."""
    new = ", ".join(seated.places)
    if dry_run:
        text = N_("{n} would be assigned. New places: {places}") if new else N_("{n} would be assigned.")
    else:
        text = N_("{n} assigned. New places: {places}") if new else N_("{n} assigned.")
    return Message(text, n=seated.changed, places=new)


def _assignments(sheets: list[Sheet], name: str, trip: Trip, item: Item | None = None) -> AssignmentTable:
    from trips.importers.tables.assigned import read_assignment_table

    found = read_assignment_table(sheets, trip, item)
    if found is None:
        raise Refused(
            "{path} does not say who is where: it needs a column of names, and one for each item, headed by its title.",
            path=name,
        )
    return found


def choose_columns(people: Participants, fields: Mapping[str, str]) -> Participants:
    """The table with other fields for some headings, which are remembered for tables with the same headings.

    Raises:
        Refused: there is no such heading or field.
    """
    chosen = people.with_fields(fields)
    if fields:
        remember(_signature(people), {one.heading: one.field for one in chosen.columns})
    return chosen


def _signature(people: Participants) -> str:
    """What names tables with the same headings."""
    headings = "\n".join(one.heading.casefold() for one in people.columns)
    return f"columns-{sha256(headings.encode()).hexdigest()[:32]}"


def prepare_people(store: Store, people: Participants, name: str, into: str | None) -> tuple[Prepared, Filled]:
    """What a list of participants will make of a trip; nothing is written yet.

    Raises:
        Refused: no trip is named, or there is none such, or no column holds names.
    """
    if into is None:
        raise Refused("{path} is a list of people; say of which trip with --into.", path=name)
    listed = store.find(into)
    before = store.load(listed.id)
    filled = people.into(before.trip)
    return Prepared(filled.trip, before, listed, name, tuple(Left(name, one) for one in filled.left)), filled
