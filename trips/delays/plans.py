"""We are 20 minutes late: what can be done so that the rest of the day still fits.

Pauses and the time between items give way first, then what may be shortened, then what may go. What is fixed or must
be never moves and never shrinks; where it cannot be reached in time, the minutes that remain over are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from trips.delays.propagation import (
    END,
    Block,
    Delay,
    How,
    Outcome,
    Saving,
    befores,
    besides,
    blocks_of,
    full_step,
    outcome,
)
from trips.edits.items import with_changed
from trips.edits.retime import Target, retime
from trips.grammar.choices import TRAVEL
from trips.i18n.language import N_, Message, UserError
from trips.model.entities import Item, changed
from trips.model.trip import Trip
from trips.schedule.attendance import in_group_programme
from trips.schedule.timeline import Placed, Timeline, at

if TYPE_CHECKING:
    from trips.checks.trip_context import TripContext

Way = Literal["shift", "shorten", "drop"]
WAYS: Final[dict[Way, str]] = {
    "shift": N_("Everything later, up to what is fixed"),
    "shorten": N_("Shorter pauses and items"),
    "drop": N_("Without what may go"),
}
"""What each plan is called."""

_ORDERS: Final[dict[Way, tuple[How, ...]]] = {
    "shift": (), "shorten": ("pause", "shorten"), "drop": ("pause", "drop", "shorten"),
}  # fmt: skip
LONGEST: Final = 720
"""Minutes that people can be late; beyond that the day has to be planned anew."""


@dataclass(frozen=True, slots=True)
class Since:
    """From where on a day people are late.

    Attributes:
        day: the id of the day.
        moment: UTC minutes since 1970: what was planned to be over by then is over.
        item: the id of the item that is late itself, even if it is fixed: a flight; None: whatever is on then.
    """

    day: str
    moment: int
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One thing to do about it.

    Attributes:
        way: its kind.
        trip: the trip with it done.
        says: what it does and what it costs, in sentences.
        over: the minutes that do not fit in front of what is fixed or of the end of the day; 0 if all fits.
    """

    way: Way
    trip: Trip
    says: tuple[Message, ...]
    over: int


def since_now(day: str, now: int, minutes: int) -> Since:
    """Where people are in the plan who are late by minutes at a moment, UTC minutes since 1970."""
    return Since(day, now - minutes)


def since_item(timeline: Timeline, item: Item) -> Since:
    """From an item on, which has not begun.

    Raises:
        UserError: nobody knows when it begins.
    """
    placed = timeline.placed().get(item.id)
    if placed is None or placed.start is None or item.day is None:
        raise UserError('"{title}" has no time yet; name another item, or a time.', title=item.title)
    return Since(item.day, placed.start, item.part_of or item.id)


def late(timeline: Timeline, minutes: int, since: Since, group: str | None = None) -> tuple[Plan, ...]:
    """What can be done about a delay, at most three plans, the best first.

    Best is what leaves the fewest minutes over, then what drops the fewest items, then what shortens least.

    Args:
        timeline: the trip and where its items fall.
        minutes: how late people are.
        since: from where on.
        group: the key of the group that is late; None for the whole delegation.

    Raises:
        UserError: the minutes are no delay, or nothing is left of the day.
    """
    if not 0 < minutes <= LONGEST:
        raise UserError("Say by how many minutes, between 1 and {n}.", n=LONGEST)
    delay = _delay(timeline, minutes, since, group)
    ranked: list[tuple[tuple[int, int, int], Plan]] = []
    for way, order in _ORDERS.items():
        savings = [saving for how in order for saving in _savings(timeline, delay, since) if saving.how == how]
        if way == "drop" and not any(saving.how == "drop" for saving in savings):
            continue
        taken, then = _saved(delay, savings, easing=way != "shift")
        plan = _plan(timeline, delay, since, way, taken, then, group)
        dropped = [saving for saving in taken if saving.how == "drop"]
        if all(plan.trip != other.trip for _, other in ranked):
            ranked.append(((plan.over, len(dropped), sum(saving.room for saving in taken)), plan))
    return tuple(plan for _, plan in sorted(ranked, key=lambda one: one[0]))


def carried_out(trip: Trip, minutes: int, since: Since, group: str | None, way: Way) -> Trip:
    """The trip with a plan carried out, worked out anew; if there is none of its kind any more, with the best one.

    Raises:
        UserError: see `late`.
    """
    found = late(Timeline(trip), minutes, since, group)
    return next((plan.trip for plan in found if plan.way == way), found[0].trip)


