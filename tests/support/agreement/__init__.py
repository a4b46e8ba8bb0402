"""What every kind of file says of a trip, held against what `show --json --for` the same reader says.

`TELLINGS` is the table: which items each kind of file tells, which fields of them, and how times are mapped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, Literal

from exports.audience import Audience
from exports.calendar import CalendarOptions, calendar_file
from exports.calendar.events import DEFAULT_MINUTES
from exports.formats import FORMATS, Request
from exports.kit.letter import letter
from exports.paper.job import Options
from exports.programme_json import json_file
from exports.snapshot import Snapshot
from tests.support.agreement import readers
from tests.support.agreement.told import STATUS, Clocks, Row, squeezed, understood
from trips.i18n.language import Language, UserError
from trips.model.trip import Trip

Entry = dict[str, Any]
TRAVEL: Final = ("arrival", "departure", "transfer")
DAWN: Final = 4
"""A journey that ends before this hour still belongs to the evening, and is not told again the next day."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a kind of file tells.

    Attributes:
        name: of the kind of file.
        make: makes it for a reader in a language.
        read: reads it as another program does.
        readers: for whom it is made: everybody, those with a letter, those who receive guests, or a level.
        items: which items it tells.
        parts: whether parts have rows of their own, stand in the text of their whole, or are left out.
        times: told in words, as data beside the words, or as the events of a calendar.
        carried: whether a later day tells the end of a stay or a journey in a line of its own.
        place: whether it tells places.
        rooms: whether it tells rooms within a place.
        once: whether it leaves out a place that the title names.
        place_behind: whether the place stands in the same line, behind the title.
        loses: whether it goes on telling what a reader had and lost.
        divided: whether words may be divided at the end of a line.
    """

    name: str
    make: Callable[[Snapshot, Audience, Language], bytes]
    read: Callable[[bytes, Trip, Language], list[Row]]
    readers: Literal["all", "letter", "host", "press", "drivers", "staff"] = "all"
    items: Literal["all", "travel", "driven"] = "all"
    parts: Literal["rows", "text", "none"] = "rows"
    times: Literal["words", "data", "events"] = "words"
    carried: bool = True
    place: bool = True
    rooms: bool = True
    once: bool = False
    place_behind: bool = False
    loses: bool = False
    divided: bool = False


def _file(form: str, paper: str = "programme", **options: Any) -> Callable[[Snapshot, Audience, Language], bytes]:
    def make(snapshot: Snapshot, audience: Audience, language: Language) -> bytes:
        asked = Request(snapshot, audience, language, paper=paper, options=Options(**options))
        return FORMATS[form].render(asked).data

    return make


def _calendar(snapshot: Snapshot, audience: Audience, language: Language) -> bytes:
    return calendar_file(snapshot, audience, language, CalendarOptions())


def _letter(snapshot: Snapshot, audience: Audience, language: Language) -> bytes:
    person = next((one for one in snapshot.trip.people if audience.name == f"person:{one.key}"), None)
    return letter(snapshot, audience, language, person, None).text.encode()


def _paper(name: str, paper: str, **given: Any) -> Telling:
    options = given.pop("options", {})
    return Telling(name, _file("pdf", paper, **options), readers.read_pdf, divided=True, **given)


TELLINGS: Final = (
    Telling("ics", _calendar, readers.read_ics, parts="text", times="events", carried=False, loses=True),
    _paper("programme (PDF)", "programme"),
    _paper("programme, dense (PDF)", "programme", options={"layout": frozenset(("dense",))}),
    _paper("pocket programme (PDF)", "pocket", once=True),
    _paper("day sheet (PDF)", "daysheet"),
    _paper("sheet for a host (PDF)", "hostsheet", readers="host"),
    _paper("driver sheet (PDF)", "driversheet", readers="drivers", items="driven", rooms=False),
    _paper("press sheet (PDF)", "presssheet", readers="press"),
    _paper("run sheet (PDF)", "runsheet", readers="staff"),
    Telling("docx", _file("docx"), readers.read_docx),
    Telling("html", _file("html"), readers.read_html, times="data"),
    Telling("md", _file("md"), readers.read_md),
    Telling("txt", _file("txt"), readers.read_txt),
    Telling("csv", _file("csv"), readers.read_csv, times="data", carried=False),
    Telling("xlsx", _file("xlsx"), readers.read_xlsx, times="data", carried=False),
    Telling("transfers (csv)", _file("csv", "transfers"), readers.read_csv, items="travel", times="data",
            carried=False),
    Telling("letter", _letter, readers.read_letter, readers="letter", parts="none", once=True, place_behind=True),
)  # fmt: skip


def telling_row(telling: Telling) -> str:
    """A row of a table in Markdown: what a kind of file tells."""
    whom = {"all": "everybody", "letter": "persons, groups", "host": "hosts", "press": "the press",
            "drivers": "drivers", "staff": "staff"}  # fmt: skip
    items = {"all": "all", "travel": "journeys", "driven": "journeys by road"}
    times = {
        "words": "in words",
        "data": "in words and as data",
        "events": "as an event; without an end the usual length and “End open”; stays and what has no start whole days",
    }
    parts = {"rows": "on their own", "text": "in the text of their whole; a reader's own as an event too",
             "none": "the reader's own only; cancelled items not at all"}  # fmt: skip
    later = "in a line of its own" if telling.carried and telling.items == "all" else "in the item's own"
    cells = (telling.name, whom[telling.readers], items[telling.items], times[telling.times], parts[telling.parts])
    return "| " + " | ".join((*cells, later)) + " |"


def readers_of(trip: Trip) -> Iterator[Audience]:
    """Every reader that a trip has."""
    for level in ("public", "press", "participants", "staff"):
        yield Audience(level)
    yield from (Audience("participants", "group", group.key) for group in trip.groups)
    yield from (Audience("participants", "person", person.key) for person in trip.people)
    receiving = {key for item in trip.items for key in (*item.hosts, *item.speakers)}
    listed = (*trip.organisations, *trip.people)
    yield from (Audience("participants", "host", one.key) for one in listed if one.key in receiving)


SLOW_EVERY: Final = 4
"""Of the readers of a trip, every so many get the files that take a while to be made, where not all are asked for."""


def some_readers(telling: Telling, trip: Trip, *, every: bool = False) -> list[Audience]:
    """The readers for whom a kind of file is made; of slow kinds every fourth."""
    listed = [audience for audience in readers_of(trip) if reads(telling, audience, trip)]
    slow = telling.divided or telling.name in ("docx", "xlsx")
    return listed if every or not slow else listed[::SLOW_EVERY]


def reads(telling: Telling, audience: Audience, trip: Trip) -> bool:
    """Whether a kind of file is made for a reader; a sheet for hosts is for whom receives the guests."""
    kinds = {
        "all": True,
        "letter": audience.whose in ("person", "group"),
        "host": audience.whose == "host" and any(audience.key in item.hosts for item in trip.items),
        "press": audience == Audience("press"),
        "drivers": audience == Audience("participants"),
        "staff": audience == Audience("staff"),
    }
    return kinds[telling.readers]


def differences(telling: Telling, snapshot: Snapshot, audience: Audience, language: Language) -> tuple[int, list[str]]:
    """How many items a file tells, and in what it says something else than the JSON of the same reader."""
    said = json.loads(json_file(snapshot, audience))
    wanted = list(_wanted(telling, snapshot, audience, said))
    try:
        data = telling.make(snapshot, audience, language)
    except UserError as refused:
        return len(wanted), [f"refused, {refused}"] if wanted else []
    told = telling.read(data, snapshot.trip, language)
    if telling.loses:
        told = _without_lost(told, wanted, language)
    comparison = _Comparison(telling, language, _tells_tentative(snapshot.trip))
    return len(wanted), list(comparison.of(told, wanted))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An entry of the JSON, on the day on which it must be told; `carried` if only its end is told there."""

    day: date
    entry: Entry
    carried: bool = False

    @property
    def start(self) -> datetime | None:
        return datetime.fromisoformat(self.entry["start"]) if self.entry["start"] else None

    @property
    def end(self) -> datetime | None:
        return datetime.fromisoformat(self.entry["end"]) if self.entry["end"] else None

    @property
    def stay(self) -> bool:
        return self.entry["kind"] == "stay"


