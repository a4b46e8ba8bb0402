"""Phone numbers and e-mail addresses as people write them into texts."""

from __future__ import annotations

import re
from typing import Final

MAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
PHONE: Final = re.compile(r"(?<![\w.:/-])(?:\+\d{1,3}|\(?0\d{1,5}\)?)(?:[ /()–-]{0,3}\d+)+(?!\w|[:.]\d)")
_FEWEST: Final = 8
"""Digits of a phone number; with fewer it may be anything."""
_TIMES: Final = re.compile(r"0\d{3} ?[-–] ?\d{4}|0?\d[/ -]\d{1,2}[/ -]\d{4}")
"""Two times of day without colons, or a date: they have the digits of a phone number."""


def is_phone(text: str) -> bool:
    """Whether what looks like a phone number is one."""
    return sum(map(str.isdigit, text)) >= _FEWEST and not _TIMES.fullmatch(text)


def contact_data(text: str) -> list[str]:
    """The phone numbers and e-mail addresses in a text."""
    if "@" not in text and "0" not in text and "+" not in text:
        return []
    return [*(match[0] for match in PHONE.finditer(text) if is_phone(match[0])), *MAIL.findall(text)]
