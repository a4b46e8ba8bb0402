"""What is done with one person, organisation, place or group: show, add, set, merge, remove."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import cast

import click

from agenda.cli.columns import columns
from agenda.cli.desk import Desk
from agenda.cli.kinds import Kind
from agenda.cli.language import t
from trips.edits.directory import TABLES, Entry, Table
from trips.i18n.language import Message, Refused, listed
from trips.i18n.text import capitalised, one_line
from trips.model.entities import Person, Trip, changed
from trips.model.fields import PERSON, PRIVATE
from trips.model.short_ids import item_named, short_ids

_DECLINED = next(rule for rule in PERSON if rule.name == "declined")


def add(desk: Desk, trip: str, kind: Kind, named: Mapping[str, str], fields: Sequence[str]) -> None:
    """Add an entry and print its key; somebody who comes late gets their folder of the kit as well."""
    from trips.edits.directory import new_key, put

    name = named.get("name", "")
    key = new_key(name)
    if "groups" in named:
        fields = (*fields, f"groups={named['groups']}")
    if "kit" in named:
        from agenda.cli.joining import check_issued

        check_issued(desk, trip)
        fields = ("delegate=yes", *fields)

    def change(before: Trip) -> Trip:
        after, values = _values(before, kind, fields)
        return put(after, kind.table, TABLES[kind.table].model_validate({"key": key, "name": name, **values}))

    desk.edit(trip, change, Message("Added {title}", title=name))
    click.echo(key)
    if "kit" in named:
        from agenda.cli.joining import join

        join(desk, trip, key, Path(named["kit"]))


def change(desk: Desk, trip: str, kind: Kind, named: Mapping[str, str], fields: Sequence[str]) -> None:
    """Change fields of an entry."""
    from trips.edits.directory import put, the_entry

    entry = the_entry(desk.draft(trip).trip, kind.table, named["which"])

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
    from agenda.presenters.field_text import assign

    people = kind.table == "people"
    private = [field.removeprefix("private.") for field in fields if field.startswith("private.")]
    declined = [field for field in fields if people and field.partition("=")[0].strip() == "declined" and "=" in field]
    other = [field for field in fields if not field.startswith("private.") and field not in declined]
    after, values = assign(before, kind.fields, other)
    if private:
        values["private"] = assign(before, PRIVATE if people else (), private)[1]
    for field in declined:
        values["declined"] = _items(before, field.partition("=")[2])
    return after, values


def _items(trip: Trip, text: str) -> tuple[str, ...]:
    """The ids of items that are named by title, as lists show them, or by short id."""
    from agenda.presenters.field_text import assigned, item_label

    found: list[str] = []
    for one in filter(None, (part.strip() for part in text.split(","))):
        try:
            ids = cast("tuple[str, ...]", assigned(trip, _DECLINED, one)[1])
        except Refused:
            ids = (item_named(trip, one).id,)
        if len(ids) > 1:
            short = short_ids(trip)
            names = ", ".join(
                f"{short[item.id]} ({item_label(trip, item, t)})" for item in trip.items if item.id in ids
            )
            raise Refused('"{text}" could be {names}; name it by its id.', text=one, names=names)
        found += ids
    return tuple(dict.fromkeys(found))


def show_one(desk: Desk, trip: str, kind: Kind, named: Mapping[str, str], fields: Sequence[str]) -> None:
    """Show everything of an entry, the items that name it and the people who refer to it."""
    del fields
    from agenda.presenters.details import fields_of, shown
    from agenda.presenters.field_text import item_label
    from trips.edits.directory import the_entry, users, uses

    whole = desk.source(trip).trip
    entry = the_entry(whole, kind.table, named["which"])
    rows = [(desk.t("Key"), entry.key)]
    details = [(rule, getattr(entry, rule.name)) for rule in fields_of(TABLES[kind.table].__name__)]
    if isinstance(entry, Person):
        details += [(rule, getattr(entry.private, rule.name)) for rule in fields_of("Private")]
    for rule, value in details:
        if text := shown(whole, rule, value, desk.t):
            listed = rule.form in ("refs", "lines", "keys")
            rows.append((capitalised(desk.t(rule.label)), one_line(text.replace("\n", ", ") if listed else text)))
    for line in columns(rows):
        click.echo(line)
    ids = short_ids(whole)
    used = [(ids[item.id], one_line(item_label(whole, item, desk.t))) for item in uses(whole, kind.table, entry.key)]
    used += [(person.key, one_line(person.name)) for person in users(whole, kind.table, entry.key)]
    if used:
        click.echo(f"\n{desk.t('Used in')}")
        for line in columns([(f"  {key}", text) for key, text in used]):
            click.echo(line)


def merge(desk: Desk, trip: str, kind: Kind, named: Mapping[str, str], fields: Sequence[str]) -> None:
    """Make one entry of two."""
    del fields
    from trips.edits.directory import merge_entries, the_entry

    before = desk.draft(trip).trip
    keep, gone = (the_entry(before, kind.table, named[name]) for name in ("keep", "gone"))
    note = Message("Merged {gone} into {title}", gone=gone.name, title=keep.name)
    desk.edit(trip, lambda now: merge_entries(now, kind.table, keep.key, gone.key), note)
    click.echo(keep.key)


def take_away(desk: Desk, trip: str, kind: Kind, named: Mapping[str, str], fields: Sequence[str]) -> None:
    """Remove an entry: its name only, with another one in its place, or with the items that name it."""
    del fields
    from trips.edits.directory import remove, remove_with_items, replace_entry, the_entry, uses

    if "instead" in named and "with_items" in named:
        raise click.UsageError(t("Say either --instead or --with-items."))
    before = desk.draft(trip).trip
    entry = the_entry(before, kind.table, named["which"])
    note = Message("Removed {title}", title=entry.name)
    count = len(uses(before, kind.table, entry.key))
    said = desk.t.plural("it was named in {n} item", "it was named in {n} items", count)
    change: Callable[[Trip, Table, str], Trip] = remove
    if "instead" in named:
        other = _other(before, kind.table, named["instead"])
        note = Message("Put {title} in the place of {gone}", title=other.name, gone=entry.name)
        said = desk.t("in its place is {title}", title=other.name)
        change = lambda now, table, key: replace_entry(now, table, key, other.key)  # noqa: E731
    elif "with_items" in named:
        count = len(before.items) - len(remove_with_items(before, kind.table, entry.key).items)
        said = desk.t.plural("{n} item went along", "{n} items went along", count)
        change = remove_with_items
    desk.edit(trip, lambda now: change(now, kind.table, entry.key), note)
    desk.say("Removed {title}; {said}. Take it back with: agenda undo {trip}", title=entry.name, said=said, trip=trip)


def _other(trip: Trip, table: Table, text: str) -> Entry:
    """Who takes a place: one of the same table; a person and an organisation may stand in for each other."""
    from trips.edits.directory import find, the_entry

    across: dict[Table, Table] = {"people": "organisations", "organisations": "people"}
    found = find(trip, table, text) or (find(trip, across[table], text) if table in across else None)
    return found or the_entry(trip, table, text)