def _wanted(telling: Telling, snapshot: Snapshot, audience: Audience, said: dict[str, Any]) -> Iterator[_Wanted]:
    dates = {day.date for day in snapshot.trip.days}
    for day in said["days"]:
        for entry in day["entries"]:
            one = _Wanted(date.fromisoformat(day["date"]), entry)
            if telling.items != "all" and entry["kind"] not in TRAVEL:
                continue
            if telling.items == "driven" and _needs_no_driver(snapshot, entry):
                continue
            if telling.parts == "none" and (entry["status"] == "cancelled" or _hides_part(audience, snapshot, entry)):
                continue
            yield one
            if telling.carried and telling.items == "all" and _ends_later(one) and one.end and one.end.date() in dates:
                yield _Wanted(one.end.date(), entry, carried=True)


def _needs_no_driver(snapshot: Snapshot, entry: Entry) -> bool:
    """Whether everybody walks, flies, sails or takes the train, so that there is nothing to drive."""
    item = next(item for item in snapshot.trip.items if item.id == entry["id"])
    how = item.mode or f"{item.service} {item.title}"
    off_road = r"Fuß|foot|walk|plane|flight|flug|train|zug|tram|bahn|ICE|RE |boat|ferry|schiff"
    return bool(re.search(off_road, how, re.IGNORECASE))


