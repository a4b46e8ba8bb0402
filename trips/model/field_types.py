"""Types of fields: how a value stands in the trip file, how a person types it, how two people's changes of it merge.

A new type is one class. What a text means among the names of a trip is asked of a `Resolver`, since names lie above the
model; the type knows only that it wants a place, some people or some items.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar, Literal, Protocol, cast

from trips.grammar.when import When
from trips.grammar.when_text import canonical, read_when, write_when
from trips.i18n.dates import short_date
from trips.i18n.language import LANGUAGES, N_, Message, Translator, UserError, listed, words
from trips.model.doors import checked
from trips.model.entities import Assignment, Presence, Source
from trips.model.entities import Meet as Gathering
from trips.model.field_text import (
    MEET_EXPECTED,
    PRESENCE_EXPECTED,
    format_presence,
    misread,
    read_meet,
    read_presence,
    read_presence_text,
    write_meet,
    write_presence,
)
from trips.model.tables import REFERENCES, entries
from trips.model.trip import Trip
from trips.model.values import Keys, merged_keys
from trips.model.zones import zone_names

See = Literal["public", "press", "participants", "staff", "nobody"]
"""The widest audience that may see a field; "nobody" is for ids, which every copy holds but no reader is shown."""


class KeyFinder(Protocol):
    """Knows which entry a text stands for in a field that names entries."""

    def key(self, field: str, text: str) -> str:
        """The key of the entry; a plain name that nobody has yet is made.

        Raises:
            UserError: it looks like a key, and there is no such key; or it could be several entries.
        """
        ...


class Resolver(KeyFinder, Protocol):
    """What types ask of a trip and its names."""

    @property
    def trip(self) -> Trip:
        """The trip, with the entries that were made."""
        ...

    def items(self, text: str) -> Keys:
        """The ids of the items that labels, titles or ids name, with commas between.

        Raises:
            UserError: one of them names none, or several.
        """
        ...

    def item_labels(self, t: Translator) -> Mapping[str, str]:
        """Each item, by its id, as `items` reads it again."""
        ...

    def places(self, text: str) -> tuple[Assignment, ...]:
        """Places within an item and who is there.

        Raises:
            UserError: a place has no name, or somebody is not in the trip.
        """
        ...

    def format_places(self, places: Sequence[Assignment], t: Translator) -> str:
        """Places within an item as `places` reads them again."""
        ...


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field of an entity.

    Attributes:
        name: its name in the model.
        type: what it holds.
        see: who may see it.
        label: what a user calls it.
        unit: fields of one unit mean something only together, and merge together; empty for a field of its own.
        key: its name in the trip file if that differs from its name in the model.
    """

    name: str
    type: FieldType
    see: See
    label: str
    unit: str = ""
    key: str = ""

    @property
    def file_key(self) -> str:
        """The field's key in the trip file."""
        return self.key or self.name

    def read_text(self, text: str, names: Resolver) -> object:
        """What a person typed as the model takes it; empty text takes the value away.

        Raises:
            UserError: it cannot be understood; the sentence says what would be right.
        """
        return self.type.read_text(self, text, names)

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        """A value as a person would type it, in their language."""
        return "" if value is None else self.type.write_text(value, names, t)

    def choices(self, names: Resolver, t: Translator) -> tuple[str, ...]:
        """The texts that may be meant, for a list to pick from; empty where anything may be typed."""
        return self.type.choices(self, names, t)


