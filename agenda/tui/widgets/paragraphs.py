"""Lines of text to read, laid out for the width there is: what is too long goes on below its last column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final

from textual.content import Content
from textual.widgets import Static

_COLUMNS: Final = re.compile(r"\S(\s{2,})(?=\S)")
_FAR_IN: Final = 12
"""Blanks before a line that is the rest of the one above it."""
_RULE: Final = re.compile(r"[=\-–─]{3,}")


class Paragraphs(Static):
    """Lines with hanging indents; a line with a rule below it, or before indented ones, is a heading and bold.

    `looks` are the styles of the columns of indented lines, the first one's first.
    """

    DEFAULT_CSS = "Paragraphs { width: 100%; height: auto; }"

    def __init__(
        self,
        lines: Sequence[str],
        *,
        looks: Sequence[str] = (),
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id, markup=False)
        self._lines = lines
        self._looks = looks

    def show(self, lines: Sequence[str]) -> None:
        """Show other lines."""
        self._lines = lines
        self.update(laid_out(lines, self.size.width or 80, self._looks))

    def on_resize(self) -> None:
        """Lines are as wide as the widget."""
        self.show(self._lines)

    def on_mount(self) -> None:
        """What is shown until the width is known."""
        self.show(self._lines)


def laid_out(lines: Sequence[str], width: int, looks: Sequence[str] = ()) -> Content:
    """Lines as a text of some width, headings in bold, columns with their looks."""
    return Content("\n").join(
        Content.styled(text, "bold") if heading else _in_columns(text, looks)
        for text, heading in _wrapped(lines, width)
    )


def _in_columns(line: str, looks: Sequence[str]) -> Content:
    """An indented line with a style for each of its columns; what a long one goes on with is of the last."""
    gaps = [found.end() for found in _COLUMNS.finditer(line)]
    if not looks or not line.startswith("  ") or (not gaps and not line.startswith(" " * _FAR_IN)):
        return Content(line)
    places = [0, *gaps[: len(looks) - 1], len(line)]
    styles = looks[: len(places) - 1] if gaps else looks[-1:]
    return Content.assemble(
        *((line[begin:end], look) for begin, end, look in zip(places, places[1:], styles, strict=False))
    )


def _wrapped(lines: Sequence[str], width: int) -> Iterator[tuple[str, bool]]:
    """Each line as it is shown, and whether it is a heading."""
    for place, line in enumerate(lines):
        behind = lines[place + 1] if place + 1 < len(lines) else ""
        if _RULE.fullmatch(line.strip()) and place:
            continue
        heading = bool(line) and (
            bool(_RULE.fullmatch(behind.strip())) or (not line.startswith(" ") and behind.startswith("  "))
        )
        if len(line) <= width:
            yield line, heading
            continue
        hanging = " " * _hanging(line, width)
        yield from (
            (part, heading) for part in wrap(line, width, subsequent_indent=hanging, drop_whitespace=True) or [""]
        )


def _hanging(line: str, width: int) -> int:
    """Where what does not fit goes on: below the last column that leaves it room, else a little further in."""
    ends = [found.end() for found in _COLUMNS.finditer(line) if found.end() <= width * 6 // 10]
    return ends[-1] if ends else len(line) - len(line.lstrip()) + 2
