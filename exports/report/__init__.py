"""The report of a trip: what a delegation did, as a text to edit for the press.

It tells what the programme says and nothing else. No sentence may go wrong with a name or a title that nobody knows
beforehand: titles stand in quotation marks or behind a colon, and people are the subject of verbs that fit them. What
was cancelled, only an idea, or never confirmed is not told; neither are ways, nights, breaks, and meals without a host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from exports.audience import Audience
from exports.programme import DayView, Line, Name, Programme, programme
from exports.snapshot import Snapshot
from exports.text import escaped
from trips.grammar.choices import Kind, Status
from trips.grammar.when import Part, PartName
from trips.i18n.dates import month_names, plain_date, weekday
from trips.i18n.language import N_, Message, Translator
from trips.i18n.text import fold, title_quoted
from trips.model.trip import Trip, first_day, last_day
from trips.queries.readers import may_see

BlockKind = Literal["title", "heading", "subheading", "text", "entry"]

_UNTOLD: Final[frozenset[Kind]] = frozenset(("transfer", "stay", "break", "free", "task"))
_NOT_SURE: Final[frozenset[Status]] = frozenset(("idea", "requested", "cancelled"))


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or an entry of a list."""

    kind: BlockKind
    text: str


def report(view: Programme) -> tuple[Block, ...]:
    """The report of a programme in its language: a lead, the days, and the facts in lists."""
    prose = _Prose(view)
    days = [_day(day, prose) for day in view.days]
    return (*_lead(view), *(block for day in days for block in day), *_facts(view))


def report_markdown(snapshot: Snapshot, audience: Audience, language: str | None = None) -> bytes:
    """The report as Markdown (CommonMark), UTF-8."""
    blocks = report(programme(snapshot, audience, language))
    marks: dict[BlockKind, str] = {"title": "# ", "heading": "## ", "subheading": "### ", "text": "", "entry": "- "}
    lines: list[str] = []
    for n, block in enumerate(blocks):
        listed = block.kind == "entry" and blocks[n - 1].kind == "entry"
        lines += [] if listed or n == 0 else [""]
        lines.append(marks[block.kind] + escaped(" ".join(block.text.split())))
    return ("\n".join(lines) + "\n").encode()


def report_notices(snapshot: Snapshot, audience: Audience) -> tuple[Message, ...]:
    """What the office should know of a report: that the trip is still to come, and what is left out as not certain."""
    view = programme(snapshot, audience)
    found: list[Message] = []
    last = last_day(view.trip)
    if last is not None and snapshot.issued.date() <= last:
        found.append(Message("The trip was still to come in this version; the report tells it as if it had been."))
    unsure = [line.title for day in view.days for line in day.lines if line.item.status == "requested"]
    if unsure:
        found.append(Message("Left out, as it was only requested: {titles}.", titles="; ".join(unsure)))
    return tuple(found)


