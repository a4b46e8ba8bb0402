"""The sheet for hosts: what this host does when, and who comes, in order of rank with their form of address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from exports.audience import Audience, delegates, hosted_items
from exports.change_marks import marked
from exports.host_visits import Visit, told_arrivals, told_departures, told_heads, told_number, visits
from exports.lines import all_lines
from exports.paper.job import Job
from exports.paper.shared import (
    NothingNewError,
    changed_days,
    check_told_who_travels,
    common_words,
    days,
    head,
    longest_times,
)
from exports.programme import Line, Programme, programme
from exports.snapshot import Snapshot
from trips.i18n.dates import weekday_short
from trips.i18n.language import N_, UserError
from trips.model.entities import Person, by_key
from trips.model.trip import Trip
from trips.names.scripts import script_of

GRANTS: Final = {"Group.expected": N_("so that the host knows how many come, those without a name too")}


def compose(job: Job) -> dict[str, Any]:
    """The values of hostsheet.typ: a sheet for the host that is the audience, else one for each.

    Raises:
        UserError: nobody hosts anything, or the audience is not told who comes.
    """
    check_told_who_travels(job)
    t = job.words
    audiences = [job.audience] if job.audience.whose in ("host", "person") else list(hosts_of(job.snapshot))
    if job.audience.whose in ("host", "person") and not _hosts_something(job):
        text = N_("{name} hosts nothing in this trip; leave out --for for the sheets of all hosts.")
        raise UserError(text, name=job.snapshot.name_of(job.audience))
    if not audiences:
        raise UserError("Nobody hosts anything in this trip yet; name hosts with: agenda set TRIP ITEM hosts=NAME")
    sheets = [one for one in (_sheet(job, audience) for audience in audiences) if one is not None]
    if not sheets:
        raise NothingNewError(job)
    mine = {
        "guests": t("Who comes"), "form": t("Form of address"), "name": t("Name"), "role": t("Function"),
        "comes_to": t("Only comes to"), "coming": t("Guests"), "arrive": t("Arrive"), "leave": t("Leave"),
        "nobody": t("Nobody is named yet."),
        "over": t("Of what was planned with you nothing takes place any more."),
    }  # fmt: skip
    return {
        **head(job, t("Host sheet")),
        "for_whom": "",  # each sheet says it as its heading
        "signs": {},  # each sheet is handed out alone, and short
        "marked": any(line["mark"] for sheet in sheets for day in sheet["days"] for line in day["lines"]),
        "words": {**common_words(t), **mine},
        "sheets": sheets,
    }


def hosts_of(snapshot: Snapshot) -> Iterator[Audience]:
    """Every organisation and person that hosts something, and last those who did in the version before."""
    found = dict.fromkeys(_hosts(snapshot))
    for before in snapshot.earlier[-1:]:
        found |= dict.fromkeys(_hosts(before))
    yield from (Audience("participants", "host", key) for key in found)


def _hosts(snapshot: Snapshot) -> Iterator[str]:
    people = by_key(snapshot.trip.people)
    for item in snapshot.trip.items:
        if item.day is not None and item.status not in ("idea", "cancelled"):
            for key in item.hosts:
                person = people.get(key)
                yield (person.organisation if person else None) or key


def _hosts_something(job: Job) -> bool:
    """Whether the person or organisation of the sheet hosts an item, an organisation through its people as well."""
    return any(_is_host(snapshot.trip, job.audience.key) for snapshot in (job.snapshot, *job.snapshot.earlier[-1:]))


def _is_host(trip: Trip, key: str) -> bool:
    names = {key, *(person.key for person in trip.people if person.organisation == key)}
    return any(not names.isdisjoint(item.hosts) for item in trip.items)


def _sheet(job: Job, audience: Audience) -> dict[str, Any] | None:
    """A host's sheet; None if it is left out because nothing is new in it."""
    view = job.view_for(audience)
    over = not any(_takes_place(line) for day in view.days for line in day.lines)
    if over and job.before is None and job.snapshot.earlier:
        last = job.snapshot.earlier[-1]
        view = marked(view, programme(last, audience, job.language))
    shown = days(view)
    if job.options.only_changed:
        try:
            shown = changed_days(job, view)
        except NothingNewError:
            return None
    found = {} if over else visits(job.snapshot, audience, hosted_items(job.snapshot.timeline, audience))
    name = job.snapshot.name_of(audience)
    for day in view.days:
        for line, line_ in zip(day.lines, _lines_of(shown, day.label), strict=False):
            line_["hosts"] = [host for host in line_["hosts"] if host["name"] != name]
            line_["visit"] = _visit(job, found.get(line.item.id), line)
    data = {"name": name, "clocks": longest_times(all_lines(view)), "days": shown, "over": over}
    return data | _guests(job, audience, view, found)


def _lines_of(shown: list[dict[str, Any]], label: str) -> list[dict[str, Any]]:
    nothing: list[dict[str, Any]] = []
    return next((day["lines"] for day in shown if day["label"] == label), nothing)


def _visit(job: Job, visit: Visit | None, line: Line) -> dict[str, str] | None:
    """What stands under a line of how many come, and when they arrive and leave."""
    if visit is None or line.carried or not _takes_place(line):
        return None
    return {
        "heads": told_heads(visit, job.words, len(visit.guests)),
        "arrive": told_arrivals(job.snapshot, visit, job.words),
        "leave": told_departures(job.snapshot, visit, job.words),
    }


def _guests(job: Job, audience: Audience, view: Programme, found: Mapping[str, Visit]) -> dict[str, Any]:
    """Who comes, by rank: to what, if not all come to the same; and how many there are that have no name yet."""
    told = by_key((*delegates(job.snapshot.timeline, audience), *view.trip.people))
    ranked = replace(job, options=replace(job.options, order="rank"))
    coming = {key for visit in found.values() for key in visit.guests if key in told}
    guests = ranked.in_order(tuple(told[key] for key in sorted(coming)))
    nameless = {key: n for visit in found.values() for key, n in visit.nameless.items()}
    houses = {organisation.key: organisation.name for organisation in job.snapshot.trip.organisations}
    groups = by_key(job.snapshot.trip.groups)
    unnamed = ", ".join(f"{groups[key].name}\u00a0{n}" for key, n in nameless.items())
    return {
        "heads": told_number(len(guests) + sum(nameless.values()), len(guests), job.words),
        "unnamed": job.words("Without a name yet: {groups}", groups=unnamed) if unnamed else "",
        "guests": [{**_guest(guest, houses), "comes_to": _comes_to(job, guest, found, view)} for guest in guests],
    }


def _comes_to(job: Job, guest: Person, found: Mapping[str, Visit], view: Programme) -> str:
    """To which of a host's items somebody comes who does not come to all: by day and time, or title."""
    mine = [id_ for id_, visit in found.items() if guest.key in visit.guests]
    if len(mine) == len(found):
        return ""
    lines = {line.item.id: (day, line) for day in view.days for line in day.lines if not line.carried}
    told = (lines[id_] for id_ in mine if id_ in lines)
    return ", ".join(
        f"{weekday_short(job.words, day.date)} {line.time.start}".replace(" ", "\u00a0")
        if line.time.start
        else f"{weekday_short(job.words, day.date)}\u00a0{line.title}"
        for day, line in told
    )


def _takes_place(line: Line) -> bool:
    return not line.is_off


def _guest(person: Person, houses: dict[str, str]) -> dict[str, str]:
    return {
        "form": person.form,
        "name": person.name,
        "latin": person.latin_name,
        "lang": script_of(person.name),
        "role": person.role,
        "organisation": houses.get(person.organisation or "", ""),
    }
