"""What the screens of the program share: their keys come from the table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Label

from agenda.app import AgendaApp
from agenda.commands import Command, Where, commands
from agenda.operations import OPERATIONS

if TYPE_CHECKING:
    from trips.language import Refused, Words

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

    def action_leave(self) -> None:
        """Leave without doing anything."""
        self.dismiss(None)

    def complain(self, refused: Refused) -> None:
        """Say in the window what is wrong; what was typed stays."""
        label = self.query_one("#wrong", Label)
        label.update(Content(refused.say(self.t)))
        label.add_class("wrong")
        label.scroll_visible()
