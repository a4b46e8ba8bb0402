"""When a calendar reminds: minutes before each item by its kind, and before one gathers or has to leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from exports.calendar.events import CalendarEvent
from trips.grammar.choices import KINDS, TRAVEL, Kind
from trips.i18n.language import UserError
from trips.model.fields import KIND


@dataclass(frozen=True, slots=True)
class Alarms:
    """Minutes before an item, None for no alarm.

    Attributes:
        every: before each timed item.
        leave: before a journey begins for which nobody gathers.
        kinds: before items of a kind, instead of the others; -1 for none.
        meet: before one gathers, besides the others.
    """

    every: int | None = None
    leave: int | None = None
    kinds: Mapping[Kind, int] = field(default_factory=dict[Kind, int])
    meet: int | None = None

    def before(self, event: CalendarEvent) -> tuple[int, ...]:
        """Minutes before the start of an event at which to remind, the earliest first."""
        if event.all_day or event.status == "CANCELLED" or event.kind is None:
            return ()
        found = {self._before_start(event.kind, gathers=event.leave is not None)}
        if event.leave is not None and self.meet is not None:
            found.add(event.leave + self.meet)
        return tuple(sorted((minutes for minutes in found if minutes is not None), reverse=True))

    def _before_start(self, kind: Kind, *, gathers: bool) -> int | None:
        if kind in self.kinds:
            minutes = self.kinds[kind]
            return minutes if minutes >= 0 else None
        return self.leave if kind in TRAVEL and not gathers and self.leave is not None else self.every


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
        kind = known.get(KIND.code(word.strip(" =:")))
        number = minutes.lstrip("-")
        if kind is None or not number.isdecimal() or int(number) > 10_080:
            raise UserError(
                'Settings: "{text}" in alarms must be a kind and minutes, like talk 10; the kinds are {known}.',
                text=one, known=", ".join(KINDS),
            )  # fmt: skip
        found[kind] = int(minutes)
    return found
