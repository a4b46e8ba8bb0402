"""Programmes written as text taken into the store: into a trip that is named, or as a new one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.taking import Left, Prepared
from trips.i18n.language import Language
from trips.store import Store

if TYPE_CHECKING:
    from trips.importers.programme.programme import Programme


_TOLD = (".pdf", ".doc", ".docm", ".odt", ".rtf", ".html", ".htm", ".pages")
"""Endings of files that are none of ours; reading one says what to do instead."""


def is_programme(path: Path) -> bool:
    """Whether a file holds a programme as text, by its name; "-" is standard input."""
    from trips.importers.programme.files import is_text

    return str(path) == "-" or is_text(path) or path.suffix.lower() in _TOLD


def prepare_programme(
    store: Store,
    programme: Programme,
    name: str,
    into: str | None,
    language: Language,
    *,
    year: int | None = None,
    first: date | None = None,
) -> Prepared:
    """What a text will become; nothing is written yet.

    Args:
        store: where trips are.
        programme: the text, read.
        name: what it is called; the title of a trip without one.
        into: the trip; without one a new one is made.
        language: of a new trip.
        year: the year, if the text does not say it.
        first: the first day, if the text does not say it.

    Raises:
        Refused: the text holds no programme or does not say when it is, or there is no such trip.
    """
    today = date.today()
    if into is None:
        taken = programme.new_trip(language, name, today, year, first)
        return Prepared(
            taken.trip, None, None, name, tuple(Left(name, one) for one in taken.skipped), slug=taken.trip.title
        )
    listed = store.find(into)
    before = store.load(listed.id)
    taken = programme.into(before.trip, today, year, first)
    return Prepared(taken.trip, before, listed, name, tuple(Left(name, one) for one in taken.skipped))
