"""Soft times as values: what a programme says about when an item is.

Real programmes say "ab 09:15", "ca. 15:30", "anschl.", "vormittags". All of these are values here, never text.
A `When` has a start and an end; each may be missing. Clock times are wall times in the zone of their edge and count
minutes from midnight of the item's day. `trips.grammar.when_text` reads and writes them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from trips.i18n.language import UserError

DAY: Final = 1440
LATEST_CLOCK: Final = 2 * DAY
"""Clock times run to 47:59: "24:30" is half past midnight, on the evening's day."""

Said = Literal["exactly", "about", "from", "until"]
PartName = Literal["early", "morning", "midday", "afternoon", "evening", "night", "all day"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time.

    Attributes:
        minute: minutes from midnight of the item's day, 0 to 2879.
        said: how it was said; starts are exactly, about or from, ends exactly or until.
        day: ends only: the date it falls on, in days from the item's day. None means the next time that clocks there
            show it after the start, which is what a timetable means by "22:00-01:00".
    """

    minute: int
    said: Said = "exactly"
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Then:
    """After what comes before, `gap` minutes later (a negative gap overlaps)."""

    gap: int = 0


@dataclass(frozen=True, slots=True)
class With:
    """As the item before starts, `gap` minutes later."""

    gap: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day."""

    name: PartName


@dataclass(frozen=True, slots=True)
class Length:
    """A duration in elapsed minutes (through a night in which clocks change, too)."""

    minutes: int
    about: bool = False


Start: TypeAlias = Clock | Then | With | Part | None
End: TypeAlias = Clock | Length | None


@dataclass(frozen=True, slots=True)
class When:
    """What is said about an item's time; `When()` says nothing ("tba").

    With a clock start, an end within a day is kept as the bare clock time: "22:00-25:00" is "22:00-01:00".
    """

    start: Start = None
    end: End = None

    def __post_init__(self) -> None:
        start, end = self.start, self.end
        if isinstance(start, Clock) and (start.said == "until" or start.day is not None or not _clock(start)):
            raise ValueError(f"not a start: {start}")
        if isinstance(end, Clock):
            if end.said not in ("exactly", "until") or not _clock(end):
                raise ValueError(f"not an end: {end}")
            object.__setattr__(self, "end", _plain_end(start, end))
        if isinstance(end, Length) and end.minutes <= 0:
            raise ValueError(f"not a length: {end}")


def _clock(clock: Clock) -> bool:
    return 0 <= clock.minute < LATEST_CLOCK


def _plain_end(start: Start, end: Clock) -> Clock:
    days, minute = divmod(end.minute, DAY)
    if end.day is not None:
        return replace(end, minute=minute, day=end.day + days)
    if isinstance(start, Clock) and days:
        within_a_day = end.minute - start.minute < DAY
        return replace(end, minute=minute, day=None if within_a_day else days)
    return end


TBA: Final = When()


def shifted(when: When, by: int) -> When:
    """The time moved by `by` minutes, wall clock; what has no clock and follows nothing stays as it is.

    A "then" changes its gap. Shifting back gives the first value again.

    Raises:
        UserError: a clock time would leave its day.
    """
    start, end = when.start, when.end
    if isinstance(start, Clock):
        start = replace(start, minute=within_day(start.minute + by))
    elif isinstance(start, Then | With):
        start = replace(start, gap=start.gap + by)
    if isinstance(end, Clock):
        end = _shifted_end(start, end, by)
    return When(start, end)


def _shifted_end(start: Start, end: Clock, by: int) -> Clock:
    minute = end.minute + by
    if end.day is not None:
        days, minute = divmod(minute, DAY)
        if end.day + days < 0:
            raise _off_the_day()
        return replace(end, minute=minute, day=end.day + days)
    if isinstance(start, Clock):
        return replace(end, minute=minute % DAY)
    return replace(end, minute=within_day(minute))


def within_day(minute: int) -> int:
    """The minute, if it is a clock time of the day.

    Raises:
        UserError: it is not.
    """
    if 0 <= minute < LATEST_CLOCK:
        return minute
    raise _off_the_day()


def _off_the_day() -> UserError:
    return UserError("That would push the time off its day; move the item to another day instead.")


FIRST_YEAR: Final = 1990


LAST_YEAR: Final = 2099
