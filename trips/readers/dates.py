"""Dates as people write them."""

from __future__ import annotations

from datetime import date
from typing import Final

from trips.language import Refused

WEEKDAYS: Final = {
    "mo": 0, "montag": 0, "monday": 0, "mon": 0, "di": 1, "dienstag": 1, "tuesday": 1, "tue": 1, "mi": 2, "mittwoch": 2,
    "wednesday": 2, "wed": 2, "do": 3, "donnerstag": 3, "thursday": 3, "thu": 3, "fr": 4, "freitag": 4, "friday": 4,
    "fri": 4, "sa": 5, "samstag": 5, "saturday": 5, "sat": 5, "so": 6, "sonntag": 6, "sunday": 6, "sun": 6,
}  # fmt: skip
"""The days of the week as people write them, in small letters; Monday is 0."""


def read_date(text: str) -> date:
    """A date such as 9.10.2025, 9.10.25 or 2025-10-09.

    Raises:
        Refused: it is none.
    """
    try:
        if "." in text:
            day, month, year = (int(part) for part in text.strip().split("."))
            return date(year + 2000 if year < 100 else year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused('"{text}" is not a date; write it like 2025-10-09 or 9.10.2025.', text=text) from None
