"""Before a version is issued: what would go out, whom it concerns, what is not in order."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Label

from agenda.services.session import Session
from agenda.tui.dialogs.base import Dialog
from agenda.tui.widgets.paragraphs import Paragraphs
from trips.i18n.language import Translator, UserError


class ReleaseDialog(Dialog[int]):
    """Answers with the number of the version that was issued."""

    class Looked(Message):
        """What would go out is known."""

        def __init__(self, number: int, lines: list[str], rev: int) -> None:
            super().__init__()
            self.number = number
            self.lines = lines
            self.rev = rev

    def __init__(self, session: Session, words: Translator) -> None:
        super().__init__(words)
        self._session = session
        self._rev: int | None = None

    def compose(self) -> ComposeResult:
        t = self.t
        with Vertical(classes="window form") as window:
            window.border_title = Content(t("Release a version"))
            window.border_subtitle = Content(t("Enter releases · Esc closes"))
            with VerticalScroll(classes="release"):
                yield Paragraphs([t("Looking what is new…")], id="news")
            with Horizontal(classes="field-row"):
                yield Label(Content(t("What to say of it")), classes="label")
                yield Input(id="note")
            yield Label("", classes="echo", id="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(t("Release")), variant="primary", id="issue", disabled=True)
                yield Button(Content(t("Later")), id="later")

    def on_mount(self) -> None:
        """Look what is new, beside the screen."""
        self.query_one("#note", Input).focus()
        self._look()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _look(self) -> None:
        from exports.news.preview import preview

        self._session.save()
        if self._session.trouble is not None:
            raise UserError(self._session.trouble)
        rev, draft = self._session.rev, self._session.snapshot(self.t.forms)
        before = draft.earlier[-1] if draft.earlier else None
        shown = preview(before, draft, self.t.language)
        self.post_message(self.Looked(shown.number, list(shown.lines(self.t)), rev))

    def on_release_dialog_looked(self, message: Looked) -> None:
        """Show it."""
        self._rev = message.rev
        title = self.t("Release version {n}", n=message.number)
        self.query_one(".window", Vertical).border_title = Content(title)
        lines = message.lines or [self.t("Nothing that anybody sees has changed.")]
        self.query_one("#news", Paragraphs).show(lines)
        self.query_one("#issue", Button).disabled = False

    @on(Input.Submitted)
    @on(Button.Pressed, "#issue")
    def _issue(self) -> None:
        if self._rev is None:
            return
        try:
            self.dismiss(self._session.issue(self._rev, self.query_one("#note", Input).value.strip()).number)
        except UserError as refused:
            self.complain(refused)

    @on(Button.Pressed, "#later")
    def _later(self) -> None:
        self.dismiss(None)
