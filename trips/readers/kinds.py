"""Which kind of item a word says it is, in both languages: "Mittagessen" is a meal."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from trips.language import LANGUAGES, words
from trips.model import KIND_WORDS, Kind

_WORDS: Final[dict[Kind, str]] = {
    "arrival": "arrive ankunft eintreffen",
    "departure": "leave abfahrt heimreise rückreise rückfahrt rückflug",
    "transfer": "bus busfahrt bustransfer drive fahrt fußweg spaziergang taxi zugfahrt",
    "visit": "besichtigung",
    "tour": "altstadtführung altstadtrundgang führung rundfahrt rundgang sightseeing stadtführung stadtrundfahrt",
    "talk": "einführung fachvortrag impuls impulsvortrag keynote lecture presentation präsentation referat",
    "reception": "empfang sektempfang stehempfang",
    "meeting": "arbeitssitzung austausch besprechung diskussion fachgespräch gespräch sitzung workshop",
    "ceremony": "ehrung festakt kranzniederlegung preisverleihung unterzeichnung",
    "press": "pressegespräch pressekonferenz pressetermin",
    "meal": "abendessen breakfast brunch dinner frühstück imbiss lunch mittagessen mittagsimbiss supper",
    "break": "coffee kaffee kaffeepause",
    "stay": "check-in hotel unterkunft übernachtung übernachtungen",
    "free": "freizeit",
}


@cache
def _known() -> dict[str, Kind]:
    """Every word, in small letters, with its kind."""
    known: dict[str, Kind] = {word: kind for kind, some in _WORDS.items() for word in some.split()}
    for kind, word in KIND_WORDS.items():
        known[kind] = kind
        known.update({words(language)(word).lower(): kind for language in LANGUAGES})
    return known


@cache
def kind_words() -> frozenset[str]:
    """The names of the kinds themselves, in small letters: as a title, one of them says little."""
    return frozenset(words(language)(word).lower() for language in LANGUAGES for word in KIND_WORDS.values())


def kind_of(title: str) -> Kind:
    """The kind that the first or second word of a title says ("Gemeinsames Mittagessen"); "other" if neither does.

    Words further on are about something else: "Group photo before the visit".
    """
    known = _known()
    beginning = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", title.lower())[:2]
    return known[next((word for word in beginning if word in known), "other")]
