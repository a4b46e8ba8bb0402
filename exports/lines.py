"""What a line of a programme says, as lines of text, and what of it need not be said twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from exports.programme import Line, Name, Programme
from trips.grammar.choices import TRAVEL, Kind
from trips.i18n.language import Translator

INDENT: Final = "    "
"""How far a part stands behind its whole."""
_COMMAS: Final = (", ", "، ")
"""What stands between role and organisation, by language."""


def told_lines(line: Line, t: Translator) -> Iterator[str]:
    """A line as lines of text, a part indented under its whole."""
    indent = INDENT if line.is_part else ""
    yield indent + first_line(line)
    yield from (f"{indent}{INDENT}{text}" for text in rest_of_line(line, t))


def first_line(line: Line) -> str:
    """Time, title and status of a line."""
    status = f" ({line.status})" if line.status else ""
    return f"{line.time.text}: {line.title}{status}"


def rest_of_line(line: Line, t: Translator) -> Iterator[str]:
    """What a line says besides time, title and status, a line of text each."""
    place = ", ".join(part for part in (line.place, line.address) if part)
    if place:
        yield t("Place: {place}", place=place)
    for text in details(line, t):
        yield from text.split("\n")


def details(line: Line, t: Translator) -> Iterable[str]:
    """What belongs to a line besides time, title and place, one thing each."""
    if line.within:
        yield line.within
    if line.hosts:
        yield t("Hosts: {names}", names="; ".join(name.text for name in line.hosts))
    if line.speakers:
        yield t("Speakers: {names}", names="; ".join(name.text for name in line.speakers))
    if line.people:
        yield t("With: {names}", names="; ".join(name.text for name in line.people))
    if line.groups:
        yield t("For: {groups}", groups=line.groups)
    if line.travel:
        yield line.travel
    if line.meet:
        yield t("Meet: {meet}", meet=line.meet)
    if line.assigned:
        yield t("Assigned: {places}", places=line.assigned)
    if line.note:
        yield line.note
    if line.url:
        yield line.url
    yield from line.staff


def place_beside(line: Line) -> str:
    """Where a line is, as it stands beside its title; nothing if the title names the place already.

    The title of a journey names where it goes.
    """
    place, title = line.place.casefold(), line.title.casefold()
    named = place == title if line.item.kind in TRAVEL else place in title
    return "" if named else line.place


def economical(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of a day without what stands above: an address, what somebody is, whom a visit's parts are for.

    People are not told to be of a house that is named beside them.

    Of what does not take place it is enough to say what it was, when and where, and what is noted of it.
    """
    addresses: set[tuple[str, str]] = set()
    known: set[Name] = set()
    groups = ""

    def once(names: tuple[Name, ...]) -> tuple[Name, ...]:
        houses = {name.name for name in names}
        told = tuple(replace(name, about="" if name in known else _but(name.about, houses)) for name in names)
        known.update(names)
        return told

    for line in lines:
        groups = groups if line.is_part else line.groups
        if line.is_off:
            nobody: tuple[Name, ...] = ()
            yield replace(
                line, speakers=nobody, hosts=nobody, people=nobody, address="", travel="", meet="", assigned=""
            )
            continue
        place = (line.place, line.address)
        yield replace(
            line,
            address="" if place in addresses else line.address,
            groups="" if line.is_part and line.groups == groups else line.groups,
            speakers=once(line.speakers),
            hosts=once(line.hosts),
            people=once(line.people),
        )
        addresses |= {place} if line.address else set()


def _but(about: str, houses: Iterable[str]) -> str:
    """What somebody is, without a house that is named beside them."""
    for house in houses:
        rest = about.removesuffix(house)
        if rest != about and (not rest or rest.endswith(_COMMAS)):
            return rest.rstrip("".join(_COMMAS))
    return about


def all_lines(view: Programme) -> Iterator[Line]:
    """The lines of all days."""
    return (line for day in view.days for line in day.lines)


def status_beside(line: Line) -> str:
    """The status behind a title; none if the mark before it says the same."""
    return "" if line.mark is not None and line.mark.word == line.status else line.status


_QUIET: Final[frozenset[Kind]] = frozenset(("break", "transfer", "free"))


def stands_back(line: Line) -> bool:
    """Whether its title stands back behind the programme proper: a way, a break, free time."""
    return line.item.kind in _QUIET and not line.speakers


_OFTEN: Final = 4
"""A status that so many lines have is told by a sign."""
_SIGNS: Final = "°*"


def signs(view: Programme) -> dict[str, str]:
    """The statuses that many lines have, each with the sign that stands for it."""
    told = Counter(map(status_beside, all_lines(view)))
    often = [status for status, n in told.most_common(len(_SIGNS) + 1) if status and n >= _OFTEN]
    return dict(zip(often, _SIGNS, strict=False))


def signs_explained(view: Programme) -> str:
    """What the signs of a programme mean, in a line; "" if there are none."""
    return " · ".join(f"{sign}\u00a0{status}" for status, sign in signs(view).items())
