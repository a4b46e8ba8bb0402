"""The shell of every page: no script, nothing loaded from elsewhere, light and dark, fit to print.

Markup is made with `element`, which escapes every text, so that what somebody typed stays text.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final


class Html(str):
    """Markup; any other text is escaped before it becomes part of it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: title, language, content; `listed` if search engines may find it, `trip` if it is a trip's front page."""

    title: str
    language: str
    body: tuple[Html, ...]
    listed: bool = False
    trip: str = ""


def element(name: str, *content: str, **attributes: str) -> Html:
    """An element of HTML; attribute names have "_" for "-", and a trailing "_" where Python wants it."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    inner = "".join(one if isinstance(one, Html) else escape(one, quote=False) for one in content)
    return Html(f"<{name}{told}>{inner}</{name}>")


def joined(*parts: str) -> Html:
    """Markup and texts one behind the other."""
    return Html("".join(one if isinstance(one, Html) else escape(one, quote=False) for one in parts))


def break_lines(text: str) -> Html:
    """A text whose line breaks are kept."""
    return Html("<br>".join(escape(line, quote=False) for line in text.split("\n")))


def page(one: Page) -> bytes:
    """The whole page, UTF-8."""
    mark = f'<meta name="agenda-trip" content="{escape(one.trip)}">\n' if one.trip else ""
    robots = "" if one.listed else '<meta name="robots" content="noindex, nofollow">\n'
    head = (
        f'<!doctype html>\n<html lang="{escape(one.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'{mark}{robots}<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(one.title, quote=False)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    return (head + "\n".join(one.body) + "\n</main>\n</body>\n</html>\n").encode()


_STYLE: Final = """
:root { color-scheme: light dark; --text: #1b1b1b; --back: #fff; --quiet: #555; --line: #c9c9c9; --accent: #0b5394; }
@media (prefers-color-scheme: dark) {
  :root { --text: #ececec; --back: #171717; --quiet: #b4b4b4; --line: #4a4a4a; --accent: #8ab4f8; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; padding-bottom: .2rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 0; }
p { margin: .3rem 0; }
a { color: var(--accent); }
.quiet { color: var(--quiet); }
ol.day { list-style: none; margin: 0; padding: 0; }
ol.day > li { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1rem; padding: .6rem 0;
  border-bottom: 1px solid var(--line); }
ol.day > li.part { padding-left: 1.5rem; }
.time { margin: 0; font-weight: 700; font-variant-numeric: tabular-nums; }
.cancelled h3 { text-decoration: line-through; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); }
svg.code { width: 9rem; height: 9rem; background: #fff; }
@media (max-width: 34rem) { ol.day > li { grid-template-columns: 1fr; } }
@media print {
  :root { --text: #000; --back: #fff; --quiet: #333; --line: #999; --accent: #000; }
  main { max-width: none; padding: 0; }
  li, tr { break-inside: avoid; }
  h2 { break-after: avoid; }
}
"""
