"""erase."""

from __future__ import annotations

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns
from agenda.cli.params import TRIP
from trips.i18n.language import UserError
from trips.i18n.text import plain


@click.command(
    "erase",
    help=t("Take a person out of everything, for good.")
    + "\n\n"
    + t("PERSON is a name, a key or an e-mail address. They become “removed” in trips, history and versions; ledger and"
        " feeds forget them. This cannot be undone."),
)  # fmt: skip
@click.argument("person")
@click.option("--trip", "trip", type=TRIP, help=t("Only out of this trip."))
@click.option("--dry-run", is_flag=True, help=t("Only say where they are."))
@click.option("--yes", is_flag=True, help=t("Do not ask."))
@pass_cli
def erase_command(cli: CliContext, person: str, trip: str | None, *, dry_run: bool, yes: bool) -> None:
    """Say where a person is, ask, and take them out of everything."""
    trip_id = cli.find_draft(trip).id if trip else None
    found = cli.store.erasing.find(person, trip_id)
    if not found:
        raise UserError('There is no "{text}" in any trip.', text=person)
    for line in columns([(one.slug, plain(one.title), plain(", ".join(one.names))) for one in found]):
        click.echo(line)
    if dry_run:
        return
    if not yes and not cli.confirmed("Take {person} out of all this for good?", person=person):
        raise click.Abort
    from agenda.services.state import forget

    for one in cli.store.erasing.erase(person, trip_id):
        forget(one.trip_id)
    cli.say("{person} is removed. Kits and published folders: write them again.", person=person)
    if copies := cli.store.copies():
        names = ", ".join(str(path) for path in copies)
        cli.say("These older copies of the store still know them; remove them yourself: {names}", names=names)
