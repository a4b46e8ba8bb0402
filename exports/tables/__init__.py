"""The programme as tables, for the programs of an office: CSV and Excel."""

from __future__ import annotations

from exports.tables.by_audience import tables
from exports.tables.csv_file import csv_file
from exports.tables.excel_file import xlsx_file
from exports.tables.table import Cell, Source, Table

__all__ = ["Cell", "Source", "Table", "csv_file", "tables", "xlsx_file"]
