"""Which days a new trip gets from a calendar file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from trips.days import MOST_DAYS
from trips.readers.calendar.events import Sketch
from trips.readers.calendar.text import Property
from trips.readers.calendar.times import within_years

_PERIODS: Final = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_PART: Final = re.compile(r"([A-Z]+)=([^;]*)")


def rule_parts(rule: str) -> dict[str, str]:
    """The parts of a recurrence rule, in capitals."""
    return dict(_PART.findall(rule.upper()))


def is_endless(rule: str) -> bool:
    """Whether a rule has no end."""
    parts = rule_parts(rule)
    return bool(parts) and not ("COUNT" in parts or "UNTIL" in parts)


def period(parts: dict[str, str]) -> int | None:
    """About how many days are between two occurrences; None if they come more often than daily, or never."""
    days = _PERIODS.get(parts.get("FREQ", ""))
    said = parts.get("INTERVAL", "1")
    return days * int(said) if days and said.isdecimal() and 0 < int(said) < 10_000 else None


def window_of(sketches: Sequence[Sketch], rules: Iterable[tuple[date, str]]) -> tuple[date, date] | None:
    """The first and the last day that a new trip may have; None if nothing has a date.

    They span all events if that is at most a year, else the year with the most of them. A rule without an end counts
    only if there is nothing else; then it makes a year.
    """
    rules = list(rules)
    dates = [one.date for one in sketches if one.date is not None and not one.repeats]
    for start, rule in rules:
        if not is_endless(rule):
            dates += _finite(start, rule)
    dates = sorted(filter(within_years, dates))
    if dates:
        return _densest(dates)
    starts = sorted(start for start, _ in rules if within_years(start))
    return (starts[0], starts[0] + timedelta(days=MOST_DAYS - 1)) if starts else None


def _densest(dates: list[date]) -> tuple[date, date]:
    """The span of at most a year that holds the most dates; of several the latest."""
    best = (0, 0, 0)
    first = 0
    for last, day in enumerate(dates):
        while (day - dates[first]).days >= MOST_DAYS:
            first += 1
        best = max(best, (last - first + 1, first, last))
    return dates[best[1]], dates[best[2]]


def _finite(start: date, rule: str) -> Iterator[date]:
    """About the dates of a rule that ends, within a year."""
    parts = rule_parts(rule)
    step = period(parts)
    said = parts.get("COUNT", "")
    count = min(int(said), MOST_DAYS) if said.isdecimal() and len(said) < 9 else MOST_DAYS
    until = parts.get("UNTIL", "")[:8]
    for turn in range(count if step else 1):
        try:
            day = start + timedelta(days=turn * (step or 1))
        except OverflowError:
            return
        if turn * (step or 1) >= MOST_DAYS or (until and f"{day:%Y%m%d}" > until):
            return
        yield day


def rule_text(properties: dict[str, list[Property]]) -> str:
    """RRULE of an event, without the blanks that some programs put into it; empty if it has none."""
    return re.sub(r"\s", "", properties["RRULE"][0].value).strip(";") if "RRULE" in properties else ""
