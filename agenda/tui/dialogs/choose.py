"""Choose one of several: a list that filters as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList

from agenda.tui.dialogs.base import Dialog
from trips.i18n.language import N_, Translator


class _Options(OptionList, can_focus=False):
    """The list; the focus stays in the input."""


class Choose(Dialog[str]):
    """Answers with the key of what was chosen; options are pairs of key and label."""

    ABOUT = N_(
        "Type a few letters of what you look for; the list keeps what has them in it. The arrows choose, "
        "Enter takes it."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
    ]

    def __init__(self, title: str, options: Sequence[tuple[str, str]], words: Translator, about: str = "") -> None:
        super().__init__(words)
        self._title = title
        self._about = about
        self.options = options
        self._shown = list(options)

    def compose(self) -> ComposeResult:
        with Vertical(classes="window") as window:
            window.border_title = Content(self._title)
            window.border_subtitle = self.keys(self.t("Enter chooses · Esc closes"))
            if self._about:
                yield Label(Content(self._about), classes="wide")
            yield Input(placeholder=self.placeholder())
            yield _Options()
            yield Label(Content(self.t("Nothing found.")), classes="echo", id="nothing")

    def on_mount(self) -> None:
        """Show all."""
        self._show("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, text: str) -> None:
        wanted = text.strip().casefold()
        self._shown = [named for named in self.options if wanted in named[1].casefold()]
        options = self.query_one(_Options)
        options.set_options([self.labelled(key, label) for key, label in self._shown])
        options.highlighted = 0 if self._shown else None
        self.query_one("#nothing").display = not self._shown

    def placeholder(self) -> str:
        """What the line to type says while it is empty."""
        return self.t("Type to filter")

    def labelled(self, key: str, label: str) -> Content:
        """How an option looks."""
        del key
        return Content(label)

    def action_step(self, by: int) -> None:
        """Go through the list."""
        options = self.query_one(_Options)
        if self._shown:
            options.highlighted = ((options.highlighted or 0) + by) % len(self._shown)

    @on(Input.Submitted)
    def _choose(self) -> None:
        at = self.query_one(_Options).highlighted
        if at is not None and at < len(self._shown):
            self.dismiss(self._shown[at][0])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index][0])
