"""Fit a day: between which times, with a preview of what gets longer or shorter."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Label

from agenda.presenters.delay import read_clock
from agenda.presenters.times import changed_lines
from agenda.tui.dialogs.base import Dialog
from agenda.tui.widgets.paragraphs import Paragraphs
from trips.delays.fit import Fitted, describe_fit, fit
from trips.delays.propagation import blocks_of
from trips.i18n.dates import day_month
from trips.i18n.language import Translator, UserError
from trips.model.entities import Day
from trips.schedule.timeline import Timeline


class FitDialog(Dialog[tuple[str, str]]):
    """Answers with two clock times."""

    def __init__(self, timeline: Timeline, day: Day, words: Translator) -> None:
        super().__init__(words)
        self._timeline = timeline
        self._day = day

    def compose(self) -> ComposeResult:
        t = self.t
        blocks = [block.placed for block in blocks_of(self._timeline.of_day(self._day.id))]
        starts = [block.starts for block in blocks if block.starts]
        ends = [block.ends for block in blocks if block.ends]
        with Vertical(classes="window") as window:
            window.border_title = Content(t("Fit {day}", day=day_month(t, self._day.date)))
            window.border_subtitle = Content(t("Enter saves · Esc closes"))
            with Horizontal(classes="field-row"):
                yield Label(Content(t("From")), classes="label")
                yield Input(f"{min(starts):%H:%M}" if starts else "", id="from")
            with Horizontal(classes="field-row"):
                yield Label(Content(t("Until")), classes="label")
                yield Input(f"{max(ends):%H:%M}" if ends else "", id="to")
            with VerticalScroll(classes="preview", can_focus=False):
                yield Paragraphs((), id="preview")
            yield Label("", classes="echo", id="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(t("Fit the day")), variant="primary", id="save")
                yield Button(Content(t("Cancel")), id="cancel")

    def on_mount(self) -> None:
        """Show what would change."""
        self.query_one("#from", Input).focus()
        self._preview()

    def _answer(self) -> tuple[str, str]:
        return self.query_one("#from", Input).value, self.query_one("#to", Input).value

    def _fitted(self) -> Fitted:
        first, last = map(read_clock, self._answer())
        return fit(self._timeline, self._day.id, first, last)

    @on(Input.Changed)
    def _preview(self) -> None:
        label = self.query_one("#wrong", Label)
        try:
            fitted = self._fitted()
        except UserError as refused:
            label.update(Content(refused.say(self.t)))
            return
        label.update("")
        label.remove_class("wrong")
        lines = [message.say(self.t) for message in describe_fit(fitted)]
        if changes := changed_lines(self._timeline.trip, fitted.trip, self.t):
            lines += ["", *changes]
        self.query_one("#preview", Paragraphs).show(lines)

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def _save(self) -> None:
        try:
            self._fitted()
        except UserError as refused:
            self.complain(refused)
        else:
            self.dismiss(self._answer())

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
