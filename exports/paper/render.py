"""Papers as PDF: accessible (PDF/UA-1) and archival (PDF/A-2a) in one, without the network."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from exports.brand import PLAIN, Brand
from exports.line_breaks import unbroken
from exports.paper.booklet import folded
from exports.paper.glyphs import missing, replaced, settable
from exports.paper.job import Job
from exports.paper.papers import PAPERS, Paper
from exports.paper.row_heads import with_row_heads
from exports.paper.shared import Drawing, texts
from exports.paper.stream_ends import with_streams_ended
from exports.paper.typeface import found_fonts
from exports.snapshot import Snapshot, nothing_in_it
from trips.grammar.choices import AUDIENCE_WORDS
from trips.i18n.language import N_, Message, UserError
from trips.model.translations import primary

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATES: Final = Path(__file__).parent / "templates"
_COUNTED: Final = 10
STANDARDS: Final = ("a-2a", "ua-1")


class Rendered(NamedTuple):
    """A paper, and the characters that no font could show ("?" stands for them)."""

    data: bytes
    replaced: frozenset[str]


def make_paper(name: str, job: Job) -> Rendered:
    """A paper as PDF.

    Args:
        name: which one.
        job: what it is made of.

    Raises:
        UserError: it is not for this audience, there is nothing for it, or it could not be set.
    """
    values = compose(name, job)
    made = render(PAPERS[name].source, values, job.snapshot, job.brand)
    if "booklet" not in job.options.layout:
        return made
    how = job.words("to print and fold")
    title = f"{values['document']} ({how})"
    return made._replace(data=folded(made.data, title, job.snapshot))


def compose(name: str, job: Job) -> dict[str, Any]:
    """What a paper will say, as the values of its template.

    Raises:
        UserError: it is not for this audience, or there is nothing for it.
    """
    paper = PAPERS[name]
    job = replace(job, granted=paper.granted)
    _check(paper, job)
    return prepared(paper.compose(job))


def prepared(values: dict[str, Any]) -> dict[str, Any]:
    """Values whose texts can be set."""
    return _mapped(values, settable)


def _check(paper: Paper, job: Job) -> None:
    if paper.only and job.audience.name != paper.only:
        text = paper.refusal or N_("This document is for {audience} only; leave out --for.")
        raise UserError(text, audience=Message(AUDIENCE_WORDS[paper.only]))
    if paper.of_days and job.view.empty:
        raise nothing_in_it(job.audience)
    for layout in job.options.layout:
        if layout not in paper.layouts:
            known = ", ".join(paper.layouts)
            raise UserError('"{layout}" is for the document {paper} only.', layout=layout, paper=known or "programme")
    for said, name, known in (
        (bool(job.options.fields), "columns", ("participants",)),
        (job.options.order != "name", "sort", ("participants", "badges")),
        (bool(job.options.beside), "beside", ("programme",)),
    ):
        if said and paper.name not in known:
            raise UserError("--{option} is for the document {paper} only.", option=name, paper=", ".join(known))
    if {"dense", "large"} <= job.options.layout:
        raise UserError("Small type and large print do not go together; choose one of them.")
    if job.options.beside and primary(job.options.beside) == primary(job.language):
        raise UserError("Both languages are the same; say another one with --beside.")
    if job.options.since is not None and not paper.marks:
        raise UserError("Changes cannot be marked in this document.")


def render(template: str, data: dict[str, Any], snapshot: Snapshot, brand: Brand = PLAIN) -> Rendered:
    """A template filled with plain values; the same values give the same bytes.

    Args:
        template: its file name.
        data: the values.
        snapshot: whose moment the file bears.
        brand: with a folder of fonts for letters that the bundled ones do not have (the machine's own are tried as
            well), and the name of a typeface.

    Raises:
        UserError: it could not be set, or there is no compiler here.
    """
    check_compiler()
    import typst

    unknown = missing("".join(texts(data)))
    if unknown:
        try:
            return Rendered(
                _compiled(template, {**data, "fallback": True}, snapshot, found_fonts(brand.fonts, system=True)),
                frozenset(),
            )
        except typst.TypstError:
            named = _named(snapshot, unknown)
            data = {**data, "guests": _guests_shown(data.get("guests", ""), snapshot, unknown)}
            data = _mapped(_in_latin(data, unknown), named)
            unknown |= missing("".join(texts(data)))  # a Latin name may have some as well
            data = _mapped(data, lambda text: replaced(text, unknown))
    try:
        return Rendered(
            _compiled(template, {**data, "fallback": False}, snapshot, _fonts_of(brand)), frozenset(unknown)
        )
    except (typst.TypstError, RuntimeError, OSError) as error:
        raise UserError("The document could not be set ({why}).", why=str(error).splitlines()[0]) from error


def check_compiler() -> None:
    """Refuse to go on without the compiler of papers.

    Raises:
        UserError: there is none for this kind of machine (Windows on ARM has no wheel of it).
    """
    try:
        import typst
    except ImportError:
        text = N_("PDF files cannot be made on this kind of machine; export docx, html or txt, or use another machine.")
        raise UserError(text) from None
    del typst


def _fonts_of(brand: Brand) -> Fonts:
    """The bundled fonts, with the office's typeface from its folder, else from the machine."""
    if not brand.typeface:
        return found_fonts()
    own = found_fonts(brand.fonts)
    return own if brand.typeface in own.families() else found_fonts(brand.fonts, system=True)


