"""Dates found in running text: "Donnerstag, 9. Oktober", "Day 2 - November 14, 2017", "vom 9. bis 11.10.", "2. Tag"."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from trips.grammar.times import plain
from trips.grammar.when import FIRST_YEAR, LAST_YEAR, PartName
from trips.i18n.language import UserError

WEEKDAYS: Final = {
    "mo": 0, "montag": 0, "monday": 0, "mon": 0, "di": 1, "dienstag": 1, "tuesday": 1, "tue": 1, "tues": 1, "mi": 2,
    "mittwoch": 2, "wednesday": 2, "wed": 2, "weds": 2, "do": 3, "donnerstag": 3, "thursday": 3, "thu": 3, "thur": 3,
    "thurs": 3, "fr": 4, "freitag": 4, "friday": 4, "fri": 4, "sa": 5, "samstag": 5, "sonnabend": 5, "saturday": 5,
    "sat": 5, "so": 6, "sonntag": 6, "sunday": 6, "sun": 6,
}  # fmt: skip
"""The days of the week as people write them, in small letters; Monday is 0."""

MONTHS: Final = {
    "januar": 1, "jänner": 1, "january": 1, "jan": 1, "februar": 2, "feber": 2, "february": 2, "feb": 2, "märz": 3,
    "maerz": 3, "march": 3, "mär": 3, "mrz": 3, "mar": 3, "april": 4, "apr": 4, "mai": 5, "may": 5, "juni": 6,
    "june": 6, "jun": 6, "juli": 7, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9,
    "oktober": 10, "october": 10, "okt": 10, "oct": 10, "november": 11, "nov": 11, "dezember": 12, "december": 12,
    "dez": 12, "dec": 12,
}  # fmt: skip
"""The months as people write them, in small letters; January is 1."""


def read_date(text: str, after: date | None = None) -> date:
    """A date such as 9.10.2025, 9.10.25, 9/10/2025 (day first), 9 Oct 2025 or 2025-10-09.

    With `after`, the year may be missing: "9.10." is the next such day, `after` included.

    Raises:
        UserError: it is none.
    """
    plain = text.strip().replace("/", ".")
    if named := _NAMED.fullmatch(plain.lower()):
        plain = f"{named['d']}.{MONTHS[named['m']]}.{named['y'] or ''}"
    try:
        if "." not in plain:
            return date.fromisoformat(plain)
        parts = [int(part) for part in plain.rstrip(".").split(".")]
        if len(parts) == 2 and after is not None:
            return _next(parts[0], parts[1], after)
        day, month, year = parts
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise UserError('"{text}" is not a date; write it like 2025-10-09 or 9.10.2025.', text=text) from None


def _next(day: int, month: int, after: date) -> date:
    """The next day of that name; 29.2. may be years ahead."""
    for year in range(after.year, after.year + 9):
        if (day, month) == (29, 2) and not isleap(year):
            continue
        if (found := date(year, month, day)) >= after:
            return found
    raise ValueError(day)


_NAMED: Final = re.compile(
    rf"(?:(?:{'|'.join(WEEKDAYS)})\.?,?\s+)?(?P<d>\d{{1,2}})\.?\s*(?P<m>{'|'.join(MONTHS)})\.?(?:\s+(?P<y>\d{{4}}))?"
)
"""A date with the name of its month, a weekday before it or none."""
_MONTH: Final = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?!\w)\.?"
_YEAR: Final = r"(?:19|20)\d\d(?!\d)"
_ORDINAL: Final = r"(?:\.|st|nd|rd|th)?"
_BETWEEN: Final = r"\s*(?:-|/|bis(?: zum)?|und|to|until|and|through|&)\s*"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        r"(?<!\d)(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
        rf"(?<![\w.])(?P<m>{_MONTH})\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]|\.\d)(?:,?\s*(?P<y>{_YEAR}))?",
        rf"(?<![\d.,:/])(?P<d>[0-3]?\d){_ORDINAL}\s*(?:of\s+)?(?P<m>{_MONTH})(?:,?\s*(?P<y>{_YEAR}))?",
        rf"(?<![\d.,:/])(?P<d>[0-3]?\d)\.\s?(?P<m>[01]?\d)\.(?P<y>\s?{_YEAR}|\d\d(?![\d.:]))?(?!\d)",
        rf"(?<![\d.,:/])(?P<d>[0-3]?\d)/(?P<m>[0-3]?\d)(?:/(?P<y>{_YEAR}|\d\d(?!\d))|(?=\s*(?:$|[:,;(|-])))(?![\d/])",
    )
)
_LOOSE: Final = re.compile(r"(?<![\d.,:/])(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)(?![\d.:])")
"""A date without its last point; a time is written the same way, so it counts only behind a weekday."""
_ENDS: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?P<w>[a-z]+\.?,?\s+)?(?P<m>{_MONTH})\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:])(?:,?\s*(?P<y>{_YEAR}))?",
        rf"(?P<w>[a-z]+\.?,?\s+)?(?:dem |den )?(?P<d>[0-3]?\d){_ORDINAL}\s*(?P<m>{_MONTH})(?:,?\s*(?P<y>{_YEAR}))?",
        rf"(?P<w>[a-z]+\.?,?\s+)?(?:dem |den )?(?P<d>[0-3]?\d)\.\s?(?P<m>[01]?\d)\.(?:\s?(?P<y>{_YEAR}"
        rf"|\d\d(?![\d.:])))?(?!\d)",
        rf"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:.]),?\s*(?P<y>{_YEAR})?",
    )
)
"""The second half of a span; the last form is "May 12-14, 2026"."""
_FIRST: Final = re.compile(
    rf"(?P<d>(?<![\d.,:/])[0-3]?\d)(?:\.|st|nd|rd|th)?(?:\s?(?P<m>[01]?\d)\.)?{_BETWEEN}(?=[\da-z])"
)
"""The first half of a span that leaves its month, or its year, to the second: "9.-11. Oktober", "9.10.-11.10.2025"."""
_ONLY_DAY: Final = re.compile(r"(?P<d>[0-3]?[1-9]|[1-3]0)(?:st|nd|rd|th|\.(?!\d))(?!\w)")
"""A day without its month, behind a weekday: "Friday 22nd"."""
_NUMBERS: Final = {
    "erster": 1, "zweiter": 2, "dritter": 3, "vierter": 4, "fünfter": 5, "sechster": 6, "siebter": 7, "first": 1,
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5,
}  # fmt: skip
_WORDS: Final = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_NUMBER: Final = re.compile(
    rf"(?:(?:reise|besuchs|programm|veranstaltungs|konferenz|seminar)?tag|day)\s*(?:nr\.?|no\.?"
    rf"|#)?\s*(?P<a>\d{{1,3}}|{_WORDS})(?!\w|\.\d)"
    rf"|(?P<b>\d{{1,3}})\.\s*(?:reise|besuchs|programm|veranstaltungs|konferenz|seminar)?tag(?!\w)"
    rf"|(?P<c>{_WORDS})\s+(?:(?:reise|besuchs|programm|veranstaltungs|konferenz|seminar)?tag|day)(?!\w)"
)
_PARTS: Final[dict[str, PartName]] = {
    "vormittag": "morning", "morgen": "early", "mittag": "midday", "nachmittag": "afternoon", "abend": "evening",
    " vormittag": "morning", " morgen": "early", " mittag": "midday", " nachmittag": "afternoon", " abend": "evening",
    " morning": "morning", " afternoon": "afternoon", " evening": "evening", " night": "evening",
}  # fmt: skip
_WEEKDAY: Final = re.compile(
    rf"(?P<name>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})"
    rf"(?P<part>{'|'.join(_PARTS)})?(?:s(?!\w))?(?!\w)\.?"
)
_SHORT: Final = 4
"""Letters up to which a weekday's name may be another word as well ("so", "do", "sat")."""


