"""import."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import print_json
from agenda.cli.params import TRIP, DateParam
from trips.i18n.language import N_, UserError
from trips.store import Saved

if TYPE_CHECKING:
    from agenda.services.import_ import FileKind, Left, Prepared
    from trips.model.trip import Trip


@click.command(
    "import",
    help=t("Import files: trip files, calendar files, programmes, lists of people.")
    + "\n\n"
    + t("A trip file replaces the trip it is of; events of a calendar file (.ics) are added, or brought up to date.")
    + "\n\n"
    + t("A participant list (.csv, .xlsx) goes into a trip with --into; the same list again brings it up to date.")
    + "\n\n"
    + t("A programme (.txt, .docx, .odt, .pdf, .eml, .html, .rtf) becomes a new trip, or is added to one with --into.")
    + "\n\n"
    + t(
        "Answers to invitations (.ics, .eml, a folder or mailbox of them) become confirmations, and items that somebody"
        " does not come to; it shows them and asks."
    )
    + "\n\n"
    + t("What a file is shows in what stands in it, not in its name; - is standard input."),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", type=TRIP, help=t("Into this trip: a trip file replaces it, other files add to it."))
@click.option(
    "--year", type=click.IntRange(1990, 2099), metavar="YEAR", help=t("The year, for a programme that does not say it.")
)
@click.option("--from", "first", type=DateParam(), help=t("The first day, for a programme that does not say it."))
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=FIELD",
    help=t("What a column of a participant list holds."),
)
@click.option("--older", is_flag=True, help=t("Also take events of which the trip has a newer state."))
@click.option("-n", "--dry-run", is_flag=True, help=t("Only read it and say what would be taken."))
@click.option("-y", "--yes", is_flag=True, help=t("Take over what answers to invitations clearly say; do not ask."))
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def import_command(
    cli: CliContext,
    files: tuple[Path, ...],
    into: str | None,
    year: int | None,
    first: date | None,
    columns: tuple[str, ...],
    *,
    older: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Take files into the store; a file of a trip that is there, or of events that are, is that trip."""
    from agenda.services.import_ import file_kind, files_of

    with TemporaryDirectory() as folder:
        paths = [one for path in files for one in ([_stdin(cli, Path(folder))] if str(path) == "-" else files_of(path))]
        answers = [path for path in paths if file_kind(path) == "answers"]
        if answers:
            from agenda.cli.answers import take_answers

            take_answers(cli, answers, dry_run=dry_run, yes=yes, as_json=as_json)
        others = [path for path in paths if path not in answers]
        _take_files(cli, others, into, (year, first), columns, older=older, dry_run=dry_run, as_json=as_json)


def _stdin(cli: CliContext, folder: Path) -> Path:
    """Standard input as a file, so that it is known by its content like any other."""
    from trips.importers.programme.files import LARGEST_MAIL

    path = folder / cli.t("standard input")
    path.write_bytes(sys.stdin.buffer.read(LARGEST_MAIL + 1))
    return path


