"""The list of participants: by name, organisation, group or rank, with the columns that were asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from exports.audience import hosted_items
from exports.paper.job import Job
from exports.paper.shared import check_told_who_travels, head
from exports.programme import spoken_name
from trips.grammar.choices import AUDIENCE_WORDS
from trips.i18n.dates import short_date
from trips.i18n.language import N_, Message, Translator, UserError
from trips.model.entities import Person, by_key
from trips.model.fields import rules
from trips.names.family import parts_in_a_list
from trips.names.scripts import script_of
from trips.queries.readers import may_see

GRANTS: Final = {"Group.expected": N_("so that nobody takes a list of those with a name for all who travel")}
COLUMNS: Final = {
    "form": ("Person", N_("Form of address")), "role": ("Person", N_("Function")),
    "organisation": ("Person", N_("Organisation")), "groups": ("Person", N_("Groups")),
    "languages": ("Person", N_("Languages")), "present": ("Person", N_("Present")),
    "phone": ("Private", N_("Phone")), "email": ("Private", N_("E-mail")), "diet": ("Private", N_("Diet")),
    "access": ("Private", N_("Access needs")), "room": ("Private", N_("Room")),
}  # fmt: skip
"""The columns there are beside number and name: the table that each field is of, and what stands above it."""

_USUAL: Final = ("form", "role", "organisation", "groups")


def compose(job: Job) -> dict[str, Any]:
    """The values of participants.typ.

    Raises:
        UserError: a column is unknown or not for this audience, or the audience is not told who travels.
    """
    check_fields(job)
    check_told_who_travels(job)
    t = job.words
    # The form of address stands before the name, as it is said.
    wanted = tuple(sorted(job.options.fields or _USUAL, key=lambda name: name != "form"))
    rows = {delegate.key: _cells(job, delegate, wanted) for delegate in job.delegates}
    if not job.options.fields:
        heading = {"organisation": "organisation", "group": "groups"}.get(job.options.order)  # said above each section
        alone = heading != "groups" or all(len(delegate.groups) < 2 for delegate in job.delegates)
        wanted = tuple(
            name
            for n, name in enumerate(wanted)
            if any(cells[n] for cells in rows.values()) and (name != heading or not alone)
        )
        rows = {delegate.key: _cells(job, delegate, wanted) for delegate in job.delegates}
        wanted, rows = _without_sparse(wanted, rows)
    data = head(job, t("Participant list"))
    mine = {"number": t("No."), "name": t("Name"), "nobody": t("Nobody is named yet."), "with": t("accompanies {name}")}
    return {
        **data,
        "signs": {},
        "words": {**data["words"], **mine},
        "count": _count(job),
        "columns": [t(COLUMNS[name][1]) for name in wanted],
        "before": int("form" in wanted),  # so many of them stand before the name
        "sections": [
            {"title": title, "people": [{**_name(job, person), "cells": rows[person.key]} for person in people]}
            for title, people in _sections(job)
        ],
    }


_SPARSE: Final = 3
"""A column that fewer than one in so many have is none: it stands behind the role."""


def _without_sparse(
    wanted: tuple[str, ...], rows: dict[str, list[str]]
) -> tuple[tuple[str, ...], dict[str, list[str]]]:
    """The columns and cells with organisations behind the roles, where few have one."""
    if not {"role", "organisation"} <= set(wanted):
        return wanted, rows
    role, house = wanted.index("role"), wanted.index("organisation")
    if sum(bool(cells[house]) for cells in rows.values()) * _SPARSE >= len(rows):
        return wanted, rows
    kept = [n for n in range(len(wanted)) if n != house]
    told = {
        key: [", ".join(filter(None, (cells[n], cells[house]))) if n == role else cells[n] for n in kept]
        for key, cells in rows.items()
    }
    return tuple(wanted[n] for n in kept), told


def check_fields(job: Job) -> None:
    """Refuse a column that there is not, or that the audience may not see."""
    for name in job.options.fields:
        if name not in COLUMNS:
            raise UserError('There is no column "{name}"; known are {known}.', name=name, known=", ".join(COLUMNS))
        if not may_see(job.audience.level, rules(COLUMNS[name][0])[name].see):
            raise UserError(
                'The column "{name}" is not for {audience}, only for staff: --for staff.',
                name=name,
                audience=Message(AUDIENCE_WORDS[job.audience.level]),
            )


def _sections(job: Job) -> Iterator[tuple[str, list[Person]]]:
    people = list(job.delegates)
    if job.options.order == "organisation":
        houses = {organisation.key: organisation.name for organisation in job.snapshot.trip.organisations}
        named = sorted(
            {person.organisation for person in people if person.organisation},
            key=lambda key: (houses[key].casefold(), key),
        )
        yield from ((houses[key], [person for person in people if person.organisation == key]) for key in named)
        yield from _rest(
            job.words("Without an organisation"), (person for person in people if not person.organisation), named
        )
    elif job.options.order == "group":
        groups = [
            (group.name, [who for who in people if group.key in who.groups]) for group in job.snapshot.trip.groups
        ]
        filled = [(name, inside) for name, inside in groups if inside]
        yield from filled
        yield from _rest(job.words("Without a group"), (person for person in people if not person.groups), filled)
    else:
        yield "", people


def _count(job: Job) -> str:
    """How many are listed, and how many more there are without a name yet."""
    t = job.words
    told = t.plural("{n} person", "{n} people", len(job.delegates))
    unnamed = _unnamed(job)
    if not unnamed:
        return told
    n, groups = sum(unnamed.values()), ", ".join(f"{name}\u00a0{n}" for name, n in unnamed.items())
    return t("{people}, and {n} without a name yet ({groups})", people=told, n=n, groups=groups)


def _unnamed(job: Job) -> dict[str, int]:
    """How many each group expects without a name, by the groups' names: of those whom the reader is told of."""
    attendance, audience = job.snapshot.attendance, job.audience
    coming = attendance.unnamed
    if audience.whose == "group":
        coming = {key: n for key, n in coming.items() if key == audience.key}
    elif audience.whose == "host":
        hosted = [attendance.nameless(item) for item in hosted_items(job.snapshot.timeline, audience)]
        coming = {key: n for key, n in coming.items() if any(key in come for come in hosted)}
    groups = by_key(job.snapshot.trip.groups)
    return {groups[key].name: n for key, n in coming.items() if n}


