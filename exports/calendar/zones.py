"""VTIMEZONE components of our own.

One STANDARD and one DAYLIGHT with a yearly rule is what every calendar program understands (Outlook ignores RDATE,
ical.js reads only its first value). The rule is found from the zone's transitions and checked against them over the
years around the trip; where a law changes in that time, each transition becomes an observance of its own instead.
The onset is told in the offset that it ends (RFC 5545 3.6.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from trips.model.zones import zone

if TYPE_CHECKING:
    from exports.calendar.library import Component

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Transition(NamedTuple):
    """An instant at which a zone's offset changes; `summer` if clocks go forward.

    (Ireland and Morocco count the winter as the exception, which calendar programs do not.)
    """

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    @property
    def onset(self) -> datetime:
        """Wall time of the change in the offset that it ends."""
        return (self.at + self.before).replace(tzinfo=None)


class Rule(NamedTuple):
    """The same change every year: a month, a weekday and which one of the month (-1 is the last)."""

    first: Transition
    weekday: int
    number: int

    @property
    def text(self) -> str:
        """The recurrence rule."""
        month = self.first.onset.month
        return f"FREQ=YEARLY;BYMONTH={month};BYDAY={self.number}{_WEEKDAYS[self.weekday]}"

    def onset(self, year: int) -> datetime:
        """Wall time of the change in a year."""
        first = self.first.onset
        return datetime.combine(nth_weekday(year, first.month, self.weekday, self.number), first.time())


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The nth weekday of a month; -1 is the last."""
    if number < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=(after.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def transitions(zone_name: str, first: datetime, last: datetime) -> list[Transition]:
    """Every change of offset between two instants."""
    info = zone(zone_name)

    def offset(moment: datetime) -> timedelta:
        return moment.astimezone(info).utcoffset() or timedelta()

    found: list[Transition] = []
    moment = first
    while moment < last:
        following = min(moment + timedelta(days=7), last)
        if offset(moment) != offset(following):
            low, high = moment, following
            while high - low > timedelta(minutes=1):
                middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
                low, high = (middle, high) if offset(middle) == offset(moment) else (low, middle)
            local = high.astimezone(info)
            before, after = offset(low), offset(high)
            found.append(Transition(high, before, after, local.tzname() or "", summer=after > before))
        moment = following
    return found


def rules(zone_name: str, year: int, last_year: int) -> tuple[Rule, Rule] | None:
    """The two yearly rules of a zone, if they hold from the year before to the year after; else None."""
    years = range(year - 1, last_year + 2)
    start = datetime(years[0], 1, 1, tzinfo=UTC)
    known = transitions(zone_name, start, datetime(years[-1] + 1, 1, 1, tzinfo=UTC))
    if len(known) != 2 * len(years):
        return None
    rule, other = (_rule(known[offset::2]) for offset in (0, 1))
    return (rule, other) if rule and other else None


def _rule(yearly: Sequence[Transition]) -> Rule | None:
    first = yearly[0]
    weekday = first.onset.weekday()
    numbers = (-1, (first.onset.day - 1) // 7 + 1)
    for number in numbers:
        rule = Rule(first, weekday, number)
        if all(_same(rule, transition) for transition in yearly):
            return rule
    return None


def _same(rule: Rule, transition: Transition) -> bool:
    first = rule.first
    same = (transition.before, transition.after, transition.summer) == (first.before, first.after, first.summer)
    return same and transition.onset == rule.onset(transition.onset.year)


def timezone(zone_name: str, first: datetime, last: datetime) -> Component:
    """The VTIMEZONE of a zone, right for every instant from the year before `first` to the year after `last`."""
    from exports.calendar import library

    component = library.component("VTIMEZONE")
    component.add("tzid", zone_name)
    for observance in _observances(zone_name, first, last):
        component.add_component(observance)
    return component


def _observances(zone_name: str, first: datetime, last: datetime) -> Iterator[Component]:
    yearly = rules(zone_name, first.year, last.year)
    if yearly is not None:
        for rule in sorted(yearly, key=lambda rule: rule.first.summer):
            yield _observance(rule.first, rule.first.onset, rule.text)
        return
    start = datetime(first.year - 1, 1, 1, tzinfo=UTC)
    info = start.astimezone(zone(zone_name))
    offset = info.utcoffset() or timedelta()
    known = transitions(zone_name, start, datetime(last.year + 2, 1, 1, tzinfo=UTC))
    opening = Transition(start, offset, offset, info.tzname() or "", summer=False)
    yield _observance(opening, datetime(1970, 1, 1), "")
    for transition in known:
        yield _observance(transition, transition.onset, "")


def _observance(transition: Transition, onset: datetime, rule: str) -> Component:
    from exports.calendar import library

    part = library.component("DAYLIGHT" if transition.summer else "STANDARD")
    part.add("dtstart", onset)
    part.add("tzoffsetfrom", transition.before)
    part.add("tzoffsetto", transition.after)
    part.add("tzname", transition.name)
    if rule:
        part.add("rrule", library.rule(rule))
    return part
