"""Soft times read and written, in German and English.

`write_when(when, t)` gives the short form ("then +10 min, 45 min"; + is the gap, bare is the length), `read_when` takes
that and what people type: "1030", "10.30 Uhr", "10:30-12", "ab 9", "anschl. 45 min", "9 am", both languages mixed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from trips.grammar.when import DAY, LATEST_CLOCK, Clock, Length, Part, PartName, Said, Start, Then, When, With
from trips.i18n.language import N_, Translator, UserError, words

PART_WORDS: Final[dict[PartName, str]] = {
    "early": N_("early morning"),
    "morning": N_("morning"),
    "midday": N_("midday"),
    "afternoon": N_("afternoon"),
    "evening": N_("evening"),
    "night": N_("night"),
    "all day": N_("all day"),
}
_PARTS: Final[dict[str, PartName]] = {
    "early morning": "early", "early": "early", "frühmorgens": "early", "früh": "early", "morgens": "early",
    "morning": "morning", "in the morning": "morning", "vormittags": "morning", "vormittag": "morning",
    "am vormittag": "morning", "midday": "midday", "noon": "midday", "at noon": "midday", "mittags": "midday",
    "mittag": "midday", "am mittag": "midday", "afternoon": "afternoon", "in the afternoon": "afternoon",
    "nachmittags": "afternoon", "nachmittag": "afternoon", "am nachmittag": "afternoon", "evening": "evening",
    "in the evening": "evening", "abends": "evening", "abend": "evening", "am abend": "evening", "night": "night",
    "at night": "night", "nachts": "night", "in der nacht": "night", "all day": "all day", "all-day": "all day",
    "ganztägig": "all day", "ganztags": "all day", "den ganzen tag": "all day",
}  # fmt: skip
_LONGEST: Final = 80
_TBA: Final = frozenset(
    ("", "?", "tba", "tbd", "open", "offen", "time to be announced", "uhrzeit folgt", "zeit folgt", "n. n.", "n.n.")
)

_CLOCK: Final = r"(?:(?:[0-4]?\d)[:.h][0-5]\d|[0-4]\d[0-5]\d|[0-4]?\d)(?:\s*(?:uhr|[ap]\.?m\.?|o'clock|h(?!\w)))?"
_ABOUT: Final = r"ca\.?|circa|etwa|gegen|rund|ungefähr|about|around|approx\.?|approximately|[~≈]"
_FROM: Final = r"ab|from|von"
_UNTIL: Final = r"bis spätestens|bis|until|till|by"
_THEN: Final = r"anschließend|anschliessend|anschl\.?|im anschluss|danach|dann|then|afterwards|followed by"
_WITH: Final = r"zeitgleich|gleichzeitig|parallel|with|at the same time"
_UNIT: Final = (
    r"minuten|minutes|minute|min\.?|m|'|stunden|stunde|std\.?|hours|hour|hrs|hr|h|tage?n?|days?|d|nächte|nights?"
)
_LENGTH: Final = (
    r"\d+\s*(?:h|std\.?|stunden?|hours?)\s*(?:und|and)?\s*\d+\s*(?:minuten|minutes|min\.?|m|')"
    rf"|\d+(?:[.,]\d+)?\s*(?:{_UNIT})(?!\w)|\d+:[0-5]\d\s*(?:h|std\.?)"
)
_DAYS: Final = r"\+\s*(\d+)\s*(?:tage?n?|days?|d|t)\b"

_RANGE: Final = re.compile(
    rf"(?:(?P<said>{_ABOUT}|{_FROM}|um|at)\s*)?(?P<start>{_CLOCK})\s*(?:-|bis|to|until)\s*(?P<end>{_CLOCK})\s*(?:{_DAYS})?"
)
_START: Final = re.compile(rf"(?:(?P<said>{_ABOUT}|{_FROM}|um|at)\s*)?(?P<clock>{_CLOCK})")
_FOLLOW: Final = re.compile(rf"(?P<word>{_THEN}|{_WITH})(?:\s*(?P<sign>[+-])\s*(?P<gap>{_LENGTH}))?")
_PART: Final = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, _PARTS), key=len, reverse=True))})(?!\w)")
_END: Final = re.compile(
    rf"(?:(?P<until>{_UNTIL})\s*|-\s*)(?P<clock>{_CLOCK})\s*(?:{_DAYS})?"
    rf"|(?:(?P<about>{_ABOUT})\s*)?(?P<length>{_LENGTH})"
)


def not_a_time(text: str) -> UserError:
    """The sentence for a time nobody can read."""
    return UserError(
        '"{text}" is not a time; write it like 10:30-12:00, about 15:30, then 45 min or morning.', text=text
    )


@lru_cache(maxsize=4096)
def read_when(text: str) -> When:
    """Read a soft time in German or English; empty text says nothing ("tba").

    Raises:
        UserError: the text is not a time.
    """
    plain = re.sub(r"\s+", " ", re.sub("[–—‑−]", "-", text.lower())).strip(" ,;")
    if plain in _TBA:
        return When()
    if len(plain) > _LONGEST:
        raise not_a_time(f"{text[:_LONGEST]}…")
    try:
        return _read(plain)
    except ValueError:
        raise not_a_time(text) from None


def _read(plain: str) -> When:
    if match := _RANGE.fullmatch(plain):
        return _range(match)
    start, rest = _read_start(plain)
    rest = re.sub(r"^[\s,;]+", "", rest)
    if not rest:
        return When(start)
    match = _END.fullmatch(rest)
    if not match:
        raise ValueError(rest)
    return When(start, _read_end(match))


def _range(match: re.Match[str]) -> When:
    said: Said = "exactly"
    if match["said"] and re.fullmatch(_ABOUT, match["said"]):
        said = "about"
    elif match["said"] in ("ab", "from", "von") and "-" in match[0]:
        said = "from"  # "from 9-12" keeps its word; "from 9 to 12", "von 9 bis 12" is a plain range
    end_minute = _minute(match["end"])
    start_minute = _start_of(match["start"], match["end"], end_minute)
    days = re.search(_DAYS, match[0])
    return When(Clock(start_minute, said), Clock(end_minute, day=int(days[1]) if days else None))


def _start_of(start: str, end: str, end_minute: int) -> int:
    """Minutes from midnight of a start; a bare "9" before "11 am" takes its half of the day, unless it would be later.

    "10:30-12:00 pm" begins in the morning, "10-2 am" in the evening.
    """
    minute = _minute(start, like=end)
    half = re.search(r"[ap](?=\.?m)", end)
    if minute <= end_minute or half is None or re.search(r"[ap]\.?m", start):
        return minute
    return _minute(start, like="am" if half[0] == "p" else "pm")


def _read_start(plain: str) -> tuple[Start, str]:
    if match := _FOLLOW.match(plain):
        gap = _minutes(match["gap"]) if match["gap"] else 0
        gap = -gap if match["sign"] == "-" else gap
        return (With(gap) if re.fullmatch(_WITH, match["word"]) else Then(gap)), plain[match.end() :]
    if match := _PART.match(plain):
        return Part(_PARTS[match[0]]), plain[match.end() :]
    if not _END.fullmatch(plain) and (match := _START.match(plain)):
        word = match["said"] or ""
        said: Said = "from" if re.fullmatch(_FROM, word) else "about" if re.fullmatch(_ABOUT, word) else "exactly"
        return Clock(_minute(match["clock"]), said), plain[match.end() :]
    return None, plain


def _read_end(match: re.Match[str]) -> Clock | Length:
    if match["length"]:
        return Length(_minutes(match["length"]), about=bool(match["about"]))
    days = re.search(_DAYS, match[0])
    return Clock(_minute(match["clock"]), "until" if match["until"] else "exactly", int(days[1]) if days else None)


def _minute(text: str, like: str = "") -> int:
    """Minutes from midnight; a bare "9" before "11 am" takes its am or pm."""
    digits = re.findall(r"\d+", text)
    hour, minute = (int(digits[0]), int(digits[1])) if len(digits) == 2 else divmod(int(digits[0]), 100)
    if len(digits) == 1 and len(digits[0]) <= 2:
        hour, minute = int(digits[0]), 0
    half = re.search(r"[ap](?=\.?m)", text) or re.search(r"[ap](?=\.?m)", like)
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    total = hour * 60 + minute
    if minute > 59 or total >= LATEST_CLOCK or (len(digits) == 1 and len(digits[0]) <= 2 and hour > 24):
        raise ValueError(text)
    return total


def _minutes(text: str) -> int:
    if ":" in text:
        hours, minutes = re.findall(r"\d+", text)
        return int(hours) * 60 + int(minutes)
    total = 0.0
    for number, unit in re.findall(r"(\d+(?:[.,]\d+)?)\s*([a-zä']+)", text):
        scale = DAY if unit[0] in "tdn" else 60 if unit[0] in "sh" else 1
        total += float(number.replace(",", ".")) * scale
    return round(total)


def write_when(when: When, t: Translator) -> str:
    """The short form of a soft time, which `read_when` reads again."""
    start = _write_start(when.start, t)
    end = write_end(when, t)
    if isinstance(when.end, Clock) and when.end.said == "exactly":
        return f"{start}-{end}"
    return ", ".join(part for part in (start, end) if part) or t("tba")


def _write_start(start: Start, t: Translator) -> str:
    match start:
        case Clock(minute, said):
            clock = write_clock(minute)
            words = {"about": t("about {clock}", clock=clock), "from": t("from {clock}", clock=clock)}
            return words.get(said, clock)
        case Then(gap):
            return t("then") + _write_gap(gap, t)
        case With(gap):
            return t("with") + _write_gap(gap, t)
        case Part(name):
            return t(PART_WORDS[name])
        case None:
            return ""


def write_end(when: When, t: Translator) -> str:
    """The end alone: "12:00", "until 12:10", "45 min", "about 2 h"; empty if nothing is said."""
    match when.end:
        case Clock(minute, said, day):
            midnight = minute == 0 and day is None and isinstance(when.start, Clock) and when.start.minute % DAY > 0
            clock = write_clock(DAY if midnight else minute)
            text = t("until {clock}", clock=clock) if said == "until" else clock
            return text if day is None else f"{text} +{t.plural('{n} day', '{n} days', day)}"
        case Length(minutes, about):
            length = write_length(minutes, t)
            return t("about {length}", length=length) if about else length
        case None:
            return ""


def _write_gap(gap: int, t: Translator) -> str:
    return f" {'+' if gap > 0 else '-'}{write_length(abs(gap), t)}" if gap else ""


def write_clock(minute: int) -> str:
    """A clock time from minutes since midnight: "09:05"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def write_length(minutes: int, t: Translator) -> str:
    """A duration: "45 min", "90 min", "2 h", "2 h 20 min", "2 days"."""
    if minutes % DAY == 0:
        return t.plural("{n} day", "{n} days", minutes // DAY)
    if minutes % 60 == 0:
        return t("{hours} h", hours=minutes // 60)
    if minutes < 120:
        return t("{minutes} min", minutes=minutes)
    return t("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)


def canonical(when: When) -> str:
    """The form that files and data hold, English: "about 15:30, 2 h"."""
    return write_when(when, words("en"))


def as_when(value: object) -> When:
    """A value from a document or a form as a soft time.

    Raises:
        UserError: it is not one.
    """
    if isinstance(value, When):
        return value
    if isinstance(value, str):
        return read_when(value)
    raise not_a_time(str(value))
