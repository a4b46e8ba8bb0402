"""How a report says when, who and what: parts of sentences that fit whatever stands in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from exports.programme import Line, Name
from trips.grammar.when import Part, PartName
from trips.i18n.dates import month_names, plain_date, weekday
from trips.i18n.language import N_, Translator

_MOMENTS: Final[dict[PartName, str]] = {
    "early": N_("Early on {weekday}"), "morning": N_("On {weekday} morning"), "midday": N_("On {weekday} at midday"),
    "afternoon": N_("On {weekday} afternoon"), "evening": N_("On {weekday} evening"),
    "night": N_("On {weekday} night"), "all day": N_("On {weekday}"),
}  # fmt: skip

_HOURS: Final[tuple[tuple[int, PartName], ...]] = (
    (5, "night"), (9, "early"), (12, "morning"), (14, "midday"), (18, "afternoon"), (24, "evening"),
)  # fmt: skip
"""Until which hour a part of the day lasts."""


def daytime(line: Line, day: date, t: Translator) -> str:
    """When something was, as one tells it afterwards: "On Thursday morning"; of an arrival, when people were there."""
    start = line.item.when.start
    moment = (line.end or line.start) if line.item.kind == "arrival" else line.start
    if isinstance(start, Part):
        part: PartName = start.name
    elif moment is None:
        part = "all day"
    else:
        part = next(name for hour, name in _HOURS if moment.hour < hour)
    date_of = day if moment is None or part == "night" else moment.date()
    return t(_MOMENTS[part], weekday=weekday(t, date_of))


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


def listing(t: Translator, names: Iterable[str]) -> str:
    """Names in a sentence: "A, B and C"."""
    *some, last = [*names] or [""]
    return t("{some} and {last}", some=", ".join(some), last=last) if some else last


def told_name(one: Name) -> str:
    """A name with what somebody is in brackets; brackets within those are square."""
    about = one.about.replace("(", "[").replace(")", "]")
    return f"{one.name} ({about})" if about else one.name


def title_quoted(title: str) -> str:
    """A title that stands in quotation marks; its own become single ones."""
    return title.translate({ord("„"): "‚", ord("“"): "‘", ord("”"): "’", ord('"'): "'"})
