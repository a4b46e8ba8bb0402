"""Times on a page, for programs too."""

from __future__ import annotations

from datetime import datetime

from exports.programme import Line
from exports.web.page import Html, element, joined


def told_edges(line: Line) -> tuple[datetime | None, datetime | None]:
    """The start and the end that the reader of a line is told; None for what is open."""
    return line.start, line.end if line.time.end or line.item.when.end is not None else None


def time_of(line: Line) -> Html:
    """When it is: its start and its end, each with its offset from UTC, and what stands beside them."""
    told = line.time
    beside = joined(" ", element("span", f"({told.extent})", class_="extent")) if told.beside else ""
    return element(
        "p", _moment(told.start, line.start), told.between, _moment(told.end, line.end), beside, class_="time"
    )


def _moment(text: str, moment: datetime | None) -> Html:
    if not text:
        return joined("")
    return element("time", text, datetime=moment.isoformat(timespec="minutes")) if moment else joined(text)
