"""CSV and Excel files as rows of text, whatever their encoding and separator; bounded in size, time and memory."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Final

from trips.i18n.language import UserError
from trips.importers.door import door
from trips.importers.programme.files import check_package, decoded, opened, refuse_large

MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 60
_SEPARATORS: Final = (";", "\t", ",", "|")
_LOOKED_AT: Final = 20
"""Lines by which the separator is chosen."""

Sheet = list[tuple[str, ...]]


def sheets_of(data: bytes, name: str, *, in_lines: bool = False) -> list[Sheet]:
    """The sheets of a file, each as rows of cells; one if it is no Excel file.

    Args:
        data: the file.
        name: what it is called.
        in_lines: whether the lines of a cell stay lines.

    Raises:
        UserError: it is too large, damaged, protected, holds macros or is no table, or has more than 10,000 rows.
    """
    refuse_large(data, name)
    with door(name):
        if data.startswith(b"PK\x03\x04"):
            check_package(data, name, "xl/workbook.xml")
            with opened(name):
                return [_filled(rows, name, in_lines=in_lines) for rows in _workbook(data)]
        return [_filled(_comma(decoded(data, name)), name, in_lines=in_lines)]


def _filled(rows: Iterable[tuple[str, ...]], name: str, *, in_lines: bool) -> Sheet:
    found: Sheet = []
    filled = 0
    for row in rows:
        filled += any(row)
        if filled > MOST_ROWS:
            raise UserError(
                "{path} has more than {n} rows; a list of people or items is shorter.", path=name, n=MOST_ROWS
            )
        found.append(tuple(_lines(cell) if in_lines else " ".join(cell.split()) for cell in row[:MOST_COLUMNS]))
    while found and not any(found[-1]):
        found.pop()
    return found


def _lines(cell: str) -> str:
    return "\n".join(" ".join(line.split()) for line in cell.strip().splitlines())


def _comma(text: str) -> Iterator[tuple[str, ...]]:
    lines = [line for line in text.splitlines() if line.strip()][:_LOOKED_AT]
    separator = max(_SEPARATORS, key=lambda one: min((line.count(one) for line in lines[:2]), default=0))
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            yield tuple(row)
    except csv.Error:
        raise UserError("The table cannot be read: a cell is too long, or a quotation mark is missing.") from None


def _workbook(data: bytes) -> Iterator[Iterator[tuple[str, ...]]]:
    """The rows of each sheet; what the library raises for a damaged file is the caller's."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        yield (tuple(map(_text, row)) for row in rows)


def _text(value: object) -> str:
    """A cell as one would type it: dates and times as such, whole numbers without a point."""
    match value:
        case None:
            return ""
        case datetime():
            return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