def _hides_part(audience: Audience, snapshot: Snapshot, entry: Entry) -> bool:
    """Whether an entry is a part that stands within its whole; a speaker's own talk stands for itself."""
    item = next(item for item in snapshot.trip.items if item.id == entry["id"])
    named = (*item.hosts, *item.speakers, *item.people)
    return entry["part_of"] is not None and not (audience.whose == "person" and audience.key in named)


def _ends_later(one: _Wanted) -> bool:
    """Whether the day on which an item ends tells so."""
    if one.end is None or one.end.date() <= one.day or one.entry["status"] == "cancelled":
        return False
    begun_there = one.start is not None and one.start.date() == one.end.date()
    return one.stay or (one.entry["kind"] in TRAVEL and one.end.hour >= DAWN and not begun_there)


def _tells_tentative(trip: Trip) -> bool:
    return any(item.status == "confirmed" for item in trip.items)


def _without_lost(told: Iterable[Row], wanted: Iterable[_Wanted], language: Language) -> list[Row]:
    """A calendar's events but those that cancel what the reader had."""
    titles = {one.entry["title"] for one in wanted}
    gone = STATUS[language]["cancelled"]
    return [row for row in told if row.title in titles or row.status != gone]


class _Comparison:
    def __init__(self, telling: Telling, language: Language, tells_tentative: bool) -> None:
        self._telling = telling
        self._language: Language = language
        self._tells_tentative = tells_tentative or telling.times == "events"

    def of(self, told: list[Row], wanted: list[_Wanted]) -> Iterator[str]:
        """Every difference, in a sentence; matched by day and title."""
        left = list(told)
        order: list[tuple[int, _Wanted]] = []
        for one in wanted:
            title = self._title(one)
            row = next((row for row in left if row.day == one.day and self._same(row.title, title)), None)
            if row is None:
                yield f"{one.day} {title!r} is missing"
                continue
            left.remove(row)
            order.append((next(n for n, other in enumerate(told) if other is row), one))
            for text in self._compared(row, one):
                yield f"{one.day} {title!r}: {text}"
        twice = {(one.day, one.entry["title"]) for one in wanted if one.entry["part_of"]}
        for row in left:  # a part that is the reader's own stands in the text of its whole too
            if self._telling.parts != "text" or (row.day, row.title) not in twice:
                yield f"{row.day} {row.title!r} is told by nobody else"
        if self._telling.times != "events":
            plain = [place for place, one in order if not one.carried]
            if plain != sorted(plain):
                yield "not in the order of the programme"
            yield from self._out_of_time(order)

    def _out_of_time(self, order: list[tuple[int, _Wanted]]) -> Iterator[str]:
        """Where, within a day, what is known to begin later stands before what begins earlier; parts aside."""
        listed = sorted(order, key=lambda one: one[0])
        last: dict[date, datetime] = {}
        for _, one in listed:
            moment = one.end if one.carried else one.start
            if moment is None or one.entry["part_of"] is not None:
                continue
            before = last.get(one.day)
            if before is not None and moment < before:
                yield f"{one.day} {one.entry['title']!r} stands behind what begins later"
            last[one.day] = moment

    def _same(self, told: str, wanted: str) -> bool:
        if self._telling.divided:
            return squeezed(told) == squeezed(wanted)
        return told == wanted or (self._telling.place_behind and told.startswith(f"{wanted}, "))

    def _title(self, one: _Wanted) -> str:
        title = one.entry["title"]
        if not one.carried or (one.stay and not one.entry["venue"]):
            return title
        return readers.carried(one.entry["venue"] if one.stay else title, self._language, stay=one.stay)

    def _compared(self, row: Row, one: _Wanted) -> Iterator[str]:
        yield from self._status(row, one)
        if self._telling.place and row.places is not None and not one.carried:
            yield from self._place(row, one)
        part = one.entry["part_of"] is not None
        if self._telling.times == "events" and not (part and row.time is not None):
            yield from _event_times(row, one)
            return
        yield from self._clocks(row, one)
        if self._telling.times == "data":
            start = None if one.carried else one.start
            yield from _data_times(row, start, one.end, self._telling.name == "html")

    def _status(self, row: Row, one: _Wanted) -> Iterator[str]:
        status = one.entry["status"]
        quiet = status == "confirmed" or (status == "tentative" and not self._tells_tentative) or one.carried
        wanted = {"" if quiet else STATUS[self._language][status]}
        if self._telling.times == "data" and self._telling.name != "html":  # a table for staff tells all
            wanted.add({"de": "bestätigt", "en": "confirmed"}[self._language] if status == "confirmed" else "")
            wanted.add(STATUS[self._language].get(status, ""))
        if row.status is not None and row.status not in wanted:
            yield f"status {row.status!r}, not {sorted(wanted)}"

    def _place(self, row: Row, one: _Wanted) -> Iterator[str]:
        venue = one.entry["venue"]
        assert row.places is not None
        if self._telling.once and venue and venue.casefold() in self._title(one).casefold():
            return
        if venue and not self._telling.rooms and any(squeezed(venue).startswith(squeezed(text)) for text in row.places):
            return
        if venue and not any(squeezed(text).startswith(squeezed(venue)) or f", {venue}" in text for text in row.places):
            yield f"place {row.places}, not {venue!r}"

    def _clocks(self, row: Row, one: _Wanted) -> Iterator[str]:
        """A time in words against the instants."""
        assert row.time is not None
        told = understood(row.time)
        if one.carried:
            if one.end is None or told.end != _clock(one.end) or told.start:
                yield f"{row.time!r}, not until {one.end}"
            return
        if told.start != (_clock(one.start) if one.start else None):
            yield f"{row.time!r} starts at {told.start}, not {one.start}"
        yield from self._end(row.time, told, one)
        if one.start and one.start.date() != one.day and not _names_night(told):
            yield f"{row.time!r} does not say that it is another date, {one.start}"

    def _end(self, text: str, told: Clocks, one: _Wanted) -> Iterator[str]:
        later = one.stay and _ends_later(one)
        if told.end is not None:
            if one.end is None or told.end != _clock(one.end):
                yield f"{text!r} ends at {told.end}, not {one.end}"
            elif told.days and told.days != (one.end.date() - (one.start.date() if one.start else one.day)).days:
                yield f"{text!r} ends {told.days} days later, not {one.end}"
        elif told.length is not None and one.start is not None:
            if one.end is None or one.start.astimezone(UTC) + told.length != one.end.astimezone(UTC):
                yield f"{text!r} takes {told.length}, not until {one.end}"
        elif one.end is not None and not later:
            yield f"{text!r} says nothing of its end, {one.end}"


