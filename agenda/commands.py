"""Every command of the screens, in one table.

Keys, footer, palette, help, the key settings and docs/keys.md come from it. A command's action is the method
`action_<name>` of the screen or pane that it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from trips.i18n.language import N_, Translator, UserError

Where = Literal["trips", "trip", "programme", "people", "places", "checks", "versions"]
"""Where a command applies: the list of trips, any tab of a trip, or one tab."""


class Command(NamedTuple):
    """A command.

    Attributes:
        name: its id, also in the settings.
        keys: its keys on an office's keyboard, the first one is shown; all are bound.
        letter: its further key in the keymap of letters.
        label, about: what the footer and the palette say.
        group: its heading in the help.
        where: where it applies.
    """

    name: str
    keys: str
    letter: str
    label: str
    about: str
    group: str
    where: tuple[Where, ...]


_ITEM = N_("Change items")
_TIME = N_("Times and status")
_SEVERAL = N_("Several at once")
_GO = N_("Move around")
_VERSION = N_("Versions")
_PROGRAM = N_("Program")

_ALL: Final[tuple[Where, ...]] = ("trips", "trip")
_TRIPS: Final[tuple[Where, ...]] = ("trips",)
_TRIP: Final[tuple[Where, ...]] = ("trip",)
_PLAN: Final[tuple[Where, ...]] = ("programme",)
_ENTRIES: Final[tuple[Where, ...]] = ("people", "places")
_EDITED: Final[tuple[Where, ...]] = ("programme", "people", "places")
_VERSIONS: Final[tuple[Where, ...]] = ("versions",)
_LISTS: Final[tuple[Where, ...]] = ("trips", "programme", "people", "places", "checks", "versions")

COMMANDS: Final = (
    Command("help", "f1", "question_mark", N_("Help"), N_("Every command and its key."), _PROGRAM, _ALL),
    Command("open", "enter", "", N_("Open"), N_("Open what the cursor is on."), _GO, _LISTS),
    Command("edit", "f2", "e", N_("Edit"), N_("Change every field."), _ITEM, _EDITED),
    Command("new", "ctrl+n", "a", N_("New"), N_("Make a new one."), _ITEM, ("trips", *_EDITED)),
    Command("remove", "delete", "d", N_("Remove"), N_("Remove it; Undo brings it back."), _ITEM,
            ("trips", *_EDITED)),
    Command("undo", "ctrl+z", "u", N_("Undo"), N_("Undo your last change."), _ITEM, _ALL),
    Command("redo", "ctrl+y", "U", N_("Redo"), N_("Redo what you last undid."), _ITEM, _TRIP),
    Command("cut", "ctrl+x", "x", N_("Cut"), N_("Cut items; they can be pasted elsewhere, in another trip too."),
            _ITEM, _PLAN),
    Command("copy", "ctrl+c", "y", N_("Copy"), N_("Copy items."), _ITEM, _PLAN),
    Command("paste", "ctrl+v", "p", N_("Paste"), N_("Paste items after the selected one."), _ITEM, _PLAN),
    Command("duplicate", "ctrl+d", "D", N_("Duplicate"), N_("Copy an item, a whole day or a trip."), _ITEM,
            ("trips", "programme")),
    Command("move_up", "alt+up", "K", N_("Move up"), N_("Move the item up, into the previous day if need be."), _ITEM,
            _PLAN),
    Command("move_down", "alt+down", "J", N_("Move down"), N_("Move the item down."), _ITEM, _PLAN),
    Command("day_before", "alt+pageup", "less_than_sign", N_("A day earlier"),
            N_("Move the item to the day before."), _ITEM, _PLAN),
    Command("day_after", "alt+pagedown", "greater_than_sign", N_("A day later"),
            N_("Move the item to the day after."), _ITEM, _PLAN),
    Command("move_to", "ctrl+t", "m", N_("Move to…"), N_("Move the item to a day, or out of the days."), _ITEM, _PLAN),
    Command("unschedule", "ctrl+g", "w", N_("Unschedule"), N_("Put the item among the unscheduled ones."), _ITEM,
            _PLAN),
    Command("into", "alt+right", "i", N_("Into the visit"), N_("Make it a part of the item above."), _ITEM, _PLAN),
    Command("out", "alt+left", "o", N_("Out of the visit"), N_("Make the part an item of its own."), _ITEM, _PLAN),
    Command("dates", "ctrl+e", "T", N_("Trip…"), N_("Title, dates and all else of the trip."), _ITEM, _TRIP),
    Command("later", "plus,ctrl+down", "", N_("5 minutes later"), N_("Begin 5 minutes later."), _TIME, _PLAN),
    Command("earlier", "minus,ctrl+up", "", N_("5 minutes earlier"), N_("Begin 5 minutes earlier."), _TIME,
            _PLAN),
    Command("longer", "ctrl+right,asterisk", "right_parenthesis", N_("5 minutes longer"), N_("End 5 minutes later."),
            _TIME, _PLAN),
    Command("shorter", "ctrl+left,underscore", "left_parenthesis", N_("5 minutes shorter"),
            N_("End 5 minutes earlier."), _TIME, _PLAN),
    Command("shift", "f9", "s", N_("Shift…"), N_("Shift times from here on, with a preview."), _TIME, _PLAN),
    Command("sort_day", "ctrl+w", "r", N_("Sort the day"), N_("Put the items of the day in the order of time."), _TIME,
            _PLAN),
    Command("fit", "shift+f8", "F", N_("Fit the day…"), N_("Fit the day between two times, with a preview."), _TIME,
            _PLAN),
    Command("late", "f10", "L", N_("Running late…"),
            N_("What to do so that the rest of the day fits, and who to call."), _TIME, _PLAN),
    Command("status", "f7", "t", N_("Status"), N_("The next status: requested, tentative, confirmed…"), _TIME, _PLAN),
    Command("status_of", "shift+f7", "S", N_("Status…"), N_("Choose a status."), _TIME, _PLAN),
    Command("mark", "insert,space", "v", N_("Mark"), N_("Mark it; commands then apply to all that are marked."),
            _SEVERAL, _EDITED),
    Command("mark_down", "shift+down", "", N_("Mark downwards"), N_("Mark it and the next one."), _SEVERAL, _EDITED),
    Command("mark_up", "shift+up", "", N_("Mark upwards"), N_("Mark it and the one before."), _SEVERAL, _EDITED),
    Command("mark_all", "ctrl+a", "A", N_("Mark all"), N_("Mark all that are shown."), _SEVERAL, _EDITED),
    Command("merge", "f7", "M", N_("Merge"), N_("Merge two that are the same: mark both first."), _ITEM,
            _ENTRIES),
    Command("way", "f9", "w", N_("Transfer time…"), N_("Note the transfer time to another place."), _ITEM, ("places",)),
    Command("find", "ctrl+f", "slash", N_("Find"), N_("Search items, people and places."), _GO, ("trips", "trip")),
    Command("find_next", "f3", "n", N_("Next"), N_("The next one found."), _GO, _TRIP),
    Command("find_previous", "ctrl+r,shift+f3", "N", N_("Previous"), N_("The one found before."), _GO, _TRIP),
    Command("filter", "ctrl+l", "f", N_("Filter"), N_("Show only a group, a person, a kind or a status."), _GO,
            _PLAN),
    Command("grid", "f6", "g", N_("Grid"), N_("The hours of the days side by side, or the list."), _GO, _PLAN),
    Command("zoom", "shift+f6", "z", N_("Zoom"), N_("In the grid: 15, 30 or 60 minutes a line."), _GO, _PLAN),
    Command("go_to", "f5", "b", N_("Go to day…"), N_("Put the cursor on a day."), _GO, _PLAN),
    Command("now", "shift+f5", "G", N_("Now"), N_("Put the cursor on what is on, and say what is next."), _GO, _TRIP),
    Command("next_tab", "f4,ctrl+pagedown", "right_square_bracket", N_("Next page"),
            N_("Programme, people, places, checks, versions."), _GO, _ALL),
    Command("previous_tab", "shift+f4,ctrl+pageup", "left_square_bracket", N_("Previous page"),
            N_("The page before."), _GO, _ALL),
    Command("details", "tab", "", N_("Details"), N_("Into the details, to change a field where it stands, and back."),
            _GO, _EDITED),
    Command("sort", "f6", "s", N_("Sort"), N_("By date, title or last change."), _GO, _TRIPS),
    Command("archive", "f7", "v", N_("Archive"), N_("Archive the trip, or bring it back."), _ITEM, _TRIPS),
    Command("next_meeting", "f9", "m", N_("Next meeting…"), N_("A new trip like this one, in the same series."), _ITEM,
            _TRIPS),
    Command("series", "shift+f9", "S", N_("Series…"), N_("The meetings of the group that this trip is one of."), _GO,
            _TRIPS),
    Command("import_file", "ctrl+o", "O", N_("Import"),
            N_("Import a programme, a participant list, a calendar or trip file."), _PROGRAM, _ALL),
    Command("fix", "f2", "e", N_("Fix"), N_("Fix what a finding is about, in a way that you choose."),
            _ITEM, ("checks",)),
    Command("show_dismissed", "f6", "g", N_("Dismissed"),
            N_("Show the findings that were dismissed too, or no longer."),
            _GO, ("checks",)),
    Command("dismiss", "f7", "v", N_("Dismiss"), N_("Dismiss a finding, with a reason; take that back."), _ITEM,
            ("checks",)),
    Command("pages", "shift+f12", "E", N_("Pages and partners…"),
            N_("A foreword, general information, a menu; the guests' town and sponsors on documents."), _ITEM, _TRIP),
    Command("translate", "shift+f11", "W", N_("Translations…"),
            N_("Translate the trip's texts, for guests who read another language."), _ITEM, _TRIP),
    Command("calls", "shift+f9", "c", N_("Calls"), N_("Who to call, and why; the most urgent first."), _TIME,
            _TRIP),
    Command("counts", "ctrl+b", "B", N_("Headcount"), N_("How many are where: seats, meals by diet, nights."), _TIME,
            _TRIP),
    Command("assign", "shift+f2", "P", N_("Who is where…"),
            N_("Put people and groups into buses, rooms or at tables of the item."), _ITEM, _PLAN),
    Command("confirm", "ctrl+k", "k", N_("Confirm"), N_("Note who confirms the item as it stands now."), _TIME, _PLAN),
    Command("release", "f7", "r", N_("Release…"), N_("Release a version: see first what would go out."), _VERSION,
            _VERSIONS),
    Command("hand_out", "f9", "h", N_("Hand out…"), N_("A folder for everyone, or pages and feeds for the web."),
            _VERSION, _VERSIONS),
    Command("copy_news", "ctrl+c", "y", N_("Copy what’s new"), N_("Copy what is new as sentences, for a messenger."),
            _VERSION, _VERSIONS),
    Command("ledger", "f6", "l", N_("Who has what"), N_("Who was given which version."), _VERSION, _VERSIONS),
    Command("bring_back", "f2", "b", N_("Bring back"), N_("Make the draft what a version was; Undo takes it back."),
            _VERSION, _VERSIONS),
    Command("export", "f8", "X", N_("Export"), N_("Calendar files, documents and data."), _PROGRAM, _TRIP),
    Command("palette", "ctrl+p", "colon", N_("Commands"), N_("Find a command by its name."), _PROGRAM, _ALL),
    Command("settings", "f12", "comma", N_("Settings"), N_("Language, colours, keys, words, alarms."), _PROGRAM,
            _ALL),
    Command("saved", "ctrl+s", "", N_("Save"), N_("Everything is already saved; this confirms it."), _PROGRAM, _TRIP),
    Command("back", "escape", "", N_("Back"), N_("Back to where you were; in the end to the list of trips."), _GO,
            _ALL),
    Command("quit_program", "ctrl+q", "q", N_("Quit"), N_("Leave; everything is saved."), _PROGRAM, _ALL),
)  # fmt: skip


KeyLine = Where | Literal["nothing", "empty"]

KEY_LINES: Final[dict[KeyLine, tuple[str, ...]]] = {
    "nothing": ("new", "import_file", "help", "settings", "quit_program"),
    "empty": ("new", "import_file", "help", "undo", "palette", "quit_program", "next_tab", "export"),
    "trips": ("help", "open", "new", "import_file", "palette", "quit_program", "find", "archive", "sort", "settings"),
    "programme": ("help", "edit", "undo", "find", "palette", "quit_program", "grid", "export", "next_tab", "remove",
                  "status", "import_file", "filter"),
    "people": ("help", "edit", "new", "next_tab", "import_file", "palette", "find", "undo", "remove", "merge",
               "quit_program"),
    "places": ("help", "edit", "new", "next_tab", "way", "palette", "find", "undo", "remove", "merge", "quit_program"),
    "checks": ("help", "open", "fix", "dismiss", "next_tab", "palette", "show_dismissed", "undo", "quit_program"),
    "versions": ("help", "release", "hand_out", "next_tab", "export", "palette", "open", "bring_back", "copy_news",
                 "ledger", "quit_program"),
}  # fmt: skip
"""The commands in each page's line of keys, what one needs first at the front; "nothing": no trip, "empty": no item."""

