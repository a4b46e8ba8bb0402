"""Confirmations: who said yes to which time and place, and whom to ask again because it is another one now.

A confirmation holds for the time and the place it was given for. If its item moves, it is stale: everybody but the
office then sees the item as asked for, not as confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from trips.grammar.choices import TRAVEL
from trips.i18n.language import UserError
from trips.model.doors import checked
from trips.model.entities import Confirmation, Item, PartyTable, Person, by_id, changed
from trips.model.tables import entries
from trips.model.trip import Trip
from trips.names.index import Named, NameIndex, Strictness
from trips.schedule.timeline import Placed, Timeline

Urgency = Literal["moved", "cancelled", "removed", "open"]
URGENT: Final[frozenset[Urgency]] = frozenset(("moved", "cancelled", "removed"))
"""Who holds a word that is not true any more; the others only have to be asked."""


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to ask about what.

    Attributes:
        why: the item moved since they said yes, it is cancelled or removed, or they were never asked.
        table, key, name, phone: whom; the phone is private.
        item: the item, of the last version if it is removed since.
        confirmed: what they said yes to; None if nothing yet.
        placed: where the item falls now; None if it has no day or is removed.
    """

    why: Urgency
    table: PartyTable
    key: str
    name: str
    phone: str
    item: Item
    confirmed: Confirmation | None
    placed: Placed | None


def parties(trip: Trip, item: Item) -> tuple[tuple[PartyTable, str], ...]:
    """Who can confirm an item: its hosts and speakers, and its place."""
    people = {person.key for person in trip.people}
    named: list[tuple[PartyTable, str]] = [
        ("people" if key in people else "organisations", key) for key in dict.fromkeys(item.hosts + item.speakers)
    ]
    return (*named, *((("venues", item.venue),) if item.venue is not None else ()))


def asked(trip: Trip, item: Item) -> tuple[tuple[PartyTable, str], ...]:
    """Whose word an item needs: of its hosts and speakers; without any, of its place, unless one only leaves it."""
    known = parties(trip, item)
    people = tuple(one for one in known if one[0] != "venues")
    return people or (() if item.kind in TRAVEL else known)


def party(trip: Trip, item: Item, text: str) -> tuple[PartyTable, str]:
    """The party of an item that a key or a name means.

    Raises:
        UserError: nobody of the item is called so; the sentence lists who is.
    """
    known = parties(trip, item)
    names = {one: name_of(trip, *one) for one in known}
    index = NameIndex(Named(table, key, name) for (table, key), name in names.items())
    ways: tuple[Strictness, ...] = ("name", "part")
    for how in ways:  # whoever is called so counts before whose name only has it, of whatever table
        found = [one for one in known if one[1] in {named.key for named in index.matching(text, how, one[0])}]
        if len(found) == 1:
            return found[0]
        if found:
            break
    raise UserError(
        '{title} has no "{text}" who could confirm it; it has: {known}.',
        title=item.title, text=text, known="; ".join(names.values()) or "–",
    )  # fmt: skip


def name_of(trip: Trip, table: PartyTable, key: str) -> str:
    """The name of a party; its key if it is not in the trip any more."""
    return next((entry.name for entry in entries(trip, table) if entry.key == key), key)


def confirm(
    timeline: Timeline,
    item_id: str,
    party: tuple[PartyTable, str],
    at: datetime,
    who: str = "",
    how: str = "",
    *,
    as_of: Timeline | None = None,
) -> Trip:
    """Note that a party confirms an item as it stands now.

    The item counts as confirmed once every host and speaker has; without any, once its place has.

    Args:
        timeline: the trip and where its items fall.
        item_id: the item.
        party: who confirms.
        at: when they did.
        who: with whom somebody spoke.
        how: how.
        as_of: the version that they confirm, if it is not the trip as it stands now.
    """
    trip, then = timeline.trip, as_of or timeline
    said_of, fell = by_id(then.trip.items)[item_id], then.placed().get(item_id)
    item, placed = by_id(trip.items)[item_id], timeline.placed().get(item_id)
    table, key = party
    said = checked(
        Confirmation, item=item_id, table=table, key=key,
        start=instant_of(fell and fell.start), end=instant_of(fell and fell.end),
        venue=said_of.venue, room=said_of.room, at=at, who=who, how=how,
    )  # fmt: skip
    kept = [
        confirmation
        for confirmation in trip.confirmations
        if (confirmation.item, confirmation.table, confirmation.key) != (item_id, table, key)
    ]
    trip = changed(trip, confirmations=(*kept, said))
    fresh = {
        (confirmation.table, confirmation.key)
        for confirmation in trip.confirmations
        if confirmation.item == item_id and holds(confirmation, item, placed)
    }
    if item.status != "cancelled" and fresh.issuperset(asked(trip, item) or (party,)):
        new = changed(item, status="confirmed")
        trip = changed(trip, items=tuple(new if item.id == item_id else item for item in trip.items))
    return trip


