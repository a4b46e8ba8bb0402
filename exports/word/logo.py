"""Pictures in a Word file, the office's logo above all, with a text for those who do not see it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.shared import Emu, Mm

from exports.brand import Logo
from exports.office_files import held
from exports.word.tree import tree
from trips.i18n.language import UserError

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

LARGEST: Final = (60.0, 16.0)
"""The most that a logo may be wide and high, in millimetres: as letterheads have it."""
_DRAWING: Final = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", height: 32mm)"""
_DENSITY: Final = 300.0


def add_picture(paragraph: Paragraph, logo: Logo, most: tuple[float, float]) -> None:
    """Put a picture into a paragraph, no wider and no higher than so many millimetres.

    Raises:
        UserError: Word files cannot hold this picture.
    """
    run = paragraph.add_run()
    wide, high = (Mm(one) for one in most)
    try:
        data = _as_picture(logo)
        image = Image.from_blob(data)
        scale = min(high / image.height, wide / image.width)
        run.add_picture(BytesIO(data), Emu(round(image.width * scale)), Emu(round(image.height * scale)))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ZeroDivisionError) as error:
        raise _unusable() from error
    for inline in tree(run.element).xpath(".//wp:inline"):
        for side in "TBLR":
            inline.set(f"dist{side}", "0")  # LibreOffice keeps a distance where none is told
    for properties in tree(run.element).xpath(".//wp:docPr"):
        properties.set("descr", held(logo.about))
        properties.set("name", "Logo")


def _as_picture(logo: Logo) -> bytes:
    """The logo in dots: not every Word shows drawings."""
    if logo.kind != "svg":
        return logo.data
    try:
        import typst
    except ImportError:
        raise _unusable() from None
    try:
        return typst.compile(_DRAWING, format="png", ppi=_DENSITY, sys_inputs={"svg": logo.data.decode("utf-8-sig")})
    except (typst.TypstError, RuntimeError, OSError) as error:
        raise _unusable() from error


def _unusable() -> UserError:
    return UserError("The logo cannot be put into a Word file; save it as PNG.")
