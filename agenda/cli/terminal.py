"""The last door before the terminal of the command line: no text, wherever it came from, controls it."""

from __future__ import annotations

import io
import sys
from typing import TextIO, cast

from trips.i18n.text import shown


class SafeTerminal(io.TextIOWrapper):
    """A stream to a terminal that gets text and nothing else: no escape sequences, no marks that turn a line around."""

    def write(self, text: str, /) -> int:
        """Write a text; a return at its beginning is our own, to go over a line of progress again."""
        again = text.startswith("\r")
        super().write(f"\r{shown(text[1:])}" if again else shown(text))
        return len(text)


def guard_terminal() -> None:
    """Let everything that goes to a terminal pass the door; files and other programs get it as it is."""
    sys.stdout, sys.stderr = _guarded(sys.stdout), _guarded(sys.stderr)


def _guarded(stream: TextIO | None) -> TextIO:
    if stream is None or isinstance(stream, SafeTerminal) or not stream.isatty():
        return cast("TextIO", stream)
    return SafeTerminal(stream.buffer, stream.encoding, "replace", line_buffering=True)
