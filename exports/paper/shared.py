"""What all papers are filled with, as plain values for a template: their head, their lines, how they name people."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Final, cast

from exports.brand import Logo, wrapped_as_svg
from exports.change_marks import is_marked
from exports.line_breaks import unbroken_address
from exports.lines import all_lines, economical, signs, stands_back, status_beside
from exports.paper.glyphs import clean
from exports.paper.job import Job
from exports.programme import DayView, Line, Name, OwnPage, Programme
from trips.i18n.language import Translator, UserError
from trips.i18n.text import listed
from trips.model.entities import by_key
from trips.model.translations import RIGHT_TO_LEFT
from trips.names.scripts import script_of
from trips.queries.readers import may_see

_PER_BREAK: Final = 45
"""What a line break adds to a row's length, in characters: about a line."""

_REGIONS: Final = {"de": "DE", "en": "GB"}


def head(job: Job, kind: str, view: Programme | None = None) -> dict[str, Any]:
    """What stands at the top and the foot of every paper.

    Args:
        job: the paper.
        kind: what it is ("Day sheet").
        view: whose it is, if not the job's reader's.
    """
    view = view or job.view
    title = clean(view.title).strip() or view.words("Programme")
    return {
        "language": view.language,
        "from_right": sorted(RIGHT_TO_LEFT),
        "region": _REGIONS.get(view.language),
        "kind": kind,
        "title": title,
        "document": f"{kind}: {title}" + (f" ({clean(view.for_whom)})" if view.for_whom else ""),
        "theme": view.theme,
        "languages": dict(view.languages),
        "beside": None,
        "cover": False,
        "pages": [own_page(page, job) for page in view.pages],
        "partners": [
            {"name": partner.name, "what": partner.what, "logo": _picture(partner.logo, job)}
            for partner in view.trip.partners
        ],
        "dates": view.dates,
        "organiser": view.organiser,
        "contact": view.contact,
        "provisional": view.provisional,
        "for_whom": view.for_whom,
        "stamp": view.stamp,
        "since": _since(job, view.words),
        "internal": view.words("Internal: not to be handed on") if job.audience.level == "staff" else "",
        "link": job.options.link,
        "qr": qr_code(job.options.link) if job.options.link else "",
        "colour": job.brand.colour,
        "imprint": unbroken_address(job.brand.footer),
        "typeface": job.brand.typeface,
        "letter_paper": [Drawing(sheet) for sheet in paper.sheets] if (paper := job.brand.letter_paper) else [],
        "margins": asdict(paper.margins) if paper else {},
        "logo": logo_drawing(job.brand.logo) if job.brand.logo else "",
        "logo_about": job.brand.logo.about if job.brand.logo else "",
        "signs": signs(view),
        "marked": any(line.mark is not None for line in all_lines(view)),
        "clocks": longest_times((*all_lines(view), *view.pool)),
        "words": common_words(view.words),
    }


def own_page(page: OwnPage, job: Job) -> dict[str, Any]:
    """A page of the office's own."""
    return {
        "title": page.title,
        "paragraphs": list(page.paragraphs),
        "before": page.before,
        "picture": _picture(page.picture, job),
        "about": page.title,
        "languages": dict(page.languages),
    }


def _picture(name: str, job: Job) -> str:
    picture = job.brand.pictures.get(name)
    return logo_drawing(picture) if picture is not None else ""


def _since(job: Job, t: Translator) -> str:
    if job.before is None:
        return ""
    return t("Marked is what is new since version {n}.", n=job.before.number)


_LONGEST: Final = 6
"""As many of the longest texts as are measured: letters differ in width."""


_WIDE: Final = 14
"""A span of more characters has the word before it above it."""


def clock_rows(clock: str) -> list[str]:
    """A clock time in the rows in which a column tells it: "from 09:15," over "until 12:10", "about" over a span."""
    parts = re.split(r"(?<=[,،]) ", clock) if clock else []
    return [row for part in parts for row in (part.split(" ", 1) if len(part) > _WIDE and "–" in part else [part])]


