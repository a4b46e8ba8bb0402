"""Calendar files for readers: what every calendar program can take.

No METHOD (a file is no invitation), no ATTENDEE (it carries addresses), CRLF, folded at 75 octets, the same bytes for
the same input. Names of calendars only where there are several events: with one, Outlook would open a new calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from exports.audience import Audience, check_day
from exports.calendar.alarms import SILENT, Alarms
from exports.calendar.day_events import day_events
from exports.calendar.event_stock import Stock
from exports.calendar.events import CalendarEvent
from exports.calendar.reader_events import ReaderEvent, given
from exports.programme import Line
from exports.snapshot import Snapshot, nothing_in_it
from trips.i18n.language import UserError, guest_words
from trips.i18n.text import slug


@dataclass(frozen=True, slots=True)
class CalendarOptions:
    """What a calendar file may be asked for.

    Attributes:
        alarms: when it reminds.
        days: one event a day, with the programme in its text, instead of one an item.
        with_lost: whether the text of a day tells what was cancelled since the version before.
        since: only what changed for the reader after this version.
        feed: it is fetched again and again from a server.
    """

    alarms: Alarms = SILENT
    days: bool = False
    with_lost: bool = True
    since: int | None = None
    feed: bool = False


PLAIN: Final = CalendarOptions()


class Calendars:
    """The calendar files of a snapshot for any number of readers, who share what is the same for them."""

    def __init__(self, snapshot: Snapshot, language: str | None = None, options: CalendarOptions | None = None) -> None:
        from exports.calendar.serializer import Writing

        snapshot = snapshot.in_language(language or snapshot.trip.language)
        self._edition = snapshot
        self._snapshots = (*snapshot.earlier, snapshot)
        self._t = guest_words(language or snapshot.trip.language, snapshot.forms)
        self._options = options or PLAIN
        self._stocks: dict[tuple[int, str], Stock] = {}
        self._writing = Writing(snapshot, self._options.alarms, feed=self._options.feed)

    def given(self, audience: Audience) -> tuple[ReaderEvent, ...]:
        """What a reader has by now, in the order of time; with a day or a version in mind, only that of it."""
        found = given(
            self._snapshots,
            lambda snapshot: self._events(snapshot, audience),
            lambda snapshot, item: self._whole_of(snapshot, audience, item),
            self._t,
            with_cancelled=audience.level == "staff",
        ).values()
        chosen = [event for event in found if self._wanted(event)]
        return tuple(sorted(chosen, key=lambda event: (_instant(event.event.start), event.event.id)))

    def knows(self, audience: Audience) -> bool:
        """Whether a reader has, or ever had, something in their programme."""
        return any(True for snapshot in reversed(self._snapshots) for _ in self._events(snapshot, audience))

    def _wanted(self, event: ReaderEvent) -> bool:
        snapshot, since = self._edition, self._options.since
        if since is not None and event.number <= since:
            return False
        if snapshot.day is None:
            return True
        start = event.event.start
        day = start.date() if isinstance(start, datetime) else start
        return day == snapshot.trip.days[snapshot.day - 1].date

    def _events(self, snapshot: Snapshot, audience: Audience) -> Iterable[CalendarEvent]:
        if self._options.days:
            return day_events(snapshot, audience, self._t, with_lost=self._options.with_lost)
        return self._stock(snapshot, audience).events(audience)

    def _whole_of(self, snapshot: Snapshot, audience: Audience, item: str) -> Line | None:
        return None if self._options.days else self._stock(snapshot, audience).whole_of(audience, item)

    def _stock(self, snapshot: Snapshot, audience: Audience) -> Stock:
        key = (id(snapshot), audience.level)
        stock = self._stocks.get(key)
        if stock is None:
            stock = self._stocks[key] = Stock(snapshot, audience.level, self._t)
        return stock

    def file(self, audience: Audience, events: Sequence[ReaderEvent] | None = None) -> bytes:
        """A reader's calendar file, of all they have or of some of it."""
        return self._writing.file(self.given(audience) if events is None else events)

    def objects(self, audience: Audience) -> dict[str, bytes]:
        """A calendar object for each of a reader's events, under its id, as calendar servers keep it (RFC 4791 4.1)."""
        return {event.event.id: self._writing.file((event,)) for event in self.given(audience)}

    def single_files(self, audience: Audience) -> Iterator[tuple[str, bytes]]:
        """A file for each of a reader's events, with its name: what old Outlook takes one by one."""
        seen: set[str] = set()
        for event in self.given(audience):
            name = f"{event.event.start:%Y-%m-%d}{_clock(event.event)}-{slug(event.event.summary)}"
            if name in seen:
                name = f"{name}-{event.event.id[:6]}"
            seen.add(name)
            yield f"{name}.ics", self._writing.file((event,))


def calendar_file(
    snapshot: Snapshot, audience: Audience, language: str | None = None, options: CalendarOptions | None = None
) -> bytes:
    """The calendar file of a snapshot for an audience.

    Raises:
        UserError: the snapshot has no such day, it holds nothing for them, or it is a draft behind what they have.
    """
    check_day(snapshot.trip, snapshot.day)
    if snapshot.release is None and snapshot.earlier and audience.level != "staff":
        raise UserError(
            "There is a version already, and a draft's calendar file would stand beside it in their calendars; release"
            " the draft first, or choose staff."
        )
    calendars = Calendars(snapshot, language, options)
    events = calendars.given(audience)
    if not events:
        raise nothing_in_it(audience)
    return calendars.file(audience, events)


def _clock(event: CalendarEvent) -> str:
    return f"-{event.start:%H%M}" if isinstance(event.start, datetime) else ""


def _instant(moment: date | datetime) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
