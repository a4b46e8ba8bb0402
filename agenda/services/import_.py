"""Files taken into the store: trip files, calendars, programmes, tables, and the examples of the program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from agenda.services.state import remember, remembered
from trips.i18n.language import N_, Language, Message, Translator, UserError
from trips.model.translations import language_name
from trips.model.trip import Trip
from trips.store import Listed, Saved, Store
from trips.tripfile import FileRead

if TYPE_CHECKING:
    from trips.importers.calendar import Calendar
    from trips.importers.programme.programme import Programme
    from trips.importers.result import Skipped
    from trips.importers.tables.assignments import AssignmentTable, Seated
    from trips.importers.tables.participants import Filled, Participants
    from trips.importers.tables.sheets import Sheet
    from trips.importers.tables.translations import Taken as Translated
    from trips.importers.tables.translations import TranslationTable
    from trips.model.entities import Item
    from trips.model.trip import Trip


OTHER_VERSIONS: Final = N_(
    "The file has other versions {numbers} than the database; those of the database stay. Release a new version, so"
    " that everybody has the same."
)


def present(store: Store, trip: Trip, into: str | None) -> Trip | None:
    """What an import would replace."""
    known = _known(store, trip, into)
    return store.load(known.id).trip if known else None


def _known(store: Store, trip: Trip, into: str | None) -> Listed | None:
    if into:
        return store.find(into)
    return next((listed for listed in store.trips("active", "archived", "deleted") if listed.id == trip.id), None)


def take_in(store: Store, trip: Trip, name: str, into: str | None = None) -> Saved:
    """Put a trip into the store: as a new one, or as the new content of the one with its id or named by `into`."""
    from trips.model.entities import changed

    known = _known(store, trip, into)
    if known is None:
        return store.create(trip, Message("Imported from {file}", file=name), name)
    if known.state == "deleted":
        store.set_state(known.id, "active")
    current = store.load(known.id)
    return store.save(current, changed(trip, id=known.id), Message("Imported from {file}", file=name)).saved


def adopt(store: Store, file: FileRead, saved: Saved) -> tuple[int, ...]:
    """Take over the versions that a trip file tells of, so that readers' calendars go on from them.

    Returns:
        The numbers that the store has with another content; those stay as they are.
    """
    if not file.releases or file.trip.id != saved.trip.id:
        return ()
    store.handouts.adopt(saved.trip.id, file.handouts)
    return store.versions.adopt(saved.trip.id, file.releases)


class Left(NamedTuple):
    """What was left out of a file."""

    file: str
    skipped: Skipped

    @property
    def tells(self) -> bool:
        """Whether somebody should be told: what only heads, divides or numbers the text is no loss."""
        return not self.skipped.plain

    def say(self, t: Translator) -> str:
        """The sentence for the user."""
        said = ": ".join(part for part in (self.skipped.text, self.skipped.why.say(t)) if part)
        where = t("{file}, line {line}", file=self.file, line=self.skipped.line) if self.skipped.line else self.file
        return f"{where}: {said}"

    def plain(self, t: Translator) -> dict[str, object]:
        """As plain values, for programs."""
        return {"line": self.skipped.line, "text": self.skipped.text, "why": self.skipped.why.say(t)}


class Prepared(NamedTuple):
    """What taking in files will make: the trip, the one it was, where that is, what was left out."""

    trip: Trip
    before: Saved | None
    listed: Listed | None
    name: str
    left: tuple[Left, ...]
    slug: str = ""
    older: int = 0


def take_in_prepared(store: Store, ready: Prepared) -> Saved:
    """Save what was prepared, as one step; a trip in the bin is brought back."""
    note = Message("Imported from {file}", file=ready.name)
    if ready.before is None or ready.listed is None:
        return store.create(ready.trip, note, ready.slug or ready.name)
    if ready.listed.state == "deleted":
        store.set_state(ready.listed.id, "active")
    return store.save(ready.before, ready.trip, note).saved


FileKind = Literal["trip", "calendar", "table", "programme", "answers"]
CALENDARS: Final = (".ics", ".ical", ".icalendar", ".vcs")
TABLES: Final = (".csv", ".tsv", ".xlsx")
_MAILS: Final = (".eml", ".mbox", ".mbx")
_TRIPS: Final = (".toml", ".json")
_WEB: Final = re.compile(r"(?:https?|webcals?|caldavs?):", re.IGNORECASE)
_BEGIN: Final = 4_000
"""Bytes at the beginning of a file that say what it is."""


def files_of(path: Path) -> list[Path]:
    """The file, or the calendar files and answers in a folder, in the order of their names.

    Raises:
        UserError: it is a web address, or a folder without such files.
    """
    if _WEB.match(str(path)):
        address = re.sub(r":/+", "://", str(path), count=1)  # a path has one slash where an address has two
        raise UserError("{path} is a web address; download the file first.", path=address)
    if not path.is_dir():
        return [path]
    found = sorted(one for one in path.iterdir() if one.suffix.lower() in CALENDARS or _is_answer(one))
    if not found:
        raise UserError("There are no calendar files (.ics) in the folder {path}.", path=str(path))
    return found


def _is_answer(path: Path) -> bool:
    from trips.importers.calendar.answers import holds_answers

    return path.suffix.lower() in _MAILS and path.is_file() and holds_answers(path)


def file_kind(path: Path) -> FileKind:
    """What a file holds, by what stands in it, else by its name."""
    begin = b""
    with suppress(OSError), path.open("rb") as file:
        begin = file.read(_BEGIN)
    kind = kind_of_data(begin, path.name)
    if kind in ("calendar", "programme"):
        from trips.importers.calendar.answers import holds_answers

        return "answers" if holds_answers(path) else kind
    return kind


def kind_of_data(data: bytes, name: str) -> FileKind:
    """What data hold, of which the beginning is enough, by what stands in them, else by what they are called."""
    ending = Path(name).suffix.lower()
    plain = data[:_BEGIN].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").upper()
    if plain.startswith((b"BEGIN:VCALENDAR", b"BEGIN:VEVENT")) or ending in CALENDARS:
        return "calendar"
    if ending in TABLES or (data.startswith(b"PK") and b"xl/" in data):
        return "table"
    if ending in _TRIPS or plain.startswith(b"FORMAT ="):
        return "trip"
    return "programme"


def prepare(
    store: Store, paths: Sequence[Path], into: str | None, language: Language, *, older: bool = False
) -> Prepared:
    """Read calendar files for one trip; nothing is written yet.

    Args:
        store: where trips are.
        paths: the files.
        into: the trip; without one, the trip whose calendar file the first is, or that it was taken into before, or a
            new one.
        language: of a new trip.
        older: whether an event also counts of which the trip has a newer state.

    Raises:
        UserError: a file cannot be read, or there is no such trip.
    """
    from trips.importers.calendar import read_calendar_file

    calendars = [read_calendar_file(path) for path in paths]
    listed = store.find(into) if into else _home(store, calendars[0])
    before = store.load(listed.id) if listed else None
    taken = calendars[0].into(before.trip, older=older) if before else calendars[0].new_trip(language)
    left = [Left(paths[0].name, skipped) for skipped in taken.skipped]
    left_older = taken.older
    for path, calendar in zip(paths[1:], calendars[1:], strict=True):
        taken = calendar.into(taken.trip, older=older)
        left += (Left(path.name, skipped) for skipped in taken.skipped)
        left_older += taken.older
    return Prepared(taken.trip, before, listed, paths[0].stem, tuple(left), older=left_older)


def _home(store: Store, calendar: Calendar) -> Listed | None:
    """The trip that a calendar file belongs to: by the id in files of ours, else by items that came from its events."""
    listed = store.trips("active", "archived", "deleted")
    if calendar.own_trip is not None:
        return next((one for one in listed if one.id == calendar.own_trip), None)
    days, ids = calendar.days(), calendar.ids()
    if days is None:
        return None
    first, last = (day.isoformat() for day in days)
    best: tuple[int, Listed | None] = (0, None)
    for one in listed:
        if one.state != "deleted" and (one.starts or "9") <= last and (one.ends or "0") >= first:
            shared = sum(item.id in ids for item in store.load(one.id).trip.items)
            best = (shared, one) if shared > best[0] else best
    return best[1]


def prepare_programme(
    store: Store,
    programme: Programme,
    name: str,
    into: str | None,
    language: Language,
    *,
    year: int | None = None,
    first: date | None = None,
) -> Prepared:
    """What a text will become; nothing is written yet.

    Args:
        store: where trips are.
        programme: the text, read.
        name: what it is called; the title of a trip without one.
        into: the trip; without one a new one is made.
        language: of a new trip.
        year: the year, if the text does not say it.
        first: the first day, if the text does not say it.

    Raises:
        UserError: the text holds no programme or does not say when it is, or there is no such trip.
    """
    today = date.today()
    if into is None:
        taken = programme.new_trip(language, name, today, year, first)
        return Prepared(
            taken.trip, None, None, name, tuple(Left(name, skipped) for skipped in taken.skipped), slug=taken.trip.title
        )
    listed = store.find(into)
    before = store.load(listed.id)
    taken = programme.into(before.trip, today, year, first)
    return Prepared(taken.trip, before, listed, name, tuple(Left(name, skipped) for skipped in taken.skipped))


def read_table(
    data: bytes, name: str, trip: Trip | None = None
) -> Participants | Programme | AssignmentTable | TranslationTable:
    """What a table holds: people, a programme, who is where, or what a translator wrote.

    People have the columns as somebody chose them the last time.

    Raises:
        UserError: it cannot be read, or holds neither.
    """
    from trips.importers.tables.assignments import is_assignment_table, read_assignment_table
    from trips.importers.tables.participants import read_participants
    from trips.importers.tables.programme import read_table_programme
    from trips.importers.tables.sheets import sheets_of
    from trips.importers.tables.translations import is_translation_table

    sheets = sheets_of(data, name)
    if is_translation_table(sheets):
        if trip is None:
            raise UserError("{path} is a table of translations; say of which trip with --into.", path=name)
        return read_translations(data, name)
    if is_assignment_table(sheets):
        if trip is None:
            raise UserError("{path} says who is where; say in which trip.", path=name)
        return _assignments(sheets, name, trip)
    people = read_participants(sheets)
    if people is None:
        by_title = read_assignment_table(sheets, trip) if trip is not None else None
        return by_title or read_table_programme(sheets)
    return _as_chosen(people)


def read_pasted(text: str) -> Participants | None:
    """The people in a text that was pasted, with the columns as somebody chose them the last time; None if none.

    Raises:
        UserError: it is more than a list of people can be.
    """
    from trips.importers.tables.participants import read_pasted_people

    people = read_pasted_people(text)
    return None if people is None else _as_chosen(people)


def _as_chosen(people: Participants) -> Participants:
    chosen = remembered(_signature(people)) if any(not column.example for column in people.columns) else {}
    known = {column.heading for column in people.columns}
    return people.with_fields({heading: field for heading, field in chosen.items() if heading in known})


def read_assignments(data: bytes, name: str, trip: Trip, item: Item | None = None) -> AssignmentTable:
    """A table that says who is where within items of a trip, or with `item` within that one.

    Raises:
        UserError: it cannot be read, or says nothing of the kind.
    """
    from trips.importers.tables.sheets import sheets_of

    return _assignments(sheets_of(data, name), name, trip, item)


def read_translations(data: bytes, name: str) -> TranslationTable:
    """The table that a translator has filled in.

    Raises:
        UserError: it cannot be read, or is no such table.
    """
    from trips.importers.tables.sheets import sheets_of
    from trips.importers.tables.translations import read_translation_table

    if not data.startswith((b"PK", b"\xff\xfe", b"\xfe\xff")):
        try:
            data.decode()
        except UnicodeDecodeError:
            text = N_("{path} is not UTF-8, so its letters cannot be told; save it as .xlsx, or as “CSV UTF-8”.")
            raise UserError(text, path=name) from None
    return read_translation_table(sheets_of(data, name, in_lines=True), name)


def told_of_translations(taken: Translated) -> Iterator[Message]:
    """What a translator's table did, or would do."""
    language = Message(language_name(taken.language))
    yield Message("Texts translated into {language}: {n}", n=taken.changed, language=language)
    if taken.old:
        yield Message("Texts that have changed since the table was written: {n}; see the findings.", n=taken.old)


