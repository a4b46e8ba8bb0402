"""How a letter greets somebody, as an office of that language would write it."""

from __future__ import annotations

from typing import Final

from trips.i18n.language import N_, Translator
from trips.model.entities import Person
from trips.names.family import ends_in_family_name, family_name
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
    clear = ends_in_family_name(person)
    titles = [word for word in name_words(name)[: len(name_words(name)) - len(name_words(bare))] if word in TITLES]
    called = name
    family = _LAST_NAME.get(next((title for title in titles if title in _LAST_NAME), ""))
    first = _FIRST_NAME.get(next((title for title in titles if title in _FIRST_NAME), ""))
    if family and clear:
        called = f"{family} {family_name(bare)}"
    elif first:
        called = f"{first} {bare.split()[0]}"
    elif (form := _form(person)) and clear:
        called = f"{'Mr' if form in _SIRS else 'Ms'} {family_name(bare)}"
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
    family = family_name(bare) if ends_in_family_name(person) else bare
    told = " ".join(part for part in (office, titles, family) if part)
    return t(N_("Dear Mr {name},") if form in _SIRS else N_("Dear Ms {name},"), name=told)


def _form(person: Person) -> str:
    """The first word of the form of address, if it says man or woman."""
    words = name_words(person.form) or name_words(person.name)[:1]
    return words[0] if words and words[0] in _SIRS | _MADAMS else ""
