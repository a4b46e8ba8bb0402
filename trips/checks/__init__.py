"""Checks: one family of rules a file; a rule yields findings, never raises and never blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from trips.checks.finding import SEVERITIES, Finding, Severity
from trips.checks.waivers import Dismissed, split
from trips.model.trip import Trip
from trips.schedule.timeline import Placed, Timeline

if TYPE_CHECKING:
    from trips.checks.day_context import DayContext
    from trips.checks.trip_context import TripContext

__all__ = ["Checked", "Dismissed", "Finding", "Severity", "check"]


class _Day(NamedTuple):
    """What was found on one day, alone and behind the day before; it holds while the placed items are the same."""

    plan: DayContext
    findings: tuple[Finding, ...]
    before: tuple[Placed, ...] | None
    night: tuple[Finding, ...]


@dataclass(frozen=True)
class Checked:
    """Every finding of a trip, and what the next check can take over.

    Attributes:
        findings: those that nobody has dismissed, the gravest first, then in programme order.
        dismissed: those that somebody has, each with the waiver.
    """

    findings: tuple[Finding, ...]
    dismissed: tuple[Dismissed, ...]
    ground: TripContext
    of_ground: tuple[Finding, ...]
    days: dict[str, _Day]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)


def check(timeline: Timeline, earlier: Checked | None = None, today: date | None = None) -> Checked:
    """Look at a whole trip.

    Args:
        timeline: the trip and where its items fall.
        earlier: what was found before; days whose items and ground did not change are taken over.
        today: the date; without it, what depends on the clock is not looked at.
    """
    from trips.checks import rules
    from trips.checks.day_context import DayContext
    from trips.checks.trip_context import TripContext, matter_of

    same = earlier is not None and earlier.ground.matter == matter_of(timeline)
    ground = earlier.ground if earlier is not None and same else TripContext(timeline)
    known = earlier.days if earlier is not None and same else {}
    days: dict[str, _Day] = {}
    found: list[Finding] = []
    previous: DayContext | None = None
    for day, placed in timeline.days():
        old = known.get(day.id)
        if old is None or old.plan.placed is not placed or old.plan.day != day:
            plan = DayContext(day, placed)
            of_day = _unique(finding for rule in rules.DAY for finding in rule(plan, ground))
            old = None
        else:
            plan, of_day = old.plan, old.findings
        before = previous.placed if previous is not None else None
        if old is None or old.before is not before:
            pairs = ((rule, previous) for rule in rules.NIGHT if previous is not None)
            night = _unique(finding for rule, last in pairs for finding in rule(last, plan, ground))
        else:
            night = old.night
        days[day.id] = _Day(plan, of_day, before, night)
        found += of_day
        found += night
        previous = plan
    of_ground = (
        earlier.of_ground
        if earlier is not None and same
        else _unique(finding for rule in rules.GROUND for finding in rule(ground))
    )
    plans = tuple(day.plan for day in days.values())
    found += of_ground
    found += _unique(finding for rule in rules.TRIP for finding in rule(timeline, plans, ground, today))
    left, dismissed = split(timeline.trip, found)
    return Checked(arranged(timeline.trip, left), tuple(dismissed), ground=ground, of_ground=of_ground, days=days)


def _unique(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings, each kind about the same things once: groups that go together find the same."""
    seen: dict[object, Finding] = {}
    for finding in findings:
        seen.setdefault(
            (finding.code, finding.items, finding.about or (finding.message if not finding.items else ())), finding
        )
    return tuple(seen.values())


def arranged(trip: Trip, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order in which one would read them: the gravest first, then by item, those without any last."""
    places = {item.id: place for place, item in enumerate(trip.items)}
    last = len(places)
    grave = {severity: place for place, severity in enumerate(SEVERITIES)}

    def order(finding: Finding) -> tuple[int, int]:
        items = finding.items
        first = places.get(items[0], last) if len(items) == 1 else min(map(places.__getitem__, items), default=last)
        return grave[finding.severity], first

    return tuple(sorted(findings, key=order))
