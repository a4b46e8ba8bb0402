"""What a file tells of an item, as another program reads it, and how a time in words is understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from trips.i18n.language import Language

STATUS: Final[dict[Language, dict[str, str]]] = {
    "en": {"idea": "idea", "requested": "requested", "tentative": "tentative", "cancelled": "cancelled"},
    "de": {"idea": "Idee", "requested": "angefragt", "tentative": "unter Vorbehalt", "cancelled": "entfällt"},
}
MARKS: Final = frozenset(word for words in STATUS.values() for word in words.values())
CARRIED: Final[dict[Language, dict[bool, str]]] = {
    "en": {True: "Check-out: ", False: "Arrival: "},
    "de": {True: "Check-out: ", False: "Ankunft: "},
}
"""How a line begins that tells the end of a stay, or of a journey, on a later day."""

_CLOCK: Final = r"\d{1,2}:\d{2}"
_SAID: Final = rf"(?:(?:about|from|until|ca\.|ab|bis) )?{_CLOCK}"
_WORDS: Final = (
    "early morning", "morning", "midday", "afternoon", "evening", "night", "all day", "tba", "then",
    "at the same time", "frühmorgens", "vormittags", "mittags", "nachmittags", "abends", "nachts", "ganztägig",
    "Uhrzeit folgt", "anschl.", "zeitgleich",
)  # fmt: skip
_WORD: Final = rf"(?:{'|'.join(map(re.escape, _WORDS))})(?: [+-][\d ]+(?:min|Min\.|h|Std\.)(?: \d+ (?:min|Min\.))?)?"
TIME: Final = re.compile(rf"(?:{_SAID}|{_WORD})(?:(?:–|, ){_SAID})?(?: \([^()]*\))?")
"""A time as the first thing in a line."""

_LENGTH: Final = re.compile(r"(?<![+\d-])(\d+) (min|Min\.|h|Std\.)(?!\w)")


@dataclass(frozen=True, slots=True)
class Row:
    """An item as a file tells it; None is what this kind of file never tells.

    Attributes:
        day: under which day it stands.
        title: its title alone.
        time: its time in words.
        start, end: as data, if the file holds data; a date for a whole day.
        places: texts, one of which must be its place if it has one.
        status: the status in words, empty if none is told.
    """

    day: date
    title: str
    time: str | None = None
    start: date | datetime | None = None
    end: date | datetime | None = None
    places: tuple[str, ...] | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Clocks:
    """What a time in words says."""

    start: time | None = None
    end: time | None = None
    length: timedelta | None = None
    days: int = 0
    beside: str = ""


def understood(text: str) -> Clocks:
    """A time in words, understood as a reader would: "ca. 10:50 (45 Min.)" starts at 10:50 and takes 45 minutes."""
    clock, _, beside = text.partition(" (")
    found = list(re.finditer(rf"(?P<until>(?:until|bis) )?(?P<clock>{_CLOCK})", clock))
    start = end = None
    for match in found:
        if match["until"] or start is not None:
            end = _time(match["clock"])
        else:
            start = _time(match["clock"])
    minutes = sum(int(n) * (60 if unit in ("h", "Std.") else 1) for n, unit in _LENGTH.findall(text))
    later = re.search(r"\+(\d+)(?![\d ]*(?:min|Min|h|Std))", beside)
    length = timedelta(minutes=minutes) if minutes else None
    return Clocks(start, end, length, int(later[1]) if later else 0, beside.removesuffix(")"))


def _time(clock: str) -> time:
    hour, minute = clock.split(":")
    return time(int(hour) % 24, int(minute))


def split_status(text: str, language: Language) -> tuple[str, str]:
    """A headline's title and its status: "Lunch (tentative)"; on a sheet of what is new the word stands before it."""
    for word in STATUS[language].values():
        if text.startswith(f"{word}\n"):
            return text.removeprefix(f"{word}\n"), word
        if text.endswith(f" ({word})"):
            return text.removesuffix(f" ({word})"), word
    return text, ""


def squeezed(text: str) -> str:
    """A text without blanks, hyphens and what only a printer sees: a paper may divide a word anywhere."""
    return re.sub(r"[\s\u00ad\u2010\u200b\u2060\u200e\u200f\u2066-\u2069-]", "", text)
