"""Places of which nobody has noted whether those with access needs can get in.

A finding names who and where and never the need itself, which is a private detail.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, names
from trips.checks.trip_context import TripContext
from trips.grammar.choices import TRAVEL
from trips.i18n.language import Message
from trips.model.entities import Item, Person, Venue
from trips.schedule.timeline import Timeline

_NOTED: Final = re.compile(
    r"access|barriere|step-?free|stufenlos|stufenfrei|ebenerdig|wheelchair|rollstuhl|rollator|aufzug|fahrstuhl|\blift\b"
    r"|elevator|\brampe?\b|treppenlift",
    re.IGNORECASE,
)
"""What says that somebody has thought of it."""
_HEARING: Final = re.compile(
    r"\bhear|\bhör|schwerhörig|gehörlos|\bdeaf|sign language|gebärden|induktion", re.IGNORECASE
)
_MOVING: Final = re.compile(
    r"step|stair|lift|wheel|walk|ramp|roll|stufe|treppe|aufzug|geh(?:en|hil|beh)", re.IGNORECASE
)


class _Place(NamedTuple):
    """A place of which nothing is noted: its name, the first item there, and those with needs who go there."""

    name: str
    item: str
    people: tuple[str, ...]


def of_trip(
    timeline: Timeline, plans: Sequence[DayContext], ground: TripContext, today: date | None
) -> Iterator[Finding]:
    """Where people with access needs go and nothing is noted.

    Those who share a place are told together, so each person and each place is told once.
    """
    del timeline, today
    if not _needy(ground):
        return
    places: dict[str, _Place] = {}
    for plan in plans:
        for key, place in plan.gathered(_open, ground).items():
            known = places.get(key, place)
            places[key] = known._replace(people=tuple(dict.fromkeys((*known.people, *place.people))))
    companies: list[tuple[set[str], list[_Place]]] = []
    for place in places.values():
        people, shared = set(place.people), [place]
        for company in [one for one in companies if one[0] & people]:
            companies.remove(company)
            people, shared = company[0] | people, company[1] + shared
        companies.append((people, shared))
    for people, shared in companies:
        yield _told(ground, people, shared)


def _told(ground: TripContext, people: Collection[str], places: Sequence[_Place]) -> Finding:
    who = [person for person in ground.matter.people if person.key in people]
    return Finding(
        "access.ask", "hint", tuple(dict.fromkeys(place.item for place in places)),
        Message(
            "{people}: access needs (private details), and nothing is noted of access to {places}; ask, and note it"
            " with the place.",
            people=names([person.name for person in who]), places=names([place.name for place in places]),
        ),
        tuple(f"people:{person.key}" for person in who),
    )  # fmt: skip


def _needy(ground: TripContext) -> list[Person]:
    """Who has needs that a place can fail; for a hearing aid no door is too narrow."""
    return [
        person
        for person in ground.matter.people
        if (need := person.private.access) and (not _HEARING.search(need) or _MOVING.search(need))
    ]


def _open(plan: DayContext, ground: TripContext) -> dict[str, _Place]:
    """The places of a day of which nothing is noted and where somebody with access needs goes."""
    attendance, needy = ground.on_day(plan), _needy(ground)
    found: dict[str, _Place] = {}
    for placed in plan.takes_place:
        item = placed.item
        if item.kind in (*TRAVEL, "task", "free") or item.status == "idea":
            continue
        whole = plan.whole_of(item)
        venue = ground.venues.get(item.venue or (whole.venue if whole is not None else None) or "")
        if (venue is None and item.kind not in ("visit", "tour")) or _is_noted(item, whole, venue):
            continue
        going = tuple(person.key for person in needy if attendance.goes(item, person))
        key = f"place {venue.key}" if venue is not None else f"title {item.title}"
        if going:
            known = found.get(key, _Place(venue.name if venue is not None else item.title, item.id, ()))
            found[key] = known._replace(people=(*known.people, *going))
    return found


def _is_noted(item: Item, whole: Item | None, venue: Venue | None) -> bool:
    texts = [entity.note + " " + entity.staff_note for entity in (item, whole, venue) if entity is not None]
    return any(_NOTED.search(text) for text in texts)
