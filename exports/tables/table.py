"""A table as a value: columns, and rows of typed cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Generic, TypeAlias, TypeVar

from trips.i18n.language import Language
from trips.model.field_types import See
from trips.queries.readers import Level, may_see

Cell: TypeAlias = str | int | date | time | datetime | None
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Source:
    """What a table was made from: the trip's title and organiser, the language, the state and its moment."""

    title: str
    organiser: str
    language: Language
    stamp: str
    issued: datetime


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: what files are called after it: programme, participants, rooms, transfers, assignments.
        title: what readers call it.
        columns: the titles of the columns.
        rows: as many cells in each as there are columns; moments are wall times.
        source: what it was made from.
        keys: how many columns, from the first, say which row it is; they stand on every page.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: Source
    keys: int = 1


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: its title, the cell of an entry, and the widest audience that may see it."""

    title: str
    cell: Callable[[R], Cell]
    see: See = "public"


def filled(columns: Iterable[Column[R]], entries: Iterable[R], level: Level) -> tuple[tuple[str, ...], _Rows]:
    """The titles and rows of a table, without the columns that a level may not see."""
    open_ = [column for column in columns if may_see(level, column.see)]
    rows = tuple(tuple(column.cell(entry) for column in open_) for entry in entries)
    return tuple(column.title for column in open_), rows


_Rows: TypeAlias = tuple[tuple[Cell, ...], ...]


def wall(moment: datetime | None) -> datetime | None:
    """A moment as a clock there shows it."""
    return None if moment is None else moment.replace(tzinfo=None)
