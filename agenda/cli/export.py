"""export."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from agenda.cli.completing import TRIP
from agenda.cli.desk import Desk, pass_desk
from agenda.cli.language import t
from agenda.files import file_stem
from exports.audience import PARTICIPANTS, STAFF
from exports.calendar import Alarms, CalendarOptions, Calendars
from exports.calendar.alarms import SILENT
from exports.formats import FORMATS, Request
from trips.language import Refused, as_language, words
from trips.plain import plain
from trips.store.versions import no_such_version


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
@click.option(
    "--as",
    "shape",
    type=click.Choice(["calendar", "days", "items"]),
    default="calendar",
    help=t("Calendar files: one event an item, one a day with the programme in its text, or one file an item."),
)
@click.option("--since", type=int, metavar="N", help=t("Calendar files: only what is new or changed since version N."))
@click.option(
    "--preflight",
    is_flag=True,
    help=t("Calendar files: only say what calendar programs will do with it; into -o DIR go instructions."),
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
    shape: str,
    since: int | None,
    *,
    preflight: bool,
) -> None:
    """Write one file for one audience; one file an item into a folder."""
    if form != "ics" and (shape != "calendar" or since is not None or preflight):
        raise click.UsageError(t("--as, --since and --preflight are about calendar files: agenda export ics."))
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
    if since is not None and not 0 < since <= edition.number:
        raise no_such_version(since, edition.number)
    options = CalendarOptions(alarms, days=shape == "days", since=since)
    releases = desk.releases(source) if form == "toml" else ()
    handouts = tuple(desk.store.handouts.ledger(source.trip.id)) if form == "toml" and source.stored else ()
    request = Request(edition, audience, as_language(lang), options, releases, handouts)
    if preflight:
        _preflight(desk, request, Path(out) if out else None)
    elif since is not None and not Calendars(edition, request.spoken, options).given(audience):
        desk.say("Nothing is new for them since version {n}; nothing was written.", n=since)
    elif shape == "items":
        if out == "-":
            raise click.UsageError(t("One file an item needs a folder: -o DIR."))
        _single_files(desk, request, Path(out or f"{file_stem(source.name, audience.name)}-items"))
    elif out == "-":
        data = FORMATS[form].render(request)
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    else:
        about = "" if since is None else f"-since-{since}"
        _one_file(desk, request, form, f"{source.name}{about}{'-days' if shape == 'days' else ''}", out)


def _one_file(desk: Desk, request: Request, form: str, name: str, out: str | None) -> None:
    from agenda.exporting import write_one
    from agenda.files import file_name

    if out and out.endswith(("/", os.sep)):
        Path(out).mkdir(parents=True, exist_ok=True)
    path = Path(out) if out else Path(file_name(name, request.audience.name, form))
    if path.is_dir():
        path /= file_name(name, request.audience.name, form)
    if write_one(request.edition, request.audience, form, path, request).empty:
        desk.say("There is nothing in it: no item is for this audience.")
    click.echo(str(path))


def _single_files(desk: Desk, request: Request, folder: Path) -> None:
    from agenda.files import write_whole

    count = 0
    for name, data in Calendars(request.edition, request.spoken, request.calendar).single_files(request.audience):
        write_whole(folder / name, data)
        click.echo(str(folder / name))
        count += 1
    if not count:
        desk.say("There is nothing in it: no item is for this audience.")


def _preflight(desk: Desk, request: Request, folder: Path | None) -> None:
    """Tell what calendar programs will do; into a folder go instructions for the reader, as text and as a page."""
    from exports.calendar import Calendars
    from exports.calendar.preflight import report

    given = Calendars(request.edition, request.spoken, request.calendar).given(request.audience)
    for line in report(given, desk.t, alarms=request.calendar.alarms != SILENT):
        click.echo(plain(line))
    if folder is not None:
        from agenda.files import write_whole
        from exports.instructions import instructions_page, instructions_text

        t_ = words(request.spoken, request.edition.forms)
        for name, data in (("txt", instructions_text(t_)), ("html", instructions_page(t_))):
            path = folder / f"instructions-{request.spoken}.{name}"
            write_whole(path, data)
            desk.say("Instructions for the reader: {path}", path=str(path))
