"""erase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns
from agenda.cli.params import TRIP, YES
from agenda.services.failures import failure_notes
from trips.i18n.language import Translator, UserError
from trips.i18n.text import plain

if TYPE_CHECKING:
    from trips.store.erasing import Found


@click.command(
    "erase",
    help=t("Take a person out of everything, for good.")
    + "\n\n"
    + t("PERSON is a name, a key or an e-mail address. They become “removed” in trips, history and versions; the record"
        " of who has what and the feeds forget them. This cannot be undone."),
)  # fmt: skip
@click.argument("person")
@click.option("--trip", "trip", type=TRIP, help=t("Only out of this trip."))
@click.option("--near", is_flag=True, help=t("Take out what may mean them too, like their surname alone."))
@click.option("-n", "--dry-run", is_flag=True, help=t("Only say where they are."))
@YES
@pass_cli
def erase_command(cli: CliContext, person: str, trip: str | None, *, near: bool, dry_run: bool, yes: bool) -> None:
    """Say where a person is, ask, and take them out of everything."""
    trip_id = cli.find_draft(trip).id if trip else None
    if not dry_run and cli.store.erasing.finish():
        cli.say("What an interrupted erasing had left is done.")
    found = cli.store.erasing.find(person, trip_id)
    if not found:
        raise UserError('There is no "{text}" in any trip.', text=person)
    for line in columns([(one.slug, plain(one.title), plain(_where(one, cli.t))) for one in found]):
        click.echo(line)
    _tell_near(cli, found, near=near)
    if dry_run:
        return
    if not yes and not cli.confirmed("Take {person} out of all this for good?", person=person):
        raise click.Abort
    from agenda.services.state import forget

    for one in cli.store.erasing.erase(person, trip_id, near=near):
        forget(one.trip_id)
    failure_notes().unlink(missing_ok=True)
    cli.say("{person} is removed. Packs, published folders and calendars on a server: write them again.", person=person)
    cli.say("Files that were exported or sent, and backups elsewhere, still hold what they held.")
    if cli.store.on_server:
        cli.say("Backups and replicas of the database server keep it until they are renewed; ask who runs the server.")
    if copies := cli.store.copies():
        names = ", ".join(str(path) for path in copies)
        cli.say("These older copies of the database still know them; remove them yourself: {names}", names=names)


def _where(found: Found, t: Translator) -> str:
    """The names that somebody has in a trip, or that it only speaks of them."""
    return ", ".join(found.names) or t("only in texts")


def _tell_near(cli: CliContext, found: Sequence[Found], *, near: bool) -> None:
    """Say what only somebody can decide."""
    places = [(one.slug, plain(text)) for one in found for text in one.near]
    if not places:
        return
    if near:
        cli.say("This may mean them, and is taken out too:")
    else:
        cli.say("This may mean them, and stays; take it out too with --near:")
    for line in columns(places):
        click.echo(line, err=True)
