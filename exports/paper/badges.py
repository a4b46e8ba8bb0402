"""Name badges, 80 by 50 mm, ten on a sheet of A4; the sheet can be moved by millimetres to meet its cuts."""

from __future__ import annotations

import textwrap
from typing import Any, Final

from exports.paper.job import Job
from exports.paper.shared import check_told_who_travels, head, script_of
from trips.i18n.language import UserError
from trips.model.entities import Person

_LONGEST_TITLE: Final = 70


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
    across, down = job.options.offset
    print_hint = t("Print at 100 %, not scaled. 80 × 50 mm, moved by {x} / {y} mm.", x=f"{across:g}", y=f"{down:g}")
    return {
        **data,
        **dict.fromkeys(("theme", "organiser", "contact", "dates", "for_whom"), ""),  # a badge has no room for them
        "short": textwrap.shorten(job.view.title, _LONGEST_TITLE, placeholder=" …"),
        "hint": print_hint,
        "across": across,
        "down": down,
        "badges": [_badge(job, delegate) for delegate in job.delegates],
    }


def _badge(job: Job, person: Person) -> dict[str, str]:
    trip = job.snapshot.trip
    return {
        "name": person.name,
        "latin": person.latin_name,
        "lang": script_of(person.name),
        "role": person.role,
        "organisation": next((house.name for house in trip.organisations if house.key == person.organisation), ""),
        "groups": ", ".join(group.name for group in trip.groups if group.key in person.groups),
    }
