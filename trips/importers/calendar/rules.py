"""Rules of repetition (RRULE), as far as must be known before the library is asked to follow one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from trips.importers.calendar.content_lines import Property

_PERIODS: Final = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_TURNS: Final = {"DAILY": 1500, "WEEKLY": 215, "MONTHLY": 60, "YEARLY": 9}
"""How many periods of each kind are looked at for a first date; each is longer than from one leap year to the next."""

_PART: Final = re.compile(r"([A-Z]+)=([^;]*)")
_DAY: Final = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MOST_RULES: Final = 20
_LIMITS: Final = frozenset(("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYSETPOS"))


def rule_texts(properties: dict[str, list[Property]]) -> tuple[str, ...]:
    """The RRULEs of an event, without the blanks that some programs put into them; RFC 2445 let it have several."""
    return tuple(re.sub(r"\s", "", rule.value).strip(";") for rule in properties.get("RRULE", ())[:_MOST_RULES])


def rule_parts(rule: str) -> dict[str, str]:
    """The parts of a recurrence rule, in capitals."""
    return dict(_PART.findall(rule.upper()))


def period(parts: dict[str, str]) -> int | None:
    """About how many days are between two occurrences; None if they come more often than daily, or never."""
    days = _PERIODS.get(parts.get("FREQ", ""))
    said = parts.get("INTERVAL", "1")
    return days * int(said) if days and said.isdecimal() and 0 < int(said) < 10_000 else None


def is_endless(parts: dict[str, str]) -> bool:
    """Whether a rule that can be followed has no end."""
    return period(parts) is not None and not ("COUNT" in parts or "UNTIL" in parts)


def can_hold(parts: dict[str, str], start: date) -> bool:
    """Whether a rule has any date within some years: 30 February has none.

    The library would look for one until the year 9999, which takes it seconds. For a rule that cannot be understood
    here the answer is yes; the library then says what is wrong with it.
    """
    if not _LIMITS & parts.keys():
        return True
    try:
        positions = _numbers(parts, "BYSETPOS")
        times = len(parts.get("BYHOUR", "").split(",")) * len(parts.get("BYMINUTE", "").split(","))
        return any(_holds(parts, days, positions, times) for days in _spans(parts, start))
    except (ValueError, OverflowError):
        return True


def _holds(parts: dict[str, str], days: Sequence[date], positions: list[int], times: int) -> bool:
    """Whether a rule has a date among the days of one of its periods."""
    if not positions:
        return any(_fits(parts, day) for day in days)
    found = sum(_fits(parts, day) for day in days) * times
    return any(abs(position) <= found for position in positions)


def _spans(parts: dict[str, str], start: date) -> Iterator[Sequence[date]]:
    """The days of each period that a rule looks at, for some years."""
    frequency = parts["FREQ"]
    interval = int(parts.get("INTERVAL", "1"))
    monday = start - timedelta(days=start.weekday())
    for turn in range(0, _TURNS[frequency] * interval, interval):
        if frequency == "DAILY":
            yield (start + timedelta(days=turn),)
        elif frequency == "WEEKLY":
            yield [monday + timedelta(days=7 * turn + day) for day in range(7)]
        elif frequency == "MONTHLY":
            years, month = divmod(start.month - 1 + turn, 12)
            yield _month(start.year + years, month + 1)
        else:
            yield [day for month in range(1, 13) for day in _month(start.year + turn, month)]


def _month(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


def _fits(parts: dict[str, str], day: date) -> bool:
    """Whether a day is one of those that all limits of a rule leave."""
    in_month, in_year = monthrange(day.year, day.month)[1], date(day.year, 12, 31).timetuple().tm_yday
    passed = day.timetuple().tm_yday
    counted = (("BYMONTH", day.month, 13), ("BYMONTHDAY", day.day, in_month + 1), ("BYYEARDAY", passed, in_year + 1))
    for name, number, behind in counted:
        wanted = _numbers(parts, name)
        if wanted and number not in wanted and number - behind not in wanted:
            return False
    weeks = _numbers(parts, "BYWEEKNO")
    if weeks and min(weeks) > 0 and day.isocalendar().week not in weeks:
        return False
    monthly = parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts
    place, length = (day.day, in_month) if monthly else (passed, in_year)
    return not parts.get("BYDAY") or _is_weekday(parts, day, place, length)


def _is_weekday(parts: dict[str, str], day: date, place: int, length: int) -> bool:
    """Whether BYDAY names a day, which has a place in a month or year of a length."""
    numbers = ("", str((place - 1) // 7 + 1), str(-((length - place) // 7) - 1))
    for said in parts["BYDAY"].split(","):
        match = _DAY.fullmatch(said)
        if match is None:
            raise ValueError(said)
        number = (match[1] or "").lstrip("+")
        free = parts["FREQ"] in ("DAILY", "WEEKLY")
        if match[2] == _WEEKDAYS[day.weekday()] and (free or number.replace("-0", "-").lstrip("0") in numbers):
            return True
    return False


def _numbers(parts: dict[str, str], name: str) -> list[int]:
    return [int(part) for part in parts.get(name, "").split(",") if part]
