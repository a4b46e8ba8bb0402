"""import."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from agenda.cli.completing import TRIP
from agenda.cli.desk import Desk, pass_desk
from agenda.cli.language import t
from agenda.taking import present, take_in
from trips.language import Refused
from trips.model import Trip
from trips.store import Saved


@click.command("import", help=t("Take a trip file into the store."))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", type=TRIP, help=t("Replace this trip by the file's content."))
@click.option("--dry-run", is_flag=True, help=t("Only read it and say what would be taken."))
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_desk
def import_command(desk: Desk, files: tuple[Path, ...], into: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Take trip files into the store; a file with the id of a trip that is there is that trip."""
    from exports.audience import STAFF
    from exports.data import document
    from exports.edition import Edition
    from trips.tripfile import read_trip_file

    read = [(path, read_trip_file(path).trip) for path in files]
    if into and len(read) > 1:
        raise Refused("Only one file can replace a trip.")
    for path, trip in read:
        if dry_run:
            shown = document(Edition(trip, datetime.fromtimestamp(0, UTC)), STAFF)
            summary = desk.t("{file}: {title}, {n} items", file=path.name, title=trip.title, n=len(trip.items))
            click.echo(json.dumps(shown, ensure_ascii=False, indent=2) if as_json else summary)
            continue
        before = present(desk.store, trip, into)
        saved = take_in(desk.store, trip, path.stem, into)
        tell_replaced(desk, before, saved)
        taken: dict[str, object] = {"trip": saved.slug, "items": len(saved.trip.items), "skipped": []}
        click.echo(json.dumps(taken, ensure_ascii=False) if as_json else saved.slug)


def tell_replaced(desk: Desk, before: Trip | None, saved: Saved) -> None:
    """Say what an import has replaced, so that nobody loses newer work without knowing."""
    from trips.difference import difference

    if before is None or before == saved.trip:
        return
    items = [one for one in difference(before, saved.trip) if one.table == "items"]
    gone = sum(one.field == "" and one.after is None for one in items)
    new = sum(one.field == "" and one.before is None for one in items)
    other = len({one.id for one in items if one.field})
    desk.say(
        "{slug} was replaced: {gone} items gone, {new} new, {other} changed. Take it back with: agenda undo {slug}",
        slug=saved.slug, gone=gone, new=new, other=other,
    )  # fmt: skip
