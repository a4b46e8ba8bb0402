"""Invitations by mail: which of a reader's events they have to be told, and the mail around each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Literal

from exports.audience import Audience, knows
from exports.calendar import CalendarOptions, Calendars
from exports.calendar.day_events import event_ids
from exports.calendar.itip import Due, LastTold, Mailbox, due, itip_message
from exports.calendar.reader_events import ReaderEvent
from exports.kit.closing import ending
from exports.kit.mail import Headers, mail_with_event
from exports.kit.salutation import salutation
from exports.news import New, everything_new
from exports.programme import Programme, programme
from exports.snapshot import Snapshot
from trips.i18n.dates import format_clock, format_clocks, long_date, weekday_date
from trips.i18n.language import Translator, words
from trips.model.entities import Person

Shape = Literal["days", "items"]
"""What an invitation is to: a whole day with its programme in the text, or a single item."""


@dataclass(frozen=True, slots=True)
class Posting:
    """A mail as it goes out once.

    Attributes:
        sender: whom it is from, the organiser of the event.
        to: the addresses it goes to; the first is that of who is invited.
        made: when it was made, with its zone.
        message_id: its id without brackets.
        references: the ids of the mails before it about the same event, the oldest first.
        draft: whether somebody sends it by hand.
        trial: whether it goes to the office alone, to be looked at; its event is then another one than the reader's.
    """

    sender: Mailbox
    to: tuple[str, ...]
    made: datetime
    message_id: str
    references: tuple[str, ...] = ()
    draft: bool = False
    trial: bool = False


@dataclass(frozen=True, slots=True)
class Invited:
    """A reader who is told by invitations; `had_file` if they were given a calendar file of the trip before."""

    audience: Audience
    person: Person
    language: str
    had_file: bool = False


class Invitations:
    """The invitations of a version, for any number of readers."""

    def __init__(self, snapshot: Snapshot) -> None:
        from exports.calendar.serializer import Writing

        self._snapshot = snapshot
        self._versions = {one.number: one for one in (*snapshot.earlier, snapshot)}
        self._calendars: dict[tuple[str, Shape], Calendars] = {}
        self._days = frozenset(event_ids(snapshot).values())
        self._writing = Writing(snapshot, CalendarOptions().alarms)
        self._programme = cache(self._make_programme)

    def shape_of(self, told: Mapping[str, LastTold], person: Person) -> Shape:
        """How a reader is invited: as they have been, else to days if they travel along, to single items if not."""
        live = [key for key, last in told.items() if last.method == "REQUEST"]
        if live:
            return "days" if any(key in self._days for key in live) else "items"
        return "days" if person.delegate else "items"

    def due(self, reader: Invited, shape: Shape | None, told: Mapping[str, LastTold]) -> list[Due]:
        """What a reader has to be told, in the order of time.

        Args:
            reader: who.
            shape: how they are invited from now on; None takes all invitations back.
            told: what they were told last, under the ids of the events.
        """
        shapes: dict[Shape, tuple[ReaderEvent, ...]] = {
            one: self._calendar(reader.language, one).given(reader.audience) for one in ("days", "items")
        }
        wanted = shapes[shape] if shape else ()
        others = (event for one, events in shapes.items() if one != shape for event in events)
        now, t = (self._snapshot.number, self._snapshot.issued), words(reader.language, self._snapshot.forms)
        return [one._replace(event=self._with_news(one, reader, t)) for one in due(wanted, others, told, now, t)]

    def _calendar(self, language: str, shape: Shape) -> Calendars:
        key = (language, shape)
        if key not in self._calendars:
            self._calendars[key] = Calendars(
                self._snapshot, language, CalendarOptions(days=shape == "days", with_lost=False)
            )
        return self._calendars[key]

    def _make_programme(self, number: int, audience: Audience, language: str, since: int | None) -> Programme:
        before = self._versions[since] if since is not None else None
        return programme(self._versions[number], audience, language, before)

    def _with_news(self, one: Due, reader: Invited, t: Translator) -> ReaderEvent:
        """The event with what was new in the version in which it last changed before its text.

        An event that does not change keeps that text, and so its bytes.
        """
        event, number = one.event.event, one.event.number
        before = max((earlier for earlier in self._versions if earlier < number), default=None)
        if one.method == "CANCEL" or before is None or not self._was_there(event.id, before, reader):
            return one.event
        said = list(self._news(event.id, before, number, reader, t))
        if not said:
            return one.event
        head = t("New in version {n}:", n=number)
        told = [f"{head} {said[0]}"] if len(said) == 1 else [head, *(f"- {sentence}" for sentence in said)]
        description = "\n".join((*told, "", event.description))
        return replace(one.event, event=replace(event, description=description))

    def _was_there(self, event_id: str, number: int, reader: Invited) -> bool:
        """Whether a version had an event for a reader that was not cancelled."""
        snapshot = self._versions[number]
        if not knows(snapshot.trip, reader.audience):
            return False
        view = self._programme(number, reader.audience, reader.language, None)
        ids = event_ids(snapshot)
        lines = [(ids[day.id], line) for day in view.days for line in day.lines]
        return any(event_id in (day, line.item.id) and line.item.status != "cancelled" for day, line in lines)

    def _news(self, event_id: str, before: int, number: int, reader: Invited, t: Translator) -> Iterator[str]:
        """What was new between two versions of an event, in sentences; of the whole trip if nothing else was."""
        was = self._versions[before].in_words_of(self._versions[number])
        old = programme(was, reader.audience, reader.language)
        new = self._programme(number, reader.audience, reader.language, before)
        ids = event_ids(self._versions[number])
        day = next((day for day in new.days if ids[day.id] == event_id), None)
        found = everything_new(old, new, t)
        own = [one for one in found if (_on_day(one, day.date, day.label) if day else _of_item(one, event_id))]
        whole = [one for one in found if one.change is None and not one.day]
        yield from (one.sentence for one in own or whole)

    def mail(self, one: Due, reader: Invited, posting: Posting) -> bytes:
        """The mail of an invitation; the same input gives the same bytes."""
        t = words(reader.language, self._snapshot.forms)
        if posting.trial:
            one = _on_trial(one, reader)
        attendee = Mailbox(reader.person.name, posting.to[0])
        calendar = itip_message(self._writing, one, posting.sender, attendee, posting.made)
        headers = Headers(
            self.subject(one, reader), reader.person.name, posting.to, posting.made, posting.sender,
            posting.message_id, posting.references, posting.draft,
        )  # fmt: skip
        return mail_with_event(
            headers, "\n".join((*self._text(one, reader, t, posting.sender.name), "")), calendar, one.method
        )

    def subject(self, one: Due, reader: Invited) -> str:
        """The subject of an invitation: what happens, what it is about, and when."""
        t = words(reader.language, self._snapshot.forms)
        told = {"what": one.event.event.summary, "when": _when(one, t)}
        if one.replaced:
            return " ".join(t("Replaced: {what}, {when}", **told).split())
        if one.method == "CANCEL":
            return " ".join(t("{what}, {when}", **told).split())
        said = t("Invitation: {what}, {when}", **told) if one.first else t("Changed: {what}, {when}", **told)
        return " ".join(said.split())

    def _text(self, one: Due, reader: Invited, t: Translator, sender: str) -> Iterator[str]:
        view = programme(self._snapshot, reader.audience, reader.language)
        event = one.event.event
        yield from (salutation(reader.person, t), "")
        if one.replaced:
            told = {"what": event.summary, "when": _when(one, t)}
            yield t("the invitation to “{what}” ({when}) is replaced: your calendar removes it, and you get your"
                    " programme in another mail. The programme stays as it is.", **told)  # fmt: skip
        elif one.method == "CANCEL":
            yield t("this is no longer in your programme for “{title}”: {what} ({when}).",
                    title=view.title, what=event.summary, when=_when(one, t))  # fmt: skip
            yield t("Your calendar removes it, or marks it as cancelled.")
        else:
            yield self._opening(one, view, t)
            if reader.had_file and one.first:
                yield from ("", t("You were given a calendar file before. Please delete the calendar “{title}” that you"
                                  " made for it, or its events; otherwise everything is there twice.",
                                  title=view.title))  # fmt: skip
            yield from ("", long_date(t, _date(event.start)), *_what(one), *event.description.split("\n"))
        yield from ("", *ending(view, reader.person, t, sender))

    @staticmethod
    def _opening(one: Due, view: Programme, t: Translator) -> str:
        if one.first:
            return t("this is your invitation within “{title}”, {dates}. Accept it to have it in your calendar; when"
                     " something changes, your calendar is updated by the next mail.",
                     title=view.title, dates=view.dates)  # fmt: skip
        return t("something has changed in your programme for “{title}”, {dates}; this mail updates your calendar.",
                 title=view.title, dates=view.dates)  # fmt: skip


def _what(one: Due) -> Iterator[str]:
    """Of an item when it is, what and where; a day tells all that in its text."""
    event = one.event.event
    if isinstance(event.start, datetime):
        end = event.end if isinstance(event.end, datetime) else None
        yield f"{format_clocks(event.start, end)}: {event.summary}"
        yield from (event.location,) if event.location else ()


def _on_trial(one: Due, reader: Invited) -> Due:
    """The same message about an event of its own, so that trials for several readers stand beside each other."""
    event = one.event.event
    own = hashlib.sha256(f"trial {reader.audience.name} {event.id}".encode()).hexdigest()[:32]
    return one._replace(event=replace(one.event, event=replace(event, id=own)))


def _on_day(one: New, day: date, label: str) -> bool:
    """Whether something is news of a day: it is on it, was on it, or brought something else there along."""
    if one.change is None:
        return one.day == label
    changes = (one.change, *one.change.follows)
    return any(seen is not None and seen.date == day for each in changes for seen in (each.before, each.after))


def _of_item(one: New, item_id: str) -> bool:
    """Whether something is news of an item or of one of its parts."""
    if one.change is None:
        return False
    changes = (one.change, *one.change.follows)
    return any(item_id in (each.id, each.seen.line.item.part_of) for each in changes)


def _when(one: Due, t: Translator) -> str:
    start = one.event.event.start
    clock = f", {format_clock(start)}" if isinstance(start, datetime) else ""
    return f"{weekday_date(t, _date(start))}{clock}"


def _date(start: date | datetime) -> date:
    return start.date() if isinstance(start, datetime) else start