def longest_times(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """The longest times of a paper, which its column of times has to hold; `small` ones stand under others."""
    told: dict[tuple[bool, bool], set[str]] = {}
    for line in lines:
        before = line.mark.time if line.mark else ""
        told.setdefault((False, line.is_part), set()).update(clock_rows(line.time.clock), clock_rows(before))
        told.setdefault((True, line.is_part), set()).update(line.time.beside)
    return [
        {"said": said, "small": small, "part": part}
        for (small, part), some in told.items()
        for said in sorted(some, key=lambda said: (len(said), said))[-_LONGEST:]
        if said
    ]


def common_words(t: Translator) -> dict[str, str]:
    """The words that every template knows."""
    return {
        "comma": t.comma, "semicolon": t.semicolon, "page": t("page"), "of": t("of"), "continued": t("continued"),
        "continued_from": t("Continued:"), "previously": t("previously"),
        "time": t("Time"), "item": t("Programme item"), "place": t("Place"),
        "hosts": t("Hosts"), "people": t("With"), "groups": t("For"), "for_whom": t("For"),
        "guests": t("Guests from"), "meet": t("Meet"),
        "assigned": t("Assigned"),
        "organiser": t("Organiser"), "contact": t("Contact"), "pool": t("Unscheduled"),
        "nothing": t("Nothing is planned."), "code": t("The address as a code for a phone's camera"),
        "online": t("Latest version"),
    }  # fmt: skip


_HOUSES: Final = 8
"""Where guests come from, and who receives them, is told of so many houses at most."""


def guests(job: Job) -> str:
    """From where the delegates come whom the reader may be told, for the cover; empty if nobody says."""
    houses = by_key(job.snapshot.trip.organisations)
    named = dict.fromkeys(houses[person.organisation].name for person in job.delegates if person.organisation in houses)
    return listed(named) if len(named) <= _HOUSES else ""


def hosts(view: Programme) -> str:
    """Which houses receive the guests, as far as the reader is told, for the cover; empty if there are many."""
    houses, people = by_key(view.trip.organisations), by_key(view.trip.people)
    items = (item for item in view.trip.items if item.status != "cancelled" and item.part_of is None)
    keys = ((people[key].organisation if key in people else key) for item in items for key in item.hosts)
    named = dict.fromkeys(houses[key].name for key in keys if key in houses)
    return listed(named) if len(named) <= _HOUSES else ""


class NothingNewError(UserError):
    """A paper of changes only, for which there are none."""

    def __init__(self, job: Job) -> None:
        super().__init__("Nothing is new for them since version {n}; nothing was written.", n=job.options.since or 0)


def check_told_who_travels(job: Job) -> None:
    """Refuse a paper that names who travels to an audience that is not told."""
    if not may_see(job.audience.level, "participants"):
        raise UserError("Who travels is not told to the public or the press; choose participants, a host or staff.")


def changed_days(job: Job, view: Programme) -> list[dict[str, Any]]:
    """The days of a programme; only those with something new, if that is asked for.

    Raises:
        NothingNewError: nothing is new on any.
    """
    shown = days(view)
    if not job.options.only_changed:
        return shown
    shown = [data for day, data in zip(view.days, shown, strict=True) if is_marked(day)]
    if not shown:
        raise NothingNewError(job)
    return shown


def days(view: Programme) -> list[dict[str, Any]]:
    """The days of a programme."""
    return [day_data(day, view) for day in view.days]


def day_data(day: DayView, view: Programme) -> dict[str, Any]:
    """A day with its lines."""
    return {
        "number": day.number,
        "label": day.label,
        "count": view.count_of(day),
        "title": day.title,
        "note": day.note,
        "languages": dict(day.languages),
        "lines": [line_data(line) for line in economical(day.lines)],
    }


def line_data(line: Line) -> dict[str, Any]:
    """A line; `length` tells about how much room it takes, in characters."""
    shown = {
        "time": clock_rows(line.time.clock), "extent": line.time.extent, "title": line.title,
        "status": status_beside(line), "groups": line.groups,
        "place": line.place, "address": unbroken_address(line.address), "travel": line.travel, "meet": line.meet,
        "within": line.within,
        "assigned": line.assigned, "note": line.note, "url": line.url, "part": line.is_part, "staff": list(line.staff),
        "hosts": people(line.hosts),
        "speakers": people(line.speakers), "people": people(line.people),
        "quiet": stands_back(line), "gone": line.gone,
        "off": line.is_off, "languages": dict(line.languages),
        "mark": line.mark and {**asdict(line.mark), "time": clock_rows(line.mark.time)},
    }  # fmt: skip
    said = "".join(texts(shown))
    return {**shown, "length": len(said) + (len(line.speakers) + said.count("\n")) * _PER_BREAK}


def people(names: Iterable[Name]) -> list[dict[str, str]]:
    """People as templates name them, each with the language of the name's letters."""
    return [
        {"name": name.name, "about": name.about, "latin": name.latin, "lang": script_of(name.name)} for name in names
    ]


class Drawing(str):
    """A drawing in SVG: no text to be read, and left as it is."""

    __slots__ = ()


def qr_code(address: str) -> Drawing:
    """A web address as a QR code; four modules of white around it."""
    import segno

    file = io.BytesIO()
    segno.make(address, micro=False, error="m").save(file, kind="svg", xmldecl=False, scale=4, border=4)
    return Drawing(file.getvalue().decode())


def logo_drawing(logo: Logo) -> Drawing:
    """A logo as a drawing, so that it travels as text; pictures are wrapped into one."""
    return Drawing(logo.data.decode("utf-8-sig") if logo.kind == "svg" else wrapped_as_svg(logo))


def texts(value: Any) -> Iterator[str]:
    """Every text in a template's values."""
    if isinstance(value, Drawing):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        inside = cast("dict[str, Any]", value).values() if isinstance(value, dict) else cast("list[Any]", value)
        for part in inside:
            yield from texts(part)
