"""Where each item falls: the solver.

Places every item once, in programme order, in linear time, counting UTC minutes so that nights in which clocks change
come out right, and one day at a time so that a day can be remembered. An edge is given (somebody said it), computed
(it follows from what is given) or open. Given times are never changed and open ones never invented.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from trips.grammar.choices import APART
from trips.grammar.when import DAY, Clock, End, Length, Then, When, With
from trips.model.entities import Day, Group, Item, Person, Venue
from trips.model.trip import Trip
from trips.model.zones import zone

Certainty = Literal["given", "computed", "open"]
_EPOCH: Final = date(1970, 1, 1).toordinal()
Edge: TypeAlias = tuple[int, bool]
"""A time, UTC minutes since 1970, and whether it is only about right; of two at one time, what is about counts."""

_NEVER: Final[Edge] = (-(1 << 40), False)


class Placed(NamedTuple):
    """An item and where it falls: UTC minutes since 1970, each with the zone it is told in; None where open.

    `start_about` and `end_about` say that an edge is only about right: it was said so, or it follows from what was.
    """

    item: Item
    date: date
    start: int | None
    end: int | None
    start_is: Certainty
    end_is: Certainty
    start_zone: str
    end_zone: str
    start_about: bool = False
    end_about: bool = False

    @property
    def starts(self) -> datetime | None:
        """The start as a time with its zone."""
        return None if self.start is None else at(self.start, self.start_zone)

    @property
    def start_minute(self) -> int | None:
        """The start as minutes from midnight of the item's day, by the clocks there; None where open."""
        return None if self.starts is None else wall_minute(self.starts, self.date)

    @property
    def end_minute(self) -> int | None:
        """The end likewise; after midnight it is more than a day's worth."""
        return None if self.ends is None else wall_minute(self.ends, self.date)

    @property
    def ends(self) -> datetime | None:
        """The end as a time with its zone."""
        return None if self.end is None else at(self.end, self.end_zone)


def at(minute: int, zone_name: str) -> datetime:
    """UTC minutes since 1970 as a time in a zone."""
    return datetime.fromtimestamp(minute * 60, UTC).astimezone(zone(zone_name))


def utc_minute(moment: datetime) -> int:
    """A time with its zone as UTC minutes since 1970."""
    return int(moment.timestamp()) // 60


def wall_minute(moment: datetime, day: date) -> int:
    """A wall time as minutes from midnight of a day; before it negative, behind it more than a day's worth."""
    return (moment.date() - day).days * DAY + moment.hour * 60 + moment.minute


@lru_cache(maxsize=4096)
def _offsets(day: int, zone_name: str) -> int | None:
    """UTC offset in minutes if it is the same from a day's midnight to the next day's end, else None."""
    info = zone(zone_name)
    start = datetime.combine(date.fromordinal(day), datetime.min.time())
    offsets = {(start + timedelta(hours=hours)).replace(tzinfo=info).utcoffset() for hours in (-2, 12, 26, 50)}
    offset = offsets.pop()
    return None if offsets or offset is None else int(offset.total_seconds()) // 60


def wall_to_utc(day: date, minute: int, zone_name: str, *, later: bool = False) -> int:
    """UTC minutes since 1970 of a wall time, `minute` minutes after midnight of `day`.

    A time that clocks skip counts as if they had not been set yet; one that they show twice is the first, or with
    `later` the second.
    """
    ordinal = day.toordinal()
    offset = _offsets(ordinal, zone_name)
    if offset is not None and 0 <= minute < 2 * DAY:
        return (ordinal - _EPOCH) * DAY + minute - offset
    wall = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    return utc_minute(wall.replace(tzinfo=zone(zone_name), fold=int(later)))


class Party(NamedTuple):
    """Who is with whom: the tokens an item occupies, and the tokens of everybody it shares people with."""

    occupies: tuple[str, ...]
    meets: frozenset[str]

    def shares(self, other: Party) -> bool:
        """Whether somebody is in both."""
        return not self.meets.isdisjoint(other.occupies)


