"""What is on and what is next, in words; for both faces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from agenda.presenters.times import format_day_and_clocks
from trips.grammar.when_text import write_length
from trips.i18n.language import Translator, UserError
from trips.model.entities import Day, Item, by_id, by_key
from trips.model.field_text import write_meet
from trips.model.trip import Trip
from trips.queries.now import Present, day_at, present
from trips.schedule.timeline import Placed, Timeline, at, utc_minute


class Told(NamedTuple):
    """An item that is on or next.

    Attributes:
        placed: the item and where it falls.
        which: "on" or "next".
        when: its date and time, "Thu 9 Oct 14:00–16:30".
        text: title, place, gathering and the contact there, in one line.
    """

    placed: Placed
    which: str
    when: str
    text: str


def read_moment(trip: Trip, text: str | None, now: datetime) -> datetime:
    """The moment that somebody names: "14:05", "Thu 14:05", "2025-10-09 14:05"; None is now.

    A clock time alone is on the day of the trip that it is now, by the trip's clocks.

    Raises:
        UserError: it is none, there is no such day, or today is no day of the trip.
    """
    if text is None:
        return now
    from agenda.presenters.delay import moment_at, read_clock

    named, _, clock = text.strip().rpartition(" ")
    minute = read_clock(clock)
    day = _day(trip, named) if named else _today(trip, now)
    if day is None:
        dates = ", ".join(day.date.isoformat() for day in trip.days)
        raise UserError('Which day? The days are {dates}; write it like "{day} {clock}".', dates=dates, clock=clock,
                      day=trip.days[0].date.isoformat() if trip.days else "1")  # fmt: skip
    return at(moment_at(trip, day, minute), "UTC")


def _day(trip: Trip, text: str) -> Day | None:
    from trips.names.days import read_day

    return read_day(trip, text)


def _today(trip: Trip, now: datetime) -> Day | None:
    minute = utc_minute(now)
    return next((day for day in trip.days if at(minute, day.timezone or trip.timezone).date() == day.date), None)


def present_rows(trip: Trip, some: Present, t: Translator) -> list[Told]:
    """What is on and what is next for some people, a line each, what is on first."""
    states = [*(("on", placed) for placed in some.on), *(("next", placed) for placed in some.next)]
    return [Told(placed, state, format_day_and_clocks(placed, t), line(trip, placed, t)) for state, placed in states]


def names(trip: Trip, keys: Sequence[str], t: Translator) -> str:
    """The names of groups; those who are in none are the others."""
    groups = by_key(trip.groups)
    return ", ".join(groups[key].name if key in groups else t("the others") for key in keys)


def stands(timeline: Timeline, item: Item, moment: datetime, t: Translator) -> str:
    """How an item stands to a moment: "on until 11:30", "next, in 20 min"; empty if it is neither on nor next."""
    minute = utc_minute(moment)
    if day_at(timeline, minute) is None:
        return ""
    for some in present(timeline, moment):
        for placed in some.on:
            if placed.item.id == item.id:
                return t("on until {clock}", clock=f"{placed.ends:%H:%M}") if placed.ends else t("on")
        for placed in some.next:
            if (
                placed.item.id == item.id
                and placed.start is not None
                and placed.date == at(minute, placed.start_zone).date()
            ):
                return t("next, in {length}", length=write_length(placed.start - minute, t))
    return ""


def line(trip: Trip, placed: Placed, t: Translator) -> str:
    """Where an item is, where and when one gathers, and whom to phone there; a part says what its whole does."""
    item = placed.item
    whole = by_id(trip.items).get(item.part_of or "")
    there = item if item.venue is not None or whole is None else whole
    venue = by_key(trip.venues).get(there.venue or "")
    place = ", ".join(
        part for part in (venue.name if venue else "", there.room or (venue.room if venue else "")) if part
    )
    to = by_key(trip.venues).get(item.to or "")
    parts = [
        item.title,
        place,
        t("to {place}", place=to.name) if to else "",
        t("meet {meet}", meet=write_meet(item.meet)) if item.meet else "",
        _contact(trip, there, t),
    ]
    return " · ".join(part for part in parts if part)


def _contact(trip: Trip, item: Item, t: Translator) -> str:
    """Whom to phone: who is noted at the item, else who is responsible, else the place, else the trip's contact."""
    responsible = by_key(trip.people).get(item.responsible or "")
    venue = by_key(trip.venues).get(item.venue or "")
    told_ = item.contact
    if not told_ and responsible is not None:
        told_ = ", ".join(part for part in (responsible.name, responsible.private.phone) if part)
    if not told_ and venue is not None and venue.phone:
        told_ = f"{venue.name}, {venue.phone}"
    told_ = told_ or trip.contact
    return t("contact {who}", who=told_) if told_ else ""


def apart(timeline: Timeline, moment: datetime, t: Translator) -> str:
    """That the trip has not begun or is over, with its first or last item; empty while it is on."""
    edges = [one for _, placed in timeline.days() for one in placed if one.start is not None]
    edges = [edge for edge in edges if edge.item.status != "cancelled" and edge.item.kind not in ("task", "stay")]
    if not edges:
        return t("Nothing has a time yet.")
    minute = utc_minute(moment)
    first = min(edges, key=lambda placed: placed.start or 0)
    last = max(edges, key=lambda placed: placed.end or placed.start or 0)
    if minute < (first.start or 0):
        what = f"{format_day_and_clocks(first, t)} {first.item.title}"
        days = _days_until(first, moment)
        if days > 0:
            return t.plural(
                "The trip begins in {n} day: {what}", "The trip begins in {n} days: {what}", days, what=what
            )
        return t("The trip begins today: {what}", what=what)
    if minute >= max(last.end or 0, (last.start or 0) + 1):
        return t("The trip is over; the last was: {what}", what=f"{format_day_and_clocks(last, t)} {last.item.title}")
    return ""


def _days_until(placed: Placed, moment: datetime) -> int:
    local = at(utc_minute(moment), placed.start_zone).date()
    return (placed.date - local) // timedelta(days=1)


def clock() -> datetime:
    """Now, with its zone."""
    return datetime.now(UTC)


def found_now(timeline: Timeline, t: Translator) -> tuple[str | None, str]:
    """The id of the item that is on, else of the next one, else None; and what is on and next, in lines."""
    moment = clock()
    found = present(timeline, moment)
    on = [placed for some in found for placed in some.on]
    next_ = [placed for some in found for placed in some.next]
    if edge := apart(timeline, moment, t):
        return (next_[0].item.id if next_ else None), edge
    lines: list[str] = []
    for some in found:
        lines += [names(timeline.trip, some.groups, t)] if some.groups else []
        words = {"on": t("now"), "next": t("next")}
        lines += [f"{words[told.which]}: {told.when} {told.text}" for told in present_rows(timeline.trip, some, t)]
    first = next(iter(on[-1:] or next_), None)
    return (first.item.id if first else None), "\n".join(lines)
