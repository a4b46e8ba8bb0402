"""The office's own typeface for documents: there, with a bold, and allowed to be part of a file."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exports.paper.glyphs import FONTS
from trips.i18n.language import UserError

if TYPE_CHECKING:
    from typst import Fonts

_BOLD: Final = 600
_USAGE: Final = 0x000E
_RESTRICTED: Final = 0x0002
"""The font must not be embedded (OpenType, OS/2, fsType); a file without its fonts is neither PDF/A nor PDF/UA."""


def check_typeface(name: str, folder: str) -> str:
    """The name of a typeface as its files spell it.

    Args:
        name: what the office calls it, in any case.
        folder: the office's folder of fonts; the machine's own are looked at as well.

    Raises:
        UserError: there is none of that name, it has no bold, or its files may not be part of a document.
    """
    fonts = [font for font in found_fonts(folder, system=True).fonts() if font.family.casefold() == name.casefold()]
    if not fonts:
        raise UserError(
            "There is no typeface {name} on this machine; put its files into a folder: agenda settings fonts=FOLDER",
            name=name,
        )
    upright = [font for font in fonts if font.style == "normal"]
    if not any(font.weight >= _BOLD for font in upright) or not any(font.weight < _BOLD for font in upright):
        raise UserError(
            "The typeface {name} has no regular and bold letters; times and titles could not be told apart.", name=name
        )
    for font in fonts:
        if font.path and not _may_be_embedded(Path(font.path)):
            raise UserError(
                "{path} must not be part of a file, its maker says; with it documents would not be archivable.",
                path=font.path,
            )
    return fonts[0].family


@cache
def found_fonts(folder: str = "", *, system: bool = False) -> Fonts:
    """The bundled fonts, and those of a folder and of the machine; found once, as looking for them takes time."""
    import typst

    paths = [str(FONTS), *([folder] if folder else [])]
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=paths)


def _may_be_embedded(path: Path) -> bool:
    """What a font file says of itself; one that says nothing may be."""
    try:
        data = path.read_bytes()
        start = struct.unpack_from(">I", data, 12)[0] if data.startswith(b"ttcf") else 0
        (tables,) = struct.unpack_from(">H", data, start + 4)
        for n in range(tables):
            tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * n)
            if tag == b"OS/2":
                (allowed,) = struct.unpack_from(">H", data, offset + 8)
                return allowed & _USAGE != _RESTRICTED
    except (OSError, struct.error):
        return True  # whether it can be set is found out by setting it
    return True
