"""The run sheet for staff: everything, with who is responsible, what to bring, phones and internal notes."""

from __future__ import annotations

from typing import Any

from exports.lines import economical
from exports.paper.job import Job
from exports.paper.shared import changed_days, day_data, head, line_data
from exports.programme import DayView, Line
from trips.grammar.choices import APART
from trips.model.entities import by_key


def compose(job: Job) -> dict[str, Any]:
    """The values of runsheet.typ."""
    view, t = job.view, job.words
    data = head(job, t("Run sheet"))
    mine = {
        "responsible": t("Responsible"), "bring": t("Bring"), "contact": t("Contact"), "internal": t("Internal"),
        "heads": t("People"), "capacity": t("Capacity"), "phone": t("Phone on site"),
    }  # fmt: skip
    wanted = {day["label"] for day in changed_days(job, view)}
    return {
        **data,
        "words": {**data["words"], **mine},
        "days": [_day(job, day) for day in view.days if day.label in wanted],
        "pool": [_line(job, line, set()) for line in view.pool],
    }


def _day(job: Job, day: DayView) -> dict[str, Any]:
    data = day_data(day, job.view)
    known: set[str] = set()
    return {**data, "lines": [_line(job, line, known) for line in economical(day.lines)]}


def _line(job: Job, line: Line, known: set[str]) -> dict[str, Any]:
    """A line; what is noted of a place is told where the day first comes to it, and then `known`."""
    trip, item = job.view.trip, line.item
    responsible = by_key(trip.people).get(item.responsible or "")
    venue = by_key(trip.venues).get(item.venue or "")
    counted = _counted(line)
    about_place = venue.staff_note if venue and venue.key not in known else ""
    known.update({venue.key} if venue else ())
    return {
        **line_data(line),
        "kind": line.kind,
        "staff": [],
        "responsible": {
            "name": responsible.name if responsible else "",
            "phone": responsible.private.phone if responsible else "",
        },
        "contact": item.contact,
        "bring": list(item.bring),
        "internal": [text for text in (item.staff_note, about_place) if text],
        "phone": venue.phone if venue and not line.carried else "",
        "heads": str(job.snapshot.attendance.heads(item)) if counted else "",
        "capacity": "" if item.capacity is None else str(item.capacity),
    }


def _counted(line: Line) -> bool:
    """Whether a line says how many come: a part has the people of its whole."""
    item = line.item
    apart = item.kind in APART or item.status == "cancelled" or item.day is None
    return not (apart or line.gone or line.carried or line.is_part)
