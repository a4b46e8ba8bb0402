"""backup, restore."""

from __future__ import annotations

from pathlib import Path

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.params import YES
from trips.i18n.language import UserError


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


@click.command("restore", help=t("Replace the whole database by a backup."))
@click.argument("file", type=click.Path(path_type=Path))
@YES
@pass_cli
def restore_command(cli: CliContext, file: Path, *, yes: bool) -> None:
    """Replace the whole store by a backup; what was there is kept beside it."""
    if not file.is_file():
        raise UserError("There is no file {path}.", path=str(file))
    if not yes and not cli.confirmed("Replace every trip in the database by those of {path}?", path=str(file)):
        raise click.Abort
    kept = cli.store.restore(file)
    cli.say("Restored. What was there before is kept in {path}.", path=str(kept))
