"""What only a whole day tells: which "1:30" is in the afternoon, and which departure leaves for home."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from trips.grammar.clock_words import SPOKEN
from trips.grammar.kinds import kind_of
from trips.grammar.times import plain
from trips.grammar.when import Clock, When
from trips.importers.programme.drafts import EntryDraft, ProgrammeRead
from trips.importers.programme.entry import described
from trips.importers.programme.rows import Row
from trips.names.people import person_at

_LONGEST_NAME: Final = 6
_LEAVING: Final = re.compile(
    r"(?:abfahrt|rückfahrt|rückreise|departure|depart\w*|abflug|dep\b|coach (?:departs|leaves))(?!\w)"
)
_NOON: Final = 12 * 60
_HALF_DAY_WORDS: Final = re.compile(r"\d\s*[ap]\.?m\b|\d\s*uhr\b")
_HALF_DAY: Final = re.compile(r"\d\s*p\.?m\b")
_IN_WORDS: Final = re.compile(SPOKEN)
_TRAVELS: Final = frozenset(("arrival", "departure", "transfer"))


def settle(found: ProgrammeRead, rows: list[Row]) -> None:
    """Settle what depends on the whole text."""
    drafts = list(found.entries())
    loose = _loose(drafts, rows)
    for day in found.days:
        _afternoons(day.entries, loose)
    _repeated_places(found)
    _same_places(found)
    _promote(found)
    dates = [day.date for day in found.days if day.date is not None]
    for day in found.days:
        if dates and day.date == max(dates):
            _leave_for_home(day.entries)


def _repeated_places(found: ProgrammeRead) -> None:
    """What stands behind the last comma of several titles, word for word, is where they take place."""
    tails = Counter(tail for draft in found.entries() if (tail := _tail(draft)))
    for draft in found.entries():
        tail = _tail(draft)
        if tails[tail] > 1 and not draft.place:
            draft.place, draft.guessed = tail, True


def _tail(draft: EntryDraft) -> str:
    """What stands behind the last comma of a title, if it can be the name of a place."""
    head, comma, tail = draft.title.rpartition(", ")
    plain_name = tail[:1].isupper() and 0 < len(tail.split()) <= _LONGEST_NAME and kind_of(tail) == "other"
    named = any(who.name in tail for who in (*draft.hosts, *draft.speakers, *draft.people))
    return tail if comma and head and plain_name and not named and person_at(tail) is None else ""


def _same_places(found: ProgrammeRead) -> None:
    """Put what is "ebenda" where the entry before it is."""
    before: EntryDraft | None = None
    for draft in found.entries():
        if draft.same_place and not draft.place and before is not None:
            draft.place, draft.address, draft.room = before.place, before.address, draft.room or before.room
        if draft.place:
            before = draft


def _promote(found: ProgrammeRead) -> None:
    """The title of a day that has no entries is one: "1. Tag: Anreise"."""
    full = {day.date for day in found.days if day.entries}
    for day in found.days:
        if day.title and day.date not in full:
            draft = EntryDraft(day.line)
            described(draft, day.title)
            day.entries.append(draft)
            full.add(day.date)


def _counts_to_twelve(drafts: list[EntryDraft], rows: list[Row]) -> bool:
    """Whether a text writes the afternoon's hours like the morning's, without "pm"."""
    starts = [draft.start for draft in drafts if draft.start is not None]
    if not starts or max(starts) >= _NOON + 60:
        return False
    return not any(_HALF_DAY_WORDS.search(plain(row.text)) and "pm" in plain(row.text) for row in rows)


def _loose(drafts: list[EntryDraft], rows: list[Row]) -> set[int]:
    """The lines whose times may be those of the afternoon.

    All of a text that counts to twelve, else those in words ("halb acht"), and in a text that says "pm" those without.
    """
    if _counts_to_twelve(drafts, rows):
        return {row.line for row in rows}
    texts = {row.line: plain(row.text) for row in rows}
    halves = any(_HALF_DAY.search(text) for text in texts.values())
    return {
        line for line, text in texts.items() if _IN_WORDS.search(text) or (halves and not _HALF_DAY_WORDS.search(text))
    }


def _afternoons(entries: list[EntryDraft], loose: set[int]) -> None:
    """Put times of some lines that go back behind noon into the afternoon."""
    latest = 0
    for draft in entries:
        if draft.start is None:
            continue
        back = draft.start < latest and latest >= 8 * 60 and draft.start < 8 * 60
        if draft.line in loose and back:
            draft.when = _later(draft.when)
        latest = max(latest, draft.start or 0)


def _later(when: When) -> When:
    start, end = when.start, when.end
    if isinstance(start, Clock):
        start = replace(start, minute=start.minute + _NOON)
    if isinstance(end, Clock) and end.minute < _NOON:
        end = replace(end, minute=end.minute + _NOON)
    return When(start, end)


def _leave_for_home(entries: list[EntryDraft]) -> None:
    """On the last day what leaves and is followed by nothing but travel is the departure."""
    for draft in reversed(entries):
        if draft.kind == "transfer" and _LEAVING.match(plain(draft.title)):
            draft.kind = "departure"
        if draft.whole is None and draft.kind not in _TRAVELS:
            return
