"""The press programme: what the press may come to, where it is let in, and whom it asks."""

from __future__ import annotations

from typing import Any, Final

from exports.paper.job import Job
from exports.paper.shared import changed_days, day_data, head
from exports.programme import DayView
from trips.i18n.dates import weekday_date
from trips.i18n.language import N_
from trips.model.entities import by_id
from trips.model.field_text import write_meet

GRANTS: Final = {
    "Item.meet": N_("of press items: where the press is let in"),
    "Item.contact": N_("of press items: whom the press asks"),
}


def compose(job: Job) -> dict[str, Any]:
    """The values of presssheet.typ."""
    t = job.words
    data = head(job, t("Press sheet"))
    mine = {
        "access": t("Access for the press"),
        "ask": t("Contact for the press"),
        "calls": t("Press calls and photos"),
    }
    wanted = {day["label"] for day in changed_days(job, job.view)}
    shown = [day for day in job.view.days if day.label in wanted]
    told = [_day(job, day) for day in shown]
    calls = [
        {"day": weekday_date(t, day.date), **line_}
        for day, day_ in zip(shown, told, strict=True)
        for line, line_ in zip(day.lines, day_["lines"], strict=True)
        if line.item.kind == "press" and not line_["off"]
    ]
    return {**data, "words": {**data["words"], **mine}, "days": told, "calls": calls}


def _day(job: Job, day: DayView) -> dict[str, Any]:
    data = day_data(day, job.view)
    items = by_id(job.snapshot.trip.items)
    for line, shown in zip(day.lines, data["lines"], strict=True):
        item = items.get(line.item.id)
        if item is not None and item.kind == "press":
            meet = job.grant("Item", item, "meet")
            shown["access"] = write_meet(meet) if meet else ""
            shown["ask"] = job.grant("Item", item, "contact")
            shown["meet"] = ""
    return data
