"""How a time is told, the same to every reader: by the clock where it is known, in words where it is not."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from trips.grammar.choices import TRAVEL
from trips.grammar.when import Clock, Length, When, With
from trips.grammar.when_text import write_end, write_when
from trips.i18n.dates import format_clock, weekday_date, weekday_short
from trips.i18n.language import Translator
from trips.schedule.timeline import Placed, at

DAWN: Final = 4
"""An item that ends before this hour still belongs to the evening on which it began."""


class ToldTime(NamedTuple):
    """A time in words, in the parts that a layout may set apart.

    Attributes:
        start: "10:30", "ca. 10:30", "ab 10:30"; where none is known "anschl.", "vormittags", or empty.
        between: what stands between start and end.
        end: "12:00", "bis 12:00"; empty if nobody said one, and if its length is told beside it.
        beside: what stands beside it in small type: the night it falls into, its length, other zones.
    """

    start: str = ""
    between: str = ""
    end: str = ""
    beside: tuple[str, ...] = ()

    @property
    def clock(self) -> str:
        """Start and end: "10:30–12:00"."""
        return f"{self.start}{self.between}{self.end}"

    @property
    def extent(self) -> str:
        """What stands beside it: "night to Thu, 45 min"."""
        return ", ".join(self.beside)

    @property
    def text(self) -> str:
        """All of it in one line: "ca. 10:50 (45 min)"."""
        return f"{self.clock} ({self.extent})" if self.beside else self.clock


def tell_time(placed: Placed, t: Translator) -> ToldTime:
    """The time of an item.

    A start that is known, said or worked out, is a clock time, "ca." if it follows from what is only about right;
    after midnight the night stands beside it. An end that follows from exact times is a clock time too; else what was
    said of it is told.
    """
    start = _start(placed, t)
    end = _end(placed, t)
    between = ""
    if start and end:
        plain = placed.starts is not None and not tells_from(placed)
        between = "–" if plain and not _says_until(placed) else t.comma
    if not start and not end:
        start = t("tba")
    return ToldTime(start, between, end, tuple(_beside(placed, t)))


def tell_check_in(placed: Placed, t: Translator) -> ToldTime:
    """The time of a stay on its first day; where it ends on a later one, that day tells its end."""
    if placed.starts is None or not ends_later(placed):
        return tell_time(placed, t)
    about = placed.start_about and not tells_from(placed)
    clock = format_clock(placed.starts)
    start = t("about {clock}", clock=clock) if about else t("from {clock}", clock=clock)
    return ToldTime(start, beside=tuple(_night(placed, t)))


def tell_until(end: datetime, t: Translator) -> ToldTime:
    """The end of an item, told on the day on which it falls."""
    return ToldTime(end=t("until {clock}", clock=format_clock(end)))


def format_clock_on(moment: datetime, day: date, t: Translator) -> str:
    """A moment as a clock time of a day, after its midnight with the night: "00:50 (night to Thu)"."""
    other = _other_date(moment, day, t)
    return f"{format_clock(moment)} ({other})" if other else format_clock(moment)


def format_moment(moment: datetime, t: Translator) -> str:
    """A moment by the calendar: "Thu 9 Oct 00:50"."""
    return f"{weekday_date(t, moment.date())} {format_clock(moment)}"


def format_day_and_time(placed: Placed, t: Translator) -> str:
    """The date and the time of an item: after midnight the date is the next one."""
    known = placed.starts or placed.ends
    told = tell_time(placed, t)
    if known is None or placed.starts is None:
        return f"{weekday_date(t, placed.date)} {told.text}"
    beside = tuple(text for text in told.beside if text not in _night(placed, t))
    return f"{weekday_date(t, known.date())} {ToldTime(told.start, told.between, told.end, beside).text}"


def ends_later(placed: Placed) -> bool:
    """Whether an item ends on a later date than its day."""
    return placed.ends is not None and placed.ends.date() > placed.date


def reaches_into_morning(placed: Placed) -> bool:
    """Whether the day on which an item ends has to tell so: a hotel is left, a night train arrives."""
    if placed.ends is None or not ends_later(placed) or placed.item.status == "cancelled":
        return False
    begun_there = placed.starts is not None and placed.starts.date() == placed.ends.date()
    return placed.item.kind == "stay" or (placed.item.kind in TRAVEL and placed.ends.hour >= DAWN and not begun_there)


def _says_until(placed: Placed) -> bool:
    """Whether "until" was said of an end to a given start: that it can be over before."""
    end = placed.item.when.end
    return placed.start_is != "computed" and isinstance(end, Clock) and end.said == "until"


def tells_from(placed: Placed) -> bool:
    """Whether a start says from when on people may come."""
    start = placed.item.when.start
    return isinstance(start, Clock) and start.said == "from"


def _start(placed: Placed, t: Translator) -> str:
    when = placed.item.when
    if placed.starts is None:
        told = write_when(When(when.start), t) if when.start is not None else ""
        typed = t("with") if isinstance(when.start, With) else ""
        return t("at the same time") + told.removeprefix(typed) if typed else told
    clock = format_clock(placed.starts)
    if tells_from(placed):
        return t("from {clock}", clock=clock)
    return t("about {clock}", clock=clock) if placed.start_about else clock


def _end(placed: Placed, t: Translator) -> str:
    end = placed.item.when.end
    if placed.ends is None or (isinstance(end, Length) and (placed.start_about or placed.end_about)):
        return ""
    begun = placed.starts.date() if placed.starts is not None else placed.date
    midnight = format_clock(placed.ends) == "00:00" and placed.ends.date() > begun
    clock = "24:00" if midnight else format_clock(placed.ends)
    if placed.end_about:
        return t("about {clock}", clock=clock)
    plain = placed.starts is not None and not tells_from(placed)
    return t("until {clock}", clock=clock) if _says_until(placed) or not plain else clock


def _beside(placed: Placed, t: Translator) -> list[str]:
    when = placed.item.when
    told = _night(placed, t)
    if isinstance(when.end, Length) and not _end(placed, t):
        told.append(write_end(when, t))
    days = _days_later(placed)
    if days > 0:
        told.append(f"+{days}")
    if placed.starts is not None and _end_offset(placed) != placed.starts.utcoffset():
        told.append(t("local times"))
    return told


def night_of(placed: Placed, t: Translator) -> str:
    """The night of a start behind the midnight of its day: "night to Thu"; empty for all others."""
    return "" if placed.starts is None else _other_date(placed.starts, placed.date, t)


def _night(placed: Placed, t: Translator) -> list[str]:
    night = night_of(placed, t)
    return [night] if night else []


def _other_date(moment: datetime, day: date, t: Translator) -> str:
    """The date of a moment that is not that of its day: "night to Thu", by day the weekday alone."""
    if moment.date() == day:
        return ""
    weekday = weekday_short(t, moment.date())
    early = moment.date() > day and moment.hour < 2 * DAWN
    return t("night to {weekday}", weekday=weekday) if early else weekday


def _days_later(placed: Placed) -> int:
    """How many days after its start an item ends; what ends in the night still belongs to the evening before."""
    if placed.ends is None:
        return 0
    begun = placed.starts.date() if placed.starts is not None else placed.date
    late = (placed.ends - timedelta(hours=DAWN)).date() > begun
    return (placed.ends.date() - begun).days if late else 0


def _end_offset(placed: Placed) -> timedelta | None:
    """The UTC offset in the zone of the end, at the start."""
    return None if placed.start is None else at(placed.start, placed.end_zone).utcoffset()
