"""When a calendar reminds: minutes before each item by its kind, and before one has to leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from exports.calendar.events import CalendarEvent
from trips.grammar.choices import KINDS, TRAVEL, Kind
from trips.i18n.language import UserError
from trips.model.field_text import code_of


@dataclass(frozen=True, slots=True)
class Alarms:
    """Minutes before an item, None for no alarm.

    Attributes:
        every: before each timed item.
        leave: before one gathers, else before a journey begins.
        kinds: before items of a kind, instead of the others; -1 for none.
    """

    every: int | None = None
    leave: int | None = None
    kinds: Mapping[Kind, int] = field(default_factory=dict[Kind, int])

    def before(self, event: CalendarEvent) -> int | None:
        """Minutes before the start of an event at which to remind, None for never: at most one alarm an event."""
        if event.all_day or event.status == "CANCELLED" or event.kind is None:
            return None
        if event.leave is not None and self.leave is not None:
            return event.leave + self.leave
        if event.kind in self.kinds:
            minutes = self.kinds[event.kind]
            return minutes if minutes >= 0 else None
        return self.leave if event.kind in TRAVEL and self.leave is not None else self.every


SILENT: Final = Alarms()


def read_alarms(text: str) -> dict[Kind, int]:
    """Minutes by kind from a text like "talk 10, meal -1"; kinds in either language.

    Raises:
        UserError: it is not written so, or names no kind.
    """
    known: dict[str, Kind] = {kind: kind for kind in KINDS}
    found: dict[Kind, int] = {}
    for one in filter(None, (part.strip() for part in text.split(","))):
        word, _, minutes = one.rpartition(" ")
        kind = known.get(code_of("kind", word.strip(" =:")))
        number = minutes.lstrip("-")
        if kind is None or not number.isdecimal() or int(number) > 10_080:
            raise UserError(
                'Settings: "{text}" in alarms must be a kind and minutes, like talk 10; the kinds are {known}.',
                text=one, known=", ".join(KINDS),
            )  # fmt: skip
        found[kind] = int(minutes)
    return found
