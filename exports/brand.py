"""How the office looks on its papers: logo, colour, footer, and a letterhead for Word."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal
from xml.etree import ElementTree

from trips.i18n.language import N_, Message, UserError

LARGEST_LOGO: Final = 2_000_000
MOST_PIXELS: Final = 4000
_MOST_BYTES: Final = MOST_PIXELS * MOST_PIXELS * 8 + MOST_PIXELS
"""What the largest picture takes unpacked: eight bytes a pixel and one a row."""

_METADATA: Final = frozenset(("exif", "xmp", "comment", "photoshop", "Comment", "Description", "XML:com.adobe.xmp"))
"""What the library calls what is written into a picture besides its dots."""

CONTRAST: Final = 4.5
"""What text needs against its ground at the least (WCAG 2.2, 1.4.3)."""

_COLOUR: Final = re.compile("#[0-9a-fA-F]{6}")
_FOREIGN: Final = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\s*(?:\w+:)?(?:script|foreignObject)\b|@import|\son\w+\s*="
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


NO_PICTURES: Final[Mapping[str, Logo]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Margins:
    """What of a sheet is not for text, in millimetres."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """What lies behind the pages of documents: drawings (SVG) of a sheet for the first page, and one for the others."""

    sheets: tuple[str, ...]
    margins: Margins


@dataclass(frozen=True, slots=True)
class Brand:
    """What is the same on all papers of an office; nothing of it is needed.

    Attributes:
        letterhead: a Word file.
        fonts: a folder of fonts for letters that the bundled ones do not have, and for the office's typeface.
        typeface: the name of a typeface; "" for ours.
        letter_paper: what lies behind the pages of PDF files.
        pictures: those of the trip's own pages and its partners' logos, by the names they have in the trip.
        missing: the pictures that cannot be shown, with the reason.
    """

    logo: Logo | None = None
    colour: str = ""
    footer: str = ""
    letterhead: bytes | None = None
    fonts: str = ""
    typeface: str = ""
    letter_paper: LetterPaper | None = None
    pictures: Mapping[str, Logo] = field(default_factory=dict[str, Logo])
    missing: tuple[Message, ...] = ()


PLAIN: Final = Brand()


def read_logo(data: bytes, name: str, about: str) -> Logo:
    """A logo from the bytes of a file.

    Args:
        data: a PNG, JPEG or SVG picture.
        name: the file's name, for the sentence.
        about: what it shows.

    Raises:
        UserError: it is none, too large, or needs something from elsewhere.
    """
    if len(data) > LARGEST_LOGO:
        raise UserError("The picture {name} is larger than 2 MB.", name=name)
    kind = _kind(data)
    if kind == "png" or kind == "jpeg":
        data = _bare(data, kind)
    if kind is None:
        raise UserError("{name} is no picture that documents can hold; PNG, JPEG and SVG are.", name=name)
    if kind == "svg" and _FOREIGN.search(data):
        raise UserError(
            "The picture {name} needs other files or runs a script; save it as a plain SVG or PNG.", name=name
        )
    size = _size(data, kind)
    if size is not None and max(size) > MOST_PIXELS:
        raise UserError("The picture {name} has more than {n} pixels on a side.", name=name, n=MOST_PIXELS)
    if not _is_whole(data, kind, size):
        raise UserError("The picture {name} is broken; save it once more.", name=name)
    return Logo(data, kind, about)


def _bare(data: bytes, kind: Literal["png", "jpeg"]) -> bytes:
    """A picture without what cameras write into it (where it was taken, with what), upright and in screen colours.

    One that has nothing of it stays as it is, byte for byte.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if max(picture.size) > MOST_PIXELS:
                return data  # refused by its size
            plain = picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")
            if plain and not picture.getexif() and not _METADATA & picture.info.keys():
                return data
            upright = ImageOps.exif_transpose(picture)
            made = io.BytesIO()
            if kind == "jpeg":
                upright.convert("L" if upright.mode == "L" else "RGB").save(made, "JPEG", quality=92)
            else:
                upright.save(made, "PNG")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return data  # what is broken is told by those who look at it next
    return made.getvalue()


