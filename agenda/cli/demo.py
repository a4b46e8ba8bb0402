"""demo."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from agenda.cli.context import CliContext, pass_cli, t
from agenda.cli.output import columns
from trips.i18n.language import N_


@click.command("demo", help=t("The Cologne trip: load it, export it, open it."))
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="DIR",
    help=t("Where to write the files; left out, this folder."),
)
@click.option("--no-edit", is_flag=True, help=t("Do not open the editor."))
@pass_cli
def demo_command(cli: CliContext, out: Path, *, no_edit: bool) -> None:
    """Take the Cologne trip into the store, write its files, and open it when there is a terminal."""
    from agenda.services.files import write_whole
    from agenda.services.import_ import example
    from exports.audience import PARTICIPANTS
    from exports.calendar import CalendarOptions
    from exports.formats import FORMATS, Request
    from trips.tripfile import read_trip

    trip = read_trip(example("koeln", cli.t.language), "koeln.toml").trip
    from agenda.services.import_ import take_in

    known = [listed for listed in cli.store.trips("active", "archived") if listed.id == trip.id]
    slug = known[0].slug if known else take_in(cli.store, trip, "koeln").slug
    snapshot = cli.snapshot(cli.source(slug, latest=True), earlier=True)
    request = Request(snapshot, PARTICIPANTS, calendar=CalendarOptions(cli.settings.calendar_alarms()))
    rows: list[tuple[str, str, str]] = []
    for name, about in (("ics", N_("for the participants' calendars")), ("pdf", N_("to print"))):
        path = out / f"{slug}.{name}"
        data = FORMATS[name].render(request).data
        write_whole(path, data)
        rows.append((str(path), cli.t("{n} kB", n=max(1, round(len(data) / 1024))), cli.t(about)))
    for line in columns(rows):
        click.echo(line)
    cli.say("The trip is saved as {slug}; see also: agenda show {slug}", slug=slug)
    if not no_edit and sys.stdin.isatty() and sys.stdout.isatty():
        from agenda.cli.trips import open_editor

        open_editor(slug, cli)
