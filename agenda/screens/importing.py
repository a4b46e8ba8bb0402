"""Take in a trip file, a calendar file, or a programme as text: from a file or pasted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label

from agenda.calendars import ENDINGS, is_calendar
from agenda.programmes import is_programme
from agenda.screens.base import Dialog
from agenda.widgets.path import path_pick
from agenda.widgets.pick import Pick
from trips.language import Refused, Words
from trips.readers.text.files import ENDINGS as TEXTS
from trips.store import Store

if TYPE_CHECKING:
    from agenda.taking import Left

_SENTENCES: Final = 5


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
                yield Label(Content(self.t("File")), classes="label")
                yield path_pick("", ending=(".toml", *ENDINGS, *TEXTS), id="path")
            about = self.t(
                "Programme (.docx, .txt, .md), calendar (.ics) or trip file (.toml); or paste the text here."
            )
            yield Label(Content(about), classes="wide")
            yield Label("", classes="echo", id="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(self.t("Take in")), variant="primary", id="take")
                yield Button(Content(self.t("Cancel")), id="cancel")

    def on_mount(self) -> None:
        """Begin with the path."""
        self.query_one(Pick).focus()

    def take_paste(self, text: str) -> bool:
        """Look over a programme that was pasted; a path, which is one line, goes where it was pasted."""
        from agenda.screens.review import is_programme_text, review_new
        from trips.readers.text.programme import read_programme

        if not is_programme_text(text):
            return False
        try:
            review_new(self.agenda, read_programme(text), self.t("Programme"), self.dismiss)
        except Refused as refused:
            self.complain(refused)
        return True

    @on(Input.Submitted)
    @on(Button.Pressed, "#take")
    def _take(self) -> None:
        try:
            path = Path(self.query_one(Pick).value.strip().strip("'\"")).expanduser()
            if is_programme(path):
                self._review(path)
            else:
                self.dismiss(self._taken(path))
        except RuntimeError:
            self.complain(Refused("There is no home folder for {path}.", path=self.query_one(Pick).value))
        except Refused as refused:
            self.complain(refused)

    def _review(self, path: Path) -> None:
        """Look over a programme from a file."""
        from agenda.screens.review import review_new
        from trips.readers.text.files import read_programme_file

        review_new(self.agenda, read_programme_file(path), path.stem, self.dismiss)

    def _taken(self, path: Path) -> str:
        """Take a file in; the short name of its trip."""
        if not is_calendar(path):
            from agenda.taking import OTHER_VERSIONS, adopt, take_in
            from trips.tripfile import read_trip_file

            file = read_trip_file(path)
            taken = take_in(self._store, file.trip, path.stem)
            if differ := adopt(self._store, file, taken):
                self.agenda.tell(self.t(OTHER_VERSIONS, numbers=", ".join(map(str, differ))), warning=True)
            return taken.slug
        from agenda.calendars import prepare
        from agenda.taking import take_in_prepared

        ready = prepare(self._store, [path], None, self.t.language)
        saved = take_in_prepared(self._store, ready)
        self._tell_left(ready.left)
        return saved.slug

    def _tell_left(self, left: Sequence[Left]) -> None:
        """Say what was left out: the first few, and how much else there is."""
        if not left:
            return
        sentences = [one.say(self.t) for one in left[:_SENTENCES]]
        if len(left) > _SENTENCES:
            sentences.append(self.t("{n} more; agenda import --dry-run lists them all.", n=len(left) - _SENTENCES))
        self.agenda.tell("\n".join(sentences), warning=True)

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
