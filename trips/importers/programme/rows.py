"""The lines of a text as rows: without their bullets and markup, cut into cells where there are columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

from trips.grammar.dates import heading_at
from trips.grammar.normalise import normalised
from trips.grammar.times import leading_time, part_named
from trips.grammar.vocabulary import all_words

Style = Literal["", "title", "heading", "bold"]
Column = Literal["date", "start", "end", "time", "title", "place", "people", "contact", "note", "length", "group"]

_LONGEST: Final = 2_000
_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b-\u200d\u2060\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_BREAKS: Final = re.compile("\r\n|\r|\n|\x0c|\u2028|\u2029|\x85")
_BULLET: Final = re.compile(
    r"(?:[-–—•*·▪▫○◦●■□►▸➤➢✓✔☐→⇒»>+‣⁃o]|\d{1,2}\)|\(\d{1,2}\)|[a-z]\)|[\uf0a7\uf0b7\uf0d8\uf0e0])\s+(?=\S)"
    r"|[•▪●■➢➤\uf0a7\uf0b7]"
)
_NUMBERED: Final = re.compile(r"\d{1,2}\.(?:\d{1,2}\.?)?\s+(?=[A-ZÄÖÜ\"„]|\*{0,2}\d{1,2}[:.]\d\d(?!\d|\.))")
_ORDINAL: Final = re.compile(r"\d{1,2}\.\s+(?:Etage|Stock|OG|UG|Obergeschoss|Klasse|Platz|Bürgermeister|Vorsitzende)")
_LEADER: Final = re.compile(r"\s*(?:\.{4,}|…{2,})\s+(?!Uhr)")
_SPACED: Final = re.compile(r"(?<!\w)(?:\w ){3,}\w(?!\w)")
_HASHES: Final = re.compile(r"#{1,6}\s+")
_EMPHASIS: Final = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)*?\w.*?)(?<=\S)\1")
_ITALICS: Final = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]+)(?<=[^\s])\1(?![\w*])")
_RULER: Final = re.compile(r"[\s\-–—=_*~#.|+:·•>]*")
_QUOTE: Final = re.compile(r"(?:>\s?)+")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the text.

    Attributes:
        line: its number, from 1; of a Word document that of its paragraph.
        text: without bullet, markup and spaces at its ends.
        cells: its columns; one if there are none.
        indent: how many places it stands to the right.
        bullet: whether it is one of a list.
        style: what its looks say.
        gap: whether an empty line stands before it.
        table: whether it is a row of a real table.
    """

    line: int
    text: str
    cells: tuple[str, ...]
    indent: int = 0
    bullet: bool = False
    style: Style = ""
    gap: bool = False
    table: bool = False


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever ends them, without what no line may hold."""
    return [_CONTROLS.sub("", part.replace("\u00a0", " ").replace("\u202f", " ")) for part in _BREAKS.split(text)]


def rows_of(lines: Iterable[str]) -> Iterator[Row]:
    """The rows of lines that are not empty."""
    gap = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            gap = True
            continue
        for piece in _pieces(line):
            yield row_of(number, piece, gap=gap)
            gap = False


def _pieces(line: str) -> Iterator[str]:
    """A line, or one that is longer than any real one cut at spaces: looking for names takes longer than its length."""
    while len(line) > _LONGEST:
        cut = line.rfind(" ", _LONGEST // 2, _LONGEST)
        cut = _LONGEST if cut < 0 else cut
        yield line[:cut]
        line = line[cut:]
    if line.strip():
        yield line


def row_of(number: int, line: str, *, gap: bool = False, style: Style = "") -> Row:
    """One line as a row."""
    line = normalised(line)
    bare = line.lstrip(" \t")
    indent = len(line[: len(line) - len(bare)].expandtabs(4))
    if quote := _QUOTE.match(bare):
        bare = bare[quote.end() :]
    if hashes := _HASHES.match(bare):
        bare, style = bare[hashes.end() :], "title" if hashes.end() == 2 else "heading"
    bullet = _BULLET.match(bare) or _numbered(bare)
    if bullet and not _RULER.fullmatch(bare) and not is_page_number(bare):
        bare = bare[bullet.end() :].lstrip()
    else:
        bullet = None
    if re.fullmatch(r"(\*\*|__).+\1:?", bare) and not style:
        style = "bold"
    bare = _ITALICS.sub(r"\2", _EMPHASIS.sub(r"\2", bare)) if "*" in bare or "_" in bare else bare
    if _SPACED.search(bare):  # letters set apart, as typewriters did
        bare = _SPACED.sub(lambda match: match[0].replace(" ", ""), bare)
    cells = _cells(bare)
    text = " ".join(" ".join(cells).split()) if len(cells) > 1 else " ".join(bare.split())
    return Row(number, text, cells, indent, bullet is not None, style, gap, table=_is_piped(bare))


def _numbered(text: str) -> re.Match[str] | None:
    """The number of an item in a list; "9.30 Uhr" and "2. Tag" are none."""
    match = _NUMBERED.match(text)
    if (
        match is None
        or _ORDINAL.match(text)
        or heading_at(text) is not None
        or (leading_time(text) is not None and not leading_time(text[match.end() :].lstrip("*")))
    ):
        return None
    return match


def _is_piped(text: str) -> bool:
    return text.count("|") >= 2 or (text.count("|") == 1 and not text.startswith("|") and " | " in text)


def _cells(text: str) -> tuple[str, ...]:
    bare = text.strip()
    if _is_piped(bare):
        inner = bare.removeprefix("|").removesuffix("|")
        return tuple(" ".join(cell.split()) for cell in inner.split("|"))
    if "\t" in bare:
        return tuple(" ".join(cell.split()) for cell in re.split(r"\t+", bare))
    if (dots := _LEADER.search(bare)) is not None and bare[: dots.start()].strip():
        return tuple(" ".join(cell.split()) for cell in _LEADER.split(bare))
    if bare.count(";") >= 2 and re.match(r"[^;]{0,24};", bare):
        return tuple(" ".join(cell.split()) for cell in bare.split(";"))
    early = re.match(r"(\w{4,12})  +(\S.*)", bare)
    if early is not None and part_named(early[1]) is not None:
        return (early[1], " ".join(early[2].split()))
    if "   " in bare:
        return tuple(" ".join(cell.split()) for cell in re.split(r" {2,}", bare))
    return (" ".join(bare.split()),)


def is_ruler(line: str) -> bool:
    """Whether a line only divides: "-----", "|---|---|"."""
    return bool(_RULER.fullmatch(line)) and not re.fullmatch(r"[\s.]*|\s*_+[:.]_+\s*", line)


def is_page_number(text: str) -> bool:
    """Whether a line is only the number of a page."""
    return bool(
        re.fullmatch(
            r"(?:seite|page|s\.|p\.)\s*\d+(?:\s*(?:von|of|/)\s*\d+)?|[-–]\s*\d{1,3}\s*[-–]|\d{1,3}\s*/\s*\d{1,3}",
            text.strip().lower(),
        )
    )


def columns_of(row: Row) -> tuple[Column | None, ...] | None:
    """What the columns under a row of headings hold; None if it is no such row."""
    if len(row.cells) < 2:
        return None
    named: list[Column | None] = [column_named(cell) for cell in row.cells]
    known = [column for column in named if column is not None]
    filled = [cell for cell in row.cells if cell]
    return tuple(named) if len(known) >= 2 and len(known) >= len(filled) - 1 else None


@cache
def _headings() -> dict[str, Column]:
    """What a column with each heading holds, in small letters."""
    return {word: column for column in get_args(Column) for word in all_words("columns", column)}


def column_named(cell: str) -> Column | None:
    """What a column with that heading holds; None if it is no heading of a column."""
    plain = re.sub(r"[(\[].*?[)\]]", "", cell.lower()).strip(" *:.")
    headings = _headings()
    if plain in headings:
        return headings[plain]
    words = [word for word in re.split(r"[\s/,&]+|und\b|and\b", plain) if word]
    if not words or len(words) > 3:
        return None
    known: list[Column] = [headings[word] for word in words if word in headings]
    return known[0] if len(known) == len(words) else None
