"""Name badges, of any size as many on a sheet of A4 as it holds; the sheet can be moved to meet its cuts."""

from __future__ import annotations

from typing import Any, Final

from exports.paper.job import Job
from exports.paper.shared import check_told_who_travels, head
from trips.i18n.language import UserError
from trips.model.entities import Person
from trips.names.scripts import script_of

LABEL: Final = (80.0, 50.0)
"""The width and height of a badge in millimetres, of which ten stand on a sheet."""

_COLOURS: Final = ("#1b5e8c", "#9c3d10", "#2e6b34", "#7a2a6b", "#8a6200", "#444444")
"""Of the groups in their order, each dark enough for white and for black and white; the name stands beside it."""


def compose(job: Job) -> dict[str, Any]:
    """The values of badges.typ.

    Raises:
        UserError: nobody travels, or the audience is not told who does.
    """
    check_told_who_travels(job)
    if not job.delegates:
        raise UserError("There are no delegates to make badges for; mark people as delegates first.")
    t = job.words
    data = head(job, t("Name badges"))
    (across, down), (wide, high) = job.options.offset, job.options.label or LABEL
    print_hint = t("Print at 100 %, not scaled. {wide} × {high} mm.", wide=f"{wide:g}", high=f"{high:g}")
    if across or down:
        print_hint += " " + t("Moved by {x} / {y} mm.", x=f"{across:g}", y=f"{down:g}")
    return {
        **data,
        "signs": {},
        **dict.fromkeys(("theme", "organiser", "contact", "dates", "for_whom"), ""),  # a badge has no room for them
        "event": job.view.title,
        "wide": wide,
        "high": high,
        "hint": print_hint,
        "across": across,
        "down": down,
        "badges": [_badge(job, delegate) for delegate in job.delegates],
    }


def _badge(job: Job, person: Person) -> dict[str, Any]:
    trip = job.snapshot.trip
    house = next((house for house in trip.organisations if house.key == person.organisation), None)
    return {
        "name": person.name,
        "latin": person.latin_name,
        "lang": script_of(person.name),
        "role": person.role,
        "organisation": house.name if house else "",
        "country": house.country if house else "",
        "groups": [
            {"name": group.name, "colour": _COLOURS[n % len(_COLOURS)]}
            for n, group in enumerate(trip.groups)
            if group.key in person.groups
        ],
    }
