"""Some lines to read, and to copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from agenda.tui.dialogs.base import Dialog
from agenda.tui.widgets.paragraphs import Paragraphs
from trips.i18n.language import Translator


class TextDialog(Dialog[None]):
    """Shows lines; Ctrl+C copies them all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "copy", show=False, priority=True), Binding("enter,q", "leave", show=False),
    ]  # fmt: skip

    def __init__(self, title: str, lines: Sequence[str], words: Translator) -> None:
        super().__init__(words)
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="window") as window:
            window.border_title = Content(self._title)
            window.border_subtitle = Content(self.t("Ctrl+C copies · Esc closes"))
            yield Paragraphs(self._lines)

    def action_copy(self) -> None:
        """Copy all lines."""
        self.agenda.copy_to_clipboard("\n".join(self._lines))
        self.agenda.tell(self.t("Copied."))
