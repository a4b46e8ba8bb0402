"""backup, restore."""

from __future__ import annotations

from pathlib import Path

import click

from agenda.cli.context import Desk, pass_desk, t
from trips.i18n.language import Refused


@click.command("backup", help=t("Write a copy of the whole store."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help=t("Overwrite the file if it is there."))
@pass_desk
def backup_command(desk: Desk, file: Path, *, force: bool) -> None:
    """Write a copy of the whole store, while it is in use."""
    if file.exists() and not force:
        raise Refused("{path} is there already; choose another name or say --force.", path=str(file))
    desk.store.backup(file)
    click.echo(str(file))


@click.command("restore", help=t("Replace the whole store by a backup."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=t("Do not ask."))
@pass_desk
def restore_command(desk: Desk, file: Path, *, yes: bool) -> None:
    """Replace the whole store by a backup; what was there is kept beside it."""
    if not yes and not desk.confirmed("Replace every trip in the store by those of {path}?", path=str(file)):
        raise click.Abort
    kept = desk.store.restore(file)
    desk.say("Restored. What was there before is kept in {path}.", path=str(kept))
