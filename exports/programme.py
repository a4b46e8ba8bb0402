"""The programme as all papers share it: days of lines, in the reader's language.

It is made of the whole trip, then cut for a reader, then for a day: what a line says never depends on what else the
copy holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from exports.audience import Audience, Reduced
from exports.snapshot import Snapshot
from trips.edits.assignments import names_at, write_assignments
from trips.grammar.choices import KIND_WORDS, STATUS_WORDS, Status
from trips.i18n.dates import long_date, span
from trips.i18n.language import Translator, guest_words
from trips.i18n.text import listed, title_quoted
from trips.i18n.word_forms import Forms
from trips.model.entities import Assignment, Item, Page, Person, Translated, Venue, by_key
from trips.model.field_text import write_meet
from trips.model.translations import RIGHT_TO_LEFT, primary
from trips.model.trip import Trip, first_day, last_day
from trips.queries.readers import may_see, open_to
from trips.queries.travel_time import mode_label
from trips.schedule.timeline import Placed
from trips.schedule.told_time import ToldTime, reaches_into_morning, tell_check_in, tell_time, tell_until

NO_LANGUAGES: Final[Mapping[str, str]] = {}
"""All texts are in the language of our words."""

_QUIET: Final[frozenset[Status]] = frozenset(("confirmed",))


@dataclass(frozen=True, slots=True)
class Name:
    """A person or organisation as a paper names them."""

    name: str
    about: str = ""
    latin: str = ""

    @property
    def text(self) -> str:
        """Name, role and organisation in one line."""
        return f"{self.name}, {self.about}" if self.about else self.name


@dataclass(frozen=True, slots=True)
class Mark:
    """What is new in a line: a word for it, and the time, place and title that it had, where they differ."""

    word: str
    time: str = ""
    place: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a programme; empty texts say nothing.

    `within` names the whole of a part that is not among the reader's lines.

    `assigned` is the reader's own place within the item (their bus), for others the places with who is there, whom
    `whereabouts` names one by one, each with the place.

    `languages` names the language of each text ("title", "note", "place") that is in another one than our words.

    A carried line tells on a later day that the item ends there. `mark` says what is new in it since an earlier
    version, if it is compared with one; `gone` that it is not in it any more.
    """

    placed: Placed
    time: ToldTime
    title: str
    kind: str
    status: str = ""
    hosts: tuple[Name, ...] = ()
    speakers: tuple[Name, ...] = ()
    people: tuple[Name, ...] = ()
    groups: str = ""
    place: str = ""
    address: str = ""
    travel: str = ""
    meet: str = ""
    within: str = ""
    assigned: str = ""
    whereabouts: tuple[tuple[str, str], ...] = ()
    note: str = ""
    url: str = ""
    staff: tuple[str, ...] = ()
    is_part: bool = False
    carried: bool = False
    mark: Mark | None = None
    gone: bool = False
    languages: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def item(self) -> Item:
        """The item, as the reader may see it."""
        return self.placed.item

    @property
    def is_off(self) -> bool:
        """Whether it does not take place, or not any more."""
        return self.gone or self.item.status == "cancelled"

    @property
    def start(self) -> datetime | None:
        """When it starts; None where open, and where only its end is told."""
        return None if self.carried else self.placed.starts

    @property
    def end(self) -> datetime | None:
        """When it ends; None where open."""
        return self.placed.ends


