"""What one key does to the items that are marked, or to the one under the cursor: a table of pure edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from trips.edits.items import move_by_one, move_items, nest, next_status, to_neighbour_day, unnest
from trips.edits.shift import shift_items, stretch_items
from trips.i18n.language import N_, Message
from trips.model.trip import Trip

STEP: Final = 5
"""Minutes by which one key moves or stretches an item."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the history says was done to one item, or to several."""

    one: str
    many: str

    def note(self, titles: Sequence[str]) -> Message:
        """The note for items with these titles."""
        return Message(self.one, title=titles[0]) if len(titles) == 1 else Message(self.many, n=len(titles))


@dataclass(frozen=True, slots=True)
class Operation:
    """An edit of some items, and what the history says of it."""

    change: Callable[[Trip, Sequence[str]], Trip]
    said: Said


MOVED: Final = Said(N_("Moved {title}"), N_("Moved {n} items"))
STATUS: Final = Said(N_("Changed the status of {title}"), N_("Changed the status of {n} items"))
_TIMED: Final = Said(N_("Changed the time of {title}"), N_("Changed the times of {n} items"))
REMOVED: Final = Said(N_("Removed {title}"), N_("Removed {n} items"))
DUPLICATED: Final = Said(N_("Duplicated {title}"), N_("Duplicated {n} items"))
PASTED: Final = Said(N_("Pasted {title}"), N_("Pasted {n} items"))
ADDED: Final = Said(N_("Added {title}"), N_("Added {n} items"))
CUT: Final = Said(N_("Cut {title}"), N_("Cut {n} items"))

OPERATIONS: Final[dict[str, Operation]] = {
    "move_up": Operation(partial(move_by_one, by=-1), MOVED),
    "move_down": Operation(partial(move_by_one, by=1), MOVED),
    "day_before": Operation(partial(to_neighbour_day, by=-1), MOVED),
    "day_after": Operation(partial(to_neighbour_day, by=1), MOVED),
    "unschedule": Operation(partial(move_items, day=None), MOVED),
    "into": Operation(nest, MOVED),
    "out": Operation(unnest, MOVED),
    "later": Operation(partial(shift_items, by=STEP), _TIMED),
    "earlier": Operation(partial(shift_items, by=-STEP), _TIMED),
    "longer": Operation(partial(stretch_items, by=STEP), _TIMED),
    "shorter": Operation(partial(stretch_items, by=-STEP), _TIMED),
    "status": Operation(next_status, STATUS),
}
