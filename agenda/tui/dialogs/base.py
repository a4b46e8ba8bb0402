"""What the windows over a screen share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, getters
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label

from agenda.tui.app_base import AppBase, TellsFailures

if TYPE_CHECKING:
    from trips.i18n.language import Translator, UserError

T = TypeVar("T")


class Dialog(TellsFailures, ModalScreen[T]):
    """A window over a screen, left with Esc."""

    CSS_PATH = "dialog.tcss"
    agenda = getters.app(AppBase)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self.t = words
        self._ready = False
        self._held: list[events.Key] = []

    def on_mount(self) -> None:
        """From the next refresh on, keys find the widget that they are for."""
        self.call_after_refresh(self._be_ready)

    def _be_ready(self) -> None:
        self._ready = True
        self._give_back()

    def hold(self, event: events.Key) -> bool:
        """Keep a key that was typed while the window is not there yet, or not there any more; whether it was kept."""
        if not self._ready:
            self._held.append(event)
        return not self._ready

    def _give_back(self) -> None:
        held, self._held = self._held, []
        for event in held:
            again = events.Key(event.key, event.character)
            again.set_sender(self.agenda)  # an event does not bubble past its sender, which would be this window
            self.agenda.post_message(again)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Go, with an answer."""
        self._ready = False
        return super().dismiss(result)

    def on_unmount(self) -> None:
        """What was typed meanwhile is for the screen below."""
        self._give_back()

    def action_leave(self) -> None:
        """Leave without doing anything."""
        self.dismiss(None)

    def work_failed(self, why: UserError) -> None:
        """Say it in the window, if it has a place for that."""
        if self.query("#wrong"):
            self.complain(why)
        else:
            self.agenda.tell(why)

    def complain(self, refused: UserError) -> None:
        """Say in the window what is wrong; what was typed stays."""
        label = self.query_one("#wrong", Label)
        label.update(Content(refused.say(self.t)))
        label.add_class("wrong")
        label.scroll_visible()
