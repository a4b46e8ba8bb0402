"""What differs for a reader between two versions of a programme, cause before consequence.

Compared is what the reader sees: two lines that read alike are the same, whatever happened behind them. An item that
moved only because one before it did, or that moved along by the same time, is a consequence of that one and no news of
its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal, NamedTuple

from exports.programme import Line, Programme

What = Literal[
    "day", "new", "gone", "cancelled", "back", "moved", "place", "title", "people", "status", "assigned", "text"
]
"""What happened to an item; "day": it moved with its whole day, "gone": the reader does not have it any more."""

_PUSHES: Final[frozenset[What]] = frozenset(("new", "gone", "cancelled", "back", "moved"))
"""What can move the items that follow."""

_WITH_WHOLE: Final[frozenset[What]] = frozenset(("new", "gone", "cancelled", "back"))
"""What happens to parts because it happens to their whole."""


class Seen(NamedTuple):
    """A line and its date; None for what has no day."""

    date: date | None
    day: str | None
    line: Line

    @property
    def start(self) -> datetime | None:
        """When it starts, None if open."""
        return self.line.start


@dataclass(frozen=True, slots=True)
class Changed:
    """An item that is not what it was.

    Attributes:
        what: everything that happened to it, the gravest first.
        before, after: how it was seen; None where it was not.
        follows: what moved, came or went only because of it.
    """

    what: tuple[What, ...]
    before: Seen | None
    after: Seen | None
    follows: tuple[Changed, ...] = ()

    @property
    def seen(self) -> Seen:
        """The item as it is now, else as it was."""
        return self.after or self._before

    @property
    def _before(self) -> Seen:
        if self.before is None:
            raise AssertionError("seen neither before nor after")
        return self.before

    @property
    def id(self) -> str:
        """The id of the item."""
        return self.seen.line.item.id

    @property
    def later(self) -> timedelta | None:
        """By how much its start moved; None if it has none on either side."""
        if self.before is None or self.after is None or self.before.start is None or self.after.start is None:
            return None
        return self.after.start - self.before.start


def news(before: Programme | None, after: Programme) -> tuple[Changed, ...]:
    """What is new for a reader, in the order of time; nothing for a programme beside itself.

    Args:
        before: what they had; None if they had nothing.
        after: what they have now, for the same reader in the same language.
    """
    return tuple(_causes(differences(before, after)))


def differences(before: Programme | None, after: Programme) -> list[Changed]:
    """Every item that is not what it was, in the order of time, causes and consequences alike."""
    old = {seen.line.item.id: seen for seen in _seen(before)} if before else {}
    new = {seen.line.item.id: seen for seen in _seen(after)}
    gone = [Changed(("gone",), seen, None) for key, seen in old.items() if key not in new and _lives(seen)]
    other = (_compared(old.get(key), seen) for key, seen in new.items())
    return _in_order([*gone, *(changed for changed in other if changed is not None)], new.values())


def _seen(view: Programme) -> Iterator[Seen]:
    for day in view.days:
        yield from (Seen(day.date, day.id, line) for line in day.lines if not line.carried)
    yield from (Seen(None, None, line) for line in view.pool)


def _lives(seen: Seen) -> bool:
    return seen.line.item.status != "cancelled"


def _compared(old: Seen | None, new: Seen) -> Changed | None:
    if old is None:
        return Changed(("new",), None, new) if _lives(new) else None
    if _lives(old) != _lives(new):
        return Changed(("cancelled",) if _lives(old) else ("back",), old, new)
    what = tuple(_differences(old, new))
    return Changed(what, old, new) if what else None


def _differences(old: Seen, new: Seen) -> Iterator[What]:
    a, b = old.line, new.line
    if old.date != new.date or (a.start, a.end, a.time) != (b.start, b.end, b.time):
        yield "day" if _with_its_day(old, new) else "moved"
    if (a.place, a.address) != (b.place, b.address):
        yield "place"
    if a.title != b.title:
        yield "title"
    if (a.hosts, a.speakers, a.people) != (b.hosts, b.speakers, b.people):
        yield "people"
    if a.item.status != b.item.status:
        yield "status"
    if (a.assigned, a.whereabouts) != (b.assigned, b.whereabouts):
        yield "assigned"
    if _texts(a) != _texts(b):
        yield "text"


def _texts(line: Line) -> tuple[object, ...]:
    return (line.note, line.url, line.meet, line.groups, line.travel, line.staff)


def _with_its_day(old: Seen, new: Seen) -> bool:
    """Whether only the date of the day is another one."""
    same_clock = old.line.item.when == new.line.item.when and _clock(old) == _clock(new)
    return old.day is not None and old.day == new.day and old.date != new.date and same_clock


def _clock(seen: Seen) -> tuple[str, ...]:
    return tuple(f"{moment:%H:%M}" for moment in (seen.line.start, seen.line.end) if moment)


def _in_order(changes: Iterable[Changed], programme: Iterable[Seen]) -> list[Changed]:
    """Changes by date, on a day in programme order; what is gone stands where its time was."""
    places = {seen.line.item.id: place for place, seen in enumerate(programme)}

    def key(changed: Changed) -> tuple[date, int, int]:
        place = places[changed.id] if changed.id in places else _place_of(changed.seen, programme)
        return changed.seen.date or date.max, place, 0 if changed.after is None else 1

    return sorted(changes, key=key)


def _place_of(gone: Seen, programme: Iterable[Seen]) -> int:
    """Behind everything that starts before it did."""
    place = 0
    for n, seen in enumerate(programme, 1):
        if seen.date is None or gone.date is None or seen.date > gone.date:
            continue
        if seen.date < gone.date or seen.start is None or gone.start is None or seen.start < gone.start:
            place = n
    return place


def _causes(changes: Sequence[Changed]) -> Iterator[Changed]:
    """The changes with their consequences in them."""
    found: list[Changed] = []
    cause: dict[date | None, int] = {}
    wholes: dict[str, int] = {}
    days: dict[str | None, int] = {}
    for change in changes:
        place = _cause(change, found, cause, wholes, days)
        if place is not None:
            found[place] = replace(found[place], follows=(*found[place].follows, change))
            continue
        if not _PUSHES.isdisjoint(change.what):
            cause[change.seen.date] = len(found)
        if "day" in change.what:
            days[change.seen.day] = len(found)
        wholes[change.id] = len(found)
        found.append(change)
    yield from found


def _cause(
    changed: Changed,
    found: Sequence[Changed],
    cause: dict[date | None, int],
    wholes: dict[str, int],
    days: dict[str | None, int],
) -> int | None:
    """Where the change is that this one only follows from."""
    if changed.what == ("day",):
        return days.get(changed.seen.day)
    whole = wholes.get(changed.seen.line.item.part_of or "")
    if whole is not None and changed.what == found[whole].what and not _WITH_WHOLE.isdisjoint(changed.what):
        return whole
    place = cause.get(changed.seen.date)
    if (
        changed.what != ("moved",)
        or place is None
        or changed.before is None
        or changed.before.date != changed.seen.date
    ):
        return None
    said_alike = changed.before.line.item.when == changed.seen.line.item.when
    along = changed.later is not None and changed.later == found[place].later
    return place if said_alike or along else None
