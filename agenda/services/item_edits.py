"""What one key does to the items that are marked, or to the one under the cursor: a table of pure edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from trips.edits.items import move_by_one, move_items, nest, next_status, to_neighbour_day, unnest
from trips.edits.shift import shift_items, stretch_items
from trips.model.trip import Trip

STEP: Final = 5
"""Minutes by which one key moves or stretches an item."""

EDITS: Final[dict[str, Callable[[Trip, Sequence[str]], Trip]]] = {
    "move_up": partial(move_by_one, by=-1),
    "move_down": partial(move_by_one, by=1),
    "day_before": partial(to_neighbour_day, by=-1),
    "day_after": partial(to_neighbour_day, by=1),
    "unschedule": partial(move_items, day=None),
    "into": nest,
    "out": unnest,
    "later": partial(shift_items, by=STEP),
    "earlier": partial(shift_items, by=-STEP),
    "longer": partial(stretch_items, by=STEP),
    "shorter": partial(stretch_items, by=-STEP),
    "status": next_status,
}
"""The edits, by the names of `operations`."""
