"""libical, which Evolution and KDE read calendars with; called as the C library that it is."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from tests.support.judges import Told, need, unix

_VEVENT = 4
_WORD = ctypes.c_void_p


class _Time(ctypes.Structure):
    """Its struct icaltimetype (version 3)."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "daylight")),
        ("zone", _WORD),
    )


@cache
def _library() -> Any:
    try:
        library = ctypes.CDLL("libical.so.3")
    except OSError:
        need(False, "libical.so.3")
        raise
    shapes: dict[str, tuple[Any, list[Any]]] = {
        "icalparser_parse_string": (_WORD, [ctypes.c_char_p]),
        "icalcomponent_count_errors": (ctypes.c_int, [_WORD]),
        "icalrestriction_check": (ctypes.c_int, [_WORD]),
        "icalcomponent_as_ical_string": (_WORD, [_WORD]),
        "icalcomponent_free": (None, [_WORD]),
        "icalcomponent_get_first_component": (_WORD, [_WORD, ctypes.c_int]),
        "icalcomponent_get_next_component": (_WORD, [_WORD, ctypes.c_int]),
        "icalcomponent_get_uid": (ctypes.c_char_p, [_WORD]),
        "icalcomponent_get_summary": (ctypes.c_char_p, [_WORD]),
        "icalcomponent_get_dtstart": (_Time, [_WORD]),
        "icalcomponent_get_dtend": (_Time, [_WORD]),
        "icaltime_as_timet_with_zone": (ctypes.c_long, [_Time, _WORD]),
    }
    for name, (result, arguments) in shapes.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


@contextmanager
def _parsed(data: bytes) -> Iterator[Any]:
    library = _library()
    root = library.icalparser_parse_string(data)
    try:
        yield root
    finally:
        if root:
            library.icalcomponent_free(root)


def libical_errors(data: bytes) -> list[str]:
    """What libical complains about: it writes its complaints into the tree as properties."""
    library = _library()
    with _parsed(data) as root:
        if not root:
            return ["libical cannot read it"]
        library.icalrestriction_check(root)
        errors = library.icalcomponent_count_errors(root)
        text = ctypes.string_at(library.icalcomponent_as_ical_string(root)).decode()
    told = [line for line in text.replace("\r\n ", "").splitlines() if line.startswith("X-LIC-ERROR")]
    return told or [f"{errors} errors"] * bool(errors)


def with_libical(data: bytes) -> list[Told]:
    """What libical understands; a file that it complains about is not read."""
    errors = libical_errors(data)
    if errors:
        raise ValueError("; ".join(errors))
    library = _library()
    told = []
    with _parsed(data) as root:
        event = library.icalcomponent_get_first_component(root, _VEVENT)
        while event:
            uid, title = library.icalcomponent_get_uid(event), library.icalcomponent_get_summary(event)
            start, end = library.icalcomponent_get_dtstart(event), library.icalcomponent_get_dtend(event)
            told.append(Told(uid.decode(), title.decode(), _moment(start), _moment(end)))
            event = library.icalcomponent_get_next_component(root, _VEVENT)
    return sorted(told)


def _moment(time: _Time) -> str:
    if time.is_date:
        return f"{time.year:04}-{time.month:02}-{time.day:02}"
    return unix(_library().icaltime_as_timet_with_zone(time, time.zone))
