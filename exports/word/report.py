"""The report of a trip as a Word file, to be edited for the press."""

from __future__ import annotations

from exports.audience import Audience
from exports.brand import PLAIN, Brand
from exports.report import Block, press_report
from exports.snapshot import Snapshot
from exports.word.document import About, WordFile
from exports.word.looks import Use
from exports.word.markup import paragraph
from trips.model.translations import RIGHT_TO_LEFT, primary


def report_docx(snapshot: Snapshot, audience: Audience, language: str | None = None, brand: Brand = PLAIN) -> bytes:
    """The report of a snapshot for an audience as .docx; the same input gives the same bytes.

    Raises:
        UserError: the letterhead or the logo cannot be used.
    """
    view, blocks = press_report(snapshot, audience, language)
    from_right = primary(view.language) in RIGHT_TO_LEFT
    about = About(blocks[0].text, view.organiser, snapshot.issued, view.stamp, view.for_whom, from_right=from_right)
    file = WordFile(about, view.words, brand)
    return file.filled(file.begun(_markup(blocks[0], file)) + "".join(_markup(block, file) for block in blocks[1:]))


def _markup(block: Block, file: WordFile) -> str:
    if block.kind == "entry":
        return file.bullet(block.text)
    uses: dict[str, Use] = {"title": "title", "heading": "day", "subheading": "subject", "text": "text"}
    return paragraph(file.styles[uses[block.kind]], block.text, keep=block.kind != "text")
