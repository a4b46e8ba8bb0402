"""Answers to invitations: what they would change of a trip, for somebody to decide.

Nothing is changed by an answer alone. What a host or speaker accepts becomes a confirmation of the time and place of
the version that they answered, so that one who answered an old version has to be asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Literal, NamedTuple

from trips.contacts.confirmations import confirm, parties
from trips.contacts.proposed_times import propose
from trips.history.releases import Release
from trips.i18n.dates import format_clock, format_clocks, weekday_date
from trips.i18n.language import N_, Message, Translator
from trips.i18n.text import fold
from trips.model.entities import Item, PartyTable, Person, by_id, by_key, changed
from trips.model.trip import Trip
from trips.model.zones import zone
from trips.names.titles import without_titles
from trips.queries.readers import open_to
from trips.schedule.attendance import Attendance
from trips.schedule.timeline import Timeline

Said = Literal["accepted", "tentative", "declined", "proposed"]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one invitation (RFC 5546 3.2.3, 3.2.7).

    Attributes:
        trip_id, event_id: the trip, and the item or the day of it.
        address, name: who answers, by address in small letters and by name; the name may be "".
        said: what they say.
        number: the version of their invitation (its SEQUENCE).
        at: when they said it, UTC; None if unknown.
        start, end: the other time that is proposed; None without.
        comment: what they wrote.
    """

    trip_id: str
    event_id: str
    address: str
    name: str
    said: Said
    number: int
    at: datetime | None = None
    start: date | datetime | None = None
    end: date | datetime | None = None
    comment: str = ""


Effect = Literal["confirms", "declines", "proposes"]


class Proposal(NamedTuple):
    """What an answer would change.

    Attributes:
        effect: a confirmation, an item that somebody does not come to, or another time that they propose.
        person: who answered.
        item: the item, as it is now.
        party: whose confirmation it is; None for the others.
        sure: whether it is what they said; False for each item of a day that was declined as a whole.
        number: the version that they answered.
        at: when they did; None if unknown.
        time: the time that is proposed, in words; "" for the others.
        start, end: that time; None for the others, and for an end that nobody said.
    """

    effect: Effect
    person: Person
    item: Item
    party: tuple[PartyTable, str] | None
    sure: bool
    number: int
    at: datetime | None
    time: str = ""
    start: datetime | None = None
    end: datetime | None = None

    def say(self, t: Translator) -> str:
        """What it would change, in words."""
        told = {"name": self.person.name, "title": self.item.title, "n": self.number, "time": self.time}
        if self.effect == "confirms":
            return t("{name} confirms “{title}” as of version {n}", **told)
        if self.effect == "declines":
            return t("{name} does not come to “{title}”", **told)
        return t("{name} proposes another time for “{title}”: {time} (becomes a finding)", **told)


@dataclass(frozen=True, slots=True)
class Understood:
    """What answers mean: what they would change, and what is only told."""

    proposals: tuple[Proposal, ...]
    told: tuple[Message, ...]


def newest(answers: Iterable[Answer]) -> list[Answer]:
    """Of several answers to one invitation the last."""
    first = datetime.min.replace(tzinfo=UTC)
    kept: dict[tuple[str, str, str], Answer] = {}
    for answer in answers:
        key = (answer.address, fold(answer.name), answer.event_id)
        before = kept.get(key)
        if before is None or (answer.at or first) >= (before.at or first):
            kept[key] = answer
    return list(kept.values())


def understand(
    answers: Iterable[Answer], trip: Trip, releases: Sequence[Release], days: Mapping[str, date], t: Translator
) -> Understood:
    """What answers would change of a draft.

    Args:
        answers: answers about this trip.
        trip: the draft.
        releases: its versions.
        days: the dates of the events of whole days, by their ids.
        t: the words for proposed times.
    """
    reading = _Reading(trip, {release.number: release for release in releases}, days, t)
    found = [one for answer in newest(answers) for one in reading.of(answer)]
    proposals = tuple(one for one in found if isinstance(one, Proposal))
    return Understood(proposals, tuple(one for one in found if isinstance(one, Message)))


