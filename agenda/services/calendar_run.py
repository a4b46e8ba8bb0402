"""Calendars put on a calendar server: only what changed, and never over what somebody has edited there.

How an edit is known: the server has a name for each state of an event (ETag). Is it another one than when we put ours
there, the event is fetched: if it shows what we put, a program has only noted something of its own (Thunderbird: that
an alarm was read), and it is still ours; if it shows anything else, somebody has edited it. It is named and left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from exports.audience import PUBLIC
from trips.i18n.text import slug
from trips.importers.calendar.shown import shown
from trips.store.served import Served

if TYPE_CHECKING:
    from agenda.services.calendar_server import CalendarServer
    from exports.kit.publication import Publication, ServedCalendar
    from exports.snapshot import Snapshot
    from trips.store import Store

What = Literal["same", "ours", "new", "changed", "remove", "edited", "taken out"]
"""What is to be done with an event.

Nothing; nothing but note what the server calls it now; put it there, or a newer state of it; remove it; leave what
somebody has edited or taken out.
"""

LEFT: Final[tuple[What, ...]] = ("edited", "taken out")


class EventPlan(NamedTuple):
    """What is to be done with an event.

    Attributes:
        name: how it is called in its calendar on the server.
        title: what it is.
        what: what is to be done.
        etag: the state in which it lies there; None if it does not.
        data: its bytes; empty for what is removed.
        state: what is noted of it.
    """

    name: str
    title: str
    what: What
    etag: str | None
    data: bytes = b""
    state: Served | None = None


@dataclass(frozen=True, slots=True)
class CalendarPlan:
    """What is to be done with a calendar.

    Attributes:
        path: where it lies on the server.
        reader: whose it is; "" for one that nobody has any more, which is removed.
        title: how it is called.
        is_new: whether it has to be made.
        events: its events.
    """

    path: str
    reader: str
    title: str
    is_new: bool
    events: tuple[EventPlan, ...] = field(repr=False)

    def count(self, *whats: What) -> int:
        """How many of its events have something done to them."""
        return sum(event.what in whats for event in self.events)

    @property
    def left(self) -> tuple[EventPlan, ...]:
        """What somebody has edited or taken out there, and is left so."""
        return tuple(event for event in self.events if event.what in LEFT)


class ServerStep(NamedTuple):
    """One calendar more: what was done in it, as it came out, and how many are done of how many."""

    plan: CalendarPlan
    done: int
    of: int


class Calendars(NamedTuple):
    """The calendars that a trip has on a server, and the names of those that nobody has any more."""

    wanted: list[ServedCalendar]
    old: list[str]


def calendars_of(
    store: Store, publication: Publication, snapshot: Snapshot, only: Collection[str] = (), *, dry_run: bool = False
) -> Calendars:
    """The calendars of a version: those who have a published page have one, under the same name.

    Args:
        store: where the trip lies.
        publication: the pages and calendars of the version.
        snapshot: the version.
        only: the names of the readers who are meant; none for all of them.
        dry_run: whether nobody gets a name who has none yet.
    """
    trip_id = snapshot.trip.id
    everybody = f"agenda-{trip_id}"
    readers = [one for one in publication.readers() if not only or one in only]
    if dry_run:
        names = {reader: slug(reader) for reader in readers}
        names |= {feed.reader: feed.name for feed in store.handouts.feeds(trip_id) if not feed.revoked}
    else:
        names = store.handouts.names(trip_id, readers)
    names = {PUBLIC.name: everybody, **names}
    wanted = list(publication.calendars({one: name for one, name in names.items() if not only or one in only}))
    known = {feed.name for feed in store.handouts.feeds(trip_id)} | {everybody}
    return Calendars(wanted, [] if only else sorted(known - {one.name for one in wanted}))


class CalendarRun:
    """Brings the calendars of a trip on a server up to date.

    Args:
        store: where the trip lies.
        trip_id: the trip.
        server: the server.
        replace: whether what somebody has edited there is replaced.
    """

    def __init__(self, store: Store, trip_id: str, server: CalendarServer, *, replace: bool = False) -> None:
        self._store = store
        self._trip_id = trip_id
        self._server = server
        self._replace = replace

    def plans(self, calendars: Calendars) -> Iterator[CalendarPlan]:
        """What is to be done; nothing is changed, here or there."""
        home = self._server.home()
        there = self._server.calendars(home)
        for one in calendars.wanted:
            yield self._plan(f"{home}{one.name}/", one, is_new=one.name not in there)
        for name in calendars.old:
            if name in there:
                path = f"{home}{name}/"
                gone = tuple(self._goes(path, self._server.etags(path)))
                yield CalendarPlan(path, "", there[name], is_new=False, events=gone)

    def steps(self, plans: Sequence[CalendarPlan], number: int) -> Iterator[ServerStep]:
        """Carry plans out, calendar by calendar; stop asking to stop: the next run goes on from there.

        The ledger notes who has the version, once all of it is in their calendar.

        Raises:
            UserError: the server refuses, or is gone; what was put there is noted.
        """
        for place, plan in enumerate(plans, 1):
            if plan.is_new:
                self._server.make(plan.path, plan.title)
            done = tuple(self._carried_out(plan.path, event) for event in plan.events)
            came = CalendarPlan(plan.path, plan.reader, plan.title, plan.is_new, done)
            if plan.reader and not came.left:
                self._store.handouts.give(self._trip_id, (plan.reader,), number, "publish")
            if not plan.reader and not self._server.etags(plan.path):
                self._server.remove(plan.path)
            yield ServerStep(came, place, len(plans))

    def _plan(self, path: str, calendar: ServedCalendar, *, is_new: bool) -> CalendarPlan:
        there = {} if is_new else self._server.etags(path)
        puts = {} if is_new else self._noted(path)
        events: list[EventPlan] = []
        for key, data in calendar.events().items():
            name = f"{key}.ics"
            told = shown(data)
            ours = Served(hashlib.sha256(data).hexdigest(), told.digest)
            etag, what = there.get(name), self._judged(path, name, ours, there.get(name), puts.get(name, []))
            events.append(EventPlan(name, told.title, what, etag, data, ours))
        events += self._goes(path, there.keys() - {event.name for event in events})
        return CalendarPlan(path, calendar.reader, calendar.title, is_new, tuple(events))

    def _judged(self, path: str, name: str, ours: Served, etag: str | None, puts: Sequence[Served]) -> What:
        """What is to be done with an event that a reader has."""
        if etag is None:
            arrived = any(put.etag for put in puts)
            return "taken out" if arrived and not self._replace else "new"
        known = next((put for put in puts if put.etag == etag), None)
        if known is not None:
            return "same" if known.digest == ours.digest else "changed"
        found = self._server.look(f"{path}{name}")
        if found is None:
            return "new"
        seen = shown(found[1]).digest
        if seen == ours.shown and any(put.digest == ours.digest for put in puts):
            return "ours"
        mine = seen == ours.shown or any(put.shown == seen for put in puts)
        return "changed" if mine or self._replace else "edited"

    def _goes(self, path: str, names: Iterable[str]) -> Iterator[EventPlan]:
        """What we put into a calendar, of some that lie there and nobody has any more; what others put there stays."""
        noted = self._noted(path)
        for name in sorted(noted.keys() & set(names)):
            found = self._server.look(f"{path}{name}")
            if found is None:
                continue
            etag, data = found
            title, seen = shown(data)
            mine = self._replace or any(put.shown == seen for put in noted[name])
            yield EventPlan(name, title, "remove" if mine else "edited", etag)

    def _noted(self, path: str) -> dict[str, list[Served]]:
        return self._store.served.of(self._trip_id, self._server.address_of(path))

    def _carried_out(self, path: str, event: EventPlan) -> EventPlan:
        """Do what is planned; what somebody has edited since the plan was made is left too."""
        place, noted, calendar = f"{path}{event.name}", self._store.served, self._server.address_of(path)
        if event.what == "remove" and event.etag is not None:
            if not self._server.remove(place, event.etag):
                return event._replace(what="edited")
            noted.gone(self._trip_id, calendar, event.name)
        if event.what not in ("new", "changed", "ours") or event.state is None:
            return event
        etag = event.etag
        if event.what != "ours":
            noted.going(self._trip_id, calendar, event.name, event.state)
            etag = self._server.put(place, event.data, event.etag)
        if not etag:  # somebody was faster, a lost answer was the first one, or the server wants to be asked
            found = self._server.look(place)
            if found is None or shown(found[1]).digest != event.state.shown:
                return event._replace(what="edited")
            etag = found[0]
        noted.arrived(self._trip_id, calendar, event.name, event.state._replace(etag=etag))
        return event
