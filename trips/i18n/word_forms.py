"""German words for groups of people, in the forms that offices use; each office is bound to one of them."""

from __future__ import annotations

import re
from typing import Final, Literal

Forms = Literal["neutral", "pair", "colon", "star", "short"]

_WORDS: Final = ("Gastgebende", "Vortragende", "Teilnehmende")
"""The words of the catalog, which are the neutral ones."""

FORMS: Final[dict[Forms, tuple[str, ...]]] = {
    "neutral": _WORDS,
    "pair": ("Gastgeberinnen und Gastgeber", "Referentinnen und Referenten", "Teilnehmerinnen und Teilnehmer"),
    "colon": ("Gastgeber:innen", "Referent:innen", "Teilnehmer:innen"),
    "star": ("Gastgeber*innen", "Referent*innen", "Teilnehmer*innen"),
    "short": ("Gastgeber", "Referenten", "Teilnehmer"),
}


def in_form(text: str, forms: Forms) -> str:
    """A text of the German catalog with the words of a form."""
    for neutral, other in zip(_WORDS, FORMS[forms], strict=True):
        if neutral in text:
            text = re.sub(rf"\b{neutral}\b", other, text)
    return text
