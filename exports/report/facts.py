"""The facts of a trip in lists, for whoever writes about it: when, where, who, and on what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exports.programme import Line, Name, Programme
from exports.report.blocks import Block
from exports.report.selection import everything, for_the_press, is_exchange, is_greeting, says
from exports.report.sentences import by_rank, listing, sentence, told_name
from trips.i18n.language import Translator
from trips.i18n.text import title_quoted


def facts(view: Programme, order: Mapping[str, int]) -> Iterator[Block]:
    """A heading, what is known of the whole, and a list each of institutions, hosts, speakers and topics."""
    t, lines = view.words, everything(view)
    yield Block("heading", t("Facts for the press"))
    told = {t("Period"): view.dates, t("Theme"): view.theme, t("Organiser"): view.organiser}
    yield from (Block("entry", f"{label}: {text}") for label, text in told.items() if text)
    lists = {
        t("Institutions visited"): [", ".join(one for one in about if one) for about in institutions(view)],
        t("Hosts"): _hosts(view, lines, order),
        t("Speakers"): [name.text for line in lines for name in line.speakers],
        t("Topics"): [_topic(line, t) for line in lines if _is_topic(line)],
    }
    for title, entries in lists.items():
        if entries:
            yield Block("subheading", title)
            yield from (Block("entry", entry) for entry in dict.fromkeys(entries))


def institutions(view: Programme) -> list[tuple[str, str, str]]:
    """Who was visited, where if their name does not say it, and the address; without a host the place."""
    organisations = {organisation.key: organisation.name for organisation in view.trip.organisations}
    venues = {venue.key: venue.name for venue in view.trip.venues}
    found: dict[str, tuple[str, str, str]] = {}
    for line in everything(view):
        if line.item.kind != "visit":
            continue
        place = venues.get(line.item.venue or "", "")
        houses = [organisations[key] for key in line.item.hosts if key in organisations]
        for name in houses:
            found.setdefault(name, (name, "" if says(name, place) else place, line.address))
        if not houses and place:
            found.setdefault(place, (place, "", line.address))
    return list(found.values())


def _hosts(view: Programme, lines: Sequence[Line], order: Mapping[str, int]) -> list[str]:
    """Each house with those of it who received, then those of no house."""
    houses = {organisation.name for organisation in view.trip.organisations}
    received: dict[str, list[Name]] = {}
    others: list[str] = []
    for line in lines:
        for name in line.hosts:
            house = name.name if name.name in houses else house_of(name, houses)
            if house:
                received.setdefault(house, [])
                received[house] += [] if name.name == house else [short_of(house, name)]
            elif for_the_press(view.trip, line, name.name):
                others.append(name.text)
    named = {
        house: listing(view.words, map(told_name, by_rank(dict.fromkeys(people), order)))
        for house, people in received.items()
    }
    return [f"{house}: {people}" if people else house for house, people in named.items()] + others


def house_of(name: Name, houses: set[str]) -> str:
    """The house that somebody is of, among some; "" for none of them."""
    return next((house for house in houses if name.about == house or name.about.endswith(f", {house}")), "")


def short_of(house: str, name: Name) -> Name:
    """Somebody without their house, where it has been named."""
    return Name(name.name, name.about.removesuffix(house).removesuffix(", ")) if house else name


def _is_topic(line: Line) -> bool:
    return line.item.kind == "talk" and not is_greeting(line.title) and not is_exchange(line.title)


def _topic(line: Line, t: Translator) -> str:
    """A topic, who spoke on it, and what the programme adds."""
    title = t("“{title}”", title=title_quoted(line.title))
    told = ", ".join((title, *(name.name for name in line.speakers)))
    return f"{told}. {sentence(line.note)}" if line.note else told
