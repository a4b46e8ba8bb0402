"""The shell of every page: no script, nothing loaded from elsewhere, light and dark, fit to print.

Markup is made with `element`, which escapes every text, so that what somebody typed stays text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from trips.model.translations import RIGHT_TO_LEFT, primary


class Html(str):
    """Markup; any other text is escaped before it becomes part of it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        title, language, body: its title, its language, and what stands in its main part.
        header, footer: what stands before and after that.
        skip: the words of the link that leads past the header; "" for no such link.
        data: what search engines read, as JSON-LD; "" for none.
        listed: whether search engines may find it.
        trip: the id of the trip whose front page it is.
        colour: that of the office, dark enough on white ("#0b5394"); "" for ours.
        foot: what stands at the foot of each printed page, beside its number.
    """

    title: str
    language: str
    body: tuple[Html, ...]
    header: tuple[Html, ...] = ()
    footer: tuple[Html, ...] = ()
    skip: str = ""
    data: str = ""
    listed: bool = False
    trip: str = ""
    colour: str = ""
    foot: str = ""


def element(name: str, *content: str, **attributes: str) -> Html:
    """An element of HTML; attribute names have "_" for "-", and a trailing "_" where Python wants it."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    inner = "".join(one if isinstance(one, Html) else escape(one, quote=False) for one in content)
    return Html(f"<{name}{told}>{inner}</{name}>")


def joined(*parts: str) -> Html:
    """Markup and texts one behind the other."""
    return Html("".join(part if isinstance(part, Html) else escape(part, quote=False) for part in parts))


def break_lines(text: str) -> Html:
    """A text whose line breaks are kept."""
    return Html("<br>".join(escape(line, quote=False) for line in text.split("\n")))


def data_block(data: Mapping[str, object]) -> str:
    """Data for search engines (JSON-LD) in which no text can end the block that it stands in."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def page(one: Page) -> bytes:
    """The whole page, UTF-8."""
    mark = f'<meta name="agenda-trip" content="{escape(one.trip)}">\n' if one.trip else ""
    direction = ' dir="rtl"' if primary(one.language) in RIGHT_TO_LEFT else ""
    robots = "" if one.listed else '<meta name="robots" content="noindex, nofollow">\n'
    style = _style() + _coloured(one.colour) + _running(one.title, one.foot)
    head = (
        f'<!DOCTYPE html>\n<html lang="{escape(one.language)}"{direction}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'{mark}{robots}<meta name="referrer" content="no-referrer">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(one.title, quote=False)}</title>\n<style>{style}</style>\n"
    )
    data = f'<script type="application/ld+json">{one.data}</script>\n' if one.data else ""
    parts = [
        *([element("a", one.skip, href="#main", class_="skip")] if one.skip else ()),
        *([element("header", joined(*one.header))] if one.header else ()),
        Html(f'<main id="main">\n{joined(*one.body)}\n</main>'),
        *([element("footer", joined(*one.footer))] if one.footer else ()),
    ]
    return f"{head}{data}</head>\n<body>\n{chr(10).join(parts)}\n</body>\n</html>\n".encode()


_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""Nothing is loaded, nothing runs; data for search engines is no script that would (HTML, 4.12.1)."""


def _coloured(colour: str) -> str:
    """The office's colour, for links and rules on white; in the dark it might not be seen."""
    said = f":root {{ --accent: {colour}; --rule: {colour}; }}"
    return f"@media print, (prefers-color-scheme: light) {{ {said} }}\n" if colour else ""


def _running(title: str, foot: str) -> str:
    """What each printed page says at its head, but for the first, and at its foot."""
    return (
        f"@page {{ @top-left {{ {_margin_text(title)} }} @bottom-left {{ {_margin_text(foot)} }} }}\n"
        '@page :first { @top-left { content: ""; } }\n'  # without a text the browser puts its own there
    )


def _margin_text(text: str) -> str:
    """A text in the margin; every character that could mean something in CSS is written as its number."""
    safe = "".join(one if one.isalnum() or one in " .,:" else f"\\{ord(one):x} " for one in text)
    return f'content: "{safe}"; font: 8pt sans-serif;'


@cache
def _style() -> str:
    return "\n" + Path(__file__).with_name("page.css").read_text(encoding="utf-8")
