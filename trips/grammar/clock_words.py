"""Clock times in words: "halb acht", "Viertel nach zehn", "half past ten", "zwölf Uhr", "ten o'clock"."""

from __future__ import annotations

import re
from typing import Final

_HOURS: Final = {
    "eins": 1, "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwölf": 12, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_GERMAN: Final = "eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf"
_ENGLISH: Final = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_BEFORE: Final = {
    "halb": -30, "dreiviertel": -15, "drei viertel": -15, "viertel": -45, "viertel nach": 15, "viertel vor": -15,
    "fünf nach": 5, "zehn nach": 10, "zwanzig nach": 20, "fünf vor": -5, "zehn vor": -10, "zwanzig vor": -20,
    "kurz nach": 0, "kurz vor": 0, "half past": 30, "quarter past": 15, "quarter after": 15, "quarter to": -15,
    "twenty past": 20, "ten past": 10, "five past": 5,
}  # fmt: skip
_COUNTED: Final = (
    "personen|leute|teilnehm|gäste|kinder|tage|wochen|monate|jahre|stunden|minuten|plätze|prozent|euro|punkte|uhren|mal"
)
"""What "um zwei" may count instead of hours."""

_MINUTES: Final = {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50}
"""Minutes behind an hour in English: "ten thirty"."""
_BEHIND: Final = "|".join(sorted(_MINUTES, key=len, reverse=True))
_AWAY: Final = "|".join(sorted((word.replace(" ", r"\s+") for word in _BEFORE), key=len, reverse=True))
SPOKEN: Final = (
    rf"(?:(?<![\w.,-])(?:a\s+)?(?:{_AWAY})\s+(?:{_GERMAN}|{_ENGLISH}|\d{{1,2}}(?![\d:.,]\d|\d|\s*%))"
    rf"|(?<![\w.,-])(?:{_ENGLISH})[\s-](?:{_BEHIND})(?!\s+(?:people|guests|minutes|participants|delegates|years|days))"
    rf"|(?<![\w.,-])(?:{_GERMAN}|ein)(?=\s+uhr\b)|(?<![\w.,-])(?:{_ENGLISH})(?=\s+o'clock\b)"
    rf"|(?:(?<=\bum )|(?<=\bgegen ))(?:{_GERMAN})(?!\s+(?:{_COUNTED})))"
    r"(?:\s*(?:uhr|o'clock)\b)?(?:\s*(?:[ap]\.m\.|[ap]m\b))?(?![\w-])"
)
"""A clock time in words, in small letters; a bare number counts only behind "um" or "gegen"."""

_PARTS: Final = re.compile(
    rf"(?:a\s+)?(?P<away>{_AWAY})?\s*(?P<hour>{_GERMAN}|ein|{_ENGLISH}|\d{{1,2}})(?:[\s-](?P<minutes>{_BEHIND})(?!\w))?"
)


def as_digits(clock: str) -> str | None:
    """A clock time in words as digits: "half past ten pm" is "10:30pm"; None if it is none, or no such hour exists."""
    match = _PARTS.match(clock)
    if match is None or (match["away"] is None and match["hour"].isdigit()):
        return None
    away = _BEFORE[" ".join(match["away"].split())] if match["away"] else _MINUTES.get(match["minutes"] or "", 0)
    hour = int(match["hour"]) if match["hour"].isdigit() else _HOURS[match["hour"]]
    minute = hour * 60 + away
    half = re.search(r"[ap]\.?m", clock[match.end() :])
    if hour > 24 or (hour > 12 and half):
        return None
    return f"{minute // 60 % 24}:{minute % 60:02}{half[0] if half else ''}"