FURTHER_WORDS: Final = {
    "export": N_("print PDF Word Excel calendar website"), "hand_out": N_("send mail folder publish website"),
    "release": N_("publish finish approve"), "duplicate": N_("copy repeat"), "shift": N_("postpone delay"),
    "late": N_("delay delayed"), "remove": N_("delete cancel"), "dates": N_("start end time zone logo"),
    "translate": N_("language bilingual Polish French guests"),
    "pages": N_("foreword greeting sponsor cover menu dress code"),
    "assign": N_("seats tables rooms cars"), "counts": N_("number meals diet hotel"),
    "import_file": N_("open load paste Word PDF calendar"), "settings": N_("options preferences theme language"),
    "undo": N_("take back"), "ledger": N_("sent receipts"), "find": N_("search"), "quit_program": N_("exit close"),
}  # fmt: skip
"""What else a command is looked for by."""

FROM_ANYWHERE: Final = ("release", "hand_out", "ledger")
"""Commands of another page that are found on each page of a trip: choosing one goes there first."""

PAGES: Final[dict[Where, str]] = {
    "trips": N_("List of trips"), "programme": N_("Programme"), "people": N_("People"), "places": N_("Places"),
    "checks": N_("Checks"), "versions": N_("Versions"), "trip": N_("On each page of a trip"),
}  # fmt: skip

