"""Who of the guests did something, as a sentence has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from exports.nouns import Case, english_group, german_group
from exports.report.sentences import listing
from trips.i18n.language import Translator


class Who(NamedTuple):
    """Some or all of the guests.

    Attributes:
        subject, object: how they are called as a subject and as an object.
        are_many: whether verbs of theirs are in the plural.
        beside: the names of groups that a sentence cannot have as its subject, for brackets.
    """

    subject: str
    object: str
    are_many: bool
    beside: str = ""


_MOST: Final = 3
"""So many groups are named in a sentence at most."""


def who_of(groups: Sequence[str], t: Translator) -> Who:
    """The groups of that name; all guests if there are none."""
    if not groups:
        return Who(t("the guests"), t("the guests"), are_many=True)
    forms = [[_named(name, case, t) for name in groups] for case in _CASES]
    if len(groups) <= _MOST and all(map(all, forms)):
        return Who(*(listing(t, names) for names in forms), are_many=len(groups) > 1)
    # German says "ein Teil der Gäste" and "einen Teil der Gäste".
    return Who(t("some of the guests"), t("part of the group"), are_many=t.language != "de", beside=", ".join(groups))


_CASES: Final[tuple[Case, Case]] = ("subject", "object")


def _named(name: str, case: Case, t: Translator) -> str:
    return german_group(name, case) if t.language == "de" else english_group(name)
