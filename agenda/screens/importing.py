"""Take in a trip file."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label

from agenda.screens.base import Dialog
from agenda.widgets.path import path_pick
from agenda.widgets.pick import Pick
from trips.language import Refused, Words
from trips.store import Store


class ImportDialog(Dialog[str]):
    """Answers with the short name of the trip that was taken in."""

    def __init__(self, store: Store, words: Words) -> None:
        super().__init__(words)
        self._store = store

    def compose(self) -> ComposeResult:
        """The window."""
        with Vertical(classes="window") as window:
            window.border_title = Content(self.t("Open a programme"))
            window.border_subtitle = Content(self.t("Enter takes it in · ↓ shows files · Esc closes"))
            with Horizontal(classes="field-row"):
                yield Label(Content(self.t("Trip file (.toml)")), classes="label")
                yield path_pick("", ending=".toml", id="path")
            yield Label("", classes="echo", id="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(self.t("Take in")), variant="primary", id="take")
                yield Button(Content(self.t("Cancel")), id="cancel")

    def on_mount(self) -> None:
        """Begin with the path."""
        self.query_one(Pick).focus()

    @on(Input.Submitted)
    @on(Button.Pressed, "#take")
    def _take(self) -> None:
        from agenda.taking import take_in
        from trips.tripfile import read_trip_file

        try:
            path = Path(self.query_one(Pick).value.strip().strip("'\"")).expanduser()
            trip = read_trip_file(path).trip
            self.dismiss(take_in(self._store, trip, path.stem).slug)
        except RuntimeError:
            self.complain(Refused("There is no home folder for {path}.", path=self.query_one(Pick).value))
        except Refused as refused:
            self.complain(refused)

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
