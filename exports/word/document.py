"""A Word file of ours: empty or on an office's letterhead, then filled, then the same bytes for the same input."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm, Pt

from exports.brand import Brand, Logo
from exports.office_files import held, in_utc, region_of, repacked
from exports.word.direction import turned
from exports.word.letterhead import check_letterhead
from exports.word.logo import LARGEST, add_picture
from exports.word.looks import LOOKS, Use, normal_style, paragraph_style, table_style
from exports.word.markup import NAMESPACES, Drawn, Field, Run, paragraph, side_by_side, twips
from exports.word.tree import Element, R, W, child, children, parsed, tree
from trips.i18n.language import Translator, UserError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_KEPT: Final = (
    "/styles", "/settings", "/fontTable", "/theme", "/numbering", "/webSettings",
)  # fmt: skip
"""Relationships of a letterhead that its body need not mention; others go with the body."""

_OF_PACKAGE: Final = ("/officeDocument", "/core-properties", "/extended-properties")
_EMU_PER_TWIP: Final = 635
_GAP: Final = twips(6)
"""Between a text and a picture beside it."""
_USUAL_WIDTH, _NARROWEST = twips(160), twips(80)


@dataclass(frozen=True, slots=True)
class About:
    """What is told of a document: title and author, its moment, and what its footer says of its state and its signs.

    `from_right` says whether it runs from there, as documents in Arabic do.
    """

    title: str
    author: str
    issued: datetime
    stamp: str
    for_whom: str = ""
    legend: str = ""
    from_right: bool = False


class WordFile:
    """A Word file that is being written.

    Raises:
        UserError: the letterhead or the logo cannot be used.
    """

    def __init__(self, about: About, t: Translator, brand: Brand) -> None:
        self._about = about
        self._t = t
        self._brand = brand
        self._document = _empty() if brand.letterhead is None else _on(brand.letterhead)
        self._links: dict[str, str] = {}
        self.styles: Final = self._styles()
        if brand.letterhead is None:
            self._header_and_footer()
            self._hyphenate()
        self._describe()

    @property
    def width(self) -> int:
        """The width of the text, in twentieths of a point."""
        sections = list(self._document.sections)
        if not sections:
            return _USUAL_WIDTH
        page, left, right = sections[-1].page_width, sections[-1].left_margin, sections[-1].right_margin
        if page is None or left is None or right is None:
            return _USUAL_WIDTH
        return max(round((page - left - right) / Pt(1) * 20), _NARROWEST)

    def link(self, url: str) -> str:
        """The id of the relationship to a web page."""
        if url not in self._links:
            self._links[url] = self._document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._links[url]

    def bullet(self, text: str) -> str:
        """An entry of a list; where the style sheet has no list, with a bullet as text."""
        mark = "" if self._has_lists else "•\t"
        return paragraph(self.styles["list"], mark + text)

    def drawn(self, picture: Logo, most: tuple[float, float]) -> Drawn:
        """A picture, no wider and no higher than so many millimetres.

        Raises:
            UserError: Word files cannot hold this picture.
        """
        holder = self._document.add_paragraph()
        add_picture(holder, picture, most)
        run = tree(holder.runs[0].element)
        wide = max((int(one.get("cx") or 0) for one in run.xpath(".//wp:extent")), default=0)
        return Drawn(run.xml, round(wide / _EMU_PER_TWIP))

    def begun(self, head: str) -> str:
        """The ready paragraphs that the first page begins with, and beside them the logo; a letterhead has its own."""
        logo = self._brand.logo
        if logo is None or self._brand.letterhead is not None:
            return head
        drawn = self.drawn(logo, LARGEST)
        return self.beside(head, paragraph(self.styles["head"], drawn), drawn.width)

    def beside(self, said: str, picture: str, width: int) -> str:
        """Ready paragraphs, and at the end of their lines one with a picture of a width."""
        at_end = picture.replace("</w:pPr>", '<w:jc w:val="right"/></w:pPr>', 1)
        room = width + _GAP
        return side_by_side((self.width - room, said), (room, at_end))

    def filled(self, markup: str) -> bytes:
        """The finished file with a body of paragraphs and tables."""
        body = child(tree(self._document.element), "body")
        markup = self._directed(markup)
        kept = [element for element in body if element.tag == W + "sectPr"][-1:]
        for element in list(body):
            body.remove(element)
        for element in (*children(markup), *kept):
            body.append(element)
        self._drop_what_the_body_left()
        made = BytesIO()
        self._document.save(made)
        return repacked(made.getvalue())

    def _styles(self) -> dict[Use, str]:
        """The ids of the styles, those that are missing made."""
        sheet = tree(self._document.styles.element)
        own = self._brand.letterhead is None
        if own:
            _replace(sheet, "normal", normal_style())
        known = {name: element for element in sheet if (name := _name(element))}
        defaults = [
            element for element in sheet if element.get(f"{W}default") == "1" and element.get(f"{W}type") == "paragraph"
        ]
        base = (defaults[0].get(f"{W}styleId") if defaults else None) or "Normal"
        found: dict[Use, str] = {}
        self._has_lists = LOOKS["list"].name.lower() in known
        for use, look in LOOKS.items():
            there = known.get(look.name.lower())
            if there is None or (own and use != "list"):
                colour = self._brand.colour
                made = table_style(look, colour) if use == "table" else paragraph_style(look, base, colour)
                there = _replace(sheet, look.name.lower(), made)
            found[use] = there.get(f"{W}styleId") or look.id
        self._set_language(sheet, defaults)
        return found

    def _set_language(self, sheet: Element, defaults: list[Element]) -> None:
        region = region_of(self._t.spoken)
        looks = [
            child(child(child(sheet, "docDefaults"), "rPrDefault"), "rPr"),
            *(child(default, "rPr") for default in defaults),
        ]
        for look in looks:
            language = child(look, "lang")
            language.set(f"{W}val", region)
            if self._about.from_right:
                language.set(f"{W}bidi", region)

    def _header_and_footer(self) -> None:
        """The title on all pages but the first; below, the state and the pages."""
        section = self._document.sections[-1]
        section.different_first_page_header_footer = True
        style = self.styles["footer"]
        _set(section.header.part.element, self._directed(paragraph(style, Run(self._about.title))))
        _set(section.first_page_header.part.element, paragraph(style))
        _set(section.footer.part.element, self._directed(self._footer(self._about.legend)))
        _set(section.first_page_footer.part.element, self._directed(self._footer()))  # the head explains the signs

    def _directed(self, markup: str) -> str:
        return turned(markup) if self._about.from_right else markup

    def _hyphenate(self) -> None:
        """Let Word divide words, not more than two lines one after the other (ECMA-376, 17.15.1.10 and 17.15.1.22)."""
        settings = tree(self._document.settings.element)
        at = next((n for n, one in enumerate(settings, 1) if one.tag == f"{W}defaultTabStop"), 0)
        for made in reversed(("<w:autoHyphenation {}/>", '<w:consecutiveHyphenLimit {} w:val="2"/>')):
            settings.insert(at, parsed(made.format(NAMESPACES)))

    def _footer(self, legend: str = "") -> str:
        t, about = self._t, self._about
        state = " · ".join(one for one in (about.stamp, about.for_whom, legend) if one)
        pages = (f"\t{t('page')} ", Field("PAGE"), f" {t('of')} ", Field("NUMPAGES"))
        last = paragraph(self.styles["footer"], state, *pages)
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{self.width}"/></w:tabs>'
        last = last.replace("</w:pPr>", f"{tabs}</w:pPr>", 1)
        return (paragraph(self.styles["footer"], self._brand.footer) if self._brand.footer else "") + last

    def _describe(self) -> None:
        about = self._document.core_properties
        about.title, about.author = held(self._about.title)[:255], held(self._about.author)[:255]
        about.last_modified_by, about.comments, about.revision = about.author, "", 1
        about.language = region_of(self._t.spoken)
        about.created = about.modified = in_utc(self._about.issued)

    def _drop_what_the_body_left(self) -> None:
        """Pictures, links and notes of a letterhead's old body, and its preview, are nobody's business any more."""
        part = self._document.part
        settings = tree(self._document.settings.element)
        for setting in list(settings):
            if setting.tag in (f"{W}footnotePr", f"{W}endnotePr"):
                settings.remove(setting)
        root = tree(self._document.element)
        used = {str(element) for element in root.xpath("//@*[namespace-uri()='" + R.strip("{}") + "']")}
        for key, relation in list(part.rels.items()):
            if key not in used and not relation.reltype.endswith(_KEPT):
                del part.rels[key]
        package = part.package
        if package is not None:
            for key, relation in list(package.rels.items()):
                if not relation.reltype.endswith(_OF_PACKAGE):
                    del package.rels[key]


def _empty() -> WordDocument:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = Mm(20)
    section.bottom_margin, section.header_distance, section.footer_distance = Mm(22), Mm(10), Mm(10)
    return document


def _on(letterhead: bytes) -> WordDocument:
    from docx.opc.exceptions import OpcError

    data = check_letterhead(letterhead)
    try:
        return Document(BytesIO(data))
    except (OpcError, SyntaxError, KeyError, ValueError, AttributeError) as error:  # lxml's are syntax errors
        raise UserError("The letterhead is no Word file, or it is broken; save it as .docx once more.") from error


def _name(style: Element) -> str:
    found = style.find(f"{W}name")
    return ((found.get(f"{W}val") if found is not None else None) or "").lower()


def _replace(sheet: Element, name: str, markup: str) -> Element:
    """The style, made anew in the place of one of that name."""
    made = parsed(markup)
    for element in list(sheet):
        if element.tag == f"{W}style" and _name(element) == name:
            sheet.remove(element)
    sheet.append(made)
    return made


def _set(story: object, markup: str) -> None:
    """Fill a header or footer."""
    root = tree(story)
    for one in list(root):
        root.remove(one)
    for element in children(markup):
        root.append(element)
