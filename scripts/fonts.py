"""Cut the bundled fonts down to the scripts that a programme needs, and note which characters they can show.

python -m scripts.fonts FOLDER  takes full static Noto Sans and DejaVu Sans TTF files (and their licence texts, the
                                latter as LICENSE-DejaVu.txt) from FOLDER and its subfolders, writes
                                exports/paper/fonts/

Arabic comes from DejaVu Sans: Noto draws the dots of its letters as glyphs of their own, each of which a PDF tells as
the whole letter, so that names were read aloud with letters too many; its ligatures of lam and alef are taken apart
(scripts/lam_alef.py). The licence wants another name for what was changed.

The result depends on the source files and the fontTools version only, so running it twice changes nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from scripts.lam_alef import unjoin

TARGET = Path(__file__).resolve().parent.parent / "exports/paper/fonts"
LARGEST = 1_600_000
LICENCE_NAMES = ("OFL.txt", "OFL", "LICENSE_FONT", "LICENSE.txt", "LICENSE")
OTHER_LICENCE = "LICENSE-DejaVu.txt"
NOTICE = re.compile(r"Copyright \d{4}")
Ranges = tuple[tuple[int, int], ...]


class Face(NamedTuple):
    """One font file to make: the names by which its source is known, and the characters it keeps."""

    family: str
    style: str
    keeps: Ranges
    source: tuple[str, str] | None = None

    @property
    def taken_from(self) -> tuple[str, str]:
        """Family and style of its source."""
        return self.source or (self.family, self.style)

    @property
    def filename(self) -> str:
        """The name of the file written."""
        return f"{self.family.replace(' ', '')}-{self.style.replace(' ', '')}.ttf"


# Left out on purpose, so that they count as characters nobody can print: controls, line separators, U+FEFF, and the
# characters that turn the direction of the text behind them (U+202A-202E, U+2066-2069).
LATIN_GREEK_CYRILLIC: Ranges = (
    (0x0020, 0x007E),
    (0x00A0, 0x02FF),  # Latin-1, Extended A and B, phonetic and spacing modifier letters
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x052F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Vietnamese, ẞ
    (0x1F00, 0x1FFF),  # Greek with accents of old
    (0x2000, 0x2027),  # spaces, dashes, quotation marks, bullets
    (0x202F, 0x2065),
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20CF),  # currencies
    (0x2100, 0x218F),  # № ℃ ™, thirds and Roman numerals
    (0x2190, 0x21FF),  # arrows, as far as there are any
    (0x2200, 0x22FF),  # mathematics, likewise: the minus sign
    (0x2500, 0x25FF),  # lines and shapes, likewise: the dotted circle
    (0x2C60, 0x2C7F),
    (0xFB00, 0xFB06),  # ligatures that come with pasted text
    (0xFE00, 0xFE0F),
    (0xFFFD, 0xFFFD),
)
ARABIC: Ranges = (
    (0x0020, 0x0040),  # digits and punctuation inside an Arabic line
    (0x005B, 0x0060),
    (0x007B, 0x007E),
    (0x00A0, 0x00A0),
    (0x00AB, 0x00AB),
    (0x00BB, 0x00BB),
    (0x0600, 0x06FF),
    (0x0750, 0x077F),
    (0x0870, 0x08FF),
    (0x2000, 0x2027),
    (0x202F, 0x2065),
    (0x25CC, 0x25CC),
    (0xFB50, 0xFDFF),  # presentation forms
    (0xFE70, 0xFEFE),
)
FACES = (
    Face("Noto Sans", "Regular", LATIN_GREEK_CYRILLIC),
    Face("Noto Sans", "Bold", LATIN_GREEK_CYRILLIC),
    Face("Noto Sans", "Italic", LATIN_GREEK_CYRILLIC),
    Face("Noto Sans", "Bold Italic", LATIN_GREEK_CYRILLIC),
    Face("Agenda Arabic", "Regular", ARABIC, ("DejaVu Sans", "Book")),
    Face("Agenda Arabic", "Bold", ARABIC, ("DejaVu Sans", "Bold")),
)


def sources(folder: Path) -> dict[tuple[str, str], Path]:
    """Every font of a folder under its family and style, as its own name table tells them."""
    found: dict[tuple[str, str], Path] = {}
    for path in sorted(folder.rglob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            names = font["name"]
            found.setdefault((names.getDebugName(1) or "", names.getDebugName(2) or ""), path)
    return found


def cut(source: Path, face: Face, target: Path) -> frozenset[int]:
    """Write one face; the answer is the characters that it shows."""
    with TTFont(source, recalcTimestamp=False) as font:
        options = Options()
        options.hinting = False
        options.layout_features = ["*"]
        options.name_IDs = [*range(7), 13, 14]
        options.notdef_outline = True
        options.glyph_names = False
        options.drop_tables = [*options.drop_tables, "STAT", "gasp", "DSIG"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[code for first, last in face.keeps for code in range(first, last + 1)])
        subsetter.subset(font)
        if face.source is not None:
            unjoin(font)
            rename(font, face)
        font.save(target)
    with TTFont(target) as written:
        names = written["name"]
        if (names.getDebugName(1), names.getDebugName(2)) != (face.family, face.style):
            raise SystemExit(f"{target.name} is called {names.getDebugName(1)} {names.getDebugName(2)}")
        return frozenset(written.getBestCmap() or {})


def rename(font: TTFont, face: Face) -> None:
    """Give a font that was changed a name of its own."""
    whole = f"{face.family} {face.style}"
    for number, text in ((1, face.family), (2, face.style), (3, whole), (4, whole), (6, whole.replace(" ", ""))):
        font["name"].setName(text, number, 3, 1, 0x409)
        font["name"].removeNames(nameID=number, platformID=1)


def as_ranges(codes: Iterable[int]) -> Iterator[list[int]]:
    """Code points as [first, last] pairs, both included."""
    first = last = None
    for code in sorted(codes):
        if last is not None and code == last + 1:
            last = code
            continue
        if first is not None and last is not None:
            yield [first, last]
        first = last = code
    if first is not None and last is not None:
        yield [first, last]


def licence(folder: Path) -> str:
    """The licence text with the copyright lines of all its copies, as they differ in nothing else.

    Raises:
        SystemExit: there is none, or they differ in more.
    """
    notices: list[str] = []
    bodies: set[str] = set()
    for path in sorted(path for name in LICENCE_NAMES for path in folder.rglob(name)):
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        if "SIL OPEN FONT LICENSE" not in text:
            continue
        notices += [line.strip() for line in text.splitlines() if NOTICE.match(line) and line.strip() not in notices]
        bodies.add("\n".join(line.rstrip() for line in text.splitlines() if not NOTICE.match(line)).strip())
    if len(bodies) != 1:
        raise SystemExit(f"{folder}: expected one OFL text beside the fonts, found {len(bodies)}")
    return "\n".join(notices) + "\n\n" + bodies.pop() + "\n"


def main() -> int:
    """Make everything; exit 1 if a source is missing or the result is too large for a package."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the full TTF files are")
    folder: Path = parser.parse_args().folder
    known = sources(folder)
    missing = [face for face in FACES if face.taken_from not in known]
    for face in missing:
        print(f"{folder} holds no {' '.join(face.taken_from)}", file=sys.stderr)
    if missing:
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    shown = {(face.family, face.style): cut(known[face.taken_from], face, TARGET / face.filename) for face in FACES}
    covered: set[int] = set()
    for family in {face.family for face in FACES}:
        covered |= shown[family, "Regular"] & shown[family, "Bold"]
    ranges = list(as_ranges(covered))
    (TARGET / "coverage.json").write_text(json.dumps(ranges, separators=(",", ":")) + "\n", encoding="utf-8")
    (TARGET / "OFL.txt").write_text(licence(folder), encoding="utf-8", newline="\n")
    other = next(folder.rglob(OTHER_LICENCE))
    (TARGET / OTHER_LICENCE).write_text(other.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    for path in sorted(TARGET.iterdir()):
        print(f"{path.stat().st_size:9,} {path.name}")
    total = sum(path.stat().st_size for path in TARGET.iterdir())
    print(f"{total:9,} in all; {len(covered)} characters in {len(ranges)} ranges")
    return 0 if total <= LARGEST else 1


if __name__ == "__main__":
    sys.exit(main())
