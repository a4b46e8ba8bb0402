"""Translations that are older than their text, and texts that a language begun with lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, Literal

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, names
from trips.checks.trip_context import TripContext
from trips.i18n.language import N_, Message
from trips.model.translations import Translatable, language_name, languages_of
from trips.queries.readers import texts_read
from trips.schedule.timeline import Timeline

_TABLES: Final = {
    "day": "days",
    "venue": "venues",
    "person": "people",
    "organisation": "organisations",
    "group": "groups",
}


def of_trip(
    timeline: Timeline, plans: Sequence[DayContext], ground: TripContext, today: date | None
) -> Iterator[Finding]:
    """Of each language that something is translated into: what is old, and how much is missing."""
    del plans, ground, today
    trip = timeline.trip
    if not trip.translations:
        return
    for language in languages_of(trip):
        told = texts_read(trip, language)
        old = [one for one in told if one.state == "old"]
        if old:
            yield _finding(
                "translation.old",
                "warning",
                old,
                N_("Changed since it was translated into {language}: {texts}; readers get the original until then."),
                language,
            )
        missing = [one for one in told if one.state == "missing"]
        if missing:
            text = N_("Not translated into {language}: {texts}.")
            found = _finding("translation.missing", "hint", missing, text, language)
            yield replace(found, items=found.items[:1])  # a sign at every item would hide all others


def _finding(
    code: str, severity: Literal["warning", "hint"], some: Sequence[Translatable], text: str, language: str
) -> Finding:
    items = tuple(dict.fromkeys(one.id for one in some if one.of == "item"))
    about = tuple(dict.fromkeys(f"{_TABLES[one.of]}:{one.id}" for one in some if one.of in _TABLES))
    shown = names([_short(one.original) for one in some])
    return Finding(code, severity, items, Message(text, language=Message(language_name(language)), texts=shown), about)


def _short(text: str) -> str:
    first = text.split("\n")[0]
    return f"“{first}”" if len(first) <= 40 else f"“{first[:39].rstrip()}…”"
