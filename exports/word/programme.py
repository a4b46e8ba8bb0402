"""The programme as a Word file: time first and bold, then what, with whom; the place beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from exports.audience import Audience
from exports.brand import PLAIN, Brand, Logo
from exports.change_marks import marked
from exports.line_breaks import joined_numbers, unbroken_address
from exports.lines import economical, signs, signs_explained, stands_back, status_beside
from exports.programme import DayView, Line, Name, OwnPage, Programme, programme
from exports.snapshot import Snapshot
from exports.word.document import About, WordFile
from exports.word.looks import ROOM
from exports.word.markup import HYPHEN, INDENT, Run, cell, paragraph, row, side_by_side, table, twips
from trips.i18n.dates import weekday_date
from trips.i18n.language import Translator
from trips.model.entities import Partner
from trips.model.translations import RIGHT_TO_LEFT, primary

_LONG: Final = 1200
"""A row with more characters may go over to the next page: it could be taller than one."""

_PORTRAIT, _EMBLEM = (36, 48), (35, 15)
"""The most that a picture may be wide and high, in millimetres."""
_MOST_BESIDE: Final = 1600
"""A longer text has its picture above it: else a column would stay empty."""
_IN_A_ROW: Final = 4
"""So many partners stand beside each other."""

_USUAL_TIME: Final = twips(30)
_PLACE, _WIDEST_PLACE = twips(46), twips(58)
"""How wide the column of places is, and how wide if a word or a street with its number needs it."""
_SMALL: Final = 9 / 10.5
"""Its letters, measured by those in which widths are reckoned."""
_BROADEST: Final = 1.12
"""How much wider bold letters may be where the typeface is replaced."""

_BROAD: Final = 260
"""A longer note runs on below what it is about and its place."""
_HANG: Final = 142
"""How far the further lines of who and what belongs to an item are indented, in twentieths of a point."""
_LASTING: Final = 24
"""A word with hyphens of up to so many letters is not divided at them."""
_NO_LINE_BELOW: Final = '<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>'
_NO_LINE_ABOVE: Final = (
    '<w:tcBorders><w:top w:val="nil"/></w:tcBorders><w:tcMar><w:top w:w="0" w:type="dxa"/></w:tcMar>'
)

_PER_BREAK: Final = 45
_NO_BREAK: Final = "\u00a0"


def programme_docx(
    snapshot: Snapshot,
    audience: Audience,
    language: str | None = None,
    brand: Brand = PLAIN,
    before: Snapshot | None = None,
) -> bytes:
    """The programme of a snapshot for an audience as .docx; the same input gives the same bytes.

    Args:
        snapshot: the trip in one state.
        audience: the reader.
        language: BCP 47; None for that of the trip.
        brand: the office's look.
        before: the version against which changes are marked; None marks nothing.

    Raises:
        UserError: the letterhead or the logo cannot be used.
    """
    view = programme(snapshot, audience, language, before)
    if before is not None:
        view = marked(view, programme(before, audience, language))
    about = About(view.title, view.organiser, snapshot.issued, view.stamp, view.for_whom, signs_explained(view),
                  primary(view.language) in RIGHT_TO_LEFT)  # fmt: skip
    file = WordFile(about, view.words, brand)
    return file.filled("".join(_Writer(view, file, brand.pictures, before.number if before else None).body()))


class _Writer:
    """Writes the body."""

    def __init__(self, view: Programme, file: WordFile, pictures: Mapping[str, Logo], since: int | None) -> None:
        self._view = view
        self._since = since
        self._pictures = pictures
        self._file = file
        self._styles = file.styles
        self._t = view.words
        lines = [line for day in view.days for line in day.lines]
        time, place = _time_width(lines), min(_place_width(lines), round(file.width * 0.35))
        self._widths = (time, file.width - time - place, place)
        self._signs = signs(view)

    def body(self) -> Iterator[str]:
        yield from self._head()
        yield from self._own_pages(before=True)
        for day in self._view.days:
            yield from self._day(day)
        if self._view.pool:
            yield paragraph(self._styles["day"], self._t("Unscheduled"), keep=True)
            yield from (self._file.bullet(line.title) for line in self._view.pool)
        elif self._view.days and self._view.days[-1].lines:
            yield paragraph(self._styles["footer"])  # Word wants a paragraph behind the last table
        yield from self._own_pages(before=False)
        yield from self._partners()

    def _own_pages(self, *, before: bool) -> Iterator[str]:
        """The office's own pages, each with its picture beside its text."""
        style = self._styles["text"]
        for page in self._view.pages:
            if page.before != before:
                continue
            yield paragraph(self._styles["day"], _said(page, "title", page.title), keep=True)
            said = "".join(paragraph(style, _said(page, "text", part)) for part in page.paragraphs)
            if page.picture not in self._pictures:
                yield said
                continue
            drawn = self._file.drawn(self._pictures[page.picture], _PORTRAIT)
            if not said or sum(map(len, page.paragraphs)) > _MOST_BESIDE:
                yield paragraph(style, drawn) + said
                continue
            yield self._file.beside(said, paragraph(style, drawn), drawn.width)
            yield paragraph(self._styles["footer"])  # two tables with nothing between them would be one

    def _partners(self) -> Iterator[str]:
        """The partners beside each other, each with what it is."""
        partners = self._view.trip.partners
        for n in range(0, len(partners), _IN_A_ROW):
            some = partners[n : n + _IN_A_ROW]
            width = self._file.width // min(len(partners), _IN_A_ROW)
            yield paragraph(self._styles["head"], keep=True)
            cells = [cell for partner in some for cell in self._partner(partner, width)]
            yield side_by_side(*cells, gap=twips(3), bottom=True)
        if partners:
            yield paragraph(self._styles["footer"])

    def _partner(self, partner: Partner, width: int) -> Iterator[tuple[int, str]]:
        """Its emblem, and beside it what it is and its name, each with the width that it takes."""
        style = self._styles["head"]
        emblem = self._pictures.get(partner.logo)
        taken = 0
        if emblem is not None:
            drawn = self._file.drawn(emblem, _EMBLEM)
            taken = min(drawn.width + twips(3), width // 2)
            yield taken, paragraph(style, drawn)
        what = paragraph(style, Run(partner.what, quiet=True)) if partner.what else ""
        yield width - taken, what + paragraph(style, Run(partner.name, bold=True))

    def _title(self) -> Iterator[str]:
        view, style = self._view, self._styles["head"]
        yield paragraph(self._styles["theme"], Run(self._t("Programme"), quiet=True), keep=True)
        yield paragraph(self._styles["title"], _said(view, "title", view.title))
        if view.provisional:
            yield paragraph(style, Run(view.provisional, bold=True))
        theme = self._styles["theme"]
        yield from (paragraph(theme, _said(view, "theme", view.theme)),) if view.theme else ()
        yield from (paragraph(theme, Run(view.dates, bold=True)),) if view.dates else ()

    def _head(self) -> Iterator[str]:
        view, t, style = self._view, self._t, self._styles["head"]
        yield self._file.begun("".join(self._title()))
        told = {t("For"): view.for_whom, t("Organiser"): view.organiser, t("Contact"): view.contact}
        yield from (paragraph(style, *_labelled(label, text)) for label, text in told.items() if text)
        yield paragraph(self._styles["note"], Run(view.stamp, quiet=True))
        yield from (paragraph(style, explained),) if (explained := signs_explained(view)) else ()
        if self._since is not None:
            yield paragraph(style, t("Marked is what is new since version {n}.", n=self._since))

    def _day(self, day: DayView) -> Iterator[str]:
        count = self._view.count_of(day)
        counted = (Run(f"\t{count}", quiet=True, small=True),) if count else ()
        yield paragraph(self._styles["day"], day.label, *counted, keep=True, tab=self._file.width if count else 0)
        if day.title:
            yield paragraph(self._styles["head"], _said(day, "title", day.title, bold=True), keep=True)
        if day.note:
            yield paragraph(self._styles["head"], _said(day, "note", day.note), keep=True)
        if not day.lines:
            yield paragraph(self._styles["head"], self._t("Nothing is planned."))
            return
        rows = (self._row(line, keep=_stays(day.lines, n)) for n, line in enumerate(economical(day.lines)))
        yield table(self._styles["table"], self._widths, day.label, self._columns(day), *rows)

    def _columns(self, day: DayView) -> str:
        """The heads of the columns, which every page repeats; so that it says its day, that stands at their end."""
        time, item, place = self._widths
        style, t = self._styles["column"], self._t
        told = paragraph(style, t("Place"), Run(f"\t{weekday_date(t, day.date)}", bold=True), tab=place - ROOM)
        titles = ((time, paragraph(style, t("Time"))), (item, paragraph(style, t("Programme item"))), (place, told))
        return row(*(cell(width, said) for width, said in titles), heads=True)

    def _row(self, line: Line, *, keep: bool) -> str:
        time, item, place = self._widths
        indent = INDENT if line.is_part else 0
        broad = len(line.note) > _BROAD and bool(line.place or line.address) and not line.is_part
        what = "".join(self._what(replace(line, note="") if broad else line, indent))
        when = "".join(self._when(line, indent))
        whole = _length(line) <= _LONG
        if not line.place and not line.address:
            return row(cell(time, when), cell(item + place, what, across=2), whole=whole, keep=keep and whole)
        where = "".join(self._where(line, place - ROOM))
        if not broad:
            return row(cell(time, when), cell(item, what), cell(place, where), whole=whole, keep=keep and whole)
        head = (cell(item, what, look=_NO_LINE_BELOW), cell(place, where, look=_NO_LINE_BELOW))
        note = paragraph(self._styles["note"], _said(line, "note", line.note))
        rest = (cell(time, paragraph(self._styles["note"]), down="continue"),
                cell(item + place, note, across=2, look=_NO_LINE_ABOVE))  # fmt: skip
        return row(cell(time, when, down="restart"), *head, keep=True) + row(*rest, whole=whole, keep=keep and whole)

    def _when(self, line: Line, indent: int) -> Iterator[str]:
        """The time, and below it the one that it was; what does not take place is struck."""
        off = line.is_off
        if line.time.clock:
            yield paragraph(self._styles["time"], Run(_unbroken(line.time.clock), struck=off), indent=indent)
        if line.time.extent:
            beside = Run(_unbroken(line.time.extent), struck=off, quiet=True)
            yield paragraph(self._styles["note"], beside, indent=indent)
        if line.mark is not None and line.mark.time:
            yield paragraph(self._styles["note"], Run(self._t("previously"), quiet=True), indent=indent)
            old = Run(_unbroken(line.mark.time), struck=True, quiet=True)
            yield paragraph(self._styles["note"], old, indent=indent)

    def _where(self, line: Line, room: int) -> Iterator[str]:
        """The place with its address, and below it the one that it was."""
        said = replace(_said(line, "place", line.place), text=_held(line.place, room, _SMALL))
        yield from (paragraph(self._styles["place"], said),) if line.place else ()
        yield from (paragraph(self._styles["address"], _address(line.address)),) if line.address else ()
        if line.mark is not None and line.mark.place:
            was = Run(line.mark.place, struck=True)
            yield paragraph(self._styles["address"], f"{self._t('previously')} ", was)

    def _what(self, line: Line, indent: int) -> Iterator[str]:
        t, people, note = self._t, self._styles["people"], self._styles["note"]
        mark = (Run(f"[{line.mark.word}] ", bold=True),) if line.mark is not None else ()
        groups = (Run(line.groups, tag=True), Run("\u2002")) if _is_tag(line.groups) else ()
        said = status_beside(line)
        sign = self._signs.get(said, f" ({said.replace(' ', _NO_BREAK)})" if said else "")
        status = (Run(sign, quiet=True),) if sign else ()
        off = line.is_off
        _, item, place = self._widths
        room = (item if line.place or line.address else item + place) - indent - twips(2.5)
        too_long = _set_width(max(line.title.split(" "), key=_set_width)) * _BROADEST > room
        title = _said(line, "title", line.title, bold=not (off or stands_back(line)))
        title = replace(title, text=_held(line.title, room), struck=off, quiet=off)
        yield paragraph(self._styles["item"], *groups, *mark, title, *status, indent=indent, divided=too_long)
        if line.mark is not None and line.mark.title:
            yield paragraph(note, f"{t('previously')} ", Run(line.mark.title, struck=True), indent=indent, hang=_HANG)
        yield from (paragraph(note, line.within, indent=indent),) if line.within else ()
        yield from (paragraph(people, *_named(speaker, t), indent=indent, hang=_HANG) for speaker in line.speakers)
        for label, names in ((t("Hosts"), line.hosts), (t("With"), line.people)):
            if names:
                yield paragraph(people, Run(f"{label}: ", quiet=True), *_listing(names, t), indent=indent, hang=_HANG)
        if line.groups and not groups:
            yield paragraph(people, *_labelled(t("For"), line.groups), indent=indent, hang=_HANG)
        if line.travel:
            yield paragraph(note, _held(line.travel, room, _SMALL), indent=indent, hang=_HANG)
        if line.meet:
            yield paragraph(note, *_labelled(t("Meet"), line.meet), indent=indent, hang=_HANG)
        if line.assigned:
            yield paragraph(note, *_labelled(t("Assigned"), line.assigned), indent=indent, hang=_HANG)
        if line.note:
            yield paragraph(note, _said(line, "note", line.note), indent=indent)
        if line.url:
            yield paragraph(note, Run(line.url, link=self._file.link(line.url)), indent=indent)
        yield from (paragraph(self._styles["internal"], text, indent=indent) for text in line.staff)


def _said(of: Line | DayView | OwnPage | Programme, field: str, text: str, *, bold: bool = False) -> Run:
    """A text in its language, where that is another one than our words'."""
    return Run(text, bold=bold, language=of.languages.get(field, ""))


_LONGEST_TAG: Final = 36


def _is_tag(groups: str) -> bool:
    """Whether the groups are so few that their names stand before the title."""
    return 0 < len(groups) <= _LONGEST_TAG


def _named(name: Name, t: Translator) -> tuple[Run, ...]:
    return (Run(name.name), Run(f"{t.comma}{name.about}", quiet=True)) if name.about else (Run(name.name),)


def _listing(names: tuple[Name, ...], t: Translator) -> Iterator[Run]:
    for n, name in enumerate(names):
        if n:
            yield Run(t.semicolon)
        yield from _named(name, t)


def _labelled(label: str, text: str) -> tuple[Run, Run]:
    return Run(f"{label}: ", quiet=True), Run(text)


def _stays(lines: Sequence[Line], n: int) -> bool:
    """Whether a line stays on the page of the next: a whole with its first part, and none alone at an end."""
    if n in (0, len(lines) - 2):
        return True
    parts = [line.is_part for line in lines[n : n + 3]]
    return parts[:2] == [False, True] or parts == [True, True, False]


_DOUBLE: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")


def _held(text: str, room: int, scale: float = 1.0) -> str:
    """A text whose double names are not divided, as far as they have room in a line.

    Args:
        text: a title or a place.
        room: what is free, in twentieths of a point.
        scale: its letters, measured by those in which widths are reckoned.
    """

    def whole(match: re.Match[str]) -> str:
        word = match[0]
        fits = len(word) <= _LASTING and _set_width(word) * scale <= room
        return word.replace("-", HYPHEN) if fits else word

    return _DOUBLE.sub(whole, text)


def _unbroken(time: str) -> str:
    """A time that is only divided where its next thought begins: "ca. 19:00 (2 h)", "ab 9:00, bis 10:00"."""
    held_together = time.replace(" ", _NO_BREAK)
    return re.sub(f"([,،]){_NO_BREAK}(?=\\w+{_NO_BREAK}\\d)", r"\1 ", held_together.replace(f"{_NO_BREAK}(", " ("))


def _told(line: Line) -> Iterator[str]:
    """What stands in the column of times, each in lines of its own."""
    yield _unbroken(line.time.clock)
    yield from (_unbroken(line.time.extent),) if line.time.extent else ()


def _time_width(lines: Iterable[Line]) -> int:
    """Wide enough for what may not be divided, and for a usual time in one line."""
    told = [(said, INDENT if line.is_part else 0) for line in lines for said in _told(line)]
    widest = max((_set_width(time) + indent for time, indent in told), default=0)
    needed = max((_set_width(part) + indent for time, indent in told for part in time.split(" ")), default=0)
    return max(needed, min(widest, _USUAL_TIME)) + twips(4)


def _address(address: str) -> str:
    """An address whose street keeps its number, if the two have room in one line."""
    whole = unbroken_address(address)
    return joined_numbers(whole if _small_width(whole) <= _WIDEST_PLACE else address)


def _place_width(lines: Iterable[Line]) -> int:
    """As wide as places usually have it, or as a long word of them needs."""
    widest = max(
        (_small_width(text) for line in lines for text in (line.place, unbroken_address(line.address))), default=0
    )
    return max(_PLACE, widest if widest <= _WIDEST_PLACE else 0)


def _small_width(text: str) -> int:
    """About how wide the longest part of a text is that is not divided at a blank, with the room beside it."""
    return max((round(_set_width(part) * _SMALL) for part in text.split(" ")), default=0) + twips(2.5)


def _set_width(text: str) -> int:
    """About how wide a text is in bold letters of ten points, rather too much."""
    em = sum(
        0.3 if one in " \u00a0.,:;()'" else 0.9 if one in "mwMW%@" else 0.6 if one.isascii() else 0.75 for one in text
    )
    return round(em * 10.5 * 20)


def _length(line: Line) -> int:
    texts = (
        line.title, line.groups, line.travel, line.meet, line.assigned, line.note, line.url, *line.staff,
        *(name.text for name in (*line.hosts, *line.speakers, *line.people)),
    )  # fmt: skip
    breaks = len(line.speakers) + len(line.staff) + sum(text.count("\n") for text in texts)
    return sum(map(len, texts)) + breaks * _PER_BREAK
