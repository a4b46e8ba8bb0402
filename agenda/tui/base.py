"""What the screens of the program share: their keys come from the table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, getters
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Label

from agenda.tui.app import AgendaApp
from agenda.tui.commands import Command, Where, commands
from agenda.tui.operations import OPERATIONS

if TYPE_CHECKING:
    from trips.i18n.language import Refused, Words

T = TypeVar("T")
OF_THE_PROGRAM = frozenset(("help", "palette", "settings", "quit_program"))
"""Commands that the program carries out, not a screen."""


def action_of(command: Command) -> str:
    """The action that a command's key calls."""
    if command.name in OPERATIONS:
        return f"operate({command.name!r})"
    return f"app.{command.name}" if command.name in OF_THE_PROGRAM else command.name


def bindings(*where: Where) -> list[BindingType]:
    """The keys of a place; their ids are what the keymap replaces."""
    return [
        Binding(one.keys, action_of(one), one.label, show=False, id=f"agenda.{one.name}", tooltip=one.about)
        for one in commands(*where)
    ]


class AgendaScreen(Screen[None]):
    """A screen of the program."""

    where: ClassVar[Where]
    agenda = getters.app(AgendaApp)


class Dialog(ModalScreen[T]):
    """A window over a screen, left with Esc."""

    CSS_PATH = "dialog.tcss"
    agenda = getters.app(AgendaApp)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, words: Words) -> None:
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

    def complain(self, refused: Refused) -> None:
        """Say in the window what is wrong; what was typed stays."""
        label = self.query_one("#wrong", Label)
        label.update(Content(refused.say(self.t)))
        label.add_class("wrong")
        label.scroll_visible()
