"""The press programme: what the press may come to, where it is let in, and whom it asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from exports.line_breaks import unbroken_address
from exports.paper.job import Job
from exports.paper.shared import changed_days, day_data, head
from exports.programme import DayView, Line
from trips.i18n.dates import weekday_date
from trips.i18n.language import N_
from trips.model.entities import by_id
from trips.model.field_text import write_meet

GRANTS: Final = {
    "Trip.contact": N_("whom of the office the press asks"),
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
    places = {line.item.id: (line.place, line.address) for day in shown for line in day.lines}
    calls = [
        {"day": weekday_date(t, day.date), **line_, **_place(line, places)}
        for day, day_ in zip(shown, told, strict=True)
        for line, line_ in zip(day.lines, day_["lines"], strict=True)
        if line.item.kind == "press" and not line_["off"]
    ]
    data |= {"for_whom": "", "contact": job.grant("Trip", job.snapshot.trip, "contact")}
    return {**data, "words": {**data["words"], **mine}, "days": told, "calls": calls}


def _place(line: Line, places: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Where an item is; a part without a place of its own is where its whole is."""
    place, address = (line.place, line.address) if line.place else places.get(line.item.part_of or "", ("", ""))
    return {"place": place, "address": unbroken_address(address)}


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
