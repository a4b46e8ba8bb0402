"""Times found in running text: where they stand, what they say, and how sure it is that a time is meant.

`trips.grammar.when_text` reads a text that is a time and nothing else; here a time is looked for in a line that says
more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from trips.grammar.clock_words import SPOKEN, as_digits
from trips.grammar.when import TBA, Clock, Part, PartName, When
from trips.grammar.when_text import read_when
from trips.i18n.language import UserError

_UHR: Final = r"(?:\s*uhr\b|\s*h(?:rs|ours)?\b|\s*o'clock\b|\s*[ap]\.m\.|\s*[ap]m\b)"
_FULL: Final = rf"(?<![\d.,])(?:[01]?\d|2[0-9])(?::|h)[0-5]\d(?!\d)(?::00)?{_UHR}?(?:\s+noon\b)?"
_DOTTED: Final = rf"(?<![\d.,])(?:[01]?\d|2[0-4])\.[0-5]\d(?!\.?\d|\.\s?(?:\d|[a-zä]{{3}})){_UHR}?"
_MILITARY: Final = rf"(?<![\d.,])(?:[01]\d|2[0-4])[0-5]\d(?![\d.]){_UHR}?"
_HOUR: Final = rf"(?<![\d.,:])(?:[01]?\d|2[0-4])(?:{_UHR}|:\s?uhr\b)"
_BARE: Final = r"(?<![\d.,:])(?:[01]?\d|2[0-4])(?![\d:]|[.,]\d)"
_NOON: Final = r"(?<!\w)(?:12\s+)?(?:noon|midday|midnight|mitternacht)\b"
_CLOCK: Final = rf"(?:{SPOKEN}|{_FULL}|{_DOTTED}|{_NOON}|{_HOUR}|{_MILITARY}|{_BARE})"
_ABOUT: Final = r"(?:ca\.?|[cz]irka|circa|c\.|gegen|gg\.|etwa|ungefähr|rund|about|around|approx\.?|approximately|[~≈])"
_FROM: Final = r"(?:ab|from|von|as of|starting (?:at|from))"
_UNTIL: Final = r"(?:bis(?: spätestens| zu)?|spätestens|until|till|by|no later than)"
_AT: Final = r"(?:um|at|@|zwischen|between|(?:beginn|start|uhrzeit|zeit|time|begin|treffen|abfahrt|departure)\s*:)"
_WORD: Final = rf"(?:(?P<about>{_ABOUT})|(?P<from>{_FROM})|(?P<until>{_UNTIL})|(?P<at>{_AT}))"
_TO: Final = r"(?:\s*(?:-{1,2}|/|bis|to|until|till|und|and|(?P<fore>for))\s*)"
_OPEN_END: Final = r"(?:(?:until |bis )?late\b|open[\s-]end(?:ed)?|ende offen|end open|offenes ende|onwards|onward)"
_DAYS: Final = r"(?:\s*\+\s*\d\s*(?:tage?|days?|d|t)?\b)"
_PHRASE: Final = re.compile(
    rf"(?:(?<!\w){_WORD}\s*)?(?:(?P<early>{_ABOUT})\s*)?(?P<start>{_CLOCK})(?P<late>\s*(?:\((?:ca\.?|approx\.?)\)"
    rf"|ca\.|approx\b\.?|[cz]irka\b))?"
    rf"(?:{_TO}(?P<near>{_ABOUT}\s*)?(?P<end>{_CLOCK})(?P<days>{_DAYS})?)?(?:\s*(?:-{{1,2}}|bis|to|until"
    rf"|till)?\s*\(?(?P<open>{_OPEN_END})\)?)?"
)
_LENGTH: Final = re.compile(
    r"[\s,;|/-]*\(?\s*(?:dauer:?|duration:?|für|for|je)?\s*(?P<length>(?:(?:ca\.?|circa|etwa|about|approx\.?|~)\s*)?"
    r"(?:\d+\s*(?:h|std\.?|stunden?|hours?|hrs?)\s*(?:und|and)?\s*\d+\s*(?:minuten|minutes|mins?\.?|m\b|')"
    r"|\d+(?:[.,]\d+|\s?½)?\s*(?:minuten|minutes|mins?\b\.?|m\b|['′](?!\w)|std\b\.?|stunden?|hours?|hrs?\b|h\b)"
    r"|(?:eine?|one|an)\s+(?:stunde|hour)|(?:eine )?halbe stunde|half an hour|anderthalb stunden))\s*(?:lang\b)?\s*\)?"
)
_WORDS: Final = {
    "eine stunde": "60 min", "ein stunde": "60 min", "one hour": "60 min", "an hour": "60 min",
    "halbe stunde": "30 min", "eine halbe stunde": "30 min", "half an hour": "30 min", "anderthalb stunden": "90 min",
}  # fmt: skip
_GAP: Final = r"\s*[+-]\s*\d+\s*(?:minuten|minutes|min\.?|m|h|std\.?)\b"
_FOLLOWS: Final = re.compile(
    rf"(?P<then>im anschluss daran|im anschluss(?!\s+an\b)|anschließend|anschliessend|anschl\.|anschl\b"
    rf"|daran anschließend"
    rf"|danach|sodann|nachfolgend|dann|afterwards|after that|thereafter|subsequently|followed by"
    rf"|then)(?P<gap>{_GAP})?(?!\w)"
    r"|(?P<with>zeitgleich(?:\s+dazu)?|gleichzeitig|parallel(?=\s*(?:dazu|hierzu|:|,))(?:\s+(?:dazu|hierzu))?"
    r"|in parallel"
    r"|at the same time|simultaneously)(?!\w)"
)
_PARTS: Final[dict[str, PartName]] = {
    "frühmorgens": "early", "early morning": "early", "am frühen morgen": "early", "morgens": "early", "früh": "early",
    "vorm.": "morning", "nachm.": "afternoon", "abds.": "evening", "vormittags": "morning", "am"
        " vormittag": "morning", "vormittag": "morning", "morning": "morning",
    "in the morning": "morning", "am morgen": "morning", "am frühen vormittag": "morning",
    "am späten vormittag": "morning", "morgen": "morning", "late morning": "morning",
    "mittags": "midday", "am mittag": "midday", "mittag": "midday", "lunchtime": "midday", "lunch time": "midday",
    "midday": "midday", "at noon": "midday", "zur mittagszeit": "midday", "over lunch": "midday",
    "nachmittags": "afternoon", "am nachmittag": "afternoon", "nachmittag": "afternoon", "afternoon": "afternoon",
    "in the afternoon": "afternoon", "am frühen nachmittag": "afternoon", "am späten nachmittag": "afternoon",
    "early afternoon": "afternoon", "late afternoon": "afternoon", "spätnachmittag": "afternoon",
    "abends": "evening", "am abend": "evening", "abend": "evening", "evening": "evening",
    "in the evening": "evening", "am frühen abend": "evening", "early evening": "evening", "am späten abend": "evening",
    "nachts": "night", "in der nacht": "night", "night": "night", "at night": "night", "overnight": "night",
    "ganztägig": "all day", "ganztags": "all day", "all day": "all day", "all-day": "all day", "full day": "all day",
    "pm": "afternoon", "p.m.": "afternoon", "ganzer tag": "all day", "whole day": "all day",
}  # fmt: skip
_ADVERBS: Final = frozenset(
    (
        "vorm.",
        "nachm.",
        "abds.",
        "frühmorgens",
        "morgens",
        "vormittags",
        "mittags",
        "nachmittags",
        "abends",
        "nachts",
        "ganztägig",
        "ganztags",
    )
)
_PART: Final = re.compile(rf"(?P<part>{'|'.join(sorted(map(re.escape, _PARTS), key=len, reverse=True))})(?!\w)")
_SETTING: Final = ("am ", "in the ", "in der ", "zur ")
_OPEN: Final = re.compile(
    r"(?:ca\.?\s*|um\s+|gegen\s+|ab\s+)?(?:[._…]{2,}\s*[:.]?\s*[._…]*\s*(?:uhr\b|h\b)|[._…]{3,}"
    r"|_{1,}\s*[:.]\s*_{1,}(?:\s*uhr\b)?"
    r"|(?:x{1,2}|\?{1,2}|-{2}|\*{2})\s?[:.]\s?(?:x{1,2}|\?{1,2}|-{2}|\*{2}|00)(?:\s*uhr\b)?|\d{1,2}[:.](?:_{1,2}"
    r"|x{2}|\?{2})(?:\s*uhr\b)?"
    r"|\?{1,3}\s*uhr\b|n\.\s?n\.\s*uhr\b|(?:uhr)?zeit (?:folgt|offen|noch offen|n\.\s?n\.|wird noch bekannt ?gegeben)"
    r"|(?:uhrzeit\s*)?noch offen\b|time (?:tbc|tba|tbd|to be (?:confirmed|announced|decided))\b|(?:tba|tbc|tbd"
    r"|t\.b\.[acd]\.)(?!\w))"
    r"(?:\s*-\s*(?:[._…]{3,}|_{1,}[:.]_{1,}|(?:x{1,2}|\?{1,2})[:.](?:x{1,2}|\?{1,2}))(?:\s*uhr\b)?)?"
)
_UNIT_BEHIND: Final = re.compile(
    r"\s*(?:%|€|euro?\b|km\b|m\b|personen|persons|people|pers\.|teilnehm|participants|grad|°|min|std|stunde|hour|jahre|"
    r"years?\b|tage?\b|days?\b|nächte|nights?|[./]\s?\d|\.\s+[a-zä]+|\.?\s*(?:etage|stock|floor|og\b))"
)


_FIRST_YEAR, _LAST_YEAR = 1950, 2039
"""Four digits at the beginning of a line that are rather a year than a time."""


class Timed(NamedTuple):
    """A time in a text.

    Attributes:
        start, end: where it stands in the text; the end is exclusive.
        when: what it says; nothing if the text says that it is open.
        sure: whether it can be nothing else: "9:00", "9 Uhr", but not "9" or "2030".
    """

    start: int
    end: int
    when: When
    sure: bool


def plain(text: str) -> str:
    """A text in small letters with one kind of dash; each letter stays in its place."""
    small = text.lower()
    if len(small) != len(text):  # a few capitals have longer small letters
        small = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return re.sub("[–—‑−‒―]", "-", small.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'"))


def leading_time(text: str) -> Timed | None:
    """The time that a text begins with, as much of it as there is, with a length behind it; None if there is none."""
    return _leading(plain(text))


@lru_cache(maxsize=2048)
def _leading(small: str) -> Timed | None:
    begin = len(small) - len(small.lstrip(" ("))
    bracket = small[:begin].count("(")
    found = _follows(small, begin) or _clocks(small, begin) or _part(small, begin) or _open(small, begin)
    if found is None:
        return None
    if bracket and small[found.end :].lstrip().startswith(")"):
        found = found._replace(end=small.index(")", found.end) + 1)
    return found._replace(start=0)


def times_within(text: str) -> Iterator[Timed]:
    """The sure times anywhere in a text, in order; lengths alone do not count."""
    small = plain(text)
    at = 0
    while match := _PHRASE.search(small, at):
        found = _read(match, small)
        if found is not None and found.sure and (match["end"] or _worded(match)):
            yield found
            at = max(found.end, at + 1)
        else:
            at = match.end("start")


def trailing_time(text: str) -> Timed | None:
    """The sure time that a text ends with ("Empfang, 18 Uhr", "Lunch (12:30-13:30)")."""
    bare = text.rstrip(" .;)]")
    last: Timed | None = None
    for found in times_within(text):
        last = found
    if last is None or last.end < len(bare):
        return None
    lead = re.search(r"[\s(\[,;:\-–—/|]*$", text[: last.start])
    return last._replace(start=lead.start() if lead else last.start, end=len(text))


def length_at(text: str, at: int = 0) -> tuple[str, int] | None:
    """A length that begins at a place of a text, as `read_when` reads it, and where it ends."""
    match = _LENGTH.match(plain(text), at)
    if match is None:
        return None
    return _length_text(match["length"]), match.end()


def _length_text(said: str) -> str:
    said = re.sub(r"(\d)\s?½", r"\1.5", said.strip())
    about = re.match(r"(?:ca\.?|circa|etwa|about|approx\.?|~)\s*", said)
    rest = said[about.end() :] if about else said
    rest = re.sub(r"mins\b", "min", _WORDS.get(rest, rest)).replace("′", "'")
    rest = re.sub(r"hrs?\b", "h", rest)
    return f"ca. {rest}" if about else rest


def _clocks(small: str, at: int) -> Timed | None:
    match = _PHRASE.match(small, at)
    if match is None:
        return None
    found = _read(match, small)
    if found is None:
        return None
    if found.sure or _stands_alone(match, small):
        return _with_length(found, small)
    return None


def _stands_alone(match: re.Match[str], small: str) -> bool:
    """Whether bare numbers at the beginning of a line are a time: "9-12 Besuch", "0900 Welcome", "um 9 Treffen"."""
    start, end = match["start"], match["end"]
    behind = small[match.end() :]
    if _UNIT_BEHIND.match(behind) or re.match(r"[.)]?\s*(?:-\s*)?\d", behind):
        return False
    if any(match[name] for name in ("about", "early", "from", "until", "at")):
        return match["at"] not in ("at", "@") or end is not None
    if end is not None:
        return bool(re.match(r"\s*(?:$|[:,;|\t]|[a-zäöü\"„(-])", behind)) and _number(start) < _number(end)
    year = _FIRST_YEAR <= int(start) <= _LAST_YEAR
    return len(start) == 4 and not year and bool(re.match(r"\s*(?:$|[:|\t-]|\s[a-zäöü\"„(])", behind))


def _number(clock: str) -> int:
    """Bare hours or hours and minutes as one number that can be compared: "9" and "0930"."""
    digits = int(re.sub(r"\D", "", clock) or 0)
    return digits * 100 if digits <= 24 else digits


def _read(match: re.Match[str], small: str) -> Timed | None:
    start, end = match["start"], match["end"]
    sure = _marked(start) or (end is not None and _marked(end))
    if end is not None and not sure and match["from"] is None and match["at"] is None and "/" in match[0]:
        return None
    if end is not None and _UNIT_BEHIND.match(small, match.end("end")) and not _marked(end):
        return _only_start(match) if _marked(start) else None
    if re.match(r"\.\d|\.?\s?-?\s?\d{1,2}\.\s?(?:\d|[a-zä])", small[match.end() :]) and not _marked(end or start):
        return None
    said = _said(match)
    if re.fullmatch(r"24\s*h", start):  # "24h contact" is no time
        return None
    if match["fore"]:  # "7.30 for 8 pm": who comes then sits down half an hour later
        half = None if re.search(r"[ap]\.?m", start) else re.search(r"[ap]\.?m", end or "")
        return Timed(match.start(), match.end(), read_when(_clock_text(start) + (half[0] if half else "")), sure)
    text = _clock_text(start)
    if end is not None:
        days = match["days"] or ""
        text += f"-{_clock_text(end)}" + (f" +{re.sub(r'[^0-9]', '', days)} d" if days else "")
        if match["until"] or (match["near"] and not said):
            text = f"{_clock_text(start)}-{_clock_text(end)}"
    try:
        when = read_when(f"{said} {text}".strip())
    except UserError:
        return _only_start(match) if end is not None and _marked(start) else None
    return Timed(match.start(), match.end(), _past_noon(when, text), sure)


def _past_noon(when: When, text: str) -> When:
    """What "12.00-1.15" says: it ends in the afternoon; what begins at night ends after midnight."""
    start, end = when.start, when.end
    if not isinstance(start, Clock) or not isinstance(end, Clock) or end.day or re.search(r"[ap]\.?m", text):
        return when
    midday = 11 * 60 <= start.minute < 13 * 60 and end.minute < 7 * 60
    return When(start, Clock(end.minute + 12 * 60, end.said)) if midday else when


def _worded(match: re.Match[str]) -> bool:
    """Whether a time within a sentence is said as one: "2.14" alone may be a room."""
    return bool(re.search(r"[:a-z]", match["start"])) or any(match[name] for name in ("about", "from", "until", "at"))


def _only_start(match: re.Match[str]) -> Timed | None:
    try:
        when = read_when(f"{_said(match)} {_clock_text(match['start'])}".strip())
    except UserError:
        return None
    return Timed(match.start(), match.end("start"), when, sure=True)


def _said(match: re.Match[str]) -> str:
    """The word before a time, as `read_when` knows it."""
    if match["about"] or match["early"] or match["late"]:
        return "until" if match["until"] else "about"
    if match["end"] is None and match["open"]:
        return "from"
    if match["end"] is None and match["until"]:
        return "until"
    return "from" if match["from"] and match["end"] is None else ""


def _marked(clock: str) -> bool:
    """Whether a clock time can be nothing else."""
    marked = re.search(r"[:h]|\d\.\d|uhr|o'clock|[ap]\.?m|noon|midday|midnight|mitternacht", clock)
    return marked is not None or as_digits(clock) is not None


def _clock_text(clock: str) -> str:
    """A clock time as `read_when` knows it."""
    if (spoken := as_digits(clock)) is not None:
        return spoken
    if re.search("noon|midday", clock):
        return "12:00"
    if re.search("midnight|mitternacht", clock):
        return "24:00"
    text = re.sub(r"(:\d\d):00", r"\1", clock.strip())
    text = re.sub(r"\s*(?:h(?:rs|ours)?|o'clock)$", "", text) if not re.search(r"\dh\d", text) else text
    text = re.sub(r":\s?uhr$", "", text)
    return re.sub(r"^(\d\d)(\d\d)(?=\D|$)", r"\1:\2", text)


def _with_length(found: Timed, small: str) -> Timed:
    """The time with a length that stands right behind it."""
    when = found.when
    if when.end is not None or when.start is None:
        return found
    match = _LENGTH.match(small, found.end)
    if match is None or (match.start("length") == found.end and found.end and small[found.end - 1].isdigit()):
        return found
    if re.match(r"\s*(?:später|later|vor|before|fußweg|walk)\b", small[match.end() :]):
        return found
    return found._replace(when=When(when.start, read_when(_length_text(match["length"])).end), end=match.end())


def _follows(small: str, at: int) -> Timed | None:
    match = _FOLLOWS.match(small, at)
    if match is None:
        return None
    said = "with" if match["with"] else "then" + (match["gap"] or "")
    found = Timed(match.start(), match.end(), read_when(said), sure=True)
    clocks = _PHRASE.match(small, len(small) - len(small[match.end() :].lstrip(" ,:(")))
    if clocks is not None and (clock := _read(clocks, small)) is not None and clock.sure:
        return _with_length(clock._replace(start=match.start()), small)
    return _with_length(found, small)


def _part(small: str, at: int) -> Timed | None:
    match = _PART.match(small, at)
    if match is None:
        return None
    word, behind = match["part"], small[match.end() :]
    alone = re.match(r"\s*(?:$|[:|\t,]|\s-\s)", behind)
    if not alone and word not in _ADVERBS and not word.startswith(_SETTING):
        return None
    clocks = _PHRASE.match(small, len(small) - len(behind.lstrip(" ,:(")))
    if clocks is not None and (clock := _read(clocks, small)) is not None and (clock.sure or clocks["at"]):
        return _with_length(clock._replace(start=match.start()), small)
    return _with_length(Timed(match.start(), match.end(), When(Part(_PARTS[word])), sure=True), small)


def _open(small: str, at: int) -> Timed | None:
    match = _OPEN.match(small, at)
    if match is None or not re.match(r"\s*(?:$|[:|\t,;)-]|\w|[\"„(])", small[match.end() :]):
        return None
    return Timed(match.start(), match.end(), TBA, sure=True)


def part_named(text: str) -> PartName | None:
    """The part of the day that a text says and nothing else ("Vormittag", "Thursday's evening" not)."""
    return _PARTS.get(plain(text).strip(" :.-"))
