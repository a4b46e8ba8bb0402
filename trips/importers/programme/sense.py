"""Whether what was read makes sense: what no real programme has, on the line concerned.

A reading with fewer such oddities is the better one; those that stay are told, so that no wrong day or time is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from trips.grammar.dates import Heading, Said, dates_within, days_between, weekday_before
from trips.grammar.times import times_within
from trips.grammar.when import Clock
from trips.grammar.when_text import write_clock
from trips.i18n.language import N_, Message
from trips.importers.programme.drafts import DayRead, EntryDraft, ProgrammeRead

UNTITLED: Final = N_("No title was found for this time.")
BACKWARDS: Final = N_("{clock} stands below {before}; look whether that is right.")
DATE_INSIDE: Final = N_("It holds a date that was not read as a day; look whether a day begins here.")
TIME_INSIDE: Final = N_("It holds a second time, {clock}; look whether that is an entry of its own.")
FAR: Final = N_("{n} days lie between this day and the one before; look whether it belongs to the trip.")
_FAR_DAYS: Final = 20
_LONGEST_HEADING: Final = 70
_NOTICE: Final = re.compile(
    r"\b(?:bis|until|by|anmeld\w*|stand|frist|deadline|geb\w*|born|seit|since|siehe|see|vgl|am|on|wrote|schrieb)\b",
    re.I,
)
"""Words that say why a date stands in a line: "Anmeldung bis 3. Oktober 2025"."""
_LEAD: Final = 24


class Oddity(NamedTuple):
    """Something that no real programme has.

    Attributes:
        line, text: where it stands.
        why: one sentence.
        weight: how much it speaks against the reading.
        told: whether somebody has to look at it; the others only weigh.
    """

    line: int
    text: str
    why: Message
    weight: float
    told: bool = True


def oddities(found: ProgrammeRead, headings: Sequence[Heading]) -> list[Oddity]:
    """Everything odd about a reading, in no order."""
    odd: list[Oddity] = []
    for day in found.days:
        odd += _of_day(day)
    odd += _of_days(found.days, headings)
    lines = [draft.line for draft in found.entries()]
    first, last = min(lines, default=0), max(lines, default=0)
    for skipped in found.left:
        if first < skipped.line < last and not skipped.plain:
            odd.append(Oddity(skipped.line, skipped.text, skipped.why, 1, told=False))
        if _holds_day(skipped.text):
            odd.append(Oddity(skipped.line, skipped.text, Message(DATE_INSIDE), 4, told=first < skipped.line < last))
    return odd


def _of_day(day: DayRead) -> Iterator[Oddity]:
    latest: dict[str, EntryDraft] = {}
    timed = sum(1 for draft in day.entries if draft.start is not None)
    for draft in day.entries:
        if not draft.title:
            yield Oddity(draft.line, _clock(draft) if draft.start is not None else day.text, Message(UNTITLED), 4)
        if timed > len(day.entries) // 2 and not draft.timed and draft.whole is None:
            yield Oddity(draft.line, draft.title, Message(UNTITLED), 0.5, told=False)
        yield from _texts(draft)
        if draft.start is None or draft.whole is not None:
            continue
        before = latest.get(draft.group) or latest.get("")
        if before is not None and before.start is not None and draft.start < before.start:
            why = Message(BACKWARDS, clock=_clock(draft), before=_clock(before))
            yield Oddity(draft.line, draft.title, why, 2)
        latest[draft.group] = draft


def _texts(draft: EntryDraft) -> Iterator[Oddity]:
    for text in (draft.title, *draft.texts):
        if _holds_day(text):
            yield Oddity(draft.line, text, Message(DATE_INSIDE), 5)
    for time in times_within(draft.title):
        start = time.when.start
        if isinstance(start, Clock) and start.minute not in (draft.start, draft.end, draft.meet_minute):
            yield Oddity(draft.line, draft.title, Message(TIME_INSIDE, clock=write_clock(start.minute)), 1)
            return


def _holds_day(text: str) -> bool:
    """Whether a short text without a time names a whole date: with its weekday, or its month by name and the year."""
    if len(text) > _LONGEST_HEADING or next(times_within(text), None) is not None:
        return False
    return any(is_whole(text, said) for said in dates_within(text))


def is_whole(text: str, said: Said) -> bool:
    """Whether a date in a text may head a day: it names weekday or year, and nothing before it says another reason."""
    if said.last is not None or said.month is None or _NOTICE.search(text[max(0, said.start - _LEAD) : said.start]):
        return False
    return weekday_before(text, said.start) is not None or said.year is not None


def _of_days(days: Sequence[DayRead], headings: Sequence[Heading]) -> Iterator[Oddity]:
    before: Said | None = None
    for day, heading in zip(days, headings, strict=True):
        said = heading.said
        if said is None or said.month is None:
            continue
        if before is not None:
            apart = days_between(before, said)
            if apart > _FAR_DAYS:
                yield Oddity(day.line, day.text, Message(FAR, n=apart), 6)
            elif apart < 0:
                yield Oddity(day.line, day.text, Message(FAR, n=apart), 4, told=False)
        before = said


def _clock(draft: EntryDraft) -> str:
    return write_clock(draft.start or 0)


def weight(odd: Iterable[Oddity]) -> float:
    """How much speaks against a reading."""
    return sum(one.weight for one in odd)
