"""What tabs and windows may ask of the screen of the trip, which they do not know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from agenda.commands import Where
from agenda.services.session import Session
from agenda.tui.app_base import AppBase
from trips.i18n.language import Message, UserError
from trips.model.trip import Trip

Purpose = Literal["add", "find", "dismiss"]
"""What the line at the bottom is open for."""


class Line(Protocol):
    """The line at the bottom."""

    purpose: Purpose | None

    def complete(self, names: Sequence[str]) -> None:
        """Know these names for completing."""
        ...

    def give_back(self, text: str) -> None:
        """Show a text again that could not be taken."""
        ...


class Editor(Protocol):
    """The screen of the trip: it holds the session, shows the tabs, and is the way of every edit."""

    session: Session

    @property
    def agenda(self) -> AppBase:
        """The program."""
        ...

    @property
    def line(self) -> Line:
        """The line at the bottom."""
        ...

    @property
    def pane(self) -> object:
        """The open tab."""
        ...

    @property
    def focused(self) -> object:
        """What has the focus."""
        ...

    @property
    def narrow(self) -> bool:
        """Whether there is room for one thing only."""
        ...

    def edit(self, change: Callable[[Trip], Trip], note: Message, cursor: str | None = None) -> bool:
        """Carry out an edit: on the screen now, in the store by a worker; whether it could be done."""
        ...

    def edit_since(self, base: Trip, change: Callable[[Trip], Trip], note: Message, cursor: str | None = None) -> bool:
        """Carry out an edit of what somebody saw a while ago: what others saved since is merged in."""
        ...

    def try_edit(self, change: Callable[[Trip], Trip], note: Message, cursor: str | None = None) -> UserError | None:
        """Carry out an edit; answers why it could not be done, or None."""
        ...

    def try_edit_since(
        self, base: Trip, change: Callable[[Trip], Trip], note: Message, cursor: str | None = None
    ) -> UserError | None:
        """The same with an edit of what somebody saw a while ago."""
        ...

    def action_undo(self) -> None:
        """Take back the last change."""
        ...

    async def open_tab(self, name: Where, key: str | None = None, *, focus: bool = True) -> None:
        """Open a tab, with the cursor on something."""
        ...

    def show_tab(self, name: Where) -> None:
        """The same, when what goes on now is done."""
        ...

    def show_title(self) -> None:
        """Show title, state, tabs and keys as they are now."""
        ...

    def type_line(self, purpose: Purpose, placeholder: str, echo: Callable[[str], str]) -> None:
        """Open the line at the bottom."""
        ...

    def close_line(self) -> None:
        """Back from the line to where one was."""
        ...
