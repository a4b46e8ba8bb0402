"""The formats a programme can be exported to; each is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from exports.audience import PARTICIPANTS, STAFF, Audience
from exports.brand import PLAIN as NO_BRAND
from exports.brand import Brand
from exports.calendar import PLAIN, CalendarOptions
from exports.paper import PAPERS, Job, Options, make_paper
from exports.paper.booklet import FOR_PRINT_ONLY
from exports.paper.glyphs import not_shown
from exports.paper.programme import translation_notices
from exports.programme import programme
from exports.snapshot import Snapshot, nothing_in_it
from trips.history.releases import Delivery, Release
from trips.i18n.language import N_, Message, UserError
from trips.queries.readers import may_see

if TYPE_CHECKING:
    from exports.tables import Table

PROGRAMME: Final = "programme"
REPORT: Final = "report"
WORKBOOK: Final = "all"
"""All tables in one Excel file."""

TABLES: Final = (PROGRAMME, "participants", "rooms", "transfers", "assignments")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    Attributes:
        snapshot, audience, language: what for whom in which language (None: the reader's).
        paper: which of the papers or tables that the format has.
        calendar: about calendar files only.
        releases, handouts: about trip files only.
        options, brand: about papers.
    """

    snapshot: Snapshot
    audience: Audience
    language: str | None = None
    calendar: CalendarOptions = PLAIN
    releases: tuple[Release, ...] = ()
    handouts: tuple[Delivery, ...] = ()
    paper: str = PROGRAMME
    options: Options = field(default_factory=Options)
    brand: Brand = NO_BRAND

    @property
    def spoken(self) -> str:
        """The language of the file: the one asked for, else the reader's."""
        return self.language or self.snapshot.language_for(self.audience)

    @property
    def job(self) -> Job:
        """The paper that is asked for."""
        return Job(self.snapshot, self.audience, self.spoken, self.brand, self.options)


@dataclass(frozen=True, slots=True)
class Made:
    """A file's bytes, and what the office should know about them."""

    data: bytes
    notices: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name on the command line (also the ending of its files), what it is, and what it can hold."""

    name: str
    about: str
    render: Callable[[Request], Made]
    papers: tuple[str, ...] = (PROGRAMME,)

    @property
    def usual(self) -> str:
        """The paper it holds if none is named."""
        return self.papers[0]

    def named(self, paper: str) -> str:
        """What of a paper stands in a file's name: nothing for the usual one."""
        return "" if paper == self.usual else paper


def _ics(request: Request) -> Made:
    from exports.calendar import calendar_file

    return Made(calendar_file(request.snapshot, request.audience, request.spoken, request.calendar))


def _pdf(request: Request) -> Made:
    paper = make_paper(request.paper, request.job)
    seen = request.snapshot.seen(request.audience).trip if paper.replaced else request.snapshot.trip
    print_only = (Message(FOR_PRINT_ONLY),) if "booklet" in request.options.layout else ()
    told = (*print_only, *translation_notices(request.job), *not_shown(seen, paper.replaced), *request.brand.missing)
    return Made(paper.data, told)


def _check_not_empty(request: Request) -> None:
    """Refuse to write a programme in which there is nothing."""
    if programme(request.snapshot, request.audience, request.spoken).empty:
        raise nothing_in_it(request.audience)


def _txt(request: Request) -> Made:
    from exports.text import text_file

    _check_not_empty(request)
    return Made(text_file(request.snapshot, request.audience, request.spoken))


def _md(request: Request) -> Made:
    if request.paper == REPORT:
        from exports.report import report_markdown, report_notices

        data = report_markdown(request.snapshot, request.audience, request.spoken)
        return Made(data, report_notices(request.snapshot, request.audience))
    from exports.text import markdown_file

    _check_not_empty(request)
    return Made(markdown_file(request.snapshot, request.audience, request.spoken))


def _json(request: Request) -> Made:
    from exports.programme_json import json_file

    return Made(json_file(request.snapshot, request.audience, request.spoken))


def _toml(request: Request) -> Made:
    from trips.tripfile import write_trip

    if request.audience != STAFF:
        raise UserError("The trip file holds everything, private details too; it is for staff only.")
    return Made(write_trip(request.snapshot.trip, request.releases, request.handouts).encode())


def _docx(request: Request) -> Made:
    from exports.word import programme_docx, report_docx

    if request.paper == REPORT:
        from exports.report import report_notices

        if request.options.since is not None:
            raise UserError("Changes cannot be marked in this document.")
        data = report_docx(request.snapshot, request.audience, request.spoken, request.brand)
        return Made(data, report_notices(request.snapshot, request.audience))
    _check_not_empty(request)
    before = request.job.before
    data = programme_docx(request.snapshot, request.audience, request.spoken, request.brand, before)
    return Made(data, request.brand.missing)


def _csv(request: Request) -> Made:
    from exports.tables import csv_file

    table = _tables(request)[0]
    empty = () if table.rows else (Message("The table has no rows: there is nothing of it for this audience."),)
    return Made(csv_file(table), empty)


def _xlsx(request: Request) -> Made:
    from exports.tables import tables, xlsx_file

    if request.paper == WORKBOOK:
        return Made(xlsx_file(tables(request.snapshot, request.audience, request.spoken)))
    return Made(xlsx_file(_tables(request)))


def _tables(request: Request) -> tuple[Table, ...]:
    """The table that is asked for."""
    from exports.tables import tables

    if request.paper == "participants" and not may_see(request.audience.level, "participants"):
        raise UserError("Who travels is not told to the public or the press; choose participants, a host or staff.")
    found = tables(request.snapshot, request.audience, request.spoken)
    wanted = tuple(table for table in found if table.name == request.paper)
    if not wanted:
        raise UserError('The table "{table}" is for staff only: --for staff.', table=request.paper)
    return wanted


def _html(request: Request) -> Made:
    from exports.web import programme_page

    _check_not_empty(request)
    brand = request.brand
    return Made(programme_page(request.snapshot, request.audience, request.spoken, brand=brand), brand.missing)


def usual_audience(form: str, paper: str) -> str:
    """For whom a file is if nobody says so."""
    if form == "pdf":
        return PAPERS[paper].audience if paper in PAPERS else PARTICIPANTS.name
    return STAFF.name if form == "toml" or paper in ("rooms", "assignments") else PARTICIPANTS.name


def check_paper(form: str, paper: str) -> None:
    """Refuse a paper that a format does not have."""
    if paper not in FORMATS[form].papers:
        having = [name for name, one in FORMATS.items() if paper in one.papers]
        if not having:
            known = dict.fromkeys(name for format_ in FORMATS.values() for name in format_.papers)
            raise UserError('There is no document "{paper}"; known are {known}.', paper=paper, known=", ".join(known))
        raise UserError(
            '"{paper}" is not made as {form}; it is made as {having}.', paper=paper, form=form, having=", ".join(having)
        )


FORMATS: Final[dict[str, Format]] = {
    one.name: one
    for one in (
        Format("ics", N_("calendar file"), _ics),
        Format("pdf", N_("printed documents"), _pdf, tuple(PAPERS)),
        Format("docx", N_("Word file"), _docx, (PROGRAMME, REPORT)),
        Format("html", N_("web page"), _html),
        Format("md", N_("Markdown text"), _md, (PROGRAMME, REPORT)),
        Format("txt", N_("plain text"), _txt),
        Format("csv", N_("table"), _csv, TABLES),
        Format("xlsx", N_("Excel file"), _xlsx, (WORKBOOK, *TABLES)),
        Format("json", N_("data for other programs"), _json),
        Format("toml", N_("trip file"), _toml),
    )
}
