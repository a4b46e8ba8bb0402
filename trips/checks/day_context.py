"""The plan of one day, as rules look at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar, cast

from trips.checks.slips import lasts_too_long
from trips.model.entities import Day, Item
from trips.schedule.attendance import in_group_programme
from trips.schedule.timeline import Placed, counts

Ground = TypeVar("Ground")
Found = TypeVar("Found")


class DayContext:
    """One day: its items where they fall. It lives as long as they and the ground of the trip are the same."""

    def __init__(self, day: Day, placed: tuple[Placed, ...]) -> None:
        self.day = day
        self.placed = placed
        self._of: dict[str | None, tuple[Placed, ...]] = {}
        self._steps: dict[str | None, tuple[Placed, ...]] = {}
        self._gathered: dict[object, object] = {}

    @cached_property
    def believed(self) -> tuple[Placed, ...]:
        """The items as far as their times can be believed: an end that is a slip is open, and what follows from it."""
        slips = {
            placed.item.id: placed.end for placed in self.placed if placed.end is not None and lasts_too_long(placed)
        }
        if not slips:
            return self.placed
        first = min(slips.values())
        return tuple(
            placed._replace(end=None, end_is="open") if placed.item.id in slips else _unless_behind(placed, first)
            for placed in self.placed
        )

    @cached_property
    def wholes(self) -> dict[str, Placed]:
        """The items that are no parts, under their ids."""
        return {placed.item.id: placed for placed in self.believed if placed.item.part_of is None}

    @cached_property
    def whole_items(self) -> dict[str, Item]:
        """The same, as items."""
        return {key: placed.item for key, placed in self.wholes.items()}

    @cached_property
    def by_id(self) -> dict[str, Placed]:
        """Every item under its id."""
        return {placed.item.id: placed for placed in self.placed}

    @cached_property
    def parts(self) -> dict[str, tuple[Placed, ...]]:
        """The parts of each whole, in order."""
        found: defaultdict[str, list[Placed]] = defaultdict(list)
        for placed in self.believed:
            if placed.item.part_of is not None:
                found[placed.item.part_of].append(placed)
        return {key: tuple(some) for key, some in found.items()}

    def whole_of(self, item: Item) -> Item | None:
        """The whole that an item is part of."""
        found = self.wholes.get(item.part_of or "")
        return found.item if found else None

    def off(self, placed: Placed) -> bool:
        """Whether an item does not take place, by itself or with its whole."""
        whole = self.whole_of(placed.item)
        return "cancelled" in (placed.item.status, whole.status if whole else "")

    @cached_property
    def takes_place(self) -> tuple[Placed, ...]:
        """What is not cancelled, in the order of the programme."""
        return tuple(placed for placed in self.believed if not self.off(placed))

    def of(self, stream: str | None) -> tuple[Placed, ...]:
        """What people of a stream go to: no parts, nothing cancelled, no stays, tasks and mere ideas."""
        found = self._of.get(stream)
        if found is None:
            found = self._of[stream] = tuple(
                whole for whole in self.wholes.values() if _meant(whole.item) and joins(whole.item, None, stream)
            )
        return found

    def steps(self, stream: str | None) -> tuple[Placed, ...]:
        """The same with the parts of a whole in its place, where each part has both times."""
        found = self._steps.get(stream)
        if found is None:
            found = self._steps[stream] = tuple(self._stepped(self.of(stream), stream))
        return found

    def _stepped(self, items: Iterable[Placed], stream: str | None) -> Iterable[Placed]:
        for item in items:
            parts = [p for p in self.parts.get(item.item.id, ()) if _meant(p.item)]
            mine = [p for p in parts if joins(p.item, item.item, stream)]
            timed = mine and all(p.start is not None and p.end is not None for p in parts)
            yield from mine if timed else (item,)

    def gathered(self, gather: Callable[[DayContext, Ground], Found], ground: Ground) -> Found:
        """What a rule that is about the whole trip looks up on this day; looked up once."""
        if gather not in self._gathered:
            self._gathered[gather] = gather(self, ground)
        return cast("Found", self._gathered[gather])


def _unless_behind(placed: Placed, slip: int) -> Placed:
    """An item without its times, if they follow from a slip."""
    if placed.start_is == "computed" and placed.start is not None and placed.start >= slip:
        return placed._replace(start=None, end=None, start_is="open", end_is="open")
    return placed


def _meant(item: Item) -> bool:
    return counts(item) and item.status != "idea"


def joins(item: Item, whole: Item | None, stream: str | None) -> bool:
    """Whether people of a stream go to an item of a whole."""
    if stream is not None:
        return in_group_programme(item, whole, stream)
    return not item.groups and (whole is None or not whole.groups)
