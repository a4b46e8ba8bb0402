"""Releases: versions of a trip as they were handed out, with the times that held then.

A release is never solved again: newer rules must not move what somebody has on paper. Its number counts from 1 within
its trip and never changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from trips.model.entities import Item, Person, Value, by_id, changed
from trips.model.trip import Trip
from trips.model.values import Zone
from trips.schedule.timeline import Certainty, Placed, Timeline

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

How = Literal["kit", "publish", "invited", "mailed"]
"""How a reader got a version: in a pack or on a page of theirs; by invitations, or a mail with files."""
MOST_VERSIONS: Final = 1_000_000
DRAFT: Final = 0
"""The number that stands for the draft where there is no release yet."""


@dataclass(frozen=True, kw_only=True)
class Edges(Value):
    """Where an item fell: UTC minutes since 1970, None where open, each with the zone it is told in.

    Whether an edge is about right only is None in releases that were made before this was kept.
    """

    item: str
    start: int | None = None
    end: int | None = None
    start_is: Certainty
    end_is: Certainty
    start_zone: Zone
    end_zone: Zone
    start_about: bool | None = None
    end_about: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Frozen(Value):
    """What a release keeps: the whole trip and where its items fell."""

    trip: Trip
    placed: tuple[Edges, ...]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """At every door what it keeps must also fit together."""
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(_whole, handler(source))


def _whole(frozen: Frozen) -> Frozen:
    """Every item that has a day fell somewhere, and nothing else did."""
    if {placed.item for placed in frozen.placed} != {item.id for item in frozen.trip.items if item.day is not None}:
        raise ValueError("placed")
    return frozen


@dataclass(frozen=True)
class Release:
    """A version that was issued.

    Attributes:
        number: counted from 1.
        at: when it was issued, UTC, whole seconds.
        by: who issued it.
        note: what they said of it.
        rev: the revision of the draft it was made from; 0 if it was made elsewhere.
        content: trip and times.
    """

    number: int
    at: datetime
    by: str
    note: str
    rev: int
    content: Frozen

    @property
    def trip(self) -> Trip:
        """The trip as it was."""
        return self.content.trip

    @cached_property
    def timeline(self) -> Timeline:
        """Where its items fell, as it was then."""
        return Timeline.remembered(self.trip, _placed(self.trip, self.content.placed))


class Delivery(NamedTuple):
    """A reader ("person:weber", "group:a", "participants") was given a version; `at` is UTC."""

    reader: str
    number: int
    how: How
    at: datetime
    by: str


def freeze(timeline: Timeline) -> Frozen:
    """What a release keeps of a trip as it stands."""
    edges = tuple(
        Edges(
            item=one.item.id, start=one.start, end=one.end, start_is=one.start_is, end_is=one.end_is,
            start_zone=one.start_zone, end_zone=one.end_zone,
            start_about=one.start_about, end_about=one.end_about,
        )
        for _, placed in timeline.days()
        for one in placed
    )  # fmt: skip
    return Frozen(trip=timeline.trip, placed=edges)


def _placed(trip: Trip, edges: Sequence[Edges]) -> dict[str, Placed]:
    items: dict[str, Item] = by_id(trip.items)
    unsaid = any(edge.start_about is None or edge.end_about is None for edge in edges)
    solved = Timeline(trip).placed() if unsaid else {}
    dates = {day.id: day.date for day in trip.days}
    found: dict[str, Placed] = {}
    for edge in edges:
        item = items[edge.item]
        found[edge.item] = Placed(
            item,
            dates[item.day or ""],
            edge.start,
            edge.end,
            edge.start_is,
            edge.end_is,
            edge.start_zone,
            edge.end_zone,
            solved[edge.item].start_about if edge.start_about is None else edge.start_about,
            solved[edge.item].end_about if edge.end_about is None else edge.end_about,
        )
    return found


def joined(content: Frozen, person: Person) -> Frozen:
    """The content of a version with one more person, who comes late: nothing else is another one.

    What the person refers to and the version does not have is left out.
    """
    trip = content.trip
    organisations = {organisation.key for organisation in trip.organisations}
    people = {person.key for person in trip.people}
    groups = {group.key for group in trip.groups}
    known = changed(
        person,
        organisation=person.organisation if person.organisation in organisations else None,
        accompanies=person.accompanies if person.accompanies in people else None,
        groups=tuple(key for key in person.groups if key in groups),
    )
    others = tuple(one for one in trip.people if one.key != person.key)
    return Frozen(trip=changed(trip, people=(*others, known)), placed=content.placed)
