"""The tables of people: who comes along, and who sleeps where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from exports.programme import Programme, spoken_name
from exports.tables.table import Column, Source, Table, filled
from trips.edits.assignments import room_of
from trips.i18n.language import N_
from trips.model.entities import Person, by_key
from trips.model.field_types import See
from trips.model.fields import rules
from trips.names.family import sorted_by
from trips.queries.readers import may_see
from trips.schedule.attendance import Attendance, in_person_programme
from trips.schedule.timeline import Placed, at

_PERSON: Final = rules("Person")
_PRIVATE: Final[See] = _PERSON["private"].see


class Delegation(NamedTuple):
    """The delegates that a reader may know of, and the names of all organisations and groups, by key."""

    people: tuple[Person, ...]
    organisations: Mapping[str, str]
    groups: Mapping[str, str]


def participants_table(view: Programme, source: Source, delegation: Delegation) -> Table:
    """The delegation and who accompanies it, by rank where it is seen; for press and public whom the programme names.

    Args:
        view: the programme.
        source: where the table comes from.
        delegation: the delegates that its reader may know of, and what they belong to.
    """
    t, level = view.words, view.seen.audience.level
    told = may_see(level, "participants")
    columns, rows = filled(_columns(view, delegation), _listed(view, delegation) if told else view.trip.people, level)
    title = N_("Participants") if told else N_("People in the programme")
    return Table("participants", t(title), columns, rows, source, 2 if columns[0] == t("Form of address") else 1)


def _listed(view: Programme, delegation: Delegation) -> list[Person]:
    known = {person.key for person in delegation.people}
    along = [
        *delegation.people,
        *(person for person in view.trip.people if person.accompanies and person.key not in known),
    ]
    return sorted(along, key=lambda person: (person.rank is None, person.rank or 0, sorted_by(person)))


def _columns(view: Programme, delegation: Delegation) -> tuple[Column[Person], ...]:
    t = view.words
    people = by_key((*view.trip.people, *delegation.people))

    def grouped(person: Person) -> str:
        return ", ".join(delegation.groups[key] for key in person.groups)

    def accompanied(person: Person) -> str:
        companion = people.get(person.accompanies or "")
        return companion.name if companion else ""

    return (
        Column(t("Form of address"), lambda person: person.form, _PERSON["form"].see),
        Column(t("Name"), spoken_name),
        Column(t("Role"), lambda person: person.role),
        Column(t("Organisation"), lambda person: delegation.organisations.get(person.organisation or "", "")),
        Column(t("Delegate"), lambda person: t("yes") if person.delegate else t("no"), _PERSON["delegate"].see),
        Column(t("Groups"), grouped, _PERSON["groups"].see),
        Column(t("Accompanies"), accompanied, _PERSON["accompanies"].see),
        Column(t("Languages"), lambda person: ", ".join(person.languages), _PERSON["languages"].see),
        Column(t("Rank"), lambda person: person.rank, _PERSON["rank"].see),
        Column(t("Present from"), lambda person: person.present.start, _PERSON["present"].see),
        Column(t("Present until"), lambda person: person.present.end, _PERSON["present"].see),
        Column(t("Phone"), lambda person: person.private.phone, _PRIVATE),
        Column(t("E-mail"), lambda person: person.private.email, _PRIVATE),
        Column(t("Diet"), lambda person: person.private.diet, _PRIVATE),
        Column(t("Access needs"), lambda person: person.private.access, _PRIVATE),
        Column(t("Room"), lambda person: person.private.room, _PRIVATE),
        Column(t("Note"), lambda person: person.note, _PERSON["note"].see),
        Column(t("Private note"), lambda person: person.private.note, _PRIVATE),
    )


class _Night(NamedTuple):
    """A person's stay in a hotel, from check-in to check-out; they can have a room and no stay."""

    person: Person
    room: str
    hotel: str = ""
    title: str = ""
    since: datetime | None = None
    until: datetime | None = None


def rooms_table(view: Programme, source: Source) -> Table:
    """Who sleeps where, from when until when: a row for each stay of each delegate, and of others who have a room."""
    t = view.words
    columns: tuple[Column[_Night], ...] = (
        Column(t("Name"), lambda night: spoken_name(night.person)),
        Column(t("Room"), lambda night: night.room, _PRIVATE),
        Column(t("Hotel"), lambda night: night.hotel),
        Column(t("Programme item"), lambda night: night.title),
        Column(t("Check-in"), lambda night: night.since),
        Column(t("Check-out"), lambda night: night.until),
        Column(t("Access needs"), lambda night: night.person.private.access, _PRIVATE),
    )
    titles, rows = filled(columns, _nights(view), view.seen.audience.level)
    return Table("rooms", t(N_("Rooms")), titles, rows, source)


def _nights(view: Programme) -> Iterator[_Night]:
    placed = {placed.item.id: placed for _, of_day in view.seen.days for placed in of_day}
    stays = [one for one in placed.values() if one.item.kind == "stay" and one.item.status not in ("cancelled", "idea")]
    sleepers = (person for person in view.trip.people if person.delegate or person.private.room)
    people, attendance = by_key(view.trip.people), Attendance.of(view.trip, placed)
    for person in sorted(sleepers, key=lambda person: (not person.delegate, person.rank is None, person.rank or 0)):
        nights = [
            night
            for stay in stays
            if in_person_programme(stay.item, None, person) and attendance.is_present(stay.item, person)
            for night in _night(stay, person, room_of(stay.item, person, people), view)
        ]
        yield from nights or ([_Night(person, person.private.room)] if person.private.room else [])


def _night(placed: Placed, person: Person, room: str, view: Programme) -> Iterator[_Night]:
    """The stay as far as the person is there; nobody sleeps where they leave on the day of arrival."""
    zone = view.trip.timezone
    since, until = (
        None if edge is None else at(edge, zone).replace(tzinfo=None) for edge in (placed.start, placed.end)
    )
    comes, goes = person.present.start, person.present.end
    if comes and (since is None or comes > since):
        since = comes
    if goes and (until is None or goes < until):
        until = goes
    first = since.date() if since else placed.date
    if until is not None and until.date() <= first:
        return
    venue = next((venue for venue in view.trip.venues if venue.key == placed.item.venue), None)
    yield _Night(person, room, venue.name if venue else "", placed.item.title, since, until)