def left(timeline: Timeline, since: Since) -> tuple[Placed, ...]:
    """The items of the day that are not over yet, in programme order, without tasks and what is cancelled."""
    known = {placed.item.id: block for block in _blocks(timeline, since) for placed in _all(block)}
    found = (placed for placed in timeline.of_day(since.day) if placed.item.id in known)
    return tuple(placed for placed in found if _reaches(known[placed.item.id], since) and not _is_over(placed, since))


def _delay(timeline: Timeline, minutes: int, since: Since, group: str | None) -> Delay:
    from trips.checks.trip_context import TripContext

    blocks = tuple(block for block in _blocks(timeline, since) if _reaches(block, since))
    mine = [block for block in blocks if group is None or in_group_programme(block.item, None, group)]
    begun = {block.item.id for block in mine if block.start < since.moment}
    first = min((block.start for block in mine), default=None)
    sources = begun or {block.item.id for block in mine if block.start == first}
    if since.item is not None:
        sources = {since.item} & {block.item.id for block in blocks}
        begun &= sources
    if not sources:
        raise UserError("Nothing is left of that day that could be late.")
    ground = TripContext(timeline)
    before = befores(blocks, timeline.sharing.share, lambda block, other: _needed(ground, block, other))
    moves = frozenset(sources) if since.item is not None else frozenset[str]()
    return Delay(
        blocks, minutes, frozenset(sources), frozenset(begun), before, besides(timeline.of_day(since.day)), moves
    )  # fmt: skip


def _blocks(timeline: Timeline, since: Since) -> tuple[Block, ...]:
    return blocks_of(timeline.of_day(since.day), check_ins=True)


def _needed(ground: TripContext, block: Block, other: Block) -> int:
    """The minutes that two blocks need between them: the way, if they are elsewhere; all of it where nobody knows."""
    planned = other.start - block.end
    if block.placed.end is None:
        return planned
    start = block.item.to if block.item.kind in TRAVEL else block.item.venue
    end = other.item.venue
    if start is None or end is None or start == end or other.item.kind in TRAVEL:
        return 0
    found = ground.travel_times.way(start, end, None, None, lambda: ground.most_heads)
    return planned if found is None else found.minutes


def _reaches(block: Block, since: Since) -> bool:
    return max(block.end, block.start + 1) > since.moment


def _is_over(placed: Placed, since: Since) -> bool:
    return placed.start is not None and max(placed.end or placed.start, placed.start + 1) <= since.moment


def _all(block: Block) -> tuple[Placed, ...]:
    return (block.placed, *block.parts)


def _savings(timeline: Timeline, delay: Delay, since: Since) -> Iterator[Saving]:
    """What the rest of the day could give; what has begun cannot be dropped, nor be over already."""
    placed = timeline.placed()
    for block in delay.blocks:
        if block.start < since.moment and block.item.id not in delay.begun:
            continue
        for saving in block.savings():
            now = placed[saving.item.id]
            if now.start is not None and now.start >= since.moment:
                yield saving
            elif saving.how != "drop" and now.end is not None and now.end > since.moment:
                yield saving._replace(room=min(saving.room, now.end - since.moment))


def _saved(delay: Delay, savings: Sequence[Saving], *, easing: bool) -> tuple[list[Saving], Outcome]:
    """The savings that are needed, each with the minutes taken of it, and where the delay then leads."""
    taken: dict[Saving, int] = {}
    now = _outcome(delay, taken, easing=easing)
    for saving in savings:
        if now.over <= 0:
            break
        if any(other.item.id == saving.item.id and other.how == "drop" for other in taken):
            continue
        most = saving.room if saving.how == "drop" else min(saving.room, now.over)
        then = _outcome(delay, {**taken, saving: most}, easing=easing)
        if then.weight < now.weight:
            taken[saving], now = most, then
    for one in reversed([*taken]):
        least, most = 0, taken[one]
        room = taken[one]
        while least < most:  # the fewest minutes that do as well: a later saving may have made them needless
            tried = 0 if one.how == "drop" else (least + most) // 2
            if _outcome(delay, {**taken, one: tried}, easing=easing).weight <= now.weight:
                most = tried
            else:
                least = most if one.how == "drop" else tried + 1
        taken[one] = most if one.how == "drop" else min(room, full_step(most))
        if not most:
            del taken[one]
    return [saving._replace(room=minutes) for saving, minutes in taken.items()], _outcome(delay, taken, easing=easing)