class Sharing:
    """Answers which items share people, from the trip's people and groups."""

    def __init__(self, people: Iterable[Person], groups: Iterable[Group]) -> None:
        self._groups_of = {person.key: person.groups for person in people}
        members: defaultdict[str, set[str]] = defaultdict(set)
        for key, of in self._groups_of.items():
            for group in of:
                members[group].add(key)
        names = [group.key for group in groups]
        overlap = {a: tuple(b for b in names if a == b or members[a] & members[b]) for a in names}
        self._near = {a: tuple(f"g:{b}" for b in overlap[a]) + tuple(f"p:{key}" for key in members[a]) for a in names}
        self._known: dict[tuple[tuple[str, ...], ...], Party | None] = {}

    def party(self, item: Item) -> Party | None:
        """Whom an item occupies; None for the whole delegation, which meets everybody."""
        if not item.groups and not item.only:
            return None
        who = (item.groups, item.hosts, item.speakers, item.people)
        found = self._known.get(who)
        if found is None:
            found = self._known[who] = self._party(item)
        return found

    def _party(self, item: Item) -> Party:
        named = [key for key in (*item.hosts, *item.speakers, *item.people) if key in self._groups_of]
        occupies = [*(f"g:{key}" for key in item.groups), *(f"p:{key}" for key in named)]
        meets = {token for key in item.groups for token in self._near[key]}
        meets.update(f"p:{key}" for key in named)
        meets.update(f"g:{group}" for key in named for group in self._groups_of[key])
        return Party(tuple(occupies), frozenset(meets))

    def share(self, a: Item, b: Item) -> bool:
        """Whether two items share people."""
        return _share(self.party(a), self.party(b))

    def groups_meet(self, a: Item, b: Item) -> bool:
        """Whether two items share people by their groups alone, whoever they name."""
        return (
            self.party(a) is None
            or self.party(b) is None
            or any(f"g:{key}" in self._near[group] for group in a.groups for key in b.groups)
        )


class _Reached:
    """How far everybody is: the latest known ends, and the items whose end nobody knows.

    An open item is over once somebody of it is said to be elsewhere at a later time.
    """

    __slots__ = ("_all", "_ends", "_everybody", "_open")

    def __init__(self, since: Edge | None = None) -> None:
        self._ends: dict[str, Edge] = {}
        self._everybody = self._all = _NEVER if since is None else since
        self._open: dict[Party | None, int] = {}

    def latest(self, party: Party | None) -> Edge | None:
        """When the people of an item are free: None if something before is open, or nothing is known."""
        if self._open and any(_share(party, other) for other in self._open):
            return None
        if party is None:
            end = self._all
        else:
            ends = self._ends
            end = max((ends[token] for token in party.meets if token in ends), default=_NEVER)
            end = max(end, self._everybody)
        return None if end is _NEVER else end

    def add(self, party: Party | None, placed: Placed) -> None:
        """Note an item."""
        start, end = placed.start, placed.end
        begun = end if start is None else start
        if self._open and begun is not None:
            over = [one for one, since in self._open.items() if begun > since and _share(party, one)]
            for one in over:
                del self._open[one]
        if end is None:
            never = _NEVER[0]
            self._open[party] = max(self._open.get(party, never), never if start is None else start)
            return
        edge = (end, placed.end_about)
        self._all = max(self._all, edge)
        if party is None:
            self._everybody = max(self._everybody, edge)
        else:
            for token in party.occupies:
                self._ends[token] = max(self._ends.get(token, _NEVER), edge)


def _share(a: Party | None, b: Party | None) -> bool:
    return a is None or b is None or a.shares(b)


class Setting(NamedTuple):
    """What placing a day needs to know of its trip."""

    zone: str
    venue_zones: Mapping[str, str]
    sharing: Sharing


def counts(item: Item) -> bool:
    """Whether others wait for an item; cancelled ones, stays and tasks run beside the programme."""
    return item.status != "cancelled" and item.kind not in APART


def place_day(day: Day, items: Sequence[Item], setting: Setting) -> tuple[Placed, ...]:
    """Place the items of one day, given in programme order."""
    return tuple(_Walk(day, setting).place(items))


