"""The office's look, read from the files that the settings name; only what a format needs, when it needs it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exports.brand import PLAIN, Brand, LetterPaper, Logo, check_colour, read_logo
from trips.i18n.language import N_, Message, UserError
from trips.i18n.os_errors import reason

if TYPE_CHECKING:
    from agenda.services.settings import Settings
    from trips.model.trip import Trip

_LARGEST_LETTERHEAD: Final = 5_000_000
_LARGEST_FONT: Final = 50_000_000
_FONTS: Final = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")
"""How TrueType and OpenType fonts begin, and collections of them."""


def office_brand(settings: Settings, form: str, trip: Trip | None = None) -> Brand:
    """What a format takes of the office's look, and of the pictures of a trip.

    A picture that cannot be shown is told in what comes back; the document is made without it.

    Raises:
        UserError: a file that the settings name is missing or broken, or the colour cannot be read.
    """
    if form == "pdf":
        fonts = _fonts(settings.fonts)
        look = Brand(_logo(settings), check_colour(settings.colour), settings.footer, None, fonts)
        look = replace(look, typeface=_typeface(settings.typeface, fonts), letter_paper=_letter_paper(settings))
        return _with_pictures(look, trip)
    if form == "docx":
        letterhead = _read(settings.letterhead, _LARGEST_LETTERHEAD) if settings.letterhead else None
        logo = None if letterhead else _logo(settings)
        return _with_pictures(Brand(logo, check_colour(settings.colour), settings.footer, letterhead), trip)
    if form == "html":
        return _with_pictures(Brand(_logo(settings), check_colour(settings.colour), settings.footer), trip)
    return PLAIN


def _with_pictures(brand: Brand, trip: Trip | None) -> Brand:
    pictures: dict[str, Logo] = {}
    missing: list[Message] = []
    named = {page.picture: page.title for page in trip.pages} if trip else {}
    named |= {partner.logo: partner.name for partner in trip.partners} if trip else {}
    for name, about in named.items():
        if name:
            try:
                pictures[name] = read_logo(_picture(name), Path(name).name, about)
            except UserError as refused:
                missing.append(refused.message)
    return replace(brand, pictures=pictures, missing=tuple(missing))


def local_picture(name: str) -> str:
    """The whole path of a picture as somebody named it, which holds from whatever folder one starts.

    Raises:
        UserError: there is no such picture, or it cannot be shown.
    """
    if not _is_here(name):
        raise UserError("There is no file {path}; name a picture (PNG, JPEG or SVG) on this machine.", path=name)
    read_logo(_picture(name), Path(name).name, "")
    return str(Path(name).expanduser().absolute())


def _picture(name: str) -> bytes:
    """The bytes of a picture that a trip names; a trip may come from anybody, so nothing but a file is opened.

    Raises:
        UserError: there is no such file on this machine.
    """
    if not _is_here(name):
        raise UserError("The picture {path} is not on this machine; the document is made without it.", path=name)
    return _read(name, 10_000_000)


def _is_here(name: str) -> bool:
    return not name.startswith(("\\\\", "//")) and Path(name).expanduser().is_file()


def check_look(new: Settings) -> None:
    """Refuse an office's look that no paper could have; reading the settings does not look at other files."""
    from agenda.services.settings import LONGEST_FOOTER, calm_settings

    new.badge_offset()
    new.paper_margins()
    if new.typeface and not new.fonts:
        new = replace(new, fonts=calm_settings().fonts)  # where it is looked for has been said before
    if len(new.footer) > LONGEST_FOOTER:
        raise UserError("The foot of documents may have {n} letters at the most.", n=LONGEST_FOOTER)
    if any((new.logo, new.colour, new.fonts, new.typeface, new.letter_paper)):
        brand = office_brand(new, "pdf")
        if brand.letter_paper is not None:
            from exports.paper.letter_paper import check_archivable

            check_archivable(brand.letter_paper, Path(new.letter_paper).name)
    if new.letterhead:
        from exports.word import check_letterhead

        check_letterhead(office_brand(new, "docx").letterhead or b"")


def _logo(settings: Settings) -> Logo | None:
    if not settings.logo:
        return None
    about = settings.office or "Logo"
    return read_logo(_read(settings.logo, 10_000_000), Path(settings.logo).name, about)


def _letter_paper(settings: Settings) -> LetterPaper | None:
    margins = settings.paper_margins()
    if not settings.letter_paper:
        return None
    from exports.paper.letter_paper import read_letter_paper

    name = settings.letter_paper
    return read_letter_paper(_read(name, _LARGEST_LETTERHEAD), Path(name).name, margins)


def _typeface(name: str, folder: str) -> str:
    if not name:
        return ""
    from exports.paper.typeface import check_typeface

    return check_typeface(name, folder)


def _fonts(folder: str) -> str:
    """The folder of further fonts; each of its fonts is looked at, as a broken one would count for nothing unsaid."""
    if not folder:
        return ""
    path = Path(folder).expanduser()
    if not path.is_dir():
        raise UserError("The folder of fonts {path} does not exist; see: agenda settings fonts", path=folder)
    fonts = sorted(one for one in path.iterdir() if one.suffix.lower() in (".ttf", ".otf", ".ttc"))
    if not fonts:
        raise UserError("There is no font (.ttf, .otf, .ttc) in {path}.", path=folder)
    for font in fonts:
        if not _read(str(font), _LARGEST_FONT).startswith(_FONTS):
            raise UserError("{path} is no font, or it is broken; take it out of the folder.", path=str(font))
    return str(path)


def _read(name: str, largest: int) -> bytes:
    path = Path(name).expanduser()
    try:
        if path.stat().st_size > largest:
            raise UserError("{path} is larger than {n} MB.", path=name, n=largest // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        text = N_("{path} cannot be read ({why}); it is named in the settings.")
        raise UserError(text, path=name, why=reason(error)) from None
    except RuntimeError:
        raise UserError("There is no home folder for {path}.", path=name) from None
