"""Checks: one family of rules a file; a rule yields findings, never raises and never blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from trips.language import Message
from trips.model import Trip
from trips.timeline import Timeline

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a coordinator should look at: the items it is about, and a sentence with the sum that led to it."""

    code: str
    severity: Severity
    items: tuple[str, ...]
    message: Message


def check(timeline: Timeline) -> tuple[Finding, ...]:
    """Every finding of a trip that nobody has waived, the gravest first, then in programme order."""
    from trips.checks import confirmations, times

    return arranged(timeline.trip, (*times.findings(timeline), *confirmations.findings(timeline)))


def arranged(trip: Trip, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without the waived ones, in the order in which one would read them."""
    waived = {(one.code, one.item) for one in trip.waivers}
    places = {item.id: place for place, item in enumerate(trip.items)}
    grave = ("error", "warning", "hint")
    left = [one for one in findings if not any((one.code, item) in waived for item in one.items)]
    return tuple(sorted(left, key=lambda one: (grave.index(one.severity), min(places[item] for item in one.items))))
