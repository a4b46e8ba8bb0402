"""What an item is called within a sentence.

With its article where its first words tell it, however a sentence has it; else in quotation marks behind the noun of
its kind, which is what a sentence declines.
"""

from __future__ import annotations

from typing import Final

from exports.nouns import Case, Noun, english, german, in_german, is_plural
from exports.programme import Line
from exports.report.sentences import MIDDAY_OF_MEALS
from trips.grammar.choices import Kind
from trips.i18n.language import Translator
from trips.i18n.text import title_quoted

_GERMAN_KINDS: Final[dict[Kind, Noun]] = {
    "visit": Noun("m", "Besuch"), "tour": Noun("f", "Tour"), "reception": Noun("m", "Empfang"),
    "meeting": Noun("n", "Treffen"), "ceremony": Noun("f", "Feierstunde"), "press": Noun("m", "Pressetermin"),
    "talk": Noun("m", "Vortrag"), "other": Noun("f", "Veranstaltung"),
}  # fmt: skip
_ENGLISH_KINDS: Final[dict[Kind, str]] = {
    "visit": "visit", "tour": "tour", "reception": "reception", "meeting": "meeting", "ceremony": "ceremony",
    "press": "press event", "talk": "talk", "other": "event",
}  # fmt: skip
_GERMAN_MEALS: Final = {
    "breakfast": Noun("n", "Frühstück"), "brunch": Noun("m", "Brunch"), "lunch": Noun("n", "Mittagessen"),
    "dinner": Noun("n", "Abendessen"),
}  # fmt: skip
_PART_IN_GERMAN: Final = Noun("m", "Beitrag")
"""What has no kind of its own, within a whole."""


def titled(line: Line, case: Case, t: Translator) -> str:
    """A line's title for a sentence."""
    own = line.item.kind != "talk" and "title" not in line.languages
    said = "" if not own else german(line.title, case) if t.language == "de" else english(line.title, case)
    if said:
        return said
    quoted = t("“{title}”", title=title_quoted(line.title))
    if t.language == "de":
        noun = _german_kind(line)
        return in_german(Noun(noun.gender, f"{noun.said} {quoted}"), case)
    if line.is_part and line.item.kind == "other":
        return quoted
    return f"the {_english_kind(line)} {quoted}"


def leads_somewhere(line: Line, t: Translator) -> bool:
    """Whether one can be led to it: in English not to a visit that is called by its topic."""
    return t.language != "en" or ("title" not in line.languages and english(line.title, "to") != "")


def is_many(line: Line, t: Translator) -> bool:
    """Whether verbs that have it as their subject are in the plural."""
    return t.language == "de" and "title" not in line.languages and is_plural(line.title)


def _german_kind(line: Line) -> Noun:
    kind = line.item.kind
    if kind == "meal":
        return _GERMAN_MEALS[_meal(line)]
    if line.is_part and kind == "other":
        return _PART_IN_GERMAN
    return _GERMAN_KINDS.get(kind, _GERMAN_KINDS["other"])


def _english_kind(line: Line) -> str:
    kind = line.item.kind
    return _meal(line) if kind == "meal" else _ENGLISH_KINDS.get(kind, _ENGLISH_KINDS["other"])


def _meal(line: Line) -> str:
    """Which meal of the day it was; without a time the last."""
    minute = 24 * 60 if line.start is None else line.start.hour * 60 + line.start.minute
    ends = (("breakfast", 10 * 60), ("brunch", 11 * 60), ("lunch", MIDDAY_OF_MEALS))
    return next((meal for meal, end in ends if minute < end), "dinner")
