"""The trip: one immutable document, held whole in memory.

An edit makes a new Trip that shares what did not change. Entities refer to each other by key (venues, people,
organisations, groups) or id (items, days). Items stand in programme order in one tuple: by day, the pool last, each
part after its whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Final, Literal, TypeVar, get_args
from uuid import uuid4

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from trips.grammar.when import TBA
from trips.i18n.language import N_
from trips.model.values import Day_, Id, Key, Keys, Language_, Line, Moment, Name, Place, SoftTime, Text, Url, Zone

Kind = Literal[
    "arrival", "departure", "transfer", "visit", "tour", "talk", "reception", "meeting", "ceremony", "press", "meal",
    "break", "stay", "free", "other", "task",
]  # fmt: skip
Status = Literal["idea", "requested", "tentative", "confirmed", "cancelled"]
Audience = Literal["public", "press", "participants", "staff"]
PartyTable = Literal["people", "organisations", "venues"]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
TRAVEL: Final[frozenset[Kind]] = frozenset(("arrival", "departure", "transfer"))
APART: Final[frozenset[Kind]] = frozenset(("stay", "task"))
"""Kinds that run beside the programme: nothing waits for them."""

KIND_WORDS: Final[dict[Kind, str]] = {
    "arrival": N_("arrival"), "departure": N_("departure"), "transfer": N_("transfer"), "visit": N_("visit"),
    "tour": N_("tour"), "talk": N_("talk"), "reception": N_("reception"), "meeting": N_("meeting"),
    "ceremony": N_("ceremony"), "press": N_("press"), "meal": N_("meal"), "break": N_("break"), "stay": N_("stay"),
    "free": N_("free time"), "other": N_("other"), "task": N_("task"),
}  # fmt: skip
STATUS_WORDS: Final[dict[Status, str]] = {
    "idea": N_("idea"), "requested": N_("requested"), "tentative": N_("tentative"), "confirmed": N_("confirmed"),
    "cancelled": N_("cancelled"),
}  # fmt: skip
AUDIENCE_WORDS: Final[dict[Audience, str]] = {
    "public": N_("public"), "press": N_("press"), "participants": N_("participants"), "staff": N_("staff"),
}  # fmt: skip


def new_id() -> str:
    """A fresh random id for a trip, a day or an item."""
    return uuid4().hex


class Value(BaseModel):
    """An immutable value whose fields are all checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Venue(Value):
    """A place; its zone counts for what happens there."""

    key: Key
    name: Name
    address: Line = ""
    room: Line = ""
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    timezone: Zone | None = None
    url: Url = ""
    phone: Line = ""
    capacity: Annotated[int, Field(ge=0)] | None = None
    hours: Line = ""
    note: Text = ""
    staff_note: Text = ""


class Organisation(Value):
    """A host or employer."""

    key: Key
    name: Name
    contact: Line = ""
    note: Text = ""


class Group(Value):
    """Part of the delegation; `expected` heads count where people have no names yet."""

    key: Key
    name: Name
    expected: Annotated[int, Field(ge=0)] | None = None
    note: Text = ""


class Private(Value):
    """What of a person never leaves the office unless somebody lists it."""

    phone: Line = ""
    email: Line = ""
    diet: Line = ""
    access: Line = ""
    room: Line = ""
    note: Text = ""


class Presence(Value):
    """When a person is there: wall time in the trip's zone, start inclusive, end exclusive, either may be open."""

    start: Moment | None = None
    end: Moment | None = None


class Person(Value):
    """A delegate, host, speaker, interpreter or colleague."""

    key: Key
    name: Name
    form: Line = ""
    role: Line = ""
    organisation: Key | None = None
    languages: tuple[Language_, ...] = ()
    latin_name: Line = ""
    delegate: bool = False
    rank: int | None = None
    accompanies: Key | None = None
    groups: Keys = ()
    present: Presence = Presence()
    declined: tuple[Id, ...] = ()
    note: Text = ""
    private: Private = Private()


class Meet(Value):
    """Where and when to gather; the clock counts minutes from midnight of the item's day."""

    minute: Annotated[int, Field(ge=0, lt=2880)] | None = None
    place: Line = ""


class Assignment(Value):
    """A place within an item and who is there: a bus of a ride, a room or a host family of a stay, a table of a meal.

    A group stands for those of its people who have no place of the item themselves (see
    `trips.edits.assignments.place_of`). `seats` is for how many there is room, None if nobody said.
    """

    place: Place
    seats: Annotated[int, Field(ge=0)] | None = None
    people: Keys = ()
    groups: Keys = ()


