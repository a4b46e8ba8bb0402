"""What every screen may know of the program: store, settings, words, keys, and what happens when work fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal

from textual.app import App
from textual.worker import Worker, WorkerState

from agenda.commands import COMMANDS, KEY_LINES, Command, Keymap, Where, commands, key_name, keys_of
from agenda.services.failures import failure
from agenda.services.office_store import office_store
from agenda.services.settings import Settings, calm_settings
from agenda.tui.safe_output import SafeOutputFilter
from agenda.tui.themes import meanings
from trips.i18n.language import UserError
from trips.store import Store

if TYPE_CHECKING:
    from textual.filter import LineFilter
    from textual.theme import Theme

    from trips.edits.clipboard import Clip

AFTER_FIRST_PAINT: Final = 0.2
"""Seconds after which the first screen stands, and what can wait begins."""


class AppBase(App[None]):
    """The program without its screens."""

    def __init__(self, store: Store | None = None) -> None:
        self._meant: tuple[Theme, dict[str, str]] | None = None
        self._colors: dict[str, str] = {}
        super().__init__()
        self.set_up: Settings = calm_settings()
        self.t = self.set_up.words()
        self.store = store or office_store()
        self.clip: Clip | None = None
        self._plain = SafeOutputFilter()

    def open_trip(self, slug: str) -> None:
        """Open a trip over the list."""
        raise NotImplementedError

    def open_list(self) -> None:
        """Leave a trip for the list of trips."""
        raise NotImplementedError

    def keys_go_on(self) -> None:
        """A window has come or gone: keys that waited for that find their widget now."""

    def tell(self, what: UserError | str, *, warning: bool = False) -> None:
        """Say something to the user; what they typed is never markup."""
        self.clear_notifications()
        if isinstance(what, UserError):
            self.notify(what.say(self.t), severity="error", markup=False)
        else:
            self.notify(what, severity="warning" if warning else "information", markup=False)

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme, and those that have a meaning as they can be read in it."""
        theme = self.current_theme
        if self._meant is None or self._meant[0] is not theme:
            self._meant = theme, meanings(theme)
        return {**super().get_css_variables(), **self._meant[1]}

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything with the colours of the theme.

        Before the first screen stands they are only noted: the library would read all style sheets three times.
        """
        if any(screen.is_running for screen in self.screen_stack):
            super().refresh_css(animate)
        elif (colors := self.get_css_variables()) != self._colors:
            self._colors = colors
            self.stylesheet.set_variables(colors)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through before it reaches the terminal."""
        return (*super().get_line_filters(), self._plain)

    @property
    def keymap(self) -> Keymap:
        """The keymap of the settings."""
        return "letters" if self.letters else "office"

    @property
    def letters(self) -> bool:
        """Whether single letters are commands."""
        return self.set_up.keymap == "letters"

    @property
    def bound_letters(self) -> frozenset[str]:
        """The keys that are commands, so that typing one does not begin an item."""
        keys = (key for command in commands("programme", "trip") for key in self.keys_of(command).split(","))
        return frozenset(keys)

    def keys_of(self, command: Command) -> str:
        """The keys of a command, the first one to be shown first."""
        return keys_of(command, self.keymap, self.set_up.keys)

    def key_labels(self, page: Where | Literal["nothing"]) -> list[tuple[Command, str, str]]:
        """The commands of a page's line of keys, each with its key and label."""
        known = {command.name: command for command in COMMANDS if _applies(command, page)}
        shown = (known[name] for name in KEY_LINES[page])
        return [(command, key_name(self.keys_of(command), self.t), self.t(command.label)) for command in shown]


def _applies(command: Command, page: Where | Literal["nothing"]) -> bool:
    """Whether a command can be carried out on a page."""
    if page in ("nothing", "trips"):
        return "trips" in command.where
    return page in command.where or "trip" in command.where


class TellsFailures:
    """What runs workers: one that fails is told in a sentence, and nothing waits for it for ever.

    What is refused keeps its sentence; of anything else the details are noted. A worker's last state goes to the node
    that began it and does not bubble, so each such node has this.
    """

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """See whether the work has failed."""
        error = event.worker.error  # pyright: ignore[reportUnknownMemberType] - a Worker of nothing known there
        if event.state is WorkerState.ERROR and error is not None:
            self.work_failed(failure(error))

    def work_failed(self, why: UserError) -> None:
        """Tell it, and leave nothing waiting."""
        raise NotImplementedError
