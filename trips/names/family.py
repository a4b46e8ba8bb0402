"""Which part of a name is that of the family: to greet somebody by it, and to find them by it in a list."""

from __future__ import annotations

import re
from typing import Final

from trips.i18n.text import folded
from trips.model.entities import Person
from trips.model.translations import primary
from trips.names.scripts import script_of
from trips.names.titles import without_titles

_LOOKED_UP: Final = frozenset(("ben", "bin", "ibn", "abu", "al", "el", "ó", "mac", "mc", "ap"))
"""Words by which one looks for a family name that they begin: "Ben Salah" is found under B."""

_PARTICLES: Final = _LOOKED_UP | frozenset(
    ("von", "vom", "van", "zu", "zum", "zur", "de", "del", "della", "di", "da", "dos", "den", "der", "ter", "ten", "la",
     "le", "freiherr", "freifrau", "graf", "gräfin", "und")
)  # fmt: skip
"""Words inside a name that belong to the family name behind them."""

_FAMILY_FIRST: Final = frozenset(("zh", "ja", "ko", "vi", "hu"))
"""Languages in which the name of the family comes first."""
_NO_FAMILY: Final = frozenset(("is",))
"""Languages in which people are called by their own name alone."""
_VIETNAMESE: Final = re.compile("[\u1ea0-\u1ef9]")


def _languages(person: Person) -> set[str]:
    written = "vi" if _VIETNAMESE.search(person.name) else script_of(person.name)
    return {written, *map(primary, person.languages)}


def ends_in_family_name(person: Person) -> bool:
    """Whether the last word of a name is surely that of the family; else it is told whole."""
    return (_FAMILY_FIRST | _NO_FAMILY).isdisjoint(_languages(person))


def family_name(name: str, particles: frozenset[str] = _PARTICLES) -> str:
    """The last name of a name without titles, with the particles before it; what follows a comma is no name."""
    words = name.partition(",")[0].split()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in particles:
        start -= 1
    return " ".join(words[start:])


def _in_parts(person: Person) -> tuple[str, str]:
    """The family name and the rest of a name, in Latin letters where there are some."""
    name = person.latin_name or person.name
    if _written_first(person):
        family, _, given = name.partition(" ")
        return family, given
    family = family_name(without_titles(name), _LOOKED_UP)
    return family, name.removesuffix(family).rstrip()


def _written_first(person: Person) -> bool:
    """Whether a name that is written so begins with that of the family; one in other letters may be turned round."""
    return not _FAMILY_FIRST.isdisjoint({script_of(person.name)}) or _VIETNAMESE.search(person.name) is not None


def listed_name(person: Person) -> str:
    """A name as one looks for it, and behind it as it is written in other letters: "Zhang Wei (张伟)"."""
    name = as_in_a_list(person)
    return f"{name} ({person.name})" if person.latin_name and script_of(person.name) else name


def sorted_by(person: Person) -> str:
    """What a person is sorted by: the family name in small letters, without accents (DIN 5007-1: ä as a, ß as ss)."""
    return folded(_in_parts(person)[0])[0]


def parts_in_a_list(person: Person) -> tuple[str, str]:
    """The family name, by which one looks for somebody, and the rest: "Weber," and "Dr. Anna".

    There is no comma where the family name comes first anyway.
    """
    family, given = _in_parts(person)
    return (f"{family}," if given and not _written_first(person) else family), given


def as_in_a_list(person: Person) -> str:
    """A name as one looks for it: "Weber, Dr. Anna"; where the family name comes first anyway, as it is."""
    return " ".join(filter(None, parts_in_a_list(person)))
