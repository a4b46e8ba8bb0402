"""What the screens of the program share: their keys come from the table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import Binding, BindingType

from agenda.commands import Command, Where, commands
from agenda.services.operations import OPERATIONS
from agenda.tui.app_base import TellsFailures
from agenda.tui.painting import SeenScreen

if TYPE_CHECKING:
    from trips.i18n.language import Message, UserError

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
        Binding(
            command.keys,
            action_of(command),
            command.label,
            show=False,
            id=f"agenda.{command.name}",
            tooltip=command.about,
        )
        for command in commands(*where)
    ]


class AgendaScreen(TellsFailures, SeenScreen[None]):
    """A screen of the program."""

    where: ClassVar[Where]
    _last_failure: Message | None = None

    def work_failed(self, why: UserError) -> None:
        """Tell it; what is tried again each second is told once."""
        if why.message != self._last_failure:
            self._last_failure = why.message
            self.agenda.tell(why)