def _outcome(delay: Delay, taken: Mapping[Saving, int], *, easing: bool) -> Outcome:
    cuts: dict[str, int] = {}
    wholes = {block.item.id for block in delay.blocks}
    dropped = {saving.item.id for saving, minutes in taken.items() if saving.how == "drop" and minutes}
    for saving, minutes in taken.items():
        if not (saving.how != "drop" and saving.item.id in dropped):
            key = saving.item.id if saving.item.id in wholes else saving.item.part_of or ""
            cuts[key] = cuts.get(key, 0) + minutes
    return outcome(delay, cuts, frozenset(dropped & wholes), easing=easing)


def _plan(
    timeline: Timeline, delay: Delay, since: Since, way: Way, taken: list[Saving], then: Outcome, group: str | None
) -> Plan:
    cuts = {saving.item.id: saving.room for saving in taken if saving.how != "drop"}
    dropped = {saving.item.id: saving.room for saving in taken if saving.how == "drop"}
    targets: dict[str, Target] = {}
    for block in delay.blocks:
        if block.item.id not in dropped:
            targets |= _targets(block, delay, since, then.starts[block.item.id], cuts, dropped)
    gone = {item.id: changed(item, status="cancelled") for item in timeline.trip.items if item.id in dropped}
    trip = retime(with_changed(timeline.trip, gone), since.day, targets)
    return Plan(way, trip, tuple(_says(timeline, delay, taken, then, group)), then.over)


def _targets(
    block: Block, delay: Delay, since: Since, start: int, cuts: Mapping[str, int], dropped: Mapping[str, int]
) -> dict[str, Target]:
    """Where a block and its parts are to fall."""
    begun = block.item.id in delay.begun and not (block.stays and block.item.id not in delay.moves)
    late, less = delay.minutes if begun else start - block.start, 0
    found: dict[str, Target] = {}
    for part in block.parts:
        if part.start is None or part.item.id in dropped:
            less += dropped.get(part.item.id, 0)
            continue
        if begun and part.start < since.moment:
            running = part.end is not None and part.end > since.moment
            cut = cuts.get(part.item.id, 0)
            found[part.item.id] = (part.start, part.end + late - cut if running and part.end is not None else part.end)
            less += cut
            continue
        begins = part.start + late - less
        less += cuts.get(part.item.id, 0)
        found[part.item.id] = (begins, None if part.end is None else part.end + late - less)
    less += cuts.get(block.item.id, 0)
    end = None if block.placed.end is None else block.end + late - less
    return {block.item.id: (block.start if begun else start, end), **found}


def _says(timeline: Timeline, delay: Delay, taken: list[Saving], then: Outcome, group: str | None) -> Iterator[Message]:
    placed = timeline.placed()
    for saving in taken:
        title = saving.item.title
        if saving.how == "drop":
            yield Message('"{title}" is dropped.', title=title)
            continue
        was = placed[saving.item.id]
        lasts = (was.end or 0) - (was.start or 0)
        yield Message('"{title}" lasts {n} min instead of {was}.', title=title, n=lasts - saving.room, was=lasts)
    if then.eased:
        titles = ", ".join(block.item.title for block in then.eased)
        yield Message("Shorter gap before: {titles}.", titles=titles)
    dropped = {saving.item.id for saving in taken if saving.how == "drop"}
    moved = [
        (block, then.starts[block.item.id] - block.start) for block in delay.blocks if block.item.id not in dropped
    ]
    moved = [one for one in moved if one[1] > 0]
    if moved:
        least, most = min(by for _, by in moved), max(by for _, by in moved)
        by = Message("{n} min", n=most) if least == most else Message("{n} to {m} min", n=least, m=most)
        titles = ", ".join(block.item.title for block, _ in moved)
        yield Message("Later by {by}: {titles}.", by=by, titles=titles)
    others = [block.item.title for block, _ in moved if group is not None and block.item.groups != (group,)]
    if others:
        yield Message("Others affected: {titles}.", titles=", ".join(others))
    yield from _over_says(timeline, delay, then)


def _over_says(timeline: Timeline, delay: Delay, then: Outcome) -> Iterator[Message]:
    placed = timeline.placed()
    over: dict[str, int] = {}
    for (_, what), minutes in then.pushes.items():
        if what != END:
            over[what] = max(over.get(what, 0), minutes)
    for key, minutes in over.items():
        item = placed[key].item
        yield Message('Still {n} min too late for "{title}", which is fixed.', n=minutes, title=item.title)
    for (key, what), minutes in then.pushes.items():
        block = next(block for block in delay.blocks if block.item.id == key)
        if what == END and block.placed.end is not None:
            clock = f"{at(block.end + minutes, block.placed.end_zone):%H:%M}"
            yield Message('The day ends {n} min later, at {clock}, with "{title}".', n=minutes, clock=clock,
                          title=block.item.title)  # fmt: skip
