"""people, organisations, places, groups: one command each, the same manners."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

from agenda.cli.context import CliContext, t
from agenda.cli.output import columns, facts, print_json
from agenda.cli.params import TRIP, EntryParam, OnlyShow
from trips.i18n.language import Message, UserError
from trips.i18n.text import capitalised, one_line, plain
from trips.model.fields import rules
from trips.model.tables import TABLES, Entry, Table, entries

if TYPE_CHECKING:
    from trips.history.releases import Release
    from trips.model.trip import Trip


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the tables, and what a list shows of its fields."""

    table: Table
    shown: tuple[str, ...]


PEOPLE: Final = Kind("people", ("role", "organisation", "groups"))
ORGANISATIONS: Final = Kind("organisations", ("contact",))
PLACES: Final = Kind("venues", ("address",))
GROUPS: Final = Kind("groups", ("expected", "note"))


def check_issued(cli: CliContext, trip: str) -> Release:
    """The last version.

    Raises:
        UserError: nothing was issued yet, so there is no kit to join.
    """
    latest = cli.store.versions.latest(cli.find_draft(trip).id)
    if latest is None:
        raise UserError("Only a released version can be handed out. Release one with: agenda release {trip}", trip=trip)
    return latest


def join(cli: CliContext, trip: str, key: str, folder: Path) -> None:
    """Issue the last version once more with a person in it, and write their folder of its kit.

    Nothing of the draft goes out, and nobody else's copy is another one.
    """
    from agenda.services.branding import office_brand
    from agenda.services.hand_out import kit_of, write_kit
    from trips.history.releases import joined
    from trips.model.entities import by_key

    office_brand(cli.settings, "pdf")  # a look that papers cannot have is refused before a version is issued
    latest, saved = check_issued(cli, trip), cli.draft(trip)
    person = by_key(saved.trip.people)[key]
    note = cli.t("{name} joins", name=person.name)
    made = cli.store.versions.issue(saved.trip.id, latest.rev, note, joined(latest.content, person))
    snapshot = cli.snapshot(cli.source(f"{saved.slug}@{made.number}"), earlier=True)
    kit = kit_of(cli.store, snapshot, saved.slug, cli.settings, cli.t)
    for step in write_kit(cli.store, kit, saved.trip.id, made.number, folder, only=key):
        click.echo(str(folder / step.path))
    cli.say("Version {n} is released: the one before with {name} in it.", n=made.number, name=person.name)


def distance(cli: CliContext, trip: str, kind: Kind, named: Mapping[str, str], fields: Sequence[str]) -> None:
    """List what is known of ways; with two places, note how long theirs takes, or take that away."""
    from trips.edits.directory import same_way, with_way, without_way
    from trips.model.doors import checked
    from trips.model.entities import Distance

    del fields
    from trips.names.index import get_entry

    if "one" not in named:
        _list(cli, trip)
        return
    if "other" not in named or ("minutes" in named) == ("remove" in named):
        raise click.UsageError(t("Name two places and the minutes, or --remove."))
    before = cli.draft(trip).trip
    entry, other = (get_entry(before, kind.table, named[name]) for name in ("one", "other"))
    if entry.key == other.key:
        raise UserError("{place} is the same place twice; a transfer leads from one to another.", place=entry.name)
    mode = named.get("mode", "")
    if "remove" in named:
        if not any(same_way(way, entry.key, other.key, mode or None) for way in before.distances):
            raise UserError("No transfer time is noted between {start} and {end}.", start=entry.name, end=other.name)
        note = Message("Removed the transfer time between {start} and {end}", start=entry.name, end=other.name)
        cli.change(trip, lambda now: without_way(now, entry.key, other.key, mode or None), note)
        return
    way = checked(Distance, one=entry.key, other=other.key, minutes=int(named["minutes"]), mode=mode)
    note = Message("Noted {n} min between {start} and {end}", n=way.minutes, start=entry.name, end=other.name)
    cli.change(trip, lambda now: with_way(now, way), note)


