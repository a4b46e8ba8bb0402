"""One line as one would say it: day, time, length, kind, title, place, people, group and status, in any order.

"Do 10:30-12 Besuch KGSt in Gereonstraße mit Dr. Klaus Effing", "fri 9am visit KölnBusiness, 90 min, group A". Nothing
is swallowed: what was not understood stays in the title, and so does a day or time that cannot be meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from trips.edits.directory import put
from trips.grammar.choices import KIND_WORDS, STATUS_WORDS, TRAVEL, Kind, Status
from trips.grammar.journeys import is_journey, service_in
from trips.grammar.kinds import kind_of, kind_words
from trips.grammar.normalise import normalised
from trips.grammar.times import times_within
from trips.grammar.when import DAY, TBA, Clock, Part, When
from trips.grammar.when_text import write_when
from trips.i18n.dates import weekday_date
from trips.i18n.language import Message, Translator, UserError
from trips.importers.door import door
from trips.importers.line.pieces import (
    EDGES,
    day_behind,
    day_within,
    groups_before,
    groups_behind,
    length_behind,
    moment_within,
    status_before,
    status_behind,
    time_before,
    time_behind,
    until_behind,
    with_follow,
)
from trips.importers.private_texts import cut_private
from trips.model.doors import RefusedError, checked
from trips.model.entities import Day, Group, Item, Organisation, Person, Venue, named_in, new_id
from trips.model.field_text import refusal
from trips.model.fields import rules
from trips.model.tables import Entry, Table
from trips.model.trip import Trip
from trips.names.days import DaySaid, said_day
from trips.names.import_index import Directory
from trips.names.index import named_entry
from trips.names.mentions import Known, Role
from trips.names.new_names import Newcomer, cut_new_people, cut_new_place

_QUOTED: Final = re.compile('["„“»«]([^"„“”»«]{2,200})["“”»«]')
LONGEST: Final = 2_000
_NIGHT_ENDS: Final = 4 * 60
"""Minutes behind midnight until which a clock is in the night before its day."""
_SEALS: Final = "".join(map(chr, range(0xE000, 0xE010)))
"""Letters that stand for what is in quotes while the rest of a line is read."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of a line.

    Attributes:
        day: the day, None if none was named.
        when: the time.
        kind: the kind.
        title: what is left; a place or person without which little would be left stays in it.
        venue: the key of the place.
        hosts, speakers, people: keys of people and organisations.
        groups: keys of groups.
        status: the status, None if none was said.
        new: the entries that the line names and the trip does not have yet, each with its table.
        service: the number of the flight or train.
        told: what somebody has to know of the line: a day that the trip has not, several days.
    """

    day: Day | None = None
    when: When = TBA
    kind: Kind = "other"
    title: str = ""
    venue: str | None = None
    hosts: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    status: Status | None = None
    new: tuple[tuple[Table, Entry], ...] = ()
    service: str = ""
    told: tuple[Message, ...] = ()


def read_line(trip: Trip, text: str, earlier: Sequence[tuple[Table, Entry]] = ()) -> Understood:
    """Read a line.

    Args:
        trip: the trip, whose days, people, places and groups a line may name.
        text: the line, in German or English or both.
        earlier: entries of other trips that a line may name too; those it names are among the `new` ones.

    Raises:
        UserError: it is longer than any line, or nothing is left for a title.
    """
    if len(text) > LONGEST:
        raise UserError("The line has {n} characters; an item is said in at most {most}.", n=len(text), most=LONGEST)
    with door(text):
        reading = _Reading(trip, normalised(" ".join(text.split())), earlier)
        reading.before()
        reading.behind()
        reading.within()
        understood = reading.names()
    if not understood.title:
        raise UserError('"{text}" has no title; write for example: Thu 14:30 Group photo', text=text)
    return understood


@dataclass
class _Reading:
    """One line while it is read: what was understood so far, and the rest of its words."""

    trip: Trip
    text: str
    earlier: Sequence[tuple[Table, Entry]]
    found: Understood = field(default_factory=Understood)
    quoted: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        def seal(match: re.Match[str]) -> str:
            self.quoted.append(match[0])
            return _SEALS[len(self.quoted) - 1]

        plain = self.text.translate(dict.fromkeys(map(ord, _SEALS)))
        self.rest = _QUOTED.sub(seal, plain, count=len(_SEALS))
        self.known = Known(self.trip, self.earlier)

    def before(self) -> None:
        """Status, day and time at the beginning, in this order or with the time before the day."""
        status, rest = status_before(self.rest)
        said = said_day(self.trip, rest)
        if is_journey(said.rest):
            self._journey(said, status)
            return
        people = self.known.begins_with_people(said.rest)
        when, rest = (TBA, said.rest) if people else time_before(said.rest)
        if isinstance(when.start, Part):  # "abends Essen um 19 Uhr": the clock says more
            clock, left = time_behind(rest)
            when, rest = (clock, left) if isinstance(clock.start, Clock) and left else (when, rest)
        if said.day is None and said.told is None and when != TBA:
            said = said_day(self.trip, rest)
            rest = said.rest
        if when == TBA and said.part is not None:
            when = When(Part(said.part))
        told = (said.told,) if said.told is not None else ()
        self.found = replace(self.found, day=said.day, when=when, status=status, told=told)
        groups, self.rest = groups_before(self.trip, rest.strip(EDGES))
        if groups:
            self._groups(groups)

    def _journey(self, said: DaySaid, status: Status | None) -> None:
        """A flight or train by its number: from its first time to its last ("LHR 12:50 - WAW 16:20")."""
        clocks = [time.when for time in times_within(said.rest)]
        starts = [when.start for when in clocks if isinstance(when.start, Clock)]
        when = TBA
        if starts:
            when = When(Clock(starts[0].minute), Clock(starts[-1].minute) if len(starts) > 1 else clocks[0].end)
        told = (said.told,) if said.told is not None else ()
        service = service_in(said.rest)
        self.found = replace(self.found, day=said.day, when=when, status=status, service=service, told=told)
        self.rest = time_before(said.rest)[1].strip(EDGES)

    def behind(self) -> None:
        """Status, group, length, time and day at the end, in any order."""
        short = False
        while True:
            rest, now = self.rest, self.found
            status, rest = status_behind(rest) if now.status is None else (None, rest)
            groups, rest = groups_behind(self.trip, rest) if not now.groups else ((), rest)
            when, rest = until_behind(now.when, rest)
            when, rest = length_behind(when, rest)
            if when.start is None:
                said, rest = time_behind(rest)
                short = short or said != TBA
                when = with_follow(when, said) if when != TBA else said
            day, rest = day_behind(self.trip, rest, short=short) if now.day is None else (None, rest)
            if rest == self.rest or not rest:
                return
            self.found = replace(now, status=status or now.status, when=when, day=day or now.day)
            self.rest = rest
            if groups:
                self._groups(groups)

    def _groups(self, names: Sequence[str]) -> None:
        known = {group.name: group.key for group in self.trip.groups}
        for name in names:
            if name not in known:
                group = named_entry(Group, name)
                known[name] = group.key
                self._add("groups", group)
        self.found = replace(self.found, groups=tuple(dict.fromkeys(known[name] for name in names)))

    def _add(self, table: Table, entry: Entry) -> None:
        self.found = replace(self.found, new=(*self.found.new, (table, entry)))

    def within(self) -> None:
        """A day and a time in the middle, if none were said at the ends."""
        if self.found.day is None:
            day, rest = day_within(self.trip, self.rest)
            if rest.strip(EDGES):
                self.found, self.rest = replace(self.found, day=day), rest
        if self.found.when.start is None and self.found.when.end is None:
            day, when, rest = moment_within(self.trip, self.rest)
            if rest.strip(EDGES) and (day is None or self.found.day in (None, day)):
                self.found, self.rest = replace(self.found, when=when, day=day or self.found.day), rest

    # Names

    def names(self) -> Understood:
        """The kind, the title and who and what it names."""
        text = self.rest.strip(EDGES)
        named: dict[str, list[str]] = {"hosts": [], "speakers": [], "people": []}
        text = self._labelled(text, named)
        kind = kind_of(text)
        title, kind = self._mentioned(text, kind, named)
        venue, left = self._place(title)
        readable = next((one for one in (left, title, text) if _tells(one)), text)
        kind = kind_of(readable) if kind == "other" else kind
        if kind == "other" and named["speakers"]:
            kind = "talk"
        if kind == "other" and is_journey(text):
            kind = "transfer"
        keys = {role: tuple(dict.fromkeys(some)) for role, some in named.items()}
        return replace(self.found, kind=kind, title=self._title(readable.strip(EDGES)), venue=venue, **keys)

    def _labelled(self, text: str, named: dict[str, list[str]]) -> str:
        """Take out the hosts behind "Gastgeber:"; known ones first, then a new one."""
        while (cut := self.known.cut_people(text, ("hosts",))).role:
            text = cut.text.strip(EDGES)
            named["hosts"] += self._keys(cut.keys)
        text, new = cut_new_people(text, ("hosts:", "speakers:"))
        self._newcomers(new, named)
        return text

    def _mentioned(self, text: str, kind: Kind, named: dict[str, list[str]]) -> tuple[str, Kind]:
        """Take out who comes "mit", "with", "von" or "by"; "from the KGSt" is no person on the road."""
        roles: tuple[Role, ...] = ("with",) if kind in TRAVEL else ("with", "by")
        title = text
        while (cut := self.known.cut_people(title, roles)).role:
            title = cut.text
            kind = kind_of(title) if kind == "other" else kind
            named["speakers" if cut.role == "by" and kind == "talk" else "people"] += self._keys(cut.keys)
        kind = kind_of(title) if kind == "other" else kind
        title, new = cut_new_people(title, ("with", "by", "by name") if kind == "talk" else ("with", "by"))
        if kind in TRAVEL and any(newcomer.role == "speakers" for newcomer in new):
            return text, kind
        talk = kind in ("talk", "other")
        self._newcomers(
            [newcomer if talk or newcomer.role != "speakers" else newcomer._replace(role="people") for newcomer in new],
            named,
        )
        return title, kind

    def _place(self, title: str) -> tuple[str | None, str]:
        place = self.known.cut_place(title)
        if place.keys:
            return self._keys(place.keys)[0], place.text.strip(EDGES)
        text, name = cut_new_place(title)
        if not name:
            return None, title.strip(EDGES)
        name = self._opened(name)
        venue = named_entry(Venue, name)
        self._add("venues", venue)
        return venue.key, text.strip(EDGES)

    def _keys(self, keys: Sequence[str]) -> list[str]:
        """Keys of entries that were named; those of other trips become new ones of this."""
        made = {entry.key for _, entry in self.found.new}
        for table, entry in self.earlier:
            if entry.key in keys and entry.key not in made:
                self._add(table, entry)
        return list(keys)

    def _newcomers(self, new: Sequence[Newcomer], named: dict[str, list[str]]) -> None:
        known = Directory(self.trip)
        for newcomer in new:
            name = self._opened(newcomer.name)
            if (key := known.known(name)) is not None:
                named[newcomer.role].append(key)
                continue
            entry: Person | Organisation
            if newcomer.is_person:
                entry = named_entry(Person, name, role=newcomer.office, form=newcomer.form)
                self._add("people", entry)
            else:
                entry = named_entry(Organisation, name)
                self._add("organisations", entry)
            named[newcomer.role].append(entry.key)

    def _title(self, text: str) -> str:
        """The title with its quotes; one that is a kind and a quote is what the quote says."""
        alone = re.fullmatch(rf"(?P<kind>[^\W\d_]+)[\s:,]*{_SEALS[0]}", text)
        if alone is not None and kind_of(alone["kind"]) != "other" and len(self.quoted) == 1:
            return self.quoted[0][1:-1].strip()
        return self._opened(text)

    def _opened(self, text: str) -> str:
        """A text with what is in quotes in its place again."""
        return text.translate({ord(seal): quoted for seal, quoted in zip(_SEALS, self.quoted, strict=False)})


def _tells(title: str) -> bool:
    """Whether a title says more than what kind of thing it is."""
    bare = title.strip(EDGES)
    return bool(bare) and (" " in bare or bare.lower() not in kind_words())


def with_new(trip: Trip, understood: Understood) -> Trip:
    """The trip with the entries that a line names and it does not have yet."""
    for table, entry in understood.new:
        trip = put(trip, table, entry)
    return trip


def item_of(understood: Understood, day: str | None) -> Item:
    """A new item from what was understood, on the named day or else on `day`.

    What only the office needs, like a phone number, is in its internal note.

    Raises:
        UserError: the title is too long, or holds what no title may.
    """
    home = understood.day.id if understood.day else day
    title, private = cut_private(understood.title)
    audience = "staff" if understood.kind == "task" else "participants"
    try:
        return checked(
            Item, id=new_id(), title=title or understood.title, staff_note="\n".join(private) if title else "",
            kind=understood.kind, service=understood.service, when=understood.when, day=home, audience=audience,
            venue=understood.venue, hosts=understood.hosts, speakers=understood.speakers,
            people=understood.people, groups=understood.groups, status=understood.status or "tentative",
        )  # fmt: skip
    except RefusedError as error:
        raise refusal(error, rules("Item")) from None


def understood_text(trip: Trip, item: Item, t: Translator, new: Sequence[tuple[Table, Entry]] = ()) -> str:
    """What was understood of a line, part by part: "Thu 9 Oct · 14:30 · talk · Title · Town hall · Dr. Ralf Heinen".

    Args:
        trip: the trip, with the new entries in it.
        item: what the line became.
        t: the reader's words.
        new: the entries that the trip did not have before; they are marked.
    """
    day = next((day for day in trip.days if day.id == item.day), None)
    fresh = {entry.key for _, entry in new}
    mark = t("(new)")

    def name(entry: Entry) -> str:
        return f"{entry.name} {mark}" if entry.key in fresh else entry.name

    names = {entity.key: name(entity) for entity in (*trip.people, *trip.organisations)}
    parts = (
        weekday_date(t, day.date) if day else t("Unscheduled"),
        "" if item.when == TBA else write_when(item.when, t),
        _which_night(item, t),
        "" if item.kind == "other" else t(KIND_WORDS[item.kind]),
        item.title,
        *(name(venue) for venue in trip.venues if venue.key == item.venue),
        ", ".join(names[key] for key in dict.fromkeys(named_in(item))),
        ", ".join(name(group) for group in trip.groups if group.key in item.groups),
        "" if item.status == "tentative" else t(STATUS_WORDS[item.status]),
        t("internal: {text}", text=item.staff_note.replace("\n", ", ")) if item.staff_note else "",
    )
    return " · ".join(part for part in parts if part)


def _which_night(item: Item, t: Translator) -> str:
    """That a clock just behind midnight is in the night before the day, and how to say the one after it."""
    start = item.when.start
    if item.day is None or not isinstance(start, Clock) or start.minute >= _NIGHT_ENDS:
        return ""
    after = write_when(When(Clock(start.minute + DAY)), t)
    return t("in the night before; {clock} is in the night after", clock=after)
