"""What a programme should say and does not: speakers, hosts, addresses, who brings things, whom to phone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, names
from trips.checks.trip_context import TripContext
from trips.grammar.choices import Kind
from trips.i18n.language import N_, Message
from trips.model.entities import Item
from trips.schedule.timeline import Placed, Timeline

WEEKS_BEFORE: Final = 14
"""Days before the trip from which on contacts are asked for."""
_VISITED: Final[frozenset[Kind]] = frozenset(("visit", "tour", "reception", "meeting", "ceremony", "press"))

_TALKED: Final[frozenset[Kind]] = frozenset(("talk", "reception", "meeting", "ceremony"))
"""Kinds of parts that say that somebody receives the guests."""
_OFFICE: Final = re.compile(
    r"rathaus|(?:town|city|county) hall|kreishaus|kreisverwaltung|bürgermeister|mayor|minist(?:er|ry)|department|senat"
    r"|regierung|government|parlament|parliament|landtag|bundestag|council|kammer\b|chamber of|botschaft|embassy"
    r"|konsulat|consulate|behörde|\b\w*amt\b|agency|authority|kommission|commission|schule\b|gymnasium|\bschool\b"
    r"|hochschule|universit|college\b|institut|polizei|police|feuerwehr|fire (?:brigade|station)|klinik|krankenhaus"
    r"|hospital|stadtwerke|klärwerk|leitstelle|control (?:room|centre|center)|gmbh\b|\bag\b|\bltd\b|unternehmen"
    r"|company",
    re.IGNORECASE,
)
"""What in a title or the name of a place says that an institution or a company is visited."""
_SIGHT: Final = re.compile(
    r"museum|museo|musée|galerie|gallery|ausstellung|exhibition|schloss\b|castle|burg\b|dom\b|kirche|church|cathedral"
    r"|aussicht|turm\b|tower\b|park\b|garten|garden|zoo\b|denkmal|memorial|monument|markt\b|market\b",
    re.IGNORECASE,
)
"""What says that there is something to see, with or without somebody who shows it."""


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Talks without a speaker, visits without a host, things to bring without somebody who does; one finding a day."""
    meant = [placed for placed in plan.takes_place if placed.item.status != "idea"]
    silent = [
        placed for placed in meant if placed.item.kind == "talk" and not (placed.item.speakers or placed.item.people)
    ]
    yield from _told(
        "missing.speaker", silent, N_("No speaker yet: {titles}."), N_("{n} talks have no speaker yet: {titles}.")
    )
    lonely = [
        placed
        for placed in meant
        if not placed.item.hosts and not _part_of(plan, placed) and _received(plan, ground, placed.item)
    ]
    yield from _told("missing.host", lonely, N_("No host yet: {titles}."), N_("{n} visits have no host yet: {titles}."))
    things = [placed for placed in meant if placed.item.bring and not _responsible(plan, placed.item)]
    yield from _told(
        "missing.responsible", things, N_("Nobody is responsible for what is to be brought: {titles}."),
        N_("Nobody is responsible for what is to be brought in {n} items: {titles}."),
    )  # fmt: skip


def _told(code: str, some: Sequence[Placed], one: str, many: str) -> Iterator[Finding]:
    if some:
        text = one if len(some) == 1 else many
        titles = names([each.item.title for each in some])
        ids = tuple(each.item.id for each in some)
        yield Finding(code, "hint", ids, Message(text, n=len(some), titles=titles))


def _part_of(plan: DayContext, placed: Placed) -> bool:
    return plan.whole_of(placed.item) is not None


def _received(plan: DayContext, ground: TripContext, item: Item) -> bool:
    """Whether somebody is expected to receive the guests: at an institution, not in a museum or on an excursion."""
    venue = ground.venues.get(item.venue or "")
    names_ = f"{item.title} {venue.name if venue is not None else ''}"
    if item.kind == "reception":
        return venue is not None and _OFFICE.search(names_) is not None
    if item.kind != "visit":
        return False
    parts = plan.parts.get(item.id, ())
    talked = bool(item.speakers) or any(part.item.kind in _TALKED or part.item.speakers for part in parts)
    known = {organisation.name.casefold() for organisation in ground.matter.organisations}
    ours = venue is not None and venue.name.casefold() in known
    return talked or ours or (_OFFICE.search(names_) is not None and _SIGHT.search(names_) is None)


def _responsible(plan: DayContext, item: Item) -> bool:
    whole = plan.whole_of(item)
    return item.responsible is not None or (whole is not None and whole.responsible is not None)


def of_trip(
    timeline: Timeline, plans: Sequence[DayContext], ground: TripContext, today: date | None
) -> Iterator[Finding]:
    """Places without an address, and shortly before the trip, items without somebody to phone."""
    used: dict[str, str] = {}
    for item in timeline.trip.items:
        if item.day is not None and item.status not in ("cancelled", "idea"):
            for key in (item.venue, item.to):
                if key is not None:
                    used.setdefault(key, item.id)
    nowhere = [
        venue
        for key in used
        if (venue := ground.venues.get(key)) and not venue.address and (venue.lat is None or venue.lon is None)
    ]
    if nowhere:
        text = N_("{n} places have no address: {places}.") if len(nowhere) > 1 else N_("{places} has no address.")
        yield Finding(
            "missing.address", "hint", tuple(dict.fromkeys(used[venue.key] for venue in nowhere)),
            Message(text, n=len(nowhere), places=names([venue.name for venue in nowhere])),
            tuple(f"venues:{venue.key}" for venue in nowhere),
        )  # fmt: skip
    if today is not None and plans and _soon(plans, today) and not timeline.trip.contact:
        for plan in plans:
            if plan.day.date >= today:
                yield from _without_contact(plan, ground)


def _soon(plans: Sequence[DayContext], today: date) -> bool:
    return today >= plans[0].day.date - timedelta(days=WEEKS_BEFORE)


def _without_contact(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    some = [
        whole
        for whole in plan.wholes.values()
        if whole.item.kind in _VISITED
        and whole.item.status not in ("cancelled", "idea")
        and (whole.item.venue is not None or whole.item.hosts)
        and not _phone(ground, whole.item)
    ]
    yield from _told(
        "missing.contact", some, N_("Nobody to phone on the day: {titles}."),
        N_("Nobody to phone on the day for {n} items: {titles}."),
    )  # fmt: skip


def _phone(ground: TripContext, item: Item) -> bool:
    """Whether a number is known for an item: its own, its place's, a host's, or without a host that of who is named."""
    venue = ground.venues.get(item.venue or "")
    if item.contact or (venue is not None and venue.phone):
        return True
    for key in item.hosts or item.people:
        person, organisation = ground.people.get(key), ground.organisations.get(key)
        if (person is not None and person.private.phone) or (organisation is not None and organisation.contact):
            return True
    return False
