"""The programme as plain text and as Markdown: for an e-mail, and for a screen reader.

Every line says its time again and every day has its heading, so that it can be read aloud in any order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from exports.audience import Audience
from exports.lines import rest_of_line, told_lines
from exports.programme import Programme, programme
from exports.snapshot import Snapshot
from trips.i18n.text import plain

_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>~&|$])|^(\s*)([#+=:-])|^(\s*\d+)([.)])")


def text_file(snapshot: Snapshot, audience: Audience, language: str | None = None) -> bytes:
    """The programme as plain text, UTF-8."""
    return ("\n".join(_text(programme(snapshot, audience, language))) + "\n").encode()


def _text(view: Programme) -> Iterator[str]:
    t = view.words
    yield from (plain(line) for line in _head(view) if line)
    yield from _own_pages(view, before=True)
    for day in view.days:
        yield from ("", "", plain(day.label), "=" * len(plain(day.label)))
        yield from (plain(line) for line in (day.title, *day.note.split("\n")) if line)
        if not day.lines:
            yield from ("", t("Nothing is planned."))
        for line in day.lines:
            yield from () if line.is_part else ("",)
            yield from (plain(text) for text in told_lines(line, t))
    if view.pool:
        heading = t("Unscheduled")
        yield from ("", "", heading, "=" * len(heading), "")
        yield from (plain(f"- {line.title}") for line in view.pool)
    yield from _own_pages(view, before=False)
    yield from ("", *(plain(one) for one in partner_lines(view))) if view.trip.partners else ()
    yield from ("", "--", view.stamp)


def _own_pages(view: Programme, *, before: bool) -> Iterator[str]:
    for page in view.pages:
        if page.before == before:
            yield from ("", "", plain(page.title), "=" * len(plain(page.title)))
            for n, part in enumerate(page.paragraphs):
                yield from ("",) if n else ()
                yield from (plain(line) for line in part.split("\n"))


def partner_lines(view: Programme) -> Iterator[str]:
    """Who stands beside the office: what they are and their name, a line each."""
    for partner in view.trip.partners:
        yield f"{partner.what}: {partner.name}" if partner.what else partner.name


def _head(view: Programme) -> Iterable[str]:
    t = view.words
    yield f"{view.title} ({view.provisional})" if view.provisional else view.title
    yield from (view.theme, view.dates)
    if view.for_whom:
        yield t("For: {groups}", groups=view.for_whom)
    if view.organiser:
        yield t("Organiser: {name}", name=view.organiser)
    if view.contact:
        yield t("Contact: {contact}", contact=view.contact)


def markdown_file(snapshot: Snapshot, audience: Audience, language: str | None = None) -> bytes:
    """The programme as Markdown (CommonMark), UTF-8."""
    return ("\n".join(_markdown(programme(snapshot, audience, language))) + "\n").encode()


def _markdown(view: Programme) -> Iterator[str]:
    t = view.words
    first, *rest = (escaped(line) for line in _head(view) if line)
    yield f"# {first}"
    yield from ("", "  \n".join(rest)) if rest else ()
    yield from _own_sections(view, before=True)
    for day in view.days:
        yield from ("", f"## {escaped(day.label)}")
        yield from (text for line in (day.title, day.note) if line for text in ("", _paragraph(line)))
        yield from () if day.lines else ("", t("Nothing is planned."))
        for line in day.lines:
            indent = "  " if line.is_part else ""
            status = f" ({escaped(line.status)})" if line.status else ""
            entry = [f"- **{escaped(line.time.text)}** {escaped(line.title)}{status}"]
            entry += [escaped(text) for text in rest_of_line(line, t) if text.strip()]
            yield from () if line.is_part else ("",)
            yield indent + f"  \n{indent}  ".join(entry)
    if view.pool:
        yield from ("", f"## {t('Unscheduled')}", "")
        yield from (f"- {escaped(line.title)}" for line in view.pool)
    yield from _own_sections(view, before=False)
    yield from ("", "  \n".join(map(escaped, partner_lines(view)))) if view.trip.partners else ()
    yield from ("", "---", "", escaped(view.stamp))


def _own_sections(view: Programme, *, before: bool) -> Iterator[str]:
    for page in view.pages:
        if page.before == before:
            yield from ("", f"## {escaped(page.title)}")
            yield from (text for part in page.paragraphs for text in ("", _paragraph(part)))


def _paragraph(text: str) -> str:
    return "  \n".join(escaped(line) for line in text.split("\n"))


def escaped(text: str) -> str:
    """A line in which Markdown and HTML find nothing to interpret; blanks before it would make it code."""
    safe = _MARKDOWN.sub(_escape, plain(unicodedata.normalize("NFC", text)).strip())
    return re.sub(r"(\s)(#+)$", r"\1\\\2", safe)  # at the end of a heading it would close it


def _escape(match: re.Match[str]) -> str:
    anywhere, blank, mark, number, dot = match.groups()
    return f"\\{anywhere}" if anywhere else f"{number}\\{dot}" if number else f"{blank}\\{mark}"
