"""Trips that come with the program, to begin a new one with: a trip file for each and each language."""

from __future__ import annotations

from typing import Final

from trips.i18n.language import N_

TEMPLATES: Final[dict[str, str]] = {
    "one-day": N_("One-day visit"),
    "two-day": N_("Two-day delegation"),
    "partner-city": N_("Three-day visit to the partner city"),
    "incoming": N_("Incoming visit"),
}
"""The templates that come with the program, each in both languages."""
