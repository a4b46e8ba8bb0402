"""When something cannot be saved: try again, put it into a file, or stay. Nothing typed is lost without a word."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Label

from agenda.services.files import write_whole
from agenda.services.session import Session
from agenda.tui.dialogs.base import Dialog
from trips.i18n.language import N_, Translator, UserError
from trips.tripfile import write_trip


class UnsavedDialog(Dialog[bool]):
    """Answers whether the trip may be left."""

    ABOUT = N_(
        "The last changes are not in the database. Try again, or write the whole trip into a file that can be "
        "imported later. Nothing is lost while this window is open."
    )

    CSS_PATH = "dialog.tcss"

    def __init__(self, session: Session, words: Translator) -> None:
        super().__init__(words)
        self._session = session
        self._path = Path.cwd() / f"{session.slug}-not-saved.toml"

    def compose(self) -> ComposeResult:
        t = self.t
        with self.window(t("Not saved")):
            yield Label(Content(self._why()), id="why", classes="wide")
            kept = t("The trip with your changes can be kept in {path}.", path=str(self._path))
            yield Label(Content(kept), classes="wide")
            yield from self.buttons(again=t("Try again"), keep=t("Keep in the file and leave"), stay=t("Stay"))

    def _why(self) -> str:
        trouble = self._session.trouble
        return trouble.say(self.t) if trouble else ""

    @on(Button.Pressed, "#again")
    def _again(self) -> None:
        self._session.save()
        if self._session.all_saved:
            self.dismiss(True)
        else:
            self.query_one("#why", Label).update(Content(self._why()))

    @on(Button.Pressed, "#keep")
    def _keep(self) -> None:
        try:
            write_whole(self._path, write_trip(self._session.trip).encode(), seen_by="owner")
        except UserError as refused:
            self.query_one("#why", Label).update(Content(refused.say(self.t)))
        else:
            self.dismiss(True)

    @on(Button.Pressed, "#stay")
    def _stay(self) -> None:
        self.dismiss(False)
