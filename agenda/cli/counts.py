"""counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, Source, pass_cli, t
from agenda.cli.output import columns, print_json
from agenda.cli.params import DAY, ITEM, TRIP
from trips.i18n.language import UserError
from trips.i18n.text import plain

if TYPE_CHECKING:
    from trips.queries.counts import Count, Night


@click.command(
    "counts",
    help=t("Headcount: seats, meals by diet, nights; without names.")
    + "\n\n"
    + t("For staff only: small numbers of a diet can still tell who it is."),
)
@click.argument("trip", type=TRIP)
@click.option("--day", type=DAY, metavar="DAY", help=t("Only this day."))
@click.option("--item", type=ITEM, help=t("Only this item and its parts."))
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@click.option("-o", "--output", metavar="FILE", help=t("Into a file: .csv or .xlsx."))
@pass_cli
def counts_command(
    cli: CliContext, trip: str, day: str | None, item: str | None, output: str | None, *, as_json: bool
) -> None:
    """Tell how many go to each item, and how many sleep there each night."""
    from trips.names.days import read_day
    from trips.names.items import item_named, short_ids
    from trips.queries.counts import item_counts, nights
    from trips.schedule.timeline import Timeline

    source = cli.source(trip)
    timeline = Timeline(source.trip)
    found, dark = item_counts(timeline), nights(timeline)
    if day is not None:
        chosen = read_day(source.trip, day)
        found = tuple(count for count in found if count.placed.item.day == chosen.id)
        dark = tuple(night for night in dark if night.evening == chosen.date)
    if item is not None:
        named = item_named(source.trip, item).id
        found = tuple(count for count in found if named in (count.placed.item.id, count.placed.item.part_of))
        dark = ()
    if output is not None:
        _write(cli, source, found, dark, output)
    elif as_json:
        print_json(_document(found, dark))
    else:
        ids = short_ids(source.trip)
        for line in columns([(ids.get(key, ""), *row) for key, row in rows(cli, found, dark)]):
            click.echo(line)


def rows(cli: CliContext, found: tuple[Count, ...], dark: tuple[Night, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """The counts in words, each behind the id of its item; a night has none."""
    from agenda.presenters.counts import count_rows

    return [(key, tuple(map(plain, row))) for key, row in count_rows(found, dark, cli.t)]


def _write(cli: CliContext, source: Source, found: tuple[Count, ...], dark: tuple[Night, ...], output: str) -> None:
    from agenda.services.files import check_folder, write_whole
    from exports.snapshot import Snapshot
    from exports.tables import Source as TableSource
    from exports.tables import csv_file, xlsx_file
    from exports.tables.counts import counts_table

    path = Path(output)
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise UserError('"{path}" is neither .csv nor .xlsx.', path=output)
    trip = source.trip
    stamp = Snapshot(trip, source.issued).stamp(cli.t)
    table = counts_table(found, dark, TableSource(trip.title, trip.organiser, cli.t.language, stamp, source.issued))
    data = csv_file(table) if path.suffix.lower() == ".csv" else xlsx_file([table])
    check_folder(path.parent)
    write_whole(path, data, seen_by="owner")
    cli.say("Written: {path}", path=output)


def _document(found: tuple[Count, ...], dark: tuple[Night, ...]) -> dict[str, object]:
    return {
        "items": [
            {
                "id": count.placed.item.id, "title": count.placed.item.title, "date": count.placed.date.isoformat(),
                "start": count.placed.starts.isoformat() if count.placed.starts else None, "heads": count.heads,
                "room": count.room, "free": count.free, "diets": dict(count.diets), "plain": count.plain,
                "places": [
                    {"place": each.assignment.place, "heads": each.heads, "seats": each.assignment.seats}
                    for each in (count.spread.shares if count.spread else ())
                ],
                "without_place": len(count.spread.without) + count.spread.nameless if count.spread else 0,
            }
            for count in found
        ],
        "nights": [
            {
                "date": night.evening.isoformat(), "heads": night.heads, "stay": night.staying,
                "rooms": night.rooms,
                "without_room": len(night.roomless) + night.nameless, "without_stay": night.homeless,
            }
            for night in dark
        ],
    }  # fmt: skip
