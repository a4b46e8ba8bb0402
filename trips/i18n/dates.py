"""Dates in words. The patterns live in the catalogs; a test compares them with CLDR."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, NamedTuple

from trips.i18n.language import N_, Message, Translator

_WEEKDAYS: Final = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_WEEKDAYS_SHORT: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS: Final = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


_MONTHS_SHORT: Final = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sept"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


def weekday(t: Translator, day: date) -> str:
    """The weekday in full: "Thursday"."""
    return t(_WEEKDAYS[day.weekday()])


def weekday_word(day: date) -> str:
    """The weekday as a message id, to be put into words later."""
    return _WEEKDAYS[day.weekday()]


def weekday_short(t: Translator, day: date) -> str:
    """The weekday in short: "Thu", "Do."."""
    return t(_WEEKDAYS_SHORT[day.weekday()])


def _in_figures(day: date) -> str:
    """A date for who reads neither German nor English: "9.10.2025"."""
    return f"{day.day}.{day.month}.{day.year}"


def day_month(t: Translator, day: date) -> str:
    """Weekday, day and month: "Thursday 9 October"."""
    if t.figures:
        return f"{day.day}.{day.month}."
    return t("{weekday} {day} {month}", weekday=weekday(t, day), day=day.day, month=t(_MONTHS[day.month - 1]))


def long_date(t: Translator, day: date) -> str:
    """A date with its weekday: "Thursday 9 October 2025"."""
    if t.figures:
        return _in_figures(day)
    values = {"day": day.day, "month": t(_MONTHS[day.month - 1]), "year": day.year}
    return t("{weekday} {day} {month} {year}", weekday=weekday(t, day), **values)


def plain_date(t: Translator, day: date) -> str:
    """A date without its weekday: "9 October 2025"."""
    if t.figures:
        return _in_figures(day)
    return t("{day} {month} {year}", day=day.day, month=t(_MONTHS[day.month - 1]), year=day.year)


def month_names(t: Translator) -> tuple[str, ...]:
    """The months, January first."""
    return tuple(map(t, _MONTHS))


def month_year(t: Translator, day: date) -> str:
    """The month of a date: "October 2025"."""
    return f"{t(_MONTHS[day.month - 1])} {day.year}"


class _Month(NamedTuple):
    """A month that a sentence may name, "{month:name}", or number, "{month:02}"."""

    number: int
    name: str

    def __format__(self, spec: str) -> str:
        return self.name if spec == "name" else format(self.number, spec)


def _month(t: Translator, day: date) -> _Month:
    return _Month(day.month, t(_MONTHS_SHORT[day.month - 1]))


def short_date(t: Translator, day: date) -> str:
    """A date in short: "9 Oct 2025", "09.10.2025"; in English never in figures, which Americans read otherwise."""
    if t.figures:
        return _in_figures(day)
    return t("{day} {month:name} {year}", day=day.day, month=_month(t, day), year=day.year)


def weekday_date(t: Translator, day: date) -> str:
    """Weekday and date in short: "Thu 9 Oct", "Do. 9.10."."""
    if t.figures:
        return f"{day.day}.{day.month}."
    return t("{weekday} {day} {month:name}", weekday=weekday_short(t, day), day=day.day, month=_month(t, day))


class On(Message):
    """A date that is told as its reader writes dates: "Thu 9 Oct", "Do. 9.10."."""

    __slots__ = ()

    def __init__(self, day: date) -> None:
        super().__init__("{date}", date=day.isoformat())

    def say(self, t: Translator) -> str:
        """The date in words."""
        return weekday_date(t, date.fromisoformat(str(self.values["date"])))


def span(t: Translator, first: date, last: date) -> str:
    """A span of days, both included: "9–10 October 2025", "30 October – 2 November 2025"."""
    if first == last:
        return plain_date(t, first)
    if t.figures:
        return f"{_in_figures(first)} – {_in_figures(last)}"
    values = {
        "day": first.day, "month": t(_MONTHS[first.month - 1]), "year": first.year,
        "day2": last.day, "month2": t(_MONTHS[last.month - 1]), "year2": last.year,
    }  # fmt: skip
    if first.year != last.year:
        return t("{day} {month} {year} – {day2} {month2} {year2}", **values)
    if first.month != last.month:
        return t("{day} {month} – {day2} {month2} {year2}", **values)
    return t("{day}–{day2} {month2} {year2}", **values)


def span_of(t: Translator, first: date, last: date) -> str:
    """The days of a trip in a sentence: "on 9 and 10 October 2025", "from 30 October to 2 November 2025"."""
    if first == last:
        return t("on {day}", day=plain_date(t, first))
    values = {"day": first.day, "month": month_names(t)[first.month - 1]}
    if first.year != last.year:
        begin = plain_date(t, first)
    elif first.month != last.month:
        begin = t("{day} {month}", **values)
    else:
        begin = t("{day:d}", day=first.day)
    text = N_("on {first} and {last}") if (last - first).days == 1 else N_("from {first} to {last}")
    return t(text, first=begin, last=plain_date(t, last))


def format_clock(moment: datetime | None) -> str:
    """A time as the clocks there show it, "14:30"; "?" where it is open."""
    return "?" if moment is None else f"{moment:%H:%M}"


def format_clocks(start: datetime | None, end: datetime | None) -> str:
    """Start and end as the clocks there show them, "14:30–16:00"; "?" where open."""
    return f"{format_clock(start)}–{format_clock(end)}"


def format_minutes(minutes: int) -> str:
    """Minutes as people say them: "45 min", "2 h", "2 h 30 min"; at most for two days' worth."""
    hours, rest = divmod(minutes, 60)
    return f"{rest} min" if not hours else f"{hours} h {rest} min" if rest else f"{hours} h"
