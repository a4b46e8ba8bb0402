"""What commands print: tables in plain text, cut to the terminal only when there is one, and JSON documents."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import click

JSON_FORMAT: Final = 1
"""The number of the shapes in docs/json.md; another one when a script that reads them would have to change."""


def print_json(document: Mapping[str, object], *, one_line: bool = False) -> None:
    """Print a JSON document; `one_line` where a command may print several."""
    whole = {"format": JSON_FORMAT, **document}
    click.echo(json.dumps(whole, ensure_ascii=False, indent=None if one_line else 2))


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
