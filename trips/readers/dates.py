"""Dates as people write them."""

from __future__ import annotations

from datetime import date

from trips.language import Refused


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
