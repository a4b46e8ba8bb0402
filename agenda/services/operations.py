"""What one key does to the items that are marked, or to the one under the cursor, in the words of the history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from trips.i18n.language import N_, Message


class Said(NamedTuple):
    """What the history says was done to one item, or to several."""

    one: str
    many: str

    def note(self, titles: Sequence[str]) -> Message:
        """The note for items with these titles."""
        return Message(self.one, title=titles[0]) if len(titles) == 1 else Message(self.many, n=len(titles))


MOVED: Final = Said(N_("Moved {title}"), N_("Moved {n} items"))
STATUS: Final = Said(N_("Changed the status of {title}"), N_("Changed the status of {n} items"))
_TIMED: Final = Said(N_("Changed the time of {title}"), N_("Changed the times of {n} items"))
REMOVED: Final = Said(N_("Removed {title}"), N_("Removed {n} items"))
DUPLICATED: Final = Said(N_("Duplicated {title}"), N_("Duplicated {n} items"))
PASTED: Final = Said(N_("Pasted {title}"), N_("Pasted {n} items"))
ADDED: Final = Said(N_("Added {title}"), N_("Added {n} items"))
CUT: Final = Said(N_("Cut {title}"), N_("Cut {n} items"))

OPERATIONS: Final[dict[str, Said]] = {
    "move_up": MOVED, "move_down": MOVED, "day_before": MOVED, "day_after": MOVED, "unschedule": MOVED, "into": MOVED,
    "out": MOVED, "later": _TIMED, "earlier": _TIMED, "longer": _TIMED, "shorter": _TIMED, "status": STATUS,
}  # fmt: skip
"""What each of them is called; what it does stands in `item_edits`, which only who does it has to load."""
