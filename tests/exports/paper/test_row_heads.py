"""The first cell of each row heads it, so that who hears a table learns when or whose each cell is."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from exports.paper.row_heads import with_row_heads
from exports.snapshot import Snapshot
from tests.support.papermaking import ISSUED, example_trip, faults, made, make

Cell = tuple[str, dict[str, str]]
"""Its kind, and what it says of its place in the table."""


def below(element: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """Every element of a kind below one, in the order of reading."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if kind == kid.S:
                yield kid
            yield from below(kid, kind)


def rows(data: bytes) -> Iterator[list[Cell]]:
    """The cells of each row that is no head of columns."""
    with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
        for part in ("/TBody", "/TFoot"):
            for body in below(pdf.Root.StructTreeRoot, part):
                yield from ([(str(cell.S), told(cell)) for cell in row.K] for row in below(body, "/TR"))


def told(cell: pikepdf.Object) -> dict[str, str]:
    """What a cell says of its place in the table."""
    looks = cell.get("/A", [])
    every = looks if isinstance(looks, pikepdf.Array) else [looks]
    return {key: str(value) for one in every if str(one.O) == "/Table" for key, value in one.items()}


@pytest.mark.parametrize("paper", ["programme", "runsheet", "participants", "changes", "driversheet"])
def test_the_first_cell_of_each_row_is_its_head(paper: str) -> None:
    found = list(rows(made(paper, "koeln", "de").data))
    assert found
    heads = [row[0] for row in found if row[0][0] == "/TH"]
    assert all(place["/Scope"] == "/Row" for _, place in heads)
    assert all(kind == "/TD" and "/Headers" not in place for row in found for kind, place in row[1:])
    assert len(heads) >= len(found) - 1  # one without a time has no head


def test_nobodys_words_are_taken_for_a_cell() -> None:
    words = "/S/TD/P 1 0 R/A[<</O/Table/Headers[(U1x0y0)]/K[1"
    trip = replace(example_trip("koeln"), title=words)
    data = make("programme", Snapshot(trip, ISSUED)).data
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
        assert words in str(pdf.docinfo.Title).replace("\u200b", "")


def test_it_takes_as_many_bytes_as_before() -> None:
    cell = b"<</Type/StructElem/S/TD/P 7 0 R/A[<</O/Table/Headers[(U1x%dy0)(U1x9y0)]/ColSpan 2>>]/K[%s]>>\nendobj\n"
    time, title, empty = cell % (0, b"3"), cell % (1, b"4"), cell % (0, b"")
    heads = b"/Headers[(U1x0y0)(U1x9y0)]"
    assert with_row_heads(time) == time.replace(b"/S/TD", b"/S/TH").replace(heads, b"/Scope/Row".ljust(len(heads)))
    assert with_row_heads(title) == title.replace(b"/Headers[(U1x1y0)(U1x9y0)]", b" " * len(heads))
    assert with_row_heads(empty) == empty.replace(heads, b" " * len(heads))
