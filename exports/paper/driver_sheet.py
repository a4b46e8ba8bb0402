"""The driver's sheet: journeys with their stops, times, heads, and whom of the office one phones on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import inf
from typing import Any, Final, NamedTuple

from exports.line_breaks import unbroken_address
from exports.lines import status_beside
from exports.paper.job import Job
from exports.paper.passengers import Passengers, passengers
from exports.paper.shared import NothingNewError, clock_rows, head
from exports.programme import DayView, Line
from trips.grammar.choices import TRAVEL
from trips.grammar.when_text import write_clock
from trips.i18n.dates import format_clock, weekday_short
from trips.i18n.language import N_, Translator, UserError
from trips.i18n.text import listed
from trips.model.entities import Item, Person, Venue, by_id, by_key
from trips.queries.counts import spread
from trips.queries.readers import open_to
from trips.queries.travel_time import mode_label, mode_of_item

GRANTS: Final = {
    "Item.responsible": N_("so that the driver knows who travels along for the office"),
    "Assignment.place": N_("so that the driver knows how many travel in which bus; it names nobody"),
    "Assignment.groups": N_("so that the driver knows which groups travel in which bus; it names nobody"),
    "Private.phone": N_("only of whoever travels along for the office, so that the driver can phone them"),
}


class Whose(NamedTuple):
    """Whose sheet it is.

    Attributes:
        vehicle: the bus or car that people are assigned to; "" for all journeys, None for those who have none.
        firm: of those who have none, only the journeys that this firm drives, or nobody named if it is "".
    """

    vehicle: str | None = ""
    firm: str = ""


def compose(job: Job) -> dict[str, Any]:
    """The values of driversheet.typ.

    Raises:
        UserError: nobody travels.
    """
    t = job.words
    sheets = _by_vehicle(job) if "vehicles" in job.options.layout else [_sheet(job, Whose())]
    sheets = [sheet for sheet in sheets if sheet["days"]]
    if not sheets and job.options.only_changed:
        raise NothingNewError(job)
    if not sheets and any(item.kind in TRAVEL and item.day is not None for item in job.snapshot.trip.items):
        raise UserError(
            "There is no journey to drive in what {audience} may see; leave out --for.", audience=job.audience.name
        )
    if not sheets:
        raise UserError("There is no journey in this trip; add items of kind arrival, transfer or departure.")
    data = head(job, t("Driver sheet"))
    mine = {
        "from": t("From"), "to": t("To"), "heads": t("People"), "escort": t("Travels along"), "ride": t("Journey"),
        "gather": t("Meet"), "fill_in": (t("Number plate"), t("Driver"), t("Mobile")),
    }  # fmt: skip
    return {**data, "words": {**data["words"], **mine}, "sheets": sheets}


def _by_vehicle(job: Job) -> list[dict[str, Any]]:
    """A sheet for each bus or car that somebody is assigned to, and for the journeys without one for each firm."""
    items = by_id(job.snapshot.trip.items)
    driven = [items.get(line.item.id, line.item) for day in job.view.days for line in _driven(job, day)]
    vehicles = dict.fromkeys(job.grant("Assignment", one, "place") for item in driven for one in item.assignments)
    firms = dict.fromkeys(item.carrier for item in driven if item.carrier)
    others = [*(Whose(None, firm) for firm in firms), Whose(None)]
    return [_sheet(job, whose) for whose in (*map(Whose, vehicles), *others)]


def _sheet(job: Job, whose: Whose) -> dict[str, Any]:
    """The journeys of a vehicle or a firm, day by day."""
    told = [(day.label, _rides(job, day, whose)) for day in job.view.days]
    without = job.words("Without an assigned vehicle") if whose.vehicle is None else ""
    return {
        "vehicle": whose.vehicle or whose.firm or without,
        "about": without if whose.firm else "",
        # One plate and one driver: not where the journeys of several vehicles stand.
        "fill_in": not any(ride["buses"] for _, rides in told for ride in rides),
        "days": [{"label": label, "rides": rides} for label, rides in told if rides],
    }


def _driven(job: Job, day: DayView) -> list[Line]:
    """The journeys by road: whoever walks, flies or takes the train needs no driver."""
    own = by_id(job.told.trip.items)  # a means of transport is known by the office's word for it, not by a translation
    rides = (line for line in day.lines if line.item.kind in TRAVEL and not line.carried)
    return [line for line in rides if mode_of_item(own.get(line.item.id, line.item)) in ("bus", None)]


def _rides(job: Job, day: DayView, whose: Whose) -> list[dict[str, Any]]:
    items = by_id(job.snapshot.trip.items)
    rides = [line for line in _driven(job, day) if _has(job, items.get(line.item.id, line.item), whose)]
    if job.options.only_changed:
        rides = [line for line in rides if line.mark is not None]
    return [_ride(job, line, whose, day.date) for line in rides]


def _has(job: Job, item: Item, whose: Whose) -> bool:
    """Whether a journey stands on a sheet."""
    places = [assignment.place for assignment in item.assignments]
    if whose.vehicle is None:
        return item.carrier == whose.firm and (not places or _aboard(job, item, None).heads > 0)
    return whose.vehicle == "" or whose.vehicle in places


def _aboard(job: Job, item: Item, vehicle: str | None) -> Passengers:
    return passengers(job.snapshot.attendance, item, vehicle)


def _ride(job: Job, line: Line, whose: Whose, day: date) -> dict[str, Any]:
    trip = job.snapshot.trip
    item = by_id(trip.items).get(line.item.id, line.item)
    venues = by_key(trip.venues)
    start, end = venues.get(item.venue or ""), venues.get(item.to or "")
    meet = line.item.meet
    firm = "" if item.carrier == whose.firm else item.carrier
    aboard = _aboard(job, item, whose.vehicle) if item.assignments and whose.vehicle != "" else None
    return {
        "time": clock_rows(line.time.clock), "extent": line.time.extent, "title": line.title,
        "status": status_beside(line), "off": line.is_off,
        "meet": "" if meet is None or meet.minute is None else write_clock(meet.minute),
        "meet_place": meet.place if meet else "",
        "from": _stop(start), "to": _stop(end), "note": line.note,
        "groups": line.groups if aboard is None or line.gone else _groups(job, item, aboard),
        "heads": "" if line.gone else str(_heads(job, item) if aboard is None else aboard.heads),
        "buses": _buses(job, item) if whose.vehicle == "" and not line.gone else [],
        "how": " · ".join(part for part in (mode_label(item, job.words), firm, item.service) if part),
        "connections": [] if line.gone else list(_connections(job, item, aboard, day)),
        "escort": _escort(job, by_key(trip.people).get(job.grant("Item", item, "responsible") or "")),
        "mark": line.mark and {"word": line.mark.word, "time": clock_rows(line.mark.time), "place": line.mark.place},
    }  # fmt: skip


def _heads(job: Job, item: Item) -> int:
    """How many travel in all vehicles."""
    return job.snapshot.attendance.heads(item) + len(spread(job.snapshot.attendance, item).hosts)


def _groups(job: Job, item: Item, aboard: Passengers) -> str:
    """Which groups ride in a vehicle, each with how many if that is not all who ride there: "Council (12), 1 other"."""
    for assignment in item.assignments:
        job.grant("Assignment", assignment, "groups")  # counted by `Passengers`, told here
    names = {group.key: group.name for group in job.view.trip.groups}
    heads, others = aboard.by_group()
    if len(heads) == 1 and not others:
        return names.get(next(iter(heads)), "")
    told = [f"{names[key]} ({n})" for key, n in heads.items() if key in names]
    more = aboard.heads - sum(n for key, n in heads.items() if key in names)
    return listed((*told, job.words.plural("{n} other", "{n} others", more))) if told and more else listed(told)


def _buses(job: Job, item: Item) -> list[str]:
    """How many travel in which bus: numbers, no names."""
    found = spread(job.snapshot.attendance, item)
    told = [f"{job.grant('Assignment', share.assignment, 'place')}: {share.heads}" for share in found.shares]
    without = _aboard(job, item, None).heads
    return [*told, job.words("{n} without a place", n=without)] if told and without else told


_NEAR: Final = timedelta(hours=4)
"""So much may lie between a ride and the flight or train that it meets or goes to."""


def _connections(job: Job, item: Item, aboard: Passengers | None, day: date) -> Iterator[str]:
    """The flights and trains that a ride meets where it starts, and those that it goes to, by number and time.

    Args:
        job: the paper.
        item: the ride.
        aboard: who is in the vehicle that is told of; None for all who ride.
        day: the day that the sheet files it under; what is on another one says so.
    """
    timeline, t = job.snapshot.timeline, job.words
    placed = timeline.placed()
    ride = placed[item.id]
    by_arrival = sorted(placed.values(), key=lambda one: one.ends.timestamp() if one.ends else inf)
    for other in by_arrival:
        journey = other.item
        takes_place = journey.status != "cancelled" and open_to("participants", journey, None)
        if not (journey.kind in TRAVEL and journey.service and takes_place and _is_theirs(job, journey, item, aboard)):
            continue
        reached = journey.to or (journey.venue if journey.kind == "arrival" else None)
        if item.venue == reached is not None and _follows(other.ends, ride.starts):
            yield t("Meets {service}, {clock}", service=journey.service, clock=_clock(t, other.ends, day))
        if item.to == journey.venue is not None and _follows(ride.ends or ride.starts, other.starts):
            yield t("Connects to {service}, {clock}", service=journey.service, clock=_clock(t, other.starts, day))


def _is_theirs(job: Job, journey: Item, item: Item, aboard: Passengers | None) -> bool:
    """Whether somebody in the vehicle is on another journey; where nobody knows who is in it, whether everybody is."""
    if aboard is None:
        return job.snapshot.timeline.sharing.share(journey, item)
    if aboard.are_known:
        return aboard.are_on(journey, job.snapshot.attendance)
    return not (journey.groups or journey.only)


def _clock(t: Translator, moment: datetime | None, day: date) -> str:
    """A time, and its weekday if it is not on the day."""
    said = format_clock(moment)
    return said if moment is None or moment.date() == day else f"{weekday_short(t, moment.date())} {said}"


def _follows(first: datetime | None, then: datetime | None) -> bool:
    """Whether something begins soon after something else."""
    return first is not None and then is not None and timedelta(0) <= then - first <= _NEAR


def _stop(venue: Venue | None) -> dict[str, str]:
    return {"name": venue.name if venue else "", "address": unbroken_address(venue.address) if venue else ""}


def _escort(job: Job, person: Person | None) -> dict[str, str]:
    if person is None:
        return {"name": "", "phone": ""}
    return {"name": person.name, "phone": job.grant("Private", person.private, "phone")}
