"""What must be true of a whole trip: unique names, references that lead somewhere, items in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from trips.i18n.language import N_, Message, UserError
from trips.model.entities import Day, Group, Item, Organisation, Page, Partner, Person, Venue, named_in


class Whole(Protocol):
    """What has to fit together: a trip, which calls this and is not known here."""

    @property
    def days(self) -> Sequence[Day]:
        """The days."""
        ...

    @property
    def items(self) -> Sequence[Item]:
        """The items, in programme order."""
        ...

    @property
    def people(self) -> Sequence[Person]:
        """The people."""
        ...

    @property
    def venues(self) -> Sequence[Venue]:
        """The places."""
        ...

    @property
    def organisations(self) -> Sequence[Organisation]:
        """The organisations."""
        ...

    @property
    def groups(self) -> Sequence[Group]:
        """The groups."""
        ...

    @property
    def pages(self) -> Sequence[Page]:
        """The office's own pages."""
        ...

    @property
    def partners(self) -> Sequence[Partner]:
        """Who stands beside the office."""
        ...


DANGLING = N_('{what}: {field} names "{key}", which is not in the trip.')


def check_whole(trip: Whole) -> None:
    """Check a trip's inner references.

    Raises:
        UserError: the first thing that does not hold.
    """
    for problem in problems(trip):
        raise UserError(problem)


def problems(trip: Whole) -> Iterator[Message]:
    """Everything that keeps a trip from being whole."""
    yield from _twice(trip)
    yield from _days_in_order(trip)
    yield from _references(trip)
    yield from _order(trip)


def _twice(trip: Whole) -> Iterator[Message]:
    for name in ("venues", "people", "organisations", "groups"):
        yield from _repeated(entity.key for entity in getattr(trip, name))
    yield from _repeated(day.id for day in trip.days)
    for entities in (trip.items, trip.pages, trip.partners):
        yield from _repeated(entity.id for entity in entities)
    for key in {person.key for person in trip.people} & {organisation.key for organisation in trip.organisations}:
        yield Message('"{key}" is the key of both a person and an organisation; choose another for one.', key=key)


def _repeated(keys: Iterable[str]) -> Iterator[Message]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield Message('"{key}" is there twice; every key and id must be unique.', key=key)
        seen.add(key)


def _days_in_order(trip: Whole) -> Iterator[Message]:
    for before, day in zip(trip.days, trip.days[1:], strict=False):
        if day.date <= before.date:
            yield Message("The days must be in order of date, each once; {date} is not.", date=day.date.isoformat())


def _references(trip: Whole) -> Iterator[Message]:
    venues = {venue.key for venue in trip.venues}
    groups = {group.key for group in trip.groups}
    people = {person.key for person in trip.people}
    organisations = {organisation.key for organisation in trip.organisations}
    named = people | organisations
    for person in trip.people:
        one = ((person.organisation, "organisation", organisations), (person.accompanies, "accompanies", people))
        for key, field, known in one:
            if key is not None and key not in known:
                yield Message(DANGLING, what=person.name, field=field, key=key)
        yield from _missing(person.name, "groups", person.groups, groups)
    for item in trip.items:
        if item.venue is not None and item.venue not in venues:
            yield Message(DANGLING, what=item.title, field="venue", key=item.venue)
        if item.to is not None and item.to not in venues:
            yield Message(DANGLING, what=item.title, field="to", key=item.to)
        if item.responsible is not None and item.responsible not in people:
            yield Message(DANGLING, what=item.title, field="responsible", key=item.responsible)
        if not (named.issuperset(named_in(item)) and groups.issuperset(item.groups)):
            for field in ("hosts", "speakers", "people"):
                yield from _missing(item.title, field, getattr(item, field), named)
            yield from _missing(item.title, "groups", item.groups, groups)
        for assignment in item.assignments:
            yield from _missing(f"{item.title}, {assignment.place}", "people", assignment.people, people)
            yield from _missing(f"{item.title}, {assignment.place}", "groups", assignment.groups, groups)
        if item.assignments:
            yield from _repeated(assignment.place for assignment in item.assignments)


def _missing(what: str, field: str, keys: Iterable[str], known: set[str]) -> Iterator[Message]:
    for key in keys:
        if key not in known:
            yield Message(DANGLING, what=what, field=field, key=key)


def _order(trip: Whole) -> Iterator[Message]:
    days = {day.id: place for place, day in enumerate(trip.days)}
    last = -1
    whole: Item | None = None
    for item in trip.items:
        if item.day is not None and item.day not in days:
            yield Message(DANGLING, what=item.title, field="day", key=item.day)
            return
        place = len(days) if item.day is None else days[item.day]
        if place < last:
            yield Message('The items must be in the order of the days; "{title}" is not.', title=item.title)
            return
        last = place
        if item.part_of is None:
            whole = item
        elif whole is None or (item.part_of, item.day) != (whole.id, whole.day):
            yield Message('"{title}" must stand behind the item that it is part of, on the same day.', title=item.title)
            return