class _Reading:
    def __init__(self, trip: Trip, releases: Mapping[int, Release], days: Mapping[str, date], t: Translator) -> None:
        self._trip = trip
        self._items = by_id(trip.items)
        self._releases = releases
        self._days = days
        self._t = t
        self._timeline = Timeline(trip)

    def of(self, answer: Answer) -> Iterator[Proposal | Message]:
        """What an answer would change, or what can only be told."""
        person = self._person(answer)
        if person is not None and answer.comment:
            yield Message(N_("{name} writes: “{text}”"), name=person.name, text=answer.comment)
        if person is None:
            yield Message(N_("Nobody of the trip has the address {address}; the answer was left aside."),
                          address=answer.address)  # fmt: skip
        elif answer.event_id in self._days:
            yield from self._of_day(answer, person, self._days[answer.event_id])
        elif (item := self._items.get(answer.event_id)) is None:
            yield Message(N_("{name} answered about an item that is not in the trip any more."), name=person.name)
        else:
            yield from self._of_item(answer, person, item)

    def _person(self, answer: Answer) -> Person | None:
        """Who has the address of an answer; of several, who is called as it says."""
        found = [person for person in self._trip.people if answer.address in _addresses(person.private.email)]
        named = [one for one in found if fold(without_titles(one.name)) == fold(without_titles(answer.name))]
        return next(iter(named or found), None) if len(found) == 1 or len(named) == 1 else None

    def _of_day(self, answer: Answer, person: Person, day: date) -> Iterator[Proposal | Message]:
        if answer.said == "proposed":
            yield Message(N_("{name} proposes another time for the whole of {date}; a day has none. Ask them."),
                          name=person.name, date=weekday_date(self._t, day))  # fmt: skip
        elif answer.said == "declined":
            yield Message(N_("{name} declines {date} as a whole; choose what they do not come to."), name=person.name,
                          date=weekday_date(self._t, day))  # fmt: skip
            yield from (self._declines(answer, person, item, sure=False) for item in self._items_on(day, person))
        else:
            yield Message(N_("{name} comes on {date}."), name=person.name, date=weekday_date(self._t, day))

    def _items_on(self, day: date, person: Person) -> Iterator[Item]:
        """The items of a date that somebody goes to, without parts: those go with their wholes."""
        placed = self._timeline.placed()
        attendance = Attendance.of(self._trip, placed)
        for one in placed.values():
            item = one.item
            if (
                one.date == day
                and item.part_of is None
                and item.status != "cancelled"
                and open_to("participants", item, None)
                and attendance.goes(item, person)
            ):
                yield item

    def _of_item(self, answer: Answer, person: Person, item: Item) -> Iterator[Proposal | Message]:
        told = {"name": person.name, "title": item.title}
        party = _party_of(self._trip, item, person)
        if answer.said == "proposed":
            yield self._proposes(answer, person, item)
        elif answer.said == "declined" and person.delegate:
            yield self._declines(answer, person, item, sure=True)
        elif answer.said == "declined":
            yield Message(N_("{name} declines “{title}”. Call them, and change the programme."), **told)
        elif party is None:
            yield Message(N_("{name} comes to “{title}”."), **told)
        elif answer.said == "tentative":
            yield Message(N_("{name} is not sure about “{title}”."), **told)
        elif answer.number not in self._releases or not self._has(answer.number, item.id):
            yield Message(N_("{name} confirms “{title}” of a version that there is not."), **told)
        else:
            yield Proposal("confirms", person, item, party, True, answer.number, answer.at)

    def _has(self, number: int, item_id: str) -> bool:
        return item_id in by_id(self._releases[number].trip.items)

    def _proposes(self, answer: Answer, person: Person, item: Item) -> Proposal | Message:
        placed = self._timeline.placed().get(item.id)
        here = zone(placed.start_zone if placed is not None else self._trip.timezone)
        start, end = (_there(moment, here) for moment in (answer.start, answer.end))
        if start is None:
            return Message(N_("{name} proposes another day for “{title}”, and no time. Ask them."), name=person.name,
                           title=item.title)  # fmt: skip
        end = end if end is not None and end > start else None
        time = f"{weekday_date(self._t, start.date())}, {format_clocks(start, end) if end else format_clock(start)}"
        return Proposal("proposes", person, item, None, True, answer.number, answer.at, time, start, end)

    @staticmethod
    def _declines(answer: Answer, person: Person, item: Item, *, sure: bool) -> Proposal:
        return Proposal("declines", person, item, None, sure, answer.number, answer.at)


def _party_of(trip: Trip, item: Item, person: Person) -> tuple[PartyTable, str] | None:
    """As whom somebody can confirm an item: for themselves, else for the organisation that hosts."""
    known = parties(trip, item)
    for one in (("people", person.key), ("organisations", person.organisation)):
        if one in known:
            return next(party for party in known if party == one)
    return None


def _addresses(text: str) -> Iterator[str]:
    """The addresses of a text as answers have them: in small letters, domains in ASCII."""
    for one in re.split("[,;]", text.casefold()):
        user, _, domain = one.strip().rpartition("@")
        try:
            yield f"{user}@{domain.encode('idna').decode()}"
        except UnicodeError:
            continue


def _there(moment: date | datetime | None, here: tzinfo) -> datetime | None:
    """A time on the clocks of a place; one that belongs to no zone is meant there already. None for a mere date."""
    if not isinstance(moment, datetime):
        return None
    return moment.replace(tzinfo=here) if moment.tzinfo is None else moment.astimezone(here)


def apply(trip: Trip, proposals: Iterable[Proposal], releases: Iterable[Release], t: Translator) -> Trip:
    """A draft with what was chosen of the proposals; taking the same ones again changes nothing.

    Args:
        trip: the draft, perhaps another one by now; what it has no more is left out.
        proposals: what was chosen.
        releases: the versions that were answered.
        t: the words for notes.
    """
    versions = {release.number: release for release in releases}
    for one in proposals:
        if one.item.id not in by_id(trip.items) or one.person.key not in by_key(trip.people):
            continue
        if one.effect == "confirms" and one.party is not None and one.number in versions:
            when = one.at or versions[one.number].at
            trip = confirm(Timeline(trip), one.item.id, one.party, when, one.person.name, t("invitation"),
                           as_of=versions[one.number].timeline)  # fmt: skip
        elif one.effect == "declines":
            trip = _declined(trip, one.person.key, one.item.id)
        elif one.effect == "proposes" and one.start is not None:
            trip = propose(Timeline(trip), one.item.id, one.person.key, one.start, one.end, one.at)
    return trip


def _declined(trip: Trip, key: str, item_id: str) -> Trip:
    return changed(trip, people=tuple(
        changed(person, declined=tuple(dict.fromkeys((*person.declined, item_id)))) if person.key == key else person
        for person in trip.people
    ))  # fmt: skip
