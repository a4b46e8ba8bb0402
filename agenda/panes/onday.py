"""The commands for the day itself: what is on, being late."""

from __future__ import annotations

from agenda.panes.items import ItemPane
from trips.language import Message
from trips.model import Item


class DayPane(ItemPane):
    """Knows what to do while the trip is going on."""

    def stands(self, item: Item) -> str:
        """How an item stands to this moment: "on until 11:30"; empty if it is neither on nor next."""
        from agenda.nowadays import stands
        from agenda.screens.now import clock

        return stands(self.desk.session.timeline, item, clock(), self.t)

    def action_late(self) -> None:
        """Propose what to do about a delay."""
        from agenda.screens.late import Chosen, LateDialog
        from agenda.screens.now import clock
        from trips.late import WAYS, carried_out

        def carry_out(chosen: Chosen | None) -> None:
            if chosen is not None:
                note = Message("{n} min late: {what}", n=chosen.minutes, what=Message(WAYS[chosen.way]))
                self.edit(lambda trip: carried_out(trip, *chosen), note)

        dialog = LateDialog(self.desk.session, self.day, self.current, clock(), self.t)
        self.desk.agenda.push_screen(dialog, carry_out)
