"""How a letter greets somebody, as an office of that language would write it."""

from __future__ import annotations

from typing import Final

from exports.paper.shared import script_of
from trips.i18n.language import N_, Translator
from trips.model.entities import Person
from trips.model.translations import primary
from trips.names.titles import TITLES, name_words, without_titles

_SIRS: Final = frozenset(("herr", "herrn", "mr", "monsieur"))
_MADAMS: Final = frozenset(("frau", "ms", "mrs", "miss", "mme", "madame"))
_FIRST_NAME: Final = {"sir": "Sir", "dame": "Dame"}
"""Titles that stand before the first name (English): "Dear Dame Margaret"."""

_LAST_NAME: Final = {
    "prof": "Professor", "professor": "Professor", "dr": "Dr", "rev": "Reverend", "revd": "Reverend",
    "reverend": "Reverend", "lord": "Lord", "lady": "Lady", "cllr": "Councillor", "councillor": "Councillor",
}  # fmt: skip
"""Titles that stand before the family name (English), the first of several counts."""

_PARTICLES: Final = frozenset(
    ("von", "vom", "van", "zu", "zum", "zur", "de", "del", "della", "di", "da", "dos", "den", "der", "ter", "ten", "la",
     "le", "ben", "abu", "ap", "al", "el", "bin", "ibn", "freiherr", "freifrau", "graf", "gräfin", "und")
)  # fmt: skip
"""Words inside a name that belong to the family name behind them."""

_OTHERWISE: Final = frozenset(("zh", "ja", "ko", "vi", "hu", "is"))
"""Languages in which names often begin with that of the family, or have none."""


def salutation(person: Person | None, t: Translator) -> str:
    """The first line of a letter, with its comma.

    Args:
        person: who is greeted; the office's own words for them come first. None for a group.
        t: the words of the letter's language.
    """
    if person is None:
        return t("Dear all,")
    if person.salutation:
        return f"{person.salutation.rstrip(' ,')},"
    return _english(person, t) if t.language == "en" else _german(person, t)


def _english(person: Person, t: Translator) -> str:
    name = person.latin_name or person.name
    bare = without_titles(name)
    clear = _ends_in_family_name(person)
    titles = [word for word in name_words(name)[: len(name_words(name)) - len(name_words(bare))] if word in TITLES]
    called = name
    family = _LAST_NAME.get(next((title for title in titles if title in _LAST_NAME), ""))
    first = _FIRST_NAME.get(next((title for title in titles if title in _FIRST_NAME), ""))
    if family and clear:
        called = f"{family} {_family_name(bare)}"
    elif first:
        called = f"{first} {bare.split()[0]}"
    elif (form := _form(person)) and clear:
        called = f"{'Mr' if form in _SIRS else 'Ms'} {_family_name(bare)}"
    return t("Dear {name},", name=called)


def _german(person: Person, t: Translator) -> str:
    name = person.latin_name or person.name
    form = _form(person)
    if not form:
        return t("Dear {name},", name=name)
    bare = without_titles(name)
    titles = name[: len(name) - len(bare)].strip() if name.endswith(bare) else ""
    titles = " ".join(title for title in titles.split() if not {*name_words(title)} & (_SIRS | _MADAMS))
    office = person.form.partition(" ")[2]
    family = _family_name(bare) if _ends_in_family_name(person) else bare
    told = " ".join(part for part in (office, titles, family) if part)
    return t(N_("Dear Mr {name},") if form in _SIRS else N_("Dear Ms {name},"), name=told)


def _ends_in_family_name(person: Person) -> bool:
    """Whether the last word of a name is surely that of the family; else it is told whole."""
    return script_of(person.name) not in _OTHERWISE and _OTHERWISE.isdisjoint(map(primary, person.languages))


def _form(person: Person) -> str:
    """The first word of the form of address, if it says man or woman."""
    words = name_words(person.form) or name_words(person.name)[:1]
    return words[0] if words and words[0] in _SIRS | _MADAMS else ""


def _family_name(name: str) -> str:
    """The last name of a name without titles, with the particles before it; what follows a comma is no name."""
    words = name.partition(",")[0].split()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])
