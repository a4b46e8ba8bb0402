"""The run sheet for staff: everything, with who is responsible, what to bring, phones and internal notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exports.lines import economical
from exports.paper.job import Job
from exports.paper.seating import AT_TABLE, taken
from exports.paper.shared import changed_days, day_data, head, line_data
from exports.programme import DayView, Line
from trips.model.entities import by_key
from trips.queries.counts import Count, item_counts


def compose(job: Job) -> dict[str, Any]:
    """The values of runsheet.typ."""
    view, t = job.view, job.words
    data = head(job, t("Run sheet"))
    mine = {
        "responsible": t("Responsible"), "bring": t("Bring"), "contact": t("Contact"), "internal": t("Internal"),
        "heads": t("People"), "capacity": t("Capacity"),
    }  # fmt: skip
    wanted = {day["label"] for day in changed_days(job, view)}
    counts = {count.placed.item.id: count for count in item_counts(job.snapshot.timeline)}
    return {
        **data,
        "words": {**data["words"], **mine},
        "days": [_day(job, day, counts) for day in view.days if day.label in wanted],
        "pool": [_line(job, line, set(), counts) for line in view.pool],
    }


def _day(job: Job, day: DayView, counts: Mapping[str, Count]) -> dict[str, Any]:
    data = day_data(day, job.view)
    known: set[str] = set()
    return {**data, "lines": [_line(job, line, known, counts) for line in economical(day.lines)]}


def _line(job: Job, line: Line, known: set[str], counts: Mapping[str, Count]) -> dict[str, Any]:
    """A line; what is noted of a place is told where the day first comes to it, and then `known`."""
    trip, item = job.view.trip, line.item
    responsible = by_key(trip.people).get(item.responsible or "")
    venue = by_key(trip.venues).get(item.venue or "")
    about_place = venue.staff_note if venue and venue.key not in known else ""
    known.update({venue.key} if venue else ())
    count = counts.get(item.id)
    return {
        **line_data(line),
        "assigned": _assigned(job, line, count),
        "kind": line.kind,
        "staff": [],
        "responsible": {
            "name": responsible.name if responsible else "",
            "phone": responsible.private.phone if responsible else "",
        },
        "contact": "" if line.is_off else item.contact,
        "bring": [] if line.is_off else list(item.bring),
        "internal": [text for text in (item.staff_note, about_place) if text],
        "phone": venue.phone if venue and not line.carried and not line.is_off else "",
        **_heads(job, line, count),
    }


def _assigned(job: Job, line: Line, count: Count | None) -> str:
    """Who is at which place; of tables, which the table plan has by name, how many sit there."""
    shares = count.spread.shares if count and count.spread else ()
    if line.is_off or line.item.kind not in AT_TABLE or not any(share.people or share.hosts for share in shares):
        return line.assigned
    t = job.words
    tables = (f"{share.assignment.place}: {taken(t, share.heads, share.assignment.seats)}" for share in shares)
    return t("{tables} – who sits where: see table plan", tables="; ".join(tables))


def _heads(job: Job, line: Line, count: Count | None) -> dict[str, str]:
    """How many come, for how many there is room, and for how many there is none; a part has the people of its whole."""
    item = line.item
    counted = item.kind != "task" and item.status != "cancelled" and item.day is not None
    if not counted or line.gone or line.carried or line.is_part:
        return {"heads": "", "capacity": "", "over": ""}
    room = item.capacity if count is None else count.room
    over = 0 if count is None else _over(count)
    return {
        "heads": str(job.snapshot.attendance.heads(item) if count is None else count.heads),
        "capacity": "" if room is None else str(room),
        "over": job.words("{n} too many", n=over) if over else "",
    }


def _over(count: Count) -> int:
    """For how many there is no room: in all, or in one of the places that they are spread over."""
    shares = count.spread.shares if count.spread else ()
    crowded = [share.heads - share.assignment.seats for share in shares if share.assignment.seats is not None]
    return max(0, -(count.free or 0), sum(n for n in crowded if n > 0))
