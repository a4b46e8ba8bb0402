"""Which characters the bundled fonts can show, and what happens to the others.

PDF/UA refuses a document with a character that has no glyph, and nobody wants to lose the paper for one emoji. The
ladder: the bundled fonts; then the machine's own fonts; then a "?" and a report of what was replaced.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from trips.i18n.language import N_, Message
from trips.model.entities import Value
from trips.model.fields import TABLE
from trips.model.trip import Trip

FONTS: Final = Path(__file__).parent / "fonts"
_DROPPED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSEEN: Final = frozenset("\n\t\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f")


_LONG: Final = re.compile(r"[^\s\u200b\u00ad-]{30,}")
_LONGEST_WORD: Final = 100
_PIECE: Final = 28
_AROUND_WORDS: Final = ".,;:!?()[]„“”‚‘’»«'\""


def clean(text: str) -> str:
    """A text without what no paper can hold: controls, and marks that turn the direction around."""
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))


@lru_cache(maxsize=8192)
def settable(text: str) -> str:
    """A clean text in which what has no place to break, like a long file name, has some: else it ran off the paper."""
    return _LONG.sub(_breakable, clean(text))


def _breakable(match: re.Match[str]) -> str:
    """A long run of characters with places to break; words of a language are hyphenated, links broken by themselves."""
    text = match[0]
    if (text.strip(_AROUND_WORDS).isalpha() and len(text) < _LONGEST_WORD) or text.startswith(("https://", "http://")):
        return text
    return "\u200b".join(text[at : at + _PIECE] for at in range(0, len(text), _PIECE))


@cache
def _ranges() -> tuple[list[int], list[int]]:
    pairs = json.loads((FONTS / "coverage.json").read_text(encoding="ascii"))
    return [first for first, _ in pairs], [last for _, last in pairs]


def has_glyph(character: str) -> bool:
    """Whether the bundled fonts can show a character."""
    firsts, lasts = _ranges()
    place = bisect_right(firsts, ord(character)) - 1
    return character in _UNSEEN or (place >= 0 and ord(character) <= lasts[place])


def missing(text: str) -> set[str]:
    """The characters of a text that the bundled fonts cannot show."""
    return set() if text.isascii() else {one for one in set(text) if not has_glyph(one)}


def replaced(text: str, unknown: set[str]) -> str:
    """The text with a "?" for each run of unknown characters."""
    if not unknown:
        return text
    marked = "".join("\ufffd" if one in unknown else one for one in text)
    return re.sub("\ufffd[\ufffd\u200d\ufe0f]*", "?", marked)


_FAMILIES: Final = (("HEBREW", "Noto Sans Hebrew"), ("THAI", "Noto Sans Thai"), ("DEVANAGARI", "Noto Sans Devanagari"),
                    ("GEORGIAN", "Noto Sans Georgian"), ("ARMENIAN", "Noto Sans Armenian"),
                    ("HANGUL", "Noto Sans CJK"), ("HIRAGANA", "Noto Sans CJK"), ("KATAKANA", "Noto Sans CJK"),
                    ("CJK", "Noto Sans CJK"))  # fmt: skip
"""Free fonts for letters that the bundled ones do not have."""


def font_for(characters: frozenset[str]) -> str:
    """The name of a font that has such letters; of several, with commas between."""
    scripts = {unicodedata.name(one, "").partition(" ")[0] for one in characters}
    return ", ".join(dict.fromkeys(font for script, font in _FAMILIES if script in scripts)) or "Noto Sans"


_TEXT: Final = N_("{characters} cannot be printed ({field} of “{whose}”): “?” stands for it.")
_NAME: Final = N_("{characters} cannot be printed ({field} of “{whose}”): give a name in Latin letters.")


def not_shown(trip: Trip, characters: frozenset[str]) -> Iterator[Message]:
    """A sentence for each field that holds one of the characters.

    Args:
        trip: what the reader sees of the trip.
        characters: those that no font has.
    """
    if not characters:
        return
    text = N_("The font {font} has these letters: install it, or name a folder of fonts: agenda settings fonts=FOLDER")
    yield Message(text, font=font_for(characters))
    entities: tuple[tuple[str, tuple[Value, ...]], ...] = (
        ("Trip", (trip,)), ("Day", trip.days), ("Item", trip.items), ("Venue", trip.venues), ("Person", trip.people),
        ("Organisation", trip.organisations), ("Group", trip.groups),
    )  # fmt: skip
    for table, some in entities:
        for entity in some:
            whose = str(getattr(entity, "title", "") or getattr(entity, "name", ""))
            for rule in TABLE[table]:
                told = "".join(rule.type.texts(getattr(entity, rule.name)))
                found = [letter for letter in dict.fromkeys(told) if letter in characters]
                named = table in ("Person", "Organisation") and rule.name == "name"
                if found and not (named and getattr(entity, "latin_name", "")):  # the name in Latin letters is printed
                    text = _NAME if named else _TEXT
                    yield Message(text, characters="".join(found), field=Message(rule.label), whose=whose)
