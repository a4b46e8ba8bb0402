"""Heads in words, for both faces."""

from __future__ import annotations

from collections.abc import Sequence

from agenda.presenters.times import format_day_and_clocks
from exports.tables.counts import details, night_text, night_title
from trips.i18n.language import Translator
from trips.queries.counts import Count, Night

Told = tuple[str, tuple[str, str, str, str]]
"""The id of an item, "" for a night; when, how many, what, and what else there is to say."""


def count_rows(counts: Sequence[Count], nights: Sequence[Night], t: Translator) -> list[Told]:
    """How many go to each item and sleep there each night, a row each, a night behind its day."""
    found: list[Told] = []
    dark = {night.evening: night for night in nights}
    for place, count in enumerate(counts):
        item = count.placed.item
        when = format_day_and_clocks(count.placed, t)
        title = ("  " if item.part_of else "") + item.title
        found.append((item.id, (when, _heads(count, t), title, details(count, t))))
        following = counts[place + 1] if place + 1 < len(counts) else None
        if following is None or following.placed.date != count.placed.date:
            night = dark.pop(count.placed.date, None)
            found += [_night(night, t)] if night else []
    return [*found, *(_night(night, t) for night in dark.values())]


def _night(night: Night, t: Translator) -> Told:
    return "", ("", str(night.heads), night_title(night, t), night_text(night, t))


def _heads(count: Count, t: Translator) -> str:
    if count.room is None:
        return str(count.heads)
    text = t("{heads} of {room}", heads=count.heads, room=count.room)
    return f"{text} !" if count.heads > count.room else text
