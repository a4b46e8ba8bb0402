"""Who sits where: a plan of the tables of each meal or reception that has some, and the cards that stand on them."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from exports.paper.job import Job
from exports.paper.shared import check_told_who_travels, common_words, head
from exports.programme import Line
from trips.grammar.choices import Kind
from trips.i18n.dates import long_date
from trips.i18n.language import N_, Translator, UserError
from trips.model.entities import Item, Person, by_id, by_key
from trips.names.family import as_in_a_list, sorted_by
from trips.names.scripts import script_of
from trips.queries.counts import spread

GRANTS: Final = {
    "Assignment.place": N_("so that everybody finds their table"),
    "Assignment.people": N_("so that everybody finds their table"),
    "Group.expected": N_("so that those without a name have a chair too"),
}

CARD: Final = (90.0, 48.0)
"""The width and height of a card's face in millimetres, of which six stand on a sheet."""

AT_TABLE: Final[frozenset[Kind]] = frozenset(("meal", "reception", "ceremony"))
"""Kinds whose places are tables; those of others are buses, rooms and families, which are nobody else's business."""


class Table(NamedTuple):
    """A table: its seats, None if nobody said, who sits there, hosts first, and how many with those without a name."""

    name: str
    seats: int | None
    people: list[Person]
    heads: int


class Seated(NamedTuple):
    """An item with tables, and the day and the line that tell it."""

    day: str
    line: Line
    tables: tuple[Table, ...]


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
    wide, high = job.options.label or CARD
    hint = t("Print at 100 %, not scaled. Cut, and fold across the middle: {wide} × {high} mm.",
             wide=f"{wide:g}", high=f"{high:g}")  # fmt: skip
    return {
        **head(job, t("Place cards")),
        "signs": {},
        **dict.fromkeys(("theme", "organiser", "contact", "dates", "for_whom"), ""),  # a card has no room for them
        "wide": wide,
        "high": high,
        "hint": hint,
        "meals": [
            {
                "title": one.line.title,
                "cards": [_card(job, person, table.name) for table in one.tables for person in table.people],
            }
            for one in _seated(job)
        ],
    }


def _seated(job: Job) -> list[Seated]:
    check_told_who_travels(job)
    known = by_id(job.snapshot.trip.items)
    found = [
        seated
        for day in job.view.days
        for line in day.lines
        if line.item.kind in AT_TABLE
        and not (line.carried or line.is_off)
        and (seated := _tables(job, long_date(job.words, day.date), line, known[line.item.id])) is not None
    ]
    if not found:
        raise UserError("No meal or reception has tables yet; seat people with: agenda assign TRIP ITEM 'Table 1' NAME")
    return found


def _tables(job: Job, day: str, line: Line, item: Item) -> Seated | None:
    found: list[Table] = []
    for share in spread(job.snapshot.attendance, item).shares:
        by_rank = sorted((*share.hosts, *share.people), key=lambda one: (one.rank is None, one.rank or 0))
        there = sorted(by_rank, key=lambda one: one.key not in item.hosts)
        place = job.grant("Assignment", share.assignment, "place")
        found.append(Table(place, share.assignment.seats, there, share.heads))
    return Seated(day, line, tuple(found)) if any(table.people for table in found) else None


def _sheet(job: Job, one: Seated) -> dict[str, Any]:
    everybody = [(person, table.name) for table in one.tables for person in table.people]
    return {
        "name": one.line.title,
        "when": ", ".join((one.day, one.line.time.text)),
        "place": one.line.place,
        "tables": [_table(job, table) for table in one.tables],
        "index": [
            {**_named(job, person), "sorted": as_in_a_list(person), "table": table}
            for person, table in sorted(everybody, key=lambda pair: sorted_by(pair[0]))
        ],
    }


def _table(job: Job, table: Table) -> dict[str, Any]:
    t, nameless = job.words, table.heads - len(table.people)
    return {
        "name": table.name,
        "count": taken(t, table.heads, table.seats),
        "people": [_named(job, person) for person in table.people],
        "nameless": t.plural("and {n} without a name yet", "and {n} without a name yet", nameless) if nameless else "",
    }


def taken(t: Translator, heads: int, seats: int | None) -> str:
    """How many sit somewhere, and of how many seats."""
    return t("{n} of {seats} seats", n=heads, seats=seats) if seats else t.plural("{n} person", "{n} people", heads)


def _named(job: Job, person: Person) -> dict[str, str]:
    house = _house(job, person)
    about = ", ".join(said for said in (person.role, house) if said)
    return {"name": person.name, "latin": person.latin_name, "lang": script_of(person.name), "about": about}


def _card(job: Job, person: Person, table: str) -> dict[str, str]:
    return {**_named(job, person), "about": "", "organisation": _house(job, person), "table": table}


def _house(job: Job, person: Person) -> str:
    house = by_key(job.snapshot.trip.organisations).get(person.organisation or "")
    return house.name if house else ""