GROUPS: Final = (_ITEM, _TIME, _SEVERAL, _VERSION, _GO, _PROGRAM)
"""The headings of the help, what one needs first at the top."""


def commands(*where: Where) -> tuple[Command, ...]:
    """The commands that apply in some place, in the order of the help."""
    return tuple(command for command in COMMANDS if not set(where).isdisjoint(command.where))


Keymap = Literal["office", "letters"]

KEY_WORDS: Final = {
    "ctrl": N_("Ctrl"), "alt": N_("Alt"), "shift": N_("Shift"), "enter": N_("Enter"), "delete": N_("Del"),
    "escape": N_("Esc"), "insert": N_("Ins"), "space": N_("Space"), "tab": N_("Tab"), "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"), "up": "↑", "down": "↓", "left": "←", "right": "→", "plus": "+", "minus": "-",
    "asterisk": "*", "underscore": "_", "less_than_sign": "<", "greater_than_sign": ">", "question_mark": "?",
    "slash": "/", "colon": ":", "comma": ",", "left_square_bracket": "[", "right_square_bracket": "]",
    "left_parenthesis": "(", "right_parenthesis": ")",
}  # fmt: skip
_KEY: Final = re.compile(r"(?:(?:ctrl|alt|shift)\+)*[a-zA-Z0-9_]+")


