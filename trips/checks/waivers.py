"""Waivers: findings that somebody looked at and dismissed, until what they are about is another thing.

A waiver keeps a digest of what the finding said and of its items. Once one of them moves, gets other people, another
place or another title, or the sum is another one, the finding is there again. Who has confirmed an item, and notes on
it, do not count; nor does the date, unless the finding tells it. A waiver without a digest dismisses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final, NamedTuple

from trips.checks.finding import Finding
from trips.i18n.language import Message
from trips.model.doors import checked
from trips.model.entities import Item, Waiver, changed
from trips.model.trip import Trip

_CONTENT: Final = (
    "title", "kind", "when", "venue", "room", "to", "mode", "hosts", "speakers", "people", "groups", "audience",
    "capacity", "present",
)  # fmt: skip
"""Fields of an item that a finding can be about."""


class Dismissed(NamedTuple):
    """A finding and the waiver that dismisses it."""

    finding: Finding
    waiver: Waiver


def digest(items: Mapping[str, Item], finding: Finding) -> str:
    """What a waiver of a finding keeps: 16 characters that are others once the finding or its items are.

    Args:
        items: the items of the trip, under their ids.
        finding: the finding.
    """
    told: list[object] = [finding.code, _values(finding.message), len(finding.items)]
    for key in finding.items:
        item = items.get(key)
        told.append([repr(getattr(item, name, None)) for name in _CONTENT])
    return sha256(repr(told).encode()).hexdigest()[:16]


def _values(message: Message) -> list[tuple[str, object]]:
    """The values of a sentence without its words, which another version of the program may say better."""
    return [
        (name, _values(value) if isinstance(value, Message) else str(value))
        for name, value in sorted(message.values.items())
    ]


def split(trip: Trip, findings: Iterable[Finding]) -> tuple[list[Finding], list[Dismissed]]:
    """The findings that nobody has dismissed, and those that somebody has."""
    by_code: dict[str, list[Waiver]] = {}
    for one in trip.waivers:
        by_code.setdefault(one.code, []).append(one)
    if not by_code:
        return list(findings), []
    items = {item.id: item for item in trip.items}
    left: list[Finding] = []
    dismissed: list[Dismissed] = []
    for finding in findings:
        waivers = by_code.get(finding.code)
        waiver = _dismissing(waivers, items, finding) if waivers else None
        if waiver is None:
            left.append(finding)
        else:
            dismissed.append(Dismissed(finding, waiver))
    return left, dismissed


def _dismissing(waivers: Iterable[Waiver], items: Mapping[str, Item], finding: Finding) -> Waiver | None:
    mine = [waiver for waiver in waivers if (waiver.item in finding.items if finding.items else waiver.item is None)]
    if not mine:
        return None
    now = digest(items, finding)
    return next((waiver for waiver in mine if waiver.digest == now), None)


def dismiss(
    trip: Trip, finding: Finding, because: str, item: str | None = None, holding: Iterable[Dismissed] = ()
) -> Trip:
    """Dismiss a finding.

    What was dismissed of the same kind and item once, and is another thing by now, is forgotten.

    Args:
        trip: the trip.
        finding: the finding, as it is found in this trip.
        because: why it is all right.
        item: the item to remember it under; left out, its first one.
        holding: what is dismissed now.
    """
    item = item or (finding.items[0] if finding.items else None)
    now = digest({item.id: item for item in trip.items}, finding)
    live = [dismissed.waiver for dismissed in holding if dismissed.waiver.digest != now]
    kept = (waiver for waiver in trip.waivers if (waiver.code, waiver.item) != (finding.code, item) or waiver in live)
    return changed(trip, waivers=(*kept, checked(Waiver, code=finding.code, item=item, because=because, digest=now)))


def take_back_dismissal(trip: Trip, waivers: Iterable[Waiver]) -> Trip:
    """Take back that findings were dismissed."""
    gone = list(waivers)
    return changed(trip, waivers=tuple(waiver for waiver in trip.waivers if waiver not in gone))
