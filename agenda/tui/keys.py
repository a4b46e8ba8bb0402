"""Which keys a command has, and how they are called.

An office's keys by default; the keymap of letters adds single letters, and the settings replace single commands' keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from agenda.tui.commands import COMMANDS, Command
from trips.i18n.language import N_, Refused, Words

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
    keys = {one: keys_of(one, keymap, own) for one in COMMANDS}
    return {f"agenda.{one.name}": given for one, given in keys.items() if given != one.keys}


def key_name(keys: str, t: Words) -> str:
    """The first of some keys as it is printed on the keyboard: "Ctrl+P", "Strg+P", "F1"."""
    parts = keys.split(",")[0].split("+")
    return "+".join(_part(part, alone=len(parts) == 1, t=t) for part in parts)


def _part(part: str, *, alone: bool, t: Words) -> str:
    if part in KEY_WORDS:
        return t(KEY_WORDS[part])
    return part if alone and len(part) == 1 else part.upper()


def check_keys(own: Mapping[str, str]) -> None:
    """Whether the keys in the settings can be meant.

    Raises:
        Refused: there is no such command, or a key is not written like one.
    """
    known = {one.name for one in COMMANDS}
    for name, keys in own.items():
        if name not in known:
            raise Refused('Settings: there is no command "{name}"; all are in: agenda settings --keys', name=name)
        if not all(_KEY.fullmatch(one) for one in keys.split(",")):
            raise Refused('Settings: "{keys}" is not a key; write it like ctrl+k or f5.', keys=keys)
