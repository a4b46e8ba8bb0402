"""The styles of our Word files. An office's letterhead may bring its own of the same names; they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from exports.word.markup import GREY, NAMESPACES

FONT: Final = "Arial"
"""On every Windows and Mac; LibreOffice has one of the same widths."""

Use = Literal[
    "title", "theme", "day", "subject", "head", "time", "item", "people", "note", "internal", "place", "address",
    "column", "list", "text", "footer", "table",
]  # fmt: skip
"""What a style is used for."""


@dataclass(frozen=True, slots=True)
class Look:
    """A style: its name in Word, its id if it has to be made, and how it looks then.

    Attributes:
        name: as the style sheet names it; ours begin with "Agenda".
        size: in points.
        space: before and after, in points.
        extra: more of its paragraph properties, as markup.
        coloured: whether it takes the office's colour.
    """

    name: str
    size: float = 10
    bold: bool = False
    italic: bool = False
    quiet: bool = False
    space: tuple[float, float] = (0, 2)
    extra: str = ""
    coloured: bool = False

    @property
    def id(self) -> str:
        """The id of the style if we make it."""
        return "".join(word[:1].upper() + word[1:] for word in self.name.split())


ROOM: Final = 142
"""What is free behind the text of a column, in twentieths of a point."""

_KEEP: Final = "<w:keepNext/><w:keepLines/>"
_UNDIVIDED: Final = "<w:suppressAutoHyphens/>"

LOOKS: Final[dict[Use, Look]] = {
    "title": Look("Title", size=20, bold=True, space=(0, 4), extra="<w:keepNext/>" + _UNDIVIDED),
    "day": Look(
        "heading 1",
        size=13,
        bold=True,
        space=(16, 6),
        extra=_KEEP + _UNDIVIDED + '<w:outlineLvl w:val="0"/>',
        coloured=True,
    ),
    "subject": Look(
        "heading 2",
        size=11,
        bold=True,
        space=(10, 3),
        extra=_KEEP + _UNDIVIDED + '<w:outlineLvl w:val="1"/>',
        coloured=True,
    ),
    "theme": Look("Agenda Theme", size=12, space=(0, 4), extra=_UNDIVIDED),
    "head": Look("Agenda Head", space=(0, 3)),
    "time": Look("Agenda Time", bold=True, extra=_UNDIVIDED),
    "item": Look("Agenda Item", extra="<w:keepLines/>" + _UNDIVIDED),
    "people": Look("Agenda People", size=9, space=(0, 1), extra=_UNDIVIDED),
    "note": Look("Agenda Note", size=9, space=(0, 1)),
    "internal": Look("Agenda Internal", size=9, italic=True, space=(0, 1)),
    "place": Look("Agenda Place", size=9, space=(0, 1)),
    "address": Look("Agenda Address", size=9, quiet=True, space=(0, 1)),
    "column": Look("Agenda Column", size=9, quiet=True, extra="<w:keepNext/>"),
    "list": Look("List Bullet", space=(0, 3)),
    "text": Look("Agenda Text", size=10.5, space=(0, 6)),
    "footer": Look("Agenda Footer", size=8, quiet=True, space=(0, 0)),
    "table": Look("Agenda Table"),
}


def paragraph_style(look: Look, base: str, colour: str) -> str:
    """A paragraph style as markup.

    Args:
        look: how it looks.
        base: the id of the style it is based on.
        colour: "#rrggbb" for what is coloured, or nothing.
    """
    shade = colour.removeprefix("#") if look.coloured else GREY if look.quiet else ""
    before, after = (round(one * 20) for one in look.space)
    keeps, _, level = look.extra.partition("<w:outlineLvl")
    bullet = '<w:ind w:left="284" w:hanging="284"/>' if look is LOOKS["list"] else ""
    letters = ("<w:b/><w:bCs/>" if look.bold else "") + ("<w:i/><w:iCs/>" if look.italic else "")
    letters += _valued("color", shade) + _valued("sz", round(look.size * 2)) + _valued("szCs", round(look.size * 2))
    ours = ' w:customStyle="1"' if look.name.startswith("Agenda") else ""
    return (
        f'<w:style {NAMESPACES} w:type="paragraph" w:styleId="{look.id}"{ours}>{_valued("name", look.name)}'
        f'{_valued("basedOn", base)}<w:uiPriority w:val="10"/><w:qFormat/>'
        f'<w:pPr>{keeps}<w:spacing w:before="{before}" w:after="{after}" w:line="252" w:lineRule="auto"/>{bullet}'
        f"{level and '<w:outlineLvl' + level}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _valued(tag: str, value: object) -> str:
    return f'<w:{tag} w:val="{value}"/>' if value else ""


def table_style(look: Look, colour: str) -> str:
    """The style of our tables: a line below each row and a stronger one below the header, no lines between columns.

    Args:
        look: how it looks.
        colour: "#rrggbb" of the stronger line, or nothing.
    """
    line = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="{}"/>'
    borders = line.format("bottom", 4, "AAAAAA") + line.format("insideH", 4, "AAAAAA")
    header = (
        f"<w:tcPr><w:tcBorders>{line.format('bottom', 8, colour.removeprefix('#') or '000000')}</w:tcBorders></w:tcPr>"
    )
    room = {"top": 62, "left": 0, "bottom": 34, "right": ROOM}
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in room.items())
    return (
        f'<w:style {NAMESPACES} w:type="table" w:customStyle="1" w:styleId="{look.id}">{_valued("name", look.name)}'
        f'<w:uiPriority w:val="99"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow">{header}</w:tblStylePr>'
        "</w:style>"
    )


def normal_style() -> str:
    """The style that all others are based on."""
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f'<w:style {NAMESPACES} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:rPr><w:rFonts {fonts}/>{_valued('sz', 20)}{_valued('szCs', 20)}</w:rPr></w:style>"
    )
