"""The programme as PDF: accessible (PDF/UA-1) and archival (PDF/A-2a) in one, without the network."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from exports.audience import Audience
from exports.edition import Edition
from exports.paper.glyphs import FONTS, clean, missing, replaced
from exports.programme import Line, Name, Programme, programme
from trips.language import Language, Refused, Words

TEMPLATES: Final = Path(__file__).parent / "templates"
STANDARDS: Final = ("a-2a", "ua-1")
_PER_BREAK: Final = 45
"""What a line break adds to a row's length, in characters: about a line."""

_REGIONS: Final = {"de": "DE", "en": "GB"}


class Rendered(NamedTuple):
    """A paper, and the characters that no font could show ("?" stands for them)."""

    data: bytes
    replaced: frozenset[str]


def programme_pdf(edition: Edition, audience: Audience, language: Language | None = None) -> Rendered:
    """The programme of an edition on A4 for an audience."""
    view = programme(edition, audience, language)
    return render("programme.typ", _programme(view), edition)


def render(template: str, data: dict[str, Any], edition: Edition) -> Rendered:
    """A template filled with plain values; the same values give the same bytes."""
    import typst

    data = _mapped(data, clean)
    unknown = {one for text in _texts(data) for one in missing(text)}
    if unknown:
        try:
            return Rendered(_compiled(template, {**data, "fallback": True}, edition, system=True), frozenset())
        except typst.TypstError:
            data = _mapped(_in_latin(data, unknown), lambda text: replaced(text, unknown))
    try:
        return Rendered(_compiled(template, {**data, "fallback": False}, edition, system=False), frozenset(unknown))
    except (typst.TypstError, RuntimeError, OSError) as error:
        raise Refused("The paper could not be set ({why}).", why=str(error).splitlines()[0]) from error


def _compiled(template: str, data: dict[str, Any], edition: Edition, *, system: bool) -> bytes:
    import typst

    fonts = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(FONTS)])
    pdf, _ = typst.compile_with_warnings(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=fonts,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards=list(STANDARDS),
        timestamp=int(edition.issued.timestamp()),
    )
    return pdf


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(one, change) for key, one in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_mapped(one, change) for one in cast("list[Any]", value)]
    return value


def _in_latin(value: Any, unknown: set[str]) -> Any:
    """Names that cannot be shown in their own letters, in Latin ones where somebody has given them."""
    if isinstance(value, dict):
        inside = cast("dict[str, Any]", value)
        latin = inside.get("latin")
        if latin and not unknown.isdisjoint(inside["name"]):
            return {**inside, "name": latin}
        return {key: _in_latin(one, unknown) for key, one in inside.items()}
    if isinstance(value, list):
        return [_in_latin(one, unknown) for one in cast("list[Any]", value)]
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        inside = cast("dict[str, Any]", value).values() if isinstance(value, dict) else cast("list[Any]", value)
        for one in inside:
            yield from _texts(one)


def _programme(view: Programme) -> dict[str, Any]:
    t = view.words
    return {
        "language": t.language,
        "region": _REGIONS[t.language],
        "title": clean(view.title).strip() or t("Programme"),
        "theme": view.theme,
        "dates": view.dates,
        "organiser": view.organiser,
        "contact": view.contact,
        "provisional": view.provisional,
        "for_whom": view.for_whom,
        "stamp": view.stamp,
        "words": _words(t),
        "days": [
            {"label": day.label, "title": day.title, "note": day.note, "lines": [_line(line) for line in day.lines]}
            for day in view.days
        ],
        "pool": [line.title for line in view.pool],
    }


def _line(line: Line) -> dict[str, Any]:
    shown = {
        "time": line.time, "title": line.title, "status": line.status, "groups": line.groups, "place": line.place,
        "address": line.address, "travel": line.travel, "meet": line.meet, "note": line.note, "url": line.url,
        "part": line.is_part, "staff": list(line.staff), "hosts": _people(line.hosts),
        "speakers": _people(line.speakers), "people": _people(line.people),
    }  # fmt: skip
    breaks = len(line.speakers) + sum(text.count("\n") for text in _texts(shown))
    return {**shown, "length": sum(map(len, _texts(shown))) + breaks * _PER_BREAK}


def _people(names: tuple[Name, ...]) -> list[dict[str, str]]:
    return [{"name": one.name, "about": one.about, "latin": one.latin} for one in names]


def _words(t: Words) -> dict[str, str]:
    return {
        "programme": t("Programme"),
        "page": t("page"),
        "of": t("of"),
        "time": t("Time"),
        "item": t("Programme item"),
        "place": t("Place"),
        "hosts": t("Hosts"),
        "people": t("With"),
        "groups": t("For"),
        "for_whom": t("For"),
        "meet": t("Gathering"),
        "organiser": t("Organiser"),
        "contact": t("Contact"),
        "pool": t("Not scheduled yet"),
        "nothing": t("Nothing is planned."),
    }
