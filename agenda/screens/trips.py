"""The list of trips: search for none is needed yet, open, make, put into the bin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from agenda.commands import commands
from agenda.screens.base import AgendaScreen, bindings
from agenda.widgets.bars import KeyBar, TitleBar
from agenda.widgets.lines import Cell, LineList
from trips.dates import short_date, span
from trips.language import N_, Message, Refused, Words
from trips.model import Trip
from trips.store import Listed

WELCOME: Final = N_(
    "There are no trips yet.\n\nCtrl+N   makes a new one\nEnter    opens the Cologne example\n"
    "\nA trip file is taken in with: agenda import FILE"
)


class TripsList(LineList[Listed]):
    """One line a trip."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._t = words

    def cells(self, row: Listed, width: int) -> list[Cell]:
        """A trip as cells: dates, title, last change."""
        changed = datetime.fromisoformat(row.updated_at).astimezone()
        when = f"{short_date(self._t, changed.date())} {changed:%H:%M}"
        dates = (
            span(self._t, date.fromisoformat(row.starts), date.fromisoformat(row.ends))
            if row.starts and row.ends
            else ""
        )
        wide = 30 if width >= 100 else 24
        return [
            Cell("  ", 2),
            Cell(dates, wide, "lines--strong"),
            Cell(row.title, width - wide - 21),
            Cell(when, 19, "lines--quiet"),
        ]


class TripsScreen(AgendaScreen):
    """The first screen."""

    BINDINGS = bindings("trips")
    where = "trips"

    def __init__(self) -> None:
        super().__init__()
        self._removed: list[str] = []

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        t = self.agenda.t
        yield TitleBar("Agenda", t("Trips"))
        yield TripsList(t)
        yield Static(Content(t(WELCOME)), id="welcome")
        yield KeyBar(commands("trips"), t)

    def on_mount(self) -> None:
        """Show the trips."""
        self.load()

    def on_screen_resume(self) -> None:
        """Another screen may have changed something."""
        if self.is_mounted:
            self.load()

    def load(self) -> None:
        """Show the trips as they are now."""
        lines = self.query_one(TripsList)
        try:
            trips = self.agenda.store.trips()
        except Refused as refused:
            self.agenda.tell(refused)
            return
        lines.show(trips, lines.cursor)
        self.set_class(not trips, "-empty")
        if trips:
            lines.focus()

    @property
    def _current(self) -> Listed | None:
        return self.query_one(TripsList).row

    def action_open(self) -> None:
        """Open the trip under the cursor; while there is none, the Cologne example."""
        if self._current is not None:
            self.agenda.open_trip(self._current.slug)
        else:
            self._try(self._open_example)

    def _open_example(self) -> None:
        from agenda.examples import example
        from agenda.taking import take_in
        from trips.tripfile import read_trip

        trip = read_trip(example("koeln"), "koeln.toml").trip
        self.agenda.open_trip(take_in(self.agenda.store, trip, "koeln").slug)

    @on(LineList.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_new(self) -> None:
        """Make a new trip."""
        from agenda.screens.newtrip import NewTripDialog

        def make(trip: Trip | None) -> None:
            if trip is not None:
                self._try(lambda: self.agenda.open_trip(self.agenda.store.create(trip, Message("Made the trip")).slug))

        self.agenda.push_screen(NewTripDialog(self.agenda.t), make)

    def action_remove(self) -> None:
        """Put the trip into the bin."""
        trip = self._current
        if trip is None:
            return
        if self._try(lambda: self.agenda.store.set_state(trip.id, "deleted")):
            self._removed.append(trip.id)
            self.agenda.tell(self.agenda.t("{title} is in the bin; Ctrl+Z brings it back.", title=trip.title))
        self.load()

    def action_undo(self) -> None:
        """Bring the last removed trip back."""
        if not self._removed:
            self.agenda.tell(Refused("There is nothing of yours to undo."))
            return
        if self._try(lambda: self.agenda.store.set_state(self._removed[-1], "active")):
            self._removed.pop()
        self.load()

    def _try(self, work: Callable[[], object]) -> bool:
        """Do something with the store; a refusal is told."""
        try:
            work()
        except Refused as refused:
            self.agenda.tell(refused)
            return False
        return True