class FieldType:
    """What a field holds; unless a subclass says otherwise, a text in which the program finds its own way."""

    expected: ClassVar[str] = N_('a text in quotes, like "Rathaus"')
    """What the value looks like in the trip file."""
    raw: ClassVar[type | tuple[type, ...]] = str
    """What TOML makes of it."""
    empty: ClassVar[object] = None
    """What the model has where nothing is typed."""
    needed: ClassVar[bool] = False
    """Whether something has to be there."""
    by_hand: ClassVar[bool] = True
    """Whether a person fills it in."""
    several: ClassVar[bool] = False
    """Whether it is a list of names or texts, which is read one a line."""
    open: ClassVar[bool] = False
    """Whether a name that nobody has yet may be typed; it is made."""
    few: ClassVar[bool] = False
    """Whether there are so few choices that a sentence can list them."""

    def read_file(self, field: FieldRule, raw: object, names: KeyFinder) -> object:
        """A value of the trip file as the model takes it.

        Raises:
            UserError: it has the wrong form.
        """
        other = bool if self.raw is not bool else datetime  # a flag is an int to Python, and an instant a date
        if not isinstance(raw, self.raw) or isinstance(raw, other | datetime):
            raise misread(raw, self.expected)
        return self.parsed(raw) if isinstance(raw, str) else raw

    def write_file(self, value: object) -> object:
        """A value as it stands in the trip file: text, number, flag, date or list of texts."""
        return value

    def parsed(self, text: str) -> object:
        """The value that a text of the trip file stands for, which a person may type as well.

        Raises:
            UserError: it stands for none.
        """
        return text

    def read_text(self, field: FieldRule, text: str, names: Resolver) -> object:
        """See `FieldRule.read_text`."""
        if text.strip():
            return self.meant(field, text.strip(), names)
        if self.needed:
            raise UserError("{field} cannot be empty.", field=Message(field.label))
        return self.empty

    def meant(self, field: FieldRule, text: str, names: Resolver) -> object:
        """What a text that says something means.

        Raises:
            UserError: it cannot be understood.
        """
        return self.parsed(text)

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        """See `FieldRule.write_text`; the value is never None."""
        return str(value)

    def choices(self, field: FieldRule, names: Resolver, t: Translator) -> tuple[str, ...]:
        """See `FieldRule.choices`."""
        return ()

    def echo(self, text: str, t: Translator) -> str:
        """How a text is understood, told while it is typed; empty where that goes without saying."""
        return ""

    def merged(self, base: object, mine: object, theirs: object) -> object:
        """What holds after two people changed the value in different ways; None if one of them has to win."""
        return None

    def texts(self, value: object) -> Iterator[str]:
        """What people wrote into a value in words of their own."""
        yield from ()

    def reworded(self, value: object, reword: Callable[[str], str]) -> object:
        """A value in which each of these texts is another one."""
        return value


class Line(FieldType):
    """A line of text."""

    empty = ""

    def texts(self, value: object) -> Iterator[str]:
        yield str(value)

    def reworded(self, value: object, reword: Callable[[str], str]) -> object:
        return reword(str(value)) if value else value


class Name(Line):
    """A line that cannot be empty."""

    needed = True


class Text(Line):
    """Several lines of text; their blanks are kept."""

    def read_text(self, field: FieldRule, text: str, names: Resolver) -> object:
        return text if text.strip() else ""


class Url(FieldType):
    """A web address."""

    expected = N_('a web address in quotes, like "https://example.org"')
    empty = ""


class Zone(FieldType):
    """The name of a time zone."""

    expected = N_('a time zone in quotes, like "Europe/Berlin"')

    def choices(self, field: FieldRule, names: Resolver, t: Translator) -> tuple[str, ...]:
        return zone_names()


class HomeZone(Zone):
    """The zone of the trip, which has to have one."""

    needed = True


class Key(FieldType):
    """An id or a key that the program makes."""

    expected = N_("an id in quotes, as the program writes it")
    by_hand = False


class Time(FieldType):
    """When an item is, as people say it."""

    expected = N_('a time in quotes, like "10:30-12:00" or "then, 45 min"')
    empty = When()

    def write_file(self, value: object) -> object:
        return canonical(cast("When", value))

    def parsed(self, text: str) -> object:
        return read_when(text)

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        return "" if value == When() else write_when(cast("When", value), t)

    def echo(self, text: str, t: Translator) -> str:
        try:
            return f"→ {write_when(read_when(text), t)}"
        except UserError as refused:
            return refused.say(t)


class Flag(FieldType):
    """Yes or no."""

    expected = N_("true or false")
    raw = bool
    empty = False
    few = True

    def parsed(self, text: str) -> object:
        if text.lower() in ("true", "yes", "ja", "y", "j", "1"):
            return True
        if text.lower() in ("false", "no", "nein", "n", "0"):
            return False
        raise UserError('"{text}" is neither yes nor no.', text=text)

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        return t("yes") if value else t("no")

    def choices(self, field: FieldRule, names: Resolver, t: Translator) -> tuple[str, ...]:
        return (t("yes"), t("no"))


class Number(FieldType):
    """A whole number."""

    expected = N_("a whole number without quotes, like 24")
    wanted: ClassVar[str] = N_("a whole number, like 24")
    raw = int

    def meant(self, field: FieldRule, text: str, names: Resolver) -> object:
        try:
            return self.number(text)
        except ValueError:
            label, what = Message(field.label), Message(self.wanted)
            raise UserError('{field}: "{text}" is not {what}.', field=label, text=text, what=what) from None

    def number(self, text: str) -> float:
        """The number that a text is; ValueError if it is none."""
        return int(text)


class Real(Number):
    """A number with a decimal point or comma."""

    expected = N_("a number without quotes, like 50.938")
    wanted = N_("a number, like 50.938")
    raw = (int, float)

    def number(self, text: str) -> float:
        return float(text.replace(",", "."))


