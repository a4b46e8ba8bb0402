"""Nouns that titles and names begin with: their articles, and how a German adjective before them is declined."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

Case = Literal["subject", "object", "with", "to", "in"]
"""How a sentence has a noun: as its subject, as its object, or behind a preposition; of "to" and "in" the German forms
have it."""
Gender = Literal["m", "f", "n", "p"]
"""Of a German noun; "p" is a plural, which stands without an article."""


class Noun(NamedTuple):
    """A German noun with what follows it."""

    gender: Gender
    said: str


_ARTICLES: Final[Mapping[Case, Mapping[Gender, str]]] = {
    "subject": {"m": "der", "f": "die", "n": "das", "p": "die"},
    "object": {"m": "den", "f": "die", "n": "das", "p": "die"},
    "with": {"m": "dem", "f": "der", "n": "dem", "p": "den"},
    "to": {"m": "zum", "f": "zur", "n": "zum", "p": "zu den"},
    "in": {"m": "am", "f": "an der", "n": "am", "p": "an den"},
}


def _genders(words: Mapping[Gender, str]) -> Mapping[str, Gender]:
    return {word: gender for gender, some in words.items() for word in some.split()}


_GERMAN: Final = _genders(
    {
        "m": "empfang rundgang spaziergang festakt ausflug besuch abschied abend imbiss brunch umtrunk austausch"
             " vortrag auftakt ausklang gottesdienst auftritt workshop",
        "f": "unterzeichnung eintragung begrüßung besichtigung führung verabschiedung eröffnung einweihung ehrung"
             " verleihung übergabe enthüllung kranzniederlegung grundsteinlegung matinee fahrt feier zeremonie"
             " werkstatt diskussion präsentation vorstellung konferenz sitzung ausstellung tagung exkursion aufführung"
             " runde",
        "n": "mittagessen abendessen festessen gespräch konzert feuerwerk frühstück arbeitstreffen bankett treffen"
             " essen picknick grillen buffet büfett fest seminar",
        "p": "gespräche begegnungen führungen vorträge vorführungen grußworte ansprachen darbietungen",
    }
)  # fmt: skip
"""How words end with which a title can begin, and their gender; longer words are made of them ("Stadtrundgang")."""
_BARE: Final = frozenset(("musik", "livemusik", "chormusik", "kaffee", "wein"))
"""Titles that are a noun without an article; nothing else is made of them."""

_GERMAN_GROUPS: Final = _genders(
    {
        "m": "chor ausschuss beirat stadtrat gemeinderat verein",
        "f": "delegation gruppe klasse kommission mannschaft kapelle",
        "n": "parlament orchester team komitee ensemble",
    }
)  # fmt: skip
_GERMAN_HOUSES: Final = _genders(
    {
        "m": "kreis landkreis verein verband", "f": "stadt landeshauptstadt hansestadt gemeinde universität hochschule",
        "n": "ministerium museum institut",
    }
)  # fmt: skip
"""First words of names of houses: whole ones, since Darmstadt is no town's title."""
_PLURAL_HOUSES: Final = ("werke", "betriebe", "verbände", "kliniken", "bühnen")

_ADJECTIVE: Final = re.compile(
    r"(?!\w+iger$)(?P<stem>\w+(?:lich|isch|sam|iell|onell|uell|führt|ig)|klein|groß|kurz)(?P<ending>er|es|e)"
)
"""Adjectives, but not "Leipziger" and the like, which are of a town and never declined."""
_WITH_ENDING: Final[Mapping[str, str]] = {"er": "m", "es": "n", "e": "f"}

_MAY_BE_OF: Final = {
    "der": "mfp", "die": "fp", "das": "n", "den": "mp", "dem": "mn", "des": "mn", "im": "mn", "am": "mn", "zum": "mn",
    "vom": "mn", "beim": "mn", "zur": "f",
}  # fmt: skip
"""Articles, with prepositions or without, and the genders of the nouns that they may belong to."""
_JOINED: Final = re.compile(
    rf"(?:\S+|.*? (?P<article>{'|'.join(_MAY_BE_OF)}) (?P<before>[\w-]+)) und (?P<second>[A-ZÄÖÜ][\w-]+)"
)
_PERSON: Final = re.compile(r"(?:\w{4}in|meister|minister|präsident|vorstand|dezernent|direktor|rektor|intendant)$")

_NO_NAME: Final = re.compile(r"[:;?!„“”\"»«–—/|\n]")
"""What stands in titles that are more than what something is called."""


def german(title: str, case: Case) -> str:
    """A title with its article, declined; "" where its first words do not tell it."""
    if _NO_NAME.search(title):
        return ""
    if title.lower() in _BARE:
        return title if case == "subject" else ""
    noun = _found(title, _GERMAN)
    if noun is None:
        return ""
    if noun.gender == "p":
        return noun.said if case in ("subject", "object") else ""
    return in_german(Noun(noun.gender, _with_second_article(noun.said, case)), case)


def _with_second_article(title: str, case: Case) -> str:
    """A title in which a second noun that it names has its article: "Empfang und die Eintragung"."""
    joined = _second(title)
    if joined is None:
        return title
    at, gender = joined
    return f"{title[:at]}{_ARTICLES[case][gender]} {title[at:]}"


