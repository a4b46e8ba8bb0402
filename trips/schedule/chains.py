"""What hangs on what: the items from which the solver took a time that nobody said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from trips.grammar.when import Clock, Then, With
from trips.schedule.timeline import Placed, Sharing, Timeline, counts


def chains(timeline: Timeline) -> Mapping[str, frozenset[str]]:
    """The ids of the items on which each one hangs, under its id; what hangs on none is not in it.

    An item hangs on those with its people that end (for "with": start) as it begins, a first part on its whole, and a
    whole on the parts from which it has its start or end. What only starts "with" an item of other people does not
    hang on it: to those who read it, the other is no reason.
    """
    every = (link for _, placed in timeline.days() for link in _of_day(placed, timeline.sharing))
    return {key: hooks for key, hooks in every if hooks}


def _of_day(placed: Sequence[Placed], sharing: Sharing) -> Iterator[tuple[str, frozenset[str]]]:
    before: list[Placed] = []
    for whole, parts in _blocks(placed):
        yield whole.item.id, frozenset((*_hooks(whole, before, sharing), *_edges(whole, parts)))
        inner: list[Placed] = []
        for part in parts:
            hooks = frozenset(_hooks(part, inner, sharing))
            yield part.item.id, hooks or (frozenset((whole.item.id,)) if _is_computed(part) else hooks)
            inner += [part] if counts(part.item) else []
        before += [whole] if counts(whole.item) else []


def _blocks(placed: Iterable[Placed]) -> Iterator[tuple[Placed, list[Placed]]]:
    """Each whole with its parts, in programme order."""
    found: list[tuple[Placed, list[Placed]]] = []
    for one in placed:
        if one.item.part_of is not None and found:
            found[-1][1].append(one)
        else:
            found.append((one, []))
    yield from found


def _is_computed(one: Placed) -> bool:
    return one.start is not None and one.start_is == "computed"


def _hooks(one: Placed, before: Sequence[Placed], sharing: Sharing) -> Iterator[str]:
    """What an item's start was taken from, among what is before it."""
    said = one.item.when.start
    if one.start is None or not _is_computed(one):
        return
    edge = one.start - (said.gap if isinstance(said, Then | With) else 0)
    for other in before[-1:] if isinstance(said, With) else before:
        if (other.start if isinstance(said, With) else other.end) == edge and sharing.share(one.item, other.item):
            yield other.item.id


def _edges(whole: Placed, parts: Iterable[Placed]) -> Iterator[str]:
    """The parts from which a whole has its start or its end."""
    when = whole.item.when
    for part in parts:
        starts = when.start is None and isinstance(part.item.when.start, Clock) and part.start == whole.start
        ends = when.end is None and whole.end is not None and part.end == whole.end
        if counts(part.item) and (starts or ends):
            yield part.item.id
