"""User text made safe to show: nothing in it may turn a line's direction around or break it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
"""Letters that control a terminal or turn a line around."""


def plain(text: str) -> str:
    """A text without marks that override the direction of what follows (Unicode UAX 9)."""
    return text if text.isascii() else _BIDI.sub("", text)


def shown(text: str) -> str:
    """A text as a terminal may get it: breaks and tabs stay, a sign stands for whatever else would control it."""
    if text.isprintable():
        return text
    return UNSAFE.sub(lambda found: found[0] if found[0] in "\n\t" else "\ufffd", text)


def one_line(text: str) -> str:
    """A text on one line, for a cell of a table."""
    return plain(text.replace("\n", " ⏎ ").replace("\t", " ")) if "\n" in text or "\t" in text else plain(text)


def listed(names: Iterable[str]) -> str:
    """Names in a line, with semicolons between them where one has a comma itself."""
    told = tuple(names)
    return ("; " if any("," in name for name in told) else ", ").join(told)


def capitalised(text: str) -> str:
    """A word as it stands at the beginning of a line: its first letter is a capital."""
    return text[:1].upper() + text[1:]


_PLAIN: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


_SPELT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@lru_cache(maxsize=16384)
def folded(text: str) -> tuple[str, str]:
    """A text in small letters without accents, and the same with umlauts spelt out: ("koln", "koeln")."""
    small = unicodedata.normalize("NFKC", text).casefold()
    plain, spelt = (
        "".join(one for one in unicodedata.normalize("NFKD", form.translate(_PLAIN)) if not unicodedata.combining(one))
        for form in (small, small.translate(_SPELT))
    )
    return plain, spelt


_BETWEEN: Final = re.compile(r"[\s,;]+")


def fold(text: str) -> str:
    """A text as names are compared: small letters, no accents, umlauts spelt out, one blank for what divides words."""
    return _BETWEEN.sub(" ", folded(text)[1]).strip()


def nearest(text: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """The name that was probably meant, case and accents aside; "" if none is written alike.

    Args:
        text: what somebody wrote.
        known: the names that there are.
        likeness: how much of both must be the same, from 0 to 1.
    """
    from difflib import get_close_matches

    names: dict[str, str] = {}
    for name in known:
        names.setdefault(fold(name), name)
    return next((names[found] for found in get_close_matches(fold(text), names, 1, likeness)), "")


_LETTERS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae"})


_NOT_IN_PATHS: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
"""What Windows, macOS or Linux keep out of the names of files."""

_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps to itself."""


_INNER_QUOTES: Final = {ord("„"): "‚", ord("“"): "‘", ord("”"): "’", ord('"'): "'"}


def title_quoted(title: str) -> str:
    """A title that stands in quotation marks; its own become single ones."""
    return title.translate(_INNER_QUOTES)


def path_name(text: str, longest: int = 60, nothing: str = "x") -> str:
    """A text as the name of a folder, in its own letters, on any system; `nothing` if no letter is left."""
    name = _shortened(" ".join(_NOT_IN_PATHS.sub(" ", unicodedata.normalize("NFC", text)).split()), longest).strip(" .")
    return f"{name} -" if _RESERVED.fullmatch(name) else name or nothing


def _shortened(text: str, longest: int) -> str:
    """A name cut where a thought ends, before a bracket or at a comma, else at a word that can be the last."""
    if len(text) <= longest:
        return text
    cut = text[: longest + 1]
    ends = [match.start() for match in re.finditer(r"[,;(\[]", cut) if match.start() > longest // 2]
    if ends:
        return cut[: ends[-1]]
    words = cut.split(" ")[:-1] or [text[:longest]]
    while len(words) > 1 and words[-1].islower():  # "der", "of"
        words.pop()
    return " ".join(words)


def slug(text: str, longest: int = 40, nothing: str = "x") -> str:
    """A text as lower-case ASCII words joined by hyphens; `nothing` if no letter is left."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    letters = "".join(
        one if one.isascii() and one.isalnum() else "-" if not unicodedata.combining(one) else "" for one in plain
    )
    words = [word for word in letters.split("-") if word]
    short = ""
    for word in words:
        if short and len(short) + 1 + len(word) > longest:
            break
        short = f"{short}-{word}" if short else word[:longest]
    return short or nothing
