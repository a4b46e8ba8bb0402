"""The formats a programme can be exported to; each is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from exports.audience import STAFF, Audience
from exports.calendar import PLAIN, CalendarOptions
from exports.edition import Edition
from trips.language import N_, Language, Refused


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for; `calendar` is about calendar files only."""

    edition: Edition
    audience: Audience
    language: Language | None = None
    calendar: CalendarOptions = PLAIN


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name on the command line (also the ending of its files) and what it is."""

    name: str
    about: str
    render: Callable[[Request], bytes]


def _ics(request: Request) -> bytes:
    from exports.calendar import calendar_file

    return calendar_file(request.edition, request.audience, request.language, request.calendar)


def _pdf(request: Request) -> bytes:
    from exports.paper import programme_pdf

    return programme_pdf(request.edition, request.audience, request.language).data


def _txt(request: Request) -> bytes:
    from exports.text import text_file

    return text_file(request.edition, request.audience, request.language)


def _md(request: Request) -> bytes:
    from exports.text import markdown_file

    return markdown_file(request.edition, request.audience, request.language)


def _json(request: Request) -> bytes:
    from exports.data import json_file

    return json_file(request.edition, request.audience, request.language)


def _toml(request: Request) -> bytes:
    from trips.tripfile import write_trip

    if request.audience != STAFF:
        raise Refused("The trip file holds everything, private details too; it is for staff only.")
    return write_trip(request.edition.trip).encode()


FORMATS: Final[dict[str, Format]] = {
    one.name: one
    for one in (
        Format("ics", N_("calendar file"), _ics),
        Format("pdf", N_("printed programme"), _pdf),
        Format("md", N_("Markdown text"), _md),
        Format("txt", N_("plain text"), _txt),
        Format("json", N_("data for other programs"), _json),
        Format("toml", N_("trip file"), _toml),
    )
}
