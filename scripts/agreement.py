"""Make docs/proof/agreement.md: every file of every reader of fifteen trips, held against the JSON of that reader.

python -m scripts.agreement takes some minutes; it needs pdfinfo (poppler-utils).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.support.agreement import TELLINGS, differences, readers_of, reads, telling_row
from tests.support.agreement.trips import TRIPS, version_two

PAGE: Final = Path(__file__).resolve().parent.parent / "docs/proof/agreement.md"
_HEAD: Final = """# Every file says the same

A programme leaves the office in many forms. This page shows that they agree: each kind of file is made for every
reader of fifteen trips, read by another program (poppler, python-docx, an HTML parser, a CommonMark parser, openpyxl,
icalendar), and what that program reads is held, item by item, against what `agenda show TRIP --for WHO --json` says
to the same reader: the day, the title, the start, the end, the place, the status, and the order.

`scripts/agreement.py` makes this page; the tests run a part of it, with `HYPOTHESIS_PROFILE=thorough` the whole.

## What each kind of file tells
"""
_TRIPS: Final = """
## What was found

Items told to all readers / differences. The trips are the examples, two hard cases of `tests/cases/trips`, and ten
made by chance (the same ones every time): three days, two groups, guests and hosts, parts, soft times, nights, zones,
every status, items for those they name alone. Each is looked at in its second version, after a change of time, a
cancellation and a removal. A dash: no reader gets such a file.
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
    for name in TRIPS:
        snapshot = version_two(name)
        audiences = list(readers_of(snapshot.trip))
        items, found = Counter[str](), Counter[str]()
        made = Counter[str]()
        for audience in audiences:
            for telling in TELLINGS:
                if reads(telling, audience, snapshot.trip):
                    told, different = differences(telling, snapshot, audience, snapshot.trip.language)
                    items[telling.name] += told
                    found[telling.name] += len(different)
                    made[telling.name] += 1
        cells = [f"{items[one.name]} / {found[one.name]}" if made[one.name] else "–" for one in TELLINGS]
        yield f"| {name} | {len(audiences)} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page_of(), encoding="utf-8")
