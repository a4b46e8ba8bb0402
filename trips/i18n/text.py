"""User text made safe to show: nothing in it may turn a line's direction around or break it."""

from __future__ import annotations

import re
from typing import Final

_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """A text without marks that override the direction of what follows (Unicode UAX 9)."""
    return text if text.isascii() else _BIDI.sub("", text)


def one_line(text: str) -> str:
    """A text on one line, for a cell of a table."""
    return plain(text.replace("\n", " ⏎ ").replace("\t", " ")) if "\n" in text or "\t" in text else plain(text)


def capitalised(text: str) -> str:
    """A word as it stands at the beginning of a line: its first letter is a capital."""
    return text[:1].upper() + text[1:]
