"""Events put into a trip: new ones become items, known ones bring their items up to date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from trips.edits.items import in_programme_order
from trips.grammar.choices import TRAVEL, Kind, Status
from trips.grammar.journeys import is_journey, leads_to, service_in
from trips.grammar.kinds import kind_of
from trips.grammar.when import DAY, Clock, Length, Part, When
from trips.i18n.language import Message, words
from trips.importers.calendar.events import Event, instant, item_id
from trips.importers.calendar.round_trip import ReadBack, about_a_reader, own_kind, read_back, travel_fields
from trips.importers.calendar.times import Told, day_of, falls_as, on_the_evening, time_of
from trips.importers.result import NAMELESS, Skipped
from trips.model.doors import RefusedError, checked
from trips.model.entities import Day, Item, Source, by_id, changed
from trips.model.field_text import refusal
from trips.model.fields import rules
from trips.model.trip import Trip
from trips.model.values import LONGEST_TEXT
from trips.names.import_index import Directory
from trips.schedule.timeline import Placed, Timeline

_LONGEST_TITLE: Final = 500
_STATUS: Final[dict[str, Status]] = {"CONFIRMED": "confirmed", "TENTATIVE": "tentative", "CANCELLED": "cancelled"}
_OPEN: Final[frozenset[Status]] = frozenset(("idea", "requested", "tentative"))
"""What a calendar file can only call TENTATIVE."""


def _kind_of(title: str) -> Kind:
    """The kind that a title says; what names a flight or train by its number is a journey."""
    kind = kind_of(title)
    return "transfer" if kind == "other" and is_journey(title) else kind


class Filled(NamedTuple):
    """A trip with events as its items, and how many were left out because the trip has a newer state of them."""

    trip: Trip
    older: int


def filled(trip: Trip, events: Sequence[Event], told: list[Skipped], *, older: bool = False) -> Filled:
    """The trip with the events as its items.

    Args:
        trip: the trip.
        events: the events, each once.
        told: gets a sentence for each that is not taken, or not whole.
        older: whether an event also counts of which the trip has a newer state.

    Raises:
        UserError: what came out is no trip.
    """
    filling = _Filling(trip, told, older=older)
    for event in events:
        filling.take(event)
    try:
        return Filled(filling.trip(), filling.older)
    except RefusedError as error:
        raise refusal(error, rules("Item")) from None


class _Filling:
    def __init__(self, trip: Trip, told: list[Skipped], *, older: bool) -> None:
        self.older = 0
        self._take_older = older
        self._trip = trip
        self._told = told
        self._names = Directory(trip)
        self._days: dict[object, Day] = {day.date: day for day in trip.days}
        self._known = by_id(trip.items)
        self._wholes = {item.part_of for item in trip.items if item.part_of}
        self._placed: dict[str, Placed] = Timeline(trip).placed() if trip.items else {}
        self._new: dict[str, tuple[int, Item]] = {}
        """Items that are new or have another time, each with the minute it starts at on its day."""
        self._states: dict[str, Source] = {}
        """The state in which an item was taken in now."""

    def take(self, event: Event) -> None:
        """Take in one event."""
        if event.own_trip and (why := about_a_reader(event)) is not None:
            self._tell(event, why)
            return
        if event.called_off:
            self._call_off(event)
            return
        said = read_back(event) if event.own_trip else ReadBack(event.title, note=event.note)
        known = self._known.get(event.id)
        try:
            if known is None:
                self._add(event, said)
            elif self._is_older(known, event):
                self._leave_older(known, event, said)
            else:
                self._update(known, event, said)
                self._states[known.id] = event.state
        except RefusedError as error:
            self._tell(event, refusal(error, rules("Item")).message)

    def _is_older(self, item: Item, event: Event) -> bool:
        return not self._take_older and item.source is not None and event.state.is_older(item.source)

    def _leave_older(self, item: Item, event: Event, said: ReadBack) -> None:
        """Keep an item as it is, and say so if the event would have changed it."""
        told = len(self._told)
        self._update(item, event, said)
        if self._known.get(item.id) is item:
            return
        self._new.pop(item.id, None)
        self._known[item.id] = item
        del self._told[told:]
        self._tell_older(event)

    def _tell_older(self, event: Event) -> None:
        self.older += 1
        self._tell(event, Message("It is older than what was imported before, and was left out."))

    def _call_off(self, event: Event) -> None:
        """Cancel what a message of invitations cancels; all of a series if it names no occurrence."""
        known = self._known.get(event.id)
        items = [known] if known is not None else [] if event.recurrence else self._occurrences(event.uid)
        if not items:
            self._tell(event, Message("It is called off, and the trip does not have it."))
        for item in items:
            if self._is_older(item, event):
                if item.status != "cancelled":
                    self._tell_older(event)
                continue
            self._known[item.id] = _changed(item, {"status": "cancelled"})
            self._states[item.id] = event.state

    def _occurrences(self, uid: str) -> list[Item]:
        """The items that came from a repeating event, as far as they are where it had them."""
        found: list[Item] = []
        for item in self._trip.items:
            placed = self._placed.get(item.id)
            if item.source is None or placed is None:
                continue
            starts = placed.starts
            moments = [placed.date, *((starts, starts.replace(tzinfo=None)) if starts else ())]
            if item.id in {item_id(uid, instant(moment)) for moment in moments}:
                found.append(self._known[item.id])
        return found

    # New items

    def _add(self, event: Event, said: ReadBack) -> None:
        if event.own_trip == self._trip.id and event.status == "CANCELLED" and self._known:
            self._tell(event, Message("It was removed from the trip; the file only takes it off people's calendars."))
            return
        kind = (own_kind(event.category) if event.own_trip else None) or _kind_of(said.title)
        day_zone = self._day_zone(event)
        venue = self._venue(event, day_zone)
        zone = (self._names.venues[venue].timezone if venue else None) or day_zone
        travel = self._travel(said, event.end_zone_name if event.end_zone_name != zone else None)
        if kind in TRAVEL and not event.own_trip:
            travel |= self._journey(event, said.title, zone)
        to = self._names.venues[travel["to"]].timezone if "to" in travel else None
        time = self._on_a_day(time_of(event, zone, to or zone))
        day = self._days.get(time.date)
        if day is None:
            date = time.date.isoformat()
            self._tell(
                event,
                Message("It begins on {date}, which is none of the trip's days; add it and import again.", date=date),
            )
            return
        title, note = self._texts(event, said, said.parts)
        hosts, people = self._contacts(event)
        status: Status = said.status or _STATUS.get(event.status, "tentative")
        item = checked(
            Item, id=event.id, title=title, kind=kind, day=day.id, when=self._soft(time.when, said, kind), venue=venue,
            hosts=(*hosts, *self._names.spoken("hosts", said.hosts)),
            speakers=self._names.spoken("speakers", said.speakers),
            people=(*people, *self._names.spoken("people", said.people)),
            groups=self._names.group_keys(said.groups), status="cancelled" if event.status == "CANCELLED" else status,
            audience="staff" if event.private or kind == "task" else "participants", note=note,
            staff_note=said.staff_note[:LONGEST_TEXT], url=event.url, meet=said.meet, source=_noted(event.state),
            **travel,
        )  # fmt: skip
        self._whole(event, time)
        self._put(item)

    @staticmethod
    def _soft(when: When, said: ReadBack, kind: Kind) -> When:
        """The time as our own file says it in words, where it does."""
        if said.when is not None and not isinstance(when.start, Clock):
            if kind == "stay" and isinstance(when.start, Part):
                days = when.end if isinstance(when.end, Length) else Length(DAY)
                if said.check_out and days.minutes > DAY:
                    days = replace(days, minutes=days.minutes - DAY)
                start = replace(said.when.start, said="from") if isinstance(said.when.start, Clock) else None
                return When(start, replace(days, about=True))
            return said.when
        if isinstance(when.start, Clock) and (said.about or said.open_end):
            start = replace(when.start, said="about") if said.about else when.start
            return When(start, None if said.open_end else when.end)
        return when

    def _travel(self, said: ReadBack, timezone: str | None) -> dict[str, Any]:
        """The fields of a journey; a new place that it goes to has the zone in which its end is told."""
        fields: dict[str, Any] = dict(travel_fields(said.travel))
        if to := fields.pop("to", ""):
            fields["to"] = self._names.place(to, None, timezone)
        return fields

    def _journey(self, event: Event, title: str, zone: str) -> dict[str, Any]:
        """What the title of a journey says: its number, and where it leads if its end is told on other clocks."""
        fields: dict[str, Any] = {"service": service} if (service := service_in(title)) else {}
        if event.end_zone_name is not None and event.end_zone_name != zone:
            town = event.end_zone_name.rpartition("/")[2].replace("_", " ")
            fields["to"] = self._names.place(leads_to(title) or town, None, event.end_zone_name)
        return fields

    def _contacts(self, event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
        hosts = (self._names.contact(*event.host),) if event.host else ()
        people = dict.fromkeys(self._names.contact(*person) for person in event.people)
        return hosts, tuple(key for key in people if key not in hosts)

    # Known items

    def _update(self, item: Item, event: Event, said: ReadBack) -> None:
        fields: dict[str, object] = {}
        title, note = self._texts(event, said, "" if item.id in self._wholes else said.parts)
        if event.title:
            fields["title"] = title
        if event.location and not self._names.says(item, event.location):
            fields |= {"venue": self._venue(event, self._day_zone(event)), "room": ""}
        if note and not (event.own_trip and item.note and item.note in event.note):
            fields["note"] = note
        if event.url:
            fields["url"] = event.url
        status = said.status or _STATUS.get(event.status)
        if event.status == "CANCELLED":
            status = "cancelled"
        vague = event.status == "TENTATIVE" and item.status in _OPEN and said.status is None
        asked_again = event.own_trip and item.status == "confirmed" and status in _OPEN
        if status is not None and not vague and not asked_again:
            fields["status"] = status
        placed = self._placed.get(item.id)
        if placed is None or not falls_as(event, placed, open_end=said.open_end):
            self._move(item, event, said, fields)
            return
        new = _changed(item, fields)
        if new is not item:
            self._known[item.id] = new

    def _move(self, item: Item, event: Event, said: ReadBack, fields: dict[str, object]) -> None:
        """Give a known item another time; a part that leaves its day leaves its whole."""
        venue = fields.get("venue", item.venue)
        day_zone = self._day_zone(event)
        here = (self._names.venues[str(venue)].timezone if venue else None) or day_zone
        to = self._names.venues[item.to].timezone if item.to else None
        time = self._on_a_day(time_of(event, here, to or here))
        day = self._days.get(time.date)
        self._whole(event, time)
        if day is None:
            date = time.date.isoformat()
            self._tell(
                event,
                Message("It is on {date} now, none of the trip's days, and so no longer scheduled.", date=date),
            )
        when = self._soft(time.when, said, item.kind)
        stays = day is not None and day.id == item.day
        fields |= {"day": day.id if day else None, "when": when, "part_of": item.part_of if stays else None}
        new = _changed(item, fields)
        if stays and (item.part_of is not None or new.when == item.when):
            self._known[item.id] = new
        else:
            self._put(new)

    # Both

    def _day_zone(self, event: Event) -> str:
        """The zone of the day on which an event begins, as far as the day has one of its own."""
        day = self._days.get(day_of(event, self._trip.timezone))
        return (day.timezone if day else None) or self._trip.timezone

    def _venue(self, event: Event, day_zone: str) -> str | None:
        if not event.location:
            return None
        own_zone = event.zone_name if event.zone_name != day_zone else None
        if len(event.location) > _LONGEST_TITLE:
            self._tell(event, Message("Its place is longer than {n} characters; the rest was cut off.", n=500))
        return self._names.place(event.location, event.geo, own_zone)

    def _on_a_day(self, time: Told) -> Told:
        if time.date in self._days:
            return time
        before = on_the_evening(time)
        return before if before is not None and before.date in self._days else time

    def _texts(self, event: Event, said: ReadBack, parts: str = "") -> tuple[str, str]:
        """Title and note, as long as the model takes them; what is too long for a title goes on in the note."""
        title = said.title or words(self._trip.language)(NAMELESS)
        note = "\n\n".join(one for one in (said.note, parts) if one)
        if len(title) > _LONGEST_TITLE:
            title, note = title[:_LONGEST_TITLE].strip(), "\n".join(one for one in (title, note) if one)
            self._tell(event, Message("Its title is longer than {n} characters; the note has all of it.", n=500))
        if len(note) > LONGEST_TEXT:
            note = note[:LONGEST_TEXT]
            self._tell(
                event, Message("Its description is longer than {n} characters; the rest was cut off.", n=LONGEST_TEXT)
            )
        return title, note

    def _whole(self, event: Event, time: Told) -> None:
        if time.cut:
            self._tell(event, Message("It lasts longer than a year; only its beginning was taken."))
        if event.backwards:
            self._tell(event, Message("Its end is before its beginning; only its beginning was taken."))

    def _put(self, item: Item) -> None:
        start = item.when.start
        self._known.pop(item.id, None)
        self._new[item.id] = (start.minute if isinstance(start, Clock) else -1, item)

    def _tell(self, event: Event, why: Message) -> None:
        self._told.append(Skipped(event.line, event.title[:200], why))

    def trip(self) -> Trip:
        """The trip as it has become."""
        if not self._new and all(self._known.get(item.id) is item for item in self._trip.items):
            return self._trip
        staying = [self._stated(self._known[item.id]) for item in self._trip.items if item.id in self._known]
        self._new = {id_: (minute, self._stated(item)) for id_, (minute, item) in self._new.items()}
        names = self._names
        items = in_programme_order(self._woven(staying), self._trip.days)
        used = {key for item in items for key in (item.venue, item.to)} | {venue.key for venue in self._trip.venues}
        return changed(
            self._trip,
            venues=tuple(venue for key, venue in names.venues.items() if key in used),
            people=tuple(names.people.values()),
            organisations=tuple(names.organisations.values()),
            groups=tuple(names.groups.values()),
            items=items,
        )

    def _stated(self, item: Item) -> Item:
        """An item with the state that it has now; where a file changes nothing at all, that does not count either."""
        state = self._states.get(item.id)
        return item if state is None else _changed(item, {"source": _noted(state) or item.source})

    def _woven(self, staying: Iterable[Item]) -> list[Item]:
        """The items that stay, and each new one before the first of its day that starts later."""
        new: dict[str | None, list[tuple[int, Item]]] = {}
        for minute, item in sorted(self._new.values(), key=lambda one: one[0]):
            new.setdefault(item.day, []).append((minute, item))
        found: list[Item] = []
        for item in staying:
            start = item.when.start
            waiting = new.get(item.day)
            if waiting and item.part_of is None and isinstance(start, Clock):
                while waiting and waiting[0][0] < start.minute:
                    found.append(waiting.pop(0)[1])
            found.append(item)
        return [*found, *(item for waiting in new.values() for _, item in waiting)]


def _noted(state: Source) -> Source | None:
    """What an item keeps of the state it was taken in; nothing where the file says none."""
    return state if state.sequence or state.stamp is not None else None


def _changed(item: Item, fields: dict[str, object]) -> Item:
    """The item with the fields that differ; itself if none does."""
    different = {name: value for name, value in fields.items() if getattr(item, name) != value}
    return changed(item, **different) if different else item
