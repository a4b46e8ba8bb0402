"""The commands for the day itself: being late."""

from __future__ import annotations

from datetime import UTC, datetime

from agenda.panes.items import ItemPane
from trips.language import Message


class DayPane(ItemPane):
    """Knows what to do while the trip is going on."""

    def action_late(self) -> None:
        """Propose what to do about a delay."""
        from agenda.screens.late import Chosen, LateDialog
        from trips.late import WAYS, carried_out

        def carry_out(chosen: Chosen | None) -> None:
            if chosen is not None:
                note = Message("{n} min late: {what}", n=chosen.minutes, what=Message(WAYS[chosen.way]))
                self.edit(lambda trip: carried_out(trip, *chosen), note)

        dialog = LateDialog(self.desk.session, self.day, self.current, datetime.now(UTC), self.t)
        self.desk.agenda.push_screen(dialog, carry_out)
