"""Keys in their order, however fast they come: none is looked at before what the one before it does is done.

The library gives a key to the widget that has the focus and goes on to the next one at once; if the first opens a
window or another tab, the next would still be given to the old one. So behind a key that is no letter of a text a call
goes the same way, from the focus up to the program, each time behind what the key has set going there, and until it has
arrived the next keys wait. What is closing takes no call any more and is passed over; what has taken one still answers
it. Keys also wait while the program starts, and while a window is not there yet or not gone yet.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.widget import Widget

    from agenda.tui.app_base import AppBase


class KeyQueue:
    """Keeps the keys that came while another one is on its way."""

    def __init__(self, app: AppBase, take: Callable[[events.Key | events.Paste], Awaitable[Widget | None]]) -> None:
        self._app = app
        self._take = take
        self._kept: list[events.Key | events.Paste] = []
        self._waiting = True

    async def came(self, event: events.Key | events.Paste) -> None:
        """A key or a paste came: take it, or keep it until the one before is done."""
        self._kept.append(event)
        await self.go_on()

    async def done(self) -> None:
        """The key before is done, or the first screen stands: take what was typed meanwhile."""
        self._waiting = False
        await self.go_on()

    async def go_on(self) -> None:
        """Take keys as long as they can find the widget that they are for."""
        while self._kept and not self._waiting and self._finds_widget():
            event = self._kept.pop(0)
            given_to = await self._take(event)
            if given_to is None or isinstance(event, events.Paste):
                continue
            if not given_to.check_consume_key(event.key, event.character):  # else it is a letter of a text
                self._waiting = True
                self._follow(given_to.ancestors_with_self)

    def _finds_widget(self) -> bool:
        screens = self._app.screen_stack
        return not screens or getattr(screens[-1], "ready", True)

    def _follow(self, way: Sequence[DOMNode]) -> None:
        """Go on to the next one on the way up that is still there."""
        for place, node in enumerate(way):
            if node.call_later(self._stay_behind, way[place:]):
                return
        self._app.call_later(self.done)

    def _stay_behind(self, way: Sequence[DOMNode]) -> None:
        """Let what the key has posted here meanwhile go first."""
        if not way[0].call_later(self._follow, way[1:]):
            self._follow(way[1:])
