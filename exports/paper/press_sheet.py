"""The press programme: what the press may come to, where it is let in, and whom it asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from exports.line_breaks import unbroken_address
from exports.paper.job import Job
from exports.paper.shared import changed_days, day_data, head, people
from exports.programme import DayView, Line, Name
from trips.grammar.choices import Kind
from trips.i18n.dates import weekday_date
from trips.i18n.language import N_, Translator
from trips.model.entities import Item, by_id
from trips.model.field_text import write_meet

GRANTS: Final = {
    "Trip.contact": N_("whom of the office the press asks"),
    "Item.meet": N_("of press items: where the press is let in"),
    "Item.contact": N_("of press items: whom the press asks"),
    "Item.people": N_("of press items and ceremonies: who is in the picture, of those whom the press reads of anyway"),
}


def compose(job: Job) -> dict[str, Any]:
    """The values of presssheet.typ."""
    t = job.words
    data = head(job, t("Press sheet"))
    mine = {
        "access": t("Access for the press"),
        "ask": t("Contact for the press"),
        "calls": t("Press calls and photos"),
    }
    wanted = {day["label"] for day in changed_days(job, job.view)}
    shown = [day for day in job.view.days if day.label in wanted]
    known = _known(shown)
    told = [_day(job, day, known) for day in shown]
    places = {line.item.id: (line.place, line.address) for day in shown for line in day.lines}
    calls = [
        {"day": weekday_date(t, day.date), **line_, **_place(line, places)}
        for day, day_ in zip(shown, told, strict=True)
        for line, line_ in zip(day.lines, day_["lines"], strict=True)
        if _is_call(line)
    ]
    for day, day_ in zip(shown, told, strict=True):
        day_["lines"] = [
            _in_short(line_, t) if _is_call(line) else line_
            for line, line_ in zip(day.lines, day_["lines"], strict=True)
        ]
    data |= {"for_whom": "", "contact": job.grant("Trip", job.snapshot.trip, "contact")}
    return {**data, "words": {**data["words"], **mine}, "days": told, "calls": calls}


def _is_call(line: Line) -> bool:
    """Whether it stands at the head, as a date of the press itself."""
    return line.item.kind == "press" and not line.is_off


def _in_short(shown: dict[str, Any], t: Translator) -> dict[str, Any]:
    """A line of the programme without what stands at the head of the sheet."""
    nobody: list[dict[str, str]] = []
    left_out = {"people": nobody, "speakers": nobody, "hosts": nobody, "access": "", "ask": "", "url": ""}
    languages = {field: tag for field, tag in shown["languages"].items() if field != "note"}
    return {**shown, **left_out, "languages": languages, "note": t("See “Press calls and photos”.")}


def _place(line: Line, places: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Where an item is; a part without a place of its own is where its whole is."""
    place, address = (line.place, line.address) if line.place else places.get(line.item.part_of or "", ("", ""))
    return {"place": place, "address": unbroken_address(address)}


def _known(days: Iterable[DayView]) -> dict[str, Name]:
    """Whom the press reads of as a host or speaker, under their keys."""
    lines = [line for day in days for line in day.lines]
    return {
        key: name
        for line in lines
        for key, name in zip((*line.item.hosts, *line.item.speakers), (*line.hosts, *line.speakers), strict=False)
    }


_PICTURED: Final[frozenset[Kind]] = frozenset(("press", "ceremony"))
"""Kinds at which pictures are taken, under which stands who is in them."""


def _in_the_picture(job: Job, item: Item, known: Mapping[str, Name]) -> list[dict[str, str]]:
    """Who is named with an item, as far as the press knows them, and that there are others; nobody if it knows none."""
    named = cast("tuple[str, ...]", job.grant("Item", item, "people"))
    told = [known[key] for key in named if key in known]
    others = [Name(job.words("and others"))] if told and len(told) < len(named) else []
    return people((*told, *others))


def _day(job: Job, day: DayView, known: Mapping[str, Name]) -> dict[str, Any]:
    data = day_data(day, job.view)
    items = by_id(job.snapshot.trip.items)
    for line, shown in zip(day.lines, data["lines"], strict=True):
        item = items.get(line.item.id)
        if item is not None and item.kind in _PICTURED and not shown["off"]:
            shown["people"] = _in_the_picture(job, item, known)
        if item is not None and item.kind == "press":
            meet = job.grant("Item", item, "meet")
            shown["access"] = write_meet(meet) if meet else ""
            shown["ask"] = job.grant("Item", item, "contact")
            shown["meet"] = ""
    return data
