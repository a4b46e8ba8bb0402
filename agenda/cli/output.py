"""Tables in plain text: columns as wide as they must be, cut to the terminal only when there is one."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence


def width(text: str) -> int:
    """The cells a text takes in a terminal."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(one: str) -> int:
    if unicodedata.combining(one) or one in "\u200b\u200c\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(one) in "WF" else 1


def cut(text: str, cells: int) -> str:
    """A text cut to a width, with an ellipsis."""
    if width(text) <= cells:
        return text
    kept = ""
    for one in text:
        if width(kept + one) >= cells:
            break
        kept += one
    return f"{kept}…" if cells > 0 else ""


def columns(rows: Sequence[Sequence[str]], gap: str = "  ") -> Iterator[str]:
    """Rows as lines, each column as wide as its widest cell; a terminal's width cuts the line."""
    if not rows:
        return
    widths = [max(width(row[place]) for row in rows) for place in range(len(rows[0]))]
    total = shutil.get_terminal_size().columns if sys.stdout is not None and sys.stdout.isatty() else 0
    for row in rows:
        line = gap.join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        yield cut(line, total) if total else line