class Date(FieldType):
    """A date."""

    expected = N_("a date without quotes, like 2025-10-09")
    raw = date

    def parsed(self, text: str) -> object:
        from trips.grammar.dates import read_date

        return read_date(text)

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        return short_date(t, cast("date", value))


class Choice(FieldType):
    """One of some codes, each with its word."""

    expected = N_("one of the known words in quotes")
    needed = True
    few = True

    def __init__(self, words_: Mapping[str, str]) -> None:
        self._words = words_

    def parsed(self, text: str) -> object:
        if text not in self._words:
            raise UserError('"{text}" is not one of {choices}', text=text, choices=", ".join(self._words))
        return text

    def code(self, text: str) -> str:
        """The code that is written as code or as a word of either language; a text that is none as it is."""
        return next((code for code, word in self._words.items() if _is_word(text, word)), text)

    def meant(self, field: FieldRule, text: str, names: Resolver) -> object:
        code = self.code(text)
        if code not in self._words:
            choices = listed(tuple(self._words.values()))
            text_ = N_('{field}: "{text}" is not known; possible: {choices}')
            raise UserError(text_, field=Message(field.label), text=text, choices=choices)
        return code

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        return t(self._words[str(value)])

    def choices(self, field: FieldRule, names: Resolver, t: Translator) -> tuple[str, ...]:
        return tuple(map(t, self._words.values()))


class Priority(FieldType):
    """What may happen to an item when the day runs late: nothing, anything, or to get shorter."""

    expected = N_('"must", "may go" or "shorten to 20 min"')
    few = True
    _WORDS: ClassVar[Mapping[str, str]] = {"must": N_("must"), "may go": N_("may go")}

    def write_file(self, value: object) -> object:
        return f"shorten to {value} min" if isinstance(value, int) else value

    def parsed(self, text: str) -> object:
        for code, word in self._WORDS.items():
            if text == code or _is_word(text, word):
                return code
        if match := re.fullmatch(r"(?:shorten to |kürzbar auf )?(\d{1,4})\s*min", text):
            return int(match[1])
        raise misread(text, self.expected)

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        return t("shorten to {n} min", n=value) if isinstance(value, int) else t(self._WORDS[str(value)])

    def choices(self, field: FieldRule, names: Resolver, t: Translator) -> tuple[str, ...]:
        return tuple(self.write_text(value, names, t) for value in (*self._WORDS, 15))


class Meet(FieldType):
    """When and where people gather."""

    expected = MEET_EXPECTED

    def write_file(self, value: object) -> object:
        return value and write_meet(cast("Gathering", value))

    def parsed(self, text: str) -> object:
        return read_meet(text)

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        return write_meet(cast("Gathering", value))

    def texts(self, value: object) -> Iterator[str]:
        if isinstance(value, Gathering):
            yield value.place

    def reworded(self, value: object, reword: Callable[[str], str]) -> object:
        return replace(value, place=reword(value.place)) if isinstance(value, Gathering) else value


class Present(FieldType):
    """From when to when a person is there."""

    expected = PRESENCE_EXPECTED
    empty = Presence()

    def write_file(self, value: object) -> object:
        return write_presence(cast("Presence", value))

    def parsed(self, text: str) -> object:
        return read_presence(text)

    def meant(self, field: FieldRule, text: str, names: Resolver) -> object:
        return read_presence_text(names.trip, text)

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        return format_presence(cast("Presence", value), t)


class Origin(FieldType):
    """In which state of somebody else's calendar an item was taken in."""

    expected = N_("a number and an instant, as the program writes it")
    by_hand = False

    def write_file(self, value: object) -> object:
        if not isinstance(value, Source):
            return value
        return f"{value.sequence} {value.stamp.isoformat() if value.stamp else ''}".rstrip()

    def parsed(self, text: str) -> object:
        sequence, _, stamp = text.partition(" ")
        try:
            return checked(Source, sequence=int(sequence), stamp=datetime.fromisoformat(stamp) if stamp else None)
        except ValueError:
            raise misread(text, self.expected) from None


class Table(FieldType):
    """A table of its own, with fields of its own."""

    expected = N_("a table of its own")
    raw = dict
    by_hand = False


class Reference(FieldType):
    """The name of one entry."""

    expected = N_('one key or name in quotes, like "kgst"')
    open = True

    def read_file(self, field: FieldRule, raw: object, names: KeyFinder) -> object:
        return names.key(field.name, str(super().read_file(field, raw, names)))

    def meant(self, field: FieldRule, text: str, names: Resolver) -> object:
        return names.key(field.name, text)

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        return _names(names.trip).get(str(value), "")

    def choices(self, field: FieldRule, names: Resolver, t: Translator) -> tuple[str, ...]:
        return tuple(entry.name for table in REFERENCES[field.name] for entry in entries(names.trip, table))


