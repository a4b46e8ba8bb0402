"""people, organisations, places, groups: one command each, the same manners."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import click

from agenda.cli import entries
from agenda.cli.columns import columns
from agenda.cli.completing import TRIP, EntryParam
from agenda.cli.desk import Desk
from agenda.cli.kinds import GROUPS, ORGANISATIONS, PEOPLE, PLACES, Kind
from agenda.cli.language import t
from agenda.presenters.field_text import NOT_SET
from trips.edits.directory import Entry
from trips.i18n.text import plain
from trips.model.entities import Trip

Work = Callable[[Desk, str, Kind, dict[str, str], Sequence[str]], None]


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
                help=t("They come late: issue the last version again with them, and write their folder of the kit."),
            ),
        ]
    for verb, help_text, parameters, work in (
        ("show", t("Show everything of one, and where it is used."), [which], entries.show_one),
        ("add", t("Add one: a name, and fields.") + said, [click.Argument(["name"]), some, *late], entries.add),
        ("set", t("Change fields of one, named by key or name.") + said, [which, fields], entries.change),
        (
            "merge",
            t("Make one of two that are the same: the first stays and takes over what it does not say."),
            both,
            entries.merge,
        ),
        ("remove", t("Remove one, and every mention of it."), [which, instead, with_items], entries.take_away),
    ):
        group.add_command(_command(verb, help_text, parameters, kind, work))
    if kind is PLACES:
        group.add_command(_distance(kind))
    return group


def _distance(kind: Kind) -> click.Command:
    from agenda.cli.distances import distance

    ends: list[click.Parameter] = [
        click.Argument([name], type=EntryParam(kind.table), required=False) for name in ("one", "other")
    ]
    about = t("List how long the ways between places take, or note it: two places and the minutes.")
    options: list[click.Parameter] = [
        click.Argument(["minutes"], type=click.IntRange(0, 10_000), required=False),
        click.Option(["--mode"], metavar="HOW", help=t("How one goes, like walk or bus; left out, in any way.")),
        click.Option(["--remove"], is_flag=True, help=t("Take it away again.")),
    ]
    return _command("distance", about, [*ends, *options], kind, distance)


def _command(verb: str, about: str, parameters: Sequence[click.Parameter], kind: Kind, work: Work) -> click.Command:
    def run(context: click.Context, **arguments: str | int | tuple[str, ...] | None) -> None:
        desk = context.find_object(Desk) or Desk()
        fields = arguments.get("fields") or ()
        named = {name: str(value) for name, value in arguments.items() if value is not None and value is not False}
        work(desk, str(context.meta["trip"]), kind, named, fields if isinstance(fields, tuple) else ())

    return click.Command(verb, callback=click.pass_context(run), params=list(parameters), help=about)


def _row(trip: Trip, kind: Kind, entry: Entry) -> tuple[str, ...]:
    names = {one.key: one.name for one in (*trip.groups, *trip.organisations)}
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
