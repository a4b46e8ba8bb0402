"""How long the way from a place to another takes, as somebody knows it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widgets import Input

from agenda.tui.dialogs.base import FormDialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from trips.edits.directory import with_way, without_way
from trips.i18n.language import N_, Message, Translator, UserError
from trips.model.doors import checked
from trips.model.entities import Distance, Venue
from trips.model.trip import Trip
from trips.names.index import get_entry

Edit = tuple[Callable[[Trip], Trip], Message]


class DistanceDialog(FormDialog[Edit]):
    """Answers with an edit: a way noted, or with no minutes taken away."""

    ABOUT = N_(
        "How long the way between two places takes. A time that you note goes before one that is reckoned "
        "from the map; with empty minutes it is reckoned again."
    )

    AUTO_FOCUS = "#to Input"

    def __init__(self, trip: Trip, place: Venue, words: Translator) -> None:
        super().__init__(words)
        self._trip = trip
        self._place = place

    def compose(self) -> ComposeResult:
        t = self.t
        others = [venue.name for venue in self._trip.venues if venue.key != self._place.key]
        with self.window(t("Transfer time from {place}", place=self._place.name), t("Enter saves · Esc closes")):
            yield from self.row(t("Where to"), ComboBox("", matching(others), id="to"))
            yield from self.row(t("Minutes"), Input(id="minutes", placeholder=t("none: removes the transfer time")))
            yield from self.row(t("How"), Input(id="mode", placeholder=t("on foot, bus, train; empty: in any way")))
            yield from self.foot(save=t("Save"), cancel=t("Cancel"))

    def answer(self) -> Edit:
        """What is typed, as an edit.

        Raises:
            UserError: there is no such place, or the minutes are none.
        """
        here, there = self._place, get_entry(self._trip, "venues", self.query_one("#to", ComboBox).value)
        text, mode = (self.query_one(name, Input).value.strip() for name in ("#minutes", "#mode"))
        if here.key == there.key:
            raise UserError("{place} is the same place twice; a transfer leads from one to another.", place=here.name)
        if not text:
            note = Message("Removed the transfer time between {start} and {end}", start=here.name, end=there.name)
            return (lambda now: without_way(now, here.key, there.key, mode or None)), note
        if not text.isdecimal() or int(text) > 10_000:
            raise UserError('"{text}" is no number of minutes, like 12.', text=text)
        way = checked(Distance, one=here.key, other=there.key, minutes=int(text), mode=mode)
        note = Message("Noted {n} min between {start} and {end}", n=way.minutes, start=here.name, end=there.name)
        return (lambda now: with_way(now, way)), note
