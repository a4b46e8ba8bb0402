"""assign."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, Source, pass_cli, t
from agenda.cli.output import columns, print_json
from agenda.cli.params import ITEM, ONLY_SHOW, TRIP
from trips.i18n.language import Message, UserError
from trips.i18n.text import plain
from trips.model.trip import Trip

if TYPE_CHECKING:
    from trips.importers.tables.assignments import AssignmentTable
    from trips.model.entities import Item

Edit = tuple[Callable[[Trip], Trip], Message]


@click.command(
    "assign",
    help=t("Assign people to the buses, rooms or tables of an item.")
    + "\n\n"
    + t('Like: agenda assign koeln 4f21c3 "Bus 1" Weber "Group A" --seats 50. Without WHO it lists.')
    + "\n\n"
    + t("A table for all items at once is written with -o, filled in, and imported again with --from."),
)
@click.argument("trip", type=TRIP)
@click.argument("item", type=ITEM, required=False)
@click.argument("place", required=False)
@click.argument("who", nargs=-1)
@click.option("--seats", type=click.IntRange(0, 9999), metavar="N", help=t("For how many the place has room."))
@click.option("--nowhere", multiple=True, metavar="WHO", help=t("Take somebody out of their place."))
@click.option("--without", metavar="PLACE", help=t("Remove a place."))
@click.option("--like", type=ITEM, help=t("The same places as another item."))
@click.option("--from", "table", metavar="FILE", help=t("From a table: .csv, .xlsx, or - for standard input."))
@click.option("-o", "--output", metavar="FILE", help=t("Into a file: .csv or .xlsx."))
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@ONLY_SHOW
@pass_cli
def assign_command(
    cli: CliContext,
    trip: str,
    item: str | None,
    place: str | None,
    who: tuple[str, ...],
    seats: int | None,
    nowhere: tuple[str, ...],
    without: str | None,
    like: str | None,
    table: str | None,
    output: str | None,
    *,
    as_json: bool,
) -> None:
    """Put people and groups at places within items, or list who is where."""
    from trips.names.items import item_named

    if place is not None and not who and seats is None:
        raise click.UsageError(t("Say who is to be there, or --seats."))
    if item is None and (nowhere or without or like):
        raise click.UsageError(t("Name the item; its id is in: agenda show TRIP"))
    asked = (place, nowhere, without, like, table, output)
    if sum(map(bool, asked)) > 1 or (item is not None and output):
        raise click.UsageError(t("One thing at a time: PLACE, --nowhere, --without, --like, --from or -o."))
    if table is not None:
        _take_table(cli, trip, item, table)
    elif item is not None and (place is not None or nowhere or without is not None or like is not None):
        before = cli.draft(trip).trip
        change, note = _edit(before, item_named(before, item), (place, who, seats), nowhere, (without, like))
        cli.change(trip, change, note)
    elif output is not None:
        _write(cli, cli.source(trip), output)
    else:
        _list(cli, cli.source(trip).trip, item, as_json=as_json)


def _edit(
    trip: Trip,
    item: Item,
    put: tuple[str | None, tuple[str, ...], int | None],
    nowhere: Sequence[str],
    places: tuple[str | None, str | None],
) -> Edit:
    """What is asked for, and what the history will say of it."""
    from trips.edits.assignments import assign, people_and_groups, read_place, unassign, without_place
    from trips.edits.items import change_item
    from trips.names.items import item_named

    place, who, seats = put
    without, like = places
    if place is not None:
        place, said = read_place(place)
        seats = said if seats is None else seats
        people, groups = people_and_groups(trip, who)
        n = len(people) + len(groups)
        note = Message("{title}: {n} assigned to {place}", title=item.title, n=n, place=place)
        if not n:
            note = Message("{title}: {place} has room for {n}", title=item.title, place=place, n=seats)
        return (lambda now: assign(now, item.id, place, people, groups, seats)), note
    if nowhere:
        people, groups = people_and_groups(trip, nowhere)
        note = Message("{title}: {n} without a place now", title=item.title, n=len(people) + len(groups))
        return (lambda now: unassign(now, item.id, people, groups)), note
    if without is not None:
        note = Message("{title}: removed {place}", title=item.title, place=without)
        return (lambda now: without_place(now, item.id, without)), note
    other = item_named(trip, like or "")
    note = Message("{title}: the same places as {other}", title=item.title, other=other.title)
    return (lambda now: change_item(now, item.id, assignments=other.assignments)), note


def _take_table(cli: CliContext, named: str, item: str | None, table: str) -> None:
    from agenda.services.import_ import read_assignments
    from trips.importers.programme.files import LARGEST, bytes_of
    from trips.names.items import item_named

    path = Path(table)
    data = sys.stdin.buffer.read(LARGEST + 1) if table == "-" else bytes_of(path)
    name = cli.t("standard input") if table == "-" else path.name
    before = cli.draft(named).trip
    found = read_assignments(data, name, before, None if item is None else item_named(before, item))
    take_assignments(cli, named, found, name)


def take_assignments(
    cli: CliContext, named: str, table: AssignmentTable, name: str, *, dry_run: bool = False, as_json: bool = False
) -> None:
    """Put everybody where a table says, and tell what was left out of it."""
    from agenda.services.import_ import Left, told_of

    dry_run = dry_run or cli.only_shows
    seated = table.into(cli.draft(named).trip)
    left = [Left(name, skipped) for skipped in seated.left]
    if not dry_run:
        note = Message("{n} assigned from {file}", n=seated.changed, file=name)
        cli.edit(named, lambda now: table.into(now).trip, note)
    if as_json:
        told = {"trip": cli.find_draft(named).slug, "assigned": seated.changed, "places": seated.places,
                "skipped": [one.plain(cli.t) for one in left]}  # fmt: skip
        print_json(told, one_line=True)
        return
    for one in left:
        click.echo(one.say(cli.t), err=True)
    click.echo(told_of(seated, dry_run=dry_run).say(cli.t), err=True)


def _list(cli: CliContext, trip: Trip, item: str | None, *, as_json: bool) -> None:
    """Every item that has places, or one, with who is where."""
    from trips.names.items import item_named, short_ids
    from trips.schedule.timeline import Timeline

    chosen = None if item is None else item_named(trip, item).id
    placed = Timeline(trip).placed()
    shown = [item for item in trip.items if item.assignments and chosen in (None, item.id)]
    if as_json:
        print_json({"items": [_document(trip, item) for item in shown]})
        return
    from trips.edits.assignments import names_at
    from trips.schedule.told_time import format_day_and_time

    ids = short_ids(trip)
    rows: list[tuple[str, ...]] = []
    for one in shown:
        own = placed.get(one.id)
        when = format_day_and_time(own, cli.t) if own is not None else ""
        rows.append((ids[one.id], when, plain(one.title), ""))
        for place in one.assignments:
            seats = "" if place.seats is None else str(place.seats)
            who = ", ".join(name for _, name in names_at(trip, place))
            rows.append(("", seats, f"  {plain(place.place)}", plain(who)))
    for line in columns(rows):
        click.echo(line)
    if not rows:
        cli.say("Nobody is assigned yet; this writes a table to fill in: agenda assign TRIP -o plan.xlsx")


def _document(trip: Trip, item: Item) -> dict[str, object]:
    from trips.model.entities import by_key

    people, groups = by_key(trip.people), by_key(trip.groups)
    return {
        "id": item.id,
        "title": item.title,
        "places": [
            {
                "place": assignment.place, "seats": assignment.seats,
                "people": [people[key].name for key in assignment.people],
                "groups": [groups[key].name for key in assignment.groups],
            }
            for assignment in item.assignments
        ],
    }  # fmt: skip


def _write(cli: CliContext, source: Source, output: str) -> None:
    """The table to fill in."""
    from agenda.services.files import check_folder, write_whole
    from exports.audience import STAFF
    from exports.tables import csv_file, tables, xlsx_file

    path = Path(output)
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise UserError('"{path}" is neither .csv nor .xlsx.', path=output)
    found = tables(cli.snapshot(source, calm=True), STAFF, cli.t.language)
    table = next(table for table in found if table.name == "assignments")
    check_folder(path.parent)
    write_whole(path, csv_file(table) if path.suffix.lower() == ".csv" else xlsx_file([table]), seen_by="owner")
    cli.say("Written: {path}", path=output)
