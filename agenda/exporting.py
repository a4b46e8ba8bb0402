"""Files for those who get them: the same code under the command line and the editor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.files import file_name, write_whole
from exports.audience import STAFF, Audience
from exports.calendar import PLAIN, CalendarOptions
from exports.edition import Edition
from exports.formats import FORMATS, Request

if TYPE_CHECKING:
    from trips.language import Language
    from trips.releases import Handout, Release


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written into a folder: each format for each audience.

    `latest` asks for the version that was issued last, not the draft; `releases` and `handouts` go into trip files.
    """

    whom: tuple[Audience, ...]
    formats: tuple[str, ...]
    folder: Path
    language: Language | None = None
    calendar: CalendarOptions = PLAIN
    latest: bool = False
    releases: tuple[Release, ...] = ()
    handouts: tuple[Handout, ...] = ()

    def __len__(self) -> int:
        return len(self.whom) * len(self.formats)


@dataclass(frozen=True, slots=True)
class Written:
    """A file, and whether it holds nothing because no item is for its audience."""

    path: Path
    empty: bool


def write_one(edition: Edition, audience: Audience, form: str, path: Path, request: Request) -> Written:
    """Write one file whole.

    Raises:
        Refused: it cannot be made or written; what was there is as it was.
    """
    write_whole(path, FORMATS[form].render(request), private=audience == STAFF)
    return Written(path, not edition.seen(audience).trip.items)


def write_all(edition: Edition, name: str, order: Order) -> Iterator[Written]:
    """Write the files of an order one by one; stop asking for the next one to stop.

    Raises:
        Refused: one cannot be made or written; those before are whole.
    """
    for audience in order.whom:
        for form in order.formats:
            path = order.folder / file_name(name, audience.name, form)
            request = Request(edition, audience, order.language, order.calendar, order.releases, order.handouts)
            yield write_one(edition, audience, form, path, request)
