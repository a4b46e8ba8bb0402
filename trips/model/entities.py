"""What a trip is made of: places, people, organisations, groups, days, items, and notes on them; immutable values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Annotated, ClassVar, Literal, TypeVar
from uuid import uuid4

from trips.grammar.choices import Audience, Kind, Status
from trips.grammar.when import TBA
from trips.model.doors import checked
from trips.model.values import (
    Count,
    Day_,
    Id,
    Instant,
    Key,
    Keys,
    Language_,
    Limits,
    Line,
    Moment,
    Name,
    Place,
    SoftTime,
    Text,
    Url,
    Zone,
)

PartyTable = Literal["people", "organisations", "venues"]
Translated = Literal["trip", "day", "item", "venue", "person", "organisation", "group", "page", "partner"]
"""What has texts that can be said in another language as well."""


def new_id() -> str:
    """A fresh random id for a trip, a day or an item."""
    return uuid4().hex


@dataclass(frozen=True, kw_only=True)
class Value:
    """An immutable value. What must hold of its fields stands with their types and is checked at `trips.model.doors`.

    To make one directly checks nothing: that is for what the program knows to be right.
    """

    __pydantic_config__: ClassVar[Mapping[str, object]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True)
class Venue(Value):
    """A place; its zone counts for what happens there."""

    key: Key
    name: Name
    address: Line = ""
    room: Line = ""
    lat: Annotated[float, Limits(ge=-90, le=90)] | None = None
    lon: Annotated[float, Limits(ge=-180, le=180)] | None = None
    timezone: Zone | None = None
    url: Url = ""
    phone: Line = ""
    capacity: Count | None = None
    hours: Line = ""
    note: Text = ""
    staff_note: Text = ""


@dataclass(frozen=True, kw_only=True)
class Organisation(Value):
    """A host or employer."""

    key: Key
    name: Name
    latin_name: Line = ""
    country: Line = ""
    contact: Line = ""
    note: Text = ""


@dataclass(frozen=True, kw_only=True)
class Group(Value):
    """Part of the delegation; `expected` heads count where people have no names yet."""

    key: Key
    name: Name
    expected: Count | None = None
    note: Text = ""


@dataclass(frozen=True, kw_only=True)
class Private(Value):
    """What of a person never leaves the office unless somebody lists it."""

    phone: Line = ""
    email: Line = ""
    diet: Line = ""
    access: Line = ""
    room: Line = ""
    note: Text = ""


@dataclass(frozen=True, kw_only=True)
class Presence(Value):
    """When a person is there: wall time in the trip's zone, start inclusive, end exclusive, either may be open."""

    start: Moment | None = None
    end: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Person(Value):
    """A delegate, host, speaker, interpreter or colleague."""

    key: Key
    name: Name
    form: Line = ""
    salutation: Line = ""
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


@dataclass(frozen=True, kw_only=True)
class Meet(Value):
    """Where and when to gather; the clock counts minutes from midnight of the item's day."""

    minute: Annotated[int, Limits(ge=0, lt=2880)] | None = None
    place: Line = ""


@dataclass(frozen=True, kw_only=True)
class Assignment(Value):
    """A place within an item and who is there: a bus of a ride, a room or a host family of a stay, a table of a meal.

    A group stands for those of its people who have no place of the item themselves (see
    `trips.edits.assignments.place_of`). `seats` is for how many there is room, None if nobody said.
    """

    place: Place
    seats: Count | None = None
    people: Keys = ()
    groups: Keys = ()


@dataclass(frozen=True, kw_only=True)
class Day(Value):
    """A day of the trip."""

    id: Id
    date: Day_
    timezone: Zone | None = None
    title: Line = ""
    note: Text = ""


@dataclass(frozen=True, kw_only=True)
class Source(Value):
    """In which state of somebody else's calendar an item was taken in (RFC 5546 2.1.5).

    What it was called there needs no place here: the item's id follows from it.

    Attributes:
        sequence: SEQUENCE, 0 where it had none.
        stamp: DTSTAMP; None where it had none that says an instant.
    """

    sequence: Annotated[int, Limits(ge=0, lt=1_000_000_000)] = 0
    stamp: Instant | None = None

    def is_older(self, other: Source) -> bool:
        """Whether another state has come after this one."""
        if self.sequence != other.sequence:
            return self.sequence < other.sequence
        return self.stamp is not None and other.stamp is not None and self.stamp < other.stamp


