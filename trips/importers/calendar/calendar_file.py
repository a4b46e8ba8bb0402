"""A calendar file read whole, and taken into a trip."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Final

from trips.edits.days import MOST_DAYS
from trips.grammar.when import FIRST_YEAR, LAST_YEAR
from trips.i18n.language import N_, Language, Message, UserError
from trips.i18n.os_errors import reason
from trips.importers.calendar.content_lines import LARGEST, Block, Parts, decoded, parts_of
from trips.importers.calendar.events import Event, Sketch, item_id, read_event, sketch, title_of
from trips.importers.calendar.series import no_date, occurrences
from trips.importers.calendar.times import day_before, day_of, within_years
from trips.importers.calendar.to_trip import filled
from trips.importers.calendar.window import has_no_end, window_of
from trips.importers.calendar.zones import Zones, known_name
from trips.importers.cleaning import one_line
from trips.importers.door import door
from trips.importers.private_texts import set_apart
from trips.importers.result import Skipped, Taken, shortened
from trips.model.doors import checked
from trips.model.entities import Day, new_id
from trips.model.trip import Trip

MOST_EVENTS: Final = 10_000
"""Events of one file that become items; a trip with more is none."""

MOST_SERIES: Final = 1_000
"""Repeating events that are expanded; each takes about a thousandth of a second, or more."""

_DAY: Final = timedelta(days=1)
_COPY: Final = re.compile(r"\s*\(\d+\)$")


def read_calendar_file(path: Path, office_zone: str = "Europe/Berlin") -> Calendar:
    """Read a calendar file from disk.

    Raises:
        UserError: it cannot be opened, or holds no events.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UserError("{path} cannot be read ({why}).", path=path.name, why=reason(error)) from None
    return read_calendar(data, path.name, office_zone)


def read_calendar(data: bytes, name: str = "calendar.ics", office_zone: str = "Europe/Berlin") -> Calendar:
    """Read a calendar file.

    Args:
        data: what stands in it.
        name: what it is called.
        office_zone: the zone for times that belong to none, and for what no zone of the file decides.

    Raises:
        UserError: it holds no events.
    """
    if data.startswith(b"PK"):
        raise UserError("{path} is an archive; unpack it and import the files in it.", path=name)
    with door(name):
        parts = parts_of(decoded(data, name))
    if not parts.events:
        raise _nothing(parts, name)
    calendar = Calendar(name, parts, office_zone)
    answers = [_ANSWERS.get(calendar.method_of(block)) for block in parts.events]
    if answers[0] is not None and all(answers):
        raise UserError(answers[0], file=name)
    return calendar


_ASKS_ANOTHER: Final = N_(
    "{file} is somebody's wish for another time or another copy, no appointment; nothing was imported. Change the"
    " programme yourself if you agree."
)
_ANSWERS: Final[dict[str, str]] = {
    "REPLY": N_(
        "{file} is somebody's answer to an invitation, no appointment; nothing was imported."
        " Note it with the person it is from."
    ),
    "COUNTER": _ASKS_ANOTHER, "REFRESH": _ASKS_ANOTHER, "DECLINECOUNTER": _ASKS_ANOTHER,
}  # fmt: skip
"""Messages about an invitation that are none (RFC 5546 3.2)."""


def _nothing(parts: Parts, name: str) -> UserError:
    if parts.others:
        kinds = ", ".join(sorted({other.name for other in parts.others}))
        return UserError("{file} holds no events, only {kinds}, which become no items.", file=name, kinds=kinds)
    if parts.is_calendar:
        return UserError("{file} holds no events.", file=name)
    return UserError("{file} is not a calendar file; one begins with BEGIN:VCALENDAR.", file=name)


