"""When a person is there, as files hold it: "2025-10-09 14:00/2025-10-10"; light, as every trip file needs it."""

from __future__ import annotations

from datetime import datetime, timedelta

Span = tuple[datetime | None, datetime | None]
"""From when to when, start inclusive, end exclusive; None is open."""


def read_iso_span(text: str) -> Span:
    """A span as the trip file has it, "2025-10-09 14:00/2025-10-10"; ".." leaves a side open, a bare last date counts.

    Raises:
        ValueError: it is not one.
    """
    first, last = (side.strip() for side in text.split("/"))
    start = None if first in ("", "..") else datetime.fromisoformat(first)
    end = None if last in ("", "..") else datetime.fromisoformat(last)
    if end is not None and len(last) == len("2025-10-10"):
        end += timedelta(days=1)
    return start, end


def write_iso_span(span: Span) -> str:
    """A span as the trip file holds it; empty if both sides are open."""
    start, end = span
    if start is None and end is None:
        return ""
    first = ".." if start is None else start.isoformat(" ").removesuffix(" 00:00:00")
    last = ".." if end is None else end.isoformat(" ")
    if end is not None and last.endswith(" 00:00:00"):
        last = (end - timedelta(days=1)).date().isoformat()
    return f"{first.removesuffix(':00') if ' ' in first else first}/{last.removesuffix(':00') if ' ' in last else last}"