class Day(Value):
    """A day of the trip."""

    id: Id
    date: Day_
    timezone: Zone | None = None
    title: Line = ""
    note: Text = ""


class Item(Value):
    """A Programmpunkt. `day` is None in the pool; no groups means the whole delegation."""

    id: Id
    title: Name
    kind: Kind = "other"
    day: Id | None = None
    when: SoftTime = TBA
    part_of: Id | None = None
    venue: Key | None = None
    room: Line = ""
    hosts: Keys = ()
    speakers: Keys = ()
    people: Keys = ()
    groups: Keys = ()
    status: Status = "tentative"
    audience: Audience = "participants"
    fixed: bool = False
    priority: Literal["must", "may go"] | Annotated[int, Field(gt=0)] | None = None
    note: Text = ""
    staff_note: Text = ""
    meet: Meet | None = None
    contact: Line = ""
    responsible: Key | None = None
    bring: tuple[Name, ...] = ()
    url: Url = ""
    capacity: Annotated[int, Field(ge=0)] | None = None
    assignments: tuple[Assignment, ...] = ()
    to: Key | None = None
    mode: Line = ""
    carrier: Line = ""
    service: Line = ""
    reference: Line = ""


class Waiver(Value):
    """A finding that somebody looked at and accepted.

    `item` is None for a finding that is about no item. `digest` stands for what the finding said and for its items; it
    counts no longer once these are others (see `trips.checks.waivers`), and an empty one never does.
    """

    code: Line
    item: Id | None = None
    because: Line = ""
    digest: Line = ""


class Distance(Value):
    """How long the way between two places takes, in minutes, as somebody knows it; it counts in both directions.

    `mode` is how one goes ("walk", "bus"), empty for any way.
    """

    one: Key
    other: Key
    minutes: Annotated[int, Field(ge=0, le=10_000)]
    mode: Line = ""


class Confirmation(Value):
    """Somebody's word that a time and a place suit them; it holds for these and no others.

    Attributes:
        item, table, key: what was confirmed by whom: a person, an organisation or a place.
        start, end, venue, room: what they said yes to; the times are instants, None where they were open.
        at: when they said it.
        who, how: with whom one spoke, and by what ("phone").
    """

    item: Id
    table: PartyTable
    key: Key
    start: AwareDatetime | None = None
    end: AwareDatetime | None = None
    venue: Key | None = None
    room: Line = ""
    at: AwareDatetime
    who: Line = ""
    how: Line = ""


class Trip(Value):
    """A whole trip. Versions and history are outside it, in the store; `keep_until` is its last day there.

    `walking`, `boarding` and `allowance` are what the office knows of its ways: km/h on foot, seconds a head to get on
    a bus, and minutes to gather before each ride. None of them said, usual ones count (see `trips.checks.ways`).
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
    walking: Annotated[float, Field(gt=0, le=20)] | None = None
    boarding: Annotated[int, Field(ge=0, le=3600)] | None = None
    allowance: Annotated[int, Field(ge=0, le=600)] | None = None
    days: tuple[Day, ...] = ()
    venues: tuple[Venue, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    groups: tuple[Group, ...] = ()
    items: tuple[Item, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    distances: tuple[Distance, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Trip:
        from trips.model.integrity import check_whole

        check_whole(self)
        return self


M = TypeVar("M", bound=Value)
K = TypeVar("K", Venue, Organisation, Group, Person)
I = TypeVar("I", Day, Item)  # noqa: E741


def changed(value: M, **fields: object) -> M:
    """The value with some fields replaced, checked like any other.

    Raises:
        pydantic.ValidationError: a new field is not valid.
    """
    return type(value).model_validate({**dict(value), **fields})


def by_key(entities: Iterable[K]) -> dict[str, K]:
    """Entities under their keys."""
    return {entity.key: entity for entity in entities}


def by_id(entities: Iterable[I]) -> dict[str, I]:
    """Days or items under their ids."""
    return {entity.id: entity for entity in entities}


def named_in(item: Item) -> tuple[str, ...]:
    """The keys an item names as hosts, speakers or others; people and organisations."""
    return item.hosts + item.speakers + item.people


def first_day(trip: Trip) -> date | None:
    """The date of the first day, None if there are no days."""
    return trip.days[0].date if trip.days else None


def last_day(trip: Trip) -> date | None:
    """The date of the last day, None if there are no days."""
    return trip.days[-1].date if trip.days else None
