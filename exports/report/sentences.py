"""Names, days and parts of the day, as a sentence has them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from exports.programme import Line, Name
from trips.grammar.when import Part, PartName
from trips.i18n.dates import weekday
from trips.i18n.language import N_, Translator

_MOMENTS: Final[dict[PartName, str]] = {
    "early": N_("Early on {weekday}"), "morning": N_("On {weekday} morning"), "midday": N_("On {weekday} at midday"),
    "afternoon": N_("On {weekday} afternoon"), "evening": N_("On {weekday} evening"),
    "night": N_("On {weekday} night"), "all day": N_("On {weekday}"),
}  # fmt: skip

_LATER: Final[dict[PartName, str]] = {
    "early": N_("Early in the morning"), "morning": N_("In the morning"), "midday": N_("At midday"),
    "afternoon": N_("In the afternoon"), "evening": N_("In the evening"), "night": N_("At night"),
    "all day": N_("On the same day"),
}  # fmt: skip
"""The same where the day has been named already."""

MIDDAY_OF_MEALS: Final = 15 * 60
"""Until when one has lunch, in minutes of the day."""
_UNTIL: Final[tuple[tuple[int, PartName], ...]] = (
    (5 * 60, "night"), (9 * 60, "early"), (12 * 60, "morning"), (13 * 60 + 45, "midday"), (18 * 60, "afternoon"),
    (24 * 60, "evening"),
)  # fmt: skip
"""Until when a part of the day lasts, in minutes of the day."""


def daytime(line: Line, day: date) -> tuple[date, PartName]:
    """The day and the part of it in which something was, as one tells it; of an arrival, when people were there."""
    start = line.item.when.start
    moment = (line.end or line.start) if line.item.kind == "arrival" else line.start
    if isinstance(start, Part):
        part: PartName = start.name
    elif moment is None:
        part = "all day"
    else:
        minute = moment.hour * 60 + moment.minute
        part = next(name for end, name in _UNTIL if minute < end)
        if line.item.kind == "meal" and part == "afternoon" and minute < MIDDAY_OF_MEALS:
            part = "midday"
    return (day if moment is None or part == "night" else moment.date()), part


def moment_of(when: tuple[date, PartName], before: tuple[date, PartName] | None, t: Translator) -> str:
    """How a sentence begins: "On Thursday morning", and where that day was named before, "In the afternoon"."""
    day, part = when
    if before is not None and before[0] == day:
        return t(_LATER[part])
    return t(_MOMENTS[part], weekday=weekday(t, day))


NO_ORDER: Final[Mapping[str, int]] = MappingProxyType({})


def by_rank(names: Iterable[Name], order: Mapping[str, int]) -> list[Name]:
    """People in the order of precedence; those without a rank behind them, in the order that they have."""
    return sorted(names, key=lambda name: order.get(name.name, sys.maxsize))


_IN_BRACKETS: Final = re.compile(r"\(.*\)")


def listing(t: Translator, names: Iterable[str]) -> str:
    """Names in a sentence: "A, B and C"; "A; B, C; and D" where one of them has a comma itself."""
    *some, last = [*names] or [""]
    if not some:
        return last
    if any("," in _IN_BRACKETS.sub("", name) for name in (*some, last)):
        return t("{some}; and {last}", some="; ".join(some), last=last)
    return t("{some} and {last}", some=", ".join(some), last=last)


def told_name(name: Name) -> str:
    """A name with what somebody is in brackets; brackets within those are square."""
    about = name.about.replace("(", "[").replace(")", "]")
    if about and name.name.endswith(")"):
        return f"{name.name[:-1]}; {about})"
    return f"{name.name} ({about})" if about else name.name


def sentence(text: str) -> str:
    """A text with what ends a sentence."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
