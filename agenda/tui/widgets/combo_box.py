"""An input with a list to pick from, which filters as one types; several may be picked, parted by commas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList

if TYPE_CHECKING:
    from agenda.tui.app_base import AppBase


class _Choices(OptionList, can_focus=False):
    """The list; the focus stays in the input."""


class ComboBox(Widget):
    """An input with its list.

    `found` gives the texts that go with what is typed; `several` says that commas part them, `open_` that something
    else may be typed too, so that only what was highlighted with the arrows replaces it.
    """

    DEFAULT_CSS = """
    ComboBox { height: 1; }
    ComboBox Input { width: 100%; }
    ComboBox _Choices {
        overlay: screen; constrain: inside inflect; display: none; width: 100%; height: auto; max-height: 12;
        background: $panel; border: round $primary; padding: 0 1; scrollbar-size-vertical: 1;
    }
    ComboBox.-open _Choices { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("alt+down", "unfold", show=False),
    ]

    def __init__(
        self,
        value: str,
        found: Callable[[str], Sequence[str]],
        *,
        several: bool = False,
        open_: bool = False,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._value = value
        self._found = found
        self._several = several
        self._open = open_
        self._placeholder = placeholder
        self._texts: Sequence[str] = ()
        self._last = value

    def compose(self) -> ComposeResult:
        yield Input(self._value, select_on_focus=not self._several, placeholder=self._placeholder)
        yield _Choices()

    @property
    def input(self) -> Input:
        """The input."""
        return self.query_one(Input)

    @property
    def value(self) -> str:
        """What is typed or picked."""
        return self.input.value if self.is_mounted else self._value

    @value.setter
    def value(self, text: str) -> None:
        self._last = self.input.value = text

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self.has_class("-open")

    def focus(self, scroll_visible: bool = True) -> ComboBox:
        """Put the focus into the input."""
        self.input.focus(scroll_visible)
        return self

    def _part(self) -> tuple[str, str]:
        """What stays before, and the part that is being typed."""
        if not self._several:
            return "", self.input.value
        before, comma, part = self.input.value.rpartition(",")
        return (before + comma + " " if comma else ""), part.strip()

    def _list(self, text: str) -> None:
        self._texts = tuple(self._found(text))[:200]
        choices = self.query_one(_Choices)
        choices.set_options([Content(text) for text in self._texts])
        choices.highlighted = 0 if self._texts and text and not self._open else self._now()
        choices.border_subtitle = Content(cast("AppBase", self.app).t("Enter takes it"))
        self.set_class(bool(self._texts), "-open")

    def _now(self) -> int | None:
        """Where the text that stands in the input is in the list."""
        value = self._part()[1].casefold()
        return next((n for n, text in enumerate(self._texts) if value and text.casefold() == value), None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self._last:  # what was set is not typed
            self._last = event.value
            self._list(self._part()[1])

    def action_unfold(self) -> None:
        """Show all there is."""
        self._list("")

    def action_step(self, by: int) -> None:
        """Go through the list; down unfolds it, all of it where what stands there is one of its texts."""
        choices = self.query_one(_Choices)
        if not self.is_open:
            typed, texts = self._part()[1], self._found("")
            whole = any(text.casefold() == typed.casefold() for text in texts) or self.value == self._value
            self._list("" if whole else typed)
            if not self.is_open:
                self._list("")
            if choices.highlighted is None and self._texts:
                choices.highlighted = 0
        elif self._texts:
            now = -1 if choices.highlighted is None else choices.highlighted
            choices.highlighted = max(0, min(len(self._texts) - 1, now + by))

    def settle(self) -> None:
        """Close the list; what is typed stays as it is."""
        self.remove_class("-open")

    def _take(self) -> None:
        choices = self.query_one(_Choices)
        if choices.highlighted is not None and choices.highlighted < len(self._texts):
            self.value = self._part()[0] + self._texts[choices.highlighted]
            self.input.cursor_position = len(self.input.value)
        self.remove_class("-open")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """While the list is open Enter takes what is highlighted and closes it; else it is for whoever asked.

        Where something else may be typed too, what is typed in full needs no second Enter.
        """
        if self.is_open:
            before = self.value
            self._take()
            if not self._open or before.strip().casefold() != self.value.strip().casefold():
                event.stop()

    def on_key(self, event: events.Key) -> None:
        """Tab takes what is highlighted and goes on; Esc closes the list first."""
        if event.key == "tab" and self.is_open:
            self._take()
        elif event.key == "escape" and self.is_open:
            event.stop()
            event.prevent_default()
            self.remove_class("-open")

    def on_descendant_blur(self) -> None:
        """Away from here, the list is closed."""
        self.remove_class("-open")

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one(_Choices).highlighted = event.option_index
        self._take()
        self.input.focus()


def matching(texts: Sequence[str]) -> Callable[[str], Sequence[str]]:
    """The texts that contain what is typed, those that begin with it first."""

    def found(typed: str) -> Sequence[str]:
        wanted = typed.strip().casefold()
        hits = [text for text in texts if wanted in text.casefold()]
        return sorted(hits, key=lambda one: _rank(one.casefold(), wanted)) if wanted else hits

    return found


def _rank(text: str, wanted: str) -> int:
    """The very text first, then those that begin with it."""
    return 0 if text == wanted else 1 if text.startswith(wanted) else 2
