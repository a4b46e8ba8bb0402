"""How the office looks on its papers: logo, colour, footer, and a letterhead for Word."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Final, Literal

from trips.language import N_, Refused

LARGEST_LOGO: Final = 2_000_000
MOST_PIXELS: Final = 4000
CONTRAST: Final = 4.5
"""What text needs against its ground at the least (WCAG 2.2, 1.4.3)."""

_COLOUR: Final = re.compile("#[0-9a-fA-F]{6}")
_FOREIGN: Final = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\s*(?:\w+:)?(?:script|foreignObject)\b|@import"
    rb"|href\s*=\s*[\"']\s*(?!#|data:image/)[^\"']|url\(\s*[\"']?(?!#|data:image/)",
    re.IGNORECASE,
)
"""What a drawing needs from elsewhere, or what could run."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of the office: its bytes, what they are, and what it shows, for those who do not see it."""

    data: bytes
    kind: Literal["png", "jpeg", "svg"]
    about: str


@dataclass(frozen=True, slots=True)
class Brand:
    """What is the same on all papers of an office; nothing of it is needed.

    `letterhead` is a Word file; `fonts` a folder of fonts for letters that the bundled ones do not have.
    """

    logo: Logo | None = None
    colour: str = ""
    footer: str = ""
    letterhead: bytes | None = None
    fonts: str = ""


PLAIN: Final = Brand()


def read_logo(data: bytes, name: str, about: str) -> Logo:
    """A logo from the bytes of a file.

    Args:
        data: a PNG, JPEG or SVG picture.
        name: the file's name, for the sentence.
        about: what it shows.

    Raises:
        Refused: it is none, too large, or needs something from elsewhere.
    """
    if len(data) > LARGEST_LOGO:
        raise Refused("The logo {name} is larger than 2 MB.", name=name)
    kind = _kind(data)
    if kind is None:
        raise Refused("The logo {name} is no picture that papers can hold; PNG, JPEG and SVG are.", name=name)
    if kind == "svg" and _FOREIGN.search(data):
        raise Refused("The logo {name} needs other files or runs a script; save it as a plain SVG or PNG.", name=name)
    size = _size(data, kind)
    if size is not None and not 0 < max(size) <= MOST_PIXELS:
        raise Refused("The logo {name} is broken, or has more than {n} pixels on a side.", name=name, n=MOST_PIXELS)
    return Logo(data, kind, about)


def wrapped_as_svg(logo: Logo) -> str:
    """A picture as a drawing in SVG that holds it, in its own proportions."""
    from base64 import b64encode

    width, height = _size(logo.data, logo.kind) or (1, 1)
    address = f"data:image/{logo.kind};base64,{b64encode(logo.data).decode()}"
    size = f'width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{address}"/></svg>'


def _kind(data: bytes) -> Literal["png", "jpeg", "svg"] | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return "svg" if "<svg" in text[:2000] and text.rstrip().endswith(">") else None


def _size(data: bytes, kind: str) -> tuple[int, int] | None:
    """Width and height in pixels; None for a drawing, (0, 0) for a picture that ends before it says so."""
    if kind == "png":
        return struct.unpack(">II", data[16:24]) if len(data) >= 24 else (0, 0)
    if kind == "jpeg":
        return _jpeg_size(data)
    return None


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height from the frame header (ITU-T T.81, B.2.2)."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + max(length, 2)
    return 0, 0


def check_colour(colour: str) -> str:
    """A colour as "#rrggbb" in which text can be read on white paper.

    Raises:
        Refused: it is no colour, or too light.
    """
    if not colour:
        return ""
    if not _COLOUR.fullmatch(colour):
        raise Refused('"{colour}" is no colour; write it like {example}.', colour=colour, example="#0b5394")
    ratio = contrast_with_white(colour)
    if ratio < CONTRAST:
        text = N_("{colour} is too light to be read on white paper (contrast {ratio} of 4.5); {darker} would do.")
        raise Refused(text, colour=colour, ratio=f"{ratio:.1f}", darker=_darker(colour))
    return colour.lower()


def contrast_with_white(colour: str) -> float:
    """The contrast of "#rrggbb" with white, 1 to 21 (WCAG 2.2, contrast ratio)."""
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _darker(colour: str) -> str:
    """The lightest colour of the same hue that can be read."""
    for percent in range(99, 0, -1):
        shade = "#" + "".join(f"{int(colour[at : at + 2], 16) * percent // 100:02x}" for at in (1, 3, 5))
        if contrast_with_white(shade) >= CONTRAST:
            return shade
    return "#000000"