class _Walk:
    """One pass over a day."""

    def __init__(self, day: Day, setting: Setting) -> None:
        self._date = day.date
        self._zone = day.timezone or setting.zone
        self._venue_zones = setting.venue_zones
        self._party = setting.sharing.party
        self._midnights: dict[str, int | None] = {}

    def place(self, items: Sequence[Item]) -> Iterator[Placed]:
        reached = _Reached()
        before: Edge | None = None
        at_index, count = 0, len(items)
        while at_index < count:
            whole = items[at_index]
            at_index += 1
            first = at_index
            while at_index < count and items[at_index].part_of is not None:
                at_index += 1
            if first == at_index:
                placed = self._item(whole, reached, before)
                yield placed
            else:
                block = self._block(whole, items[first:at_index], reached, before)
                placed = block[0]
                yield from block
            if counts(whole):
                reached.add(self._party(whole), placed)
                before = _start(placed)

    def _block(self, whole: Item, parts: Sequence[Item], reached: _Reached, before: Edge | None) -> list[Placed]:
        """A whole and its parts: a whole that leaves an edge open takes it from its first or last part."""
        placed = self._item(whole, reached, before)
        opening = next((part for part in parts if counts(part)), None)
        if opening is not None and whole.when.start is None and isinstance(opening.when.start, Clock):
            first = self._item(opening, _Reached(), None)
            edge = {"start": first.start, "start_zone": first.start_zone, "start_about": first.start_about}
            placed = self._end(placed._replace(start_is="computed", **edge))
        previous = _start(placed)
        inner = _Reached(previous)
        inside: list[Placed] = []
        for part in parts:
            one = self._item(part, inner, previous)
            inside.append(one)
            if counts(part):
                inner.add(self._party(part), one)
                previous = _start(one)
        if placed.end is None and any(part.end is not None for part in inside):
            free = inner.latest(None)
            if free is not None and (placed.start is None or free[0] > placed.start):
                placed = placed._replace(end=free[0], end_is="computed", end_about=free[1])
        return [placed, *inside]

    def _item(self, item: Item, reached: _Reached, before: Edge | None) -> Placed:
        when = item.when
        venue = self._venue_zones.get(item.venue, self._zone) if item.venue is not None else self._zone
        to = self._venue_zones.get(item.to, self._zone) if item.to is not None else venue
        start: int | None = None
        start_is: Certainty = "open"
        about = False
        said = when.start
        if isinstance(said, Clock):
            start, start_is, about = self._wall(said.minute, venue), "given", said.said != "exactly"
        elif isinstance(said, Then):
            free = reached.latest(self._party(item))
            if free is not None:
                start, start_is, about = free[0] + said.gap, "computed", free[1]
        elif isinstance(said, With) and before is not None:
            start, start_is, about = before[0] + said.gap, "computed", before[1]
        end, end_is = self._ends(when, start, to)
        if said is None and isinstance(when.end, Clock) and end is not None:
            free = reached.latest(self._party(item))  # "until 12:10" goes on from what is before
            if free is not None and free[0] <= end:
                start, start_is, about = free[0], "computed", free[1]
        return Placed(
            item, self._date, start, end, start_is, end_is, venue, to, about, _ends_about(when, end, about=about)
        )

    def _end(self, placed: Placed) -> Placed:
        when = placed.item.when
        end, end_is = self._ends(when, placed.start, placed.end_zone)
        return placed._replace(end=end, end_is=end_is, end_about=_ends_about(when, end, about=placed.start_about))

    def _ends(self, when: When, start: int | None, to: str) -> tuple[int | None, Certainty]:
        end: End = when.end
        if isinstance(end, Length):
            return (None, "open") if start is None else (start + end.minutes, _follows(when))
        if not isinstance(end, Clock):
            return None, "open"
        if end.day is not None:
            return self._wall(end.minute + end.day * DAY, to), "given"
        if start is None or end.minute >= DAY:
            return self._wall(end.minute, to), "given"
        following = self._next_time(end.minute, start, to)
        if following - start > DAY // 2 and not isinstance(when.start, Clock):
            return self._wall(end.minute, to), "given"  # "then, until 11:30" after noon is a mistake, not a night
        return following, "given"

    def _wall(self, minute: int, zone_name: str) -> int:
        known = self._midnights
        midnight = known.get(zone_name)
        if midnight is None and zone_name not in known:
            ordinal = self._date.toordinal()
            offset = _offsets(ordinal, zone_name)
            midnight = known[zone_name] = None if offset is None else (ordinal - _EPOCH) * DAY - offset
        if midnight is not None and 0 <= minute < 2 * DAY:
            return midnight + minute
        return wall_to_utc(self._date, minute, zone_name)

    def _next_time(self, minute: int, start: int, zone_name: str) -> int:
        """The next instant at or after `start` at which clocks of a zone show `minute`."""
        end = self._wall(minute, zone_name)
        if start <= end < start + DAY - 60:
            return end
        local = at(start, zone_name).date()
        for days in (-1, 0, 1, 2):
            for later in (False, True):
                end = wall_to_utc(local + timedelta(days=days), minute, zone_name, later=later)
                if end >= start:
                    return end
        raise AssertionError("a clock shows every time within two days")


