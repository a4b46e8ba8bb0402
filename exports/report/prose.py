"""The days of a trip in sentences that fit, whoever the people are and whatever the titles say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from exports.nouns import german_house, is_plural_house
from exports.programme import DayView, Line, Name, Programme
from exports.report.blocks import Block
from exports.report.facts import house_of, short_of
from exports.report.openings import Openings, Place, case_of, of_many, of_one
from exports.report.selection import for_the_press, is_exchange, is_greeting, is_thanks, is_welcome, says, told_lines
from exports.report.sentences import by_rank, daytime, listing, moment_of, sentence, told_name
from exports.report.titles import is_many, leads_somewhere, titled
from exports.report.who import Who, who_of
from trips.grammar.choices import Kind
from trips.grammar.when import PartName
from trips.i18n.dates import weekday
from trips.i18n.language import N_
from trips.i18n.text import capitalised, title_quoted

_OF_ALL: Final[Mapping[str, str]] = {
    "arrival": N_("{moment}, the delegation arrived."), "departure": N_("{moment}, the delegation left."),
}  # fmt: skip
_IN_GROUPS: Final[Mapping[str, str]] = {
    "arrival": N_("{moment}, the delegation arrived in groups."),
    "departure": N_("{moment}, the delegation left in groups."),
}
_OF_PART: Final[Mapping[str, str]] = {
    "arrival": N_("{moment}, part of the delegation arrived."),
    "departure": N_("{moment}, part of the delegation left."),
}
_BY_GROUP: Final[Mapping[str, str]] = {
    "arrival": N_("{moment}, {group} arrived."), "departure": N_("{moment}, {group} left."),
}  # fmt: skip
_BY_GROUPS: Final[Mapping[str, str]] = {
    "arrival": N_("{moment}, {who} arrived."), "departure": N_("{moment}, {who} left."),
}  # fmt: skip
"""Who came and who left."""

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
        who = self._who(line)
        where = "; ".join(one for one in ("" if says(line.title, line.place) else line.place, who.beside) if one)
        invited = bool(line.hosts) and re.search(r"einlad|invit", line.title, re.IGNORECASE) is None
        all_came, leads = who == who_of((), self.t), leads_somewhere(line, self.t)
        text = self._ways.of(line.item.kind, place, all_came=all_came, invited=invited, leads=leads)
        if "{moment}" in text:
            moment = self.t(word) if (word := self._ways.moment(place)) else moment
        title = titled(line, case_of(text), self.t)
        text = text if who.are_many else of_one(text)
        return self.t(
            of_many(text) if is_many(line, self.t) else text, moment=moment, weekday=day, title=title, titles=title,
            who=who.subject, group=who.subject, whom=who.object, where=f" ({where})" if where else "",
        )  # fmt: skip

    def _who(self, *lines: Line) -> Who:
        """Who of the guests was at some items; everybody where one is for all, or where a title says whose it is."""
        names = {group.key: group.name for group in self._trip.groups}
        groups = [*dict.fromkeys(names[key] for line in lines for key in line.item.groups if key in names)]
        titles = " ".join(line.title for line in lines if not _way(line)).casefold()
        told = any(not line.groups for line in lines) or all(name.casefold() in titles for name in groups)
        return who_of(() if told else groups, self.t)

    def _whole(self, line: Line, parts: Sequence[Line]) -> Iterator[str]:
        """The sentences on an item and its parts behind the first."""
        received = self._receivers(line, parts)
        yield from self._hosts(line, received)
        if line.speakers:
            names = self._names(line.speakers, line.hosts)
            yield self.t.plural("{names} spoke.", "{names} spoke.", len(line.speakers), names=names)
        # Who received them welcomed them.
        left = [part for part in parts if not (is_welcome(part, line.hosts) and set(part.speakers) <= set(received))]
        yield from self._parts(left, line.hosts)

    def _journeys(self, wholes: Sequence[_Whole], moment: str) -> Iterator[str]:
        """Who came or left at a time, in one sentence."""
        lines = [line for line, _ in wholes]
        kind = lines[0].item.kind
        who = self._who(*lines)
        if self._all_travel(lines):
            text = _IN_GROUPS if len(lines) > 1 else _OF_ALL
        elif any(line.item.people or not line.groups for line in lines) or who.beside:
            text = _OF_PART
        else:
            text = _BY_GROUPS if who.are_many else _BY_GROUP
        yield self.t(text[kind], moment=moment, who=who.subject, group=who.subject)
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

    def _receivers(self, line: Line, parts: Sequence[Line]) -> list[Name]:
        """The people who received the guests; none if it is told of all of them that they spoke."""
        spoke = {name.name for one in (line, *parts) for name in one.speakers}
        named = [name for name in line.hosts if for_the_press(self._trip, line, name.name)]
        people = [name for name in named if name.name not in self._houses]
        return by_rank(people, self._order) if any(name.name not in spoke for name in people) else []

    def _hosts(self, line: Line, people: Sequence[Name]) -> Iterator[str]:
        """Which people and houses received the guests; a house that is named already is not named again."""
        houses = [name.name for name in line.hosts if name.name in self._houses]
        houses = [name for name in houses if not says(f"{line.title} {line.place}", name)]
        told = [german_house(name) if self.t.language == "de" else name for name in houses]
        if people:
            names = self._names(people, line.hosts)
            yield self.t.plural(
                "{names} received the guests.", "{names} received the guests.", len(people), names=names
            )
        if houses and all(told) and not any("," in name for name in told):
            n, names = len(told), capitalised(listing(self.t, told))
            yield self.t.plural("{names} received the guests.", "{names} received the guests.", n, names=names)
        elif houses:
            names = listing(self.t, houses)
            n = 2 if len(houses) > 1 or (self.t.language == "de" and is_plural_house(houses[0])) else 1
            told_so = self.t.plural("The host was {names}", "The hosts were {names}", n, names=names)
            yield sentence(told_so)

    def _parts(self, parts: Sequence[Line], hosts: tuple[Name, ...]) -> Iterator[str]:
        """Who welcomed, who spoke on what and what else there was, in the order in which it was."""
        talks, done = 0, 0
        for is_side, group in groupby(parts, lambda line: _is_side(line, last=line is parts[-1])):
            lines = [*group]
            if is_side:
                yield self._beside(lines, first=done == 0, last=done + len(lines) == len(parts))
            else:
                for line in lines:
                    yield self._part(line, hosts, talks, last=line is parts[-1])
                    talks += line.item.kind == "talk" and not is_exchange(line.title)
            done += len(lines)

    def _part(self, line: Line, hosts: tuple[Name, ...], talks: int, *, last: bool) -> str:
        """A part that somebody made, or that has a sentence of its own.

        Args:
            line: the part.
            hosts: the hosts of its whole.
            talks: how many talks were told before it.
            last: whether the whole ended with it.
        """
        t, n = self.t, len(line.speakers)
        if is_welcome(line, hosts):
            names = self._names(line.speakers, hosts)
            return t.plural("{names} welcomed the guests.", "{names} welcomed the guests.", n, names=names)
        if line.item.kind == "talk" and line.speakers:
            return self._spoke(line, hosts, talks=talks)
        if is_exchange(line.title):
            asked, self._asked = self._asked, True
            return t(_ASKED_TOO if asked else _ASKED)
        if is_thanks(line.title) and last and not line.speakers:
            return t("The guests ended their visit with words of thanks.")
        if line.item.kind == "talk":
            text = N_("Another topic was “{title}”.") if talks else N_("The topic was “{title}”.")
            return t(text, title=title_quoted(line.title))
        if line.people and line.item.kind in _BY_WHOM:
            return self._by_whom(line, hosts)
        title, names = titled(line, "with", t), self._names(line.speakers, hosts)
        return t.plural("At {title}, {names} spoke.", "At {title}, {names} spoke.", n, title=title, names=names)

    def _beside(self, lines: Sequence[Line], *, first: bool, last: bool) -> str:
        """What else there was, at the beginning of a whole, at its end or between."""
        t = self.t
        n = 2 if len(lines) > 1 or is_many(lines[0], t) else 1
        titles = listing(t, [titled(line, "subject", t) for line in lines])
        if first and not last:
            return t.plural("It opened with {titles}.", "It opened with {titles}.", n, titles=titles)
        if last and not first:
            return t.plural("It closed with {titles}.", "It closed with {titles}.", n, titles=titles)
        return capitalised(t.plural("{titles} followed.", "{titles} followed.", n, titles=titles))

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


def _is_side(line: Line, *, last: bool) -> bool:
    """Whether a part is told by its title alone: nobody made it, it names no topic, and it was no thanks at the end."""
    told_apart = line.item.kind == "talk" or line.speakers or (line.people and line.item.kind in _BY_WHOM)
    return not (told_apart or is_exchange(line.title) or (last and is_thanks(line.title)))


def _way(line: Line) -> str:
    """The kind of a journey that brings or takes guests; "" for anything else."""
    return line.item.kind if line.item.kind in ("arrival", "departure") else ""


def _place(line: Line, last: Line | None, part: PartName, *, changed: bool) -> Place:
    """Where an item stands in the telling of its day, behind another one or none."""
    if last is None:
        return "early" if part in ("early", "morning") else "first"
    if _way(last):
        return "first" if changed else "behind" if last.item.kind == "arrival" else "next"
    if _at_once(last, line):
        return "beside"
    return "later" if changed else "next"


def _at_once(before: Line, line: Line) -> bool:
    """Whether something began while what was told before it went on."""
    return before.end is not None and line.start is not None and line.start < before.end
