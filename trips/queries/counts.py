"""How many are where: heads of each item, meals by diet without names, seats, and who sleeps there each night."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from trips.edits.assignments import place_of, places_of, room_of
from trips.grammar.choices import TRAVEL
from trips.grammar.when import Clock
from trips.i18n.text import fold
from trips.model.entities import Assignment, Item, Person, by_id, by_key
from trips.schedule.attendance import Attendance, in_person_programme
from trips.schedule.timeline import Placed, Timeline, at

_NO_DIET: Final = frozenset(
    ("", "none", "no", "nothing", "no diet", "n/a", "normal", "anything", "keine", "keines", "kein", "nein", "nichts",
     "ohne", "alles", "keine besonderheiten", "no requirements", "none known", "nicht bekannt")
)  # fmt: skip
"""What people write where somebody minds nothing, folded."""
_CHECK_OUT: Final = re.compile(r"\bcheck(?:ing)?[- ]?out\b|auschecken|zimmerrückgabe", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Share:
    """A place within an item, and who of those who go there is at it.

    Attributes:
        assignment: the place as it is noted.
        people: those with a name, in the order of the trip.
        nameless: how many of its groups have no name yet.
        hosts: who does not travel and was given a place there too: a mayor at her own table takes a seat.
    """

    assignment: Assignment
    people: tuple[Person, ...]
    nameless: int
    hosts: tuple[Person, ...] = ()

    @property
    def heads(self) -> int:
        """How many are there."""
        return len(self.people) + self.nameless + len(self.hosts)


@dataclass(frozen=True, slots=True)
class Spread:
    """How the heads of an item are spread over its places.

    Attributes:
        shares: its places, in their order.
        without: who goes there and has no place; in a stay, and no room on the whole trip either.
        nameless: how many have no place, and no name yet.
        twice: who was put at several places.
        absent: who has a place and does not go there.
    """

    shares: tuple[Share, ...]
    without: tuple[Person, ...]
    nameless: int
    twice: tuple[Person, ...]
    absent: tuple[Person, ...]

    @property
    def hosts(self) -> tuple[Person, ...]:
        """Who does not travel and has a place, each once."""
        return tuple(dict.fromkeys(person for share in self.shares for person in share.hosts))

    @property
    def seats(self) -> int | None:
        """For how many there is room at all places together; None if that is not known of one."""
        known = [share.assignment.seats for share in self.shares if share.assignment.seats is not None]
        return sum(known) if len(known) == len(self.shares) else None


@dataclass(frozen=True, slots=True)
class Count:
    """An item and how many go there.

    Attributes:
        placed: the item and where it falls.
        heads: how many, those without names yet counted too, and hosts who have a place.
        room: for how many there are seats or room; None if nobody said.
        diets: for meals, what is to be minded and for how many, the most first; no names.
        plain: for meals, how many said nothing of a diet.
        spread: who is at which of its places; None if it has none.
    """

    placed: Placed
    heads: int
    room: int | None
    diets: tuple[tuple[str, int], ...] = ()
    plain: int = 0
    spread: Spread | None = None

    @property
    def free(self) -> int | None:
        """How many more there is room for, below zero if it is too small; None if nobody said."""
        return None if self.room is None else self.room - self.heads


@dataclass(frozen=True, slots=True)
class Night:
    """A night that somebody spends in a stay of the programme.

    Attributes:
        evening: the date of its evening.
        sleepers: who has a stay and a name, in the order of the trip, and their room; "" if they have none yet.
        without: the delegates with a name who are on the trip at midnight and have no stay.
        nameless: how many of groups have a stay, and no name yet.
        nameless_without: how many of groups have neither.
    """

    evening: date
    sleepers: tuple[tuple[Person, str], ...]
    without: tuple[Person, ...]
    nameless: int = 0
    nameless_without: int = 0

    @property
    def heads(self) -> int:
        """How many are on the trip at midnight."""
        return self.staying + self.homeless

    @property
    def staying(self) -> int:
        """How many have a stay, with a name or without."""
        return len(self.sleepers) + self.nameless

    @property
    def homeless(self) -> int:
        """How many have none."""
        return len(self.without) + self.nameless_without

    @property
    def rooms(self) -> int:
        """How many different rooms those who stay were given; two people may share one."""
        return len({room.casefold() for _, room in self.sleepers if room})

    @property
    def roomless(self) -> tuple[Person, ...]:
        """Who stays, has a name and was given no room yet."""
        return tuple(person for person, room in self.sleepers if not room)


def spread(attendance: Attendance, item: Item) -> Spread:
    """Who is at which place of an item."""
    stay, people = item.kind == "stay", attendance.people
    known, going = by_key(people), attendance.who_goes(item)
    there = {person.key: place_of(item, person, known) for person in going}
    unnamed = attendance.nameless(item)
    named = {key for assignment in item.assignments for key in assignment.people}
    hosts = tuple(person for person in people if not person.delegate and person.key in named - there.keys())
    shares = tuple(
        Share(
            assignment,
            tuple(who for who in going if assignment.place == there[who.key] or who.key in assignment.people),
            sum(unnamed.pop(key, 0) for key in assignment.groups),
            tuple(who for who in hosts if who.key in assignment.people),
        )
        for assignment in item.assignments
    )
    return Spread(
        shares,
        without=tuple(person for person in going if there[person.key] is None and not (stay and person.private.room)),
        nameless=sum(unnamed.values()),
        twice=tuple(person for person in people if len(set(places_of(item, person))) > 1),
        absent=tuple(person for person in people if person.delegate and person.key in named - there.keys()),
    )


def item_counts(timeline: Timeline) -> tuple[Count, ...]:
    """How many go to each item of the days, in programme order, without tasks, ideas and what is cancelled."""
    trip, placed, items = timeline.trip, timeline.placed(), by_id(timeline.trip.items)
    venues, attendance = by_key(trip.venues), Attendance.of(trip, placed)
    found: list[Count] = []
    for one in placed.values():
        item, whole = one.item, items.get(one.item.part_of or "")
        off = any(some.status == "cancelled" for some in (item, whole) if some is not None)
        if off or item.kind == "task" or item.status == "idea":
            continue
        room = item.capacity
        venue = venues.get(item.venue or "")
        if room is None and venue is not None and item.kind not in TRAVEL and item.room in ("", venue.room):
            room = venue.capacity
        shares = spread(attendance, item) if item.assignments else None
        if item.capacity is None and shares is not None and shares.seats is not None:
            room = shares.seats
        hosts = shares.hosts if shares is not None else ()
        heads = attendance.heads(item) + len(hosts)
        diets: tuple[tuple[str, int], ...] = ()
        if item.kind == "meal":
            diets = _diets((*attendance.who_goes(item), *hosts))
        plain = heads - sum(n for _, n in diets) if item.kind == "meal" else 0
        found.append(Count(one, heads, room, diets, plain, shares))
    return tuple(found)


def _diets(people: tuple[Person, ...]) -> tuple[tuple[str, int], ...]:
    """Diets by how many have them; the same word in other letters is the same, "none" is none."""
    said = [diet for person in people if (diet := person.private.diet) and fold(diet).strip(" .-–/") not in _NO_DIET]
    many = Counter(text.casefold() for text in said)
    spelt = {text.casefold(): text for text in reversed(said)}
    return tuple((spelt[key], n) for key, n in many.most_common())


def nights(timeline: Timeline) -> tuple[Night, ...]:
    """The nights of the trip in which somebody has a stay, in order.

    A stay without an end goes on to the check-out of the same people or to their next stay; if there is neither it is
    that of its own day. Who has no name yet is counted by what their group expects.
    """
    attendance = Attendance.of(timeline.trip, timeline.placed())
    tonight = stays_by_evening(timeline)
    return tuple(_night(evening, stays, attendance) for evening, stays in tonight.items() if stays)


def stays_by_evening(timeline: Timeline) -> dict[date, tuple[Item, ...]]:
    """Where people sleep in the night after each day of the trip."""
    takes_place = (one for one in timeline.placed().values() if one.item.status not in ("cancelled", "idea"))
    stays = [one for one in takes_place if one.item.kind == "stay"]
    covered = [(placed.item, _evenings(placed, stays[n + 1 :], timeline)) for n, placed in enumerate(stays)]
    return {day.date: tuple(item for item, evenings in covered if day.date in evenings) for day in timeline.trip.days}


def _night(evening: date, stays: Sequence[Item], attendance: Attendance) -> Night:
    people = by_key(attendance.people)
    asleep: dict[str, str] = {}
    for stay in stays:
        for who in attendance.people:
            here = _there(who, evening) and in_person_programme(stay, None, who)
            if here if who.delegate else who.key in stay.people:
                asleep[who.key] = asleep.get(who.key) or room_of(stay, who, people)
    unnamed = attendance.unnamed
    housed = {key for stay in stays for key in attendance.nameless(stay)}
    return Night(
        evening,
        tuple((who, asleep[who.key]) for who in attendance.people if who.key in asleep),
        tuple(who for who in attendance.people if who.delegate and _there(who, evening) and who.key not in asleep),
        sum(n for key, n in unnamed.items() if key in housed),
        sum(n for key, n in unnamed.items() if key not in housed),
    )


def is_check_out(item: Item) -> bool:
    """Whether a stay only tells when a hotel is left: it says so, or it has an end and no beginning."""
    only_ends = item.when.start is None and isinstance(item.when.end, Clock) and item.when.end.day is None
    return item.kind == "stay" and (only_ends or _CHECK_OUT.search(item.title) is not None)


def _evenings(placed: Placed, later: Sequence[Placed], timeline: Timeline) -> Container[date]:
    """The evenings after which somebody sleeps there."""
    if is_check_out(placed.item):
        return ()
    zone_name = timeline.trip.timezone
    first = placed.date if placed.start is None else min(placed.date, at(placed.start, zone_name).date())
    if placed.end is not None:
        last = at(placed.end, zone_name).date() - timedelta(days=1)
    else:
        ends = (stay for stay in later if stay.date > placed.date and timeline.sharing.share(placed.item, stay.item))
        following = next(ends, None)
        last = placed.date if following is None else following.date - timedelta(days=1)
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


def _there(person: Person, evening: date) -> bool:
    midnight = datetime.combine(evening, datetime.min.time()) + timedelta(days=1)
    comes, goes = person.present.start, person.present.end
    return (comes is None or comes < midnight) and (goes is None or goes > midnight)