def holds(said: Confirmation, item: Item, placed: Placed | None) -> bool:
    """Whether a confirmation is for the time and the place that the item has now."""
    now = (instant_of(placed and placed.start), instant_of(placed and placed.end), item.venue, item.room)
    return (said.start, said.end, said.venue, said.room) == now


def instant_of(minute: int | None) -> datetime | None:
    """UTC minutes since 1970 as an instant; None stays open."""
    return None if minute is None else datetime.fromtimestamp(minute * 60, UTC)


def stale(timeline: Timeline) -> dict[str, tuple[Confirmation, ...]]:
    """The confirmations that hold no longer, under the ids of the items they are about; cancelled items aside."""
    if not timeline.trip.confirmations:
        return {}
    placed, items, off = timeline.placed(), by_id(timeline.trip.items), called_off(timeline.trip)
    found: dict[str, tuple[Confirmation, ...]] = {}
    for said in timeline.trip.confirmations:
        item = items.get(said.item)
        if item is not None and item.id not in off and not holds(said, item, placed.get(item.id)):
            found[item.id] = (*found.get(item.id, ()), said)
    return found


def called_off(trip: Trip) -> set[str]:
    """The ids of the items that are cancelled, by themselves or with their whole."""
    off = {item.id for item in trip.items if item.status == "cancelled"}
    return off | {item.id for item in trip.items if item.part_of in off}


def calls(timeline: Timeline, released: Trip | None = None) -> tuple[Call, ...]:
    """Whom to ask about what, the most urgent first.

    First come those who hold a word that is not true any more, then those who were not asked yet; both by the time it
    is about, what they know or what it is now, whichever is sooner.

    Args:
        timeline: the trip and where its items fall.
        released: the trip as it was last handed out, which still knows items that are removed since.
    """
    return tuple(sorted(_calls(timeline, released), key=_order))


def _calls(timeline: Timeline, released: Trip | None) -> Iterator[Call]:
    trip, placed, items = timeline.trip, timeline.placed(), by_id(timeline.trip.items)
    before = by_id(released.items) if released else {}
    answered: set[tuple[str, str, str]] = set()
    off = called_off(trip)
    for said in trip.confirmations:
        answered.add((said.item, said.table, said.key))
        item = items.get(said.item) or before.get(said.item)
        if item is None:
            continue
        now = placed.get(item.id)
        why: Urgency = "removed" if item.id not in items else "cancelled" if item.id in off else "moved"
        if why != "moved" or not holds(said, item, now):
            yield _call(trip, why, said.table, said.key, item, said, now)
    for item in trip.items:
        if item.day is None or item.id in off or item.status not in ("requested", "tentative"):
            continue
        for table, key in asked(trip, item):
            if (item.id, table, key) not in answered:
                yield _call(trip, "open", table, key, item, None, placed.get(item.id))


def _call(
    trip: Trip, why: Urgency, table: PartyTable, key: str, item: Item, said: Confirmation | None, placed: Placed | None
) -> Call:
    phone = phone_of(trip, table, key) or item.contact
    return Call(why, table, key, name_of(trip, table, key), phone, item, said, placed)


def phone_of(trip: Trip, table: PartyTable, key: str) -> str:
    """The number of a party, a person's own before their organisation's; empty if nobody noted one. It is private."""
    entry = next((entry for entry in entries(trip, table) if entry.key == key), None)
    if isinstance(entry, Person):
        organisation = next(
            (organisation for organisation in trip.organisations if organisation.key == entry.organisation), None
        )
        return entry.private.phone or (organisation.contact if organisation else "")
    return str(getattr(entry, "contact" if table == "organisations" else "phone", ""))


def _order(call: Call) -> tuple[bool, datetime, str]:
    known = [instant_of(call.placed and call.placed.start), call.confirmed and call.confirmed.start]
    soonest = min((moment for moment in known if moment), default=datetime.max.replace(tzinfo=UTC))
    return call.why not in URGENT, soonest, call.name
