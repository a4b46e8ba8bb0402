"""The tables of items: the programme, and who travels when and how."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from exports.programme import Line, Name, Programme
from exports.tables.table import Cell, Column, Source, Table, filled, wall
from trips.grammar.choices import STATUS_WORDS, TRAVEL
from trips.i18n.language import N_
from trips.model.entities import Person, Venue, by_id, by_key
from trips.model.field_text import write_meet
from trips.model.field_types import See
from trips.model.fields import rules
from trips.queries.travel_time import mode_told
from trips.schedule.attendance import Attendance

_ITEM: Final = rules("Item")
_KEYS: Final = 5
_PHONE: Final[See] = rules("Venue")["phone"].see


class _Entry(NamedTuple):
    """A line of the programme and the date of its day; None in the pool."""

    day: date | None
    line: Line


def _entries(view: Programme) -> Iterator[_Entry]:
    """Every item once: what a paper carries over to the next morning is told by an item's end."""
    for day in view.days:
        yield from (_Entry(day.date, line) for line in day.lines if not line.carried)
    yield from (_Entry(None, line) for line in view.pool)


def programme_table(view: Programme, source: Source) -> Table:
    """The whole programme, an item a row."""
    columns, rows = filled(_Columns(view).programme(), _entries(view), view.seen.audience.level)
    return Table("programme", view.words(N_("Programme")), columns, rows, source, _KEYS)


def transfers_table(view: Programme, source: Source) -> Table:
    """All travel: arrivals, transfers and departures."""
    travel = (entry for entry in _entries(view) if entry.line.item.kind in TRAVEL)
    columns, rows = filled(_Columns(view).transfers(), travel, view.seen.audience.level)
    return Table("transfers", view.words(N_("Transfers")), columns, rows, source, _KEYS)