def _second(title: str) -> tuple[int, Gender] | None:
    """Where in a title a second noun begins that stands beside the first, and its gender; None if it may be of another.

    It may be where it has the article of the noun before it, unless that is a person ("durch die Ministerin"), and
    where that noun has none ("mit Konzert und Feuerwerk").
    """
    found = _JOINED.match(title)
    gender = _gender(found["second"], _GERMAN) if found else None
    if found is None or gender is None or gender == "p":
        return None
    shared = gender in _MAY_BE_OF.get(found["article"] or "", "") and not _PERSON.search(found["before"] or "")
    return None if shared else (found.start("second"), gender)


def is_plural(title: str) -> bool:
    """Whether a German title names several things."""
    noun = None if _NO_NAME.search(title) else _found(title, _GERMAN)
    return noun is not None and (noun.gender == "p" or _second(title) is not None)


def german_group(name: str, case: Case) -> str:
    """The name of a group with its article; "" where its first words do not tell it."""
    noun = _found(name, _GERMAN_GROUPS)
    return in_german(noun, case) if noun else ""


def german_house(name: str) -> str:
    """The name of a house with its article, as a subject; "" where its first word does not tell it."""
    gender = _GERMAN_HOUSES.get(_words(name)[0].lower())
    return in_german(Noun(gender, name), "subject") if gender and "," not in name else ""


def is_plural_house(name: str) -> bool:
    """Whether a house is called by a German plural: "Stadtwerke Muster"."""
    return _words(name)[0].lower().endswith(_PLURAL_HOUSES)


def in_german(noun: Noun, case: Case) -> str:
    """A noun with its article, an adjective before it declined."""
    first, _, rest = noun.said.partition(" ")
    article = _ARTICLES[case][noun.gender]
    found = _ADJECTIVE.fullmatch(first.lower())
    if rest and found and _WITH_ENDING[found["ending"]] == noun.gender:
        weak = "e" if case == "subject" or (case == "object" and noun.gender != "m") else "en"
        return f"{article} {found['stem']}{weak} {rest}"
    return f"{article} {noun.said}"


def _found(text: str, nouns: Mapping[str, Gender]) -> Noun | None:
    """The noun that a text begins with, or that stands behind an adjective which agrees with it."""
    first, *more = _words(text)
    if gender := _gender(first, nouns):
        return Noun(gender, text)
    adjective = _ADJECTIVE.fullmatch(first.lower())
    gender = _gender(more[0], nouns) if more and adjective else None
    return Noun(gender, text) if gender and adjective and _WITH_ENDING[adjective["ending"]] == gender else None


def _words(text: str) -> list[str]:
    return re.split(r"[\s,]+", text.strip())


def _gender(word: str, nouns: Mapping[str, Gender]) -> Gender | None:
    small = word.lower()
    return next((gender for ending, gender in nouns.items() if small.endswith(ending)), None)


_ENGLISH: Final = frozenset((
    "signing", "welcome", "reception", "opening", "farewell", "visit", "tour", "walk", "concert", "lunch", "dinner",
    "breakfast", "brunch", "ceremony", "unveiling", "inauguration", "handover", "workshop", "lesson", "banquet",
    "table", "trip", "exchange", "discussion", "presentation", "evening", "conference", "exhibition", "service",
    "display",
))  # fmt: skip
_ENGLISH_GROUPS: Final = frozenset(
    ("party", "choir", "delegation", "group", "team", "orchestra", "band", "class", "committee", "parliament")
)
_ENGLISH_SMALL: Final = _ENGLISH | {
    "guided", "official", "formal", "informal", "festive", "joint", "public", "short", "closing", "round", "boat",
    "working", "gala", "walking", "civic", "youth", "business", "school", "press",
}  # fmt: skip
"""First words that are a name's only at the head of a title."""
_ENGLISH_BARE: Final = frozenset(
    ("a", "an", "two", "three", "four", "five", "music", "drinks", "songs", "talks", "speeches", "conversation",
     "conversations", "fireworks", "coffee", "tea")
)  # fmt: skip
"""With which a title begins that stands in a sentence without an article of ours."""
_ENGLISH_ENDS: Final = frozenset(("of", "at", "in", "on", "with", "to", "by", "for", "from", "through", "under", "and"))
_VISIT_TO: Final = re.compile(r"Visit to (?=\S)")


def english(title: str, case: Case) -> str:
    """A title with its article; "" where its first words do not tell it. The programme leads to what a visit is to."""
    words = _words(title)
    if _NO_NAME.search(title):
        return ""
    if case == "to" and _VISIT_TO.match(title):
        return _VISIT_TO.sub("", title, count=1)
    if words[0].casefold() in _ENGLISH_BARE:
        return _small_first(title)
    return f"the {_small_first(title)}" if _head(words) in _ENGLISH else ""


def english_group(name: str) -> str:
    """The name of a group with its article; "" where its noun does not tell it."""
    if _head(_words(name)) not in _ENGLISH_GROUPS:
        return ""
    small = _words(name)[0].casefold() in _ENGLISH_GROUPS
    return f"the {name[0].lower()}{name[1:]}" if small else f"the {_small_first(name)}"


def _head(words: list[str]) -> str:
    """The noun of a phrase: the last word before what is joined to it."""
    small = [word.casefold() for word in words]
    end = next((n for n, word in enumerate(small) if n and word in _ENGLISH_ENDS), len(small))
    return small[end - 1]


def _small_first(title: str) -> str:
    """A title within a sentence, unless its first word may be a name."""
    first = _words(title)[0].casefold()
    small = first in _ENGLISH_SMALL or first in _ENGLISH_BARE
    return title[0].lower() + title[1:] if small else title
