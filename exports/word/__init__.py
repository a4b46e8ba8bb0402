"""Word files: the programme and the report of a trip, plain or on an office's letterhead."""

from __future__ import annotations

from exports.word.letterhead import check_letterhead
from exports.word.programme import programme_docx
from exports.word.report import report_docx

__all__ = ["check_letterhead", "programme_docx", "report_docx"]