def _compiled(template: str, data: dict[str, Any], snapshot: Snapshot, fonts: Fonts) -> bytes:
    import typst

    values = json.dumps(_mapped(data, unbroken), ensure_ascii=False)
    pdf, _ = typst.compile_with_warnings(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=fonts,
        sys_inputs={"data": values},
        format="pdf",
        pdf_standards=list(STANDARDS),
        timestamp=int(snapshot.issued.timestamp()),
    )
    _MEMORY.took(len(values))
    return with_row_heads(with_streams_ended(pdf))


class _Memory:
    """What the compiler keeps: all that it computed for ten compilations, of papers of 300 items 400 MB.

    It is let forget whenever that may be much. Compilations of nothing count as well, and take a millisecond each.
    """

    def __init__(self) -> None:
        self._held = 0

    def took(self, characters: int) -> None:
        """A paper of so many characters of values has been made."""
        import typst

        self._held += characters
        if self._held > _MOST_HELD:
            self._held = 0
            for _ in range(_COUNTED):
                typst.compile(b"#set page(width: 1pt, height: 1pt)", font_paths=found_fonts(), format="svg")


_MOST_HELD: Final = 50_000
"""Characters of values of which the compiler may keep what it computed: some 15 MB."""
_MEMORY: Final = _Memory()


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return value if isinstance(value, Drawing) else change(value)
    if isinstance(value, dict):
        return {key: _mapped(one, change) for key, one in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_mapped(one, change) for one in cast("list[Any]", value)]
    return value


def _guests_shown(guests: str, snapshot: Snapshot, unknown: set[str]) -> str:
    """Where the guests come from, if every house can be named; else nothing: a list with gaps would slight some."""
    nameless = (
        house.name for house in snapshot.trip.organisations
        if not house.latin_name and not unknown.isdisjoint(house.name)
    )  # fmt: skip
    return "" if any(name in guests for name in nameless) else guests


def _named(snapshot: Snapshot, unknown: set[str]) -> Callable[[str], str]:
    """Names people and organisations in Latin letters where their own cannot be shown.

    An organisation without such a name is left out.
    """
    trip = snapshot.trip
    known = {
        one.name: one.latin_name
        for one in (*trip.people, *trip.organisations)
        if not unknown.isdisjoint(one.name) and (one.latin_name or one in trip.organisations)
    }

    def named(text: str) -> str:
        for name, latin in known.items():
            for comma in () if latin else ("; ", ", "):
                text = text.replace(comma + name, "")
            text = text.replace(name, latin)
        return text

    return named


def _in_latin(value: Any, unknown: set[str]) -> Any:
    """Names that cannot be shown in their own letters, in Latin ones where somebody has given them."""
    if isinstance(value, dict):
        inside = cast("dict[str, Any]", value)
        latin = inside.get("latin")
        if latin and not unknown.isdisjoint(inside["name"]):
            return {**inside, "name": latin, "lang": ""}
        return {key: _in_latin(one, unknown) for key, one in inside.items()}
    if isinstance(value, list):
        return [_in_latin(one, unknown) for one in cast("list[Any]", value)]
    return value