class Said(NamedTuple):
    """A date as far as it was said, or a span of dates.

    Attributes:
        start, end: where it stands in the text; the end is exclusive.
        day, month, year: None where not said.
        last: the last day of a span, included: day, month, year.
    """

    start: int
    end: int
    day: int
    month: int | None
    year: int | None
    last: tuple[int, int, int | None] | None = None


class Heading(NamedTuple):
    """What the beginning of a line says of a day.

    Attributes:
        end: where what follows begins in the line.
        number: of "Day 2".
        weekday: 0 is Monday.
        said: the date.
        part: a part of the day, of "Donnerstagvormittag".
    """

    end: int
    number: int | None = None
    weekday: int | None = None
    said: Said | None = None
    part: PartName | None = None


def date_at(text: str, at: int = 0, *, loose: bool = False) -> Said | None:
    """The date or span of dates that begins at a place of a text; `loose` takes "9.10" for one."""
    small = plain(text)
    return _span(small, at) or _single(small, at) or (_single(small, at, (_LOOSE,)) if loose else None)


def dates_within(text: str) -> Iterator[Said]:
    """The dates and spans anywhere in a text, in order."""
    small = plain(text)
    at = 0
    while at < len(small):
        start = re.compile(r"\d|(?<!\w)[a-z]").search(small, at)
        if start is None:
            return
        found = _span(small, start.start()) or _single(small, start.start())
        if found is not None:
            yield found
        run = re.compile(r"\d+|[^\W\d]+").match(small, start.start())
        at = found.end if found is not None else run.end() if run else start.end()


