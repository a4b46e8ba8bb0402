"""One event of a calendar file, understood as far as it can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from typing import Final, NamedTuple

from trips.importers.calendar.content_lines import Block, Property, read_property
from trips.importers.calendar.zones import Zones
from trips.importers.cleaning import as_url, lines, one_line
from trips.model.doors import checked
from trips.model.entities import Source

Moment = date | datetime
OWN_UID: Final = re.compile(r"([0-9a-f]{32})@([0-9a-f]{32})")
"""The UID of our events: the item or the day, and the trip."""
_MOMENT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(?:\.\d+)?(Z|[+-]\d{4})?)?", re.IGNORECASE)
_ISO: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?)?", re.IGNORECASE
)
_LAST_MINUTE: Final = (23, 59)
_ALL_DAY: Final = (
    "X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY", "X-ALLDAY",
)  # fmt: skip
"""What programs write that have no dates without a time, beside a time from midnight to midnight."""
_STRUCTURED: Final = "X-APPLE-STRUCTURED-LOCATION"
_RICH: Final = ("X-ALT-DESC", "STYLED-DESCRIPTION")
_BUSY: Final = "X-MICROSOFT-CDO-BUSYSTATUS"
_SURE: Final = {"BUSY": "CONFIRMED", "OOF": "CONFIRMED", "TENTATIVE": "TENTATIVE"}
"""What the state of somebody's time says of an event that has no status of its own."""
_DURATION: Final = re.compile(
    r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?", re.IGNORECASE
)
_NAME: Final = re.compile(r"[A-Za-z0-9-]+")
_REPEATS: Final = frozenset(("RRULE", "RDATE"))
_URLS: Final = ("URL", "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
_MANY: Final = frozenset(("ATTENDEE", "RRULE", "RDATE", "EXDATE"))
_READ: Final = frozenset((
    "UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "STATUS", "CLASS", "CATEGORIES",
    "ORGANIZER", "ATTENDEE", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "SEQUENCE",
    "DTSTAMP", *_URLS, *_ALL_DAY, *_RICH, _STRUCTURED, _BUSY,
))  # fmt: skip


class Contact(NamedTuple):
    """Somebody an event names; the e-mail address may be empty."""

    name: str
    email: str


class Sketch(NamedTuple):
    """What must be known of an event to choose the days of a trip; `date` is None where it cannot be read."""

    block: Block
    uid: str
    date: date | None
    repeats: bool
    replaces: bool


@dataclass(frozen=True, slots=True)
class Event:
    """An event.

    Attributes:
        line: where it begins in the file.
        uid: as the file has it; never empty.
        start: a date for a whole day, a time with its zone, or one without (local time wherever it takes place).
        end: likewise, exclusive; None if nobody said one.
        recurrence: which occurrence of a repeating event it is, as an instant; empty if it is none.
        location: one line; empty if it has none.
        geo: latitude and longitude.
        status: STATUS in capitals; empty if it has none.
        called_off: whether a message only says that it does not take place, and nothing else of it.
        host: ORGANIZER, if it has a name.
        people: ATTENDEEs who have a name and did not decline.
        nameless: how many have only an e-mail address.
    """

    line: int
    uid: str
    start: Moment
    end: Moment | None
    recurrence: str
    title: str
    note: str
    location: str
    geo: tuple[float, float] | None
    status: str
    url: str
    private: bool
    category: str
    state: Source
    host: Contact | None
    people: tuple[Contact, ...]
    nameless: int
    backwards: bool
    called_off: bool = False

    @property
    def id(self) -> str:
        """The id of its item."""
        return item_id(self.uid, self.recurrence)

    @property
    def own_trip(self) -> str | None:
        """The id of the trip whose calendar file of ours this comes from."""
        own = OWN_UID.fullmatch(self.uid)
        return own[2] if own else None

    @property
    def zone_name(self) -> str | None:
        """The IANA name of the zone its start is told in; None for UTC, which is nobody's local time, and for none."""
        return _zone_name(self.start)

    @property
    def end_zone_name(self) -> str | None:
        """Likewise for its end."""
        return _zone_name(self.end)

    def at(self, start: Moment, end: Moment | None, recurrence: Moment) -> Event:
        """An occurrence of it."""
        return replace(self, start=start, end=end, recurrence=instant(recurrence))


def item_id(uid: str, recurrence: str) -> str:
    """The id of an event's item: our own one from a file of ours, else one that follows from UID and occurrence."""
    own = OWN_UID.fullmatch(uid)
    if own and not recurrence:
        return own[1]
    return sha256(f"{uid}\n{recurrence}".encode("utf-8", "replace")).hexdigest()[:32]


def _zone_name(moment: Moment | None) -> str | None:
    key: object = getattr(moment.tzinfo, "key", None) if isinstance(moment, datetime) else None
    return key if isinstance(key, str) and key != "UTC" else None


def sketch(block: Block) -> Sketch:
    """The first look at an event."""
    uid, day, repeats, replaces = "", None, False, False
    for line in block.lines:
        match = _NAME.match(line)
        name = match[0].upper() if match else ""
        if name == "DTSTART" and day is None:
            if found := re.search(r"(\d{4})-?(\d\d)-?(\d\d)(?!.*:\d{8})", line.partition(":")[2]):
                day = _date(*map(int, found.groups()))
        elif name == "UID" and not uid:
            uid = line.partition(":")[2].strip()
        elif name in _REPEATS:
            repeats = True
        elif name == "RECURRENCE-ID":
            replaces = True
    return Sketch(block, uid, day, repeats, replaces)


def title_of(block: Block) -> str:
    """The title of an event, for a sentence about it."""
    return next((one_line(prop.text)[:200] for prop in block.properties() if prop.name == "SUMMARY"), "")


def properties_of(block: Block) -> dict[str, list[Property]]:
    """The properties of an event that are read, by name; of most only the first counts."""
    found: dict[str, list[Property]] = {}
    for line in block.lines:
        match = _NAME.match(line)
        name = match[0].upper() if match else ""
        wanted = name in _READ and (name in _MANY or name not in found)
        if wanted and (prop := read_property(line)) is not None:
            found.setdefault(name, []).append(prop)
    return found


def read_event(block: Block, zones: Zones, found: dict[str, list[Property]] | None = None) -> Event | None:
    """The event in a block; None if it has no date that can be read."""
    found = properties_of(block) if found is None else found

    def text(name: str) -> str:
        return found[name][0].text if found.get(name) else ""

    start = moment_of(found, "DTSTART", zones)
    if start is None:
        return None
    end, backwards = _end(found, start, zones)
    start, end = _whole_days(found, start, end)
    replaced = moment_of(found, "RECURRENCE-ID", zones)
    title = one_line(text("SUMMARY"))
    uid = text("UID").strip() or f"\n{title}\n{found['DTSTART'][0].value}"
    host, people, nameless = _people(found)
    location = one_line(text("LOCATION").replace("\r\n", "\n").strip().replace("\n", ", "))
    return Event(
        line=block.line,
        uid=uid,
        start=start,
        end=end,
        recurrence="" if replaced is None else instant(replaced),
        title=title,
        note=lines(next((said for name in ("DESCRIPTION", *_RICH) if (said := text(name)).strip()), "")),
        location=location,
        geo=_geo(text("GEO")) or _geo(found[_STRUCTURED][0].value.partition("geo:")[2] if _STRUCTURED in found else ""),
        status=_status(text("STATUS"), text(_BUSY)),
        url=next((url for name in _URLS if (url := as_url(text(name)))), ""),
        private=text("CLASS").strip().upper() in ("PRIVATE", "CONFIDENTIAL"),
        category=one_line(text("CATEGORIES")),
        state=_state(found, zones),
        host=host,
        people=people,
        nameless=nameless,
        backwards=backwards,
    )


def _status(said: str, busy: str) -> str:
    """STATUS as the standard spells it; without one, what the state of the calendar's owner says."""
    status = said.strip().upper()
    return {"CANCELED": "CANCELLED"}.get(status, status) or _SURE.get(busy.strip().upper(), "")


def _whole_days(found: dict[str, list[Property]], start: Moment, end: Moment | None) -> tuple[Moment, Moment | None]:
    """An event from midnight to midnight as whole days, where its program says that it is."""
    says = any(found[name][0].text.strip().upper() in ("TRUE", "1") for name in _ALL_DAY if name in found)
    if not says or not isinstance(start, datetime) or (start.hour, start.minute) != (0, 0):
        return start, end
    if not isinstance(end, datetime):
        return start.date(), None
    late = (end.hour, end.minute) == _LAST_MINUTE
    return start.date(), end.date() + timedelta(days=1) if late else end.date()


def _state(found: dict[str, list[Property]], zones: Zones) -> Source:
    said = found["SEQUENCE"][0].text.strip() if "SEQUENCE" in found else ""
    stamp = moment_of(found, "DTSTAMP", zones)
    return checked(
        Source,
        sequence=int(said) if said.isdecimal() and len(said) < 10 else 0,
        stamp=stamp.astimezone(UTC) if isinstance(stamp, datetime) and stamp.tzinfo is not None else None,
    )


def moment_of(found: dict[str, list[Property]], name: str, zones: Zones) -> Moment | None:
    """The date or time of a property; None if it is not there or cannot be read."""
    return next(iter(moments(found.get(name, ()), zones)), None)


def moments(properties: Iterable[Property], zones: Zones) -> Iterator[Moment]:
    """All dates and times of some properties that can be read; of periods their beginning."""
    for prop in properties:
        value, name = prop.value.strip(), prop.parameters.get("TZID", "")
        if ":" in value and name and not _MOMENT.match(value):
            rest, _, value = value.rpartition(":")  # a name with a colon in it, which nobody put in quotes
            name = f"{name}:{rest}"
        for said in value.split(","):
            moment = _moment(said.partition("/")[0], name, zones)
            if moment is not None:
                only_date = prop.parameters.get("VALUE", "").upper() == "DATE"
                yield moment.date() if only_date and isinstance(moment, datetime) else moment


def periods(properties: Iterable[Property], zones: Zones) -> Iterator[tuple[str, Moment]]:
    """When each period of some properties ends (RFC 5545 3.3.9), under the instant it begins at."""
    for prop in properties:
        for said in prop.value.split(","):
            first, slash, last = said.partition("/")
            start = next(moments([prop._replace(value=first)], zones), None) if slash else None
            if start is None:
                continue
            length_said = last.strip()[:1].upper() in ("P", "+", "-")
            end = _after(start, last) if length_said else next(moments([prop._replace(value=last)], zones), None)
            if end is not None and type(start) is type(end) and length(start, end) >= timedelta():
                yield instant(start), end


def _moment(said: str, name: str, zones: Zones) -> Moment | None:
    said = said.strip()
    match = _MOMENT.fullmatch(said) or _ISO.fullmatch(said)
    if match is None:
        return None
    day = _date(int(match[1]), int(match[2]), int(match[3]))
    if day is None or match[4] is None:
        return day
    hour, minute = int(match[4]), int(match[5])
    if hour > 23 or minute > 59:
        return None
    moment = datetime(day.year, day.month, day.day, hour, minute, min(int(match[6] or 0), 59))
    if match[7]:
        return moment.replace(tzinfo=_offset(match[7].replace(":", "")))
    info = zones(name) if name else None
    return moment.replace(tzinfo=info)


def _offset(said: str) -> timezone:
    if said in "Zz" or int(said[1:3]) > 23 or int(said[3:]) > 59:
        return UTC
    offset = timedelta(hours=int(said[1:3]), minutes=int(said[3:]))
    return timezone(-offset if said[0] == "-" else offset)


def _date(year: int, month: int, day: int) -> date | None:
    """A date; none so near to the ends of the calendar that another zone's date would fall off it."""
    try:
        return date(year, month, day) if date.min.year < year < date.max.year else None
    except ValueError:
        return None


def _end(found: dict[str, list[Property]], start: Moment, zones: Zones) -> tuple[Moment | None, bool]:
    """The end of an event, and whether it is said to be before its start (which then does not count)."""
    end = moment_of(found, "DTEND", zones)
    if end is None and "DURATION" in found:
        end = _after(start, found["DURATION"][0].value)
    if end is None:
        return None, False
    if isinstance(start, datetime) != isinstance(end, datetime):
        if isinstance(start, datetime):
            return None, False
        end = end.date() if isinstance(end, datetime) else end
    if isinstance(start, datetime) and isinstance(end, datetime) and (start.tzinfo is None or end.tzinfo is None):
        end = end.replace(tzinfo=start.tzinfo)
    return (None, True) if length(start, end) < timedelta() else (end, False)


def length(start: Moment, end: Moment) -> timedelta:
    """How long something lasts; both are dates, or times of which both or neither have a zone."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end - start if start.tzinfo is None else end.astimezone(UTC) - start.astimezone(UTC)
    return date(end.year, end.month, end.day) - date(start.year, start.month, start.day)


def _after(start: Moment, said: str) -> Moment | None:
    match = _DURATION.fullmatch(said.strip())
    if match is None or match[1] == "-":
        return None
    weeks, days, hours, minutes, seconds = (int(group or 0) for group in match.groups()[1:])
    exact = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    try:
        end = start + timedelta(weeks=weeks, days=days)
        if isinstance(end, datetime) and end.tzinfo is not None:
            return (end.astimezone(UTC) + exact).astimezone(end.tzinfo)
        return end + exact
    except OverflowError:
        return None


def _geo(said: str) -> tuple[float, float] | None:
    try:
        lat, lon = (float(part) for part in said.replace(",", ";").split(";"))
    except ValueError:
        return None
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def _people(found: dict[str, list[Property]]) -> tuple[Contact | None, tuple[Contact, ...], int]:
    """The host, the others, and how many have no name."""
    host: Contact | None = None
    nameless = 0
    people: dict[Contact, None] = {}
    for prop in (*found.get("ORGANIZER", ()), *found.get("ATTENDEE", ())):
        said = prop.parameters
        thing = said.get("CUTYPE", "").upper() in ("ROOM", "RESOURCE", "GROUP")
        if thing or said.get("PARTSTAT", "").upper() == "DECLINED" or said.get("ROLE", "").upper() == "NON-PARTICIPANT":
            continue
        contact = _contact(prop)
        if prop.name == "ORGANIZER":
            host = contact
        elif contact is not None and contact != host:
            people[contact] = None
        nameless += contact is None
    return host, tuple(people), nameless


def _contact(prop: Property) -> Contact | None:
    name = one_line(prop.parameters.get("CN", "").replace("\\,", ","))[:500].strip("'\" ")
    address = prop.value.strip()
    email = one_line(address[7:]) if address[:7].lower() == "mailto:" else ""
    email = email if "@" in email and len(email) <= 500 and " " not in email else ""
    return Contact(name, email) if name and "@" not in name else None


def instant(moment: Moment) -> str:
    """A moment as a text that is the same in whichever zone it is told."""
    if not isinstance(moment, datetime):
        return f"{moment:%Y%m%d}"
    if moment.tzinfo is None:
        return f"{moment:%Y%m%dT%H%M%S}"
    try:
        return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    except OverflowError:
        return f"{moment:%Y%m%dT%H%M%S}"
