"""Files for those who get them: the same code under the command line and the editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.services.files import check_folder, file_name, write_whole
from exports.audience import STAFF, Audience
from exports.brand import PLAIN as NO_BRAND
from exports.brand import Brand
from exports.calendar import PLAIN, CalendarOptions
from exports.formats import FORMATS, PROGRAMME, Request, check_paper, usual_audience
from exports.paper import PAPERS, Options
from exports.snapshot import Snapshot
from trips.i18n.language import Message, UserError

if TYPE_CHECKING:
    from exports.privacy.leaks import Leak
    from trips.history.releases import Delivery, Release


def _no_brand(form: str) -> Brand:
    del form
    return NO_BRAND


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written into a folder: each paper in each format that has it, for each audience.

    Attributes:
        whom: the audiences; None for whom a paper is usually for.
        formats, papers: a format that has none of the papers has the programme.
        latest: the version that was issued last, not the draft.
        options: what is chosen for papers; each paper takes of it what it knows.
        links: the web addresses of readers' pages, by reader.
        brand: gives the office's look for a format, or refuses.
        releases, handouts: what goes into trip files.
    """

    whom: tuple[Audience | None, ...]
    formats: tuple[str, ...]
    folder: Path
    language: str | None = None
    calendar: CalendarOptions = PLAIN
    latest: bool = False
    releases: tuple[Release, ...] = ()
    handouts: tuple[Delivery, ...] = ()
    papers: tuple[str, ...] = (PROGRAMME,)
    options: Options = field(default_factory=Options)
    links: Mapping[str, str] = field(default_factory=dict[str, str])
    brand: Callable[[str], Brand] = _no_brand

    def files(self) -> Iterator[tuple[Audience | None, str, str]]:
        """Each file: its audience, format and paper."""
        for audience in self.whom:
            for form in self.formats:
                usual = FORMATS[form].usual
                having = [paper for paper in self.papers if paper in FORMATS[form].papers] or [usual]
                papers = dict.fromkeys(usual if one == PROGRAMME else one for one in having)
                yield from ((audience, form, paper) for paper in papers)

    def __len__(self) -> int:
        return len(list(self.files()))


@dataclass(frozen=True, slots=True)
class Written:
    """A file: whether no item is for its audience, what the office should know of it, or why there is none."""

    path: Path
    empty: bool = False
    notices: tuple[Message, ...] = ()
    refused: Message | None = None


def write_one(form: str, path: Path, request: Request) -> Written:
    """Write one file whole.

    Raises:
        UserError: it cannot be made or written; what was there is as it was.
    """
    made = FORMATS[form].render(request)
    check_folder(path.parent)
    write_whole(path, made.data, seen_by="owner" if request.audience == STAFF else "all")
    empty = request.paper == PROGRAMME and not request.snapshot.seen(request.audience).trip.items
    return Written(path, empty, made.notices)


def write_all(snapshot: Snapshot, name: str, order: Order) -> Iterator[Written]:
    """Write the files of an order one by one; stop asking for the next one to stop.

    One that cannot be made or written says why, and the others are written all the same.
    """
    for path, form, asked in requests(snapshot, name, order):
        try:
            yield write_one(form, path, asked())
        except UserError as refused:
            yield Written(path, refused=refused.message)


def would_tell(snapshot: Snapshot, name: str, order: Order) -> Iterator[tuple[Path, list[Leak] | Message]]:
    """What each file of an order would tell of people, or why it could not be made; nothing is written."""
    from exports.privacy.leaks import Stamped, leaks_of

    stamped = Stamped(snapshot)
    for path, form, asked in requests(snapshot, name, order):
        try:
            yield path, leaks_of(form, asked(), stamped)
        except UserError as refused:
            yield path, refused.message


def requests(snapshot: Snapshot, name: str, order: Order) -> Iterator[tuple[Path, str, Callable[[], Request]]]:
    """Each file of an order: its path, its format, and what is asked for, which may be refused."""
    for audience, form, paper in order.files():
        usual = usual_audience(form, paper)
        whom = audience or snapshot.audience(usual)
        path = order.folder / file_name(
            name, whom.name, form, FORMATS[form].named(paper), usual, snapshot.release or None
        )

        def asked(whom: Audience = whom, form: str = form, paper: str = paper) -> Request:
            check_paper(form, paper)
            request = Request(snapshot, whom, order.language, order.calendar, order.releases, order.handouts, paper)
            options = replace(order.options, link=order.options.link or order.links.get(whom.name, ""))
            return replace(request, options=fitting(options, form, paper), brand=order.brand(form))

        yield path, form, asked


def fitting(options: Options, form: str, paper: str) -> Options:
    """What a paper knows of what was chosen for several."""
    if form == "docx":
        return Options(since=options.since if paper == PROGRAMME else None)
    if form != "pdf":
        return options
    layout = options.layout.intersection(PAPERS[paper].layouts)
    marks = options.since if PAPERS[paper].marks else None
    lists = paper in ("participants", "badges")
    return replace(
        options,
        layout=layout,
        since=marks,
        beside=options.beside if paper == PROGRAMME else "",
        only_changed=options.only_changed and marks is not None,
        order=options.order if lists else "name",
        fields=options.fields if paper == "participants" else (),
    )
