"""backup, restore."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.params import DRY_RUN, YES
from trips.i18n.language import N_, UserError
from trips.store import open_store


@click.command("backup", help=t("Write a copy of the whole database."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help=t("Overwrite the file if it is there."))
@pass_cli
def backup_command(cli: CliContext, file: Path, *, force: bool) -> None:
    """Write a copy of the whole store, while it is in use."""
    if file.exists() and not force:
        raise UserError("{path} is there already; choose another name or say --force.", path=str(file))
    cli.store.backup(file)
    click.echo(str(file))


def _compared(cli: CliContext, file: Path) -> Iterator[str]:
    """Each trip of a backup and of the store, with what restoring would do to it; the backup is read from a copy.

    Raises:
        UserError: the file is no backup.
    """
    with TemporaryDirectory() as folder, open_store(Path(shutil.copy(file, folder))) as backup:
        there = {trip.id: trip for trip in backup.trips("active", "archived", "deleted")}
    here = {trip.id: trip for trip in cli.store.trips("active", "archived", "deleted")}
    for key, trip in sorted({**there, **here}.items(), key=lambda one: one[1].slug):
        if key not in there:
            said = N_("would be gone")
        elif key not in here:
            said = N_("would be there again")
        else:
            said = N_("stays as it is") if there[key] == here[key] else N_("would be as it was then")
        yield f"{trip.slug}  {cli.t(said)}"


@click.command("restore", help=t("Replace the whole database by a backup."))
@click.argument("file", type=click.Path(path_type=Path))
@DRY_RUN
@YES
@pass_cli
def restore_command(cli: CliContext, file: Path, *, dry_run: bool, yes: bool) -> None:
    """Replace the whole store by a backup; what was there is kept beside it."""
    if not file.is_file():
        raise UserError("There is no file {path}.", path=str(file))
    if dry_run:
        for line in _compared(cli, file):
            click.echo(line)
        cli.say("Nothing was written (--dry-run).")
        return
    if not yes and not cli.confirmed("Replace every trip in the database by those of {path}?", path=str(file)):
        raise click.Abort
    kept = cli.store.restore(file)
    cli.say("Restored. What was there before is kept in {path}.", path=str(kept))