def _clock(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)


def _names_night(told: Clocks) -> bool:
    words = (
        "night to",
        "Nacht zum",
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
        "Mo.",
        "Di.",
        "Mi.",
        "Do.",
        "Fr.",
        "Sa.",
        "So.",
    )
    return any(word in told.beside for word in words)


def _data_times(row: Row, start: datetime | None, end: datetime | None, exact: bool) -> Iterator[str]:
    """Times as data: a page has them with their offset, a table by the clocks there."""
    for name, told, wanted in (("start", row.start, start), ("end", row.end, end)):
        if exact and told is None:
            continue  # a page has a time element for each clock that it tells, and no other
        shown = wanted if exact or wanted is None else wanted.replace(tzinfo=None)
        if told != shown:
            yield f"{name} {told}, not {shown}"


def _event_times(row: Row, one: _Wanted) -> Iterator[str]:
    """An event: with no end the usual length, whole days for stays and for what has no start."""
    start, end = one.start, one.end
    if one.stay or start is None:
        last = end.date() if end and end.date() > one.day else one.day
        if not one.stay and end and end.date() > one.day and end.time() == time():
            last = end.date() - timedelta(days=1)
        first, told_last = row.start, row.end
        if not (isinstance(first, date) and not isinstance(first, datetime) and isinstance(told_last, date)):
            yield f"{row.start} is no whole day"
        elif first != one.day or readers.inclusive(told_last) != last:
            yield f"whole days {first} to before {told_last}, not {one.day} to {last}"
        return
    if end is None or end <= start:
        end = start + timedelta(minutes=DEFAULT_MINUTES[one.entry["kind"]])
    for name, told, wanted in (("start", row.start, start), ("end", row.end, end)):
        if not isinstance(told, datetime) or told.astimezone(UTC) != wanted.astimezone(UTC):
            yield f"{name} {told}, not {wanted}"
