"""The trip: one immutable document, held whole in memory; an edit makes a new one that shares what did not change.

Entities refer to each other by key (venues, people, organisations, groups) or id (items, days). Items stand in
programme order in one tuple: by day, the pool last, each part after its whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from trips.model.entities import (
    Confirmation,
    Day,
    Distance,
    Group,
    Item,
    Organisation,
    Page,
    Partner,
    Person,
    ProposedTime,
    Translation,
    Value,
    Venue,
    Waiver,
)
from trips.model.integrity import check_whole
from trips.model.values import Day_, Id, Limits, Line, Name, Zone

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


@dataclass(frozen=True, kw_only=True)
class Trip(Value):
    """A whole trip. Versions and history are outside it, in the store; `keep_until` is its last day there.

    `walking`, `boarding` and `allowance` are what the office knows of its ways: km/h on foot, seconds a head to get on
    a bus, and minutes to gather before each ride. None of them said, usual ones count (see
    `trips.queries.travel_time`).
    """

    id: Id
    title: Name
    theme: Line = ""
    organiser: Line = ""
    contact: Line = ""
    provisional: bool = False
    timezone: Zone = "Europe/Berlin"
    language: Literal["de", "en"] = "de"
    series: Line = ""
    keep_until: Day_ | None = None
    walking: Annotated[float, Limits(gt=0, le=20)] | None = None
    boarding: Annotated[int, Limits(ge=0, le=3600)] | None = None
    allowance: Annotated[int, Limits(ge=0, le=600)] | None = None
    days: tuple[Day, ...] = ()
    venues: tuple[Venue, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    groups: tuple[Group, ...] = ()
    items: tuple[Item, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    proposed_times: tuple[ProposedTime, ...] = ()
    distances: tuple[Distance, ...] = ()
    pages: tuple[Page, ...] = ()
    partners: tuple[Partner, ...] = ()
    translations: tuple[Translation, ...] = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """At every door a trip must also hold together."""
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(_whole, handler(source))


def _whole(trip: Trip) -> Trip:
    check_whole(trip)
    return trip


def first_day(trip: Trip) -> date | None:
    """The date of the first day, None if there are no days."""
    return trip.days[0].date if trip.days else None


def last_day(trip: Trip) -> date | None:
    """The date of the last day, None if there are no days."""
    return trip.days[-1].date if trip.days else None
