"""When a person is there, as people type it: "Thu 14:00 - Fri", "ab 9.10. 14:00", "until Fri 12:00"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from trips.grammar.dates import MONTHS, WEEKDAYS
from trips.grammar.iso_span import Span, read_iso_span, write_iso_span
from trips.grammar.when import DAY, FIRST_YEAR, LAST_YEAR, Clock
from trips.grammar.when_text import read_when, write_clock
from trips.i18n.dates import short_date, weekday_short
from trips.i18n.language import Translator, UserError

_ISO: Final = re.compile(r"\s*(?:\.\.|\d{4}-\d\d-\d\d[^/]*)?/.*")
_RANGE: Final = re.compile(
    r"(?:(?:from|since|ab|von|seit)\s+)?(?P<first>.+?)\s*(?:-|(?<!\w)(?:bis|to|until|till)(?!\w))\s*(?P<last>.+)"
)
_FROM: Final = re.compile(r"(?:from|since|ab|von|seit)\s+(?P<first>.+?)(?:\s*-)?|(?P<open>.+?)\s*-")
_UNTIL: Final = re.compile(r"(?:bis|until|till|to|-)\s*(?P<last>.+)")
_ONLY: Final = re.compile(r"(?:(?:nur|only|am|on)\s+)*")
_FILLER: Final = re.compile(r"(?:(?:am|on|zum|dem|den|the)\s+)*")
_NUMBER: Final = re.compile(r"(?:day|tag)\s+(?P<number>\d{1,3})(?!\w),?\s*")
_WEEKDAY: Final = re.compile(r"(?P<weekday>[a-zäöü]+)(?:\.|,|\b)+\s*")
_DATE: Final = re.compile(
    r"(?P<day>\d{1,2})(?P<sep>[./])(?P<month>\d{1,2})(?P<end>\.|(?:(?P=sep))(?P<year>\d{4}))?(?!\d),?\s*"
)
_NAMED: Final = re.compile(rf"(?<![\d.])(?P<day>\d{{1,2}})\.?\s+(?P<month>{'|'.join(MONTHS)})(?!\w)\.?\s*")
"""A day with the name of its month, before its year if there is one."""

_AT: Final = re.compile(r"(?:um|at)\s+")


class _Edge(NamedTuple):
    day: date | None
    minute: int | None


def read_span(days: Sequence[date], text: str) -> Span:
    """A span of presence in German or English, or as the trip file has it; empty text is the whole trip.

    Each side is a day (a weekday, a date with or without its year, "day 2") and perhaps a clock time; a side that is
    not named is open, and a last day without a time is included as a whole. A weekday is the first one of the trip, as
    the last day the first one from the beginning on, or without a beginning the trip's last one.

    Args:
        days: the dates of the trip, in their order.
        text: what somebody wrote.

    Returns:
        Wall time in the trip's zone, start inclusive, end exclusive; None where a side is open.

    Raises:
        UserError: it is not one, or it ends before it begins.
    """
    plain = " ".join(re.sub("[–—‑−]", "-", text).lower().split())
    if not plain:
        return None, None
    try:
        if _ISO.fullmatch(plain):
            return read_iso_span(text)
        plain = re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3.\2.\1", plain)
        start, end = _read(days, _NAMED.sub(lambda told: f"{told['day']}.{MONTHS[told['month']]}.", plain))
    except ValueError:
        raise _not_a_presence(text) from None
    if start is not None and end is not None and end <= start:
        raise UserError(
            '"{text}" ends before it begins; write first when somebody comes, then when they leave.', text=text
        )
    for moment in (start, end):
        if moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise _not_a_presence(text)
    return start, end


def format_span(span: Span, t: Translator) -> str:
    """A span of presence in the reader's language, which `read_span` reads again; empty if both sides are open."""
    start, end = span
    if any(moment is not None and (moment.second or moment.microsecond) for moment in (start, end)):
        return write_iso_span(span)
    first = "" if start is None else _moment(start, t)
    last = "" if end is None else _day(t, end.date() - timedelta(days=1)) if _midnight(end) else _moment(end, t)
    if first and last:
        return f"{first} - {last}"
    return t("from {clock}", clock=first) if first else t("until {clock}", clock=last) if last else ""


