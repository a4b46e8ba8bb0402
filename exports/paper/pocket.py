"""The programme on A5 for the pocket: a cover, a page a day, whom to ask and where everything is."""

from __future__ import annotations

from typing import Any

from exports.line_breaks import unbroken_address
from exports.paper.job import Job
from exports.paper.shared import changed_days, guests, head
from trips.model.entities import by_key


def _without_addresses(day: dict[str, Any]) -> dict[str, Any]:
    """A day whose lines name places only: their addresses are in the list at the end."""
    return {**day, "lines": [{**line, "address": ""} for line in day["lines"]]}


def compose(job: Job) -> dict[str, Any]:
    """The values of pocket.typ."""
    view, t = job.view, job.words
    trip = view.trip
    venues = by_key(trip.venues)
    visited = dict.fromkeys(key for item in trip.items if item.status != "cancelled" for key in (item.venue, item.to))
    places = [venues[key] for key in visited if key]
    mine = {"places": t("Places"), "contacts": t("Who to ask")}
    data = head(job, t("Pocket programme"))
    return {
        **data,
        "words": {**data["words"], **mine},
        "cover": True,
        "guests": guests(job),
        "days": [_without_addresses(day) for day in changed_days(job, view)],
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
