"""export."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypedDict, TypeVar, Unpack, cast

import click

from agenda.cli.context import CliContext, Source, pass_cli, t
from agenda.cli.params import DAY, FORMAT, TRIP, read_language
from exports.formats import FORMATS, TABLES, Request, check_paper, usual_audience
from exports.paper.job import LAYOUTS, ORDERS, Layout, Options, Order
from trips.i18n.language import LANGUAGES, Message, UserError, as_language, words
from trips.i18n.text import nearest, plain

if TYPE_CHECKING:
    from agenda.cli.context import CliContext
    from exports.audience import Audience
    from exports.snapshot import Snapshot
    from trips.model.trip import Trip


F = TypeVar("F", bound=Callable[..., Any])


class PaperWords(TypedDict):
    """What somebody said about papers."""

    paper: str | None
    layout: tuple[str, ...]
    since: int | None
    only_changed: bool
    sort: str
    columns: str | None
    offset: str | None
    label: str | None
    link: str | None
    beside: str | None


class ExportWords(PaperWords):
    """What was said about an export besides its trip, formats and place."""

    who: str | None
    lang: str | None
    day: str | None
    alarm: int | None
    shape: str
    preflight: bool
    dry_run: bool
    to_printer: bool


_WHICH: Final = t(
    "Which document. pdf: {names}; docx and md: programme, report; csv and xlsx: {tables}.",
    names=", ".join(FORMATS["pdf"].papers),
    tables=", ".join(TABLES),
)
_CUT_OUT: Final = ("badges", "placecards")
"""Documents that are cut out, of a size that can be chosen; the first is printed on labels that have their place."""

_OPTIONS: Final = (
    click.option("--paper", metavar="PAPER", help=_WHICH),
    click.option("--layout", multiple=True, type=click.Choice(LAYOUTS),
                 help=t("The programme with a cover, a page a day, in small or large type; driver sheets by vehicle; "
                        "the pocket programme as a booklet to fold, for printing only.")),
    click.option("--since", type=int, metavar="N",
                 help=t("Calendar files: only what is new or changed since version N. Documents: mark what is.")),
    click.option("--only-changed", is_flag=True, help=t("With --since: only the days or sheets with something new.")),
    click.option("--sort", type=click.Choice(ORDERS), default="name", help=t("How people are listed.")),
    click.option("--columns", metavar="NAMES",
                 help=t("Columns of the participant list, like role,organisation; private ones for staff only.")),
    click.option("--offset", metavar="X/Y", help=t("Move badges by millimetres to the right and down, like 1.5/-2.")),
    click.option("--label", metavar="WxH",
                 help=t("The size of badges and place cards in millimetres, like 90x55; left out, 80x50 and 90x48.")),
    click.option("--link", metavar="URL",
                 help=t("A web address to print with its code; left out, the published page of the reader.")),
    click.option("--beside", metavar="LANG", help=t("The programme in two languages: this one in a second column.")),
)  # fmt: skip


def paper_options(command: F) -> F:
    """Give a command the options about papers."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def options_of(cli: CliContext, form: str, words: PaperWords) -> tuple[str, Options]:
    """The paper and what was chosen for it.

    Raises:
        UserError: the format does not have the paper, or something that was said cannot be.
        click.UsageError: something was said that is not about this format.
    """
    from agenda.services.hand_out import check_address
    from agenda.services.settings import read_label, read_offset

    paper = words["paper"] or FORMATS[form].usual
    check_paper(form, paper)
    choices = ("layout", "only_changed", "columns", "offset", "label", "link", "beside")
    said = [name for name in choices if words[name] not in (None, (), False)]
    said += ["sort"] if words["sort"] != "name" else []
    if said and form != "pdf":
        raise click.UsageError(t("--{option} is about documents: agenda export pdf.", option=said[0].replace("_", "-")))
    for name in ("offset", "label"):
        papers = _CUT_OUT if name == "label" else _CUT_OUT[:1]
        if words[name] is not None and paper not in papers:
            raise click.UsageError(
                t("--{option} is for the document {paper} only.", option=name, paper=", ".join(papers))
            )
    if words["columns"] is not None and not words["columns"].strip(" ,"):
        raise click.UsageError(t("--columns names columns, like role,organisation."))
    if words["only_changed"] and words["since"] is None:
        raise click.UsageError(t("--only-changed needs a version to compare with: --since N."))
    if words["link"]:
        check_address(words["link"])
    offset = read_offset(words["offset"]) if words["offset"] is not None else cli.settings.badge_offset()
    options = Options(
        layout=cast("frozenset[Layout]", frozenset(words["layout"])),
        since=words["since"] if form in ("pdf", "docx") else None,
        only_changed=words["only_changed"],
        order=cast("Order", words["sort"]),
        fields=tuple(part.strip() for part in (words["columns"] or "").split(",") if part.strip()),
        offset=offset,
        label=read_label(words["label"]) if words["label"] is not None else None,
        link=words["link"] or "",
        beside=read_language(words["beside"]) or "",
    )
    return paper, options


