"""The table of heads: how many are where, meals by diet without names, and nights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from exports.tables.table import Cell, Source, Table, wall
from trips.counting import Count, Night
from trips.dates import weekday_date
from trips.language import Words, words


def counts_table(counts: Sequence[Count], nights: Sequence[Night], source: Source) -> Table:
    """An item a row, then a night a row. It is for staff: it names nobody, but tells of diets."""
    t = words(source.language)
    titles = (t("Date"), t("Start"), t("Programme item"), t("Heads"), t("Room for"), t("Free"), t("Diets"))
    rows: list[tuple[Cell, ...]] = [
        (one.placed.date, wall(one.placed.starts), one.placed.item.title, one.heads, one.room, one.free, diets(one, t))
        for one in counts
    ]
    for one in nights:
        midnight = datetime.combine(one.evening, datetime.min.time()) + timedelta(days=1)
        rows.append((one.evening, midnight, night_title(one, t), one.heads, None, None, night_text(one, t)))
    return Table("counts", t("Heads"), titles, tuple(rows), source, 3)


def diets(one: Count, t: Words) -> str:
    """A meal by diets: "3 vegetarian, 1 no fish, 12 without a word"; empty for what is no meal."""
    if one.placed.item.kind != "meal":
        return ""
    parts = [f"{n} {diet}" for diet, n in one.diets]
    return ", ".join([*parts, t("{n} without a word", n=one.plain)] if one.plain > 0 or not parts else parts)


def night_title(one: Night, t: Words) -> str:
    """Which night it is: "Night after Thu 9/10"."""
    return t("Night after {day}", day=weekday_date(t, one.evening))


def night_text(one: Night, t: Words) -> str:
    """Who sleeps there in numbers: "11 stay, 10 rooms, 1 without a room, 2 without a stay"."""
    parts = [t.plural("{n} stays", "{n} stay", len(one.sleepers)), t.plural("{n} room", "{n} rooms", one.rooms)]
    if one.roomless:
        parts.append(t("{n} without a room", n=len(one.roomless)))
    if one.without:
        parts.append(t("{n} without a stay", n=len(one.without)))
    return ", ".join(parts)
