"""What commands print: tables in plain text, folded to the terminal when there is one, and JSON documents."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import click

from agenda.cli.terminal import say_bold

JSON_FORMAT: Final = 1
"""The number of the shapes in docs/json.md; another one when a script that reads them would have to change."""


_NARROWEST: Final = 30
"""Cells that a folded text needs to be read; with less room it begins at the left."""


def print_json(document: Mapping[str, object], *, one_line: bool = False) -> None:
    """Print a JSON document; `one_line` where a command may print several."""
    whole = {"format": JSON_FORMAT, **document}
    click.echo(json.dumps(whole, ensure_ascii=False, indent=None if one_line else 2))


def tell(text: str) -> None:
    """Talk on the standard error; a terminal's lines are broken between words."""
    cells = shutil.get_terminal_size().columns if sys.stderr is not None and sys.stderr.isatty() else 0
    for line in text.split("\n"):
        for piece in _wrapped(line, cells) if 0 < cells < width(line) else (line,):
            click.echo(piece, err=True)


def width(text: str) -> int:
    """The cells a text takes in a terminal."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(one: str) -> int:
    if unicodedata.combining(one) or one in "\u200b\u200c\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(one) in "WF" else 1


def columns(rows: Sequence[Sequence[str]], gap: str = "  ") -> Iterator[str]:
    """Rows as lines, each column as wide as its widest cell; what a terminal has no room for goes on below."""
    for lines in _rows_of_lines(rows, gap):
        yield from lines


def print_columns_with_bold_heads(rows: Sequence[Sequence[str]]) -> None:
    """Print rows, the first cell of each in bold on a terminal."""
    for row, (first, *others) in zip(rows, _rows_of_lines(rows), strict=True):
        say_bold(row[0])
        for line in (first.removeprefix(row[0]), *others):
            click.echo(line)


def _rows_of_lines(rows: Sequence[Sequence[str]], gap: str = "  ") -> Iterator[Sequence[str]]:
    if not rows:
        return
    widths = [max(width(row[place]) for row in rows) for place in range(len(rows[0]))]
    total = shutil.get_terminal_size().columns if sys.stdout is not None and sys.stdout.isatty() else 0
    for row in rows:
        cells = [cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)]
        line = gap.join(cells).rstrip()
        if total and width(line) > total:
            yield tuple(_folded(row, cells, widths.index(max(widths)), total, gap))
        else:
            yield (line,)


def facts(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows for a screen reader: every cell that says something on a line of its own, a blank line behind each row."""
    for row in rows:
        yield from (cell.strip() for cell in row if cell.strip())
        yield ""


def _folded(row: Sequence[str], cells: Sequence[str], widest: int, total: int, gap: str) -> Iterator[str]:
    """A row that is wider than the terminal: from its widest column on the texts go on below one another, whole."""
    lead = "".join(cell + gap for cell in cells[:widest])
    if total - width(lead) < _NARROWEST:
        lead, widest = "", 0
    inset = row[widest][: len(row[widest]) - len(row[widest].lstrip())]
    text = " · ".join(cell.strip() for cell in row[widest:] if cell.strip())
    hang = " " * width(lead) + inset
    for number, piece in enumerate(_wrapped(text, total - width(hang))):
        yield (hang if number else lead + inset) + piece


def _wrapped(text: str, cells: int) -> Iterator[str]:
    """A text in lines of at most so many cells, broken between words; a longer word is broken within."""
    line = ""
    for word in text.split(" "):
        if line and width(f"{line} {word}") > cells:
            yield line
            line = ""
        line = f"{line} {word}" if line else word
        while width(line) > cells > 0:
            kept = next(n for n in range(len(line), 0, -1) if width(line[:n]) <= cells or n == 1)
            yield line[:kept]
            line = line[kept:]
    if line:
        yield line