def _not_a_presence(text: str) -> UserError:
    return UserError(
        '"{text}" does not say from when to when; write it like Thu 14:00 - Fri, from 9.10. 14:00 or until Fri 12:00.',
        text=text,
    )


def _moment(moment: datetime, t: Translator) -> str:
    day = _day(t, moment.date())
    return day if _midnight(moment) else f"{day} {write_clock(moment.hour * 60 + moment.minute)}"


def _day(t: Translator, day: date) -> str:
    return f"{weekday_short(t, day)} {short_date(t, day)}"


def _midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute) == (0, 0)


def _read(days: Sequence[date], plain: str) -> tuple[datetime | None, datetime | None]:
    if match := _UNTIL.fullmatch(plain):
        return None, _end(_edge(days, match["last"], None, last=True))
    if match := _RANGE.fullmatch(plain):
        first = _edge(days, match["first"], None)
        last = _edge(days, match["last"], first.day, last=True)
        return _start(first), _end(last._replace(day=last.day or first.day))
    if match := _FROM.fullmatch(plain):
        return _start(_edge(days, match["first"] or match["open"], None)), None
    only = _edge(days, plain[_matched(_ONLY, plain) :], None)
    if only.minute is not None:
        raise ValueError(plain)
    return _start(only), _end(only)


def _start(edge: _Edge) -> datetime:
    if edge.day is None:
        raise ValueError(edge)
    return datetime.combine(edge.day, datetime.min.time()) + timedelta(minutes=edge.minute or 0)


def _end(edge: _Edge) -> datetime:
    return _start(edge if edge.minute is not None else edge._replace(minute=DAY))


def _edge(days: Sequence[date], text: str, start: date | None, *, last: bool = False) -> _Edge:
    """One side: a day and perhaps a time, or with `start` named before it a time alone."""
    text = text[_matched(_FILLER, text) :].strip(" ,")
    if match := _NUMBER.match(text):
        number = int(match["number"])
        if not 1 <= number <= len(days):
            raise ValueError(text)
        return _Edge(days[number - 1], _minute(text[match.end() :]))
    weekday: int | None = None
    if (match := _WEEKDAY.match(text)) and match["weekday"] in WEEKDAYS:
        weekday = WEEKDAYS[match["weekday"]]
        text = text[match.end() :]
    if match := _DATE.match(text):
        day = _dated(days, match, weekday)
        if day is not None:
            return _Edge(day, _minute(text[match.end() :]))
        if match["end"] or match["sep"] == "/":
            raise ValueError(text)
    if weekday is None:
        if not text or start is None:
            raise ValueError(text)
        return _Edge(None, _minute(text))
    return _Edge(_next(days, weekday, start, last=last), _minute(text))


def _matched(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _dated(days: Sequence[date], match: re.Match[str], weekday: int | None) -> date | None:
    """The day of a date; without its year the one next to the trip. None if there is none on that weekday."""
    possible = list(_possible(days, match))
    if not possible or not (days or match["year"]):
        return None
    nearest = min(possible, key=lambda day: abs(day - days[0])) if days else possible[0]
    return nearest if weekday in (None, nearest.weekday()) else None


def _possible(days: Sequence[date], match: re.Match[str]) -> Iterator[date]:
    named = {day.year + by for day in days for by in (-1, 0, 1)}
    for year in sorted(named) if match["year"] is None else [int(match["year"])]:
        try:
            yield date(year, int(match["month"]), int(match["day"]))
        except ValueError:
            continue


def _next(days: Sequence[date], weekday: int, start: date | None, *, last: bool) -> date:
    if start is not None:
        return start + timedelta(days=(weekday - start.weekday()) % 7)
    same = [day for day in days if day.weekday() == weekday]
    if not same:
        raise ValueError(weekday)
    return same[-1] if last else same[0]


def _minute(text: str) -> int | None:
    """Minutes from midnight, at most the end of the day; None if no time is said."""
    plain = text[_matched(_AT, text) :].strip(" ,")
    if not plain:
        return None
    try:
        when = read_when(plain)
    except UserError:
        raise ValueError(text) from None
    if not isinstance(when.start, Clock) or when.start.said != "exactly" or when.end is not None:
        raise ValueError(text)
    if when.start.minute > DAY:
        raise ValueError(text)
    return when.start.minute
