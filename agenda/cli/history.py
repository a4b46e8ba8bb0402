"""history, undo, redo."""

from __future__ import annotations

import click

from agenda.cli.context import Desk, pass_desk, t
from agenda.cli.output import columns
from agenda.cli.params import TRIP
from agenda.presenters.times import moment
from trips.i18n.text import plain
from trips.store import Outcome


@click.command("history", help=t("Show what was done to a trip."))
@click.argument("trip", type=TRIP)
@pass_desk
def history_command(desk: Desk, trip: str) -> None:
    """Tell everything that was done to a trip, the latest first."""
    revisions = desk.store.history(desk.store.find(trip).id)
    for line in columns(
        [(str(one.rev), moment(one.at, desk.t), plain(one.by), plain(one.note.say(desk.t))) for one in revisions[::-1]]
    ):
        click.echo(line)


@click.command("undo", help=t("Take back your last change."))
@click.argument("trip", type=TRIP)
@pass_desk
def undo_command(desk: Desk, trip: str) -> None:
    """Take back my last change; what others did since stays."""
    _tell(desk, desk.store.undo(desk.store.find(trip).id))


@click.command("redo", help=t("Take back your last undo."))
@click.argument("trip", type=TRIP)
@pass_desk
def redo_command(desk: Desk, trip: str) -> None:
    """Take back my last undo."""
    _tell(desk, desk.store.redo(desk.store.find(trip).id))


def _tell(desk: Desk, outcome: Outcome) -> None:
    desk.say("{what}.", what=desk.store.history(outcome.saved.trip.id)[-1].note.say(desk.t))
    for conflict in outcome.conflicts:
        desk.say("{what} Theirs stays.", what=conflict.message.say(desk.t))