class Many(FieldType):
    """A list of short texts, keys or codes, each once, with commas between."""

    raw = list
    empty = ()

    def read_file(self, field: FieldRule, raw: object, names: KeyFinder) -> object:
        texts = cast("list[object]", super().read_file(field, raw, names))
        for text in texts:
            if not isinstance(text, str):
                raise misread(text, self.expected)
        return tuple(texts)

    def write_file(self, value: object) -> object:
        return list(cast("Keys", value))

    def meant(self, field: FieldRule, text: str, names: Resolver) -> object:
        return tuple(part.strip() for part in text.split(",") if part.strip())

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        return ", ".join(cast("Keys", value))

    def merged(self, base: object, mine: object, theirs: object) -> object:
        before, *sides = (cast("Keys", side or ()) for side in (base, mine, theirs))
        return merged_keys(before, *sides)


class Lines(Many):
    """Short texts."""

    expected = N_('a list of texts, like ["gift", "flag"]')
    several = True

    def texts(self, value: object) -> Iterator[str]:
        yield from cast("tuple[str, ...]", value)

    def reworded(self, value: object, reword: Callable[[str], str]) -> object:
        return tuple(map(reword, cast("tuple[str, ...]", value)))


class Languages(Many):
    """Codes of languages."""

    expected = N_('a list of language codes, like ["de", "en"]')


class Items(Many):
    """Items, by their ids."""

    expected = N_("a list of ids, as the program writes it")
    several = True

    def meant(self, field: FieldRule, text: str, names: Resolver) -> object:
        return names.items(text)

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        if not value:
            return ""  # saves the labels of all items
        return ", ".join(label for key, label in names.item_labels(t).items() if key in cast("Keys", value))

    def choices(self, field: FieldRule, names: Resolver, t: Translator) -> tuple[str, ...]:
        return tuple(names.item_labels(t).values())


class References(Many):
    """The names of entries; the key stands where a name would be read as two."""

    expected = N_('a list of keys or names, like ["effing", "KGSt"]')
    several = True
    open = True

    def read_file(self, field: FieldRule, raw: object, names: KeyFinder) -> object:
        return tuple(names.key(field.name, text) for text in cast("Keys", super().read_file(field, raw, names)))

    def meant(self, field: FieldRule, text: str, names: Resolver) -> object:
        texts = cast("tuple[str, ...]", super().meant(field, text, names))
        return tuple(dict.fromkeys(names.key(field.name, text) for text in texts))

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        known = _names(names.trip)
        return ", ".join(key if "," in known[key] else known[key] for key in cast("Keys", value))

    def choices(self, field: FieldRule, names: Resolver, t: Translator) -> tuple[str, ...]:
        return tuple(entry.name for table in REFERENCES[field.name] for entry in entries(names.trip, table))


class Assignments(FieldType):
    """Places within an item and who is there."""

    expected = N_("a table of its own")
    empty = ()

    def meant(self, field: FieldRule, text: str, names: Resolver) -> object:
        return names.places(text)

    def write_text(self, value: object, names: Resolver, t: Translator) -> str:
        return names.format_places(cast("tuple[Assignment, ...]", value), t)

    def merged(self, base: object, mine: object, theirs: object) -> object:
        """Who was put somewhere by either side is there.

        Somebody whom both moved to different places is at both (a finding tells it). A place that one removed stays
        only with whom the other put there meanwhile; of two numbers of seats mine counts.
        """
        b, m, t = (
            {place.place: place for place in cast("tuple[Assignment, ...]", side or ())}
            for side in (base, mine, theirs)
        )
        found: list[Assignment] = []
        for name in dict.fromkeys((*t, *m)):
            was, my, their = (side.get(name, Assignment(place=name)) for side in (b, m, t))
            people = merged_keys(was.people, my.people, their.people)
            groups = merged_keys(was.groups, my.groups, their.groups)
            gone = name in b and (name not in m or name not in t)
            if not gone or people or groups:
                seats = their.seats if my.seats == was.seats else my.seats
                found.append(checked(Assignment, place=name, seats=seats, people=people, groups=groups))
        return tuple(found)

    def texts(self, value: object) -> Iterator[str]:
        yield from (place.place for place in cast("tuple[Assignment, ...]", value))

    def reworded(self, value: object, reword: Callable[[str], str]) -> object:
        return tuple(replace(place, place=reword(place.place)) for place in cast("tuple[Assignment, ...]", value))


def _names(trip: Trip) -> dict[str, str]:
    return {entry.key: entry.name for entry in (*trip.venues, *trip.groups, *trip.organisations, *trip.people)}


def _is_word(text: str, word: str) -> bool:
    return text.casefold() in {words(language)(word).casefold() for language in LANGUAGES}