@dataclass(frozen=True, kw_only=True)
class Item(Value):
    """A Programmpunkt. `day` is None in the pool.

    No groups means the whole delegation; with `only` it is for nobody but those it names.
    """

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
    only: bool = False
    fixed: bool = False
    priority: Literal["must", "may go"] | Annotated[int, Limits(gt=0)] | None = None
    note: Text = ""
    staff_note: Text = ""
    meet: Meet | None = None
    contact: Line = ""
    responsible: Key | None = None
    bring: tuple[Name, ...] = ()
    url: Url = ""
    capacity: Count | None = None
    assignments: tuple[Assignment, ...] = ()
    to: Key | None = None
    mode: Line = ""
    carrier: Line = ""
    service: Line = ""
    reference: Line = ""
    source: Source | None = None


@dataclass(frozen=True, kw_only=True)
class Waiver(Value):
    """A finding that somebody looked at and accepted.

    `item` is None for a finding that is about no item. `digest` stands for what the finding said and for its items; it
    counts no longer once these are others (see `trips.checks.waivers`), and an empty one never does.
    """

    code: Line
    item: Id | None = None
    because: Line = ""
    digest: Line = ""


@dataclass(frozen=True, kw_only=True)
class Distance(Value):
    """How long the way between two places takes, in minutes, as somebody knows it; it counts in both directions.

    `mode` is how one goes ("walk", "bus"), empty for any way.
    """

    one: Key
    other: Key
    minutes: Annotated[int, Limits(ge=0, le=10_000)]
    mode: Line = ""


@dataclass(frozen=True, kw_only=True)
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
    start: Instant | None = None
    end: Instant | None = None
    venue: Key | None = None
    room: Line = ""
    at: Instant
    who: Line = ""
    how: Line = ""


@dataclass(frozen=True, kw_only=True)
class ProposedTime(Value):
    """Another time for an item that somebody proposed in their answer; open while the item falls where it fell then.

    Attributes:
        item, person: for what, and who.
        start, end: the instants that they propose; the end is None where they said none.
        was_start, was_end: when the item was when that was taken in; None where open.
        at: when they said it; None if unknown.
    """

    item: Id
    person: Key
    start: Instant
    end: Instant | None = None
    was_start: Instant | None = None
    was_end: Instant | None = None
    at: Instant | None = None


@dataclass(frozen=True, kw_only=True)
class Page(Value):
    """A page of the office's own before or after the days: a foreword, general information, a menu.

    `picture` is the file of one (PNG, JPEG or SVG) on the machine that makes the document.
    """

    id: Id
    title: Name
    text: Text = ""
    audience: Audience = "participants"
    where: Literal["before", "after"] = "before"
    picture: Line = ""


@dataclass(frozen=True, kw_only=True)
class Partner(Value):
    """Who stands on the documents beside the office: the guests' town, a sponsor.

    `what` says what they are ("with the kind support of"); `logo` is a file as a page's picture is one.
    """

    id: Id
    name: Name
    what: Line = ""
    logo: Line = ""


@dataclass(frozen=True, kw_only=True)
class Translation(Value):
    """A text of the trip in another language.

    Attributes:
        of, id, field: which text: of what, with its id or key ("" for the trip itself), and its field.
        language: BCP 47.
        text: what it says there.
        digest: stands for the text that was translated (see `trips.model.translations`); once that says something
            else, the translation is old.
    """

    of: Translated
    id: Line = ""
    field: Line
    language: Language_
    text: Text
    digest: Line = ""


M = TypeVar("M", bound=Value)
K = TypeVar("K", Venue, Organisation, Group, Person)
I = TypeVar("I", Day, Item, Page)  # noqa: E741


def changed(value: M, **fields: object) -> M:
    """The value with some fields replaced, and everything checked as at any door.

    Raises:
        RefusedError: a new field is not valid.
        UserError: a trip does not hold together any more.
    """
    return checked(type(value), **contents(value) | fields)


def contents(value: Value) -> dict[str, object]:
    """The fields of a value and what they hold, in their order."""
    return {name: getattr(value, name) for name in defaults(type(value))}


@cache
def defaults(model: type[Value]) -> Mapping[str, object]:
    """What each field of a kind of value is if nobody says it; `dataclasses.MISSING` if it must be said."""
    return {field.name: field.default for field in fields(model)}


def by_key(entities: Iterable[K]) -> dict[str, K]:
    """Entities under their keys."""
    return {entity.key: entity for entity in entities}


def by_id(entities: Iterable[I]) -> dict[str, I]:
    """Days or items under their ids."""
    return {entity.id: entity for entity in entities}


def named_in(item: Item) -> tuple[str, ...]:
    """The keys an item names as hosts, speakers or others; people and organisations."""
    return item.hosts + item.speakers + item.people
