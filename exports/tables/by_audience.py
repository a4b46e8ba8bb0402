"""Which tables an audience gets."""

from __future__ import annotations

from exports.audience import STAFF, Audience, delegates
from exports.programme import programme
from exports.snapshot import Snapshot
from exports.tables.assignments import assignments_table
from exports.tables.items import programme_table, transfers_table
from exports.tables.people import Delegation, participants_table, rooms_table
from exports.tables.table import Source, Table


def tables(snapshot: Snapshot, audience: Audience, language: str | None = None) -> tuple[Table, ...]:
    """The tables of a snapshot: programme, participants, transfers, and for staff rooms and assignments.

    They are made from what the audience may see and nothing else. A table without rows keeps its columns.
    """
    view = programme(snapshot, audience, language)
    source = Source(view.title, view.organiser, view.words.language, view.stamp, snapshot.issued)
    delegation = Delegation(
        delegates(snapshot.timeline, audience),
        {organisation.key: organisation.name for organisation in snapshot.trip.organisations},
        {group.key: group.name for group in snapshot.trip.groups},
    )
    people = participants_table(view, source, delegation)
    found = [programme_table(view, source), people, transfers_table(view, source)]
    if audience == STAFF:
        found.insert(2, rooms_table(view, source))
        found.append(assignments_table(view, source))
    return tuple(found)
