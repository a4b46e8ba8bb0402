"""The parts of a line as one would say it, cut out one by one wherever they stand: day, time, length, status, group.

Each function takes a text and gives what it found and the text without it; what cannot be meant stays.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from trips.grammar.choices import Status
from trips.grammar.dates import WEEKDAYS, dates_within, weekday_at, weekday_before
from trips.grammar.statuses import STATUS_FORMS, status_of
from trips.grammar.times import Timed, leading_time, length_at, plain, times_within, trailing_time
from trips.grammar.when import TBA, Clock, Length, Part, When
from trips.grammar.when_text import read_when
from trips.i18n.language import UserError
from trips.model.entities import Day
from trips.model.trip import Trip
from trips.names.days import day_of_date, day_of_weekday

EDGES: Final = " ,;:-–"
_LONGEST_TIME: Final = 8
_TITLE_WORDS: Final = frozenset(("open", "offen"))
"""Words that say of a time that it is not known yet, but at the beginning of a title something else."""
_BEHIND: Final = re.compile(
    rf"(?:^|[\s,;:(\[–-]+)(?P<said>{'|'.join(form for form, _ in STATUS_FORMS)})\s*[)\]]?[.!]?$", re.IGNORECASE
)
_BEFORE: Final = re.compile(rf"(?P<said>{'|'.join(form for form, _ in STATUS_FORMS)})\s*[:–]\s*(?=\S)", re.IGNORECASE)
_SAID: Final = re.compile(
    r"(?:um|at|ab|from|gegen|about|around|ca\.|between|zwischen|von|bis|until|by|@)\s", re.IGNORECASE
)
_BARE_BEHIND: Final = re.compile(r"(?:^|\s)(?P<said>(?:um|at|ab|from|gegen|about|around)\s\d{1,2})$", re.IGNORECASE)
_HOURS_BEHIND: Final = re.compile(r"[\s,;(–-]+(?P<h>[1-5])h(?P<m>[0-5]\d)\)?$", re.IGNORECASE)
"""A length such as "1h30"; from six on it is rather a clock time."""
_NIGHT_ENDS, _MORNING, _HALF_DAY = 60, 6 * 60, 12 * 60
_GROUP_BEHIND: Final = re.compile(
    r"(?:^|[\s,;(–-]+)(?:(?:nur|only|für|for)\s+)?(?:die\s+|the\s+)?(?P<name>(?:gruppe|group)\s+(?:[a-z]|\d{1,2}))\s*\)?$",
    re.IGNORECASE,
)
_FOR_BEHIND: Final = re.compile(
    r"(?:^|[\s,;(–-]+)(?:nur|only|für|for)\s+(?:die\s+|den\s+|the\s+)?(?P<names>[^;]+?)\s*\)?$", re.I
)
_WITH_BEHIND: Final = re.compile(
    r"(?:\s+(?:mit|with)\s+(?:der\s+|den\s+|the\s+)?|\s*[,;(–-]\s*)(?P<names>[^,;()]+?)\s*\)?$", re.I
)
_GROUPS_BEFORE: Final = re.compile(r"(?P<names>[^:]{2,60}):\s+(?=\S)")
_AND: Final = re.compile(r"\s*,\s*|\s+(?:und|and|&)\s+")
_PART_OF_TITLE: Final = frozenset(("morning", "noon", "afternoon", "evening", "night"))
"""Words that are a part of the day alone, and the beginning of a title where a clock follows: "night bus at 0:30"."""
_UNTIL_BEHIND: Final = re.compile(r"(?:bis|until|till?)\s*$", re.I)
_FOLLOWS_BEHIND: Final = re.compile(
    r"(?:^|[\s,;–-]+)(?P<said>anschl\.?|anschließend|danach|im anschluss|then|afterwards|zeitgleich)$", re.IGNORECASE
)
_LENGTH_BEHIND: Final = re.compile(
    r"(?:^|[\s,;(–-]+)(?:(?:for|für)\s+)?(?=(?:ca\.?\s|etwa\s|about\s|~|dauer|\d|eine |one |halbe |half |anderthalb ))",
    re.I,
)
_DAY_BEHIND: Final = re.compile(r"(?:^|[\s,;(]+)(?:(?:am|on|den)\s+)?(?P<day>[^\W\d_]+\.?)\)?$", re.IGNORECASE)
_ENGLISH_SHORT: Final = 3
_WINDOW: Final = 300
"""Letters at the end of a line within which what it ends with stands."""
_WEEKDAY_NEXT: Final = re.compile(r"[\s,]+(?P<day>[^\W\d_]+)\.?(?=[\s,]|$)")
_WEEKDAY_BEHIND: Final = re.compile(r"(?:(?:am|on)\s+)?[^\W\d_]+[.,]*\s*$", re.IGNORECASE)
_ON: Final = re.compile(r"(?:am|on|den)\s+$", re.IGNORECASE)


def _near_end(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """What a text ends with; looked for at its end only, since looking everywhere takes the square of its length."""
    return pattern.search(text, max(0, len(text) - _WINDOW))


def day_behind(trip: Trip, text: str, *, short: bool) -> tuple[Day | None, str]:
    """The day that a text ends with; with `short` also by a short name ("Do"), which may be another word."""
    match = _near_end(_DAY_BEHIND, text)
    if match is not None:
        named = weekday_at(match["day"], alone=short or len(match["day"]) >= _ENGLISH_SHORT)
        found = day_of_weekday(trip, named[0]) if named is not None else None
        if found is not None:
            return found, text[: match.start()].rstrip(EDGES)
    for said in dates_within(text):
        day = day_of_date(trip, said)
        if day is not None and not text[said.end :].strip(" .,)"):
            before = _ON.sub("", text[: said.start])
            return day, before.rstrip(EDGES + "(")
    return None, text


def day_within(trip: Trip, text: str) -> tuple[Day | None, str]:
    """The day that a text names by its date somewhere: "Foto am 9.10. im Dom"."""
    for said in dates_within(text):
        day = day_of_date(trip, said)
        if day is not None:
            return day, _joined(_ON.sub("", text[: said.start]), text[said.end :])
    return None, text


def time_before(text: str) -> tuple[When, str]:
    """The longest beginning that is a time; a bare number is none ("3 talks" is a title)."""
    first, _, behind = text.partition(" ")
    if first.casefold() in _PART_OF_TITLE and isinstance(time_behind(behind)[0].start, Clock):
        return TBA, text
    found = leading_time(text)
    sure = found is not None and found.when != TBA and (found.sure or _SAID.match(text) is not None)
    said, rest = _read_before(text)
    longer = len(text[: len(text) - len(rest)].rstrip()) >= (found.end if found is not None else 0)
    part = isinstance(said.start, Part) and found is not None and isinstance(found.when.start, Clock)  # "noon"
    if not sure or found is None or (longer and not part):
        return _in_the_afternoon(said, text[: len(text) - len(rest)]), rest
    return _in_the_afternoon(found.when, text[: found.end]), text[found.end :].lstrip(EDGES + ")")


def _read_before(text: str) -> tuple[When, str]:
    parts = text.split(" ")
    for count in range(min(_LONGEST_TIME, len(parts)), 0, -1):
        said = " ".join(parts[:count]).rstrip(":")
        if re.fullmatch(r"\d{1,2}", said) or said.endswith(("-", "–")) or said.lower() in _TITLE_WORDS:
            continue
        try:
            when = read_when(said)
        except UserError:
            continue
        return when, " ".join(parts[count:])
    return TBA, text


def _in_the_afternoon(when: When, said: str) -> When:
    """A time with the early hours said in words, or as bare hours, in the afternoon: "um 3", "half past two"."""
    start, end = when.start, when.end
    small = plain(said)
    exact = re.search(r"\d[:.h]\d|\d{3}|(?<!\d)0\d|[ap]\.?m\b|uhr\b", small) is not None
    if exact or not isinstance(start, Clock) or not _NIGHT_ENDS <= start.minute < _MORNING:
        return when
    if isinstance(end, Clock) and end.minute < _MORNING:
        end = replace(end, minute=end.minute + _HALF_DAY)
    return When(replace(start, minute=start.minute + _HALF_DAY), end)


def time_behind(text: str) -> tuple[When, str]:
    """The time that a text ends with: "Empfang 18:00", "Mittagessen anschl."."""
    found = trailing_time(text)
    if found is not None:
        return _in_the_afternoon(found.when, text[found.start :]), text[: found.start].rstrip(EDGES + "(")
    if (bare := _near_end(_BARE_BEHIND, text)) is not None and bare.start() > 0:
        when = read_when(bare["said"])
        return _in_the_afternoon(when, bare["said"]), text[: bare.start()].rstrip(EDGES + "(")
    match = _near_end(_FOLLOWS_BEHIND, text)
    if match is not None and match.start() > 0:
        return read_when(match["said"]), text[: match.start()].rstrip(EDGES)
    return TBA, text


def moment_within(trip: Trip, text: str) -> tuple[Day | None, When, str]:
    """The first time that a text says for sure somewhere, with the weekday beside it: "Treffen Fr um 9 Uhr am Dom".

    A time behind a weekday that the trip does not have stays in the title, with the weekday.
    """
    found: Timed | None = next(times_within(text), None)
    if found is None:
        return None, TBA, text
    begin, end, day = found.start, found.end, None
    behind = _WEEKDAY_NEXT.match(text, found.end)
    if behind is not None and (named := WEEKDAYS.get(plain(behind["day"]))) is not None:
        day = day_of_weekday(trip, named)
        end = behind.end() if day is not None else end
    elif (weekday := weekday_before(text, found.start)) is not None:
        day = day_of_weekday(trip, weekday)
        if day is None:
            return None, TBA, text
        begin = len(_WEEKDAY_BEHIND.sub("", text[:begin]))
    return day, found.when, _joined(text[:begin], text[end:])


def until_behind(when: When, text: str) -> tuple[When, str]:
    """The end that a text ends with, for a start that has none: "then free time until 17:00"."""
    if when.start is None or when.end is not None:
        return when, text
    said, rest = time_behind(text)
    if said.start is not None or not isinstance(said.end, Clock) or not rest:
        return when, text
    return When(when.start, said.end), rest


def length_behind(when: When, text: str) -> tuple[When, str]:
    """The length that a text ends with, for a time without an end: "Besuch, 90 min"."""
    if when.end is not None:
        return when, text
    hours = _near_end(_HOURS_BEHIND, text)
    if hours is not None and hours.start() > 0 and _UNTIL_BEHIND.search(text, 0, hours.start("h")) is None:
        minutes = int(hours["h"]) * 60 + int(hours["m"])
        return replace(when, end=Length(minutes)), text[: hours.start()].rstrip(EDGES + "(")
    end = text[-_WINDOW:]
    for match in reversed(list(_LENGTH_BEHIND.finditer(end))):
        found = length_at(end, match.start())
        until = _UNTIL_BEHIND.search(end, 0, match.end()) is not None
        if found is not None and not until and not end[found[1] :].strip(" .)"):
            begin = len(text) - len(end) + match.start()
            return replace(when, end=read_when(found[0]).end), text[:begin].rstrip(EDGES + "(")
    return when, text


def with_follow(when: When, then: When) -> When:
    """A length with the start that was said apart from it."""
    return When(then.start, then.end or when.end) if then.start is not None else when


def status_before(text: str) -> tuple[Status | None, str]:
    """The status that a text begins with, with a colon behind it: "cancelled: Dinner"."""
    match = _BEFORE.match(text)
    return (status_of(match["said"]), text[match.end() :]) if match is not None else (None, text)


def status_behind(text: str) -> tuple[Status | None, str]:
    """The status that a text ends with: "angefragt", "(tbc)"."""
    match = _near_end(_BEHIND, text)
    if match is None or match.start() == 0:
        return None, text
    return status_of(match["said"]), text[: match.start()].rstrip(EDGES + "(")


def groups_before(trip: Trip, text: str) -> tuple[tuple[str, ...], str]:
    """The names of the trip's groups that a text begins with, with a colon behind them: "Group A: departure"."""
    match = _GROUPS_BEFORE.match(text)
    known = _known_groups(trip, match["names"]) if match is not None else ()
    return (known, text[match.end() :]) if match is not None and known else ((), text)


def groups_behind(trip: Trip, text: str) -> tuple[tuple[str, ...], str]:
    """The names of the groups that a text ends with: some of the trip's, in several ways to say it, or "Gruppe A"."""
    for pattern in (_FOR_BEHIND, _WITH_BEHIND):
        match = _near_end(pattern, text)
        if match is not None and match.start() > 0 and (known := _known_groups(trip, match["names"])):
            return known, text[: match.start()].rstrip(EDGES + "(")
    match = _near_end(_GROUP_BEHIND, text)
    if match is None or match.start() == 0:
        return (), text
    return _known_groups(trip, match["name"]) or (match["name"],), text[: match.start()].rstrip(EDGES + "(")


def _known_groups(trip: Trip, said: str) -> tuple[str, ...]:
    """The names of the groups that a text lists; none unless all of it is known."""
    named = {plain(group.name): group.name for group in trip.groups}
    if (whole := named.get(plain(said.strip()))) is not None:
        return (whole,)
    found = [named.get(plain(part.strip())) for part in _AND.split(said)]
    return tuple(name for name in found if name) if all(found) else ()


def _joined(before: str, behind: str) -> str:
    before, behind = before.rstrip(" ,("), behind.lstrip(" ,)")
    return f"{before} {behind}".strip()
