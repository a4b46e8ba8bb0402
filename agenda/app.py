"""The terminal program: which screen is shown, and what all screens share."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import ClassVar, Final

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from agenda.commands import COMMANDS, commands
from agenda.widgets.bars import key_name
from trips.language import Refused, Words, office_language, words
from trips.store import NETWORK_DRIVE, Store, open_store

AFTER_FIRST_PAINT: Final = 0.2
"""Seconds after which the first screen stands, and what can wait begins."""


class AgendaApp(App[None]):
    """The editor."""

    ENABLE_COMMAND_PALETTE = True
    TITLE = "Agenda"
    CSS_PATH = ["screens/trips.tcss", "screens/trip.tcss"]  # noqa: RUF012 - as the library declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit_program", show=False, priority=True, system=True),
        Binding("f1", "help", show=False, system=True),
    ]

    def __init__(self, slug: str | None = None, store: Store | None = None) -> None:
        super().__init__()
        self.t: Words = words(office_language())
        self.store = store or open_store()
        self._slug = slug

    def start(self) -> None:
        """Run until the user leaves.

        Raises:
            Refused: the program itself has failed; the terminal is as it was.
        """
        try:
            self.run()
        finally:
            self.store.close()
        if self._exception is not None:
            raise self._exception

    def get_default_screen(self) -> Screen[None]:
        """The first screen: the trip that was named, or the list. One screen is painted, not two over each other."""
        try:
            return self._trip_screen(self._slug) if self._slug is not None else self._list_screen()
        except Refused as refused:
            self.call_later(self.tell, refused)
            return self._list_screen()

    def on_mount(self) -> None:
        """What can wait until the first paint."""
        self.set_timer(AFTER_FIRST_PAINT, self._settle)

    def _settle(self) -> None:
        gc.freeze()  # what was loaded to start stays; collecting need not look at it again
        gc.enable()
        if self.store.on_network_drive:
            self.tell(self.t(NETWORK_DRIVE), warning=True)

    def _list_screen(self) -> Screen[None]:
        from agenda.screens.trips import TripsScreen

        return TripsScreen()

    def _trip_screen(self, slug: str) -> Screen[None]:
        from agenda.screens.trip import TripScreen
        from agenda.session import Session

        return TripScreen(Session(self.store, self.store.load(self.store.find(slug).id)), self.t)

    def open_trip(self, slug: str) -> None:
        """Open a trip over the list."""
        try:
            self.push_screen(self._trip_screen(slug))
        except Refused as refused:
            self.tell(refused)

    def open_list(self) -> None:
        """Leave a trip for the list of trips."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.switch_screen(self._list_screen())  # pyright: ignore[reportUnknownMemberType] - Screen[Unknown] there

    def tell(self, what: Refused | str, *, warning: bool = False) -> None:
        """Say something to the user; what they typed is never markup."""
        self.clear_notifications()
        if isinstance(what, Refused):
            self.notify(what.say(self.t), severity="error", markup=False)
        else:
            self.notify(what, severity="warning" if warning else "information", markup=False)

    def _fatal_error(self) -> None:
        """Leave without a traceback on the terminal; the command line tells what happened."""
        self._close_messages_no_wait()

    async def action_quit_program(self) -> None:
        """Leave; a screen with something unsaved may object."""
        for screen in reversed(self.screen_stack):
            may_leave = getattr(screen, "may_leave", None)
            if may_leave is not None and not await may_leave():
                return
        self.exit()

    def action_help(self) -> None:
        """Show every command and its key."""
        from agenda.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.t))

    def action_palette(self) -> None:
        """Find a command by its name."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=self.t("Find a command…")))

    def action_command_palette(self) -> None:
        """The same by the key that the library binds."""
        self.action_palette()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The commands of the screen for the palette."""
        where = getattr(screen, "where", "trips")
        for one in commands(where) if where in ("trips", "trip") else COMMANDS:
            action = getattr(screen, f"action_{one.name}", None) or getattr(self, f"action_{one.name}", None)
            if action is not None and one.name != "palette":
                about = f"{key_name(one.keys, self.t)} · {self.t(one.about)}"
                yield SystemCommand(self.t(one.label), about, action)
