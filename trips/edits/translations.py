"""Edits: the texts of a trip in other languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from trips.model.doors import checked
from trips.model.entities import Translated, Translation, changed
from trips.model.field_types import Text
from trips.model.fields import rules
from trips.model.translations import ENTITIES, digest_of
from trips.model.trip import Trip


class Said(NamedTuple):
    """What a text says in another language.

    Attributes:
        of, id, field: which text (see `trips.model.entities.Translation`).
        text: what it says there; empty takes the translation away.
        digest: stands for the text that was translated; "" for what it says now.
    """

    of: Translated
    id: str
    field: str
    text: str
    digest: str


def said_of(of: Translated, id_: str, field: str, text: str, original: str) -> Said:
    """The translation of a text as it is."""
    return Said(of, id_, field, text, digest_of(original))


def translate(trip: Trip, language: str, said: Iterable[Said]) -> Trip:
    """The trip with some of its texts said in a language (BCP 47), or no more.

    Raises:
        RefusedError: a translation is longer than the text may be, or the language is none.
    """
    kept = {(one.of, one.id, one.field, one.language): one for one in trip.translations}
    for one in said:
        place = (one.of, one.id, one.field, language)
        text = _fitting(one)
        if text:
            kept[place] = checked(
                Translation, of=one.of, id=one.id, field=one.field, language=language, text=text, digest=one.digest
            )
        else:
            kept.pop(place, None)
    return changed(trip, translations=tuple(kept.values()))


def _fitting(said: Said) -> str:
    """The text as its field holds it: in one line, unless the field has lines."""
    if isinstance(rules(ENTITIES[said.of])[said.field].type, Text):
        return said.text.strip()
    return " ".join(said.text.split())
