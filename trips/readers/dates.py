"""Dates as people write them."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from typing import Final

from trips.i18n.language import Refused

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
    """A date such as 9.10.2025, 9.10.25, 9/10/2025 (day first) or 2025-10-09.

    With `after`, the year may be missing: "9.10." is the next such day, `after` included.

    Raises:
        Refused: it is none.
    """
    plain = text.strip().replace("/", ".")
    try:
        if "." not in plain:
            return date.fromisoformat(plain)
        parts = [int(part) for part in plain.rstrip(".").split(".")]
        if len(parts) == 2 and after is not None:
            return _next(parts[0], parts[1], after)
        day, month, year = parts
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise Refused('"{text}" is not a date; write it like 2025-10-09 or 9.10.2025.', text=text) from None


def _next(day: int, month: int, after: date) -> date:
    """The next day of that name; 29.2. may be years ahead."""
    for year in range(after.year, after.year + 9):
        if (day, month) == (29, 2) and not isleap(year):
            continue
        if (found := date(year, month, day)) >= after:
            return found
    raise ValueError(day)
