"""edit: the way from the command line to the screens."""

from __future__ import annotations

import sys

import click

from agenda.cli.completing import TRIP
from agenda.cli.desk import Desk, pass_desk
from agenda.cli.language import t
from trips.i18n.language import Refused


@click.command("edit", help=t("Open a trip in the editor."))
@click.argument("trip", type=TRIP, required=False)
@pass_desk
def edit_command(desk: Desk, trip: str | None) -> int:
    """Open the editor, on a trip if one is named."""
    if trip is not None:
        trip = desk.find_draft(trip).slug
    return open_editor(trip, desk)


def open_editor(slug: str | None, desk: Desk) -> int:
    """Open the editor on a trip, or on the list of trips; the exit code.

    Raises:
        Refused: there is no terminal.
    """
    if sys.stdin is None or sys.stdout is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("The editor needs a terminal; see agenda --help for what works without one.")
    from agenda.tui.app import AgendaApp

    return AgendaApp(slug, desk.store).start()
