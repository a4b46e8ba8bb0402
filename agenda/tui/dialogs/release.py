"""Before a version is issued: what would go out, whom it concerns, what is not in order."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input

from agenda.services.session import Session
from agenda.tui.dialogs.base import FormDialog
from agenda.tui.widgets.paragraphs import Paragraphs
from trips.i18n.language import N_, Translator, UserError


class ReleaseDialog(FormDialog[int]):
    """Answers with the number of the version that was issued."""

    ABOUT = N_(
        "A version is what everybody gets from now on; the draft goes on beside it. Here is what would go "
        "out, whom it concerns and what is not in order yet. Released versions never change."
    )

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
        with self.window(t("Release a version"), t("Enter releases · Esc closes"), "form"):
            with VerticalScroll(classes="release"):
                yield Paragraphs([t("Looking what is new…")], id="news")
            yield from self.row(t("Note for everybody"), Input(id="note"))
            yield from self.foot(save=t("Release"), cancel=t("Later"))

    def on_mount(self) -> None:
        """Look what is new, beside the screen."""
        self.query_one("#note", Input).focus()
        self.query_one("#save", Button).disabled = True
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
        self.query_one("#save", Button).disabled = False

    def answer(self) -> int:
        if self._rev is None:
            raise UserError("Looking what is new…")
        return self._session.issue(self._rev, self.query_one("#note", Input).value.strip()).number

    def refused(self, why: UserError) -> None:
        if self._rev is not None:  # until then the window says by itself how far it is, or what hinders it
            super().refused(why)