@click.command(
    "export",
    help=t("Write calendar files, documents and data.")
    + "\n\n\b\n"
    + "\n".join(f"{name:5} {t(one.about)}" for name, one in FORMATS.items()),
)
@click.argument("first", metavar="TRIP", type=TRIP)
@click.argument("others", metavar="FORMAT...", type=FORMAT, nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "out",
    metavar="PATH",
    help=t("A file, a folder, or - for standard output; left out, a file named after the trip in this folder."),
)
@click.option(
    "--for",
    "who",
    metavar="WHO",
    help=t(
        "The audience: public, press, participants, group:KEY, person:KEY, host:KEY, staff. If none is named, the"
        " press for the press sheet, staff for run sheet, rooms and trip file, else participants."
    ),
)
@click.option(
    "--lang",
    metavar="LANG",
    help=t("In this language, like de, en or pl; left out, that of the reader. Other words than ours are de and en."),
)
@click.option("--day", type=DAY, metavar="DAY", help=t("Only this day: its number, date or weekday."))
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
@paper_options
@click.option("-n", "--dry-run", is_flag=True, help=t("Write nothing: say what it would reveal about people, and why."))
@click.option("--print", "to_printer", is_flag=True, help=t("Documents: print it as well, on the machine's printer."))
@click.option(
    "--preflight",
    is_flag=True,
    help=t("Calendar files: only say what calendar programs will do with it; into -o DIR go instructions."),
)
@pass_cli
def export_command(
    cli: CliContext,
    first: str,
    others: tuple[str, ...],
    out: str | None,
    **words: Unpack[ExportWords],
) -> None:
    """Write a file of each format for one audience; one file an item into a folder."""
    trip, forms = in_order((first, *others))
    if len(forms) > 1 and out and not (out.endswith(("/", os.sep)) or Path(out).is_dir()):
        raise click.UsageError(
            t("Several formats are several files: name a folder that is there, or one that ends with /.")
        )
    for form in forms:
        _export(cli, trip, form, out, words)


def _export(cli: CliContext, trip: str, form: str, out: str | None, words: ExportWords) -> None:
    """Write one file for one audience; one file an item into a folder."""
    from agenda.services.branding import office_brand
    from agenda.services.files import file_stem
    from exports.calendar import Alarms, CalendarOptions, Calendars
    from trips.store.versions import no_such_version

    since, shape, alarm, lang = words["since"], words["shape"], words["alarm"], words["lang"]
    _check_options(form, out, shape, since, preflight=words["preflight"], to_printer=words["to_printer"])
    source = cli.source(trip, latest=form != "toml")
    if form == "ics" and not source.has_ids:
        raise UserError(
            "{path} has no ids yet, so its calendar files could not be updated later; first: agenda import {path}",
            path=trip,
        )
    paper, options = options_of(cli, form, words)
    snapshot = cli.snapshot(source, words["day"], earlier=form in ("ics", "pdf", "docx"))
    for tag in (lang, words["beside"]):
        check_translated(source.trip, read_language(tag))
    audience = snapshot.audience(words["who"] or usual_audience(form, paper))
    alarms = cli.settings.calendar_alarms() if alarm is None else Alarms(alarm if alarm >= 0 else None)
    if since is not None and not 0 < since <= snapshot.number:
        raise no_such_version(since, snapshot.number)
    calendar = CalendarOptions(alarms, days=shape == "days", since=since)
    releases = cli.releases(source) if form == "toml" else ()
    handouts = tuple(cli.store.handouts.ledger(source.trip.id)) if form == "toml" and source.stored else ()
    options = replace(options, link=options.link or _published(cli, source, snapshot, audience, form))
    request = Request(snapshot, audience, read_language(lang), calendar, releases, handouts, paper, options)
    request = replace(request, brand=office_brand(cli.settings, form, snapshot.trip))
    if words["preflight"]:
        _preflight(cli, request, Path(out) if out else None)
    elif words["dry_run"]:
        _dry_run(cli, form, request)
    elif form == "ics" and since is not None and not Calendars(snapshot, request.spoken, calendar).given(audience):
        cli.say("Nothing is new for them since version {n}; nothing was written.", n=since)
    elif shape == "items":
        _single_files(cli, request, Path(out or f"{file_stem(source.name, audience.name)}-items"))
    elif out == "-":
        if sys.stdout is None:
            raise UserError("There is no standard output here; name a file with --output.")
        made = FORMATS[form].render(request)
        _tell(cli, made.notices)
        sys.stdout.flush()
        sys.stdout.buffer.write(made.data)
    else:
        about = "" if since is None or form != "ics" else f"-since-{since}"
        name = f"{source.name}{about}{'-days' if shape == 'days' else ''}"
        _one_file(cli, request, form, name, out, to_printer=words["to_printer"])


def check_translated(trip: Trip, tag: str | None) -> None:
    """Refuse a language that we have no words in and that nothing of a trip is translated into.

    Raises:
        UserError: it is one.
    """
    from trips.model.translations import best_language, language_name, languages_of

    if tag is None or as_language(tag) is not None or best_language(trip, tag) is not None:
        return
    known = ", ".join(dict.fromkeys((*LANGUAGES, *languages_of(trip))))
    language = Message(language_name(tag))
    raise UserError("Nothing is translated into {language}; there are {known}.", language=language, known=known)


