"""Texts of other programs as the model takes them."""

from __future__ import annotations

import html
import re
from typing import Final

_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_MARKUP: Final = re.compile(
    r"</?(?:html|body|p|br|div|span|a|b|i|u|ul|ol|li|strong|em|font|table|tr|td)(?:\s[^<>]*)?/?>", re.I
)
_BREAK: Final = re.compile(r"<(?:br|/p|/div|/li|/tr)(?:\s[^<>]*)?/?>\s*", re.IGNORECASE)
_STYLE: Final = re.compile(r"<(style|script|head)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_LINK: Final = re.compile(
    r"<a\s[^<>]*?href=[\"']?(?P<to>[^\"'<>\s]+)[^<>]*>(?P<text>.*?)</a>", re.IGNORECASE | re.DOTALL
)
_WEB: Final = re.compile(r"https?://[!-~]+", re.IGNORECASE)


def without_controls(text: str) -> str:
    """A text without what no line may hold; blanks and breaks stay as they are, tabs too."""
    return text if text.isprintable() else _CONTROLS.sub("", text)


def one_line(text: str) -> str:
    """A text on one line, without what no line may hold."""
    if text.isprintable():
        return text.strip()
    return " ".join(_CONTROLS.sub("", text).split())


def lines(text: str) -> str:
    """A text of several lines, without what no text may hold, and without the markup that some programs write."""
    if not text.isprintable():
        text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    if "<" in text and _MARKUP.search(text):
        text = _LINK.sub(_with_address, text)
        text = html.unescape(_MARKUP.sub("", _BREAK.sub("\n", _STYLE.sub("", text)))).replace("\xa0", " ")
        text = _CONTROLS.sub("", text)
    return text.strip("\n ")


def _with_address(match: re.Match[str]) -> str:
    """What a link says and where it leads, if it does not say so itself."""
    said = " ".join(_MARKUP.sub("", match["text"]).split())
    address = html.unescape(match["to"])
    return said if not as_url(address) or address.rstrip("/") in said else f"{said} ({address})".strip()


def as_url(text: str) -> str:
    """A web address as the model takes it; empty if the text is none."""
    text = text.strip()
    return text if len(text) <= 2000 and _WEB.fullmatch(text) and text.startswith(("http://", "https://")) else ""
