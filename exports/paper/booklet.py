"""A booklet to fold: two pages of A5 on each side of a sheet of A4, in the order in which they lie when folded."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from exports.snapshot import Snapshot
from trips.i18n.language import N_

FOR_PRINT_ONLY: Final = N_(
    "The booklet is for printing only: both sides, flip on the short edge, fold. Screen readers do not read it; hand "
    "out the document without the layout booklet to whoever needs that."
)
_PAGES_A_SHEET: Final = 4
_SIDE: Final = """#let order = json(bytes(sys.inputs.order))
#set document(title: sys.inputs.title)
#set page(width: 297mm, height: 210mm, margin: 0mm)
#for (n, side) in order.enumerate() {
  if n > 0 { pagebreak() }
  for (at, page) in side.enumerate() {
    if page > 0 { place(top + left, dx: at * 148.5mm, image("booklet.pdf", page: page, width: 148mm)) }
  }
}"""


def folded(pdf: bytes, title: str, snapshot: Snapshot) -> bytes:
    """A document of A5 as sheets of A4 to print on both sides, flipped on the short edge, and to fold.

    It is no PDF/A and no PDF/UA: pages that are set into others lose their structure.
    """
    import typst

    pages = max(int(count) for count in re.findall(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)", pdf))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sheets.typ"
        source.write_text(_SIDE, encoding="utf-8")
        (Path(folder) / "booklet.pdf").write_bytes(pdf)
        return typst.compile(
            str(source), root=folder, format="pdf", pdf_tags=False,
            sys_inputs={"order": json.dumps(list(sides(pages))), "title": title},
            timestamp=int(snapshot.issued.timestamp()),
        )  # fmt: skip


def sides(pages: int) -> Iterator[tuple[int, int]]:
    """The pages on each side of each sheet, left and right, counted from 1; 0 for none.

    The first sheet is the outermost: its front has the last page and the first, its back those behind them. What is
    left empty lies before the last page, which is the back of the booklet.
    """
    places = -(-pages // _PAGES_A_SHEET) * _PAGES_A_SHEET
    shown = [*range(1, pages), *[0] * (places - pages), pages]
    for first in range(0, places // 2, 2):
        yield shown[places - 1 - first], shown[first]
        yield shown[first + 1], shown[places - 2 - first]