def _rest(title: str, people: Iterable[Person], others: object) -> Iterator[tuple[str, list[Person]]]:
    rest = list(people)
    if rest or not others:
        yield title if others else "", rest


def _name(job: Job, person: Person) -> dict[str, str]:
    with_whom = next((spoken_name(other) for other in job.delegates if other.key == person.accompanies), "")
    script = script_of(person.name)
    # By rank nobody is looked for by family name; a name in other letters alone stands as it is written.
    whole = job.options.order == "rank" or (script and not person.latin_name)
    family, given = ("", "") if whole else parts_in_a_list(person)
    return {
        "name": person.name,
        "latin": person.latin_name,
        "lang": script,
        "family": family,
        "given": given,
        "with": job.words("accompanies {name}", name=with_whom) if with_whom else "",
    }


def _cells(job: Job, person: Person, wanted: Iterable[str]) -> list[str]:
    return [_cell(job, person, name, job.words) for name in wanted]


def _cell(job: Job, person: Person, name: str, t: Translator) -> str:
    trip = job.snapshot.trip
    if name == "organisation":
        return next((house.name for house in trip.organisations if house.key == person.organisation), "")
    if name == "groups":
        return ", ".join(group.name for group in trip.groups if group.key in person.groups)
    if name == "languages":
        return ", ".join(person.languages)
    if name == "present":
        return _presence(person, t)
    table = COLUMNS[name][0]
    if name == "phone":
        return job.grant(table, person.private, name).replace(" ", "\u00a0")
    return str(job.grant(table, person.private if table == "Private" else person, name))


def _presence(person: Person, t: Translator) -> str:
    """When somebody is there, as a paper says it; nothing for who is there all the time."""
    start, end = person.present.start, person.present.end
    from_ = t("from {clock}", clock=f"{short_date(t, start.date())} {start:%H:%M}") if start else ""
    until = t("until {clock}", clock=f"{short_date(t, end.date())} {end:%H:%M}") if end else ""
    return ", ".join(part for part in (from_, until) if part)
