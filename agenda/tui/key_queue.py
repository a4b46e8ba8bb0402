"""Keys in their order, however fast they come: none is looked at before what the one before it does is done.

The library gives a key to the widget that has the focus and goes on to the next one at once; if the first opens a
window or another tab, the next would still be given to the old one. So behind a key that is no letter a baton goes the
same way, from the focus up to the program, and until it is there the next keys wait.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump

PATIENCE: Final = 0.3
"""Seconds after which keys are looked at anyway: a widget that was removed passes no baton on."""


class Baton(Message, bubble=True):
    """Goes behind a key."""


class KeyQueue:
    """Keeps the keys that came while another one is on its way."""

    def __init__(self, take: Callable[[events.Key | events.Paste], Awaitable[MessagePump | None]]) -> None:
        self._take = take
        self._kept: list[events.Key | events.Paste] = []
        self._waiting = False
        self._round = 0

    async def came(self, event: events.Key | events.Paste, app: MessagePump) -> None:
        """A key or a paste came: take it, or keep it until the one before is done."""
        if self._waiting:
            self._kept.append(event)
        else:
            await self._carry(event, app)

    async def _carry(self, event: events.Key | events.Paste, app: MessagePump) -> None:
        given_to = await self._take(event)
        letter = isinstance(event, events.Paste) or event.is_printable
        if given_to is not None and not letter and given_to.post_message(Baton()):
            self._waiting = True
            self._round += 1
            app.set_timer(PATIENCE, lambda now=self._round: app.call_later(self._late, now, app))

    async def _late(self, of_round: int, app: MessagePump) -> None:
        if self._waiting and of_round == self._round:
            await self.go_on(app)

    async def go_on(self, app: MessagePump) -> None:
        """The key before is done."""
        self._waiting = False
        while self._kept and not self._waiting:
            await self._carry(self._kept.pop(0), app)
