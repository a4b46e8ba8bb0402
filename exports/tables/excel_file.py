"""Tables as an Excel file: a sheet a table, dates as dates, and text that is never taken for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from io import BytesIO
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, Final

from exports.office_files import held, in_utc, member, region_of, repacked
from exports.tables.table import Cell, Source, Table
from trips.i18n.language import Language, words

if TYPE_CHECKING:
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL: Final = 32_767
"""Characters that a cell can hold."""

_LONGEST_NAME: Final = 31
_NARROWEST, _WIDEST = 6, 30
_LINE, _TALLEST = 15, 409
"""The height of a line, and the most that a row may have, in points."""

_A4: Final = 9
_PER_PAGE: Final = 260
"""How wide a table may be on one page, in characters: at about half the size it can still be read."""

_DATES: Final[dict[Language, str]] = {"de": "dd.mm.yyyy", "en": "dd/mm/yyyy"}
_CLOCK: Final = "hh:mm"
_TYPED_IN: Final = ("=", "+", "-", "@", "'")
"""How texts begin that Excel would take for something else if somebody touched the cell."""


def xlsx_file(tables: Iterable[Table]) -> bytes:
    """Tables, at least one, as an Excel file; the same tables give the same bytes."""
    from openpyxl.workbook import Workbook

    book = Workbook(iso_dates=False)
    book.remove(book.worksheets[0])
    source = None
    for table in tables:
        source = table.source
        _fill(book.create_sheet(_sheet_name(table.title, book.sheetnames)), table)
    if source is None:
        raise ValueError("no tables")
    _describe(book, source)
    made = BytesIO()
    book.save(made)
    return _timeless(made.getvalue(), source)


def _describe(book: Workbook, source: Source) -> None:
    about = book.properties
    about.title, about.language = held(source.title), region_of(source.language)
    about.creator = about.lastModifiedBy = held(source.organiser)
    about.created = in_utc(source.issued)


def _timeless(data: bytes, source: Source) -> bytes:
    """The library writes the time of day as that of the last change."""
    core = member(data, "docProps/core.xml")
    moment = f"{in_utc(source.issued):%Y-%m-%dT%H:%M:%SZ}".encode()
    changed = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + moment, core)
    return repacked(data, {"docProps/core.xml": changed})


def _sheet_name(title: str, taken: list[str]) -> str:
    base = re.sub(r"[\[\]:*?/\\]", "_", held(title)).strip("' ")[:_LONGEST_NAME] or "1"
    lower, name, n = {one.lower() for one in taken}, base, 2
    while name.lower() in lower:
        ending = f" {n}"
        name, n = base[: _LONGEST_NAME - len(ending)] + ending, n + 1
    return name


def _fill(sheet: Worksheet, table: Table) -> None:
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    top, line = Alignment(horizontal="left", vertical="top", wrap_text=True), Border(bottom=Side("thin"))
    for at, row in enumerate((table.columns, *table.rows), 1):
        cells = [SheetCell(sheet, row=at, column=n) for n in range(1, len(row) + 1)]
        for cell, value in zip(cells, row, strict=True):
            cell.alignment = top
            _write(cell, value, row[0], table.source.language)
            if at == 1:
                cell.font, cell.border = Font(bold=True), line
        sheet.append(cells)
    widths = [_width(title, n, table) for n, title in enumerate(table.columns)]
    for n, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    for n, row in enumerate((table.columns, *table.rows), 1):
        lines = max(_lines(value, width) for value, width in zip(row, widths, strict=True))
        if lines > 1:  # Excel would find out by itself, LibreOffice does not
            sheet.row_dimensions[n].height = min(lines * _LINE, _TALLEST)
    last = f"{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.auto_filter.ref = f"A1:{last}"
    sheet.freeze_panes = "A2"
    sheet.print_area = _days(table)
    _for_printing(sheet, table, max(ceil(sum(widths) / _PER_PAGE), 1))


def _days(table: Table) -> str | None:
    """The ranges that are printed, each on a page of its own: those of the days, if rows tell two days or more."""
    from openpyxl.utils import get_column_letter

    last = get_column_letter(len(table.columns))
    found = [
        (day, [n for n, _ in rows])
        for day, rows in groupby(enumerate(table.rows, 2), key=lambda numbered: numbered[1][0])
    ]
    told = [day for day, _ in found if isinstance(day, date)]
    if len(told) < 2 or len(set(told)) < len(told) or len(told) < len(found) - 1:
        return None  # it is not in the order of days; what has no day may stand at the end
    return ",".join(f"A{rows[0]}:{last}{rows[-1]}" for _, rows in found)


def _write(cell: SheetCell, value: Cell, day: Cell, language: Language) -> None:
    """A cell's value; a moment on the row's own date only shows its clock."""
    match value:
        case None | "":
            return
        case str():
            text = _literally(held(value).replace("\t", " "))
            cell.value = text
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(_TYPED_IN)
        case datetime():
            cell.value = value
            cell.number_format = _CLOCK if value.date() == day else f"{_DATES[language]} {_CLOCK}"
        case date():
            cell.value = value
            cell.number_format = _DATES[language]
        case time():
            cell.value = value
            cell.number_format = _CLOCK
        case int():
            cell.value = value


def _literally(text: str) -> str:
    """Excel reads "_x000D_" as a character (ECMA-376, ST_Xstring); the text that looks so is escaped."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)[:LONGEST_CELL]


def _width(title: str, n: int, table: Table) -> int:
    """The width of a column; a header has its filter beside it and may take several lines."""
    longest = max((_length(row[n], row[0]) for row in table.rows), default=0)
    header = max((len(word) for word in title.split()), default=0) + 4
    return min(max(longest + 2, header, _NARROWEST), _WIDEST)


def _lines(value: Cell, width: int) -> int:
    """About how many lines a text takes: most letters are narrower than the digits that widths count."""
    if not isinstance(value, str):
        return 1
    return sum(ceil(len(line) / width) or 1 for line in value.split("\n"))


def _length(value: Cell, day: Cell) -> int:
    match value:
        case str():
            return max((len(line) for line in value.splitlines()), default=0)
        case datetime():
            return len(_CLOCK) if value.date() == day else len("dd.mm.yyyy hh:mm")
        case date():
            return len("dd.mm.yyyy")
        case _:
            return len(str(value or ""))


def _for_printing(sheet: Worksheet, table: Table, pages: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.properties import PageSetupProperties

    t = words(table.source.language)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    if pages > 1:
        sheet.print_title_cols = f"A:{get_column_letter(table.keys)}"
    footer = HeaderFooterItem()
    footer.left.text = held(table.source.stamp).replace("&", "&&")
    footer.right.text = f"{t('page')} &P {t('of')} &N"
    sheet.HeaderFooter.oddFooter = footer
