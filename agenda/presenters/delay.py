"""A delay in words: from when on, the rest of the day before and after, and whom to phone; for both faces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from agenda.presenters.times import format_from_to
from trips.contacts.calls import Ring
from trips.delays.plans import Since, left, since_item, since_now
from trips.grammar.when import Clock
from trips.grammar.when_text import read_when
from trips.i18n.language import Translator, UserError
from trips.model.entities import Day, Item, by_id
from trips.model.trip import Trip
from trips.queries.now import day_at
from trips.schedule.attendance import in_group_programme
from trips.schedule.timeline import Placed, Timeline, utc_minute, wall_to_utc


class Row(NamedTuple):
    """An item of the rest of the day: its time before and after, its title."""

    before: str
    after: str
    title: str


def read_clock(text: str) -> int:
    """Minutes from midnight of a clock time, "14:05", "9 Uhr".

    Raises:
        UserError: it is none.
    """
    when = read_when(text)
    if not isinstance(when.start, Clock) or when.end is not None:
        raise UserError('"{text}" is not a clock time; write it like 14:05.', text=text)
    return when.start.minute


def moment_at(trip: Trip, day: Day, minute: int) -> int:
    """UTC minutes since 1970 of a clock time on a day of the trip, minutes from its midnight."""
    return wall_to_utc(day.date, minute, day.timezone or trip.timezone)


def since(
    timeline: Timeline, minutes: int, now: datetime, item: Item | None = None, day: Day | None = None,
    clock: int | None = None,
) -> Since:  # fmt: skip
    """From where on people are late.

    Args:
        timeline: the trip and where its items fall.
        minutes: how late they are.
        now: the moment, with its zone.
        item: the item they are late for; it counts before all else.
        day: the day; None for the one that it is now.
        clock: minutes from midnight of that day; None for now, or on another day for its beginning.

    Raises:
        UserError: today is no day of the trip, or the item has no time.
    """  # fmt: skip
    if item is not None:
        return since_item(timeline, item)
    moment = utc_minute(now)
    today = day_at(timeline, moment)
    chosen = day or today
    if chosen is None:
        dates = ", ".join(day.date.isoformat() for day in timeline.trip.days)
        raise UserError("Today is no day of the trip ({dates}); say which with --day, and when with --at.", dates=dates)
    if clock is not None:
        return since_now(chosen.id, moment_at(timeline.trip, chosen, clock), minutes)
    if today is not None and chosen.id == today.id:
        return since_now(chosen.id, moment, minutes)
    return Since(chosen.id, moment_at(timeline.trip, chosen, 0))


def rest(before: Timeline, after: Timeline, since: Since, t: Translator) -> list[tuple[str, list[Row]]]:
    """The rest of the day before and after, under the names of the groups where it differs between them."""
    trip, now = before.trip, after.placed()
    known = by_id(trip.items)
    open_ = left(before, since)
    found: list[tuple[list[str], list[Row]]] = []
    for group in trip.groups or (None,):
        rows = [
            Row(
                format_from_to(placed, t),
                _after(now[placed.item.id], t),
                ("  " if placed.item.part_of else "") + placed.item.title,
            )
            for placed in open_
            if group is None or in_group_programme(placed.item, known.get(placed.item.part_of or ""), group.key)
        ]
        same = next((names for names, other in found if other == rows), None)
        if same is None:
            found.append(([group.name] if group else [], rows))
        elif group is not None:
            same.append(group.name)
    alone = len(found) == 1
    return [("" if alone else ", ".join(names), rows) for names, rows in found if rows]


def _after(placed: Placed, t: Translator) -> str:
    return t("dropped") if placed.item.status == "cancelled" else format_from_to(placed, t)


def ring_line(ring: Ring, t: Translator) -> tuple[str, str, str]:
    """Who, under which number, and about what: "KGSt", "0221 …", "Visit: 14:20–16:30, was 14:00–16:10"."""
    told = "; ".join(
        t("{title}: dropped, was {before}", title=change.item.title, before=format_from_to(change.was, t))
        if change.cancelled
        else t("{title}: {now}, was {before}", title=change.item.title, now=format_from_to(change.now, t),
               before=format_from_to(change.was, t))
        for change in ring.changes
    )  # fmt: skip
    return ring.name, ring.phone, told


def plan_rows(parts: Sequence[tuple[str, list[Row]]]) -> list[tuple[str, str, str]]:
    """The rest of the day as rows of three cells, a heading alone in the first of its row."""
    rows: list[tuple[str, str, str]] = []
    for heading, some in parts:
        rows += [(heading, "", "")] if heading else []
        rows += [(row.before, "" if row.after == row.before else f"→ {row.after}", row.title) for row in some]
    return rows


def aligned(rows: Sequence[tuple[str, str, str]]) -> list[str]:
    """Rows of three cells as lines for a window, the last cell as long as it is."""
    first, second = (max((len(row[place]) for row in rows if row[2]), default=0) for place in (0, 1))
    return [f"{a:{first}}  {b:{second}}  {c}".rstrip() if b or c else a for a, b, c in rows]