def _told(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines that a report tells; the parts of what did not happen did not happen either."""
    gone = False
    for line in lines:
        unsure = line.item.status in _NOT_SURE
        if not line.is_part:
            gone = unsure
        eaten = line.item.kind == "meal" and not (line.hosts or line.speakers)
        if not (line.carried or unsure or (gone and line.is_part) or line.item.kind in _UNTOLD or eaten):
            yield line


def _everything(view: Programme) -> list[Line]:
    return [line for day in view.days for line in _told(day.lines)]


def _lead(view: Programme) -> Iterator[Block]:
    t, trip = view.words, view.trip
    yield Block("title", t("Report: {title}", title=view.title))
    first, last = first_day(trip), last_day(trip)
    sentences: list[str] = []
    if first and last:
        text = N_("A programme of visits under the title “{title}” took place {when}.")
        sentences.append(t(text, title=title_quoted(view.title), when=span_of(t, first, last)))
    if view.theme:
        sentences.append(t("The theme was “{theme}”.", theme=title_quoted(view.theme)))
    if view.organiser:
        sentences.append(_sentence(t("Organiser: {name}", name=view.organiser)))
    if visited := [name for name, _ in _institutions(view)]:
        sentences.append(_sentence(t("Visited: {names}", names=listing(t, visited))))
    if trip.series:
        sentences.append(t("The programme was part of the series “{series}”.", series=title_quoted(trip.series)))
    if sentences:
        yield Block("text", " ".join(sentences))


def _day(day: DayView, prose: _Prose) -> Iterator[Block]:
    paragraphs = list(_paragraphs(day, prose))
    if paragraphs:
        yield Block("heading", f"{day.label}: {day.title}" if day.title else day.label)
        yield from (Block("text", " ".join(paragraph)) for paragraph in paragraphs)


def _paragraphs(day: DayView, prose: _Prose) -> Iterator[list[str]]:
    """A paragraph for each item with its parts, in sentences."""
    wholes: list[tuple[Line, list[Line]]] = []
    for line in _told(day.lines):
        if line.is_part and wholes:
            wholes[-1][1].append(line)
        else:
            wholes.append((line, []))
    before, first = "", True
    for whole, parts in wholes:
        moment = daytime(whole, day.date, prose.t)
        opening: _Opening = "first" if first else "next"
        if moment == before:
            opening = "there" if first else "then"
        yield [*prose.whole(whole, parts, moment, opening)]
        before, first = moment, first and _is_journey(whole)


def _is_journey(line: Line) -> bool:
    return line.item.kind in ("arrival", "departure")


_Opening = Literal["first", "there", "next", "then"]

_OPENINGS: Final[dict[_Opening, str]] = {
    "first": N_("{moment}, “{title}” was on the programme{where}."),
    "there": N_("“{title}” was on the programme{where}."),
    "next": N_("{moment}, “{title}” followed{where}."),
    "then": N_("“{title}” was next{where}."),
}
"""How an item is opened: the first one of a day, behind an arrival at that moment, and those that follow."""


_QUOTED: Final = N_("“{title}”")
_GREETING: Final = re.compile(
    r"(?:grußworte?|begrüßung(?:en)?|ansprachen?|eröffnung|reden?|tischreden?|welcome|greetings?|opening|speech(?:es)?"
    r"|address(?:es)?|remarks)(?:(?: und | and |, )\w+)?",
    re.IGNORECASE,
)
"""Titles of talks that name no topic."""


class _Prose:
    """Tells items in sentences; what somebody is, it says once."""

    def __init__(self, view: Programme) -> None:
        self.t = view.words
        self._houses = {organisation.name for organisation in view.trip.organisations}
        self._known: set[str] = set()
        self._trip = view.trip

    def whole(self, line: Line, parts: Sequence[Line], moment: str, opening: _Opening) -> Iterator[str]:
        """The sentences on an item and its parts."""
        if _is_journey(line):
            yield _journey(line, moment, self.t)
        elif line.item.kind == "talk" and line.speakers:
            yield self._spoke(line, (), moment)
            yield from (_sentence(line.note),) if line.note else ()
        else:
            where = "; ".join(one for one in ("" if _says(line.title, line.place) else line.place, line.groups) if one)
            text = self.t(_OPENINGS[opening])
            yield text.format(moment=moment, title=title_quoted(line.title), where=f" ({where})" if where else "")
            yield from self._hosts(line, parts)
        if line.speakers and line.item.kind != "talk":
            yield _sentence(self.t("Speakers: {names}", names=self._names(line.speakers, line.hosts)))
        yield from self._parts(parts, line.hosts)

    def _hosts(self, line: Line, parts: Sequence[Line]) -> Iterator[str]:
        """Who received the guests; a house that the title or the place names is not said again."""
        welcoming = {name.name for part in parts if _is_welcome(part, line.hosts) for name in part.speakers}
        named = [name for name in line.hosts if _for_the_press(self._trip, line, name.name)]
        people = [name for name in named if name.name not in self._houses and name.name not in welcoming]
        houses = [name.name for name in line.hosts if name.name in self._houses]
        houses = [name for name in houses if not _says(f"{line.title} {line.place}", name)]
        if people:
            names = self._names(people, line.hosts)
            yield self.t.plural(
                "{names} received the guests.", "{names} received the guests.", len(people), names=names
            )
        if houses:
            yield _sentence(self.t("Hosts: {names}", names=listing(self.t, houses)))

    def _parts(self, parts: Sequence[Line], hosts: tuple[Name, ...]) -> Iterator[str]:
        """Who welcomed and who spoke on what, in their order; last, in one sentence, what else there was."""
        talks = 0
        others: list[str] = []
        for line in parts:
            if _is_welcome(line, hosts):
                n, names = len(line.speakers), self._names(line.speakers, hosts)
                yield self.t.plural("{names} welcomed the guests.", "{names} welcomed the guests.", n, names=names)
            elif line.item.kind == "talk":
                yield from self._talk(line, hosts, talks)
                talks += 1
            elif line.speakers:
                said = self.t("“{title}” was on the programme too.", title=title_quoted(line.title))
                yield f"{said} {_sentence(self.t('Speakers: {names}', names=self._names(line.speakers, hosts)))}"
            else:
                others.append(self.t(_QUOTED, title=title_quoted(line.title)))
        if others:
            n, titles = len(others), listing(self.t, others)
            yield self.t.plural(
                "{titles} was also on the programme.", "{titles} were also on the programme.", n, titles=titles
            )

    def _talk(self, line: Line, hosts: tuple[Name, ...], talks: int) -> Iterator[str]:
        if line.speakers:
            yield self._spoke(line, hosts)
        else:
            text = N_("Another topic was “{title}”.") if talks else N_("The topic was “{title}”.")
            yield self.t(text, title=title_quoted(line.title))
        if line.note:
            yield _sentence(line.note)

    def _spoke(self, line: Line, hosts: tuple[Name, ...], moment: str = "") -> str:
        t, n, title = self.t, len(line.speakers), title_quoted(line.title)
        names = self._names(line.speakers, hosts)
        if _GREETING.fullmatch(title):
            return self._welcomed(n, names, moment)
        if moment:
            return t.plural(
                "{moment}, {names} spoke on “{title}”.", "{moment}, {names} spoke on “{title}”.", n,
                moment=moment, names=names, title=title,
            )  # fmt: skip
        return t.plural("{names} spoke on “{title}”.", "{names} spoke on “{title}”.", n, names=names, title=title)

    def _welcomed(self, n: int, names: str, moment: str) -> str:
        """Who spoke, where a title names no topic."""
        t = self.t
        if moment:
            return t.plural("{moment}, {names} spoke.", "{moment}, {names} spoke.", n, moment=moment, names=names)
        return t.plural("{names} spoke.", "{names} spoke.", n, names=names)

    def _names(self, names: Iterable[Name], hosts: tuple[Name, ...]) -> str:
        """People in a sentence, what they are in brackets the first time, without a house that is the host."""
        return listing(self.t, [self._name(name, hosts) for name in names])

    def _name(self, name: Name, hosts: tuple[Name, ...]) -> str:
        if name.name in self._known:
            return name.name
        self._known.add(name.name)
        house = next((host.name for host in hosts if host.name in self._houses and name.about.endswith(host.name)), "")
        about = name.about.removesuffix(house).removesuffix(", ") if house else name.about
        return told_name(Name(name.name, about))


def _is_welcome(line: Line, hosts: tuple[Name, ...]) -> bool:
    """Whether the hosts themselves welcome the guests."""
    return line.item.kind == "reception" and bool(line.speakers) and all(one in hosts for one in line.speakers)


def _says(text: str, name: str) -> bool:
    """Whether a text names a place or a house already, be it by one of its longer words."""
    words_ = set(re.findall(r"\w{4,}", fold(name)))
    return not name or not words_.isdisjoint(re.findall(r"\w{4,}", fold(text)))


def _journey(line: Line, moment: str, t: Translator) -> str:
    arrives = line.item.kind == "arrival"
    if line.groups:
        there = N_("{moment}, part of the delegation arrived: {title} ({groups})")
        away = N_("{moment}, part of the delegation left: {title} ({groups})")
        text = there if arrives else away
        return _sentence(t(text, moment=moment, title=line.title, groups=line.groups))
    text = N_("{moment}, the delegation arrived: {title}") if arrives else N_("{moment}, the delegation left: {title}")
    return _sentence(t(text, moment=moment, title=line.title))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


# The facts


def _facts(view: Programme) -> Iterator[Block]:
    t, lines = view.words, _everything(view)
    yield Block("heading", t("Facts for the press"))
    told = {t("Period"): view.dates, t("Theme"): view.theme, t("Organiser"): view.organiser}
    yield from (Block("entry", f"{label}: {text}") for label, text in told.items() if text)
    institutions = [
        place if place.split(", ")[0] == name else ", ".join((name, place)).rstrip(", ")
        for name, place in _institutions(view)
    ]
    hosts = _once(name.text for line in lines for name in line.hosts if _for_the_press(view.trip, line, name.name))
    speakers = _once(name.text for line in lines for name in line.speakers)
    topics = _once(line.title for line in lines if line.item.kind == "talk")
    lists = {t("Institutions visited"): institutions, t("Hosts"): hosts, t("Speakers"): speakers, t("Topics"): topics}
    for title, entries in lists.items():
        if entries:
            yield Block("subheading", title)
            yield from (Block("entry", entry) for entry in entries)


def _for_the_press(trip: Trip, line: Line, host: str) -> bool:
    """Whether a report names a host: people of no organisation, who receive at home, only where the press may read."""
    private = any(person.name == host and person.organisation is None for person in trip.people)
    return not private or may_see("press", line.item.audience)


def _institutions(view: Programme) -> list[tuple[str, str]]:
    """Who was visited, the hosts that are no people, and where; without a host the place."""
    organisations = {organisation.key: organisation.name for organisation in view.trip.organisations}
    found: dict[str, str] = {}
    for line in _everything(view):
        if line.item.kind == "visit":
            place = ", ".join(one for one in (line.place, line.address) if one)
            names = [organisations[key] for key in line.item.hosts if key in organisations]
            for name in names:
                found.setdefault(name, place)
            if not names and line.place:
                found.setdefault(line.place, line.address)
    return list(found.items())


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


_MOMENTS: Final[dict[PartName, str]] = {
    "early": N_("Early on {weekday}"), "morning": N_("On {weekday} morning"), "midday": N_("On {weekday} at midday"),
    "afternoon": N_("On {weekday} afternoon"), "evening": N_("On {weekday} evening"),
    "night": N_("On {weekday} night"), "all day": N_("On {weekday}"),
}  # fmt: skip

_HOURS: Final[tuple[tuple[int, PartName], ...]] = (
    (5, "night"), (9, "early"), (12, "morning"), (14, "midday"), (18, "afternoon"), (24, "evening"),
)  # fmt: skip
"""Until which hour a part of the day lasts."""


def daytime(line: Line, day: date, t: Translator) -> str:
    """When something was, as one tells it afterwards: "On Thursday morning"; of an arrival, when people were there."""
    start = line.item.when.start
    moment = (line.end or line.start) if line.item.kind == "arrival" else line.start
    if isinstance(start, Part):
        part: PartName = start.name
    elif moment is None:
        part = "all day"
    else:
        part = next(name for hour, name in _HOURS if moment.hour < hour)
    date_of = day if moment is None or part == "night" else moment.date()
    return t(_MOMENTS[part], weekday=weekday(t, date_of))


def span_of(t: Translator, first: date, last: date) -> str:
    """The days of a trip in a sentence: "on 9 and 10 October 2025", "from 30 October to 2 November 2025"."""
    if first == last:
        return t("on {day}", day=plain_date(t, first))
    values = {"day": first.day, "month": month_names(t)[first.month - 1]}
    if first.year != last.year:
        begin = plain_date(t, first)
    elif first.month != last.month:
        begin = t("{day} {month}", **values)
    else:
        begin = t("{day:d}", day=first.day)
    text = N_("on {first} and {last}") if (last - first).days == 1 else N_("from {first} to {last}")
    return t(text, first=begin, last=plain_date(t, last))


def listing(t: Translator, names: Iterable[str]) -> str:
    """Names in a sentence: "A, B and C"."""
    *some, last = [*names] or [""]
    return t("{some} and {last}", some=", ".join(some), last=last) if some else last


def told_name(name: Name) -> str:
    """A name with what somebody is in brackets; brackets within those are square."""
    about = name.about.replace("(", "[").replace(")", "]")
    if about and name.name.endswith(")"):
        return f"{name.name[:-1]}; {about})"
    return f"{name.name} ({about})" if about else name.name