@dataclass
class Calendar:
    """The events of a calendar file, not yet expanded."""

    name: str
    parts: Parts = field(repr=False)
    office_zone: str
    _methods: dict[int, str] = field(default_factory=dict[int, str], repr=False)

    def method_of(self, block: Block) -> str:
        """What the message does that an event stands in (RFC 5546 1.4), in capitals; "" in a plain calendar."""
        if block.home is None:
            return ""
        found = self._methods.get(block.home.line)
        if found is None:
            found = self._methods[block.home.line] = block.home.first("METHOD").strip().upper()
        return found

    @cached_property
    def _sketches(self) -> list[Sketch]:
        """A first look at the events; answers to invitations are none."""
        return [sketch(block) for block in self.parts.events if self.method_of(block) not in _ANSWERS]

    @cached_property
    def _zones(self) -> Zones:
        years = [sketch.date.year for sketch in self._sketches if sketch.date is not None and within_years(sketch.date)]
        return Zones(self.parts.zones, self.office_zone, min(years, default=2025))

    @property
    def title(self) -> str:
        """The name of the calendar, else that of the file without its ending."""
        named = (one_line(self.parts.head.first(name))[:500] for name in ("X-WR-CALNAME", "NAME"))
        plain = one_line(_COPY.sub("", self.name.rpartition(".")[0]) or self.name)[:500]
        return next((one for one in named if one), plain) or "?"

    @cached_property
    def own_trip(self) -> str | None:
        """The id of the trip that this is a calendar file of ours of, if all its events are that trip's."""
        found = {sketch.uid.rpartition("@")[2] if re.fullmatch("[0-9a-f]{32}@[0-9a-f]{32}", sketch.uid) else None
                 for sketch in self._sketches}  # fmt: skip
        return found.pop() if len(found) == 1 else None

    def new_trip(self, language: Language = "de") -> Taken:
        """A new trip made of the file: its days span the events, at most a year of them.

        Raises:
            UserError: nothing in it could be read.
        """
        told: list[Skipped] = []
        with door(self.name):
            window, events = self._own_events(told)
            zone_name = self._zone(events)
            days = tuple(_days(events, zone_name, window))
            trip = checked(
                Trip, id=self.own_trip or new_id(), title=self.title, timezone=zone_name, language=language, days=days
            )
            return self._taken(trip, events, told)

    def into(self, trip: Trip, *, older: bool = False) -> Taken:
        """A trip with the file's events on the days it has; one without days gets those of the file.

        Args:
            trip: the trip.
            older: whether an event also counts of which the trip has a newer state (see `Source.is_older`).

        Raises:
            UserError: nothing in the file could be read.
        """
        told: list[Skipped] = []
        with door(self.name):
            if trip.days:
                known = {item.id for item in trip.items}
                events = self._events((trip.days[0].date, trip.days[-1].date), told, known, trip.timezone)
            else:
                window, events = self._own_events(told)
                trip = replace(trip, days=tuple(_days(events, trip.timezone, window)))
            return self._taken(trip, events, told, older=older)

    def ids(self) -> frozenset[str]:
        """The ids of the items that its single events are."""
        with door(self.name):
            return frozenset(_id_of(sketch) for sketch in self._sketches if not sketch.replaces and not sketch.repeats)

    def days(self) -> tuple[date, date] | None:
        """The days that a new trip of it might have."""
        with door(self.name):
            return self._window

    def _taken(self, trip: Trip, events: list[Event], told: list[Skipped], *, older: bool = False) -> Taken:
        filling = filled(trip, events, told, older=older)
        if not filling.trip.items:
            if told:
                raise UserError("Nothing in {file} can be imported. {why}", file=self.name, why=told[0].why)
            raise UserError("Nothing in {file} can be imported; every date in it is cancelled again.", file=self.name)
        after, apart = set_apart(trip, filling.trip)
        return Taken(after, shortened([*told, *apart, *self._zones.told, *self._left_out(events)]), filling.older)

    def _left_out(self, events: Iterable[Event]) -> Iterator[Skipped]:
        """What is no event: alarms, tasks and their like, people without names."""
        if (cut := self.parts.cut) is not None:
            yield Skipped(cut.line, title_of(cut), Message("The file ends in the middle of this event; save it again."))
        if alarms := self.parts.alarms:
            yield Skipped(0, "", Message("Alarms were left out ({n}); the office sets its own.", n=alarms))
        for block in self.parts.events:
            if self.method_of(block) in _ANSWERS:
                yield Skipped(block.line, title_of(block), Message("It is an answer to an invitation, no appointment."))
        for block in self.parts.others:
            yield Skipped(block.line, title_of(block), Message(_OTHERS[block.name]))
        if nameless := sum(event.nameless for event in events):
            yield Skipped(0, "", Message("People without a name were left out ({n} e-mail addresses).", n=nameless))

    def _zone(self, events: Iterable[Event]) -> str:
        named = self.parts.head.first("X-WR-TIMEZONE").strip()
        if named and (found := known_name(named) or self._zones.name(named)):
            return found
        counted = Counter(event.zone_name for event in events if event.zone_name)
        return counted.most_common(1)[0][0] if counted else self.office_zone

    @cached_property
    def _window(self) -> tuple[date, date] | None:
        return window_of(self._sketches)

    def _own_events(self, told: list[Skipped]) -> tuple[tuple[date, date] | None, list[Event]]:
        """The days that the file itself gives, and the events on them.

        Where none takes place on the days of the others, repetitions without an end make days of their own.

        Raises:
            UserError: all its events have been repeating since long ago, and so say no year.
        """
        endless = [sketch for sketch in self._sketches if sketch.repeats and has_no_end(sketch)]
        if self._window is None and endless:
            raise UserError(
                "All events of {file} repeat since long ago; name the trip whose days are meant with --into.",
                file=self.name,
            )
        events = self._events(self._window, told)
        if events or not (window := window_of(endless)):
            return self._window, events
        told.clear()
        return window, self._events(window, told)

    def _events(
        self, window: tuple[date, date] | None, told: list[Skipped], known: Set[str] = frozenset(), zone_name: str = ""
    ) -> list[Event]:
        """The events of some days, expanded, each once; and those elsewhere that are `known` by the ids of their items.

        The dates of repetitions count in the zone; without one, in their own. Told of are the events that have no date,
        or another one.
        """
        if window is None:
            for sketch in self._sketches:
                why = no_date() if sketch.date is None else _elsewhere(sketch.date, None)
                told.append(Skipped(sketch.block.line, title_of(sketch.block), why))
            return []
        first, last = window
        series: defaultdict[str, list[Sketch]] = defaultdict(list)
        repeating = {sketch.uid for sketch in self._sketches if sketch.repeats and not sketch.replaces}
        found: dict[str, Event] = {}
        elsewhere: list[Sketch] = []
        for sketch in self._sketches:
            if sketch.uid in repeating:
                series[sketch.uid].append(sketch)
            elif sketch.date is not None and not first - _DAY <= sketch.date <= last + _DAY:
                elsewhere.append(sketch)
            else:
                self._single(sketch, found, told)
        for number, group in enumerate(series.values()):
            if number >= MOST_SERIES or len(found) >= MOST_EVENTS:
                why = Message("It is more than the {n} repeating events that are taken from one file.", n=MOST_SERIES)
                told.append(Skipped(group[0].block.line, title_of(group[0].block), why))
                continue
            for event in occurrences(group, self._zones, first, last, told):
                event = self._cancelled(event, group[0].block)
                if first <= day_of(event, zone_name) <= last or event.id in known:
                    self._keep(event, found, told)
        for sketch in elsewhere:
            if (id_ := _id_of(sketch) if known else "") in known and id_ not in found:
                self._single(sketch, found, told)
            else:
                told.append(
                    Skipped(sketch.block.line, title_of(sketch.block), _elsewhere(sketch.date or first, window))
                )
        return list(found.values())

    def _single(self, sketch: Sketch, found: dict[str, Event], told: list[Skipped]) -> None:
        event = read_event(sketch.block, self._zones)
        if event is None:
            told.append(Skipped(sketch.block.line, title_of(sketch.block), no_date()))
        else:
            self._keep(self._cancelled(event, sketch.block), found, told)

    def _cancelled(self, event: Event, block: Block) -> Event:
        """An event as the message means that it stands in, which may cancel all that it names (RFC 5546 3.2.5)."""
        return replace(event, status="CANCELLED", called_off=True) if self.method_of(block) == "CANCEL" else event

    def _keep(self, event: Event, found: dict[str, Event], told: list[Skipped]) -> None:
        """Keep an event; of several states of one the newest counts.

        Some programs give one UID to several appointments: what is in the same state and elsewhere in time is another.
        """
        before = found.get(event.id)
        if before is not None and not event.recurrence and before.state == event.state and before.start != event.start:
            event = event.at(event.start, event.end, event.start)
            before = found.get(event.id)
        if before is None and len(found) >= MOST_EVENTS:
            why = Message("It is more than the {n} events that are taken from one file.", n=MOST_EVENTS)
            told.append(Skipped(event.line, event.title, why))
        elif before is None:
            found[event.id] = event
        else:
            older, newer = (event, before) if event.state.is_older(before.state) else (before, event)
            found[event.id] = newer
            if older.line != newer.line:
                told.append(Skipped(older.line, older.title, Message("It is there twice; the newer one counts.")))