def _list(cli: CliContext, trip: str) -> None:
    shown = cli.source(trip).trip
    names = {venue.key: venue.name for venue in shown.venues}
    rows = [
        (names.get(way.one, way.one), names.get(way.other, way.other), f"{way.minutes} min", way.mode)
        for way in shown.distances
    ]
    for line in columns(rows):
        click.echo(line)
    if not rows:
        cli.say("No transfer time is noted yet; note one with: agenda places {trip} distance A B MINUTES", trip=trip)


def add(cli: CliContext, trip: str, kind: Kind, named: Mapping[str, str], fields: Sequence[str]) -> None:
    """Add an entry and print its key; somebody who comes late gets their folder of the kit as well."""
    from agenda.presenters.editable import new_entry
    from trips.model.tables import new_key

    name = named.get("name", "")
    key = new_key(name)
    if "groups" in named:
        fields = (*fields, f"groups={named['groups']}")
    if "kit" in named:
        check_issued(cli, trip)
        fields = ("delegate=yes", *fields)
    editable = new_entry(kind.table, cli.t, key=key)
    note = Message("Added {title}", title=name)
    saved = cli.change(trip, editable.edit({"name": name, **editable.texts(fields)}), note)
    click.echo(key)
    if "kit" in named and saved is not None:
        join(cli, trip, key, Path(named["kit"]))


def change(cli: CliContext, trip: str, kind: Kind, named: Mapping[str, str], fields: Sequence[str]) -> None:
    """Change fields of an entry."""
    from agenda.presenters.editable import entries_editable
    from trips.names.index import get_entry

    editable = entries_editable(kind.table, [get_entry(cli.draft(trip).trip, kind.table, named["which"])])
    texts = editable.texts(fields)
    cli.change(trip, editable.edit(texts), editable.note(texts))


def show_one(cli: CliContext, trip: str, kind: Kind, named: Mapping[str, str], fields: Sequence[str]) -> None:
    """Show everything of an entry, the items that name it and the people who refer to it."""
    from trips.names.items import item_label, short_ids

    del fields
    from agenda.presenters.details import format_value
    from agenda.presenters.editable import entries_editable
    from trips.edits.directory import users, uses
    from trips.names.index import get_entry

    whole = cli.source(trip).trip
    entry = get_entry(whole, kind.table, named["which"])
    rows = [(cli.t("Key"), entry.key)]
    editable = entries_editable(kind.table, [entry])
    for path, rule in editable.fields.items():
        if text := format_value(whole, rule, editable.values[path], cli.t):
            text = text.replace("\n", ", ") if rule.type.several else text
            rows.append((capitalised(cli.t(rule.label)), one_line(text)))
    for line in columns(rows):
        click.echo(line)
    ids = short_ids(whole)
    used = [(ids[item.id], one_line(item_label(whole, item, cli.t))) for item in uses(whole, kind.table, entry.key)]
    used += [(person.key, one_line(person.name)) for person in users(whole, kind.table, entry.key)]
    if used:
        click.echo(f"\n{cli.t('Used in')}")
        for line in columns([(f"  {key}", text) for key, text in used]):
            click.echo(line)


def merge(cli: CliContext, trip: str, kind: Kind, named: Mapping[str, str], fields: Sequence[str]) -> None:
    """Make one entry of two."""
    del fields
    from trips.edits.directory import merge_entries
    from trips.names.index import get_entry

    before = cli.draft(trip).trip
    keep, gone = (get_entry(before, kind.table, named[name]) for name in ("keep", "gone"))
    note = Message("Merged {gone} into {title}", gone=gone.name, title=keep.name)
    cli.change(trip, lambda now: merge_entries(now, kind.table, keep.key, gone.key), note)
    click.echo(keep.key)