def keys_of(command: Command, keymap: Keymap, own: Mapping[str, str]) -> str:
    """The keys of a command, separated by commas; the first is the one that is shown."""
    if command.name in own:
        return own[command.name]
    if keymap == "letters" and command.letter:
        return f"{command.letter},{command.keys}"
    return command.keys


def keymap_of(keymap: Keymap, own: Mapping[str, str]) -> dict[str, str]:
    """The keys of the commands that have others than the table says, by the ids of their bindings."""
    keys = {command: keys_of(command, keymap, own) for command in COMMANDS}
    return {f"agenda.{command.name}": given for command, given in keys.items() if given != command.keys}


def key_name(keys: str, t: Translator) -> str:
    """The first of some keys as it is printed on the keyboard: "Ctrl+P", "Strg+P", "F1"."""
    parts = keys.split(",")[0].split("+")
    return "+".join(_part(part, alone=len(parts) == 1, t=t) for part in parts)


def _part(part: str, *, alone: bool, t: Translator) -> str:
    if part in KEY_WORDS:
        return t(KEY_WORDS[part])
    return part if alone and len(part) == 1 else part.upper()


def check_keys(own: Mapping[str, str]) -> None:
    """Whether the keys in the settings can be meant.

    Raises:
        UserError: there is no such command, or a key is not written like one.
    """
    known = {command.name for command in COMMANDS}
    for name, keys in own.items():
        if name not in known:
            raise UserError('Settings: there is no command "{name}"; all are in: agenda settings --keys', name=name)
        if not all(_KEY.fullmatch(part) for part in keys.split(",")):
            raise UserError('Settings: "{keys}" is not a key; write it like ctrl+k or f5.', keys=keys)
