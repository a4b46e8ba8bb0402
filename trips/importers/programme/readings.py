"""A page read under each layout that it may have, and the reading that makes the most sense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from trips.grammar.dates import Heading
from trips.grammar.when_text import write_clock
from trips.i18n.language import N_, Message
from trips.importers.programme.drafts import EntryDraft, ProgrammeRead
from trips.importers.programme.layouts import LAYOUTS
from trips.importers.programme.reader import read_rows
from trips.importers.programme.rows import Row
from trips.importers.programme.sense import Oddity, oddities, weight
from trips.importers.programme.title_block import TitleBlock
from trips.importers.result import Skipped

OTHERWISE: Final = N_("The page can be read otherwise, and then this is at {clock}; look which is right.")
OTHER_DAY: Final = N_("The page can be read otherwise, and then this is on another day; look which is right.")
_CLOSE: Final = 1.0
"""How little more may speak against a reading for it to be told beside the best one."""


class Reading:
    """A page as it was read under one layout, and what is odd about it."""

    def __init__(self, rows: Sequence[Row], *, begun: bool = False) -> None:
        self.rows = list(rows)
        self.found: ProgrammeRead
        self.headings: list[Heading]
        self.above: TitleBlock
        self.found, self.headings, self.above = read_rows(self.rows, begun=begun)
        self.close: Reading | None = None

    @cached_property
    def odd(self) -> list[Oddity]:
        """Everything odd about it."""
        return oddities(self.found, self.headings)

    @cached_property
    def weight(self) -> float:
        """How much speaks against it."""
        return weight(self.odd)

    def told(self) -> Iterator[Skipped]:
        """A sentence for each line that somebody has to look at."""
        yield from (Skipped(odd.line, odd.text, odd.why, hint=True) for odd in self.odd if odd.told)
        if self.close is not None:
            yield from _differences(self, self.close)


def best_reading(rows: Sequence[Row], *, begun: bool = False) -> Reading:
    """Read a page as it stands, and under each layout of which it shows marks; the one with the least oddities wins."""
    best = Reading(rows, begun=begun)
    for layout in LAYOUTS:
        other = layout(best.rows)
        if other is None:
            continue
        new = Reading(other, begun=begun)
        better, worse = (new, best) if new.weight < best.weight else (best, new)
        better.close = worse if worse.weight - better.weight <= _CLOSE else better.close
        best = better
    return best


def _differences(best: Reading, other: Reading) -> Iterator[Skipped]:
    """The entries whose time or day another reading, nearly as good, has otherwise."""
    others = {draft.title: (place, draft) for place, draft in _placed(other)}
    for place, draft in _placed(best):
        if draft.title not in others:
            continue
        day, twin = others[draft.title]
        if twin.start != draft.start and twin.start is not None:
            yield Skipped(draft.line, draft.title, Message(OTHERWISE, clock=write_clock(twin.start)), hint=True)
        elif day != place:
            yield Skipped(draft.line, draft.title, Message(OTHER_DAY), hint=True)


def _placed(reading: Reading) -> Iterator[tuple[int, EntryDraft]]:
    """Each entry with the place of its day among the days."""
    for place, day in enumerate(reading.found.days):
        for draft in day.entries:
            yield place, draft
