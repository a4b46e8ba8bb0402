"""What a delay does to the rest of a day: which items it pushes, how far, and what it runs into.

Times are UTC minutes since 1970. A block is an item of the day with its parts; fixed ones and those that must be stay
where they are, with every part of theirs, but for one that is late itself. Nothing ever begins earlier than planned,
and what begins later does so at a full five minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import floor
from typing import Final, Literal, NamedTuple

from trips.grammar.choices import Kind
from trips.grammar.when import Clock, With
from trips.model.entities import Item
from trips.schedule.stretch import SHORTEST
from trips.schedule.timeline import Placed, counts

How = Literal["pause", "shorten", "drop"]
PAUSES: Final[dict[Kind, float]] = {"break": 0.5, "free": 0.5, "meal": 0.25}
"""Kinds that give way first, each with the share of its length that it can give."""
STEP: Final = 5
"""What is moved begins at a multiple of so many minutes: nobody announces 11:16."""
END: Final = "end"
"""Stands for the planned end of the day among what a delay runs into."""


class Saving(NamedTuple):
    """Minutes that an item can give: as a pause, by getting shorter, or by being dropped (then all of them)."""

    how: How
    item: Item
    room: int


@dataclass(frozen=True, slots=True)
class Block:
    """An item of the day and its parts, as they are planned; only those that count and whose start is known."""

    placed: Placed
    parts: tuple[Placed, ...]

    @property
    def item(self) -> Item:
        """The item."""
        return self.placed.item

    @property
    def start(self) -> int:
        """The planned start."""
        return self.placed.start or 0

    @property
    def end(self) -> int:
        """The planned end; the start if nobody knows it."""
        return self.start if self.placed.end is None else self.placed.end

    @property
    def stays(self) -> bool:
        """Whether it neither moves nor shrinks."""
        return any(stays(placed.item) for placed in (self.placed, *self.parts))

    def savings(self) -> Iterator[Saving]:
        """What it could give, pauses first within it."""
        if self.stays or self.placed.end is None:
            return
        if self.item.priority == "may go":
            yield Saving("drop", self.item, self.end - self.start)
        if not self.parts:
            yield from _of_one(self.placed)
            return
        ends = [part.end for part in self.parts]
        in_turn = all(a.end is not None and b.start is not None and a.end <= b.start for a, b in pairwise(self.parts))
        known = [end for end in ends if end is not None]
        if len(known) != len(ends) or not in_turn:
            return
        if (tail := self.end - max(known)) > 0 and self.item.when.end is not None:
            yield Saving("pause", self.item, tail)
        length = self.end - self.start
        share = 1 - self.item.priority / length if isinstance(self.item.priority, int) and length else 0.0
        for part in self.parts:
            if part.item.priority == "may go":
                yield Saving("drop", part.item, (part.end or 0) - (part.start or 0))
            yield from _of_one(part, share)


def stays(item: Item) -> bool:
    """Whether a delay may not move an item: it is fixed, or it must be."""
    return item.fixed or item.priority == "must"


def _of_one(placed: Placed, share: float = 0.0) -> Iterator[Saving]:
    if placed.start is None or placed.end is None or placed.item.when.end is None:
        return
    length, said = placed.end - placed.start, placed.item.priority
    pause = placed.item.kind in PAUSES
    least = said if isinstance(said, int) else length - floor(length * PAUSES.get(placed.item.kind, max(share, 0.0)))
    room = length - max(least, SHORTEST)
    if room > 0:
        yield Saving("pause" if pause else "shorten", placed.item, room)


def blocks_of(placed: Sequence[Placed], *, check_ins: bool = False) -> tuple[Block, ...]:
    """The blocks of a day in the order of their starts, without what does not count or has no time.

    Args:
        placed: the items of the day.
        check_ins: whether stays are among them, each as its beginning alone, if people are expected then.
    """
    parts: dict[str, list[Placed]] = {}
    for one in placed:
        if one.item.part_of is not None and counts(one.item) and one.start is not None:
            parts.setdefault(one.item.part_of, []).append(one)
    found = [
        Block(one, tuple(parts.get(one.item.id, ())))
        for one in placed
        if one.item.part_of is None and counts(one.item) and one.start is not None
    ]
    if check_ins:
        found += [Block(one._replace(end=None), ()) for one in placed if _is_check_in(one)]
    return tuple(sorted(found, key=lambda block: block.start))


def _is_check_in(placed: Placed) -> bool:
    """Whether people are expected at a hotel at a time; "from 15:00" they may come whenever they like."""
    item, start = placed.item, placed.item.when.start
    expected = placed.start is not None and not (isinstance(start, Clock) and start.said == "from")
    return item.kind == "stay" and item.status != "cancelled" and expected


class Before(NamedTuple):
    """A block right before another: its id, the minutes planned between the two, and those that are needed."""

    id: str
    planned: int
    needed: int


def befores(
    blocks: Sequence[Block], share: Callable[[Item, Item], bool], needed: Callable[[Block, Block], int]
) -> dict[str, tuple[Before, ...]]:
    """What each block waits for: the blocks that are over by then, share people with it, and have none between.

    Args:
        blocks: the day, in the order of starts.
        share: whether two items share people.
        needed: the minutes that people need between two blocks.
    """
    found: dict[str, tuple[Before, ...]] = {}
    for place, block in enumerate(blocks):
        over = [
            other
            for other in blocks[:place]
            if other.item.kind != "stay" and other.end <= block.start and share(other.item, block.item)
        ]
        right = [a for a in over if not any(a.end <= b.start and share(a.item, b.item) for b in over if b is not a)]
        found[block.item.id] = tuple(
            Before(other.item.id, block.start - other.end, min(block.start - other.end, needed(other, block)))
            for other in right
        )
    return found


def besides(placed: Sequence[Placed]) -> dict[str, str]:
    """The blocks of a day, in programme order, whose time says that they begin with the one before: its id."""
    tops = [one.item for one in placed if one.item.part_of is None and counts(one.item) and one.start is not None]
    return {item.id: before.id for before, item in pairwise(tops) if isinstance(item.when.start, With)}


@dataclass(frozen=True, slots=True)
class Delay:
    """A delay on a day.

    Attributes:
        blocks: the day, in the order of starts.
        minutes: how late people are.
        sources: the ids of the blocks that are late by themselves.
        begun: the ids of those of them that have begun: only their end moves.
        before: what each block waits for, under its id.
        beside: the blocks that begin with another one ("with"), each with the id of that.
        moves: the ids of fixed blocks that are late themselves, and move all the same.
    """

    blocks: tuple[Block, ...]
    minutes: int
    sources: frozenset[str]
    begun: frozenset[str]
    before: Mapping[str, tuple[Before, ...]]
    beside: Mapping[str, str]
    moves: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a delay leads.

    Attributes:
        starts: the new start of each block.
        pushes: the minutes over, by what pushes and what it runs into (an item's id, or `END`).
        eased: blocks in front of which there is less time than planned.
    """

    starts: Mapping[str, int]
    pushes: Mapping[tuple[str, str], int]
    eased: tuple[Block, ...] = field(default=())

    @property
    def over(self) -> int:
        """The most minutes that remain over anywhere."""
        return max(self.pushes.values(), default=0)

    @property
    def weight(self) -> int:
        """All minutes over, of everybody: what a saving has to make less."""
        return sum(self.pushes.values())


