"""Times on a page, for programs too: what is told, and nothing that was only computed."""

from __future__ import annotations

from datetime import datetime

from exports.programme import Line
from exports.web.page import Html, element, joined
from trips.grammar.when import Clock, Part


def told_edges(line: Line) -> tuple[datetime | None, datetime | None]:
    """The start and the end that the reader of a line is told; None for what is open or only computed.

    "until 15:00" has a start in the timeline, and "in the morning" an end, but nobody said them.
    """
    when = line.item.when
    if line.carried:
        return None, line.end
    start = line.start if _starts(line) else None
    return start, line.end if when.end is not None else None


def _starts(line: Line) -> bool:
    """Whether a start is said; that of a stay may be said in its text alone ("from 15:00")."""
    start = line.item.when.start
    if start is None:
        return line.start is not None and f"{line.start:%H:%M}" in line.time
    return not isinstance(start, Part)


def time_of(line: Line) -> Html:
    """When it is: its start and its end where the text tells them apart, each with its offset from UTC."""
    start, end = told_edges(line)
    first, between, last = _parted(line)
    if between:
        return element("p", _moment(first, start), between, _moment(last, end), class_="time")
    until = end if isinstance(line.item.when.end, Clock) or line.carried else None
    moment = until if line.carried or (line.item.when.start is None and start is None) else start
    return element("p", _moment(line.time, moment), class_="time")


def _parted(line: Line) -> tuple[str, str, str]:
    """The text of a time before and behind what divides its start from its end; no divider if it has but one."""
    when = line.item.when
    first, dash, last = line.time.partition("–")
    if not dash and isinstance(when.end, Clock) and when.start is not None and not line.carried:
        first, dash, last = line.time.partition(", ")  # "from 12:15, until 13:45"
    return (first, dash, last) if first and last else (line.time, "", "")


def _moment(text: str, moment: datetime | None) -> Html:
    return element("time", text, datetime=moment.isoformat(timespec="minutes")) if moment else joined(text)