@dataclass(frozen=True, slots=True)
class DayView:
    """A day of a programme; its id and its number, counted from 1, are those of the trip's day."""

    id: str
    number: int
    date: date
    label: str
    title: str
    note: str
    lines: tuple[Line, ...]
    languages: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page of the office's own: its heading and its paragraphs, in each of which lines are lines."""

    title: str
    paragraphs: tuple[str, ...]
    before: bool
    picture: str
    languages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme for one audience in one language; `all_days` counts the days of the trip, shown or not.

    `chains` names by their ids the items on which each one hangs in time, also those that the audience does not see.
    `tag` is the language asked for, `language` that of our words in it; texts in another one than that are named in
    `languages`.
    """

    title: str
    theme: str
    dates: str
    organiser: str
    contact: str
    provisional: str
    for_whom: str
    stamp: str
    language: str
    days: tuple[DayView, ...]
    all_days: int
    pool: tuple[Line, ...]
    seen: Reduced = field(repr=False)
    forms: Forms = "neutral"
    languages: Mapping[str, str] = field(default_factory=dict[str, str])
    tag: str = ""
    pages: tuple[OwnPage, ...] = ()
    chains: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]], repr=False)

    @property
    def trip(self) -> Trip:
        """The reduced trip it was made from."""
        return self.seen.trip

    def count_of(self, day: DayView) -> str:
        """Which of how many days one is, for readers who are told of every day; whom few items concern needs it not."""
        audience = self.seen.audience
        if self.all_days == 1 or audience.whose == "host" or not may_see(audience.level, "participants"):
            return ""
        return self.words("Day {n} of {all}", n=day.number, all=self.all_days)

    @property
    def empty(self) -> bool:
        """Whether it has nothing to tell: no item, and no note of a day."""
        return not self.pool and not any(day.lines or day.note for day in self.days)

    @property
    def words(self) -> Translator:
        """The words of its language."""
        return guest_words(self.tag or self.language, self.forms)


def programme(
    snapshot: Snapshot, audience: Audience, language: str | None = None, since: Snapshot | None = None
) -> Programme:
    """The programme of a snapshot for an audience.

    Args:
        snapshot: the trip in one state.
        audience: the reader.
        language: BCP 47; None for that of the trip. What is not translated into it stands as it is, as all does for
            staff.
        since: the version that the reader is known to have: what it gave them and is cancelled now is told; None for
            the one before the snapshot.
    """
    t = guest_words(language or snapshot.trip.language, snapshot.forms)
    snapshot = snapshot.told_in(t.tag, audience)
    whole = snapshot.seen(audience, since, whole=True)
    days = tuple(_Writer(snapshot, whole, t).days())
    if not travels(snapshot, audience):
        days = tuple(day for day in days if day.lines)
    day = snapshot.wanted_day
    seen = whole if day is None else snapshot.seen(audience, since)
    writer = _Writer(snapshot, seen, t)
    trip = seen.trip
    first, last = first_day(snapshot.trip if day is None else trip), last_day(snapshot.trip if day is None else trip)
    return Programme(
        title=trip.title,
        theme=trip.theme,
        dates=span(t, first, last) if first and last else "",
        organiser=trip.organiser,
        contact=trip.contact,
        provisional=t("provisional") if trip.provisional else "",
        for_whom=_for_whom(snapshot, audience, t),
        stamp=snapshot.stamp(t),
        language=t.spoken,
        tag=t.tag,
        forms=t.forms,
        languages=writer.languages("trip", "", title="title", theme="theme"),
        pages=tuple(map(writer.page, trip.pages)) if day is None else (),
        days=tuple(shown for shown in days if day is None or shown.id == day.id),
        all_days=len(whole.trip.days),
        pool=tuple(
            writer.line(Placed(item, date.min, None, None, "open", "open", "UTC", "UTC"))
            for item in trip.items
            if item.day is None
        ),
        seen=seen,
        chains=snapshot.chains,
    )


def travels(snapshot: Snapshot, audience: Audience) -> bool:
    """Whether a reader goes through the whole trip: notes of days are for them, and an empty day is a free one."""
    if audience.whose == "person":
        return any(person.key == audience.key and person.delegate for person in snapshot.trip.people)
    return audience.whose == "group" or (not audience.whose and audience.level in ("participants", "staff"))


def _for_whom(snapshot: Snapshot, audience: Audience, t: Translator) -> str:
    if audience.whose:
        return snapshot.name_of(audience)
    names = {"press": t("Press"), "staff": t("internal")}
    return names.get(audience.level, "")


class _Writer:
    def __init__(self, snapshot: Snapshot, seen: Reduced, t: Translator) -> None:
        self._snapshot = snapshot
        self._seen = seen
        self._t = t
        trip = seen.trip
        self._venues = by_key(trip.venues)
        self._people = by_key(trip.people)
        self._organisations = by_key(trip.organisations)
        self._groups = by_key(trip.groups)
        shown = {item.id for item in trip.items}
        self._wholes = {
            item.id: item.part_of
            for item in snapshot.trip.items
            if item.part_of is not None and item.part_of not in shown
        }
        self._travels = travels(snapshot, seen.audience) or seen.audience.level == "staff"
        self._own = seen.audience.whose in ("person", "group")
        self._tell_tentative = any(item.status == "confirmed" for item in snapshot.trip.items)

    def languages(self, of: Translated, id_: str, **texts: str) -> Mapping[str, str]:
        """The languages of some texts of a thing, by what they are called here: those that our words are not in."""
        snapshot = self._snapshot
        if not snapshot.said and snapshot.trip.language == self._t.spoken:
            return NO_LANGUAGES
        found = {name: snapshot.language_of(of, id_, field) for name, field in texts.items()}
        return {
            name: language
            for name, language in found.items()
            if language != self._t.spoken or primary(language) in RIGHT_TO_LEFT  # those are marked for their direction
        }

    def days(self) -> Iterator[DayView]:
        """The days, with lines for what reaches into them from the day before."""
        placed = dict(self._seen.days)
        carried: defaultdict[date, list[Line]] = defaultdict(list)
        dates = {day.date for day in self._seen.trip.days}
        for number, day in enumerate(self._seen.trip.days, 1):
            lines: list[Line] = []
            for one in placed[day.id]:
                lines.append(self.line(one))
                if one.ends is not None and reaches_into_morning(one) and one.ends.date() in dates:
                    carried[one.ends.date()].append(self._carried(one, one.ends))
            lines = _woven(carried.pop(day.date, []), lines)
            note = day.note if self._travels else ""
            label, languages = long_date(self._t, day.date), self.languages("day", day.id, title="title", note="note")
            yield DayView(day.id, number, day.date, label, day.title, note, tuple(lines), languages)

    def page(self, page: Page) -> OwnPage:
        """A page of the office's own."""
        paragraphs = (part.strip("\n") for part in re.split(r"\n[ \t]*\n", page.text))
        languages = self.languages("page", page.id, title="title", text="text")
        told = tuple(part for part in paragraphs if part.strip())
        return OwnPage(page.title, told, page.where == "before", page.picture, languages)

    def line(self, placed: Placed) -> Line:
        """The line of an item."""
        item, t = placed.item, self._t
        venue = self._venues.get(item.venue or "")
        return Line(
            placed=placed,
            time=tell_check_in(placed, t) if item.kind == "stay" else tell_time(placed, t),
            title=item.title,
            kind=t(KIND_WORDS[item.kind]),
            status=self._status(item),
            hosts=self._names(item.hosts),
            speakers=self._names(item.speakers),
            people=self._names(item.people),
            groups=self._group_names(item),
            place=t.comma.join(
                part for part in (venue.name if venue else "", item.room or (venue.room if venue else "")) if part
            ),
            address=venue.address if venue else "",
            travel=self._travel(item),
            meet=write_meet(item.meet) if item.meet else "",
            within=self._within(item),
            assigned=assigned_text(self._seen.trip, self._seen.audience, item.assignments, t),
            whereabouts=() if self._own else self._whereabouts(item),
            note=item.note,
            url=item.url,
            staff=tuple(self._staff(item, venue)),
            is_part=item.part_of is not None,
            languages={
                **self.languages("item", item.id, title="title", note="note"),
                **(self.languages("venue", venue.key, place="name") if venue else NO_LANGUAGES),
            },
        )

    def _within(self, item: Item) -> str:
        """Of what an item is a part, if the reader goes to this part only."""
        whole = self._snapshot.timeline.placed().get(self._wholes.get(item.id, ""))
        if whole is None or not open_to(self._seen.audience.level, whole.item, None):
            return ""
        title = title_quoted(whole.item.title)
        return self._t("Part of “{title}”, {time}", title=title, time=tell_time(whole, self._t).text)

    def _group_names(self, item: Item) -> str:
        return listed(self._groups[key].name for key in item.groups)

    def _status(self, item: Item) -> str:
        if item.status in _QUIET or (item.status == "tentative" and not self._tell_tentative):
            return ""
        return self._t(STATUS_WORDS[item.status])

    def _whereabouts(self, item: Item) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, assignment.place)
            for assignment in item.assignments
            for _, name in names_at(self._seen.trip, assignment)
        )

    def _names(self, keys: tuple[str, ...]) -> tuple[Name, ...]:
        return tuple(self._name(key) for key in keys)

    def _name(self, key: str) -> Name:
        person = self._people.get(key)
        if person is None:
            return Name(self._organisations[key].name)
        return Name(spoken_name(person), self._about(person), person.latin_name)

    def _about(self, person: Person) -> str:
        organisation = self._organisations.get(person.organisation or "")
        parts = (person.role, organisation.name if organisation else "")
        return self._t.comma.join(part for part in parts if part)

    def _travel(self, item: Item) -> str:
        t = self._t
        to = self._venues.get(item.to or "")
        parts = [
            mode_label(item, t),
            item.carrier,
            item.service,
            t("to {place}", place=to.name) if to else "",
        ]
        if item.reference:
            parts.append(t("booking code {code}", code=item.reference))
        return " · ".join(part for part in parts if part)

    def _staff(self, item: Item, venue: Venue | None) -> Iterator[str]:
        t = self._t
        responsible = self._people.get(item.responsible or "")
        told = {
            t("Contact"): item.contact,
            t("Responsible"): responsible.name if responsible else "",
            t("Bring"): ", ".join(item.bring),
            t("Capacity"): "" if item.capacity is None else str(item.capacity),
            t("Internal"): item.staff_note,
            t("Phone on site"): venue.phone if venue else "",
        }
        yield from (f"{label}: {text}" for label, text in told.items() if text)

    def _carried(self, placed: Placed, end: datetime) -> Line:
        """What a later day says of an item that ends on it: a night train arrives, a hotel is left."""
        t, item = self._t, placed.item
        to = self._venues.get(item.to or "")
        house = self._venues.get(item.venue or "") if item.kind == "stay" else None
        told = (
            t("Check-out: {title}", title=house.name)
            if house
            else item.title  # nobody checks out of a stay with families
            if item.kind == "stay"
            else t("Arrival: {title}", title=item.title)
        )
        return Line(
            placed,
            tell_until(end, t),
            told,
            t(KIND_WORDS[placed.item.kind]),
            groups=self._group_names(item),
            place=to.name if to else "",
            carried=True,
            languages=self.languages("item", item.id, title="title") if told == item.title else NO_LANGUAGES,
        )


def _woven(carried: list[Line], lines: list[Line]) -> list[Line]:
    """The lines of a day, with what is carried over from the day before where its end falls among them."""
    lines = list(lines)
    for line in sorted(carried, key=lambda line: line.placed.end or 0):
        later = (
            n for n, one in enumerate(lines) if not one.is_part and one.start and line.end and one.start >= line.end
        )
        timed = any(line.start for line in lines)
        lines.insert(next(later, len(lines) if timed else 0), line)
    return lines


def assigned_text(trip: Trip, audience: Audience, places: Iterable[Assignment], t: Translator) -> str:
    """Places within an item as a reader is told them: their own alone, without a name; for others who is where.

    Args:
        trip: the trip, with the names.
        audience: the reader.
        places: those that they may know (see `exports.audience.Assigned`).
        t: the words.
    """
    if audience.whose in ("person", "group"):
        return ", ".join(place.place for place in places)
    return write_assignments(trip, places, t)


def spoken_name(person: Person) -> str:
    """A person's name, with the Latin form behind a name in other letters."""
    return f"{person.name} ({person.latin_name})" if person.latin_name else person.name