class _Columns:
    """What the columns say of an entry."""

    def __init__(self, view: Programme) -> None:
        self._view = view
        self._t = view.words
        self._items = by_id(view.trip.items)
        self._venues = by_key(view.trip.venues)
        self._people = by_key(view.trip.people)
        placed = {one.item.id: one for _, placed in view.seen.days for one in placed}
        self._attendance = Attendance.of(view.trip, placed)
        self._across_zones = len({zone for entry in _entries(view) for zone in _zones(entry)}) > 1

    def programme(self) -> tuple[Column[_Entry], ...]:
        t = self._t
        return (
            *self._keys(),
            *self._zone(),
            Column(t("Kind"), lambda entry: entry.line.kind),
            Column(t("Part of"), self._whole),
            Column(t("Status"), self._status),
            Column(t("Place"), lambda entry: entry.line.place),
            Column(t("Address"), lambda entry: entry.line.address),
            Column(t("Hosts"), lambda entry: _names(entry.line.hosts)),
            Column(t("Speakers"), lambda entry: _names(entry.line.speakers)),
            Column(t("With"), lambda entry: _names(entry.line.people), _ITEM["people"].see),
            Column(t("Groups"), lambda entry: entry.line.groups, _ITEM["groups"].see),
            Column(t("Journey"), self._journey),
            Column(t("Meet"), lambda entry: entry.line.meet, _ITEM["meet"].see),
            Column(t("Assigned"), lambda entry: entry.line.assigned, _ITEM["groups"].see),
            Column(t("Note"), lambda entry: entry.line.note),
            Column(t("Web page"), lambda entry: entry.line.url),
            Column(t("Contact"), lambda entry: entry.line.item.contact, _ITEM["contact"].see),
            Column(t("Phone on site"), self._phone_there, _PHONE),
            Column(t("Responsible"), self._responsible, _ITEM["responsible"].see),
            Column(t("Bring"), lambda entry: ", ".join(entry.line.item.bring), _ITEM["bring"].see),
            Column(t("Capacity"), lambda entry: entry.line.item.capacity, _ITEM["capacity"].see),
            Column(t("Booking code"), lambda entry: entry.line.item.reference, _ITEM["reference"].see),
            Column(t("Internal"), lambda entry: entry.line.item.staff_note, _ITEM["staff_note"].see),
        )

    def transfers(self) -> tuple[Column[_Entry], ...]:
        t = self._t
        meet = _ITEM["meet"].see
        return (
            *self._keys(),
            *self._zone(),
            Column(t("Status"), self._status),
            Column(t("Meet at"), _gathering, meet),
            Column(t("Meeting point"), lambda entry: entry.line.item.meet and entry.line.item.meet.place, meet),
            Column(t("From"), lambda entry: entry.line.place),
            Column(t("To"), self._to),
            Column(t("Means of transport"), lambda entry: mode_told(entry.line.item, t)),
            Column(t("Carrier"), lambda entry: entry.line.item.carrier),
            Column(t("Service"), lambda entry: entry.line.item.service),
            Column(t("Groups"), lambda entry: entry.line.groups, _ITEM["groups"].see),
            Column(t("Headcount"), self._heads, rules("Group")["expected"].see),
            Column(t("Assigned"), lambda entry: entry.line.assigned, _ITEM["groups"].see),
            Column(t("Note"), lambda entry: entry.line.note),
            Column(t("Contact"), lambda entry: entry.line.item.contact, _ITEM["contact"].see),
            Column(t("Responsible"), self._responsible, _ITEM["responsible"].see),
            Column(t("Phone of the responsible"), self._phone_of_responsible, rules("Person")["private"].see),
            Column(t("Booking code"), lambda entry: entry.line.item.reference, _ITEM["reference"].see),
        )

    def _keys(self) -> tuple[Column[_Entry], ...]:
        """What says which item it is, _KEYS columns."""
        t = self._t
        return (
            Column(t("Date"), lambda entry: entry.day),
            Column(t("Start"), lambda entry: wall(entry.line.start)),
            Column(t("End"), lambda entry: wall(entry.line.end)),
            Column(t("Time"), lambda entry: entry.line.time.text),
            Column(t("Programme item"), lambda entry: entry.line.title),
        )

    def _zone(self) -> tuple[Column[_Entry], ...]:
        """The zones of the wall times, where they are not all of one."""
        return (Column(self._t("Time zone"), lambda entry: " – ".join(_zones(entry))),) if self._across_zones else ()

    def _whole(self, entry: _Entry) -> str:
        whole = self._items.get(entry.line.item.part_of or "")
        return whole.title if whole else ""

    def _status(self, entry: _Entry) -> str:
        """Staff filter by it, so that for them it is always told."""
        staff = self._view.seen.audience.level == "staff"
        return self._t(STATUS_WORDS[entry.line.item.status]) if staff else entry.line.status

    def _journey(self, entry: _Entry) -> str:
        item, to = entry.line.item, self._to(entry)
        parts = (item.mode, item.carrier, item.service, self._t("to {place}", place=to) if to else "")
        return " · ".join(part for part in parts if part)

    def _to(self, entry: _Entry) -> str:
        to = self._venues.get(entry.line.item.to or "")
        return to.name if to else ""

    def _venue(self, entry: _Entry) -> Venue | None:
        return self._venues.get(entry.line.item.venue or "")

    def _phone_there(self, entry: _Entry) -> str:
        venue = self._venue(entry)
        return venue.phone if venue else ""

    def _person(self, entry: _Entry) -> Person | None:
        return self._people.get(entry.line.item.responsible or "")

    def _responsible(self, entry: _Entry) -> str:
        person = self._person(entry)
        return person.name if person else ""

    def _phone_of_responsible(self, entry: _Entry) -> str:
        person = self._person(entry)
        return person.private.phone if person else ""

    def _heads(self, entry: _Entry) -> int | None:
        return self._attendance.heads(entry.line.item)


def _names(names: tuple[Name, ...]) -> str:
    return "; ".join(name.text for name in names)


def _zones(entry: _Entry) -> tuple[str, ...]:
    """The IANA names of the zones in which an item starts and ends, each once."""
    edges = (entry.line.start, entry.line.end)
    return tuple(dict.fromkeys(str(edge.tzinfo) for edge in edges if edge is not None))


def _gathering(entry: _Entry) -> Cell:
    meet = entry.line.item.meet
    if meet is None or meet.minute is None:
        return None
    if entry.day is None:
        return write_meet(meet)
    return datetime.combine(entry.day, datetime.min.time()) + timedelta(minutes=meet.minute)
