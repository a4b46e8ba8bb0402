"""The programme on A5 for the pocket: a cover, a page a day, whom to ask and where everything is."""

from __future__ import annotations

from typing import Any

from exports.line_breaks import unbroken_address
from exports.lines import place_beside
from exports.paper.job import Job
from exports.paper.shared import changed_days, guests, head, hosts
from exports.programme import DayView
from trips.model.entities import by_key


def _without_addresses(day: dict[str, Any], view: DayView) -> dict[str, Any]:
    """A day whose lines name places only, and none twice: their addresses are in the list at the end."""
    lines = zip(day["lines"], view.lines, strict=True)
    return {**day, "lines": [{**shown, "address": "", "place": place_beside(line)} for shown, line in lines]}


def compose(job: Job) -> dict[str, Any]:
    """The values of pocket.typ."""
    view, t = job.view, job.words
    trip = view.trip
    venues = by_key(trip.venues)
    visited = dict.fromkeys(key for item in trip.items if item.status != "cancelled" for key in (item.venue, item.to))
    places = [venues[key] for key in visited if key]
    mine = {"places": t("Places"), "contacts": t("Who to ask"), "notes": t("Notes")}
    told = {day.label: day for day in view.days}
    data = head(job, t("Pocket programme"))
    return {
        **data,
        "words": {**data["words"], **mine},
        "cover": True,
        "booklet": "booklet" in job.options.layout,
        "guests": guests(job),
        "by": hosts(view),
        "days": [_without_addresses(day, told[day["label"]]) for day in changed_days(job, view)],
        "pool": [line.title for line in view.pool],
        "places": [
            {
                "name": place.name,
                "address": unbroken_address(place.address),
                "hours": place.hours,
                "url": place.url,
                "phone": place.phone,
            }
            for place in places
        ],
    }
