"""On which line each key of a TOML text stands; tomllib keeps no positions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
_KEY: Final = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_DOTTED: Final = re.compile(rf"\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*")
_HEADER: Final = re.compile(rf"\s*(\[\[?)\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*\]\]?")
_TOKEN: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'" r"|#[^\n]*|[\[\]{}\n]", re.DOTALL
)


def line_numbers(text: str) -> dict[Path, int]:
    """The line, counted from 1, of every table and key of a valid TOML text, by its path: ("day", 0, "date")."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for line, statement in _statements(text):
        if header := _HEADER.match(statement):
            names = _names(header[2])
            table = _within(names[:-1], counts)
            if header[1] == "[[":
                counts[(*table, names[-1])] = counts.get((*table, names[-1]), -1) + 1
            table = _within(names, counts)
            for path in (table[:-1], table):
                found.setdefault(path, line)
        elif key := _DOTTED.match(statement):
            names = _names(key[1])
            for end in range(1, len(names) + 1):
                found.setdefault((*table, *names[:end]), line)
    return found


def _within(names: list[str], counts: dict[Path, int]) -> Path:
    path: Path = ()
    for name in names:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    return path


def _names(dotted: str) -> list[str]:
    return [name.strip("\"'") for name in re.findall(_KEY, dotted)]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The statements of a text with the line each begins on; brackets and long strings may span lines."""
    start, depth = 0, 0
    line, start_line = 1, 1
    for token in _TOKEN.finditer(text):
        line += token[0].count("\n")
        if token[0] in ("[", "{"):
            depth += 1
        elif token[0] in ("]", "}"):
            depth -= 1
        elif token[0] == "\n" and depth <= 0:
            yield start_line, text[start : token.start()]
            start, start_line, depth = token.end(), line, 0
    yield start_line, text[start:]
