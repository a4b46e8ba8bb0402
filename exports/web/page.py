"""The shell of every page: no script, nothing loaded from elsewhere, light and dark, fit to print.

Markup is made with `element`, which escapes every text, so that what somebody typed stays text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final


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
    robots = "" if one.listed else '<meta name="robots" content="noindex, nofollow">\n'
    head = (
        f'<!DOCTYPE html>\n<html lang="{escape(one.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'{mark}{robots}<meta name="referrer" content="no-referrer">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(one.title, quote=False)}</title>\n<style>{_STYLE}</style>\n"
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

# On paper a web address needs no repetition behind its link: on our pages it is the words of the link or beside it.
_STYLE: Final = """
:root { color-scheme: light dark; --text: #1b1b1b; --back: #fff; --quiet: #545454; --line: #c9c9c9; --accent: #0b5394; }
@media (prefers-color-scheme: dark) {
  :root { --text: #ececec; --back: #171717; --quiet: #b8b8b8; --line: #4f4f4f; --accent: #8ab4f8; }
}
* { box-sizing: border-box; }
body { margin: 0; padding-top: 1.5rem; background: var(--back); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 52rem; margin: 0 auto; padding: 0 1rem; overflow-wrap: anywhere; hyphens: auto; }
footer { padding-bottom: 3rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 .5rem; padding-bottom: .2rem;
  border-bottom: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 0; }
p { margin: .3rem 0; }
a { padding: .15rem 0; color: var(--accent); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; padding: .6rem 1rem; background: var(--back); }
.skip:focus { left: 0; }
.quiet { color: var(--quiet); }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: .8rem 0 0; padding: 0; }
nav a { display: inline-block; padding: .3rem 0; }
main ul, table { line-height: 1.7; }
ol.day { list-style: none; margin: 0; padding: 0; }
ol.day > li { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0 1rem; padding: .6rem 0;
  border-bottom: 1px solid var(--line); }
ol.day > li.part { padding-left: 1.5rem; }
.time { margin: 0; font-weight: 700; font-variant-numeric: tabular-nums; hyphens: none; }
.cancelled h3 { text-decoration: line-through; }
table { border-collapse: collapse; width: 100%; }
th, td { min-width: 5.5rem; text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0;
  border-bottom: 1px solid var(--line); }
svg.code { width: 9rem; height: 9rem; background: #fff; }
@media screen and (max-width: 40rem) {
  ol.day > li { grid-template-columns: minmax(0, 1fr); }
  table, tbody, tr, th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  th, td { padding: 0; border: 0; }
  td[data-label]::before { content: attr(data-label) ": "; content: attr(data-label) ": " / ""; color: var(--quiet); }
}
@media print {
  :root { --text: #000; --back: #fff; --quiet: #333; --line: #999; --accent: #000; }
  @page { size: A4; margin: 18mm; }
  html { font-size: 10pt; }
  body { padding: 0; }
  header, main, footer { max-width: none; padding: 0; }
  nav, .skip { display: none; }
  li, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
"""
