"""Who sits where: a plan of the tables of each meal or reception that has some, and the cards that stand on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from exports.paper.job import Job, family_name
from exports.paper.shared import check_told_who_travels, common_words, head, script_of
from exports.programme import Line
from trips.edits.assignments import place_of
from trips.grammar.choices import Kind
from trips.i18n.dates import long_date
from trips.i18n.language import N_, UserError
from trips.model.entities import Item, Person, by_id, by_key

GRANTS: Final = {
    "Assignment.place": N_("so that everybody finds their table"),
    "Assignment.people": N_("so that everybody finds their table"),
}


_AT_TABLE: Final[frozenset[Kind]] = frozenset(("meal", "reception", "ceremony"))
"""Kinds whose places are tables; those of others are buses, rooms and families, which are nobody else's business."""


class Seated(NamedTuple):
    """An item with tables: the day and the line that tell it, and its tables in their order with who sits there."""

    day: str
    line: Line
    tables: tuple[tuple[str, int | None, tuple[Person, ...]], ...]


def plan(job: Job) -> dict[str, Any]:
    """The values of tableplan.typ: a sheet for each item with tables, with its tables and an index of its guests.

    Raises:
        UserError: nothing has tables, or the audience is not told who travels.
    """
    t = job.words
    sheets = [_sheet(job, one) for one in _seated(job)]
    mine = {"name": t("Name"), "table": t("Table"), "who_where": t("Who sits where")}
    return {**head(job, t("Table plan")), "signs": {}, "words": {**common_words(t), **mine}, "sheets": sheets}


def cards(job: Job) -> dict[str, Any]:
    """The values of placecards.typ: a card to fold for everybody who has a place, table by table.

    Raises:
        UserError: nothing has tables, or the audience is not told who travels.
    """
    t = job.words
    wide, high = job.options.label
    hint = t(
        "Print at 100 %, not scaled. Cut, and fold across the middle: {wide} × {high} mm.",
        wide=f"{wide:g}",
        high=f"{high:g}",
    )
    found = [
        {"title": one.line.title, "day": one.day, "cards": [_card(job, person, place) for person, place in _at(one)]}
        for one in _seated(job)
    ]
    return {
        **head(job, t("Place cards")),
        "signs": {},
        **dict.fromkeys(("theme", "organiser", "contact", "dates", "for_whom"), ""),  # a card has no room for them
        "wide": wide,
        "high": high,
        "hint": hint,
        "sheets": found,
    }


def _seated(job: Job) -> list[Seated]:
    check_told_who_travels(job)
    known = by_id(job.snapshot.trip.items)
    found = [
        seated
        for day in job.view.days
        for line in day.lines
        if line.item.kind in _AT_TABLE
        and not (line.carried or line.gone or line.item.status == "cancelled")
        and (seated := _tables(job, long_date(job.words, day.date), line, known[line.item.id])) is not None
    ]
    if not found:
        raise UserError("No meal or reception has tables yet; seat people with: agenda assign TRIP ITEM 'Table 1' NAME")
    return found


def _tables(job: Job, day: str, line: Line, item: Item) -> Seated | None:
    people = by_key(job.snapshot.trip.people)
    found: list[tuple[str, int | None, tuple[Person, ...]]] = []
    for table in item.assignments:
        job.grant("Assignment", table, "people")
        place = str(job.grant("Assignment", table, "place"))
        there = [person for person in job.snapshot.trip.people if place_of(item, person, people) == place]
        found.append((place, table.seats, tuple(there)))
    return Seated(day, line, tuple(found)) if any(there for _, _, there in found) else None


def _at(one: Seated) -> Iterator[tuple[Person, str]]:
    return ((person, place) for place, _, there in one.tables for person in there)


def _sheet(job: Job, one: Seated) -> dict[str, Any]:
    t = job.words
    return {
        "name": one.line.title,
        "when": ", ".join((one.day, one.line.time.text)),
        "place": one.line.place,
        "tables": [
            {
                "name": place,
                "count": t("{n} of {seats} seats", n=len(there), seats=seats) if seats else "",
                "people": [_named(job, person) for person in there],
            }
            for place, seats, there in one.tables
        ],
        "index": [
            {**_named(job, person), "table": place}
            for person, place in sorted(_at(one), key=lambda pair: family_name(pair[0]))
        ],
    }


def _named(job: Job, person: Person) -> dict[str, str]:
    house = next((one.name for one in job.snapshot.trip.organisations if one.key == person.organisation), "")
    about = ", ".join(said for said in (person.role, house) if said)
    return {"name": person.name, "latin": person.latin_name, "lang": script_of(person.name), "about": about}


def _card(job: Job, person: Person, place: str) -> dict[str, str]:
    house = next((one.name for one in job.snapshot.trip.organisations if one.key == person.organisation), "")
    named = _named(job, person)
    return {**named, "about": "", "organisation": house, "table": place}
