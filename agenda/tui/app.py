"""The terminal program: which screen is shown, and what all screens share."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from agenda.commands import COMMANDS, FROM_ANYWHERE, Command, Where, commands, keymap_of
from agenda.services.operations import OPERATIONS
from agenda.services.settings import Settings
from agenda.tui.app_base import AFTER_FIRST_PAINT, AppBase
from agenda.tui.key_queue import KeyQueue
from agenda.tui.themes import use_theme
from agenda.tui.widgets.bars import KeyBar
from trips.i18n.language import UserError
from trips.store import NETWORK_DRIVE, Store

if TYPE_CHECKING:
    from textual.dom import DOMNode


_TOLD_TO_END: Final = () if sys.platform == "win32" else (signal.SIGTERM, signal.SIGHUP)


_TIME_TO_END: Final = 1.5
"""Seconds after which the program ends by force when it was told to."""


class AgendaApp(AppBase):
    """The editor."""

    ENABLE_COMMAND_PALETTE = False
    DEFAULT_MODE = "start"
    TITLE = "Agenda"
    CSS_PATH = ["screens/trips.tcss", "screens/trip.tcss"]  # noqa: RUF012 - as the library declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit_program", show=False, priority=True, system=True),
        Binding("f1", "help", show=False, system=True),
    ]

    def __init__(self, slug: str | None = None, store: Store | None = None) -> None:
        super().__init__(store)
        self._slug = slug
        self._keys = KeyQueue(self, self._take_key)
        use_theme(self, self.set_up.theme)
        self.add_mode("start", self._first_screen)  # pyright: ignore[reportUnknownMemberType] - Screen[Unknown] there
        self.add_mode("trips", self._list_screen)  # pyright: ignore[reportUnknownMemberType] - as above

    def start(self) -> int:
        """Run until the user leaves; the exit code.

        Raises:
            UserError: the program itself has failed; the terminal is as it was.
        """
        try:
            self.run()
        finally:
            self.store.close()
        if self._exception is not None:
            raise self._exception
        return self.return_code or 0

    def _first_screen(self) -> Screen[None]:
        """The first screen: the trip that was named, or the list. One screen is painted, not two over each other."""
        try:
            return self._trip_screen(self._slug) if self._slug is not None else self._list_screen()
        except UserError as refused:
            self.call_later(self.tell, refused)
            return self._list_screen()

    def on_mount(self) -> None:
        """What can wait until the first paint; and to leave in order when told to end."""
        loop = asyncio.get_running_loop()
        for told in _TOLD_TO_END:
            signal.signal(told, partial(self._told_to_end, loop))
        self.set_keymap(keymap_of(self.keymap, self.set_up.keys))
        self.set_timer(AFTER_FIRST_PAINT, self._settle)

    async def on_ready(self) -> None:
        """The first screen stands."""
        await self._keys.done()

    def _told_to_end(self, loop: asyncio.AbstractEventLoop, told: int, frame: object) -> None:
        """The machine is shut down, or the terminal is gone.

        The library can wait for ever for a terminal that is gone, so that a thread of its own sees to the end.
        """
        del frame
        threading.Thread(target=self._make_sure, args=(128 + told,), daemon=True).start()
        loop.call_soon_threadsafe(self._end_now, 128 + told)

    def _end_now(self, code: int) -> None:
        """Save what is pending, and leave."""
        self._save_all()
        self.exit(return_code=code)

    def _make_sure(self, code: int) -> None:
        """Leave by force if leaving takes longer than it can; saving what is saved already does nothing."""
        time.sleep(_TIME_TO_END)
        self._save_all()
        os._exit(code)

    def _save_all(self) -> None:
        for screen in self.screen_stack:
            session = getattr(screen, "session", None)
            if session is not None:
                session.save()

    def _settle(self) -> None:
        gc.freeze()  # what was loaded to start stays; collecting need not look at it again
        gc.enable()
        if self.store.on_network_drive:
            self.tell(self.t(NETWORK_DRIVE), warning=True)

    def _list_screen(self) -> Screen[None]:
        from agenda.tui.screens.trips import TripsScreen

        return TripsScreen()

    def _trip_screen(self, slug: str) -> Screen[None]:
        from agenda.services.session import Session
        from agenda.tui.screens.trip import TripScreen

        return TripScreen(Session(self.store, self.store.load(self.store.find(slug).id)), self.t)

    def open_trip(self, slug: str) -> None:
        """Open a trip over the list."""
        try:
            self.push_screen(self._trip_screen(slug))
        except UserError as refused:
            self.tell(refused)

    def open_list(self) -> None:
        """Leave a trip for the list of trips."""
        for widget in self.screen.walk_children(Widget):
            # the library remembers up to 1,024 of these caches for ever; empty ones weigh nothing
            widget._styles_cache.clear()  # pyright: ignore[reportPrivateUsage]
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.switch_mode("trips")
            self.remove_mode("start")
        self.set_timer(AFTER_FIRST_PAINT, gc.collect)  # a long trip that was left is given back soon, not some day

    async def on_event(self, event: events.Event) -> None:
        """Keys are taken one by one, each when what the one before it does is done."""
        if isinstance(event, events.Key) and event.key == "ctrl+j":
            event = events.Key("enter", "\r")  # what Enter was while the program was not there yet
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._keys.came(event)
        else:
            await super().on_event(event)

    def keys_go_on(self) -> None:
        self.call_later(self._keys.go_on)

    async def _take_key(self, event: events.Key | events.Paste) -> Widget | None:
        """Give a key to what has the focus, and answer what that was; a key that begins a line opens it first."""
        if not self.screen_stack or isinstance(event, events.Paste):
            take = getattr(self.screen, "take_paste", None) if self.screen_stack else None
            if take is None or not isinstance(event, events.Paste) or not take(event.text):
                await super().on_event(event)
            return None
        begin = getattr(self.screen, "begin_typing", None)
        if begin is not None and event.is_printable:
            begin(event.key, event.character)
        given_to = self.focused or self.screen
        await super().on_event(event)
        return given_to

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

    # Commands and their keys

    def _owner(self, command: Command, screen: Screen[object]) -> DOMNode | None:
        """What carries a command out on a screen: its open tab, itself, or the program."""
        name = "operate" if command.name in OPERATIONS else command.name
        nodes = (getattr(screen, "pane", None), screen, self)
        return next((node for node in nodes if node is not None and hasattr(node, f"action_{name}")), None)

    async def carry_out(self, command: Command) -> None:
        """Carry out a command where it belongs."""
        owner = self._owner(command, self.screen)
        if owner is not None:
            action = f"operate({command.name!r})" if command.name in OPERATIONS else command.name
            await self.run_action(action, owner)

    @on(KeyBar.Picked)
    async def _key_clicked(self, event: KeyBar.Picked) -> None:
        for command in commands("trips", "trip", "programme", "people", "places", "checks", "versions"):
            if command.name == event.name and self._owner(command, self.screen) is not None:
                await self.carry_out(command)
                return

    def action_help(self) -> None:
        """Show every command and its key; in a window, what that is for."""
        from agenda.tui.dialogs.base import Dialog
        from agenda.tui.dialogs.help import HelpScreen
        from agenda.tui.dialogs.text import TextDialog

        if isinstance(self.screen, Dialog):
            title, lines = self.screen.explanation()
            if lines:
                self.push_screen(TextDialog(title, lines, self.t))
        else:
            places: tuple[Where, ...] = getattr(self.screen, "places", ("trips",))
            self.push_screen(HelpScreen(places[0], self.t))

    def action_palette(self) -> None:
        """Find a command by its name."""
        from agenda.tui.dialogs.base import Dialog
        from agenda.tui.dialogs.palette import Palette
        from agenda.tui.screens.trip import TripScreen

        screen = self.screen
        if isinstance(screen, Dialog):
            return
        here = [one for one in self._commands_here() if one.name != "palette" and self._owner(one, screen) is not None]
        names = {one.name for one in here}
        away = [one for one in COMMANDS if one.name in FROM_ANYWHERE and one.name not in names]
        away = away if isinstance(screen, TripScreen) else []

        async def carry_out(name: str | None) -> None:
            for command in (*here, *away):
                if command.name == name:
                    if command in away and isinstance(screen, TripScreen):
                        await screen.open_tab(command.where[0])
                    await self.carry_out(command)

        self.push_screen(Palette(here, away, self), carry_out)

    def _commands_here(self) -> tuple[Command, ...]:
        """The commands that apply now, those of the open page first."""
        places: tuple[Where, ...] = getattr(self.screen, "places", ("trips",))
        own = commands(places[0])
        return (*own, *(command for command in commands(*places[1:]) if command not in own))

    def action_settings(self) -> None:
        """Change language, colours, keys, words and alarms."""
        from agenda.tui.dialogs.settings import SettingsDialog

        self.push_screen(SettingsDialog(self.set_up, self.t), self._set_up_again)

    def _set_up_again(self, now: Settings | None) -> None:
        if now is not None:
            spoken = self.set_up.speaks(), self.set_up.forms
            self.set_up = now
            use_theme(self, now.theme)
            self.set_keymap(keymap_of(self.keymap, now.keys))
            again = getattr(self.screen, "show_title", None)
            if again is not None:
                again()
            if (now.speaks(), now.forms) != spoken:
                self.tell(self.t("The new language shows when you start Agenda again."))
