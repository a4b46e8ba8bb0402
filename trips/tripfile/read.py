"""A trip file read: every mistake gets its sentence, with line, field and the right form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast

from trips.i18n.language import Message, Translator, UserError
from trips.i18n.os_errors import reason
from trips.importers.door import door
from trips.model.doors import RefusedError, checked
from trips.model.entities import (
    Assignment,
    Confirmation,
    Day,
    Distance,
    Group,
    Item,
    Organisation,
    Page,
    Partner,
    Person,
    Private,
    ProposedTime,
    Translation,
    Value,
    Venue,
    Waiver,
    new_id,
)
from trips.model.field_text import what_is_wrong
from trips.model.field_types import FieldRule
from trips.model.fields import (
    ASSIGNMENT,
    DAY,
    GROUP,
    ITEM,
    ORGANISATION,
    PAGE,
    PARTNER,
    PERSON,
    PRIVATE,
    TRIP,
    VENUE,
)
from trips.model.trip import Trip
from trips.names.index import not_known
from trips.tripfile.lines import Path, line_numbers
from trips.tripfile.names import Names
from trips.tripfile.write import FORMAT, default_audience

if TYPE_CHECKING:
    from trips.history.releases import Delivery, Release

LARGEST: Final = 5_000_000
MOST_MISTAKES: Final = 200
"""Of a file with more, no more are looked for."""
_DEEP: Final = re.compile(r"^[ \t\[]*(?:[\w-]{1,60}[ \t]*\.[ \t]*){12}", re.MULTILINE)
"""A key of more parts than any of a trip; to read one takes the square of its length."""
V = TypeVar("V", bound=Value)
_TABLES: Final = (
    "venues", "organisations", "groups", "people", "day", "pool", "distance", "waiver", "confirmation", "proposed_time",
    "release", "handout", "page", "partner", "translation",
)  # fmt: skip


class Mistake(NamedTuple):
    """One mistake in a file: the line (counted from 1; 0 if it is about the whole), the field, what is wrong."""

    line: int
    field: str
    what: Message

    def say(self, t: Translator, name: str) -> str:
        """The sentence for the user."""
        where = t("{file}, line {line}", file=name, line=self.line) if self.line else name
        return f"{where}: {self.field}: {self.what.say(t)}" if self.field else f"{where}: {self.what.say(t)}"


class TripFileError(UserError):
    """A trip file with mistakes."""

    def __init__(self, name: str, mistakes: Sequence[Mistake]) -> None:
        super().__init__("{file} cannot be read.", file=name)
        self.name = name
        self.mistakes = tuple(mistakes)

    def say(self, t: Translator) -> str:
        """One sentence a mistake, a line each."""
        return "\n".join(mistake.say(t, self.name) for mistake in self.mistakes)

    def __str__(self) -> str:
        return "; ".join(f"{mistake.line} {mistake.field} {mistake.what}" for mistake in self.mistakes)


@dataclass(frozen=True, slots=True)
class FileRead:
    """A trip from a file; without ids of its own it cannot be handed out as calendar files yet."""

    trip: Trip
    has_ids: bool
    releases: tuple[Release, ...] = ()
    handouts: tuple[Delivery, ...] = ()


def read_trip_file(path: FilePath) -> FileRead:
    """Read a trip file from disk.

    Raises:
        TripFileError: it cannot be read, with every mistake found.
    """
    name = path.name
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise TripFileError(name, [Mistake(0, "", Message("cannot be opened ({why})", why=reason(error)))]) from None
    return read_trip(data, name)


def read_trip(data: bytes | str, name: str = "trip.toml") -> FileRead:
    """Read a trip file.

    Raises:
        TripFileError: every mistake found, each with its line.
    """
    with door(name):
        text = _text(data, name)
        reader = _Reader(_document(text, name), line_numbers(text))
        try:
            trip = reader.read()
            releases, handouts = (reader.releases(trip), reader.handouts()) if trip else ((), ())
        except _EnoughError:
            trip, releases, handouts = None, (), ()
    if trip is None or reader.mistakes:
        raise TripFileError(name, sorted(reader.mistakes, key=lambda mistake: mistake.line))
    return FileRead(trip, reader.has_ids, releases, handouts)


def _document(text: str, name: str) -> dict[str, Any]:
    if (deep := _DEEP.search(text)) is not None:
        line = text.count("\n", 0, deep.start()) + 1
        raise TripFileError(name, [Mistake(line, "", Message("is nested too deeply to be a trip"))])
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TripFileError(name, [_not_toml(error, text)]) from None
    except RecursionError:
        raise TripFileError(name, [Mistake(0, "", Message("is nested too deeply to be a trip"))]) from None
    except ValueError:  # Python reads no number of more than 4,300 digits
        raise TripFileError(name, [Mistake(_digits(text), "", Message("holds a number that is too long"))]) from None


def _digits(text: str) -> int:
    """The line, from 1, of the first number that is too long; 0 if it cannot be told."""
    match = re.search(r"\d[\d_]{4299,}", text)
    return text.count("\n", 0, match.start()) + 1 if match else 0


def _text(data: bytes | str, name: str) -> str:
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    if len(data) > LARGEST:
        raise TripFileError(name, [Mistake(0, "", Message("is larger than 5 MB; that is not a trip"))])
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TripFileError(name, [Mistake(line, "", Message("is not UTF-8 text; save the file as UTF-8"))]) from None


def _not_toml(error: tomllib.TOMLDecodeError, text: str) -> Mistake:
    match = re.search(r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
    why = Message(
        'is not TOML here ({why}); a value is written like key = "text"', why=match[1] if match else str(error)
    )
    line = int(match[2]) if match and match[2] else text.rstrip().count("\n") + 1
    return Mistake(line, "", why)


class _EnoughError(Exception):
    """There are so many mistakes that no more are looked for."""


class _Reader:
    def __init__(self, document: dict[str, Any], lines: dict[Path, int]) -> None:
        self._document = document
        self._lines = lines
        self.mistakes: list[Mistake] = []
        self._said: set[tuple[int, str]] = set()
        self.has_ids = True
        self._names = Names(document)

    def read(self) -> Trip | None:
        """The trip, or None if there are mistakes."""
        document = self._document
        self._format(document.get("format"))
        head = {key: value for key, value in document.items() if key not in (*_TABLES, "format")}
        fields = self._fields(head, TRIP, ())
        self._id(fields)
        venues = self._keyed("venues", Venue, VENUE)
        organisations = self._keyed("organisations", Organisation, ORGANISATION)
        groups = self._keyed("groups", Group, GROUP)
        people = self._keyed("people", Person, PERSON)
        days, items = self._days()
        items += self._items(self._tables(document, "pool", ()), ("pool",), None)
        waivers, confirmations = self._notes("waiver", Waiver), self._notes("confirmation", Confirmation)
        fields |= {
            "venues": (*venues, *self._names.made["venues"]),
            "organisations": (*organisations, *self._names.made["organisations"]),
            "groups": tuple(groups),
            "people": (*people, *self._names.made["people"]),
            "days": tuple(sorted(days, key=lambda day: day.date)),
            "items": self._sorted(items, days),
            "waivers": waivers,
            "confirmations": confirmations,
        }
        fields["pages"] = self._with_ids("page", Page, PAGE)
        fields["partners"] = self._with_ids("partner", Partner, PARTNER)
        fields["proposed_times"] = self._notes("proposed_time", ProposedTime)
        fields["translations"] = self._notes("translation", Translation)
        fields["distances"] = self._distances({one.key for one in fields["venues"]})
        return self._whole(fields)

    def _notes(self, table: str, model: type[V]) -> tuple[V, ...]:
        raws = self._tables(self._document, table, ())
        made = (self._made(model, dict(raw), (table, place)) for place, raw in enumerate(raws))
        return tuple(one for one in made if one is not None)

    def _with_ids(self, table: str, model: type[V], table_rules: tuple[FieldRule, ...]) -> tuple[V, ...]:
        found: list[V] = []
        for place, raw in enumerate(self._tables(self._document, table, ())):
            fields = {"id": new_id()} | self._fields(raw, table_rules, (table, place))
            made = self._made(model, fields, (table, place))
            if made is not None:
                found.append(made)
        return tuple(found)

    def _distances(self, places: set[str]) -> tuple[Distance, ...]:
        found = self._notes("distance", Distance)
        for number, distance in enumerate(found):
            for field, key in (("one", distance.one), ("other", distance.other)):
                if key not in places:
                    self._wrong(("distance", number, field), field, not_known(key, places).message)
        return found

    def releases(self, trip: Trip) -> tuple[Release, ...]:
        """The versions that were issued of the trip, the oldest first."""
        raws = self._tables(self._document, "release", ())
        if not raws:
            return ()
        from trips.tripfile.versions import read_release

        found: dict[int, Release] = {}
        for place, raw in enumerate(raws):
            try:
                release = read_release(raw, trip.id)
            except UserError as error:
                self._wrong(("release", place), "release", error.message)
                continue
            if release.number in found:
                self._wrong(("release", place), "number", Message("this version is there twice"))
            found[release.number] = release
        return tuple(found[number] for number in sorted(found))

    def handouts(self) -> tuple[Delivery, ...]:
        """Who was given which version."""
        raws = self._tables(self._document, "handout", ())
        found: list[Delivery] = []
        for place, raw in enumerate(raws):
            from trips.tripfile.versions import read_handout

            try:
                found.append(read_handout(raw))
            except UserError as error:
                self._wrong(("handout", place), "handout", error.message)
        return tuple(found)

    def _whole(self, fields: dict[str, Any]) -> Trip | None:
        if self.mistakes:
            self._made(Trip, {key: value for key, value in fields.items() if not isinstance(value, tuple)}, ())
            return None
        try:
            trip = self._made(Trip, fields, ())
        except UserError as error:
            self.mistakes.append(Mistake(0, "", error.message))
            return None
        return None if self.mistakes else trip

    @staticmethod
    def _sorted(items: list[Item], days: list[Day]) -> tuple[Item, ...]:
        order = {day.id: place for place, day in enumerate(sorted(days, key=lambda day: day.date))}
        return tuple(sorted(items, key=lambda item: order.get(item.day or "", len(order))))

    def _format(self, found: object) -> None:
        if found is None:
            self._wrong(("format",), "format", Message("is missing; the first line of a trip file is: format = 1"))
        elif found != FORMAT or isinstance(found, bool):
            self._wrong(
                ("format",), "format", Message("this program reads format 1 only; a newer one can read this file")
            )

    def _id(self, fields: dict[str, Any]) -> None:
        if "id" not in fields:
            self.has_ids = False
            fields["id"] = new_id()

    def _days(self) -> tuple[list[Day], list[Item]]:
        days: list[Day] = []
        items: list[Item] = []
        for place, raw in enumerate(self._tables(self._document, "day", ())):
            path: Path = ("day", place)
            fields = self._fields({key: value for key, value in raw.items() if key != "item"}, DAY, path)
            self._id(fields)
            day = self._made(Day, fields, path)
            items += self._items(self._tables(raw, "item", path), (*path, "item"), fields["id"])
            if day is not None:
                if any(day.date == one.date for one in days):
                    self._wrong(
                        (*path, "date"), "date", Message("this day is there twice; put its items under one [[day]]")
                    )
                days.append(day)
        return days, items

    def _items(
        self, raws: Sequence[dict[str, Any]], path: Path, day: str | None, whole: str | None = None
    ) -> list[Item]:
        found: list[Item] = []
        for place, raw in enumerate(raws):
            here: Path = (*path, place)
            parts: Sequence[dict[str, Any]] = self._tables(raw, "part", here)
            if whole is not None and parts:
                self._wrong((*here, "part"), "part", Message("a part cannot have parts of its own"))
                parts = ()
            own = {key: value for key, value in raw.items() if key not in ("part", "assignment")}
            fields = self._fields(own, ITEM, here)
            self._id(fields)
            fields |= {"day": day, "part_of": whole, "assignments": self._assignments(raw, here)}
            fields.setdefault("audience", default_audience(cast("str", fields.get("kind", "other"))))
            item = self._made(Item, fields, here)
            if item is not None:
                found.append(item)
            found += self._items(parts, (*here, "part"), day, cast("str", fields["id"]))
        return found

    def _assignments(self, raw: dict[str, Any], item: Path) -> tuple[Assignment, ...]:
        found: list[Assignment] = []
        for place, table in enumerate(self._tables(raw, "assignment", item)):
            here: Path = (*item, "assignment", place)
            made = self._made(Assignment, self._fields(table, ASSIGNMENT, here), here)
            if made is not None and any(made.place == other.place for other in found):
                self._wrong((*here, "place"), "place", Message("this place is there twice; name everybody under one"))
            elif made is not None:
                found.append(made)
        return tuple(found)

    def _keyed(self, table: str, model: type[V], table_rules: tuple[FieldRule, ...]) -> list[V]:
        raws = self._document.get(table, {})
        if not isinstance(raws, dict):
            self._wrong((table,), table, Message("write one table each, like [{table}.key]", table=table))
            return []
        found: list[V] = []
        for key, raw in cast("dict[str, object]", raws).items():
            path: Path = (table, key)
            if not isinstance(raw, dict):
                self._wrong(path, key, Message("write one table each, like [{table}.key]", table=table))
                continue
            entity = self._made(
                model, {**self._fields(cast("dict[str, Any]", raw), table_rules, path), "key": key}, path
            )
            if entity is not None:
                found.append(entity)
        return found

    def _tables(self, raw: dict[str, Any], key: str, path: Path) -> Sequence[dict[str, Any]]:
        value = raw.get(key, [])
        if isinstance(value, list) and all(isinstance(one, dict) for one in cast("list[object]", value)):
            return cast("list[dict[str, Any]]", value)
        header = ".".join(str(one) for one in (*path, key) if isinstance(one, str))
        self._wrong((*path, key), key, Message("write each one under its own [[{header}]]", header=header))
        return []

    def _fields(self, raw: dict[str, Any], table: tuple[FieldRule, ...], path: Path) -> dict[str, Any]:
        known = {rule.file_key: rule for rule in table if rule.name not in ("key", "day", "part_of")}
        fields: dict[str, Any] = {}
        for key, value in raw.items():
            rule = known.get(key)
            if rule is None:
                self._wrong((*path, key), key, self._names.unknown_key(key, known))
                continue
            try:
                fields[rule.name] = self._value(rule, value, (*path, key))
            except UserError as error:
                self._wrong((*path, key), key, error.message)
        return fields

    def _value(self, rule: FieldRule, value: object, path: Path) -> object:
        found = rule.type.read_file(rule, value, self._names)
        if rule.name == "private":
            return self._made(Private, self._fields(cast("dict[str, Any]", found), PRIVATE, path), path) or Private()
        return found

    def _made(self, model: type[V], fields: dict[str, Any], path: Path) -> V | None:
        try:
            return checked(model, **fields)
        except RefusedError as error:
            names = {rule.name: rule.file_key for table in (ITEM,) for rule in table}
            for complaint in error.complaints:
                name = next((part for part in complaint.place if isinstance(part, str)), "")
                if name in fields or complaint.kind == "missing":
                    field = names.get(name, name)
                    self._wrong((*path, field), field, what_is_wrong(complaint))
            return None

    def _wrong(self, path: Path, field: str, what: Message) -> None:
        line = next((self._lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self._lines), 0)
        if (line, field) in self._said:
            return
        if len(self.mistakes) >= MOST_MISTAKES:
            self.mistakes.append(Mistake(line, "", Message("there are more mistakes from here on")))
            raise _EnoughError
        self._said.add((line, field))
        self.mistakes.append(Mistake(line, field, what))
