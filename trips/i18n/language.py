"""Words in the reader's language: gettext catalogs, loaded when first needed.

The English text is the message id, so English needs no catalog. Text that is made far from its reader (an error, a
finding) travels as a `Message` and is put into words at the edge.
"""

from __future__ import annotations

import gettext
import locale
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal

from trips.i18n.word_forms import Forms, in_form

Language = Literal["de", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("de", "en")
GUESTS: Final = ("ar", "fr", "pl", "pt", "tr")
"""Languages of guests of which there are the words that stand in a programme, its labels and dates."""
LOCALE_DIR: Final = Path(__file__).parent / "locale"
DOMAIN: Final = "agenda"


def N_(text: str) -> str:  # noqa: N802 - gettext's name for "to be translated later"
    """Mark a text for the catalogs; it is translated where it is shown."""
    return text


class Translator:
    """The words of one language. `t("Place")` translates, `t("{n} left", n=3)` fills in as well.

    Attributes:
        tag: the language asked for, BCP 47.
        language: the one its sentences are in: that of the tag if there is a whole catalog of it, else English.
        spoken: the one its labels and dates are in: that of the tag too if we have those of a guest's language.
        figures: whether dates are told in figures, as nobody is to read English months in a Finnish programme.
        comma: what stands between two things that are named one after the other, with its blank.
        semicolon: the same between things that have commas in them.
    """

    def __init__(self, tag: str, forms: Forms = "neutral", *, guest: bool = False) -> None:
        known = as_language(tag)
        theirs = tag.partition("-")[0].lower() if guest and known is None else ""
        self.tag: Final = tag
        self.language: Final[Language] = known or "en"
        self.spoken: Final[str] = theirs if theirs in GUESTS else self.language
        self.figures: Final = known is None and self.spoken == self.language
        self.forms: Final = forms
        self.comma: Final = "\u060c " if self.spoken == "ar" else ", "
        self.semicolon: Final = "\u061b " if self.spoken == "ar" else "; "
        self._catalog = gettext.translation(DOMAIN, LOCALE_DIR, [self.spoken], fallback=self.spoken == "en")

    def __call__(self, text: str, /, **values: object) -> str:
        """Translate a text and fill in the values; the values themselves are never interpreted."""
        found = self._catalog.gettext(text) if text else ""
        if self.forms != "neutral":
            found = in_form(found, self.forms)
        return found.format(**values) if values else found

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form of a text that goes with the number n, which is also filled in as {n}."""
        return self._catalog.ngettext(one, many, n).format(n=n, **values)


@cache
def words(tag: str, forms: Forms = "neutral") -> Translator:
    """The words for who reads a language (BCP 47); `forms` are those for groups of people, German has several."""
    return Translator(tag, forms)


@cache
def guest_words(tag: str, forms: Forms = "neutral") -> Translator:
    """The same for a programme: its labels and dates are in the guest's language if we have those, else English."""
    return Translator(tag, forms, guest=True)


class Message:
    """A text for a user that is put into words later: a message id and the values to fill in."""

    __slots__ = ("text", "values")

    def __init__(self, text: str, /, **values: object) -> None:
        self.text = text
        self.values = values

    def say(self, t: Translator) -> str:
        """The message in words; messages among the values are put into words too."""
        values = {key: value.say(t) if isinstance(value, Message) else value for key, value in self.values.items()}
        return t(self.text, **values)

    def __str__(self) -> str:
        return self.say(words("en"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"


def listed(words_: Sequence[str]) -> Message:
    """Words of the catalogs, joined by commas when they are told."""
    told = Message(words_[0]) if words_ else Message("?")
    for word in words_[1:]:
        told = Message("{some}, {another}", some=told, another=Message(word))
    return told


class UserError(Exception):
    """Something a user asked for cannot be done: one clear sentence, what, where, and what would be right."""

    def __init__(self, text: str | Message, /, **values: object) -> None:
        self.message = text if isinstance(text, Message) else Message(text, **values)
        super().__init__(self.message)

    def say(self, t: Translator) -> str:
        """The sentence for the user."""
        return self.message.say(t)

    def __str__(self) -> str:
        return str(self.message)


def as_language(name: str | None) -> Language | None:
    """The language a locale name such as "de_AT.UTF-8" stands for, if it is one of ours."""
    code = (name or "").lower()[:2]
    return next((language for language in LANGUAGES if language == code), None)


def office_language() -> Language:
    """The language of the person at this machine: AGENDA_LANG, else the locale, else English."""
    named = [os.environ.get(name) for name in ("AGENDA_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    if sys.platform == "win32":
        named.append(locale.getlocale()[0])
    for name in named:
        if found := as_language(name):
            return found
    return "en"
