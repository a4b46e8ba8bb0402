"""Names of people as words that can be compared: without titles, capitals and accents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from trips.queries.search import folded

TITLES: Final = frozenset(
    ("prof", "professor", "professorin", "dr", "dres", "hc", "h", "c", "dipl", "ing", "mag", "frau", "herr", "herrn",
     "mr", "mrs", "ms", "mx", "sir", "dame", "madam")
)  # fmt: skip
"""Words before a name that are none of it, in small letters."""


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in small letters without accents; hyphens divide."""
    return tuple(folded(word)[1] for word in re.findall(r"\w+", name))


def untitled(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name without the titles before it; the last word stays whatever it is."""
    first = next((place for place, word in enumerate(words) if word not in TITLES), len(words) - 1)
    return tuple(words[max(first, 0) :])


def without_titles(name: str) -> str:
    """A name as it is written, without the titles before it: "Klaus Effing" of "Dr. Klaus Effing"."""
    parts = name.split()
    while len(parts) > 1 and all(word in TITLES for word in name_words(parts[0])):
        parts = parts[1:]
    return " ".join(parts)
