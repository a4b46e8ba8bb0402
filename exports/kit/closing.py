"""How a letter ends, as an office of its language would write it: a formula that suits its greeting, and a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exports.kit.salutation import salutation
from exports.programme import Programme
from trips.i18n.language import Translator
from trips.model.entities import Person
from trips.names.titles import without_titles

_AMONG_FRIENDS: Final = frozenset(("lieb", "liebe", "lieber", "liebes", "hallo", "hi", "hello", "moin"))
_TO_NO_NAME: Final = frozenset(("sir", "sirs", "madam"))
"""Whom an English letter greets without a name: "Dear Sir or Madam"."""


def complimentary_close(person: Person | None, t: Translator) -> str:
    """The formula above the signature, as cordial as the salutation is.

    Args:
        person: who is written to; None for a group.
        t: the words of the letter's language.
    """
    first, *called = salutation(person, t).rstrip(",").split()
    if first.casefold() in _AMONG_FRIENDS:
        return t("Kind regards,")
    if t.language == "en":
        if not _TO_NO_NAME.isdisjoint(map(str.casefold, called)):
            return t("Yours faithfully,")
        if person is None or called == without_titles(person.latin_name or person.name).split()[:1]:
            return t("Kind regards,")  # to all, or by the first name
    return t("Yours sincerely,")


def signature(view: Programme, t: Translator) -> Iterator[str]:
    """Who signs: the office, and whom to ask."""
    yield from (view.organiser,) if view.organiser else ()
    yield from (t("Contact: {contact}", contact=view.contact),) if view.contact else ()


def ending(view: Programme, person: Person | None, t: Translator, sender: str) -> Iterator[str]:
    """The last lines of a mail: the formula and who signs, of a trip without an office the sender."""
    signed = list(signature(view, t)) or ([sender] if sender else [])
    yield complimentary_close(person, t)
    yield from ("", *signed) if signed else ()
