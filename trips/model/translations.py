"""Texts of a trip in other languages: which can be translated, and a trip as it reads in one.

A translation is bound to the text that it translates by a digest: when that text changes, the translation is old, and
readers get the original again until somebody looks at it. Rooms are not translated: one finds them by what is written
on the door.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, Literal, NamedTuple, TypeVar, cast

from trips.i18n.language import N_
from trips.model.entities import Item, Meet, Translated, Translation, Value
from trips.model.trip import Trip

TEXTS: Final[dict[Translated, tuple[str, ...]]] = {
    "trip": ("title", "theme", "organiser"),
    "day": ("title", "note"),
    "item": ("title", "note", "meet", "mode"),
    "venue": ("name", "note", "hours"),
    "person": ("role",),
    "organisation": ("name",),
    "group": ("name",),
    "page": ("title", "text"),
    "partner": ("what",),
}
"""The fields that can be translated: texts for readers, and no internal ones."""

ENTITIES: Final[dict[Translated, str]] = {
    "trip": "Trip", "day": "Day", "item": "Item", "venue": "Venue", "person": "Person", "organisation": "Organisation",
    "group": "Group", "page": "Page", "partner": "Partner",
}  # fmt: skip
"""What each is called in the table of fields."""

_TABLES: Final[dict[Translated, str]] = {
    "day": "days", "item": "items", "venue": "venues", "person": "people", "organisation": "organisations",
    "group": "groups", "page": "pages", "partner": "partners",
}  # fmt: skip

LANGUAGE_WORDS: Final[dict[str, str]] = {
    "ar": N_("Arabic"), "bg": N_("Bulgarian"), "cs": N_("Czech"), "da": N_("Danish"), "de": N_("German"),
    "el": N_("Greek"), "en": N_("English"), "es": N_("Spanish"), "et": N_("Estonian"), "fi": N_("Finnish"),
    "fr": N_("French"), "he": N_("Hebrew"), "hr": N_("Croatian"), "hu": N_("Hungarian"), "it": N_("Italian"),
    "ja": N_("Japanese"), "ko": N_("Korean"), "lt": N_("Lithuanian"), "lv": N_("Latvian"), "nl": N_("Dutch"),
    "no": N_("Norwegian"), "pl": N_("Polish"), "pt": N_("Portuguese"), "ro": N_("Romanian"), "ru": N_("Russian"),
    "sk": N_("Slovak"), "sl": N_("Slovenian"), "sr": N_("Serbian"), "sv": N_("Swedish"), "tr": N_("Turkish"),
    "uk": N_("Ukrainian"), "zh": N_("Chinese"),
}  # fmt: skip
"""What languages are called; any other is named by its tag."""

OWN_NAMES: Final[dict[str, str]] = {
    "ar": "العربية", "bg": "Български", "cs": "Čeština", "da": "Dansk", "de": "Deutsch", "el": "Ελληνικά",
    "en": "English", "es": "Español", "et": "Eesti", "fi": "Suomi", "fr": "Français", "he": "עברית",
    "hr": "Hrvatski", "hu": "Magyar", "it": "Italiano", "ja": "日本語", "ko": "한국어", "lt": "Lietuvių",
    "lv": "Latviešu", "nl": "Nederlands", "no": "Norsk", "pl": "Polski", "pt": "Português", "ro": "Română",
    "ru": "Русский", "sk": "Slovenčina", "sl": "Slovenščina", "sr": "Српски", "sv": "Svenska", "tr": "Türkçe",
    "uk": "Українська", "zh": "中文",
}  # fmt: skip
"""What languages call themselves."""

RIGHT_TO_LEFT: Final = frozenset(("ar", "fa", "he", "ur", "yi"))

State = Literal["fresh", "old", "missing"]


class Translatable(NamedTuple):
    """A text of a trip that is to be read in another language, and what there is of it.

    Attributes:
        of, id, field: which text it is (see `Translation`).
        original: what it says in the trip's language.
        text: what it says in the other; "" where nobody has translated it.
        state: whether the translation is of this text, of an older one, or not there.
    """

    of: Translated
    id: str
    field: str
    original: str
    text: str
    state: State

    @property
    def place(self) -> tuple[Translated, str, str]:
        """Which text it is."""
        return self.of, self.id, self.field


def language_name(tag: str) -> str:
    """What a language is called, to be put into words later; one that has no name here is named by its tag."""
    return LANGUAGE_WORDS.get(primary(tag), tag)


def digest_of(text: str) -> str:
    """What stands for a text in its translations."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def languages_of(trip: Trip) -> tuple[str, ...]:
    """The languages that something of a trip is translated into, in the order of their tags."""
    return tuple(sorted({translation.language for translation in trip.translations}))


