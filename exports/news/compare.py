"""What differs for a reader between two versions of a programme, cause before consequence.

Compared is what the reader sees: two lines that read alike are the same, whatever happened behind them. An item whose
time hangs on another that changed (see `trips.schedule.chains`), or a part that moved along with its whole, is a
consequence of that one and no news of its own; whatever else moved is one, however near to the other.
"""

from __future__ import annotations

from collections import defaultdict
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
    changes = differences(before, after)
    return tuple(_causes(changes, _Reasons(changes, before, after)))


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


def _causes(changes: Sequence[Changed], reasons: _Reasons) -> Iterator[Changed]:
    """The changes with their consequences in them."""
    follows: defaultdict[str, list[Changed]] = defaultdict(list)
    for change in changes:
        cause = reasons.cause_of(change)
        if cause != change.id:
            follows[cause].append(change)
    for change in changes:
        if reasons.cause_of(change) == change.id:
            yield replace(change, follows=tuple(follows[change.id]))


class _Reasons:
    """Answers which change is the reason of another one, and which is its own."""

    def __init__(self, changes: Sequence[Changed], before: Programme | None, after: Programme) -> None:
        self._changes = {change.id: change for change in changes}
        self._chains = [view.chains for view in (before, after) if view is not None]
        self._shown = {seen.line.item.id for view in (before, after) if view is not None for seen in _seen(view)}
        self._causes: dict[str, str] = {}
        moved = [change for change in changes if self._may_follow(change)]
        self._waiting = {change.id for change in moved}
        days: dict[str | None, str] = {}
        for change in changes:
            if change.id not in self._waiting:
                self._causes[change.id] = self._with_day_or_whole(change, days)
        for change in moved:
            self._waiting.discard(change.id)
            self._causes[change.id] = self._along_with_whole(change) or self._in_chain(change) or change.id

    def cause_of(self, change: Changed) -> str:
        """The id of the change that one follows from: its own, if from none."""
        return self._causes[change.id]

    def _may_follow(self, change: Changed) -> bool:
        """Whether nothing but its time on its day is another one, which nobody gave it, or its whole has as well."""
        same_day = change.before is not None and change.before.date == change.seen.date
        moved = same_day and change.what == ("moved",)
        return moved and (not _said_otherwise(change) or self._along_with_whole(change) is not None)

    def _with_day_or_whole(self, change: Changed, days: dict[str | None, str]) -> str:
        if "day" in change.what:
            first = days.setdefault(change.seen.day, change.id)
            return first if change.what == ("day",) else change.id
        whole = self._changes.get(change.seen.line.item.part_of or "")
        if whole is not None and change.what == whole.what and not _WITH_WHOLE.isdisjoint(change.what):
            return whole.id
        return change.id

    def _along_with_whole(self, change: Changed) -> str | None:
        whole = self._changes.get(change.seen.line.item.part_of or "")
        return self._causes.get(whole.id, whole.id) if whole is not None and _along(change, whole) else None

    def _in_chain(self, change: Changed) -> str | None:
        """The nearest cause of what an item hangs on, through what moved likewise and what the reader does not see."""
        if _said_otherwise(change):
            return None
        known, near = {change.id}, [change.id]
        for key in near:
            for other in sorted({other for chain in self._chains for other in chain.get(key, ())} - known):
                pushes = other in self._changes and not _PUSHES.isdisjoint(self._changes[other].what)
                if pushes and other in self._causes and self._causes[other] != change.id:
                    return self._causes[other]
                if other in self._waiting or other not in self._shown:
                    near.append(other)
                known.add(other)
        return None


def _said_otherwise(change: Changed) -> bool:
    """Whether somebody gave an item another time."""
    return change.before is None or change.before.line.item.when != change.seen.line.item.when


def _along(part: Changed, whole: Changed) -> bool:
    """Whether a part moved by as much as its whole."""
    return "moved" in whole.what and part.later is not None and part.later == whole.later != timedelta()
