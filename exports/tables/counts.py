"""The table of heads: how many are where, meals by diet without names, and nights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from exports.tables.table import Cell, Source, Table, wall
from trips.i18n.dates import weekday_date
from trips.i18n.language import Translator, words
from trips.queries.counts import Count, Night, Share, Spread

_MOST_PLACES: Final = 8
"""Places that are told one by one: of rooms one wants to know the sum."""


def counts_table(counts: Sequence[Count], nights: Sequence[Night], source: Source) -> Table:
    """An item a row, then a night a row. It is for staff: it names nobody, but tells of diets."""
    t = words(source.language)
    titles = (
        t("Date"),
        t("Start"),
        t("Programme item"),
        t("Headcount"),
        t("Room for"),
        t("Free"),
        t("Places and diets"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            count.placed.date,
            wall(count.placed.starts),
            count.placed.item.title,
            count.heads,
            count.room,
            count.free,
            details(count, t),
        )
        for count in counts
    ]
    for night in nights:
        midnight = datetime.combine(night.evening, datetime.min.time()) + timedelta(days=1)
        rows.append((night.evening, midnight, night_title(night, t), night.heads, None, None, night_text(night, t)))
    return Table("counts", t("Headcount"), titles, tuple(rows), source, 3)


def details(count: Count, t: Translator) -> str:
    """What else is counted of an item: how many are at each of its places, and meals by diet."""
    told = places(count.spread, t) if count.spread is not None else ""
    return "; ".join(filter(None, (told, diets(count, t))))


def places(spread: Spread, t: Translator) -> str:
    """How many are where: "Bus 1: 12 of 50, Bus 2: 9, 3 without a place"; of very many places, how many there are."""
    parts = [_share(share, t) for share in spread.shares]
    if len(parts) > _MOST_PLACES:
        full = [told for share, told in zip(spread.shares, parts, strict=True) if _too_many(share)]
        parts = [t("{n} places", n=len(parts)), *full]
    without = len(spread.without) + spread.nameless
    return ", ".join([*parts, t("{n} without a place", n=without)] if without else parts)


def _share(share: Share, t: Translator) -> str:
    seats = share.assignment.seats
    heads = str(share.heads) if seats is None else t("{heads} of {room}", heads=share.heads, room=seats)
    return f"{share.assignment.place}: {heads}{' !' if _too_many(share) else ''}"


def _too_many(share: Share) -> bool:
    return share.assignment.seats is not None and share.heads > share.assignment.seats


def diets(count: Count, t: Translator) -> str:
    """A meal by diets: "3 vegetarian, 1 no fish, 12 without a word"; empty for what is no meal."""
    if count.placed.item.kind != "meal":
        return ""
    parts = [f"{n} {diet}" for diet, n in count.diets]
    return ", ".join([*parts, t("{n} not stated", n=count.plain)] if count.plain > 0 or not parts else parts)


def night_title(night: Night, t: Translator) -> str:
    """Which night it is: "Night after Thu 9 Oct"."""
    return t("Night after {day}", day=weekday_date(t, night.evening))


def night_text(night: Night, t: Translator) -> str:
    """Who sleeps there in numbers: "11 stay, 10 rooms, 1 without a room, 2 without a stay"."""
    parts = [t.plural("{n} stays", "{n} stay", night.staying), t.plural("{n} room", "{n} rooms", night.rooms)]
    if night.roomless or night.nameless:
        parts.append(t("{n} without a room", n=len(night.roomless) + night.nameless))
    if night.homeless:
        parts.append(t("{n} without a stay", n=night.homeless))
    return ", ".join(parts)
