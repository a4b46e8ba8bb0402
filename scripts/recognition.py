"""Write how well programmes are read into docs/import.md; with --check only compare."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.support.recognition import Score, samples, score

PAGE = Path(__file__).parent.parent / "docs" / "import.md"
BEGIN, END = "<!-- recognition -->\n", "<!-- /recognition -->"


def table() -> str:
    """The table of all samples together, in Markdown."""
    scores = [score(sample) for sample in samples()]
    found = sum(scores, Score())
    rows = [
        ("entries found", found.found, found.expected),
        ("of those: time right", found.times, found.found),
        ("kind right", found.kinds, found.found),
        ("part or not right", found.parts, found.found),
        ("place found", found.places, found.places_expected),
        ("people found", found.people, found.people_expected),
    ]
    lines = ["| | | of | |", "|---|---|---|---|"]
    lines += [f"| {name} | {n} | {of} | {n / of:.0%} |" for name, n, of in rows]
    lines += [f"| entries too many | {found.extra} | | |", f"| lines lost | {len(found.lost)} | | |"]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the table, or say whether it is as written."""
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    new = before + BEGIN + table() + END + rest.split(END)[1]
    if "--check" in sys.argv:
        return 0 if new == page else 1
    PAGE.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
