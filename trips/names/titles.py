"""Titles and forms of address before names: one list, for whoever tells a name from what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from trips.i18n.text import fold

TITLES: Final = frozenset((
    "prof", "professor", "professorin", "dr", "dres", "drs", "hc", "h", "c", "dipl", "ing", "mag", "mgr", "pd", "phd",
    "frau", "herr", "herrn", "mr", "mrs", "ms", "mx", "miss", "mme", "madame", "monsieur", "madam", "sir", "dame",
    "lord", "lady", "rev", "revd", "reverend", "cllr", "councillor", "ald", "hon",
))  # fmt: skip
"""Words before a name that are none of it, in small letters."""

_EXCELLENCIES: Final = frozenset(("h.e.", "s.e.", "i.e."))
_FACULTIES: Final = frozenset(("med.", "jur.", "phil.", "rer.", "nat.", "pol.", "oec.", "theol.", "habil."))
"""Parts of a title that are written behind another one, with their dot; without it they may be a name ("Phil")."""

TITLE: Final = (
    r"(?:Prof(?:essor)?(?:in)?\.?|Dr\.?(?!\w)(?:-Ing\.)?|Drs\.|h\.\s?c\.|Dipl\.-\w+\.?|Mag\.|Ing\.|MdB|MdL|MdEP"
    r"|MEP|MP|PhD|Sir|Dame"
    r"|Lord|H\.\s?E\.|S\.\s?E\.|I\.\s?E\.|Rev\.|Mgr\.|RA|PD)"
)
"""A title as a programme writes it; surer of itself than the list: "Mag" without its dot may be a name."""

ADDRESS: Final = r"(?:Herrn?|Frau|Mr|Mrs|Ms|Mx|Mme|Madame|Monsieur|Miss)\.?"


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in small letters without accents; hyphens divide."""
    return tuple(fold(word) for word in re.findall(r"\w+", name))


def untitled(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name without the titles before it; the last word stays whatever it is."""
    first = next((place for place, word in enumerate(words) if word not in TITLES), len(words) - 1)
    return tuple(words[max(first, 0) :])


def without_titles(name: str) -> str:
    """A name as it is written, without the titles before it: "Klaus Effing" of "Prof. Dr. rer. nat. Klaus Effing"."""
    parts = name.split()
    while len(parts) > 1 and (_is_title(parts[0]) or (len(parts) < len(name.split()) and _is_faculty(parts[0]))):
        parts = parts[1:]
    return " ".join(parts)


def begins_with_title(name: str) -> bool:
    """Whether a name begins with a title or a form of address, so that it is a person's."""
    return without_titles(name) != " ".join(name.split())


def _is_title(part: str) -> bool:
    words = name_words(part)
    return part.casefold() in _EXCELLENCIES or (bool(words) and all(word in TITLES for word in words))


def _is_faculty(part: str) -> bool:
    return part.casefold() in _FACULTIES