def told_of(seated: Seated, *, dry_run: bool = False) -> Message:
    """What a table of assignments did, or would do: how many have another place, and which places are new."""
    new = ", ".join(seated.places)
    if dry_run:
        text = N_("{n} would be assigned. New places: {places}") if new else N_("{n} would be assigned.")
    else:
        text = N_("{n} assigned. New places: {places}") if new else N_("{n} assigned.")
    return Message(text, n=seated.changed, places=new)


def _assignments(sheets: list[Sheet], name: str, trip: Trip, item: Item | None = None) -> AssignmentTable:
    from trips.importers.tables.assignments import read_assignment_table

    found = read_assignment_table(sheets, trip, item)
    if found is None:
        raise UserError(
            "{path} does not say who is where: it needs a column of names, and one for each item, headed by its title.",
            path=name,
        )
    return found


def choose_columns(people: Participants, fields: Mapping[str, str]) -> Participants:
    """The table with other fields for some headings, which are remembered for tables with the same headings.

    Raises:
        UserError: there is no such heading or field.
    """
    chosen = people.with_fields(fields)
    if fields and not any(column.example for column in people.columns):
        remember(_signature(people), {column.heading: column.field for column in chosen.columns})
    return chosen


def _signature(people: Participants) -> str:
    """What names tables with the same headings."""
    headings = "\n".join(column.heading.casefold() for column in people.columns)
    return f"columns-{sha256(headings.encode()).hexdigest()[:32]}"


def prepare_people(store: Store, people: Participants, name: str, into: str | None) -> tuple[Prepared, Filled]:
    """What a list of participants will make of a trip; nothing is written yet.

    Raises:
        UserError: no trip is named, or there is none such, or no column holds names.
    """
    if into is None:
        raise UserError("{path} is a list of people; say of which trip with --into.", path=name)
    listed = store.find(into)
    before = store.load(listed.id)
    filled = people.into(before.trip)
    return Prepared(filled.trip, before, listed, name, tuple(Left(name, skipped) for skipped in filled.left)), filled


def example(name: str, language: Language = "de") -> bytes:
    """The trip file of an example ("koeln"), as those who read a language would have written it."""
    name = name if language == "de" else f"{name}-{language}"
    packaged = files("agenda") / "examples" / f"{name}.toml"
    if packaged.is_file():
        return packaged.read_bytes()
    return (Path(__file__).parents[2] / "examples" / f"{name}.toml").read_bytes()  # in a checkout
