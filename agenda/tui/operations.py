"""What one key does to the items that are marked, or to the one under the cursor: a table of pure edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from trips.i18n.language import N_, Message
from trips.model.entities import Trip

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


def _shift(by: int) -> Callable[[Trip, Sequence[str]], Trip]:
    def change(trip: Trip, ids: Sequence[str]) -> Trip:
        from trips.edits.items import shift_items

        return shift_items(trip, ids, by)

    return change


def _stretch(by: int) -> Callable[[Trip, Sequence[str]], Trip]:
    def change(trip: Trip, ids: Sequence[str]) -> Trip:
        from trips.edits.items import stretch_items

        return stretch_items(trip, ids, by)

    return change


def _up(trip: Trip, ids: Sequence[str]) -> Trip:
    from trips.edits.items import nudge

    return nudge(trip, ids, -1)


def _down(trip: Trip, ids: Sequence[str]) -> Trip:
    from trips.edits.items import nudge

    return nudge(trip, ids, 1)


def _day_before(trip: Trip, ids: Sequence[str]) -> Trip:
    from trips.edits.items import to_neighbour_day

    return to_neighbour_day(trip, ids, -1)


def _day_after(trip: Trip, ids: Sequence[str]) -> Trip:
    from trips.edits.items import to_neighbour_day

    return to_neighbour_day(trip, ids, 1)


def _unschedule(trip: Trip, ids: Sequence[str]) -> Trip:
    from trips.edits.items import move_items

    return move_items(trip, ids, None)


def _into(trip: Trip, ids: Sequence[str]) -> Trip:
    from trips.edits.items import nest

    return nest(trip, ids)


def _out(trip: Trip, ids: Sequence[str]) -> Trip:
    from trips.edits.items import unnest

    return unnest(trip, ids)


def _next_status(trip: Trip, ids: Sequence[str]) -> Trip:
    from trips.edits.items import next_status

    return next_status(trip, ids)


MOVED: Final = Said(N_("Moved {title}"), N_("Moved {n} items"))
STATUS: Final = Said(N_("Changed the status of {title}"), N_("Changed the status of {n} items"))
_TIMED: Final = Said(N_("Changed the time of {title}"), N_("Changed the times of {n} items"))
REMOVED: Final = Said(N_("Removed {title}"), N_("Removed {n} items"))
DUPLICATED: Final = Said(N_("Duplicated {title}"), N_("Duplicated {n} items"))
PASTED: Final = Said(N_("Pasted {title}"), N_("Pasted {n} items"))
ADDED: Final = Said(N_("Added {title}"), N_("Added {n} items"))
CUT: Final = Said(N_("Cut {title}"), N_("Cut {n} items"))

OPERATIONS: Final[dict[str, Operation]] = {
    "move_up": Operation(_up, MOVED),
    "move_down": Operation(_down, MOVED),
    "day_before": Operation(_day_before, MOVED),
    "day_after": Operation(_day_after, MOVED),
    "unschedule": Operation(_unschedule, MOVED),
    "into": Operation(_into, MOVED),
    "out": Operation(_out, MOVED),
    "later": Operation(_shift(STEP), _TIMED),
    "earlier": Operation(_shift(-STEP), _TIMED),
    "longer": Operation(_stretch(STEP), _TIMED),
    "shorter": Operation(_stretch(-STEP), _TIMED),
    "status": Operation(_next_status, STATUS),
}
