"""The last door before the terminal of the command line: no text, wherever it came from, controls it."""

from __future__ import annotations

import io
import os
import sys
from typing import Final, TextIO, cast

import click

from trips.i18n.text import shown

_BOLD: Final = "\x1b[1m"
_NORMAL: Final = "\x1b[22m"


class SafeTerminal(io.TextIOWrapper):
    """A stream to a terminal that gets text and nothing else: no escape sequences, no marks that turn a line around."""

    def write(self, text: str, /) -> int:
        """Write a text; a return at its beginning is our own, to go over a line of progress again."""
        again = text.startswith("\r")
        super().write(f"\r{shown(text[1:])}" if again else shown(text))
        return len(text)

    def write_bold(self, text: str) -> None:
        """Write a text in bold: the one thing but text that passes, and nobody's text can ask for it."""
        super().write(f"{_BOLD}{shown(text)}{_NORMAL}")


def say_bold(text: str) -> None:
    """Write the beginning of a line of data, in bold on a terminal that has it; elsewhere as it is."""
    if isinstance(sys.stdout, SafeTerminal) and os.environ.get("TERM") not in (None, "dumb"):
        sys.stdout.write_bold(text)
    else:
        click.echo(text, nl=False)


def guard_terminal() -> None:
    """Let everything that goes to a terminal pass the door; files and other programs get it as it is."""
    sys.stdout, sys.stderr = _guarded(sys.stdout), _guarded(sys.stderr)


def _guarded(stream: TextIO | None) -> TextIO:
    if stream is None or isinstance(stream, SafeTerminal) or not stream.isatty():
        return cast("TextIO", stream)
    return SafeTerminal(stream.buffer, stream.encoding, "replace", line_buffering=True)
