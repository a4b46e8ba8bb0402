"""The list of trips: look for one, open it, make, copy, put away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message as ScreenMessage

from agenda.commands import Where
from agenda.tui.app_base import AFTER_FIRST_PAINT
from agenda.tui.base import AgendaScreen, bindings
from agenda.tui.ports import Purpose
from agenda.tui.widgets.bars import KeyBar, TabBar, TitleBar, Titles
from agenda.tui.widgets.quick_line import QuickLine
from agenda.tui.widgets.row_list import RowList
from agenda.tui.widgets.trips_list import ORDERS, Order, TripsList, arranged
from trips.i18n.language import N_, Message, UserError
from trips.model.trip import Trip
from trips.store import Listed, State, Store

if TYPE_CHECKING:
    from agenda.tui.widgets.welcome import Welcome
    from trips.templates.patterns import Pattern

STATES: Final[dict[State, str]] = {"active": N_("Trips"), "archived": N_("Archived"), "deleted": N_("Bin")}


def _load(store: Store, trip_id: str) -> Trip:
    return store.load(trip_id).trip


class TripsScreen(AgendaScreen):
    """The first screen."""

    BINDINGS = bindings("trips")
    where = "trips"
    places: tuple[Where, ...] = ("trips",)

    @dataclass
    class Looked(ScreenMessage):
        """Somebody else has changed something, or the store does not answer."""

        refused: UserError | None = None

    class Checked(ScreenMessage):
        """The findings of the trips have been counted."""

        def __init__(self, counts: dict[str, int]) -> None:
            super().__init__()
            self.counts = counts

    def __init__(self) -> None:
        super().__init__()
        self._state: State = "active"
        self._order: Order = "date"
        self._words = ""
        self._before: list[tuple[str, State]] = []
        self._seen = -1
        self._lost = False
        self._counted: dict[tuple[str, int], int] = {}

    def compose(self) -> ComposeResult:
        yield TitleBar(Titles("Agenda"))
        yield TabBar()
        yield TripsList(self.agenda.t)
        yield QuickLine(self._found)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the trips; their findings come after the first paint."""
        self.load()
        self.set_timer(AFTER_FIRST_PAINT, self._count)
        self.set_interval(self.agenda.store.looks, self._look)

    def on_screen_resume(self) -> None:
        """Another screen may have changed something."""
        if self.is_mounted:
            self.load()
            self._count()

    @work(thread=True, group="look", exclusive=True, exit_on_error=False)
    def _look(self) -> None:
        """See whether somebody else has changed something."""
        if self.agenda.screen is self:
            try:
                version = self.agenda.store.version()
            except UserError as lost:
                if not self._lost:
                    self._lost = True
                    self.post_message(self.Looked(lost))
                return
            self._lost = False
            if version != self._seen:
                self._seen = version
                self.post_message(self.Looked())

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        if event.refused is not None:
            self.agenda.tell(event.refused)
            return
        self.load()
        self._count()

    def load(self, cursor: str | None = None) -> None:
        """Show the trips as they are now."""
        lines = self.query_one(TripsList)
        try:
            known = self.agenda.store.trips("active", "archived", "deleted")
        except UserError as refused:
            self.agenda.tell(refused)
            return
        wanted = cursor or lines.key
        shown = arranged([listed for listed in known if listed.state == self._state], self._order, self._words)
        place = next((n for n, listed in enumerate(shown) if listed.id == wanted), lines.cursor)
        lines.show(shown, place)
        self._show_bars(known)
        lines.display = bool(known)
        if not known:
            self._welcome()
        else:
            self.query("Welcome").remove()
            if self.query_one(QuickLine).purpose is None:
                lines.focus()
        self.query_one(KeyBar).say(self.agenda.key_labels("trips" if known else "nothing"))

    def _show_bars(self, known: list[Listed]) -> None:
        t = self.agenda.t
        said = t(ORDERS[self._order]) + (f" · {self._words}" if self._words else "")
        self.query_one(TitleBar).say(Titles("Agenda", states=(said,) if said else ()))
        counts = {state: sum(listed.state == state for listed in known) for state in STATES}
        tabs = [(state, f"{t(word)} {counts[state]}" if counts[state] else t(word)) for state, word in STATES.items()]
        self.query_one(TabBar).say(tabs, self._state)

    def show_title(self) -> None:
        """Show the keys as the settings have them now."""
        self.query_one(KeyBar).say(self.agenda.key_labels("nothing" if self.query("Welcome") else "trips"))

    def _welcome(self) -> None:
        from agenda.tui.widgets.welcome import Welcome

        if not self.query(Welcome):
            self.mount(Welcome(self.agenda.t), after=self.query_one(TripsList))

    @work(thread=True, exclusive=True, group="count", exit_on_error=False)
    def _count(self) -> None:
        """Count the findings of each trip that has changed, beside the screen."""
        from trips.checks import check
        from trips.model.doors import open_doors
        from trips.model.trip import Trip
        from trips.schedule.timeline import Timeline

        store = self.agenda.store
        counts: dict[str, int] = {}
        try:
            for trip in store.trips():
                key = (trip.id, trip.rev)
                if key not in self._counted:
                    self._counted[key] = len(check(Timeline(store.load(trip.id).trip)).findings)
                counts[trip.id] = self._counted[key]
        except UserError:
            return
        self.post_message(self.Checked(counts))
        open_doors(Trip)  # before somebody has typed the title of a new one

    @on(Checked)
    def _checked(self, message: Checked) -> None:
        self.query_one(TripsList).tell_findings(message.counts)

    @property
    def _current(self) -> Listed | None:
        return self.query_one(TripsList).row

    # Opening and making

    def on_welcome_chosen(self, event: Welcome.Chosen) -> None:
        """Begin as somebody has chosen."""
        begin = {"example": self.open_example, "new": self.action_new, "import": self.action_import_file}
        begin[event.way]()

    def action_open(self) -> None:
        """Open the trip under the cursor; one in the bin is brought back first."""
        trip = self._current
        if trip is not None:
            if trip.state == "deleted":
                self._put(trip, "active")
            self.agenda.open_trip(trip.slug)

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def open_example(self) -> None:
        """Open the Cologne example."""
        from agenda.services.import_ import example, take_in
        from trips.tripfile import read_trip

        def take() -> None:
            trip = read_trip(example("koeln", self.agenda.t.language), "koeln.toml").trip
            self.agenda.open_trip(take_in(self.agenda.store, trip, "koeln").slug)

        self._try(take)

    def action_new(self) -> None:
        """Make a new trip, empty or like another one."""
        self._make_new(None)

    def action_next_meeting(self) -> None:
        """A new trip like the one under the cursor, in the same series."""
        from trips.templates.patterns import Pattern, series_of

        if (current := self._current) is None:
            return

        def make() -> None:
            trip = self.agenda.store.load(current.id).trip
            label = f"{current.title} ({current.slug})"
            self._make_new(Pattern(label, current.title, lambda: trip, series_of(trip)))

        self._try(make)

    def action_series(self) -> None:
        """Show the meetings of the series that the trip under the cursor belongs to; Enter opens one."""
        if (current := self._current) is None:
            return
        from agenda.services.series import meetings
        from agenda.tui.dialogs.choose import Choose

        def show() -> None:
            t, name = self.agenda.t, self.agenda.store.load(current.id).trip.series
            if not name:
                raise UserError("This trip belongs to no series; F9 makes the next meeting, and begins one.")
            found = meetings(self.agenda.store, name)
            options = [
                (meeting.slug, " · ".join(filter(None, (meeting.dates(t), meeting.title, meeting.theme))))
                for meeting in found
            ]

            def opened(slug: str | None) -> None:
                if slug is not None:
                    self.agenda.open_trip(slug)

            self.agenda.push_screen(Choose(t("Series: {name}", name=name), options, t), opened)

        self._try(show)

    def _make_new(self, chosen: Pattern | None) -> None:
        from agenda.tui.dialogs.delegates import StayingDialog
        from agenda.tui.dialogs.new_trip import NewTripDialog

        def make(trip: Trip | None) -> None:
            if trip is not None and any(person.delegate for person in trip.people):
                self.agenda.push_screen(StayingDialog(trip, self.agenda.t), create)
            else:
                create(trip)

        def create(trip: Trip | None) -> None:
            if trip is not None:
                self._try(lambda: self.agenda.open_trip(self.agenda.store.create(trip, Message("Made the trip")).slug))

        patterns = [*([chosen] if chosen else ()), *self._patterns()]
        self.agenda.push_screen(NewTripDialog(self.agenda.t, self.agenda.set_up.office, patterns, chosen), make)

    def _patterns(self) -> Iterator[Pattern]:
        """The templates and the trips that a new one may be like."""
        from trips.templates import TEMPLATES
        from trips.templates.patterns import Pattern, template

        t, store = self.agenda.t, self.agenda.store
        for name, label in TEMPLATES.items():
            yield Pattern(t(label), t(label), partial(template, name, t.language))
        for trip in store.trips("active", "archived"):
            yield Pattern(f"{trip.title} ({trip.slug})", trip.title, partial(_load, store, trip.id))

    def action_duplicate(self) -> None:
        """Copy the trip under the cursor into a new one."""
        from trips.edits.items import duplicate_trip

        trip = self._current
        if trip is None:
            return

        def copy() -> None:
            whole = self.agenda.store.load(trip.id).trip
            copied = duplicate_trip(whole, self.agenda.t("Copy of {title}", title=whole.title))
            saved = self.agenda.store.create(copied, Message("Copied from {title}", title=whole.title))
            self.load(saved.trip.id)

        self._try(copy)

    def action_import_file(self) -> None:
        """Take in a trip file."""
        from agenda.tui.dialogs.import_ import ImportDialog

        def taken(answer: str | Trip | None) -> None:
            if isinstance(answer, str):
                self.agenda.open_trip(answer)

        self.agenda.push_screen(ImportDialog(self.agenda.store, self.agenda.t), taken)

    def take_paste(self, text: str) -> bool:
        """A programme that was pasted becomes a new trip, once it was looked over; one line is no programme."""
        from agenda.tui.dialogs.review import is_programme_text, review_new
        from trips.importers.programme.programme import read_programme

        if not is_programme_text(text):
            return False
        self._try(
            lambda: review_new(self.agenda, read_programme(text), self.agenda.t("Programme"), self.agenda.open_trip)
        )
        return True

    # Putting away

    def action_archive(self) -> None:
        """Archive the trip, or bring it back."""
        if self._current is not None:
            self._put(self._current, "archived" if self._current.state == "active" else "active")

    def action_remove(self) -> None:
        """Put the trip into the bin."""
        if self._current is not None and self._current.state != "deleted":
            self._put(self._current, "deleted")

    def _put(self, trip: Listed, state: State) -> None:
        t = self.agenda.t
        if self._try(lambda: self.agenda.store.set_state(trip.id, state)):
            self._before.append((trip.id, trip.state))
            said = {
                "active": t("{title} is back among the trips.", title=trip.title),
                "archived": t("{title} is archived; Ctrl+Z brings it back.", title=trip.title),
                "deleted": t("{title} is in the bin; Ctrl+Z brings it back.", title=trip.title),
            }
            self.agenda.tell(said[state])
        self.load()

    def action_undo(self) -> None:
        """Put the last trip that was put away back to where it was."""
        if not self._before:
            self.agenda.tell(UserError("There is nothing of yours to undo."))
            return
        trip_id, state = self._before[-1]
        if self._try(lambda: self.agenda.store.set_state(trip_id, state)):
            self._before.pop()
        self.load(trip_id)

    def _try(self, do: Callable[[], object]) -> bool:
        """Do something with the store; a refusal is told."""
        try:
            do()
        except UserError as refused:
            self.agenda.tell(refused)
            return False
        return True

    # Looking

    def action_sort(self) -> None:
        """Sort by date, title or last change."""
        orders = tuple(ORDERS)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.load()

    def action_next_tab(self) -> None:
        """The next of trips, archive and bin."""
        self._turn(1)

    def action_previous_tab(self) -> None:
        """The one before of trips, archive and bin."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        states = tuple(STATES)
        self._state = states[(states.index(self._state) + by) % len(states)]
        self.load()

    @on(TabBar.Picked)
    def _tab_picked(self, event: TabBar.Picked) -> None:
        self._state = next(state for state in STATES if state == event.name)
        self.load()

    def begin_typing(self, key: str, letter: str | None) -> None:
        """A letter over the list begins a search."""
        del key
        if letter and not letter.isspace() and not self.agenda.letters and self.query_one(TripsList).has_focus:
            self.action_find()

    def action_find(self) -> None:
        """Show only trips with some words in their title."""
        about = self.agenda.t("Enter keeps, Esc shows all")
        self.query_one(QuickLine).open("find", self._words, self.agenda.t("Words of the title"), lambda _: about)

    @on(QuickLine.Changed)
    def _typed(self, event: QuickLine.Changed) -> None:
        self._words = event.text
        self.load()

    def _found(self, purpose: Purpose, text: str) -> None:
        del purpose  # one only looks for trips here
        self._words = text
        self._close_line()
        if len(self.query_one(TripsList).rows) == 1:
            self.action_open()

    @on(QuickLine.Left)
    def _left(self) -> None:
        self.action_back()

    def _close_line(self) -> None:
        self.query_one(QuickLine).close()
        self.load()
        self.query_one(TripsList).focus()

    def action_back(self) -> None:
        """Show all trips again."""
        self._words = ""
        self._close_line()
