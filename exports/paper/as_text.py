"""A paper as plain text, in the order in which it is read: to look at before it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, cast

from exports.paper.job import Job
from exports.paper.render import compose

_HEAD: Final = (
    "internal", "kind", "provisional", "title", "theme", "dates", "for_whom", "organiser", "contact", "stamp", "since",
    "link", "hint", "count",
)  # fmt: skip
_BODY: Final = ("days", "sheets", "sections", "people", "badges", "guests", "gathering", "lines", "rides", "news",
                "hotels", "phones", "places", "pool", "imprint")  # fmt: skip
_FIRST: Final = ("time", "extent", "meet", "word", "form", "name", "latin", "title", "label", "status")
"""What stands in an entry's first line, in this order; the rest stands under it."""

_SILENT: Final = frozenset(("lang", "length", "part", "quiet", "gone", "off", "kind", "number"))
Values = Mapping[str, Any]


def paper_text(name: str, job: Job) -> list[str]:
    """The lines of a paper.

    Raises:
        UserError: it is not for this audience, or there is nothing for it.
    """
    data = compose(name, job)
    lines = [str(data[key]) for key in _HEAD if data.get(key)]
    for key in _BODY:
        if data.get(key):
            lines += ["", *_told(data[key], "")]
    return lines


def _told(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, str):
        yield from (f"{indent}{line}" for line in value.split("\n") if line)
    elif isinstance(value, list):
        for one in cast("list[Any]", value):
            yield from _told(one, indent)
    elif isinstance(value, dict):
        yield from _entry(cast("dict[str, Any]", value), indent)


def _entry(values: Values, indent: str) -> Iterator[str]:
    """An entry: its first line, then what belongs to it, then the entries in it."""
    mark: Values = values.get("mark") or {}
    first = [f"[{mark['word']}]"] if mark else []
    first += [str(values[key]) for key in _FIRST if values.get(key)]
    deeper = f"{indent}    "
    yield indent + "  ".join(first)
    for key, value in values.items():
        if key in (*_FIRST, *_BODY, "mark", "cells") or key in _SILENT or not value:
            continue
        yield from (f"{deeper}{line}" for line in _lines(value))
    if values.get("cells"):
        yield deeper + " · ".join(one for one in values["cells"] if one)
    for key in _BODY:
        if values.get(key):
            yield from _told(values[key], deeper)


def _lines(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return [line for line in value.split("\n") if line]
    if isinstance(value, dict):
        inside = cast("dict[str, Any]", value)
        said = ", ".join(str(inside[key]) for key in ("name", "about", "address", "phone") if inside.get(key))
        return [said] if said else []
    if isinstance(value, list):
        return [line for one in cast("list[Any]", value) for line in _lines(one)]
    return [str(value)] if not isinstance(value, bool) else []
