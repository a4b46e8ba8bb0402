"""Journeys that a text names by the number of a flight or train, or by its airports."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(
    r"(?<!\w)(?:[A-Z]{2}\s?\d{2,4}|(?:ICE|IC|EC|RE|RB|TGV|RJX?|EN|NJ|IR|FLX|Eurostar|ES|S)\s?\d{1,5})(?!\w|[.:]\d)"
)
_AIRPORTS: Final = re.compile(r"(?<!\w)[A-Z]{3}\s*[-–]\s*[A-Z]{3}(?!\w)")


def service_in(text: str) -> str:
    """The number of the flight or train that a text names; empty if there is none."""
    match = _NUMBER.search(text)
    return match[0] if match else ""


def is_journey(text: str) -> bool:
    """Whether a text names a flight or train by its number or its airports."""
    return bool(service_in(text)) or _AIRPORTS.search(text) is not None


_LEADS_TO: Final = re.compile(r"(?:\bto|\bnach|->|→|[-–])\s+(?P<to>[A-ZÄÖÜ][\w .'’-]{1,40}?)\s*(?:$|[(,;:|])")


def leads_to(text: str) -> str:
    """Where a journey leads that a title names ("LH 400 Frankfurt to New York (JFK)"); empty if it does not say so."""
    found = list(_LEADS_TO.finditer(text))
    return found[-1]["to"].strip() if found else ""