def as_data_url(picture: Logo, most: int) -> str:
    """A picture as an address that holds it, with no more than so many pixels on a side."""
    from base64 import b64encode

    kind = "svg+xml" if picture.kind == "svg" else picture.kind
    return f"data:image/{kind};base64,{b64encode(_reduced(picture, most)).decode()}"


def _reduced(picture: Logo, most: int) -> bytes:
    size = _size(picture.data, picture.kind)
    if picture.kind == "svg" or size is None or max(size) <= most:
        return picture.data
    from PIL import Image

    made = io.BytesIO()
    with Image.open(io.BytesIO(picture.data)) as opened:
        small = opened if opened.mode in ("L", "RGB", "RGBA") else opened.convert("RGBA")
        small.thumbnail((most, most))
        small.convert("RGB").save(made, "JPEG", quality=85) if picture.kind == "jpeg" else small.save(made, "PNG")
    return made.getvalue()


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
    """Width and height in pixels; None for a drawing, (0, 0) for a picture that does not say so."""
    if kind == "svg":
        return None
    from docx.image.image import Image

    try:
        image = Image.from_blob(data)
    except Exception:  # the door of the library's reader, which raises whatever a broken picture leads to
        return 0, 0
    return image.px_width, image.px_height


def _is_whole(data: bytes, kind: str, size: tuple[int, int] | None) -> bool:
    """Whether a picture is there to its end: programs that show it leave a broken one out without a word."""
    if kind == "svg":
        try:
            ElementTree.fromstring(data)  # noqa: S314 - entities have been refused before
        except ElementTree.ParseError:
            return False
        return True
    if size is None or min(size) == 0:
        return False
    if kind == "jpeg":
        return b"\xff\xda" in data and data.rstrip(b"\0").endswith(b"\xff\xd9")
    return _png_is_whole(data)


def _png_is_whole(data: bytes) -> bool:
    """Whether all chunks of a PNG are what their checksums say, up to its end (ISO/IEC 15948, 5.3)."""
    place, packed = 8, b""
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4])
        chunk, kind = data[place + 4 : place + 8 + length], data[place + 4 : place + 8]
        if zlib.crc32(chunk) != int.from_bytes(data[place + 8 + length : place + 12 + length]):
            return False
        packed += chunk[4:] if kind == b"IDAT" else b""
        if kind == b"IEND":
            unpacked = zlib.decompressobj()
            try:
                unpacked.decompress(packed, _MOST_BYTES)
            except zlib.error:
                return False
            return unpacked.eof
        place += 12 + length
    return False


def check_colour(colour: str) -> str:
    """A colour as "#rrggbb" in which text can be read on white paper.

    Raises:
        UserError: it is no colour, or too light.
    """
    if not colour:
        return ""
    if not _COLOUR.fullmatch(colour):
        raise UserError('"{colour}" is no colour; write it like {example}.', colour=colour, example="#0b5394")
    ratio = contrast_with_white(colour)
    if ratio < CONTRAST:
        text = N_("{colour} is too light to be read on white paper (contrast {ratio} of 4.5); {darker} would do.")
        raise UserError(text, colour=colour, ratio=f"{ratio:.1f}", darker=_darker(colour))
    return colour.lower()


def contrast_with_white(colour: str) -> float:
    """The contrast of "#rrggbb" with white, 1 to 21 (WCAG 2.2, contrast ratio)."""
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _darker(colour: str) -> str:
    """The lightest colour of the same hue that can be read."""
    for percent in range(99, 0, -1):
        shade = "#" + "".join(f"{int(colour[at : at + 2], 16) * percent // 100:02x}" for at in (1, 3, 5))
        if contrast_with_white(shade) >= CONTRAST:
            return shade
    return "#000000"
