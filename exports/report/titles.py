"""What an item is called within a sentence: with its article where its first word tells it, else in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from exports.programme import Line
from trips.i18n.language import Translator
from trips.i18n.text import title_quoted

Case = Literal["subject", "with", "to", "in"]
"""How a sentence has a title: as its subject or behind a preposition; of "to" and "in" the German forms have it."""

_ARTICLES: Final[Mapping[Case, Mapping[str, str]]] = {
    "subject": {"m": "der", "f": "die", "n": "das"},
    "with": {"m": "dem", "f": "der", "n": "dem"},
    "to": {"m": "zum", "f": "zur", "n": "zum"},
    "in": {"m": "am", "f": "an der", "n": "am"},
}
_QUOTED: Final[Mapping[Case, str]] = {"subject": "", "with": "", "to": "zu ", "in": "an "}

_GERMAN: Final[Mapping[str, str]] = {
    word: gender
    for gender, words in {
        "m": "empfang rundgang spaziergang festakt ausflug besuch abschied abend imbiss brunch umtrunk",
        "f": "unterzeichnung eintragung begrüßung besichtigung führung verabschiedung eröffnung einweihung ehrung"
             " verleihung übergabe enthüllung kranzniederlegung matinee fahrt feier zeremonie werkstatt",
        "n": "mittagessen abendessen festessen gespräch konzert feuerwerk frühstück arbeitstreffen bankett",
    }.items()
    for word in words.split()
}  # fmt: skip
"""How words end with which a title can begin, and their gender; longer words are made of them ("Stadtrundgang")."""

_ENGLISH: Final = frozenset((
    "signing", "welcome", "reception", "opening", "farewell", "visit", "tour", "walk", "concert", "lunch", "dinner",
    "breakfast", "brunch", "ceremony", "unveiling", "inauguration", "handover", "workshop", "lesson", "banquet",
))  # fmt: skip

_NO_NAME: Final = re.compile(r"[:;?!„“”\"»«–—/|\n]")
"""What stands in titles that are more than what something is called."""


def titled(line: Line, case: Case, t: Translator) -> str:
    """A line's title for a sentence."""
    first = re.split(r"[\s,]", line.title, maxsplit=1)[0]
    known = line.item.kind != "talk" and "title" not in line.languages and not _NO_NAME.search(line.title)
    if known and t.language == "de" and (gender := _gender(first.casefold())):
        return f"{_ARTICLES[case][gender]} {line.title}"
    if known and t.language == "en" and first.casefold() in _ENGLISH:
        return f"the {line.title[0].lower()}{line.title[1:]}"
    quoted = t("“{title}”", title=title_quoted(line.title))
    return f"{_QUOTED[case]}{quoted}" if t.language == "de" else quoted


def _gender(word: str) -> str:
    return next((gender for ending, gender in _GERMAN.items() if word.endswith(ending)), "")