def in_order(named: Sequence[str]) -> tuple[str, list[str]]:
    """The trip and the formats, in whichever order they were named: "koeln pdf ics", "pdf koeln".

    Raises:
        click.UsageError: more than one of them is no format.
    """
    others = [name for name in named if name not in FORMATS]
    if len(others) > 1:
        near = {name: nearest(name, FORMATS) for name in others}
        wrong = next((name for name in others if near[name]), others[0])
        meant = t(' Did you mean "{near}"?', near=near[wrong]) if near[wrong] else ""
        told = t('"{name}" is no format; known are {known}.', name=wrong, known=", ".join(FORMATS))
        raise click.UsageError(told + meant)
    trip = others[0] if others else named[-1]
    forms = list(named)
    forms.remove(trip)
    return trip, list(dict.fromkeys(forms))


def _check_options(
    form: str, out: str | None, shape: str, since: int | None, *, preflight: bool, to_printer: bool
) -> None:
    """Refuse what is said about another format."""
    if form != "ics" and (shape != "calendar" or preflight):
        raise click.UsageError(t("--as and --preflight are about calendar files: agenda export ics."))
    if form not in ("ics", "pdf", "docx") and since is not None:
        raise click.UsageError(t("--since is about calendar files and documents: agenda export ics, pdf or docx."))
    if shape == "items" and out == "-":
        raise click.UsageError(t("One file an item needs a folder: -o DIR."))
    if to_printer and (form != "pdf" or out == "-"):
        raise click.UsageError(t("--print is about documents that are written to a file: agenda export pdf."))


def _published(cli: CliContext, source: Source, snapshot: Snapshot, audience: Audience, form: str) -> str:
    """The web address of the reader's page; "" if there is none, or nobody said where it is published."""
    if form != "pdf" or not source.stored or not cli.store.handouts.address(source.trip.id):
        return ""
    from agenda.services.hand_out import addresses

    found = (address.where for address in addresses(cli.store, snapshot, cli.t) if address.reader == audience.name)
    return next(found, "")


def _tell(cli: CliContext, notices: Iterable[Message]) -> None:
    for notice in notices:
        click.echo(plain(notice.say(cli.t)), err=True)


def _dry_run(cli: CliContext, form: str, request: Request) -> None:
    """Say what the file would tell of people, and why its reader may know."""
    from exports.privacy.leaks import Stamped, leaks_of

    found = leaks_of(form, request, Stamped(request.snapshot))
    for leak in found:
        click.echo(plain(leak.message.say(cli.t)))
    if not found:
        cli.say("It names nobody and holds nothing private.")


def _one_file(cli: CliContext, request: Request, form: str, name: str, out: str | None, *, to_printer: bool) -> None:
    from agenda.services.export import write_one
    from agenda.services.files import check_folder, file_name

    if out and out.endswith(("/", os.sep)):
        check_folder(Path(out))
        Path(out).mkdir(exist_ok=True)
    usual = usual_audience(form, request.paper)
    called = file_name(
        name, request.audience.name, form, FORMATS[form].named(request.paper), usual, request.snapshot.release or None
    )
    path = Path(out) if out else Path(called)
    if path.is_dir():
        path /= called
    written = write_one(form, path, request)
    if written.empty:
        cli.say("There is nothing in it: no item is for this audience.")
    _tell(cli, written.notices)
    click.echo(str(path))
    if to_printer:
        from agenda.services.files import print_file

        print_file(path)
        cli.say("Sent to the printer.")


def _single_files(cli: CliContext, request: Request, folder: Path) -> None:
    from agenda.services.files import check_folder, write_whole
    from exports.calendar import Calendars

    check_folder(folder)
    count = 0
    for name, data in Calendars(request.snapshot, request.spoken, request.calendar).single_files(request.audience):
        write_whole(folder / name, data)
        click.echo(str(folder / name))
        count += 1
    if not count:
        cli.say("There is nothing in it: no item is for this audience.")


def _preflight(cli: CliContext, request: Request, folder: Path | None) -> None:
    """Tell what calendar programs will do; into a folder go instructions for the reader, as text and as a page."""
    from exports.calendar import Calendars
    from exports.calendar.alarms import SILENT
    from exports.calendar.preflight import report

    given = Calendars(request.snapshot, request.spoken, request.calendar).given(request.audience)
    for line in report(given, cli.t, alarms=request.calendar.alarms != SILENT):
        click.echo(plain(line))
    if folder is not None:
        from agenda.services.files import check_folder, write_whole
        from exports.kit.instructions import instructions_page, instructions_text

        check_folder(folder)
        t_ = words(request.spoken, request.snapshot.forms)
        for name, data in (("txt", instructions_text(t_)), ("html", instructions_page(t_))):
            path = folder / f"instructions-{request.spoken}.{name}"
            write_whole(path, data)
            cli.say("Instructions for the reader: {path}", path=str(path))