def _take_files(
    cli: CliContext,
    files: Sequence[Path],
    into: str | None,
    said: tuple[int | None, date | None],
    columns: Sequence[str],
    *,
    older: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    from agenda.services.import_ import file_kind

    kinds = {path: file_kind(path) for path in files}

    def of_kind(kind: FileKind) -> list[Path]:
        return [path for path in files if kinds[path] == kind]

    trips, calendars = of_kind("trip"), of_kind("calendar")
    if into and trips and len(files) > 1:
        raise UserError("Only one file can replace a trip.")
    for path in trips:
        _take_trip(cli, path, into, dry_run=dry_run, as_json=as_json)
    for paths in [calendars] if into and calendars else [[path] for path in calendars]:
        _take_calendars(cli, paths, into, older=older, dry_run=dry_run, as_json=as_json)
    for path in of_kind("table"):
        _take_table(cli, path, into, said, columns, dry_run=dry_run, as_json=as_json)
    for path in of_kind("programme"):
        ready = _programme(cli, path, into, *said)
        _take_prepared(cli, ready, path.name, dry_run=dry_run, as_json=as_json)


def _take_trip(cli: CliContext, path: Path, into: str | None, *, dry_run: bool, as_json: bool) -> None:
    from agenda.services.import_ import OTHER_VERSIONS, adopt, present, take_in
    from trips.tripfile import read_trip_file

    file = read_trip_file(path)
    if dry_run:
        _show(cli, path.name, file.trip, (), as_json=as_json)
        return
    before = present(cli.store, file.trip, into)
    saved = take_in(cli.store, file.trip, path.stem, into)
    tell_replaced(cli, before, saved)
    if differ := adopt(cli.store, file, saved):
        cli.say(OTHER_VERSIONS, numbers=", ".join(map(str, differ)))
    _tell_taken(cli, saved, (), as_json=as_json)


def _programme(cli: CliContext, path: Path, into: str | None, year: int | None, first: date | None) -> Prepared:
    from agenda.services.import_ import prepare_programme
    from trips.importers.programme.files import read_programme_file

    language = cli.calm_settings.speaks()
    name = cli.t("Programme") if path.name == cli.t("standard input") else path.stem
    return prepare_programme(cli.store, read_programme_file(path), name, into, language, year=year, first=first)


def _take_table(
    cli: CliContext,
    path: Path,
    into: str | None,
    said: tuple[int | None, date | None],
    columns: Sequence[str],
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from agenda.services.import_ import choose_columns, prepare_people, prepare_programme, read_table, take_in_prepared
    from trips.importers.programme.files import bytes_of
    from trips.importers.programme.programme import Programme
    from trips.importers.tables.assignments import AssignmentTable
    from trips.importers.tables.participants import FIELD_WORDS
    from trips.importers.tables.translations import TranslationTable

    before = cli.draft(into).trip if into is not None else None
    found = read_table(bytes_of(path), path.name, before)
    if isinstance(found, AssignmentTable):
        from agenda.cli.assign import take_assignments

        take_assignments(cli, into or "", found, path.name, dry_run=dry_run, as_json=as_json)
        return
    if isinstance(found, TranslationTable):
        from agenda.cli.translate import take_translations

        take_translations(cli, into or "", found, path.name, dry_run=dry_run, as_json=as_json)
        return
    if isinstance(found, Programme):
        year, first = said
        language = cli.calm_settings.speaks()
        ready = prepare_programme(cli.store, found, path.stem, into, language, year=year, first=first)
        _take_prepared(cli, ready, path.name, dry_run=dry_run, as_json=as_json)
        return
    people = choose_columns(found, _chosen(columns))
    if not as_json:
        for column in people.columns:
            cli.say("{heading}: {field}", heading=column.heading, field=cli.t(FIELD_WORDS[column.field]))
    ready, filled = prepare_people(cli.store, people, path.name, into)
    if not as_json:
        for left in ready.left:
            click.echo(left.say(cli.t), err=True)
        for text, names in (
            (N_("{n} new: {names}"), filled.added),
            (N_("{n} brought up to date: {names}"), filled.updated),
            (N_("{n} as before"), filled.same),
        ):
            if names:
                cli.say(text, n=len(names), names=", ".join(names))
    if as_json:
        told = {"trip": ready.listed.slug if ready.listed else "", "added": filled.added, "updated": filled.updated,
                "same": filled.same, "skipped": [left.plain(cli.t) for left in ready.left]}  # fmt: skip
        print_json(told, one_line=True)
    if not dry_run:
        take_in_prepared(cli.store, ready)


def _chosen(columns: Sequence[str]) -> dict[str, str]:
    """Headings with their fields, of "HEADING=FIELD"."""
    found: dict[str, str] = {}
    for column in columns:
        heading, equals, field = column.rpartition("=")
        if not equals:
            raise click.UsageError(t("--column is written HEADING=FIELD, like Handy=phone."))
        found[heading.strip()] = field.strip()
    return found


def _take_calendars(
    cli: CliContext, paths: Sequence[Path], into: str | None, *, older: bool, dry_run: bool, as_json: bool
) -> None:
    from agenda.services.import_ import prepare

    ready = prepare(cli.store, paths, into, cli.calm_settings.speaks(), older=older)
    _take_prepared(cli, ready, ", ".join(path.name for path in paths), dry_run=dry_run, as_json=as_json)
    if ready.older and not as_json:
        cli.say("To take the older state all the same, add --older.")


def _take_prepared(cli: CliContext, ready: Prepared, name: str, *, dry_run: bool, as_json: bool) -> None:
    """Tell what is left out, then save, or with `dry_run` show what would be."""
    from agenda.services.import_ import take_in_prepared

    if not as_json:
        for left in ready.left:
            if left.tells:
                click.echo(left.say(cli.t), err=True)
    if dry_run:
        _show(cli, name, ready.trip, ready.left, as_json=as_json)
        return
    saved = take_in_prepared(cli.store, ready)
    if ready.before is not None:
        _tell_added(cli, ready.before.trip, saved)
    _tell_taken(cli, saved, ready.left, as_json=as_json)


def _show(cli: CliContext, file: str, trip: Trip, left: Sequence[Left], *, as_json: bool) -> None:
    """What would be taken in."""
    from agenda.cli.show import day_lines
    from exports.audience import STAFF
    from exports.programme import programme
    from exports.programme_json import document
    from exports.snapshot import Snapshot

    if as_json:
        shown = document(Snapshot(trip, datetime.fromtimestamp(0, UTC)), STAFF)
        shown["skipped"] = [one.plain(cli.t) for one in left]
        print_json(shown)
        return
    click.echo(
        cli.t.plural(
            "{file}: {title}, one item", "{file}: {title}, {n} items", len(trip.items), file=file, title=trip.title
        )
    )
    for line in day_lines(programme(Snapshot(trip, datetime.now(UTC)), STAFF, cli.t.language), {}):
        click.echo(line)


def _tell_taken(cli: CliContext, saved: Saved, left: Sequence[Left], *, as_json: bool) -> None:
    skipped = [one.plain(cli.t) for one in left]
    taken: dict[str, object] = {"trip": saved.slug, "items": len(saved.trip.items), "skipped": skipped}
    if as_json:
        print_json(taken, one_line=True)
    else:
        click.echo(saved.slug)


def tell_replaced(cli: CliContext, before: Trip | None, saved: Saved) -> None:
    """Say what an import has replaced, so that nobody loses newer work without knowing."""
    if before is None or before == saved.trip:
        return
    gone, new, other = _counts(before, saved.trip)
    cli.say(
        "{slug} was replaced: {gone} items gone, {new} new, {other} changed. Take it back with: agenda undo {slug}",
        slug=saved.slug, gone=gone, new=new, other=other,
    )  # fmt: skip


def _tell_added(cli: CliContext, before: Trip, saved: Saved) -> None:
    """Say what events have become of a trip."""
    _, new, other = _counts(before, saved.trip)
    if not new and not other:
        cli.say("{slug} has all of it already; nothing was changed.", slug=saved.slug)
        return
    cli.say(
        "{slug}: {new} items new, {other} changed. Take it back with: agenda undo {slug}",
        slug=saved.slug, new=new, other=other,
    )  # fmt: skip


def _counts(before: Trip, after: Trip) -> tuple[int, int, int]:
    """How many items are gone, new and changed."""
    from trips.history.diff import difference

    items = [change for change in difference(before, after) if change.table == "items"]
    gone = sum(item.field == "" and item.after is None for item in items)
    new = sum(item.field == "" and item.before is None for item in items)
    return gone, new, len({item.id for item in items if item.field})
