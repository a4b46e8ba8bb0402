"""The dialog that writes the files of a trip."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label, Select

from agenda.screens.base import Dialog
from agenda.session import Session
from trips.language import Refused, Words
from trips.model import AUDIENCE_WORDS


class ExportDialog(Dialog[None]):
    """Where to, and for whom."""

    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = "#folder"

    def __init__(self, session: Session, words: Words) -> None:
        super().__init__(words)
        self._session = session

    def compose(self) -> ComposeResult:
        """The window."""
        t = self.t
        audiences = [(Content(t(word)), key) for key, word in reversed(AUDIENCE_WORDS.items())]
        with Vertical(classes="window") as window:
            window.border_title = Content(t("Export"))
            yield Label(Content(t("For whom")), classes="label")
            yield Select(audiences, value="participants", allow_blank=False, id="who", compact=True)
            yield Label(Content(t("Folder")), classes="label")
            yield Input(str(Path.cwd()), id="folder", select_on_focus=False)
            yield Label("", classes="echo", id="said", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(t("Calendar file and programme")), variant="primary", id="write")
                yield Button(Content(t("Close")), id="close")

    @on(Input.Submitted)
    @on(Button.Pressed, "#write")
    def _write(self) -> None:
        self.query_one("#said", Label).update(Content(self.t("Writing…")))
        self._work(self.query_one("#folder", Input).value, str(cast("Select[str]", self.query_one("#who")).value))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _work(self, where: str, who: str) -> None:
        from agenda.files import file_name, write_whole
        from exports.audience import STAFF, read_audience
        from exports.edition import Edition
        from exports.formats import FORMATS, Request

        try:
            folder = Path(where).expanduser()
            self._session.save()
            trip = self._session.trip
            audience = read_audience(trip, who)
            edition = Edition(trip, self._session.issued())
            names: list[str] = []
            for form in ("ics", "pdf"):
                path = folder / file_name(self._session.slug, audience.name, form)
                write_whole(path, FORMATS[form].render(Request(edition, audience)), private=audience == STAFF)
                names.append(path.name)
            said = self.t("Written: {names}", names=", ".join(names))
        except Refused as refused:
            said = refused.say(self.t)
        except RuntimeError:
            said = self.t("There is no home folder for {path}.", path=where)
        self.agenda.call_from_thread(self._tell, said)

    def _tell(self, said: str) -> None:
        if self.is_attached:
            self.query_one("#said", Label).update(Content(said))
        else:
            self.agenda.tell(said)

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.dismiss(None)
