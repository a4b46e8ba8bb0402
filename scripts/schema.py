"""Make docs/json.md and docs/schema/ from the shapes of the JSON that commands print: python -m scripts.schema."""

# ruff: noqa: D101 - the name of a shape and those of its fields say what it is; the page tells the rest
from __future__ import annotations

import json
import textwrap
import types
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs/json.md"
FOLDER: Final = ROOT / "docs/schema"

Sure = Literal["given", "computed", "open"]


class Shape(BaseModel):
    """A JSON object that has these fields and no others."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Document(Shape):
    """What a command prints."""

    format: Literal[1]


class AssignedPlace(Shape):
    place: str
    who: list[str]


class Entry(Shape):
    id: str
    kind: str
    title: str
    start: str | None
    end: str | None
    when: str
    start_is: Sure
    end_is: Sure
    start_zone: str | None
    end_zone: str | None
    venue: str | None
    room: str | None
    meet: str | None
    groups: list[str]
    hosts: list[str]
    speakers: list[str]
    people: list[str]
    to: str | None
    mode: str | None
    service: str | None
    status: str
    note: str
    part_of: str | None
    assigned: list[AssignedPlace] = []


class ProgrammeDay(Shape):
    date: str
    entries: list[Entry]


class Skipped(Shape):
    line: int
    text: str
    why: str


class Programme(Document):
    title: str
    timezone: str
    days: list[ProgrammeDay]
    pool: list[Entry]
    skipped: list[Skipped]


class ListedTrip(Shape):
    slug: str
    title: str
    start: str | None
    end: str | None
    release: int | None
    changes: int | None
    state: Literal["active", "archived", "deleted"]


class Trips(Document):
    trips: list[ListedTrip]


class SeriesMeeting(Shape):
    series: str
    slug: str
    title: str
    theme: str
    start: str | None
    end: str | None


class Series(Document):
    meetings: list[SeriesMeeting]


class Private(Shape):
    phone: str
    email: str
    diet: str
    access: str
    room: str
    note: str


class Person(Shape):
    key: str
    name: str
    form: str
    salutation: str
    role: str
    organisation: str | None
    languages: list[str]
    latin_name: str
    delegate: bool
    rank: int | None
    accompanies: str | None
    groups: list[str]
    present: str
    declined: list[str]
    note: str
    private: Private


class People(Document):
    people: list[Person]


class Place(Shape):
    key: str
    name: str
    address: str
    room: str
    lat: float | None
    lon: float | None
    timezone: str | None
    url: str
    phone: str
    capacity: int | None
    hours: str
    note: str
    staff_note: str


class Places(Document):
    places: list[Place]


class Group(Shape):
    key: str
    name: str
    expected: int | None
    note: str


class Groups(Document):
    groups: list[Group]


class Organisation(Shape):
    key: str
    name: str
    latin_name: str
    country: str
    contact: str
    note: str


class Organisations(Document):
    organisations: list[Organisation]


class Hit(Shape):
    table: Literal["items", "people", "organisations", "groups", "places"]
    key: str
    text: str


class Found(Document):
    found: list[Hit]


class Finding(Shape):
    code: str
    severity: Literal["error", "warning", "hint"]
    items: list[str]
    message: str
    because: str = ""


class Findings(Document):
    findings: list[Finding]


class Revision(Shape):
    revision: int
    time: str
    by: str
    what: str


class History(Document):
    revisions: list[Revision]


class Version(Shape):
    number: int
    time: str
    by: str
    note: str


class Releases(Document):
    releases: list[Version]


class Seen(Shape):
    start: str | None
    end: str | None
    time: str
    place: str
    title: str
    status: str


class Change(Shape):
    what: list[str]
    item: str | None
    title: str = ""
    date: str | None = None
    before: Seen | None = None
    after: Seen | None = None
    follows: list[str] = []
    delegates: int = 0
    others: list[str] = []
    sentence: str


class Changes(Document):
    changes: list[Change]


class Handout(Shape):
    reader: str
    version: int
    how: str
    time: str
    by: str


class Ledger(Document):
    entries: list[Handout]


class Call(Shape):
    why: str
    item: str
    title: str
    name: str
    phone: str
    start: str | None
    confirmed: str | None


class Calls(Document):
    calls: list[Call]


class OnNow(Shape):
    id: str
    title: str
    start: str | None
    end: str | None
    venue: str | None
    meet: str | None
    text: str


class Present(Shape):
    groups: list[str]
    on: list[OnNow]
    next: list[OnNow]


class Now(Document):
    at: str
    apart: str | None
    people: list[Present]


class Moved(Shape):
    item: str
    title: str
    dropped: bool
    before: list[str | None]
    after: list[str | None]


class Ring(Shape):
    name: str
    phone: str
    items: list[str]


class Plan(Shape):
    way: Literal["shift", "shorten", "drop"]
    over: int
    says: list[str]
    changes: list[Moved]
    calls: list[Ring]
    message: str


class Late(Document):
    done: bool
    plans: list[Plan]


class PlaceCount(Shape):
    place: str
    heads: int
    seats: int | None


class ItemCount(Shape):
    id: str
    title: str
    date: str
    start: str | None
    heads: int
    room: int | None
    free: int | None
    diets: dict[str, int]
    plain: int
    places: list[PlaceCount]
    without_place: int


class NightCount(Shape):
    date: str
    heads: int
    stay: int
    rooms: int
    without_room: int
    without_stay: int


class Counts(Document):
    items: list[ItemCount]
    nights: list[NightCount]


class Seats(Shape):
    place: str
    seats: int | None
    people: list[str]
    groups: list[str]


class AssignedItem(Shape):
    id: str
    title: str
    places: list[Seats]


class Assignments(Document):
    items: list[AssignedItem]


class Addresses(Document):
    addresses: dict[str, str]


class LeftEvent(Shape):
    event: str
    title: str


class ServedCalendar(Shape):
    reader: str
    title: str
    path: str
    new: int
    changed: int
    removed: int
    same: int
    left: list[LeftEvent]


class ServedCalendars(Document):
    trip: str
    version: int
    calendars: list[ServedCalendar]


class Mail(Shape):
    reader: str
    why: str
    subject: str
    state: str
    version: int


class Mails(Document):
    trip: str
    mails: list[Mail]
    held_back: list[Mail]
    nothing: list[str]
    on_paper: list[str]


class Language(Shape):
    language: str
    translated: int
    old: int
    missing: int


class Languages(Document):
    languages: list[Language]


class Translation(Shape):
    what: str
    field: str
    state: str
    original: str
    text: str | None


class Translations(Document):
    language: str
    texts: list[Translation]


class Imported(Document):
    trip: str
    items: int
    skipped: list[Skipped]


class ImportedPeople(Document):
    trip: str
    added: list[str]
    updated: list[str]
    same: list[str]
    skipped: list[Skipped]


class Settings(Document):
    settings: dict[str, str | int | None]
    keys: dict[str, str]


class Printed(NamedTuple):
    """A shape, the commands that print it, and what a reader has to know."""

    name: str
    shape: type[Document]
    commands: tuple[str, ...]
    about: str


SHAPES: Final = (
    Printed("programme", Programme, ("show TRIP", "export json TRIP", "import FILE --dry-run"),
            "A programme. `start` and `end` are local, with their offset, each in its zone, null where open;"
            " `people` are all whom an item names, hosts and speakers first; `venue` tells the room too;"
            " `assigned` stands where an item has buses, rooms or tables; `skipped` is filled by"
            " `import` alone (line 0: the whole file)."),
    Printed("trips", Trips, ("list",), "The trips by date; `release`: the last version, `changes`: what is new."),
    Printed("series", Series, ("series",), "The meetings of a series, the oldest first."),
    Printed("people", People, ("people TRIP",), "Everything of people, private details too: for the office."),
    Printed("places", Places, ("places TRIP",), "Places."),
    Printed("groups", Groups, ("groups TRIP",), "Groups."),
    Printed("organisations", Organisations, ("organisations TRIP",), "Organisations."),
    Printed("find", Found, ("find TRIP WORD",), "What holds all words: the id of an item or the key of an entry."),
    Printed("check", Findings, ("check TRIP",), "Findings; `because` only with `--dismissed`."),
    Printed("history", History, ("history TRIP",), "What was done, the latest first."),
    Printed("releases", Releases, ("releases TRIP",), "The versions, the oldest first."),
    Printed("diff", Changes, ("diff TRIP",), "What differs between two versions, a sentence each."),
    Printed("ledger", Ledger, ("ledger TRIP",), "Who was given which version."),
    Printed("calls", Calls, ("calls TRIP",), "Who to call, the most urgent first."),
    Printed("now", Now, ("now TRIP",), "What is on and next, by group; `apart`: before and after the trip."),
    Printed("late", Late, ("late TRIP MINUTES",), "Plans, the best first; `done` when one was carried out."),
    Printed("counts", Counts, ("counts TRIP",), "How many go where, and who stays the night."),
    Printed("assign", Assignments, ("assign TRIP",), "Who is in which bus, room or at which table."),
    Printed("publish", Addresses, ("publish TRIP",), "The address of each reader."),
    Printed("publish-caldav", ServedCalendars, ("publish TRIP --caldav URL",),
            "What was done, or with `-n` would be, in each calendar on a server; `left`: what somebody has edited or"
            " deleted there; `reader` is empty for one that nobody has any more."),
    Printed("send", Mails, ("send TRIP",), "Who gets what; no addresses."),
    Printed("languages", Languages, ("translate TRIP",), "How much is said in each language."),
    Printed("translations", Translations, ("translate TRIP LANGUAGE",), "Each text with its translation."),
    Printed("import", Imported, ("import FILE",), "What was taken in, one line a trip."),
    Printed("import-people", ImportedPeople, ("import LIST --into TRIP",), "A list of participants that was taken in."),
    Printed("settings", Settings, ("settings",), "The settings; `keys` are those of single commands."),
)  # fmt: skip

INTRODUCTION: Final = """# JSON