def _start(placed: Placed) -> Edge | None:
    return None if placed.start is None else (placed.start, placed.start_about)


def _ends_about(when: When, end: int | None, *, about: bool) -> bool:
    """Whether an end is about right only: a length is, if it is or counts from what is; a clock time never."""
    return end is not None and isinstance(when.end, Length) and (about or when.end.about)


def _follows(when: When) -> Certainty:
    """A length from a given start is as good as a given end."""
    return "given" if isinstance(when.start, Clock) else "computed"


class Timeline:
    """All days of a trip, placed; the next timeline takes over the days that did not change."""

    def __init__(self, trip: Trip, earlier: Timeline | None = None) -> None:
        self.trip = trip
        ground = (trip.timezone, trip.venues, trip.people, trip.groups)
        same = earlier is not None and all(a is b or a == b for a, b in zip(ground, earlier._ground, strict=True))
        self._ground = ground
        self._setting = earlier._setting if earlier is not None and same else setting_of(trip)
        remembered = earlier._days if earlier is not None and same else {}
        self._days: dict[Day, tuple[tuple[Item, ...], tuple[Placed, ...]]] = {}
        for day, items in days_of(trip):
            known = remembered.get(day)
            if known is None or len(known[0]) != len(items) or not all(map(_is, known[0], items)):
                known = items, place_day(day, items, self._setting)
            self._days[day] = known

    @classmethod
    def remembered(cls, trip: Trip, placed: Mapping[str, Placed]) -> Timeline:
        """A timeline that is not solved: its items fall where they fell once."""
        made = cls.__new__(cls)
        made.trip = trip
        made._ground = (trip.timezone, trip.venues, trip.people, trip.groups)
        made._setting = setting_of(trip)
        made._days = {day: (items, tuple(placed[item.id] for item in items)) for day, items in days_of(trip)}
        return made

    @property
    def sharing(self) -> Sharing:
        """Who is with whom."""
        return self._setting.sharing

    def days(self) -> Iterator[tuple[Day, tuple[Placed, ...]]]:
        """The days in order, each with its placed items."""
        for day, (_, placed) in self._days.items():
            yield day, placed

    def of_day(self, day_id: str | None) -> tuple[Placed, ...]:
        """The placed items of one day; none for the pool."""
        return next((placed for day, (_, placed) in self._days.items() if day.id == day_id), ())

    def placed(self) -> dict[str, Placed]:
        """Every placed item under its id; the pool is not placed."""
        return {one.item.id: one for _, placed in self._days.values() for one in placed}


def _is(a: object, b: object) -> bool:
    return a is b


def setting_of(trip: Trip) -> Setting:
    """What placing needs to know of a trip."""
    return Setting(trip.timezone, venue_zones(trip.venues), Sharing(trip.people, trip.groups))


def venue_zones(venues: Iterable[Venue]) -> dict[str, str]:
    """The zones of the places that have one."""
    return {venue.key: venue.timezone for venue in venues if venue.timezone is not None}


def days_of(trip: Trip) -> Iterator[tuple[Day, tuple[Item, ...]]]:
    """The days in order, each with its items in order."""
    found: defaultdict[str | None, list[Item]] = defaultdict(list)
    for item in trip.items:
        found[item.day].append(item)
    for day in trip.days:
        yield day, tuple(found[day.id])


def pool_of(trip: Trip) -> tuple[Item, ...]:
    """The items that belong to no day yet."""
    return tuple(item for item in trip.items if item.day is None)
