"""The report of a trip: what a delegation did, as a text to edit for the press.

It tells what the programme says and nothing else. No sentence may go wrong with a name or a title that nobody knows
beforehand: titles stand in quotation marks behind the noun of their kind, which is declined for them, unless their
first words tell their article; people and groups are the subject of verbs that fit them.
"""

from exports.report.blocks import Block
from exports.report.report import precedence, press_report, press_view, report, report_markdown, report_notices

__all__ = ["Block", "precedence", "press_report", "press_view", "report", "report_markdown", "report_notices"]