What commands print with `--json`, a shape each. Every document carries `"format": 1`; the
number changes when a shape loses something or means something else by it, not when a field is added. Times are ISO 8601
with their offset, dates `2025-10-09`; ids are those of the trip file, of which commands take any unique beginning. The
schemas are JSON Schema 2020-12, of this version.

[`json_trip.py`](json_trip.py) plans, changes, releases and hands out a trip by JSON alone.

Made by `scripts/schema.py`.
"""


def json_page() -> str:
    """The page: each shape with its commands, in short, and where its schema is."""
    lines = [INTRODUCTION]
    for printed in SHAPES:
        commands = ", ".join(
            f"`agenda {one}`" if one.startswith("export") else f"`agenda {one} --json`" for one in printed.commands
        )
        schema = f"[Schema](schema/{printed.name}.json)"
        about = f"{commands}: {printed.about} {schema}"
        lines += [f"## {printed.name}", "", *textwrap.wrap(about, 116, break_on_hyphens=False), "",
                  *(f"    {line}" for line in sketch_lines(printed.shape)), ""]  # fmt: skip
    return "\n".join(lines)


def sketch_lines(shape: type[BaseModel]) -> list[str]:
    """A shape and those within it, each once, as one would write them on a board."""
    found: list[type[BaseModel]] = [shape]
    for one in found:  # grows while it is walked
        found += [
            inner for field in one.model_fields.values() for inner in _within(field.annotation) if inner not in found
        ]
    lines: list[str] = []
    for one in found:
        fields = ", ".join(f'"{name}": {sketch(field.annotation)}' for name, field in one.model_fields.items())
        head = "" if one is shape else f"{one.__name__}: "
        lines += textwrap.wrap(f"{head}{{{fields}}}", 112, subsequent_indent="    ", break_long_words=False)
    return lines


def _within(kind: Any) -> list[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    return [inner for argument in get_args(kind) for inner in _within(argument)]


def sketch(kind: Any) -> str:
    """A type in short: [Entry], number or null."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind.__name__
    arguments, origin = get_args(kind), get_origin(kind)
    if origin is list:
        return f"[{sketch(arguments[0])}]"
    if origin is dict:
        return f"{{text: {sketch(arguments[1])}}}"
    if origin is Literal:
        return " or ".join(json.dumps(value) for value in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(map(sketch, arguments))
    return {str: "text", int: "number", float: "number", bool: "true or false", type(None): "null"}[kind]


def schema_files() -> dict[str, str]:
    """The JSON Schema of each shape by the name of its file."""
    return {
        f"{printed.name}.json": json.dumps(printed.shape.model_json_schema(), indent=2) + "\n" for printed in SHAPES
    }


if __name__ == "__main__":
    PAGE.write_text(json_page(), encoding="utf-8")
    FOLDER.mkdir(exist_ok=True)
    for name, text in schema_files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