def take_away(cli: CliContext, trip: str, kind: Kind, named: Mapping[str, str], fields: Sequence[str]) -> None:
    """Remove an entry: its name only, with another one in its place, or with the items that name it."""
    del fields
    from trips.edits.directory import remove, remove_with_items, replace_entry, uses
    from trips.names.index import get_entry

    if "instead" in named and "with_items" in named:
        raise click.UsageError(t("Say either --instead or --with-items."))
    before = cli.draft(trip).trip
    entry = get_entry(before, kind.table, named["which"])
    note = Message("Removed {title}", title=entry.name)
    count = len(uses(before, kind.table, entry.key))
    said = cli.t.plural("it was named in {n} item", "it was named in {n} items", count)
    change: Callable[[Trip, Table, str], Trip] = remove
    if "instead" in named:
        other = _other(before, kind.table, named["instead"])
        note = Message("Put {title} in the place of {gone}", title=other.name, gone=entry.name)
        said = cli.t("in its place is {title}", title=other.name)
        change = lambda now, table, key: replace_entry(now, table, key, other.key)  # noqa: E731
    elif "with_items" in named:
        count = len(before.items) - len(remove_with_items(before, kind.table, entry.key).items)
        said = cli.t.plural("{n} item went along", "{n} items went along", count)
        change = remove_with_items
    cli.say("{title}: {said}.", title=entry.name, said=said)
    if cli.change(trip, lambda now: change(now, kind.table, entry.key), note) is not None:
        cli.say("Take it back with: agenda undo {trip}", trip=trip)


def _other(trip: Trip, table: Table, text: str) -> Entry:
    """Who takes a place: one of the same table; a person and an organisation may stand in for each other."""
    from trips.names.index import find_entry, get_entry

    across: dict[Table, Table] = {"people": "organisations", "organisations": "people"}
    found = find_entry(trip, table, text) or (find_entry(trip, across[table], text) if table in across else None)
    return found or get_entry(trip, table, text)


Work = Callable[[CliContext, str, Kind, dict[str, str], Sequence[str]], None]


class TableGroup(click.Group):
    """The commands of a table; an option of the list itself may stand behind the trip, as everywhere else."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the line; what stands behind the first word that is no option belongs to a command within."""
        if len(args) == 2 and args[1].startswith("-"):
            args = [args[1], args[0]]
        return super().parse_args(ctx, args)


def _group(name: str, about: str, kind: Kind) -> click.Group:
    """The commands of a table; without one of them it lists."""

    def listing(context: click.Context, trip: str, *, as_json: bool, plain: bool) -> None:
        context.obj = context.find_object(CliContext) or CliContext()
        context.meta["trip"] = trip
        if context.invoked_subcommand is None:
            _list_entries(context.obj.source(trip).trip, kind, name, as_json=as_json, plain=plain)

    group = TableGroup(name, callback=click.pass_context(listing), invoke_without_command=True, help=about)
    group.params.append(click.Argument(["trip"], type=TRIP))
    group.params.append(click.Option(["--json", "as_json"], is_flag=True, help=t("As JSON, with every field.")))
    group.params.append(
        click.Option(["--plain"], is_flag=True, help=t("One fact a line, without columns: for screen readers."))
    )
    known = ", ".join(rule.file_key for rule in rules(TABLES[kind.table].__name__).values() if rule.type.by_hand)
    said = "\n\n" + t("Fields: {known}", known=known)
    if kind is PEOPLE:
        said += "\n\n" + t(
            'Private details are written like private.phone=0221…; present is written like "Thu 14:00 - Fri",'
            " declined like the ids or titles of items."
        )
    which: click.Parameter = click.Argument(["which"], type=EntryParam(kind.table))
    some, fields = (
        click.Argument(["fields"], nargs=-1, required=needed, metavar="FIELD=VALUE...") for needed in (False, True)
    )
    instead = click.Option(
        ["--instead"], type=EntryParam(kind.table), metavar="KEY", help=t("Put this one in its place.")
    )
    with_items = click.Option(["--with-items"], is_flag=True, help=t("Remove the items that name it too."))
    both: list[click.Parameter] = [click.Argument([one], type=EntryParam(kind.table)) for one in ("keep", "gone")]
    late: list[click.Parameter] = []
    if kind is PEOPLE:
        late = [
            click.Option(["--groups"], metavar="KEYS", help=t("The groups they belong to, with commas.")),
            click.Option(
                ["--kit"],
                type=click.Path(file_okay=False),
                metavar="DIR",
                help=t("Late addition: release the last version again with them, and write their folder of the pack."),
            ),
        ]
    for verb, help_text, parameters, work in (
        ("show", t("Show everything of one, and where it is used."), [which], show_one),
        ("add", t("Add one: a name, and fields.") + said, [click.Argument(["name"]), some, *late], add),
        ("set", t("Change fields of one, named by key or name.") + said, [which, fields], change),
        (
            "merge",
            t("Merge two that are the same: the first stays and takes over what it does not say."),
            both,
            merge,
        ),
        ("remove", t("Remove one, and every mention of it."), [which, instead, with_items], take_away),
    ):
        shows = [] if work is show_one else [OnlyShow()]
        group.add_command(_command(verb, help_text, [*parameters, *shows], kind, work))
    if kind is PLACES:
        group.add_command(_distance(kind))
    return group