def full_step(minute: int) -> int:
    """The next full step, or the minute itself if it is one."""
    return -(-minute // STEP) * STEP


def outcome(delay: Delay, cuts: Mapping[str, int], dropped: frozenset[str], *, easing: bool) -> Outcome:
    """Let a delay run through the day.

    Args:
        delay: the delay.
        cuts: by how many minutes each block gets shorter, with its parts, under its id.
        dropped: the ids of blocks that do not take place: they last no time.
        easing: whether the time between items may give way too, as far as nobody needs it for the way.
    """
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    pushes: dict[tuple[str, str], int] = {}
    eased: list[Block] = []
    planned = {block.item.id: block.start for block in delay.blocks}
    followed = {other.id for some in delay.before.values() for other in some}
    for block in delay.blocks:
        key = block.item.id
        held = block.stays and key not in delay.moves
        start = full = block.start + (delay.minutes if key in delay.sources - delay.begun else 0)
        if held and start > block.start:
            pushes[key, key] = start - block.start
        for other in delay.before[key]:
            gap = other.needed if easing or held else other.planned
            if held and ends[other.id] + gap > block.start:
                pushes[other.id, key] = ends[other.id] + gap - block.start
            start, full = max(start, ends[other.id] + gap), max(full, ends[other.id] + other.planned)
        other_id = delay.beside.get(key)
        if other_id in starts:
            along = block.start + starts[other_id] - planned[other_id]
            start, full = max(start, along), max(full, along)
        pushed = any(what == key for _, what in pushes)
        if not pushed and full > (block.start if held else start):
            eased.append(block)
        start = block.start if held else full_step(start) if start > block.start else start
        late = delay.minutes if key in delay.begun else start - block.start
        gone = block.end - block.start if key in dropped else cuts.get(key, 0)
        starts[key], ends[key] = start, max(start, block.end + late - gone)
        ends_day = key not in followed and key not in dropped and block.item.kind != "stay"
        if ends_day and ends[key] > block.end:
            pushes[key, END] = ends[key] - block.end
    return Outcome(starts, pushes, tuple(block for block in eased if block.item.id not in dropped))
