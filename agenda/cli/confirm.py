"""confirm, calls."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns, print_json
from agenda.cli.params import ITEM, ONLY_SHOW, TRIP
from trips.i18n.language import Message, UserError
from trips.i18n.text import plain

if TYPE_CHECKING:
    from trips.model.trip import Trip


@click.command(
    "confirm",
    help=t("Note that a host, a speaker or a place confirms an item as it stands now.")
    + "\n\n"
    + t(
        "If it moves later, the confirmation is out of date: documents say requested, and calls lists who to ask again."
    ),
)
@click.argument("trip", type=TRIP)
@click.argument("item", type=ITEM)
@click.option(
    "--by", metavar="WHO", help=t("Who confirms: a host, a speaker or the place; can be left out if only one can.")
)
@click.option("--who", default="", metavar="NAME", help=t("With whom you spoke."))
@click.option("--how", default="", metavar="HOW", help=t("How: phone, mail, …"))
@ONLY_SHOW
@pass_cli
def confirm_command(cli: CliContext, trip: str, item: str, by: str | None, who: str, how: str) -> None:
    """Note a confirmation; the item counts as confirmed when all who were asked have."""
    from trips.contacts.confirmations import confirm, name_of, parties, party
    from trips.names.items import item_named
    from trips.schedule.timeline import Timeline

    before = cli.draft(trip).trip
    named = item_named(before, item)
    known = parties(before, named)
    if by is None and len(known) > 1:
        names = "; ".join(name_of(before, *one) for one in known)
        raise UserError("Who confirms {title}? Say --by and one of: {names}.", title=named.title, names=names)
    chosen = known[0] if by is None and known else party(before, named, by or "")
    at = datetime.now(UTC).replace(microsecond=0)
    note = Message("{name} confirmed {title}", name=name_of(before, *chosen), title=named.title)

    def change(now: Trip) -> Trip:
        return confirm(Timeline(now), named.id, chosen, at, who, how)

    cli.change(trip, change, note)


@click.command("calls", help=t("Who to call, and why; the most urgent first; for staff only."))
@click.argument("trip", type=TRIP)
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def calls_command(cli: CliContext, trip: str, *, as_json: bool) -> None:
    """List whom to phone about what."""
    from agenda.presenters.calls import call_line
    from trips.contacts.confirmations import calls
    from trips.names.items import short_ids
    from trips.schedule.timeline import Timeline

    source = cli.source(trip)
    latest = cli.store.versions.latest(source.trip.id) if source.stored else None
    found = calls(Timeline(source.trip), latest.trip if latest else None)
    if as_json:
        rows = [
            {
                "why": call.why, "item": call.item.id, "title": call.item.title, "name": call.name, "phone": call.phone,
                "start": call.placed.starts.isoformat() if call.placed and call.placed.starts else None,
                "confirmed": call.confirmed.at.isoformat() if call.confirmed else None,
            }
            for call in found
        ]  # fmt: skip
        print_json({"calls": rows})
        return
    if not found:
        cli.say("Nobody needs to be called.")
    ids = short_ids(source.trip)
    rows_ = [(ids.get(call.item.id, "–"), *map(plain, call_line(call, source.trip, cli.t))) for call in found]
    for line in columns(rows_):
        click.echo(line)
