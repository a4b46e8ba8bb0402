"""Talks that somebody would not understand: no language in common, and nobody there who interprets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, names
from trips.checks.trip_context import TripContext
from trips.grammar.choices import APART, TRAVEL
from trips.i18n.language import Message
from trips.model.entities import Item, Person, named_in
from trips.schedule.attendance import in_person_programme
from trips.schedule.timeline import Placed

_INTERPRETER: Final = re.compile("interpret|dolmetsch|übersetz|translat|intérprete", re.IGNORECASE)


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Items in which hosts or speakers and delegates, as far as their languages are known, share none."""
    if not ground.heard:
        return
    hearing = [delegate for delegate in ground.delegates if delegate.languages]
    for placed in plan.takes_place:
        item, whole = placed.item, plan.whole_of(placed.item)
        if item.kind in TRAVEL or item.kind in APART or not (item.hosts or item.speakers):
            continue
        speaking = _people(ground, item.speakers) or _people(ground, item.hosts)
        if not speaking or any(not person.languages for person in speaking):
            continue
        if not _interpreted(ground, (item, whole)):
            yield from _misunderstood(plan, ground, placed, speaking, hearing)


def _people(ground: TripContext, keys: Iterable[str]) -> list[Person]:
    return [ground.people[key] for key in keys if key in ground.people]


def _interpreted(ground: TripContext, items: Iterable[Item | None]) -> bool:
    named = (person for item in items if item is not None for person in _people(ground, named_in(item)))
    return any(_INTERPRETER.search(person.role) for person in named)


def _misunderstood(
    plan: DayContext, ground: TripContext, placed: Placed, speaking: list[Person], hearing: list[Person]
) -> Iterator[Finding]:
    item, whole = placed.item, plan.whole_of(placed.item)
    spoken = [_plain(person.languages) for person in speaking]
    if all(known & heard for known in spoken for heard in ground.heard):
        return
    alone = item.speakers  # each speaker has to be understood, of several hosts one
    lost: list[Person] = []
    for person in hearing:
        if person in speaking or not in_person_programme(item, whole, person):
            continue
        shared = [bool(known & _plain(person.languages)) for known in spoken]
        if not (all(shared) if alone else any(shared)) and ground.on_day(plan).is_present(item, person):
            lost.append(person)
    if lost:
        yield Finding(
            "language.interpreter", "warning", (item.id,),
            Message(
                "{title}: {speakers} ({spoken}) and {people} ({heard}) have no language in common, and nobody who"
                " interprets is named in it.",
                title=item.title, speakers=names([person.name for person in speaking]), spoken=_told(speaking),
                people=names([person.name for person in lost], 3), heard=_told(lost),
            ),
        )  # fmt: skip


def _plain(languages: Iterable[str]) -> set[str]:
    """Languages without their regions: pt-BR is understood by who understands pt."""
    return {language.partition("-")[0] for language in languages}


def _told(people: Iterable[Person]) -> str:
    return ", ".join(dict.fromkeys(language for person in people for language in person.languages))
