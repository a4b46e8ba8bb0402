"""A table of a programme as rows of its reader."""

from __future__ import annotations

from collections.abc import Iterable

from trips.importers.cleaning import without_controls
from trips.importers.programme.programme import Programme, read_programme_rows
from trips.importers.programme.rows import Row
from trips.importers.tables.sheets import Sheet


def read_table_programme(sheets: Iterable[Sheet]) -> Programme:
    """Read a programme from the first sheet that holds entries.

    Raises:
        UserError: none does, or it is too long.
    """
    found = read_programme_rows(())
    for sheet in sheets:
        rows = [
            Row(line, " ".join(filter(None, cells)), cells, table=len(cells) > 1)
            for line, cells in enumerate((tuple(map(without_controls, row)) for row in sheet), 1)
            if any(cells)
        ]
        found = read_programme_rows(rows)
        if found.entries:
            return found
    found.check()
    return found