def _list_entries(shown: Trip, kind: Kind, name: str, *, as_json: bool, plain: bool) -> None:
    listed = entries(shown, kind.table)
    if as_json:
        from agenda.presenters.entry_json import entry_document

        print_json({name: [entry_document(entry) for entry in listed]})
        return
    rows = [_row(shown, kind, entry) for entry in listed]
    for line in facts(rows) if plain else columns(rows):
        click.echo(line)


def _distance(kind: Kind) -> click.Command:

    ends: list[click.Parameter] = [
        click.Argument([name], type=EntryParam(kind.table), required=False) for name in ("one", "other")
    ]
    about = t("List transfer times between places, or note one: two places and the minutes.")
    options: list[click.Parameter] = [
        click.Argument(["minutes"], type=click.IntRange(0, 10_000), required=False),
        click.Option(["--mode"], metavar="HOW", help=t("How one goes, like walk or bus; left out, in any way.")),
        click.Option(["--remove"], is_flag=True, help=t("Take it away again.")),
        OnlyShow(),
    ]
    return _command("distance", about, [*ends, *options], kind, distance)


def _command(verb: str, about: str, parameters: Sequence[click.Parameter], kind: Kind, work: Work) -> click.Command:
    def run(context: click.Context, **arguments: str | int | tuple[str, ...] | None) -> None:
        cli = context.find_object(CliContext) or CliContext()
        fields = arguments.get("fields") or ()
        named = {name: str(value) for name, value in arguments.items() if value is not None and value is not False}
        work(cli, str(context.meta["trip"]), kind, named, fields if isinstance(fields, tuple) else ())

    return click.Command(verb, callback=click.pass_context(run), params=list(parameters), help=about)


def _row(trip: Trip, kind: Kind, entry: Entry) -> tuple[str, ...]:
    names = {entity.key: entity.name for entity in (*trip.groups, *trip.organisations)}
    cells = [entry.key, entry.name]
    for name in kind.shown:
        value: object = getattr(entry, name)
        keys = cast("tuple[str, ...]", value) if isinstance(value, tuple) else (str(value or ""),)
        cells.append(", ".join(names.get(key, key) for key in keys))
    return tuple(map(plain, cells))


people_command = _group("people", t("List, add, change, merge and remove people."), PEOPLE)
organisations_command = _group("organisations", t("List, add, change, merge and remove organisations."), ORGANISATIONS)
places_command = _group("places", t("List, add, change, merge and remove places."), PLACES)
groups_command = _group("groups", t("List, add, change, merge and remove groups."), GROUPS)
