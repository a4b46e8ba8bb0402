"""Streams of a PDF whose data ends with a carriage return, ended so that nobody takes it for part of the line break.

An end-of-line marker stands between the data of a stream and "endstream", and is not counted in its length (ISO
32000-1, 7.3.8.1; ISO 19005-2, 6.1.7.1). The compiler writes a line feed. Behind data that ends with a carriage return
that reads as one marker of two bytes, and the data as a byte too short; a marker of two bytes of its own does not.
"""

from __future__ import annotations

import re
from bisect import bisect
from typing import Final

_DOUBTFUL: Final = re.compile(rb"(?<=\r)(?=\nendstream\r?\nendobj)")
_ENTRY: Final = re.compile(rb"(\d{10})(?= \d{5} n)")
_TABLE: Final = re.compile(rb"(.*\nxref\n)(.*\nstartxref\n)(\d+)(.*)", re.DOTALL)


def with_streams_ended(pdf: bytes) -> bytes:
    """The same document with those streams ended by a marker of two bytes, and its table of offsets set right."""
    added = [found.start() for found in _DOUBTFUL.finditer(pdf)]
    parts = _TABLE.fullmatch(pdf) if added else None
    if parts is None:
        return pdf
    body, table, start, rest = parts.groups()

    def moved(offset: bytes) -> int:
        return int(offset) + bisect(added, int(offset))

    table = _ENTRY.sub(lambda entry: b"%010d" % moved(entry[1]), table)
    return _DOUBTFUL.sub(b"\r", body) + table + b"%d" % moved(start) + rest
