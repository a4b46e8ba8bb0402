"""Documents that run from the right: their paragraphs and tables begin there (ECMA-376 Part 1, 17.3.1.6 and 17.4.1)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from xml.sax.saxutils import unescape

_PARAGRAPH: Final = re.compile(
    r"(<w:pPr><w:pStyle [^>]*/>(?:<w:keepNext/>)?+(?:<w:tabs>.*?</w:tabs>)?+(?:<w:suppressAutoHyphens [^>]*/>)?+)"
    r"(?!<w:bidi/>)"
)
_TABLE: Final = re.compile(r"(<w:tblPr>(?:<w:tblStyle [^>]*/>)?)")
_RUN: Final = re.compile(
    r"<w:r>(?:<w:rPr>((?:(?!</w:rPr>).)*)</w:rPr>)?"
    r"((?:<w:t [^>]*>[^<]*</w:t>|<w:br/>|<w:tab/>|<w:noBreakHyphen/>)+)</w:r>"
)
_TEXT: Final = re.compile(r"(<w:t [^>]*>)(?=[^<])")
_TAGS: Final = re.compile(r"<[^>]*>")
_FROM_LEFT: Final = "\u200e"


def turned(markup: str) -> str:
    """Paragraphs and tables of ours, so that they run from the right; what is in letters that do not stays as it is."""
    markup = _PARAGRAPH.sub(r"\1<w:bidi/>", markup)
    markup = _TABLE.sub(r"\1<w:bidiVisual/>", markup)
    return _RUN.sub(_turned_run, markup)


def _turned_run(match: re.Match[str]) -> str:
    look, said = match[1] or "", match[2]
    text = unescape(_TAGS.sub("", said))
    if "<w:rtl/>" in look:
        return match[0]
    if _runs_from_left(text):  # "50667 Köln" would begin with its town
        return match[0] if text[0].isalpha() else match[0].replace(said, _TEXT.sub(rf"\1{_FROM_LEFT}", said, count=1))
    before, language, after = look.partition("<w:lang ")  # the order of properties is Word's (17.3.2.28)
    return f"<w:r><w:rPr>{before}<w:rtl/>{language}{after}</w:rPr>{said}</w:r>"


def _runs_from_left(text: str) -> bool:
    """Whether its first letter does; times and numbers run with what stands around them (UAX #9, P2 and P3)."""
    strong = (way for one in text if (way := unicodedata.bidirectional(one)) in ("L", "R", "AL"))
    return next(strong, "") == "L"
