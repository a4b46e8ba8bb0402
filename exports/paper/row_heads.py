"""The first cell of each row as its heading, so that who hears a table learns with each cell whose or when it is.

The compiler's Python binding makes heads of columns only. A row's head is a heading cell whose scope is its row (ISO
32000-1, 14.8.5.7); the other cells then find their heads by scope, as a list of those of their column would leave that
of their row out. All of it is written over as many bytes as there were, so that no offset changes.
"""

from __future__ import annotations

import re
from typing import Final

_CELL: Final = re.compile(
    rb"/S/TD(?P<parent>/P \d+ 0 R/A\[<</O/Table)(?P<heads>/Headers\[\(U\d+x(?P<column>\d+)y\d+\)(?:\(U[\dxy]+\))*\])"
    rb"(?=(?P<filled>[^\n]*/K\[\d)?)"
)
"""A cell of data as the compiler writes it, each object in one line; its heads by table, column and row."""


def with_row_heads(pdf: bytes) -> bytes:
    """The same document, in whose tables the first cell of each row heads it, if it says anything."""
    return _CELL.sub(_rewritten, pdf)


def _rewritten(cell: re.Match[bytes]) -> bytes:
    first = int(cell["column"]) == 0 and cell["filled"] is not None
    kind, scope = (b"/S/TH", b"/Scope/Row") if first else (b"/S/TD", b"")
    return kind + cell["parent"] + scope.ljust(len(cell["heads"]))
