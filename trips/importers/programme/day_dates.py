"""The dates of a programme's days, from whatever its headings and its title block say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from trips.grammar.dates import Heading, Said, resolved, year_by_weekday
from trips.i18n.dates import weekday_word
from trips.i18n.language import N_, Message
from trips.importers.programme.drafts import DayRead, ProgrammeRead
from trips.importers.result import Skipped

OTHERS_SAY: Final = N_("It says {said}, but its weekday and its place say {date}; look which is right.")


def date_days(
    found: ProgrammeRead,
    headings: Sequence[Heading],
    above: Sequence[tuple[Said, int | None]],
    years: Sequence[int],
    *,
    today: date,
    year: int | None = None,
    first: date | None = None,
) -> str | None:
    """Give every day its date; what has to be asked for if that cannot be done: "year" or "first".

    Args:
        found: the days, which get their dates.
        headings: what the heading of each says.
        above: the dates that stand above the programme.
        years: every year that the text names, as hints.
        today: a weekday and a date mean the year next to it.
        year: the year, if somebody said it.
        first: the first day, if somebody said it.
    """
    pairs = [
        (heading.said, heading.weekday)
        for heading in headings
        if heading.said is not None and heading.said.month is not None
    ]
    pairs += above
    alone = [said for said, _ in above]
    known = year or _year(pairs, alone, years, today)
    says = [heading.said for heading in headings if heading.said is not None and heading.said.month is not None]
    if known is None and (says or alone) and first is None:
        return "year"
    base = first or _base(headings, alone, known)
    before: date | None = None
    for day, heading in zip(found.days, headings, strict=True):
        one = _date(heading, known, base, before)
        if one is None:
            return "first"
        day.date, day.last = _with_witnesses(one, heading, base, before)
        if day.date != one[0]:
            _tell(found, day, Message(OTHERS_SAY, said=one[0].isoformat(), date=day.date.isoformat()))
        if heading.said is not None and heading.weekday not in (None, day.date.weekday()):
            values = {"date": day.date.isoformat(), "weekday": Message(weekday_word(day.date))}
            _tell(found, day, Message("{date} is a {weekday}; look which is right.", **values))
        before = day.date
        base = base or (day.date - timedelta(days=(heading.number or 1) - 1))
    _span(found, alone, known)
    return None


def _tell(found: ProgrammeRead, day: DayRead, why: Message) -> None:
    """Note a sentence on a day's heading, once."""
    told = [skipped for skipped in found.left if skipped.line != day.line or skipped.why.text != why.text]
    found.left[:] = [*told, Skipped(day.line, day.text, why, hint=True)]


def _year(
    dates: Sequence[tuple[Said, int | None]], above: Sequence[Said], years: Sequence[int], today: date
) -> int | None:
    """The year that the text is about."""
    said = [said.year for said, _ in dates if said.year is not None and said not in above]
    if said:
        return said[0]
    spans = [said.year for said in above if said.year is not None and said.last is not None]
    if spans:
        return spans[0]
    pairs = [(said, weekday) for said, weekday in dates if weekday is not None]
    candidates = [*(said.year for said in above if said.year), *years]
    for year in candidates:
        if pairs and all((span := resolved(said, year)) and span[0].weekday() == weekday for said, weekday in pairs):
            return year
    votes = Counter(year_by_weekday(said, weekday, today) for said, weekday in pairs)
    votes.pop(None, None)
    if votes:
        return votes.most_common(1)[0][0]
    return candidates[0] if candidates else None


def _base(headings: Sequence[Heading], above: Sequence[Said], year: int | None) -> date | None:
    """The first day of the trip, as far as the title block or a numbered day says it."""
    for one in sorted(above, key=lambda said: said.last is None):
        if (
            (one.last or len(above) == 1 or not any(heading.said for heading in headings))
            and (one.year or year)
            and (span := resolved(one, year or one.year or 0))
        ):
            return span[0]
    for heading in headings:
        if heading.said is not None and heading.number is not None and (span := resolved(heading.said, year or 0)):
            return span[0] - timedelta(days=heading.number - 1)
    return None


def _date(heading: Heading, year: int | None, base: date | None, before: date | None) -> tuple[date, date] | None:
    start = before or base
    if heading.said is not None and heading.said.month is None:
        return _day_of_month(heading.said.day, start)
    if heading.said is not None:
        span = resolved(heading.said, heading.said.year or year or 0)
        if span is None:
            return None
        if before is not None and heading.said.year is None and span[0] < before - timedelta(days=200):
            span = resolved(heading.said, span[0].year + 1) or span
        return span
    if heading.number is not None and base is not None:
        day_date = base + timedelta(days=heading.number - 1)
        return day_date, day_date
    if heading.weekday is not None and start is not None:
        day_date = start + timedelta(days=(heading.weekday - start.weekday()) % 7)
        return day_date, day_date
    if start is not None:
        return start, start
    return None


def _with_witnesses(
    one: tuple[date, date], heading: Heading, base: date | None, before: date | None
) -> tuple[date, date]:
    """First and last day of a heading; where its number or the order of days, and its weekday, say another, that one.

    "2. Tag - Thursday - 07.01.2015" below Wednesday, 7 January, is the 8th.
    """
    if heading.weekday in (None, one[0].weekday()) or one[0] != one[1]:
        return one
    numbered = base + timedelta(days=heading.number - 1) if base is not None and heading.number is not None else None
    follows = before + timedelta(days=1) if before is not None and one[0] <= before else None
    for other in (numbered, follows):
        if other is not None and other != one[0] and other.weekday() == heading.weekday:
            return other, other
    return one


def _day_of_month(day: int, start: date | None) -> tuple[date, date] | None:
    """The next day of that number, the start included."""
    if start is None:
        return None
    days = (start + timedelta(days=offset) for offset in range(62))
    day_date = next((each for each in days if each.day == day), None)
    return None if day_date is None else (day_date, day_date)


def _span(found: ProgrammeRead, above: Sequence[Said], year: int | None) -> None:
    """The span that stands above, if the days lie in it."""
    dates = [day.date for day in found.days if day.date is not None]
    for said in above:
        span = resolved(said, said.year or year or 0) if said.last is not None and (said.year or year) else None
        if span is not None and (not dates or (span[0] <= min(dates) and max(dates) <= span[1])):
            found.first, found.last = span
            return
