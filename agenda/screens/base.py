"""What the screens of the program share: their keys come from the table of commands."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from agenda.app import AgendaApp
from agenda.commands import Where, commands
from trips.language import Words

T = TypeVar("T")


def bindings(where: Where) -> list[BindingType]:
    """The keys of a screen."""
    return [
        Binding(one.keys, one.name, one.label, show=False, id=f"{where}.{one.name}", tooltip=one.about)
        for one in commands(where)
    ]


class AgendaScreen(Screen[None]):
    """A screen of the program."""

    where: ClassVar[Where]
    agenda = getters.app(AgendaApp)


class Dialog(ModalScreen[T]):
    """A window over a screen, left with Esc."""

    agenda = getters.app(AgendaApp)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.t = words

    def action_leave(self) -> None:
        """Leave without doing anything."""
        self.dismiss(None)