def primary(tag: str) -> str:
    """The language of a tag without its region: "pt" of "pt-BR"."""
    return tag.partition("-")[0].lower()


def best_language(trip: Trip, tag: str) -> str | None:
    """The language of a trip's translations that serves who reads a tag; None if there is none."""
    known = languages_of(trip)
    if tag in known:
        return tag
    return next((one for one in known if primary(one) == primary(tag)), None)


def texts(trip: Trip, language: str) -> Iterator[Translatable]:
    """Everything that can be translated, in the order of the programme; empty texts are not there.

    A text that is not translated itself is said as the same words are elsewhere in the trip: a coffee break is
    translated once, and what is copied or merged keeps its translation.
    """
    own = [one for one in trip.translations if one.language == language and one.text]
    said = {(one.of, one.id, one.field): one for one in own}
    elsewhere = {one.digest: one.text for one in own}
    for of, fields in TEXTS.items():
        for id_, entity in _entities(trip, of):
            for field in fields:
                original = _text(entity, field)
                if original:
                    yield _translatable((of, id_, field), original, said.get((of, id_, field)), elsewhere)


def _translatable(
    place: tuple[Translated, str, str], original: str, said: Translation | None, elsewhere: Mapping[str, str]
) -> Translatable:
    digest = digest_of(original) if elsewhere else ""
    if said is not None and said.digest == digest:
        return Translatable(*place, original, said.text, "fresh")
    if digest in elsewhere:
        return Translatable(*place, original, elsewhere[digest], "fresh")
    return Translatable(*place, original, said.text if said else "", "old" if said else "missing")


def _entities(trip: Trip, of: Translated) -> Iterator[tuple[str, Value]]:
    if of == "trip":
        yield "", trip
        return
    for entity in getattr(trip, _TABLES[of]):
        yield _id(entity), entity


def _text(entity: Value, field: str) -> str:
    """The text of a field; of where to meet the place alone, as the clock needs no translation."""
    value: str | Meet | None = getattr(entity, field)
    return value.place if isinstance(value, Meet) else value or ""


def _id(entity: Value) -> str:
    return cast("str", getattr(entity, "id", None) or getattr(entity, "key", ""))


V = TypeVar("V", bound=Value)


class Read(NamedTuple):
    """A trip as it reads in a language, and which of its texts are in it; all others are as they were."""

    trip: Trip
    said: frozenset[tuple[Translated, str, str]]


def translated(trip: Trip, language: str) -> Read:
    """A trip with each text that has a translation of what it says now as it reads in that language."""
    by_entity: dict[tuple[Translated, str], dict[str, str]] = {}
    for one in texts(trip, language):
        if one.state == "fresh":
            by_entity.setdefault((one.of, one.id), {})[one.field] = one.text
    if not by_entity:
        return Read(trip, frozenset())
    tables: dict[str, tuple[Value, ...]] = {
        table: tuple(_with(entity, by_entity.get((of, _id(entity)))) for entity in getattr(trip, table))
        for of, table in _TABLES.items()
    }
    whole = replace(_with(trip, by_entity.get(("trip", ""))), **cast("dict[str, tuple[()]]", tables))
    said = frozenset((*entity, field) for entity, fields in by_entity.items() for field in fields)
    return Read(whole, said)


def _with(entity: V, said: Mapping[str, str] | None) -> V:
    if not said:
        return entity
    values: dict[str, Any] = dict(said)
    if isinstance(entity, Item) and entity.meet is not None and "meet" in values:
        values["meet"] = replace(entity.meet, place=values["meet"])
    return replace(entity, **values)


def retold(older: Trip, newer: Trip) -> tuple[Translation, ...]:
    """The translations of an older trip as a newer one has them, where they are of the text that the older one says.

    So what was only translated since reads alike in both.
    """
    digests = {one.place: digest_of(one.original) for one in texts(older, "")}
    own = {(one.of, one.id, one.field, one.language): one for one in older.translations}

    def told(one: Translation) -> Translation:
        if digests.get((one.of, one.id, one.field)) == one.digest:
            return one
        return own.get((one.of, one.id, one.field, one.language), one)

    return tuple(map(told, newer.translations))


def living(trip: Trip) -> tuple[Translation, ...]:
    """The translations of what is still in a trip."""
    there = {(of, id_) for of in TEXTS for id_, _ in _entities(trip, of)}
    return tuple(one for one in trip.translations if (one.of, one.id) in there)
