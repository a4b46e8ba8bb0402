"""Which tables an audience gets."""

from __future__ import annotations

from exports.audience import STAFF, Audience
from exports.edition import Edition
from exports.programme import programme
from exports.tables.items import programme_table, transfers_table
from exports.tables.people import participants_table, rooms_table
from exports.tables.table import Source, Table
from trips.language import Language


def tables(edition: Edition, audience: Audience, language: Language | None = None) -> tuple[Table, ...]:
    """The tables of an edition: programme, participants, transfers, and for staff rooms.

    They are made from what the audience may see and nothing else. A table without rows keeps its columns.
    """
    view = programme(edition, audience, language)
    source = Source(view.title, view.organiser, view.language, view.stamp, edition.issued)
    found = [programme_table(view, source), participants_table(view, source), transfers_table(view, source)]
    if audience == STAFF:
        found.insert(2, rooms_table(view, source))
    return tuple(found)
