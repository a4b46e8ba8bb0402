"""Keys in their order, however fast they come: none is looked at before what the one before it does is done.

The library gives a key to the widget that has the focus and goes on to the next one at once; if the first opens a
window or another tab, the next would still be given to the old one. So behind a key that is no letter a call goes the
same way, from the focus up to the program, each time behind what the key has set going there, and until it has arrived
the next keys wait. What is closing takes no call any more and is passed over; what has taken one still answers it. Keys
that are typed while the program starts wait for its first screen.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from agenda.tui.app_base import AppBase


class KeyQueue:
    """Keeps the keys that came while another one is on its way."""

    def __init__(self, app: AppBase, take: Callable[[events.Key | events.Paste], Awaitable[DOMNode | None]]) -> None:
        self._app = app
        self._take = take
        self._kept: list[events.Key | events.Paste] = []
        self._waiting = True

    async def begin(self) -> None:
        """The screen stands: take what was typed while it was made, and what comes from now on."""
        await self._go_on()

    async def came(self, event: events.Key | events.Paste) -> None:
        """A key or a paste came: take it, or keep it until the one before is done."""
        if self._waiting:
            self._kept.append(event)
        else:
            await self._carry(event)

    async def _carry(self, event: events.Key | events.Paste) -> None:
        given_to = await self._take(event)
        letter = isinstance(event, events.Paste) or event.is_printable
        if given_to is not None and not letter:
            self._waiting = True
            self._follow(given_to.ancestors_with_self)

    def _follow(self, way: Sequence[DOMNode]) -> None:
        """Go on to the next one on the way up that is still there."""
        for place, node in enumerate(way):
            if node.call_later(self._follow, way[place + 1 :]):
                return
        self._app.call_later(self._go_on)

    async def _go_on(self) -> None:
        """The key before is done."""
        self._waiting = False
        while self._kept and not self._waiting:
            await self._carry(self._kept.pop(0))