def _single(small: str, at: int, forms: Iterable[re.Pattern[str]] = _FORMS) -> Said | None:
    for form in forms:
        match = form.match(small, at)
        if match is None:
            continue
        day, month = int(match["d"]), _month(match["m"])
        year = _year(match["y"]) if "y" in form.groupindex else None
        if "/" in match[0] and not 1 <= month <= 12 and 1 <= day <= 12:
            day, month = month, day  # the American order, where it can be nothing else
        if _possible(day, month, year):
            return _spanned(small, Said(match.start(), match.end(), day, month, year))
    return None


def _spanned(small: str, first: Said) -> Said:
    """The span that a date begins, if another one follows it."""
    joined = re.compile(_BETWEEN).match(small, first.end)
    if joined is None:
        return first
    for form in _ENDS:
        match = form.match(small, joined.end())
        if match is None or ("w" in form.groupindex and match["w"] and not _is_weekday(match["w"])):
            continue
        month = _month(match["m"]) if "m" in form.groupindex else first.month
        year = _year(match["y"]) or first.year
        if month is None or ("m" not in form.groupindex and not match["y"] and not _by_name(small, first)):
            continue
        day = int(match["d"])
        if _possible(day, month, year) and (month, day) != (first.month, first.day):
            return first._replace(end=match.end(), year=first.year or year, last=(day, month, year))
    return first


def _by_name(small: str, said: Said) -> bool:
    """Whether a date begins with the name of its month: "May 12-14"."""
    return small[said.start : said.start + 1].isalpha()


def _span(small: str, at: int) -> Said | None:
    """A span whose first half leaves its month to the second: "9.-11. Oktober 2025", "12-14 May"."""
    match = _FIRST.match(small, at)
    if match is None:
        return None
    rest = _single(small[match.end() :], 0) or _weekday_then(small[match.end() :], 0)
    if rest is None or rest.last is not None or rest.month is None:
        return None
    day, month = int(match["d"]), int(match["m"]) if match["m"] else rest.month
    if not _possible(day, month, rest.year) or (month == rest.month and day >= rest.day):
        return None
    return Said(at, match.end() + rest.end, day, month, rest.year, (rest.day, rest.month, rest.year))


def _weekday_then(small: str, at: int) -> Said | None:
    match = _WEEKDAY.match(small, at)
    return (
        _single(small, match.end() + len(small[match.end() :]) - len(small[match.end() :].lstrip(" ,.")))
        if match
        else None
    )


def _is_weekday(word: str) -> bool:
    return word.strip(" .,") in WEEKDAYS


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS[text.rstrip(".")]


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) + 2000 if len(text) == 2 else int(text.strip())


def _possible(day: int, month: int, year: int | None) -> bool:
    try:
        date(year or 2024, month, day)
    except ValueError:
        return False
    return year is None or FIRST_YEAR <= year <= LAST_YEAR


def weekday_at(text: str, at: int = 0, *, alone: bool = True) -> tuple[int, PartName | None, int] | None:
    """The weekday whose name begins at a place of a text, the part of the day in it, and where it ends.

    Short names that are words too ("so", "sat") need a point, a comma or a date behind them, or nothing if `alone`.
    """
    small = plain(text)
    match = _WEEKDAY.match(small, at)
    if match is None or (at and small[at - 1].isalnum()):
        return None
    if len(match["name"]) <= _SHORT and not match["part"]:
        behind = small[match.end() :]
        marked = (
            match[0].endswith(".") or behind[:1] in (",", ":", "|", "\t", "/") or (alone and not behind.strip(" -"))
        )
        if not marked and not re.match(r"\s*(?:,|den\s|the\s)?\s*(?:\d|" + _MONTH + ")", behind):
            return None
    part = _PARTS[match["part"]] if match["part"] else None
    return WEEKDAYS[match["name"]], part, match.end()


def weekday_before(text: str, at: int) -> int | None:
    """The weekday that stands right before a place of a text: "Mittwoch, dem 22. April"."""
    match = _WEEKDAY_BEFORE.search(plain(text[max(0, at - _NEAR) : at]))
    return WEEKDAYS[match["name"]] if match and (len(match["name"]) > 1) else None


