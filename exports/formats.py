"""The formats a programme can be exported to; each is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from exports.audience import STAFF, Audience
from exports.calendar import PLAIN, CalendarOptions
from exports.edition import Edition
from trips.language import N_, Language, Refused
from trips.releases import Handout, Release


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for; `calendar` is about calendar files only, `releases` and `handouts` about trip files."""

    edition: Edition
    audience: Audience
    language: Language | None = None
    calendar: CalendarOptions = PLAIN
    releases: tuple[Release, ...] = ()
    handouts: tuple[Handout, ...] = ()

    @property
    def spoken(self) -> Language:
        """The language of the file: the one asked for, else the reader's."""
        return self.language or self.edition.language_for(self.audience)


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name on the command line (also the ending of its files) and what it is."""

    name: str
    about: str
    render: Callable[[Request], bytes]


def _ics(request: Request) -> bytes:
    from exports.calendar import calendar_file

    return calendar_file(request.edition, request.audience, request.spoken, request.calendar)


def _pdf(request: Request) -> bytes:
    from exports.paper import programme_pdf

    return programme_pdf(request.edition, request.audience, request.spoken).data


def _txt(request: Request) -> bytes:
    from exports.text import text_file

    return text_file(request.edition, request.audience, request.spoken)


def _md(request: Request) -> bytes:
    from exports.text import markdown_file

    return markdown_file(request.edition, request.audience, request.spoken)


def _json(request: Request) -> bytes:
    from exports.data import json_file

    return json_file(request.edition, request.audience, request.spoken)


def _toml(request: Request) -> bytes:
    from trips.tripfile import write_trip

    if request.audience != STAFF:
        raise Refused("The trip file holds everything, private details too; it is for staff only.")
    return write_trip(request.edition.trip, request.releases, request.handouts).encode()


def _html(request: Request) -> bytes:
    from exports.web import programme_page

    return programme_page(request.edition, request.audience, request.spoken)


FORMATS: Final[dict[str, Format]] = {
    one.name: one
    for one in (
        Format("ics", N_("calendar file"), _ics),
        Format("pdf", N_("printed programme"), _pdf),
        Format("html", N_("web page"), _html),
        Format("md", N_("Markdown text"), _md),
        Format("txt", N_("plain text"), _txt),
        Format("json", N_("data for other programs"), _json),
        Format("toml", N_("trip file"), _toml),
    )
}
