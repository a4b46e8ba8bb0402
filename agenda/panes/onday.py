"""The commands for the day itself: what is on, who is in which bus, fitting, being late."""

from __future__ import annotations

from agenda.panes.items import ItemPane
from trips.i18n.language import Message, Refused
from trips.model.entities import Item


class DayPane(ItemPane):
    """Knows what to do while the trip is going on."""

    def stands(self, item: Item) -> str:
        """How an item stands to this moment: "on until 11:30"; empty if it is neither on nor next."""
        from agenda.presenters.now import clock, stands

        return stands(self.desk.session.timeline, item, clock(), self.t)

    def action_assign(self) -> None:
        """Say who is where within the item under the cursor: buses, rooms, tables."""
        from agenda.screens.assigning import AssignDialog

        item, desk = self.current, self.desk
        if item is None:
            desk.agenda.tell(Refused("Put the cursor on an item first."))
            return
        desk.agenda.push_screen(AssignDialog(desk, item.id, self.t))

    def action_fit(self) -> None:
        """Fit the day under the cursor between two times."""
        from agenda.presenters.delay import read_clock
        from agenda.screens.fit import FitDialog
        from trips.delays.fit import fit
        from trips.schedule.timeline import Timeline

        day = self.day
        if day is None:
            self.desk.agenda.tell(Refused("Put the cursor on a day first; the pool is none."))
            return

        def carry_out(answer: tuple[str, str] | None) -> None:
            if answer is not None:
                first, last = answer
                note = Message("Fitted {day} from {start} to {end}", day=day.date.isoformat(), start=first, end=last)
                start, end = read_clock(first), read_clock(last)
                self.edit(lambda now: fit(Timeline(now), day.id, start, end).trip, note)

        self.desk.agenda.push_screen(FitDialog(self.desk.session.timeline, day, self.t), carry_out)

    def action_late(self) -> None:
        """Propose what to do about a delay."""
        from agenda.presenters.now import clock
        from agenda.screens.late import Chosen, LateDialog
        from trips.delays.plans import WAYS, carried_out

        def carry_out(chosen: Chosen | None) -> None:
            if chosen is not None:
                note = Message("{n} min late: {what}", n=chosen.minutes, what=Message(WAYS[chosen.way]))
                self.edit(lambda trip: carried_out(trip, *chosen), note)

        dialog = LateDialog(self.desk.session, self.day, self.current, clock(), self.t)
        self.desk.agenda.push_screen(dialog, carry_out)
