"""Edits: the office's own pages, and who stands beside it on documents."""

from __future__ import annotations

from typing import Final, Literal

from trips.i18n.language import UserError
from trips.model.entities import Page, Partner, changed
from trips.model.trip import Trip

Extra = Page | Partner
ExtraTable = Literal["pages", "partners"]
EXTRAS: Final[dict[ExtraTable, type[Extra]]] = {"pages": Page, "partners": Partner}


def extras(trip: Trip, table: ExtraTable) -> tuple[Extra, ...]:
    """The pages or partners of a trip, in the order in which documents show them."""
    return trip.pages if table == "pages" else trip.partners


def extra_named(trip: Trip, table: ExtraTable, text: str) -> Extra:
    """The page or partner with a title or name, an id, or a unique beginning of one.

    Raises:
        UserError: none, or several.
    """
    known = extras(trip, table)
    found = [one for one in known if name_of(one).casefold() == text.strip().casefold()]
    found = found or [one for one in known if len(text) >= 3 and one.id.startswith(text.lower())]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"“{name_of(one)}”" for one in known) or "–"
    raise UserError('"{text}" is none of these: {names}.', text=text, names=names)


def name_of(extra: Extra) -> str:
    """What a page or partner is called."""
    return extra.title if isinstance(extra, Page) else extra.name


def put_extra(trip: Trip, table: ExtraTable, extra: Extra) -> Trip:
    """The trip with a page or partner, in its place if it is there already, else as the last one."""
    known = extras(trip, table)
    there = any(one.id == extra.id for one in known)
    kept = tuple(extra if one.id == extra.id else one for one in known)
    return changed(trip, **{table: kept if there else (*known, extra)})


def without_extra(trip: Trip, table: ExtraTable, id_: str) -> Trip:
    """The trip without a page or partner."""
    return changed(trip, **{table: tuple(one for one in extras(trip, table) if one.id != id_)})


def moved_extra(trip: Trip, table: ExtraTable, id_: str, by: Literal[-1, 1]) -> Trip:
    """The trip with a page or partner one place earlier or later; at the end it stays."""
    known = list(extras(trip, table))
    at = next(place for place, one in enumerate(known) if one.id == id_)
    to = min(max(at + by, 0), len(known) - 1)
    known.insert(to, known.pop(at))
    return changed(trip, **{table: tuple(known)})
