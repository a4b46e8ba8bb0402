"""history, undo, redo."""

from __future__ import annotations

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns, print_json
from agenda.cli.params import TRIP
from trips.i18n.language import N_, UserError
from trips.i18n.text import plain
from trips.store import Outcome, ReleasedLastError


@click.command("history", help=t("Show what was done to a trip."))
@click.argument("trip", type=TRIP)
@click.option("--json", "as_json", is_flag=True, help=t("As JSON."))
@pass_cli
def history_command(cli: CliContext, trip: str, *, as_json: bool) -> None:
    """Tell everything that was done to a trip, the latest first."""
    from agenda.presenters.times import moment

    revisions = cli.store.history(cli.store.find(trip, binned=True).id)
    if as_json:
        rows = [
            {"revision": one.rev, "time": one.at.isoformat(), "by": one.author, "what": one.note.say(cli.t)}
            for one in revisions[::-1]
        ]
        print_json({"revisions": rows})
        return
    for line in columns(
        [
            (str(revision.rev), moment(revision.at, cli.t), plain(revision.author), plain(revision.note.say(cli.t)))
            for revision in revisions[::-1]
        ]
    ):
        click.echo(line)


@click.command("undo", help=t("Undo your last change."))
@click.argument("trip", type=TRIP)
@click.option("--earlier", is_flag=True, help=t("The change before a release, if that was the last thing."))
@pass_cli
def undo_command(cli: CliContext, trip: str, *, earlier: bool) -> None:
    """Take back my last change; what others did since stays."""
    listed = cli.store.find(trip)
    try:
        outcome = cli.store.undo(listed.id, past_release=earlier)
    except ReleasedLastError as refused:
        text = N_("{why} To take back the change before it: agenda undo {trip} --earlier")
        raise UserError(text, why=refused.message, trip=listed.slug) from None
    _tell(cli, outcome)


@click.command("redo", help=t("Redo what you last undid."))
@click.argument("trip", type=TRIP)
@pass_cli
def redo_command(cli: CliContext, trip: str) -> None:
    """Take back my last undo."""
    _tell(cli, cli.store.redo(cli.store.find(trip).id))


def _tell(cli: CliContext, outcome: Outcome) -> None:
    cli.say("{what}.", what=cli.store.history(outcome.saved.trip.id)[-1].note.say(cli.t))
    for conflict in outcome.conflicts:
        cli.say("{what} Theirs stays.", what=conflict.message.say(cli.t))
