"""export."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from agenda.cli.completing import TRIP
from agenda.cli.desk import Desk, pass_desk
from agenda.cli.language import t
from exports.audience import PARTICIPANTS, STAFF
from exports.calendar import Alarms, CalendarOptions
from exports.formats import FORMATS, Request
from trips.language import Refused, as_language


@click.command(
    "export",
    help=t("Write calendar files, papers and data.")
    + "\n\n\b\n"
    + "\n".join(f"{name:5} {t(one.about)}" for name, one in FORMATS.items()),
)
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("trip", type=TRIP)
@click.option(
    "-o",
    "--out",
    metavar="PATH",
    help=t("A file, a folder, or - for standard output; left out, a file named after the trip in this folder."),
)
@click.option(
    "--for",
    "who",
    metavar="WHO",
    help=t("The audience: public, press, participants (if none is named), group:KEY, person:KEY, host:KEY, staff."),
)
@click.option("--lang", type=click.Choice(["de", "en"]), help=t("In this language; left out, the trip's."))
@click.option("--day", type=int, help=t("Only this day, counted from 1."))
@click.option(
    "--alarm",
    type=click.IntRange(-1, 10_080),
    metavar="MIN",
    help=t("In calendar files: an alarm so many minutes before each item, -1 for none; left out, as the settings say."),
)
@pass_desk
def export_command(
    desk: Desk,
    form: str,
    trip: str,
    out: str | None,
    who: str | None,
    lang: str | None,
    day: int | None,
    alarm: int | None,
) -> None:
    """Write one file for one audience."""
    from agenda.exporting import write_one
    from agenda.files import file_name

    source = desk.source(trip, latest=form != "toml")
    if form == "ics" and not source.has_ids:
        raise Refused(
            "{path} has no ids yet, so its calendar files could not be updated later; first: agenda import {path}",
            path=trip,
        )
    default = STAFF if form == "toml" else PARTICIPANTS
    edition = desk.edition(source, day, earlier=form == "ics")
    audience = edition.audience(who) if who else default
    alarms = desk.settings.calendar_alarms() if alarm is None else Alarms(alarm if alarm >= 0 else None)
    request = Request(edition, audience, as_language(lang), CalendarOptions(alarms))
    if out == "-":
        data = FORMATS[form].render(request)
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    if out and out.endswith(("/", os.sep)):
        Path(out).mkdir(parents=True, exist_ok=True)
    path = Path(out) if out else Path(file_name(source.name, audience.name, form))
    if path.is_dir():
        path /= file_name(source.name, audience.name, form)
    if write_one(edition, audience, form, path, request).empty:
        desk.say("There is nothing in it: no item is for this audience.")
    click.echo(str(path))
