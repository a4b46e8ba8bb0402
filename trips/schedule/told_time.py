"""How a time is told, the same to every reader: by the clock where it is known, in words where it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from trips.grammar.choices import TRAVEL
from trips.grammar.when import Clock, Length, When, With
from trips.grammar.when_text import write_end, write_when
from trips.i18n.dates import format_clock, weekday_date, weekday_short
from trips.i18n.language import Translator
from trips.schedule.timeline import Placed, at

DAWN: Final = 4
"""An item that ends before this hour still belongs to the evening on which it began."""


@dataclass(frozen=True, slots=True)
class ToldTime:
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


def tell_time(one: Placed, t: Translator) -> ToldTime:
    """The time of an item.

    A start that is known, said or worked out, is a clock time, "ca." if it follows from what is only about right;
    after midnight the night stands beside it. An end that follows from exact times is a clock time too; else what was
    said of it is told.
    """
    start = _start(one, t)
    end = _end(one, t)
    between = ""
    if start and end:
        plain = one.starts is not None and not tells_from(one)
        between = "–" if plain and not _says_until(one) else ", "
    if not start and not end:
        start = t("tba")
    return ToldTime(start, between, end, tuple(_beside(one, t)))


def tell_check_in(one: Placed, t: Translator) -> ToldTime:
    """The time of a stay on its first day; where it ends on a later one, that day tells its end."""
    if one.starts is None or not ends_later(one):
        return tell_time(one, t)
    about = one.start_about and not tells_from(one)
    clock = format_clock(one.starts)
    start = t("about {clock}", clock=clock) if about else t("from {clock}", clock=clock)
    return ToldTime(start, beside=tuple(_night(one, t)))


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


def format_day_and_time(one: Placed, t: Translator) -> str:
    """The date and the time of an item: after midnight the date is the next one."""
    known = one.starts or one.ends
    told = tell_time(one, t)
    if known is None or one.starts is None:
        return f"{weekday_date(t, one.date)} {told.text}"
    beside = tuple(text for text in told.beside if text not in _night(one, t))
    return f"{weekday_date(t, known.date())} {ToldTime(told.start, told.between, told.end, beside).text}"


def ends_later(one: Placed) -> bool:
    """Whether an item ends on a later date than its day."""
    return one.ends is not None and one.ends.date() > one.date


def reaches_into_morning(one: Placed) -> bool:
    """Whether the day on which an item ends has to tell so: a hotel is left, a night train arrives."""
    if one.ends is None or not ends_later(one) or one.item.status == "cancelled":
        return False
    begun_there = one.starts is not None and one.starts.date() == one.ends.date()
    return one.item.kind == "stay" or (one.item.kind in TRAVEL and one.ends.hour >= DAWN and not begun_there)


def _says_until(one: Placed) -> bool:
    """Whether "until" was said of an end to a given start: that it can be over before."""
    end = one.item.when.end
    return one.start_is != "computed" and isinstance(end, Clock) and end.said == "until"


def tells_from(one: Placed) -> bool:
    """Whether a start says from when on people may come."""
    start = one.item.when.start
    return isinstance(start, Clock) and start.said == "from"


def _start(one: Placed, t: Translator) -> str:
    when = one.item.when
    if one.starts is None:
        told = write_when(When(when.start), t) if when.start is not None else ""
        typed = t("with") if isinstance(when.start, With) else ""
        return t("at the same time") + told.removeprefix(typed) if typed else told
    clock = format_clock(one.starts)
    if tells_from(one):
        return t("from {clock}", clock=clock)
    return t("about {clock}", clock=clock) if one.start_about else clock


def _end(one: Placed, t: Translator) -> str:
    end = one.item.when.end
    if one.ends is None or (isinstance(end, Length) and (one.start_about or one.end_about)):
        return ""
    begun = one.starts.date() if one.starts is not None else one.date
    midnight = format_clock(one.ends) == "00:00" and one.ends.date() > begun
    clock = "24:00" if midnight else format_clock(one.ends)
    if one.end_about:
        return t("about {clock}", clock=clock)
    plain = one.starts is not None and not tells_from(one)
    return t("until {clock}", clock=clock) if _says_until(one) or not plain else clock


def _beside(one: Placed, t: Translator) -> list[str]:
    when = one.item.when
    told = _night(one, t)
    if isinstance(when.end, Length) and not _end(one, t):
        told.append(write_end(when, t))
    days = _days_later(one)
    if days > 0:
        told.append(f"+{days}")
    if one.starts is not None and _end_offset(one) != one.starts.utcoffset():
        told.append(t("local times"))
    return told


def night_of(one: Placed, t: Translator) -> str:
    """The night of a start behind the midnight of its day: "night to Thu"; empty for all others."""
    return "" if one.starts is None else _other_date(one.starts, one.date, t)


def _night(one: Placed, t: Translator) -> list[str]:
    night = night_of(one, t)
    return [night] if night else []


def _other_date(moment: datetime, day: date, t: Translator) -> str:
    """The date of a moment that is not that of its day: "night to Thu", by day the weekday alone."""
    if moment.date() == day:
        return ""
    weekday = weekday_short(t, moment.date())
    early = moment.date() > day and moment.hour < 2 * DAWN
    return t("night to {weekday}", weekday=weekday) if early else weekday


def _days_later(one: Placed) -> int:
    """How many days after its start an item ends; what ends in the night still belongs to the evening before."""
    if one.ends is None:
        return 0
    begun = one.starts.date() if one.starts is not None else one.date
    late = (one.ends - timedelta(hours=DAWN)).date() > begun
    return (one.ends.date() - begun).days if late else 0


def _end_offset(one: Placed) -> timedelta | None:
    """The UTC offset in the zone of the end, at the start."""
    return None if one.start is None else at(one.start, one.end_zone).utcoffset()
