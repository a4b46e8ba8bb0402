"""Ways that need longer than the programme leaves for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from trips.checks.day_context import DayContext, joins
from trips.checks.finding import Finding, Severity, clock, together
from trips.checks.trip_context import TripContext
from trips.grammar.choices import TRAVEL
from trips.i18n.language import N_, Message
from trips.model.entities import Item
from trips.queries.travel_time import Mode, Way, mode_of, mode_of_item, same_place
from trips.schedule.timeline import Placed, counts


class _Here(NamedTuple):
    """Where people of a stream are: at a place, free from a minute on (None: nobody knows), because of an item."""

    venue: str
    free: int | None
    item: Item


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Ways of each group between the places of its items, with a transfer between them or without one."""
    if len(ground.venues) < 2:
        return
    for stream in ground.streams:
        yield from _of_stream(plan, ground, stream)
        yield from _in_the_morning(plan, ground, stream)


def _of_stream(plan: DayContext, ground: TripContext, stream: str | None) -> Iterator[Finding]:
    stops = list(_stops(plan, stream))
    here: _Here | None = None
    for place, (stop, venue) in enumerate(stops):
        if stop.start is None and stop.end is None:
            here = None
            continue
        start = venue or (here.venue if here and stop.item.kind in TRAVEL else None)
        if here is not None and venue is not None and stop.start is not None:
            yield from _unplanned(plan, ground, stream, here, stop, venue)
        if stop.item.kind not in TRAVEL:
            here = _Here(venue, stop.end, stop.item) if venue is not None else None
            continue
        if start is not None and stop.item.to is not None:
            follower = next((other for other, _ in stops[place + 1 :] if other.start is not None), None)
            yield from _planned(plan, ground, stream, stop, start, stop.item.to, follower)
        here = _Here(stop.item.to, stop.end, stop.item) if stop.item.to is not None else None


def _in_the_morning(plan: DayContext, ground: TripContext, stream: str | None) -> Iterator[Finding]:
    """The way from where people slept to where their day begins, if that is elsewhere and nobody planned it.

    A way on foot needs no plan. Of a way that nobody knows it is told only before a journey, and where other transfers
    of that day are planned: else this programme does not tell ways.
    """
    first = next(((placed, venue) for placed, venue in _stops(plan, stream) if not _in_the_house(placed, venue)), None)
    beds = {lodging.venue for lodging in ground.nights_before(plan.day.date, stream)}
    if first is None or len(beds) != 1:
        return
    placed, venue = first
    house, place = ground.venues.get(beds.pop() or ""), ground.venues.get(venue or "")
    if (
        house is None
        or place is None
        or placed.start is None
        or placed.item.kind == "arrival"
        or same_place(house, place)
    ):
        return
    found = _way(plan, ground, stream, house.key, place.key, None, placed)
    values = {"title": placed.item.title, "clock": clock(placed, "start"), "start": house.name, "end": place.name}
    if found is not None and found.mode != "walk":
        text = N_(
            "No way is planned from {start}, where the night is spent, to {end} ({title}, {clock}), for which {needed}"
            " min are needed: {sum}; plan a transfer."
        )
        told = Message(text, needed=found.minutes, sum=together(found.summands, "+"), **values)
        yield Finding("travel.morning", "hint", (placed.item.id,), told)
    elif found is None and (_needs_a_ride(placed.item) or _tells_ways(plan, stream, placed)):
        text = N_(
            "No way is planned from {start}, where the night is spent, to {end} ({title}, {clock}); plan a transfer."
        )
        yield Finding("travel.morning", "hint", (placed.item.id,), Message(text, **values))


def _in_the_house(placed: Placed, venue: str | None) -> bool:
    """Whether people have not left yet: at a breakfast of which nobody said where it is."""
    return placed.item.kind in ("meal", "free") and venue is None


def _needs_a_ride(item: Item) -> bool:
    """Whether a journey leaves from a station or an airport, or takes the luggage along."""
    return item.kind in TRAVEL and (item.kind == "departure" or mode_of_item(item) in ("plane", "train"))


def _tells_ways(plan: DayContext, stream: str | None, placed: Placed) -> bool:
    return any(other.item.kind == "transfer" and other is not placed for other in plan.of(stream))


def _stops(plan: DayContext, stream: str | None) -> Iterable[tuple[Placed, str | None]]:
    """The items of a stream with their places; the parts of an item that goes to several places."""
    for placed in plan.of(stream):
        parts = [part for part in plan.parts.get(placed.item.id, ()) if counts(part.item)]
        mine = [part for part in parts if joins(part.item, placed.item, stream)]
        if any(part.item.venue not in (None, placed.item.venue) for part in mine):
            yield from ((part, part.item.venue or placed.item.venue) for part in mine)
        else:
            yield placed, placed.item.venue


def _unplanned(
    plan: DayContext, ground: TripContext, stream: str | None, here: _Here, placed: Placed, venue: str
) -> Iterator[Finding]:
    """The way to the next item, for which no transfer is planned."""
    if here.free is None or placed.start is None or venue == here.venue or placed.start < here.free:
        return
    gap = placed.start - here.free
    found = _way(plan, ground, stream, here.venue, venue, None, placed)
    ids = (placed.item.id, here.item.id)
    values = {
        "title": placed.item.title,
        "other": here.item.title,
        "start": ground.name(here.venue),
        "end": ground.name(venue),
    }
    if found is None:
        a, b = ground.venues.get(here.venue), ground.venues.get(venue)
        if gap == 0 and a is not None and b is not None and not same_place(a, b):
            text = N_(
                "No time is planned to get from {start} ({other}) to {end} ({title}); plan a transfer, or note the"
                " transfer time."
            )
            yield Finding("travel.none", "hint", ids, Message(text, **values))
    elif found.minutes > gap:
        text = N_(
            "{title}: {needed} min needed from {start} ({other}), {planned} planned: {sum}; plan a transfer or begin"
            " later."
        )
        told = Message(text, needed=found.minutes, planned=gap, sum=together(found.summands, "+"), **values)
        yield Finding("travel.short", "warning", ids, told)


def _planned(
    plan: DayContext,
    ground: TripContext,
    stream: str | None,
    placed: Placed,
    start: str,
    end: str,
    follower: Placed | None,
) -> Iterator[Finding]:
    """A transfer and the time it has; what is left until the next item makes it a hint."""
    if placed.start is None or placed.end is None or start == end:
        return
    mode = mode_of(placed.item.mode) or (None if placed.item.mode else mode_of(placed.item.title))
    if mode is None and (placed.item.mode or placed.item.service):
        return  # somebody knows how, and it is nothing that can be reckoned
    found = _way(plan, ground, stream, start, end, mode, placed)
    planned = placed.end - placed.start
    if found is None or planned < 0 or found.minutes <= planned:
        return
    room = planned if follower is None or follower.start is None else max(planned, follower.start - placed.start)
    severity: Severity = "hint" if found.minutes <= room else "warning"
    text = N_(
        "{title} ({start} – {end}): {needed} min needed, {planned} planned: {sum}; make it longer or begin earlier."
    )
    values = {
        "title": placed.item.title, "start": ground.name(start), "end": ground.name(end), "needed": found.minutes,
        "planned": planned,
    }  # fmt: skip
    told = Message(text, sum=together(found.summands, "+"), **values)
    yield Finding("travel.short", severity, (placed.item.id,), told)


def _way(
    plan: DayContext, ground: TripContext, stream: str | None, start: str, end: str, mode: Mode | None, placed: Placed
) -> Way | None:
    return ground.travel_times.way(start, end, mode, stream, lambda: ground.heads(plan, placed.item))
