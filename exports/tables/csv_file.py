"""A table as CSV, for Excel, LibreOffice and scripts.

RFC 4180 in UTF-8 with a byte order mark, without which Excel takes it for another encoding. Between cells stands what
Excel of that language expects (it takes the list separator of the machine): a semicolon in German, a comma in English.
Dates and times are ISO 8601, which both programs take for dates in every language and scripts need not guess at.

What begins like a formula gets an apostrophe in front, as OWASP advises: a programme is written by many hands, and a
spreadsheet would run it. A phone number may keep its "+": a plus, digits with blanks between them, brackets and hyphens
are no formula that a spreadsheet could work out.
"""

from __future__ import annotations

import csv
import re
from datetime import date, datetime, time
from io import StringIO
from typing import Final

from exports.office_files import held
from exports.tables.table import Cell, Table
from trips.i18n.language import Language

_SEPARATORS: Final[dict[Language, str]] = {"de": ";", "en": ","}
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")
_PHONE: Final = re.compile(r"\+\d(?=[^/]*\d \(?\d)[\d ()-]*\d")


def csv_file(table: Table) -> bytes:
    """A table as CSV that a spreadsheet opens and never runs."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=_SEPARATORS[table.source.language], lineterminator="\r\n")
    writer.writerow([_safe(column) for column in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(value: Cell) -> str | int:
    match value:
        case None:
            return ""
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case int():
            return value
        case str():
            return _safe(value)


def _safe(text: str) -> str:
    text = held(text).replace("\t", " ").strip()
    return f"'{text}" if _FORMULA.match(text) and not _PHONE.fullmatch(text) else text
