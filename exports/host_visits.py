"""What a host wants to know of each of their items beyond its line: who comes, and how they arrive and leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from exports.audience import Audience
from exports.snapshot import Snapshot
from trips.grammar.choices import TRAVEL
from trips.i18n.dates import format_clock
from trips.i18n.language import Translator
from trips.i18n.text import fold
from trips.model.entities import Item, by_key
from trips.model.field_text import write_meet
from trips.queries.counts import Share, spread
from trips.queries.readers import open_to
from trips.queries.travel_time import mode_told
from trips.schedule.timeline import Placed

_NEAR: Final = timedelta(hours=2)
"""A journey is that to or from an item if no more than this lies between them."""
_LATE: Final = timedelta(minutes=15)
"""So much may a journey reach into the item."""


@dataclass(frozen=True, slots=True)
class Visit:
    """An item at a host.

    Attributes:
        placed: the item and where it falls.
        guests: the keys of those with a name who come, without the host's own people.
        nameless: how many more come of each group that have no name yet, under the groups' keys.
        arrivals, departures: the journeys that bring the guests and take them away.
        shared: whether they are the guests of several host families together, as nobody noted who is with whom.
    """

    placed: Placed
    guests: frozenset[str]
    nameless: Mapping[str, int]
    arrivals: tuple[Placed, ...] = ()
    departures: tuple[Placed, ...] = ()
    shared: bool = False

    @property
    def heads(self) -> int:
        """How many come."""
        return len(self.guests) + sum(self.nameless.values())


def visits(snapshot: Snapshot, audience: Audience, items: Iterable[Item]) -> dict[str, Visit]:
    """Who comes to a host's items, under the items' ids; parts of what they host have the guests of their whole."""
    items = tuple(items)
    ids = {item.id for item in items}
    placed = snapshot.timeline.placed()
    own = frozenset(person.key for person in snapshot.trip.people if audience.key in (person.key, person.organisation))
    hosted = sorted((placed[item.id] for item in items if item.part_of not in ids and item.id in placed), key=_begins)
    arrivals: dict[str, list[Placed]] = {one.item.id: [] for one in hosted}
    departures: dict[str, list[Placed]] = {one.item.id: [] for one in hosted}
    for journey in _journeys(snapshot):
        met = [one for one in hosted if snapshot.timeline.sharing.share(journey.item, one.item)]
        if to := next((one for one in met if _brings(journey, one)), None):
            arrivals[to.item.id].append(journey)
        if of := next((one for one in reversed(met) if _takes_away(journey, one)), None):
            departures[of.item.id].append(journey)
    return {
        one.item.id: Visit(
            one,
            *_guests(snapshot, audience, one.item, own),
            tuple(arrivals[one.item.id]),
            tuple(departures[one.item.id]),
            shared=_is_shared(snapshot, audience, one.item),
        )
        for one in hosted
    }


def _guests(
    snapshot: Snapshot, audience: Audience, item: Item, own: frozenset[str]
) -> tuple[frozenset[str], dict[str, int]]:
    """Who comes, and how many more of each group; of a stay with host families those with this one, if it is noted."""
    attendance = snapshot.attendance
    share = _share(snapshot, audience, item)
    if share is None:
        going, unnamed, groups = attendance.who_goes(item), attendance.nameless(item), None
    else:
        going, unnamed, groups = share.people, attendance.nameless(item), share.assignment.groups
    nameless = {key: n for key, n in unnamed.items() if n and (groups is None or key in groups)}
    return frozenset(person.key for person in going) - own, nameless


def _is_shared(snapshot: Snapshot, audience: Audience, item: Item) -> bool:
    return item.kind == "stay" and len(item.hosts) > 1 and _share(snapshot, audience, item) is None


def _share(snapshot: Snapshot, audience: Audience, item: Item) -> Share | None:
    """Of a stay with several hosts the place that bears this one's name, or at which they are."""
    if item.kind != "stay" or len(item.hosts) < 2:
        return None
    name = fold(snapshot.name_of(audience))
    for share in spread(snapshot.attendance, item).shares:
        if fold(share.assignment.place) == name or audience.key in share.assignment.people:
            return share
    return None


def told_heads(visit: Visit, t: Translator, named: int | None = None) -> str:
    """How many come, and how many of them the list names.

    Args:
        visit: the item.
        t: the words.
        named: how many are named; None if nobody is.
    """
    told = told_number(visit.heads, visit.heads if named is None else named, t)
    return t("{people}, with all host families together", people=told) if told and visit.shared else told


def told_number(heads: int, named: int, t: Translator) -> str:
    """How many people, and how many of them by name if not all are; "" for nobody."""
    told = t.plural("{n} person", "{n} people", heads) if heads else ""
    return told if named == heads or not heads else t("{people}, {n} of them by name", people=told, n=named)


def _begins(placed: Placed) -> tuple[object, ...]:
    return (placed.date, placed.start is None, placed.start or 0)


def _journeys(snapshot: Snapshot) -> Iterator[Placed]:
    """The journeys that participants are told of."""
    for placed in snapshot.timeline.placed().values():
        item = placed.item
        if item.kind in TRAVEL and item.status != "cancelled" and open_to("participants", item, None):
            yield placed


def _brings(journey: Placed, visit: Placed) -> bool:
    if journey.item.to is None or journey.item.to != visit.item.venue or journey.ends is None or visit.starts is None:
        return False
    return -_LATE <= visit.starts - journey.ends <= _NEAR


def _takes_away(journey: Placed, visit: Placed) -> bool:
    if journey.item.venue is None or journey.item.venue != visit.item.venue:
        return False
    return journey.starts is not None and visit.ends is not None and -_LATE <= journey.starts - visit.ends <= _NEAR


def told_arrivals(snapshot: Snapshot, visit: Visit, t: Translator) -> str:
    """When the guests arrive, how, and of which group they are."""
    return "; ".join(_told(snapshot, one, visit, t, arrives=True) for one in visit.arrivals)


def told_departures(snapshot: Snapshot, visit: Visit, t: Translator) -> str:
    """When the guests leave, how, and where they gather for it."""
    return "; ".join(_told(snapshot, one, visit, t, arrives=False) for one in visit.departures)


def _told(snapshot: Snapshot, journey: Placed, visit: Visit, t: Translator, *, arrives: bool) -> str:
    item = journey.item
    moment = journey.ends if arrives else journey.starts
    about = journey.start_about or (arrives and journey.end_about)
    clock = t("about {clock}", clock=format_clock(moment)) if about else format_clock(moment)
    known = by_key(snapshot.trip.groups)
    groups = item.groups if set(item.groups) != set(visit.placed.item.groups) else ()
    meet = t("meeting point {meet}", meet=write_meet(item.meet)) if item.meet and not arrives else ""
    beside = (mode_told(item, t), *(known[key].name for key in groups), meet)
    said = ", ".join(part for part in beside if part)
    return f"{clock} ({said})" if said else clock
