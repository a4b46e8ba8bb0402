"""The dialog for a new trip."""

from __future__ import annotations

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label

from agenda.screens.base import Dialog
from trips.dates import span
from trips.edits import set_dates
from trips.fields import rules
from trips.forms import refusal
from trips.language import Refused
from trips.model import Trip, new_id
from trips.readers.dates import read_date


class NewTripDialog(Dialog[Trip]):
    """Title, first and last day."""

    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = "#title"

    def compose(self) -> ComposeResult:
        """The window."""
        t = self.t
        with Vertical(classes="window") as window:
            window.border_title = Content(t("New trip"))
            window.border_subtitle = Content(t("Enter saves · Esc closes"))
            yield Label(Content(t("Title")), classes="label")
            yield Input(id="title")
            with Horizontal(classes="row"):
                with Vertical(classes="field"):
                    yield Label(Content(t("First day")), classes="label")
                    yield Input(id="first", placeholder="9.10.2025")
                with Vertical(classes="field"):
                    yield Label(Content(t("Last day")), classes="label")
                    yield Input(id="last", placeholder="10.10.2025")
            yield Label("", classes="echo", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(t("Make")), variant="primary", id="make")
                yield Button(Content(t("Cancel")), id="cancel")

    def _trip(self) -> Trip:
        title, first, last = (self.query_one(f"#{name}", Input).value for name in ("title", "first", "last"))
        try:
            trip = Trip(id=new_id(), title=title, language=self.t.language)
        except ValidationError as error:
            raise refusal(error, rules("Trip")) from None
        start = read_date(first)
        return set_dates(trip, start, read_date(last) if last.strip() else start)

    @on(Input.Changed)
    def _echo(self) -> None:
        echo = self.query_one(".echo", Label)
        echo.remove_class("wrong")
        try:
            trip = self._trip()
        except Refused:
            echo.update("")
            return
        echo.update(Content(span(self.t, trip.days[0].date, trip.days[-1].date)))

    @on(Input.Submitted)
    @on(Button.Pressed, "#make")
    def _make(self) -> None:
        try:
            self.dismiss(self._trip())
        except Refused as refused:
            echo = self.query_one(".echo", Label)
            echo.update(Content(refused.say(self.t)))
            echo.add_class("wrong")

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
