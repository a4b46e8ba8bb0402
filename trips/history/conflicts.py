"""Taking over what somebody else had changed, after a merge kept mine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from trips.edits.days import change_days, remove_day
from trips.edits.directory import change_entry, remove
from trips.edits.items import change_item, remove_items
from trips.edits.pages import ExtraTable, extras, put_extra, without_extra
from trips.history.diff import NOTES, id_of
from trips.history.merge import Conflict
from trips.model.entities import by_id, changed
from trips.model.tables import Table, entries
from trips.model.trip import Trip


def accept_theirs(trip: Trip, conflicts: Iterable[Conflict]) -> Trip:
    """The trip with their side of each conflict; what is not in the trip any more is passed over."""
    for conflict in conflicts:
        trip = _taken(trip, conflict)
    return trip


def _taken_extra(trip: Trip, table: ExtraTable, conflict: Conflict, fields: dict[str, object]) -> Trip:
    """Their side of a conflict about a page of the office's own or a partner."""
    extra = next((each for each in extras(trip, table) if each.id == conflict.id), None)
    if extra is None:
        return trip
    if not conflict.field and conflict.theirs is None:
        return without_extra(trip, table, extra.id)
    return put_extra(trip, table, changed(extra, **fields))


def _taken(trip: Trip, conflict: Conflict) -> Trip:
    fields = dict(conflict.unit)
    if conflict.table == "trip":
        return changed(trip, **fields)
    if conflict.table == "days":
        if conflict.id not in by_id(trip.days):
            return trip
        if not conflict.field:
            return remove_day(trip, conflict.id) if conflict.theirs is None else trip
        return change_days(trip, [conflict.id], **fields)
    if conflict.table == "items":
        if conflict.id not in by_id(trip.items):
            return trip
        gone = not conflict.field and conflict.theirs is None
        return remove_items(trip, [conflict.id]) if gone else change_item(trip, conflict.id, **fields)
    if conflict.table in NOTES:
        kept = tuple(each for each in getattr(trip, conflict.table) if id_of(each) != conflict.id)
        return changed(trip, **{conflict.table: kept if conflict.theirs is None else (*kept, conflict.theirs)})
    if conflict.table == "pages" or conflict.table == "partners":
        return _taken_extra(trip, conflict.table, conflict, fields)
    table = cast("Table", conflict.table)
    if not conflict.field and conflict.theirs is None:
        return remove(trip, table, conflict.id)
    known = any(each.key == conflict.id for each in entries(trip, table))
    return change_entry(trip, table, conflict.id, fields) if known else trip
