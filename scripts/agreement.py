"""Make docs/proof/agreement.md: what files tell readers of five trips, held against the JSON of that reader.

python -m scripts.agreement takes some minutes; it needs pdfinfo (poppler-utils).
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from tests.support.agreement import TELLINGS, differences, readers_of, some_readers, telling_row
from tests.support.agreement.trips import PART, version_two

PAGE: Final = Path(__file__).resolve().parent.parent / "docs/proof/agreement.md"
_HEAD: Final = """# Every file says the same

A programme leaves the office in many forms. This page shows that they agree: each kind of file is made for the
readers of a trip, read by another program (poppler, python-docx, an HTML parser, a CommonMark parser, openpyxl,
icalendar), and what that program reads is held, item by item, against what `agenda show TRIP --for WHO --json` says
to the same reader: the day, the title, the start, the end, the place, the status, and the order.

`scripts/agreement.py` makes this page.

## What each kind of file tells
"""
_TRIPS: Final = """
## What was found

Items told to all readers / differences; files that take a while to be made (PDF, Word, Excel) for every fourth reader.
The trips are two examples, a hard case of `tests/cases/trips`, and two made by chance (the same ones every time): three
days, two groups, guests and hosts, parts, soft times, nights, zones, every status, items for those they name alone.
Each is looked at in its second version, after a change of time, a cancellation and a removal. A dash: no reader
gets such a file. With `HYPOTHESIS_PROFILE=thorough` the tests make every file for every reader of fifteen trips.
"""


def page_of() -> str:
    """The text of the page; makes and reads every file."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    yield "| file | for whom | which items | times | parts | end of a stay or journey on a later day |"
    yield "|---|---|---|---|---|---|"
    yield from map(telling_row, TELLINGS)
    yield _TRIPS
    yield "| trip | readers | " + " | ".join(telling.name for telling in TELLINGS) + " |"
    yield "|---" * (2 + len(TELLINGS)) + "|"
    with ProcessPoolExecutor() as pool:
        yield from pool.map(_row_of, PART)


def _row_of(name: str) -> str:
    """A trip's row: of each kind of file, the items told to all its readers, and the differences."""
    snapshot = version_two(name)
    cells: list[str] = []
    for telling in TELLINGS:
        told = [
            differences(telling, snapshot, audience, snapshot.trip.language)
            for audience in some_readers(telling, snapshot.trip)
        ]
        items, found = sum(n for n, _ in told), sum(len(different) for _, different in told)
        cells.append(f"{items} / {found}" if told else "–")
    return f"| {name} | {len(list(readers_of(snapshot.trip)))} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page_of(), encoding="utf-8")
