"""WordprocessingML as text: runs, paragraphs and tables, in which user text is never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal
from xml.sax.saxutils import escape, quoteattr

from exports.line_breaks import unbroken
from exports.office_files import held
from trips.model.translations import RIGHT_TO_LEFT, primary

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TWIPS_PER_MM: Final = 1440 / 25.4
GREY: Final = "555555"
_GROUND: Final = "E6E6E6"
INDENT: Final = 227
"""How far parts are indented: 4 mm in twentieths of a point."""


def twips(millimetres: float) -> int:
    """A length as Word counts: in twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look; `link` is the id of a relationship to a web page, `tag` a grey ground behind a short name.

    `small` is as light and small as a note, within a heading too.

    `language` is BCP 47, "" for that of the document; what is written from the right stands so in its paragraph.
    """

    text: str
    bold: bool = False
    quiet: bool = False
    link: str = ""
    struck: bool = False
    tag: bool = False
    small: bool = False
    language: str = ""

    @property
    def from_right(self) -> bool:
        """Whether it is written from right to left."""
        return primary(self.language) in RIGHT_TO_LEFT

    def markup(self) -> str:
        """The run as markup."""
        look = ("<w:b/><w:bCs/>" if self.bold else "") + ('<w:b w:val="0"/><w:bCs w:val="0"/>' if self.small else "")
        look += "<w:strike/>" if self.struck else ""
        look += f'<w:color w:val="{GREY}"/>' if self.quiet else ""
        look += '<w:sz w:val="18"/><w:szCs w:val="18"/>' if self.small else ""
        look += f'<w:shd w:val="clear" w:color="auto" w:fill="{_GROUND}"/>' if self.tag else ""
        if self.language:
            tag = quoteattr(self.language)
            look += ("<w:rtl/>" if self.from_right else "") + f"<w:lang w:val={tag} w:bidi={tag}/>"
        run = f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{_text(self.text)}</w:r>"
        return f'<w:hyperlink r:id="{self.link}">{run}</w:hyperlink>' if self.link else run


def _text(text: str) -> str:
    """The text, with line breaks, tabs and hyphens that divide no word as Word wants them (ECMA-376, 17.3.3.18)."""
    parts = re.split(f"([{''.join(_MARKS)}])", held(unbroken(text)))
    return "".join(_MARKS.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in parts if part)


HYPHEN: Final = "\u2011"
"""A hyphen at which no line ends."""
_MARKS: Final = {"\n": "<w:br/>", "\t": "<w:tab/>", HYPHEN: "<w:noBreakHyphen/>"}


@dataclass(frozen=True, slots=True)
class Field:
    """What Word works out by itself, such as PAGE."""

    code: str

    def markup(self) -> str:
        """The field as markup."""
        begin, parted, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end"))
        code = f'<w:r><w:instrText xml:space="preserve"> {self.code} </w:instrText></w:r>'
        return f"{begin}{code}{parted}<w:r><w:t>1</w:t></w:r>{end}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, as ready markup of a run, and its width in twentieths of a point."""

    run: str
    width: int

    def markup(self) -> str:
        """The run."""
        return self.run


Part = Run | Field | Drawn
"""What a paragraph is made of, besides text."""


def paragraph(
    style: str,
    *runs: Part | str,
    indent: int = 0,
    hang: int = 0,
    keep: bool = False,
    tab: int = 0,
    divided: bool = False,
) -> str:
    """A paragraph of runs or ready markup in a style.

    Args:
        style: the id of its style.
        runs: what it says; a text is a run without a look of its own.
        indent: in twentieths of a point.
        hang: how much further its lines after the first are indented, likewise.
        keep: whether it stays on the page of what follows.
        tab: where what stands behind a tab ends, in twentieths of a point.
        divided: whether its words are divided, though those of its style are not.
    """
    kept = "<w:keepNext/>" if keep else ""
    hanging = f' w:hanging="{hang}"' if hang else ""
    indented = f'<w:ind w:left="{indent + hang}"{hanging}/>' if indent or hang else ""
    kept += f'<w:tabs><w:tab w:val="right" w:pos="{tab}"/></w:tabs>' if tab else ""
    kept += '<w:suppressAutoHyphens w:val="0"/>' if divided else ""
    kept += "<w:bidi/>" if any(isinstance(run, Run) and run.from_right for run in runs) else ""
    inside = "".join((Run(run) if isinstance(run, str) else run).markup() for run in runs)
    return f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{kept}{indented}</w:pPr>{inside}</w:p>"


def cell(
    width: int, content: str, *, across: int = 1, down: Literal["", "restart", "continue"] = "", look: str = ""
) -> str:
    """A cell with ready paragraphs.

    Args:
        width: in twentieths of a point.
        content: its paragraphs.
        across: over how many columns it goes.
        down: whether it begins to go over the rows below, or is the rest of one from above.
        look: more of its properties, as markup.
    """
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    span += f'<w:vMerge w:val="{down}"/>' if down else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{look}</w:tcPr>{content}</w:tc>'


def row(*cells: str, heads: bool = False, whole: bool = True, keep: bool = False) -> str:
    """A row of ready cells.

    Args:
        cells: the cells.
        heads: whether it is the header, which every page repeats.
        whole: whether it stays on one page.
        keep: whether it stays on the page of the next one.
    """
    if keep:
        cells = tuple(_STYLE.sub(r"\1<w:keepNext/>", one) for one in cells)
    look = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if heads else "")
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


_STYLE: Final = re.compile(r'(<w:pStyle w:val="[^"]*"/>)(?!<w:keepNext/>)')


def table(style: str, widths: Iterable[int], caption: str, *rows: str) -> str:
    """A table of ready rows with fixed columns; LibreOffice takes their widths from the grid, Word from the cells."""
    columns = tuple(widths)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val={quoteattr(style)}/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val={quoteattr(held(caption))}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def side_by_side(*columns: tuple[int, str], gap: int = 0, bottom: bool = False) -> str:
    """Ready paragraphs beside each other, without lines.

    Args:
        columns: of each its width, with the gap behind it, and what stands in it.
        gap: what is free behind each but the last, in twentieths of a point.
        bottom: whether they stand on one line at the bottom, not at the top.
    """
    room = f'<w:tcMar><w:right w:w="{gap}" w:type="dxa"/></w:tcMar>'
    align = '<w:vAlign w:val="bottom"/>' if bottom else ""
    last = len(columns) - 1
    cells = (cell(width, said, look=(room if n < last else "") + align) for n, (width, said) in enumerate(columns))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width, _ in columns)
    bare = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(width for width, _ in columns)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{bare}<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{row(*cells)}</w:tbl>"
    )
