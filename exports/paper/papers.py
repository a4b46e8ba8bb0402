"""Every paper there is: its name on the command line, for whom it is, and what may be chosen for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from exports.paper import (
    badges,
    change_sheet,
    day_sheet,
    driver_sheet,
    host_sheet,
    participants,
    pocket,
    press_sheet,
    programme,
    run_sheet,
    seating,
)
from exports.paper.job import LAYOUTS, Job, Layout
from trips.i18n.language import N_
from trips.queries.readers import Level


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper.

    Attributes:
        name: its name on the command line.
        about: what it is.
        compose: makes the values that its template is filled with.
        audience: for whom it is if nobody says so.
        template: its template.
        layouts: how it can be laid out.
        marks: whether changes can be marked in it.
        of_days: whether it tells the days one by one, so that there is none if nothing is on any.
        only: the only audience it is made for; "" if for any.
        refusal: what is said to others; "" if that it is for this audience only.
        granted: fields it shows beyond what its audience sees, and why.
    """

    name: str
    about: str
    compose: Callable[[Job], dict[str, Any]]
    audience: str = "participants"
    template: str = ""
    layouts: tuple[Layout, ...] = ()
    marks: bool = True
    only: Level | Literal[""] = ""
    refusal: str = ""
    of_days: bool = False
    granted: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def source(self) -> str:
        """The file name of its template."""
        return f"{self.template or self.name}.typ"


PAPERS: Final[dict[str, Paper]] = {
    paper.name: paper
    for paper in (
        Paper(
            "programme",
            N_("programme, A4"),
            programme.compose,
            layouts=LAYOUTS[:4],
            of_days=True,
        ),
        Paper("pocket", N_("programme for the pocket, A5"), pocket.compose, layouts=("booklet",), of_days=True),
        Paper("daysheet", N_("day sheet, a page a day"), day_sheet.compose, of_days=True),
        Paper("hostsheet", N_("host sheet"), host_sheet.compose, granted=host_sheet.GRANTS),
        Paper(
            "driversheet",
            N_("driver sheet"),
            driver_sheet.compose,
            layouts=("vehicles",),
            only="participants",
            refusal=N_(
                "The driver sheet says who of the office drivers can call; it is for them only. Leave out --for."
            ),
            granted=driver_sheet.GRANTS,
        ),
        Paper(
            "presssheet",
            N_("press sheet"),
            press_sheet.compose,
            "press",
            only="press",
            of_days=True,
            granted=press_sheet.GRANTS,
        ),
        Paper("runsheet", N_("run sheet for staff"), run_sheet.compose, "staff", only="staff", of_days=True),
        Paper("participants", N_("participant list"), participants.compose, marks=False, granted=participants.GRANTS),
        Paper("badges", N_("name badges"), badges.compose, marks=False),
        Paper("tableplan", N_("table plan"), seating.plan, marks=False, granted=seating.GRANTS),
        Paper("placecards", N_("place cards"), seating.cards, marks=False, granted=seating.GRANTS),
        Paper("changes", N_("what is new since an earlier version"), change_sheet.compose),
    )
}
