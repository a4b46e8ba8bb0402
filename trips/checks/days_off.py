"""Days on which nobody may be at work: public holidays, school holidays, weekends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from trips.checks.almanac import Named, days_off, knows, school_day_off, weekend
from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, Severity, names
from trips.checks.regions import country_of
from trips.checks.trip_context import TripContext
from trips.grammar.choices import Kind
from trips.i18n.dates import On
from trips.i18n.language import N_, Message
from trips.model.entities import Organisation, Venue
from trips.schedule.timeline import Placed, Timeline

_AT_WORK: Final[frozenset[Kind]] = frozenset(("visit", "meeting", "talk", "press"))
_SCHOOL: Final = re.compile(
    r"schule\b|gymnasium|\bschool\b|\bescola\b|\blycée\b|\bescuela\b|kindergarten", re.IGNORECASE
)

Region = tuple[str, str]
"""A country and a German state; empty where they are not known."""


def region_of(ground: TripContext, plan: DayContext, key: str | None) -> Region:
    """Where a place lies, on a day: its country by its clocks, a German state by its address."""
    country = country_of(ground.zone_of(key, plan.day))
    return country, ground.states.get(key or "", "") if country == "DE" else ""


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Public holidays and weekends of the places of a day."""
    home: Region = (country_of(plan.day.timezone or ground.zone), "")
    there: dict[Region, list[Placed]] = {home: []}
    for placed in plan.takes_place:
        working = there.setdefault(region_of(ground, plan, placed.item.venue), [])
        if placed.item.kind in _AT_WORK and placed.item.status != "idea" and placed.item.part_of is None:
            working.append(placed)
    told: set[str] = set()
    for region in sorted(there, key=lambda region: (not there[region], region)):
        name = days_off(*region, plan.day.date.year, False, "en").get(plan.day.date)
        if name is not None and (there[region] or name not in told):
            told.add(name)
            yield _holiday(plan, region, there[region])
        elif name is None and plan.day.date.weekday() in weekend(region[0]):
            yield from _weekend(plan, there[region])


def _holiday(plan: DayContext, region: Region, some: Sequence[Placed]) -> Finding:
    values = {
        "day": On(plan.day.date), "holiday": Named(*region, plan.day.date), "where": "-".join(filter(None, region)),
    }  # fmt: skip
    if not some:
        text = N_("{day} is a public holiday in {where} ({holiday}): shops are closed and fewer trains run.")
        return Finding("day.holiday", "hint", (), Message(text, **values), (f"days:{plan.day.id}",))
    open_ = [placed for placed in some if placed.item.status != "confirmed"]
    severity: Severity = "warning" if open_ else "hint"
    text = N_("{day} is a public holiday in {where} ({holiday}): {titles}; ask whether anybody is there.")
    titles = names([placed.item.title for placed in some])
    return Finding(
        "day.holiday", severity, tuple(placed.item.id for placed in some), Message(text, titles=titles, **values)
    )


def _weekend(plan: DayContext, some: Sequence[Placed]) -> Iterator[Finding]:
    """What is confirmed is known to be on a weekend."""
    some = [placed for placed in some if placed.item.status != "confirmed" and placed.item.kind != "press"]
    if some:
        text = N_("{day} is on a weekend: {titles}; ask whether anybody is there.")
        told = Message(text, day=On(plan.day.date), titles=names([placed.item.title for placed in some]))
        yield Finding("day.weekend", "hint", tuple(placed.item.id for placed in some), told)


def of_ground(ground: TripContext) -> Iterator[Finding]:
    """Places abroad of whose holidays nothing is known, once a trip."""
    lost = [
        venue
        for venue in ground.matter.venues
        if venue.timezone is not None and venue.timezone != ground.zone and not knows(country_of(venue.timezone))
    ]
    if lost:
        yield Finding(
            "day.unknown", "hint", (),
            Message(
                "Public holidays are not known for {places}; look them up.",
                places=names([venue.name for venue in lost])
            ),
            tuple(f"venues:{venue.key}" for venue in lost),
        )  # fmt: skip


def of_trip(
    timeline: Timeline, plans: Sequence[DayContext], ground: TripContext, today: date | None
) -> Iterator[Finding]:
    """School holidays, once a trip: where visits fall into them, and where schools are visited and nobody knows.

    A school that has confirmed a visit is open then.
    """
    del timeline, today
    off: list[tuple[DayContext, Placed, str]] = []
    lost: list[Placed] = []
    schools = _schools(ground)
    for plan in plans:
        closed: dict[str, tuple[bool | None, str]] = {}
        for placed in plan.placed:
            item = placed.item
            if item.kind not in _AT_WORK or item.venue is None or item.part_of is not None:
                continue
            if item.venue not in closed:
                country, state = region_of(ground, plan, item.venue)
                known = school_day_off(country, state, plan.day.date) if country == "DE" else None
                closed[item.venue] = (known, state)
            there, state = closed[item.venue]
            if there is False or plan.off(placed):
                continue
            if there:
                off.append((plan, placed, state))
            elif schools and item.status != "confirmed" and not schools.isdisjoint((item.venue, *item.hosts)):
                lost.append(placed)
    if off:
        plan, _, state = off[0]
        text = N_("School holidays in {where} ({holiday}): {titles}; many are away then, and schools are closed.")
        holiday = Named("DE", state, plan.day.date, school=True)
        titles = names([placed.item.title for _, placed, _ in off])
        told = Message(text, where=state, holiday=holiday, titles=titles)
        yield Finding("day.school", "hint", tuple(placed.item.id for _, placed, _ in off), told)
    if lost:
        text = N_("Whether schools are open then is not known: {titles}; ask.")
        told = Message(text, titles=names([placed.item.title for placed in lost]))
        yield Finding("day.school_unknown", "hint", tuple(placed.item.id for placed in lost), told)


def _schools(ground: TripContext) -> set[str]:
    known: tuple[Venue | Organisation, ...] = (*ground.matter.venues, *ground.matter.organisations)
    return {entity.key for entity in known if _SCHOOL.search(entity.name)}
