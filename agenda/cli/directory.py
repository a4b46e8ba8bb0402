"""people, places, groups: one command each, the same manners."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import click

from agenda.assign import NOT_SET
from agenda.cli.columns import columns
from agenda.cli.completing import TRIP
from agenda.cli.desk import Desk
from agenda.cli.language import t
from trips.directory import Entry, Table
from trips.fields import GROUP, PERSON, PRIVATE, VENUE, FieldRule
from trips.language import Message, listed
from trips.model import Trip
from trips.plain import plain


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the tables: its fields, and what a list shows of them."""

    table: Table
    fields: tuple[FieldRule, ...]
    shown: tuple[str, ...]


PEOPLE = Kind("people", PERSON, ("role", "organisation", "groups"))
PLACES = Kind("venues", VENUE, ("address",))
GROUPS = Kind("groups", GROUP, ("expected", "note"))


def _group(name: str, about: str, kind: Kind) -> click.Group:
    """The commands of a table; without one of them it lists."""

    def listing(context: click.Context, trip: str) -> None:
        context.obj = context.find_object(Desk) or Desk()
        context.meta["trip"] = trip
        if context.invoked_subcommand is None:
            shown = context.obj.source(trip).trip
            for line in columns([_row(shown, kind, one) for one in getattr(shown, kind.table)]):
                click.echo(line)

    group = click.Group(name, callback=click.pass_context(listing), invoke_without_command=True, help=about)
    group.params.append(click.Argument(["trip"], type=TRIP))
    known = ", ".join(rule.file_key for rule in kind.fields if rule.name not in NOT_SET)
    fields = "\n\n" + t("Fields: {known}", known=known)
    for verb, help_text, wants, work in (
        ("add", t("Add one: a name, and fields.") + fields, "name", _add),
        ("set", t("Change fields of one, named by key or name.") + fields, "which", _set),
        ("remove", t("Remove one, and every mention of it."), "which", _remove),
    ):
        group.add_command(_command(verb, help_text, wants, kind, work))
    return group


Work = Callable[[Desk, str, Kind, str, Sequence[str]], None]


def _command(verb: str, about: str, wants: str, kind: Kind, work: Work) -> click.Command:
    def run(context: click.Context, **arguments: str | tuple[str, ...]) -> None:
        desk = context.find_object(Desk) or Desk()
        fields = arguments.get("fields", ())
        work(desk, str(context.meta["trip"]), kind, str(arguments[wants]), fields if isinstance(fields, tuple) else ())

    parameters: list[click.Parameter] = [click.Argument([wants])]
    if verb != "remove":
        parameters.append(click.Argument(["fields"], nargs=-1, metavar="FIELD=VALUE..."))
    return click.Command(verb, callback=click.pass_context(run), params=parameters, help=about)


def _row(trip: Trip, kind: Kind, entry: Entry) -> tuple[str, ...]:
    names = {one.key: one.name for one in (*trip.groups, *trip.organisations)}
    cells = [entry.key, entry.name]
    for name in kind.shown:
        value: object = getattr(entry, name)
        keys = cast("tuple[str, ...]", value) if isinstance(value, tuple) else (str(value or ""),)
        cells.append(", ".join(names.get(key, key) for key in keys))
    return tuple(map(plain, cells))


def _add(desk: Desk, trip: str, kind: Kind, name: str, fields: Sequence[str]) -> None:
    from trips.directory import TABLES, new_key, put

    key = new_key(name)

    def change(before: Trip) -> Trip:
        after, values = _values(before, kind, fields)
        return put(after, kind.table, TABLES[kind.table].model_validate({"key": key, "name": name, **values}))

    desk.edit(trip, change, Message("Added {title}", title=name))
    click.echo(key)


def _set(desk: Desk, trip: str, kind: Kind, which: str, fields: Sequence[str]) -> None:
    from trips.directory import put, the_entry
    from trips.model import Person, changed

    entry = the_entry(desk.draft(trip).trip, kind.table, which)

    def change(before: Trip) -> Trip:
        current = the_entry(before, kind.table, entry.key)
        after, values = _values(before, kind, fields)
        private = values.pop("private", None)
        if isinstance(current, Person) and isinstance(private, dict):
            values["private"] = changed(current.private, **cast("dict[str, object]", private))
        return put(after, kind.table, changed(current, **values))

    given = {field.partition("=")[0].strip().removeprefix("private.") for field in fields}
    labels = [rule.label for rule in (*kind.fields, *PRIVATE) if rule.file_key in given]
    note = Message("Changed {fields} of {title}", fields=listed(list(dict.fromkeys(labels))), title=entry.name)
    desk.edit(trip, change, note)


def _values(before: Trip, kind: Kind, fields: Sequence[str]) -> tuple[Trip, dict[str, object]]:
    """The values of FIELD=VALUE texts; private details are written like private.phone=0221."""
    from agenda.assign import assign

    private = [field.removeprefix("private.") for field in fields if field.startswith("private.")]
    after, values = assign(before, kind.fields, [field for field in fields if not field.startswith("private.")])
    if private:
        values["private"] = assign(before, PRIVATE if kind.table == "people" else (), private)[1]
    return after, values


def _remove(desk: Desk, trip: str, kind: Kind, which: str, fields: Sequence[str]) -> None:
    del fields
    from trips.directory import remove, the_entry, uses

    before = desk.draft(trip).trip
    entry = the_entry(before, kind.table, which)
    count = len(uses(before, kind.table, entry.key))
    desk.edit(trip, lambda now: remove(now, kind.table, entry.key), Message("Removed {title}", title=entry.name))
    said = desk.t.plural("it was named in {n} item", "it was named in {n} items", count)
    desk.say("Removed {title}; {said}. Take it back with: agenda undo {trip}", title=entry.name, said=said, trip=trip)


people_command = _group(
    "people",
    t("List, add, change and remove people.") + "\n\n" + t("Private details are written like private.phone=0221…"),
    PEOPLE,
)
places_command = _group("places", t("List, add, change and remove places."), PLACES)
groups_command = _group("groups", t("List, add, change and remove groups."), GROUPS)
