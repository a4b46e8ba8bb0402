"""Every command of the screens: its key, its palette entry and its line in the help come from this table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from trips.language import N_

Where = Literal["trips", "trip"]


@dataclass(frozen=True, slots=True)
class Command:
    """A command; its action is the method `action_<name>` of the screen. `footer` is its place there."""

    name: str
    keys: str
    label: str
    about: str
    group: str
    where: tuple[Where, ...]
    footer: int = 0


_EDIT = N_("Edit")
_GO = N_("Move around")
_PROGRAM = N_("Program")
BOTH: Final[tuple[Where, ...]] = ("trips", "trip")
TRIP: Final[tuple[Where, ...]] = ("trip",)

COMMANDS: Final = (
    Command("help", "f1", N_("Help"), N_("Every command and its key."), _PROGRAM, BOTH, footer=1),
    Command("open", "enter", N_("Open"), N_("Open what the cursor is on."), _GO, BOTH, footer=8),
    Command("edit", "f2", N_("Edit"), N_("Change the fields of the item."), _EDIT, TRIP, footer=2),
    Command("new", "ctrl+n", N_("New"), N_("Make a new item or trip."), _EDIT, BOTH, footer=3),
    Command("remove", "delete", N_("Remove"), N_("Remove it; Ctrl+Z brings it back."), _EDIT, BOTH, footer=9),
    Command("undo", "ctrl+z", N_("Undo"), N_("Take back your last change."), _EDIT, BOTH, footer=4),
    Command("redo", "ctrl+y", N_("Redo"), N_("Take back your last undo."), _EDIT, TRIP),
    Command("move_up", "alt+up", N_("Move up"), N_("Move the item up."), _EDIT, TRIP),
    Command("move_down", "alt+down", N_("Move down"), N_("Move the item down."), _EDIT, TRIP),
    Command("palette", "ctrl+p", N_("Commands"), N_("Find a command by its name."), _PROGRAM, BOTH, footer=5),
    Command("export", "f8", N_("Export"), N_("Write calendar file and programme."), _PROGRAM, TRIP, footer=6),
    Command("saved", "ctrl+s", N_("Save"), N_("Everything is saved at once; this says so."), _PROGRAM, TRIP),
    Command("back", "escape", N_("Back"), N_("Back to the list of trips."), _GO, TRIP),
    Command("quit_program", "ctrl+q", N_("Quit"), N_("Leave; everything is saved."), _PROGRAM, BOTH, footer=7),
)  # fmt: skip

KEY_WORDS: Final = {
    "ctrl": N_("Ctrl"), "alt": N_("Alt"), "enter": N_("Enter"), "delete": N_("Del"), "escape": N_("Esc"), "up": "↑",
    "down": "↓", "shift": N_("Shift"),
}  # fmt: skip


def commands(where: Where) -> tuple[Command, ...]:
    """The commands of a screen, in the order of the help."""
    return tuple(one for one in COMMANDS if where in one.where)