_OTHERS: Final = {
    "VTODO": N_("It is a task of a calendar program, not an event."),
    "VJOURNAL": N_("It is a journal entry, not an event."),
    "VFREEBUSY": N_("It says only when somebody is free or busy."),
}


def _id_of(sketch: Sketch) -> str:
    """The id of the item of a single event, from what a first look tells."""
    return item_id(sketch.uid, "")


def _elsewhere(day: date, window: tuple[date, date] | None) -> Message:
    if window is None or not within_years(day):
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        return Message(
            "It is on {date}; the days of a trip lie between {first} and {last}.", date=day.isoformat(), **years
        )
    first, last = window
    values = {"date": day.isoformat(), "first": first.isoformat(), "last": last.isoformat()}
    return Message("It is on {date}, not from {first} to {last}; add that day and import again.", **values)


def _days(events: Iterable[Event], zone_name: str, window: tuple[date, date] | None) -> Iterator[Day]:
    """The days from the first to the last event, at most a year.

    A day has a zone of its own if all that begins on it is told in one, and that is not the trip's.
    """
    zones: defaultdict[date, set[str]] = defaultdict(set)
    dates: list[date] = []
    for event in events:
        own = event.start.date() if isinstance(event.start, datetime) and event.zone_name else None
        if own is not None and event.zone_name:
            zones[own].add(event.zone_name)
        day = own or day_of(event, zone_name)
        dates.append(day if event.end is None else max(day, day_before(event.end)))
        dates.append(day)
    dates = sorted(filter(within_years, dates))
    if not dates:
        return
    if window is not None and (dates[-1] - dates[0]).days >= MOST_DAYS:
        dates = [day for day in dates if window[0] <= day <= window[1]] or dates
    for offset in range(min((dates[-1] - dates[0]).days + 1, MOST_DAYS)):
        day = dates[0] + timedelta(days=offset)
        (only,) = zones[day] if len(zones[day]) == 1 else (zone_name,)
        yield checked(Day, id=new_id(), date=day, timezone=only if only != zone_name else None)
