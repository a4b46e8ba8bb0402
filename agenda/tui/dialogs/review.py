"""Look over what was understood of a programme before any of it is taken in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button, Input, Label

from agenda.tui.app_base import AppBase
from agenda.tui.dialogs.base import Dialog
from agenda.tui.widgets.review_list import ReviewList
from trips.edits.items import remove_items
from trips.grammar.dates import read_date
from trips.i18n.language import N_, Message, Translator, UserError
from trips.importers.programme.left_lines import USES, Use, entry_above, uses_of, with_line_used
from trips.importers.programme.programme import Programme
from trips.importers.result import Skipped, Taken
from trips.model.entities import changed
from trips.model.trip import Trip

_USES: Final[dict[Use, str]] = {
    "entry": N_("An entry of its own"), "title": N_("The title of “{title}”"), "note": N_("A note of “{title}”"),
    "place": N_("The place of “{title}”"),
}  # fmt: skip


class ReviewDialog(Dialog[Trip]):
    """Answers with the trip as the text makes it: a new one, or `base` with the entries added.

    A text that does not say its year or its first day has a field for it; nothing is taken in without.
    """

    ABOUT = N_(
        "What was understood of the text, line by line. Space leaves an entry out, or uses a line that became "
        "none. Nothing is imported before Enter, and then one Undo takes all of it back."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,delete", "leave_out", show=False),
        Binding("enter", "take", show=False),
    ]

    def __init__(
        self, programme: Programme, name: str, words: Translator, base: Trip | None = None, start: date | None = None
    ) -> None:
        super().__init__(words)
        self._programme = programme
        self._name = name
        self._base = base
        self._start = start
        self._today = date.today()
        self._asks = None if base is not None and base.days else programme.asks(self._today)
        self._taken: Taken | None = None
        self._used: list[tuple[int, str, Use]] = []
        """Lines that became no entry and what they are used for, each with its number and text."""

    def compose(self) -> ComposeResult:
        t = self.t
        keys = t("Space leaves out · Enter imports · Esc closes")
        with self.window(t("What was understood"), keys, "form tall"):
            if self._base is None:
                yield from self.row(t("Title"), Input(id="title"))
            if self._asks is not None:
                label, example = t("First day"), t("9.10.")
                if self._asks == "year":
                    label, example = t("Year"), str(self._today.year)
                yield from self.row(label, Input(placeholder=example, id="asked"))
            yield Label("", id="sum", classes="wide")
            yield ReviewList(t)
            yield from self.foot(take=t("Import"), cancel=t("Cancel"))

    def on_mount(self) -> None:
        """Begin with what is asked for, else with the list."""
        self._read()
        if self._base is None and self._taken is not None:
            self.query_one("#title", Input).value = self._taken.trip.title
        self.query_one("#asked" if self._asks is not None else ReviewList).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Show the entries again: their lines are as wide as the window."""
        del event
        self.call_after_refresh(self._show)

    def _read(self) -> None:
        """Read the text with the year or day that was typed."""
        label = self.query_one("#wrong", Label)
        try:
            year, first = self._answer()
            self._taken = self._with_lines(self._take(year, first))
        except UserError as refused:
            self._taken = None
            label.update(Content(refused.say(self.t)))
            return
        label.update("")
        self._show()

    def _show(self) -> None:
        if self._taken is None:
            return
        entries = self.query_one(ReviewList)
        entries.load(self._taken, self._base)
        self.query_one("#sum", Label).update(Content(self._sum(entries)))

    def _sum(self, entries: ReviewList) -> str:
        """How many entries on how many days, and how much of it somebody has to look at."""
        t = self.t
        items = [row.item for row in entries.rows if row.item is not None]
        alarming = sum(row.alarming for row in entries.rows)
        days = len({item.day for item in items})
        parts = [t.plural("{n} entry", "{n} entries", len(items)), t.plural("on {n} day", "on {n} days", days)]
        look = t.plural("{n} line to look at", "{n} lines to look at", alarming) if alarming else ""
        return " · ".join(filter(None, (" ".join(parts), look)))

    def _with_lines(self, taken: Taken) -> Taken:
        """What was taken, with the lines used that somebody has chosen a use for."""
        for line, text, use in self._used:
            left = next((one for one in taken.skipped if (one.line, one.text, one.hint) == (line, text, False)), None)
            taken = with_line_used(taken, left, use) if left is not None else taken
        return taken

    def _answer(self) -> tuple[int | None, date | None]:
        typed = self.query_one("#asked", Input).value.strip() if self._asks is not None else ""
        if self._asks == "year":
            if not typed.isdecimal() or not 1990 <= int(typed) <= 2099:
                raise UserError("The text does not say which year it is; type it above.")
            return int(typed), None
        if self._asks == "first":
            if not typed:
                raise UserError("The text does not say on which dates its days are; type the first one above.")
            return None, read_date(typed, self._today)
        return None, None

    def _take(self, year: int | None, first: date | None) -> Taken:
        if self._base is not None:
            return self._programme.into(self._base, self._today, year, first, self._start)
        return self._programme.new_trip(self.t.language, self._name, self._today, year, first)

    @on(Input.Changed, "#asked")
    def _asked(self) -> None:
        self._read()

    def action_leave_out(self) -> None:
        """Leave the entry under the cursor out, or take it in; ask what a line that became none is for."""
        entries = self.query_one(ReviewList)
        left = entries.row.left if entries.row is not None else None
        if left is None:
            entries.toggle()
        elif self._taken is not None:
            self._ask_use(self._taken, left)

    def _ask_use(self, taken: Taken, left: Skipped) -> None:
        from agenda.tui.dialogs.choose import Choose

        above = entry_above(taken, left)
        title = above.title if above is not None else ""
        options = [(use, self.t(_USES[use], title=title)) for use in uses_of(taken, left)]
        if not options:
            return

        def chosen(use: str | None) -> None:
            if use is not None:
                self._used.append((left.line, left.text, next(one for one in USES if one == use)))
                self._read()

        self.agenda.push_screen(Choose(self.t("What is this line?"), options, self.t, left.text), chosen)

    @on(Input.Submitted)
    @on(Button.Pressed, "#take")
    def action_take(self) -> None:
        """Take in what was not left out."""
        if self._taken is None:
            return
        out = self.query_one(ReviewList).out
        trip = self._taken.trip
        gone = [item.id for item in trip.items if item.id in out and item.part_of not in out]
        trip = remove_items(trip, gone) if gone else trip
        title = self.query_one("#title", Input).value.strip() if self._base is None else ""
        self.dismiss(changed(trip, title=title[:500]) if title else trip)

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)


def is_programme_text(text: str) -> bool:
    """Whether what was pasted is more than one line."""
    return sum(bool(line.strip()) for line in text.splitlines()) > 1


def review_new(app: AppBase, programme: Programme, name: str, done: Callable[[str], object]) -> None:
    """Look over a programme and make it a new trip; `done` gets its short name.

    Raises:
        UserError: nothing in it looks like a programme.
    """
    programme.check()

    def made(trip: Trip | None) -> None:
        if trip is None:
            return
        try:
            done(app.store.create(trip, Message("Imported from {file}", file=name)).slug)
        except UserError as refused:
            app.tell(refused)

    app.push_screen(ReviewDialog(programme, name, app.t), made)