_NEAR: Final = 60
_DAY_NAMES: Final = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_WEEKDAY_BEFORE: Final = re.compile(
    rf"(?<!\w)(?P<name>{_DAY_NAMES})\.?(?:\s*(?:-|bis|to|und|and)\s*(?:{_DAY_NAMES})\.?)?,?\s*(?:dem\s|den\s|the\s)?\s*$"
)
"""A weekday right before a date, or two before a span: "Donnerstag bis Sonntag, 10. bis 13. Mai"."""
_LEAD: Final = re.compile(r"[=#~_*\s-]*(?:(?:datum|date|tag|day)\s*:\s*(?!.*\d:\d\d)|[ivx]{1,4}\.\s+(?=[a-z]))?")
"""What may stand before the day in its heading: signs, "Datum:", a number in Roman letters."""


def heading_at(text: str) -> Heading | None:
    """What the beginning of a line says of a day: its number, weekday and date in any order; None if nothing."""
    small = plain(text)
    found = Heading(0)
    lead = _LEAD.match(small)
    at = lead.end() if lead is not None else 0
    while True:
        skipped = re.compile(r"[\s,;:()/|*-]*(?:(?:am|den|on|the|der|vom|dem|from)\s+)?[\s(]*").match(small, at)
        here = skipped.end() if skipped else at
        new = _more(small, here, found)
        if new is None:
            break
        found = new
        at = found.end
    if found.number is None and found.weekday is None and found.said is None:
        return None
    return found._replace(end=at)


def _more(small: str, at: int, found: Heading) -> Heading | None:
    if found.number is None and (match := _NUMBER.match(small, at)):
        word = match["a"] or match["b"] or match["c"]
        return found._replace(end=match.end(), number=int(word) if word.isdigit() else _NUMBERS[word])
    named = weekday_at(small, at)
    if named is not None and found.weekday in (None, named[0]):
        return found._replace(end=named[2], weekday=named[0], part=named[1] or found.part)
    if found.said is None:
        said = date_at(small, at, loose=found.weekday is not None or found.number is not None)
        if said is not None:
            return found._replace(end=said.end, said=said)
        if found.weekday is not None and (match := _ONLY_DAY.match(small, at)):
            return found._replace(end=match.end(), said=Said(at, match.end(), int(match["d"]), None, None))
    return None


def resolved(said: Said, year: int) -> tuple[date, date] | None:
    """First and last day of what was said, both included, in a year if none was said; None if there is no such day."""
    try:
        first = date(said.year or year, said.month or 1, said.day)
        if said.last is None:
            return first, first
        day, month, last_year = said.last
        last = date(last_year or first.year, month, day)
        if last < first:
            last = date(first.year + 1, month, day)
    except ValueError:
        return None
    return (first, last) if last - first <= timedelta(days=60) else (first, first)


def year_by_weekday(said: Said, weekday: int, today: date) -> int | None:
    """The year next to today in which a date falls on a weekday; None if there is none within five years."""
    years = sorted(range(today.year - 5, today.year + 6), key=lambda year: abs((_day(said, year) or date.max) - today))
    return next((year for year in years if (day := _day(said, year)) and day.weekday() == weekday), None)


def _day(said: Said, year: int) -> date | None:
    try:
        return date(year, said.month or 1, said.day)
    except ValueError:
        return None


def days_between(before: Said, said: Said) -> int:
    """About how many days lie between two dates, negative if they go back; years count only where both say them."""
    years = (said.year or 0) - (before.year or 0) if said.year and before.year else 0
    last = before.last or (before.day, before.month or 1, before.year)
    apart = years * 365 + ((said.month or 1) - last[1]) * 30 + said.day - last[0]
    return apart + 365 if apart < -200 and not years else apart


def joined(above: Heading, below: Heading) -> Heading | None:
    """Two headings as one; None if both say the same kind of thing, or neither says the date."""
    both_number = above.number is not None and below.number is not None
    both_said = above.said is not None and below.said is not None
    other_weekday = above.weekday is not None and below.weekday not in (None, above.weekday)
    if both_number or both_said or other_weekday or Heading(0) in (above, below):
        return None
    said = above.said or below.said
    if said is None:
        return None
    number = above.number if above.number is not None else below.number
    weekday = above.weekday if above.weekday is not None else below.weekday
    return Heading(below.end, number, weekday, said, above.part or below.part)
