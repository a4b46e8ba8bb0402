"""What of the program's screens is painted: only what can be seen, and only where it changed."""

from __future__ import annotations

from typing import TypeVar, cast

from textual.app import ScreenStackError
from textual.screen import ModalScreen, Screen

from agenda.tui.app_base import AppBase

T = TypeVar("T")


class SeenScreen(Screen[T]):
    """A screen that is painted where it can be seen.

    The library takes each screen right below the one on top for visible, and marks it as not painted whenever it has
    painted it: so everything was sent to the terminal again with each message to a screen in the background.
    """

    @property
    def agenda(self) -> AppBase:
        """The program."""
        return cast("AppBase", self.app)

    def is_hidden(self) -> bool:
        """Whether another screen covers this one, not a window only."""
        stack = self.agenda.screen_stack
        above = stack[stack.index(self) + 1 :] if self in stack else ()
        return any(not isinstance(screen, ModalScreen) for screen in above)

    def _compositor_refresh(self) -> None:
        app = self.agenda
        if app._batch_count:  # pyright: ignore[reportPrivateUsage] - what is dirty stays so till it is over
            return
        try:
            top: Screen[object] = app.screen
        except ScreenStackError:
            return
        if self is top:
            super()._compositor_refresh()
            return
        changed = list(self._compositor._dirty_regions)  # pyright: ignore[reportPrivateUsage] - no public word for it
        self._compositor._dirty_regions.clear()  # pyright: ignore[reportPrivateUsage] - the same
        self._dirty_widgets.clear()
        if changed and not self.is_hidden():
            top.refresh(*changed)
