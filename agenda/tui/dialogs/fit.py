"""Fit a day: between which times, with a preview of what gets longer or shorter."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from agenda.presenters.delay import read_clock
from agenda.presenters.times import changed_lines
from agenda.tui.dialogs.base import PreviewDialog
from trips.delays.fit import Fitted, describe_fit, fit
from trips.delays.propagation import blocks_of
from trips.i18n.dates import day_month
from trips.i18n.language import N_, Translator
from trips.model.entities import Day
from trips.schedule.timeline import Timeline


class FitDialog(PreviewDialog[tuple[str, str]]):
    """Answers with two clock times."""

    ABOUT = N_(
        "Stretches or shortens the items of the day until it lies between two times. What is fixed stays "
        "where it is; the list below shows each change before it happens."
    )

    def __init__(self, timeline: Timeline, day: Day, words: Translator) -> None:
        super().__init__(words)
        self._timeline = timeline
        self._day = day

    def compose(self) -> ComposeResult:
        t = self.t
        blocks = [block.placed for block in blocks_of(self._timeline.of_day(self._day.id))]
        starts = [block.starts for block in blocks if block.starts]
        ends = [block.ends for block in blocks if block.ends]
        with self.window(t("Fit {day}", day=day_month(t, self._day.date)), t("Enter saves · Esc closes")):
            yield from self.row(t("From"), Input(f"{min(starts):%H:%M}" if starts else "", id="from"))
            yield from self.row(t("Until"), Input(f"{max(ends):%H:%M}" if ends else "", id="to"))
            yield from self.preview_box()
            yield from self.foot(save=t("Fit the day"), cancel=t("Cancel"))

    def _typed(self) -> tuple[str, str]:
        return self.query_one("#from", Input).value, self.query_one("#to", Input).value

    def _fitted(self) -> Fitted:
        first, last = map(read_clock, self._typed())
        return fit(self._timeline, self._day.id, first, last)

    def answer(self) -> tuple[str, str]:
        self._fitted()
        return self._typed()

    def preview(self) -> list[str]:
        fitted = self._fitted()
        lines = [message.say(self.t) for message in describe_fit(fitted)]
        changes = changed_lines(self._timeline.trip, fitted.trip, self.t)
        return [*lines, "", *changes] if changes else lines
