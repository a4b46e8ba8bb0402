"""The day sheet: one day at a glance, each on a page of its own: gathering, programme, hotel, phones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exports.line_breaks import unbroken_address
from exports.paper.job import Job
from exports.paper.shared import changed_days, head
from exports.programme import DayView, Line, Programme
from trips.grammar.when_text import write_clock
from trips.i18n.text import listed
from trips.model.entities import Venue, by_id, by_key
from trips.queries.counts import stays_by_evening


def compose(job: Job) -> dict[str, Any]:
    """The values of daysheet.typ."""
    view, t = job.view, job.words
    data = head(job, t("Day sheet"))
    shown = {day.label: day for day in view.days}
    mine = {
        "gathering": t("Meet"), "hotel": t("Hotel"), "phones": t("Who to call"),
        "note": t("Note"),
    }  # fmt: skip
    return {
        **data,
        "words": {**data["words"], **mine},
        "days": [{**day, **_facts(job, shown[day["label"]])} for day in _filled(changed_days(job, view))],
    }


def _filled(days: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The days with something on them: nobody needs a sheet that says nothing; of an empty trip, the first."""
    return [day for day in days if day["lines"]] or days[:1]


def _facts(job: Job, day: DayView) -> dict[str, Any]:
    view = job.view
    lines = [line for line in day.lines if not line.is_off]
    return {
        "gathering": [_gathering(line) for line in lines if line.item.meet and not line.carried],
        "hotels": [*_hotels(view, lines), *_tonight(job, day, lines)],
        "phones": list(_phones(view, lines)),
    }


def _gathering(line: Line) -> dict[str, str]:
    meet = line.item.meet
    minute = meet.minute if meet else None
    return {
        "time": "" if minute is None else write_clock(minute),
        "place": meet.place if meet else "",
        "title": line.title,
        "groups": line.groups,
    }


def _hotels(view: Programme, lines: list[Line]) -> Iterator[dict[str, str]]:
    venues = by_key(view.trip.venues)
    for line in lines:
        if line.item.kind == "stay":
            venue = venues.get(line.item.venue or "")
            title = view.words("Check-out") if line.carried and venue else line.title
            yield _hotel(venue, title, line.time.text, line.groups)


def _tonight(job: Job, day: DayView, lines: list[Line]) -> Iterator[dict[str, str]]:
    """Where the reader sleeps in the night after a day, if they came there on a day before."""
    trip = job.view.trip
    mine, venues, told = by_id(trip.items), by_key(trip.venues), {line.item.id for line in lines}
    for stay in stays_by_evening(job.snapshot.timeline).get(day.date, ()):
        if stay.id in mine and stay.id not in told:
            groups = listed(group.name for group in trip.groups if group.key in stay.groups)
            yield _hotel(venues.get(stay.venue or ""), mine[stay.id].title, "", groups)


def _hotel(venue: Venue | None, title: str, time: str, groups: str) -> dict[str, str]:
    return {
        "groups": groups,
        "time": time.replace(" ", "\u00a0"),
        "title": "" if venue is not None and venue.name in title else title,  # "Night at Hotel X" says no more than X
        "name": venue.name if venue else "",
        "address": unbroken_address(venue.address) if venue else "",
        "phone": venue.phone if venue else "",
    }


def _phones(view: Programme, lines: list[Line]) -> Iterator[dict[str, str]]:
    """Whom to phone: always the office; for staff whoever is responsible, and contacts and places of the day."""
    if view.contact:
        yield {"who": view.words("Organiser"), "phone": view.contact}
    people, venues = by_key(view.trip.people), by_key(view.trip.venues)
    found: dict[tuple[str, str], None] = {}
    for line in lines:
        responsible = people.get(line.item.responsible or "")
        if responsible and responsible.private.phone:
            found[responsible.name, responsible.private.phone] = None
        if line.item.contact:
            found[line.title, line.item.contact] = None
        venue = venues.get(line.item.venue or "")
        if venue and venue.phone:
            found[venue.name, venue.phone] = None
    yield from ({"who": who, "phone": phone} for who, phone in found)
