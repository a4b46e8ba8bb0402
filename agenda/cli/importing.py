"""import."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from agenda.calendars import is_calendar
from agenda.cli.completing import TRIP
from agenda.cli.desk import Desk, pass_desk
from agenda.cli.language import t
from agenda.taking import OTHER_VERSIONS, adopt, present, take_in
from trips.language import Refused
from trips.model import Trip
from trips.store import Saved

if TYPE_CHECKING:
    from agenda.calendars import Left


@click.command(
    "import",
    help=t("Take trip files and calendar files into the store.")
    + "\n\n"
    + t("A trip file replaces the trip it is of; events of a calendar file (.ics) are added, or brought up to date."),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", type=TRIP, help=t("Into this trip: a trip file replaces it, a calendar file adds to it."))
@click.option("--dry-run", is_flag=True, help=t("Only read it and say what would be taken."))
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_desk
def import_command(desk: Desk, files: tuple[Path, ...], into: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Take files into the store; a file of a trip that is there, or of events that are, is that trip."""
    from trips.tripfile import read_trip_file

    calendars = [path for path in files if is_calendar(path)]
    read = [(path, read_trip_file(path)) for path in files if path not in calendars]
    if into and (len(read) > 1 or (read and calendars)):
        raise Refused("Only one file can replace a trip.")
    for path, file in read:
        if dry_run:
            _show(desk, path.name, file.trip, (), as_json=as_json)
            continue
        before = present(desk.store, file.trip, into)
        saved = take_in(desk.store, file.trip, path.stem, into)
        tell_replaced(desk, before, saved)
        if differ := adopt(desk.store, file, saved):
            desk.say(OTHER_VERSIONS, numbers=", ".join(map(str, differ)))
        _tell_taken(desk, saved, (), as_json=as_json)
    for paths in [calendars] if into and calendars else [[path] for path in calendars]:
        _take_calendars(desk, paths, into, dry_run=dry_run, as_json=as_json)


def _take_calendars(desk: Desk, paths: Sequence[Path], into: str | None, *, dry_run: bool, as_json: bool) -> None:
    from agenda.calendars import prepare, take_in_calendars

    ready = prepare(desk.store, paths, into, desk.calm_settings.speaks())
    if not as_json:
        for one in ready.left:
            click.echo(one.say(desk.t), err=True)
    if dry_run:
        _show(desk, ", ".join(path.name for path in paths), ready.trip, ready.left, as_json=as_json)
        return
    saved = take_in_calendars(desk.store, ready)
    if ready.before is not None:
        _tell_added(desk, ready.before.trip, saved)
    _tell_taken(desk, saved, ready.left, as_json=as_json)


def _show(desk: Desk, file: str, trip: Trip, left: Sequence[Left], *, as_json: bool) -> None:
    """What would be taken in."""
    from exports.audience import STAFF
    from exports.data import document
    from exports.edition import Edition

    if as_json:
        shown = document(Edition(trip, datetime.fromtimestamp(0, UTC)), STAFF)
        shown["skipped"] = [one.plain(desk.t) for one in left]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        click.echo(desk.t("{file}: {title}, {n} items", file=file, title=trip.title, n=len(trip.items)))


def _tell_taken(desk: Desk, saved: Saved, left: Sequence[Left], *, as_json: bool) -> None:
    skipped = [one.plain(desk.t) for one in left]
    taken: dict[str, object] = {"trip": saved.slug, "items": len(saved.trip.items), "skipped": skipped}
    click.echo(json.dumps(taken, ensure_ascii=False) if as_json else saved.slug)


def tell_replaced(desk: Desk, before: Trip | None, saved: Saved) -> None:
    """Say what an import has replaced, so that nobody loses newer work without knowing."""
    if before is None or before == saved.trip:
        return
    gone, new, other = _counts(before, saved.trip)
    desk.say(
        "{slug} was replaced: {gone} items gone, {new} new, {other} changed. Take it back with: agenda undo {slug}",
        slug=saved.slug, gone=gone, new=new, other=other,
    )  # fmt: skip


def _tell_added(desk: Desk, before: Trip, saved: Saved) -> None:
    """Say what events have become of a trip."""
    _, new, other = _counts(before, saved.trip)
    if not new and not other:
        desk.say("{slug} has all of it already; nothing was changed.", slug=saved.slug)
        return
    desk.say(
        "{slug}: {new} items new, {other} changed. Take it back with: agenda undo {slug}",
        slug=saved.slug, new=new, other=other,
    )  # fmt: skip


def _counts(before: Trip, after: Trip) -> tuple[int, int, int]:
    """How many items are gone, new and changed."""
    from trips.difference import difference

    items = [one for one in difference(before, after) if one.table == "items"]
    gone = sum(one.field == "" and one.after is None for one in items)
    new = sum(one.field == "" and one.before is None for one in items)
    return gone, new, len({one.id for one in items if one.field})
