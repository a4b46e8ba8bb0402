"""Which days a new trip gets from a calendar file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from trips.edits.days import MOST_DAYS
from trips.importers.calendar.content_lines import Property
from trips.importers.calendar.events import Sketch, properties_of
from trips.importers.calendar.rules import is_endless, period, rule_parts, rule_texts
from trips.importers.calendar.times import within_years

_DATE: Final = re.compile(r"(?:^|,)\s*(\d{4})(\d\d)(\d\d)")


def window_of(sketches: Sequence[Sketch]) -> tuple[date, date] | None:
    """The first and the last day that a new trip may have; None if nothing has a date.

    They span all events if that is at most a year, else the year with the most of them. A rule without an end counts
    only if there is nothing else; then it makes a year.
    """
    dates = [sketch.date for sketch in sketches if sketch.date is not None and not sketch.repeats]
    endless: list[date] = []
    for sketch in sketches:
        if sketch.repeats and sketch.date is not None:
            found = properties_of(sketch.block)
            for rule in rule_texts(found) or ("",):
                parts = rule_parts(rule)
                if is_endless(parts):
                    endless.append(sketch.date)
                else:
                    dates += _finite(sketch.date, parts)
            dates += _extra(found)
    dates = sorted(filter(within_years, dates))
    if dates:
        return _densest(dates)
    starts = sorted(filter(within_years, endless))
    return (starts[0], starts[0] + timedelta(days=MOST_DAYS - 1)) if starts else None


def has_no_end(sketch: Sketch) -> bool:
    """Whether an event repeats without an end."""
    return any(is_endless(rule_parts(rule)) for rule in rule_texts(properties_of(sketch.block)))


def _densest(dates: list[date]) -> tuple[date, date]:
    """The span of at most a year that holds the most dates; of several the latest."""
    best = (0, 0, 0)
    first = 0
    for last, day in enumerate(dates):
        while (day - dates[first]).days >= MOST_DAYS:
            first += 1
        best = max(best, (last - first + 1, first, last))
    return dates[best[1]], dates[best[2]]


def _extra(found: dict[str, list[Property]]) -> Iterator[date]:
    """The dates that RDATE adds to a rule; a zone more or less does not matter here."""
    for prop in found.get("RDATE", ()):
        for said in _DATE.findall(prop.value):
            with suppress(ValueError):
                yield date(*map(int, said))


def _finite(start: date, parts: dict[str, str]) -> Iterator[date]:
    """About the dates of a rule that ends, within a year, and where it names days, up to a turn more."""
    step = period(parts)
    said = parts.get("COUNT", "")
    count = min(int(said), MOST_DAYS) if said.isdecimal() and len(said) < 9 else MOST_DAYS
    until = parts.get("UNTIL", "")[:8]
    more = any(name.startswith("BY") for name in parts)
    for turn in range(max(count, 1) + more if step else 1):
        try:
            day = start + timedelta(days=turn * (step or 1))
        except OverflowError:
            return
        if turn and (turn * (step or 1) >= MOST_DAYS or (until and f"{day:%Y%m%d}" > until)):
            return
        yield day
