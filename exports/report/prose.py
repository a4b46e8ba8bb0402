"""The days of a trip in sentences that fit, whoever the people are and whatever the titles say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from exports.programme import DayView, Line, Name, Programme
from exports.report.blocks import Block
from exports.report.facts import house_of, short_of
from exports.report.openings import Openings, Place, case_of
from exports.report.selection import for_the_press, is_exchange, is_greeting, is_thanks, is_welcome, says, told_lines
from exports.report.sentences import by_rank, daytime, listing, moment_of, sentence, told_name
from exports.report.titles import titled
from trips.grammar.choices import Kind
from trips.grammar.when import PartName
from trips.i18n.dates import weekday
from trips.i18n.language import N_
from trips.i18n.text import title_quoted

_Whole = tuple[Line, list[Line]]
"""An item and its parts."""

_BY_WHOM: Final[frozenset[Kind]] = frozenset(("ceremony", "press"))
"""Kinds of parts whose people are the news: who signed, who was honoured."""
_ASKED: Final = N_("There was time for questions and discussion.")
_ASKED_TOO: Final = N_("Here, too, there was time for questions.")


def days_in_prose(view: Programme, order: Mapping[str, int]) -> Iterator[Block]:
    """A heading for each day of which something is told, and a paragraph for each item."""
    prose = _Prose(view, order)
    for day in view.days:
        paragraphs = list(prose.day(day))
        if paragraphs:
            yield Block("heading", f"{day.label}: {day.title}" if day.title else day.label)
            yield from (Block("text", " ".join(paragraph)) for paragraph in paragraphs)


def _wholes(day: DayView) -> list[_Whole]:
    found: list[_Whole] = []
    for line in told_lines(day.lines):
        if line.is_part and found:
            found[-1][1].append(line)
        else:
            found.append((line, []))
    return found


def _together(day: DayView) -> Iterator[tuple[tuple[date, PartName], list[_Whole]]]:
    """Items with the part of the day that each was in; journeys of one kind there together, all else one by one."""
    found = [(daytime(whole[0], day.date), whole) for whole in _wholes(day)]
    for (when, way), group in groupby(found, lambda one: (one[0], _way(one[1][0]))):
        wholes = [whole for _, whole in group]
        yield from [(when, wholes)] if way else [(when, [whole]) for whole in wholes]


class _Prose:
    """Tells items in sentences; what somebody is, it says once."""

    def __init__(self, view: Programme, order: Mapping[str, int]) -> None:
        self.t = view.words
        self._order = order
        self._trip = view.trip
        self._houses = {organisation.name for organisation in view.trip.organisations}
        self._known: set[str] = set()
        self._ways = Openings()
        self._asked = False
        self._journeys_told = [line.item for day in view.days for line in told_lines(day.lines) if _way(line)]

    def day(self, day: DayView) -> Iterator[list[str]]:
        """The paragraphs of a day."""
        self._ways.begin_day()
        before: tuple[date, PartName] | None = None
        last: Line | None = None
        for when, wholes in _together(day):
            line = wholes[0][0]
            moment = moment_of(when, before, self.t)
            if _way(line):
                yield [*self._journeys(wholes, moment)]
            elif line.item.kind == "talk" and line.speakers:
                yield [self._spoke(line, (), moment), *self._parts(wholes[0][1], line.hosts)]
            else:
                place = _place(line, last, when[1], changed=when != before)
                opening = self._opening(line, place, moment, weekday(self.t, when[0]))
                yield [opening, *self._whole(*wholes[0])]
            before, last = when, line

    def _opening(self, line: Line, place: Place, moment: str, day: str) -> str:
        """The sentence that an item begins with: when it was, what, where and who of the guests was there."""
        where = "; ".join(one for one in ("" if says(line.title, line.place) else line.place, line.groups) if one)
        text = self._ways.of(line.item.kind, place, all_came=not line.groups)
        if "{moment}" in text:
            moment = self.t(word) if (word := self._ways.moment(place)) else moment
        title = titled(line, case_of(text), self.t)
        return self.t(text, moment=moment, weekday=day, title=title, where=f" ({where})" if where else "")

    def _whole(self, line: Line, parts: Sequence[Line]) -> Iterator[str]:
        """The sentences on an item and its parts behind the first."""
        yield from self._hosts(line, parts)
        if line.speakers:
            yield sentence(self.t("Speakers: {names}", names=self._names(line.speakers, line.hosts)))
        yield from self._parts(parts, line.hosts)

    def _journeys(self, wholes: Sequence[_Whole], moment: str) -> Iterator[str]:
        """Who came or left at a time, in one sentence."""
        lines = [line for line, _ in wholes]
        kind = lines[0].item.kind
        all_of_them, apart = self._all_travel(lines), len(lines) > 1
        if not all_of_them:
            text = {
                "arrival": N_("{moment}, part of the delegation arrived"),
                "departure": N_("{moment}, part of the delegation left"),
            }
        elif apart:
            text = {
                "arrival": N_("{moment}, the delegation arrived in groups"),
                "departure": N_("{moment}, the delegation left in groups"),
            }
        else:
            text = {
                "arrival": N_("{moment}, the delegation arrived"),
                "departure": N_("{moment}, the delegation left"),
            }
        groups = "; ".join(line.groups for line in lines if line.groups) if apart or not all_of_them else ""
        said = self.t(text[kind], moment=moment)
        yield sentence(f"{said} ({groups})" if groups else said)
        for line, parts in wholes:
            yield from self._parts(parts, line.hosts)

    def _all_travel(self, lines: Sequence[Line]) -> bool:
        """Whether nobody of those who travel is left for another journey of the kind."""
        items = [line.item for line in lines]
        alike = [item for item in self._journeys_told if item.kind == items[0].kind]
        if len(alike) > len(items) or any(item.only for item in items):
            return False
        groups = {key for item in items for key in item.groups}
        named = {key for item in items for key in item.people}
        covered = {person.key for person in self._trip.people if groups & set(person.groups)} | named
        return any(not (item.groups or item.people) for item in items) or all(
            (item.groups and groups >= set(item.groups)) or (item.people and covered >= set(item.people))
            for item in self._journeys_told
        )

    def _hosts(self, line: Line, parts: Sequence[Line]) -> Iterator[str]:
        """Who received the guests and is not told to have spoken; a house that is named already is not named again."""
        spoke = {name.name for one in (line, *parts) for name in one.speakers}
        named = [name for name in line.hosts if for_the_press(self._trip, line, name.name)]
        people = [name for name in named if name.name not in self._houses]
        people = by_rank(people, self._order) if any(name.name not in spoke for name in people) else []
        houses = [name.name for name in line.hosts if name.name in self._houses]
        houses = [name for name in houses if not says(f"{line.title} {line.place}", name)]
        if people:
            names = self._names(people, line.hosts)
            yield self.t.plural(
                "{names} received the guests.", "{names} received the guests.", len(people), names=names
            )
        if houses:
            yield sentence(self.t("Hosts: {names}", names=listing(self.t, houses)))

    def _parts(self, parts: Sequence[Line], hosts: tuple[Name, ...]) -> Iterator[str]:
        """Who welcomed and who spoke on what, in their order; then what else there was, and how it ended."""
        talks, others = 0, list[str]()
        asked = thanked = False
        for line in parts:
            if is_welcome(line, hosts):
                n, names = len(line.speakers), self._names(line.speakers, hosts)
                yield self.t.plural("{names} welcomed the guests.", "{names} welcomed the guests.", n, names=names)
            elif line.item.kind == "talk" and line.speakers:
                yield self._spoke(line, hosts, talks=talks)
                talks += 1
            elif is_exchange(line.title):
                asked = True
            elif is_thanks(line.title) and line is parts[-1]:
                thanked = True
            elif line.item.kind == "talk":
                text = N_("Another topic was “{title}”.") if talks else N_("The topic was “{title}”.")
                yield self.t(text, title=title_quoted(line.title))
                talks += 1
            elif line.people and line.item.kind in _BY_WHOM:
                yield self._by_whom(line, hosts)
            elif line.speakers:
                n, title, names = len(line.speakers), titled(line, "with", self.t), self._names(line.speakers, hosts)
                yield self.t.plural(
                    "At {title}, {names} spoke.", "At {title}, {names} spoke.", n, title=title, names=names
                )
            else:
                others.append(titled(line, "subject", self.t))
        if others:
            yield self._also(others)
        if asked:
            yield self.t(_ASKED_TOO if self._asked else _ASKED)
            self._asked = True
        if thanked:
            yield self.t("The guests ended their visit with words of thanks.")

    def _also(self, titles: Sequence[str]) -> str:
        """What else there was, said now in this way, now in that."""
        t, n, told = self.t, len(titles), listing(self.t, titles)
        match self._ways.pick(("also included", "there was", "part of it")):
            case "also included":
                return t.plural(
                    "The programme also included {titles}.", "The programme also included {titles}.", n, titles=told
                )
            case "there was":
                return t.plural("There was also {titles}.", "There were also {titles}.", n, titles=told)
            case _:
                return t.plural(
                    "The occasion also featured {titles}.", "The occasion also featured {titles}.", n, titles=told
                )

    def _by_whom(self, line: Line, hosts: tuple[Name, ...]) -> str:
        """Who signed or was honoured."""
        t, n, names = self.t, len(line.people), self._names(line.people, hosts)
        if self._ways.pick(("took part", "also took part")) == "took part":
            told = {"names": names, "title": titled(line, "in", t)}
            return t.plural("{names} took part in {title}.", "{names} took part in {title}.", n, **told)
        told = {"names": names, "title": titled(line, "with", t)}
        return t.plural("Taking part in {title} was {names}.", "Taking part in {title} were {names}.", n, **told)

    def _spoke(self, line: Line, hosts: tuple[Name, ...], moment: str = "", *, talks: int = 0) -> str:
        """Who spoke, and on what if the title names a topic."""
        t, n, title = self.t, len(line.speakers), title_quoted(line.title)
        names = self._names(line.speakers, hosts)
        topic = not is_greeting(line.title)
        if moment and topic:
            return t.plural(
                "{moment}, {names} spoke on “{title}”.", "{moment}, {names} spoke on “{title}”.", n,
                moment=moment, names=names, title=title,
            )  # fmt: skip
        if moment:
            return t.plural("{moment}, {names} spoke.", "{moment}, {names} spoke.", n, moment=moment, names=names)
        if not topic:
            return t.plural("{names} spoke.", "{names} spoke.", n, names=names)
        if talks % 2:
            return t.plural(
                "Next, {names} spoke on “{title}”.", "Next, {names} spoke on “{title}”.", n, names=names, title=title
            )
        return t.plural("{names} spoke on “{title}”.", "{names} spoke on “{title}”.", n, names=names, title=title)

    def _names(self, names: Iterable[Name], hosts: tuple[Name, ...]) -> str:
        """People in a sentence, what they are in brackets the first time, without a house that is the host."""
        return listing(self.t, [self._name(name, hosts) for name in names])

    def _name(self, name: Name, hosts: tuple[Name, ...]) -> str:
        if name.name in self._known:
            return name.name
        self._known.add(name.name)
        house = house_of(name, {host.name for host in hosts if host.name in self._houses})
        return told_name(short_of(house, name))


def _way(line: Line) -> str:
    """The kind of a journey that brings or takes guests; "" for anything else."""
    return line.item.kind if line.item.kind in ("arrival", "departure") else ""


def _place(line: Line, last: Line | None, part: PartName, *, changed: bool) -> Place:
    """Where an item stands in the telling of its day, behind another one or none."""
    if last is None:
        return "early" if part in ("early", "morning") else "first"
    if _way(last):
        return "first" if changed else "behind"
    if _at_once(last, line):
        return "beside"
    return "later" if changed else "next"


def _at_once(before: Line, line: Line) -> bool:
    """Whether something began while what was told before it went on."""
    return before.end is not None and line.start is not None and line.start < before.end
