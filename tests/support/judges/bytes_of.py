"""Our own judge: what no program complains of and some programs trip over, looked for in the bytes of a file.

Written without any library, and without a line of the program that writes the files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PIL import ImageColor

CSS3 = frozenset(ImageColor.colormap) - {"rebeccapurple"}  # that one is of CSS4
_LINE = re.compile(
    r'(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:]*)(?:,(?:"[^"]*"|[^";:]*))*)*):(?P<value>.*)'
)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)')
_UTC = re.compile(r"\d{8}T\d{6}Z")


@dataclass
class Property:
    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)
    order: list[str] = field(default_factory=list)

    def all(self, *names: str) -> list[Property]:
        return [one for one in self.properties if one.name in names]

    def components(self, name: str) -> list[Component]:
        return [one for one in self.inside if one.name == name]

    def everything(self) -> Iterator[Component]:
        yield self
        for one in self.inside:
            yield from one.everything()


def byte_errors(data: bytes) -> list[str]:
    """Everything that is wrong with a calendar file; empty if nothing is."""
    errors = list(_lines(data))
    root, broken = _read(data)
    errors += broken
    if root is not None:
        errors += [error for check in CHECKS for error in check(root)]
    return errors


def _lines(data: bytes) -> Iterator[str]:
    if data.startswith(b"\xef\xbb\xbf"):
        yield "it begins with a byte order mark"
    if not data.endswith(b"END:VCALENDAR\r\n"):
        yield "it does not end with END:VCALENDAR and CRLF"
    lines = data.split(b"\r\n")
    for n, line in enumerate(lines, 1):
        if b"\r" in line or b"\n" in line:
            yield f"line {n} has a CR or LF alone"
        if len(line) > 75:
            yield f"line {n} is longer than 75 octets"
        if not line and n < len(lines):
            yield f"line {n} is empty"
        if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", line):
            yield f"line {n} has a control character"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"line {n} is no UTF-8 by itself"


def _read(data: bytes) -> tuple[Component | None, list[str]]:
    errors: list[str] = []
    root: Component | None = None
    open_: list[Component] = []
    text = data.decode(errors="replace").removeprefix("\ufeff")
    for line in re.sub("\r?\n[ \t]", "", text).splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            errors.append(f"no property: {line[:40]}")
            continue
        name, value = found["name"].upper(), found["value"]
        if name == "BEGIN":
            made = Component(value)
            if open_:
                open_[-1].inside.append(made)
                open_[-1].order.append(f"BEGIN:{value}")
            root = root or made
            open_.append(made)
        elif not open_:
            errors.append(f"outside of everything: {line[:40]}")
        elif name == "END":
            if open_.pop().name != value:
                errors.append(f"END:{value} ends what it did not begin")
        else:
            parameters = {key.upper(): said.strip('"') for key, said in _PARAMETER.findall(found["parameters"])}
            open_[-1].properties.append(Property(name, parameters, value))
            open_[-1].order.append(name)
    if open_:
        errors.append(f"{open_[-1].name} does not end")
    return root, errors


def _head(root: Component) -> Iterator[str]:
    if root.name != "VCALENDAR" or [one.value for one in root.all("VERSION")] != ["2.0"] or root.order[0] != "VERSION":
        yield "VERSION:2.0 is not right behind BEGIN:VCALENDAR"
    for name in ("PRODID", "CALSCALE"):
        if len(root.all(name)) != 1:
            yield f"{name} is not there once"
    if any(one.all("METHOD") for one in root.everything()):
        yield "METHOD makes an invitation of it"
    last_zone = max((n for n, one in enumerate(root.order) if one == "BEGIN:VTIMEZONE"), default=-1)
    if "BEGIN:VEVENT" in root.order[: max(last_zone, 0)]:
        yield "a zone stands behind an event"


def _names(root: Component) -> Iterator[str]:
    feed = bool(root.all("REFRESH-INTERVAL"))
    if root.all("NAME", "X-WR-CALNAME") and len(root.components("VEVENT")) == 1 and not feed:
        yield "a single event has a calendar's name"


def _people(root: Component) -> Iterator[str]:
    for event in root.everything():
        yield from (f"{one.name} tells an address" for one in event.all("ATTENDEE", "ORGANIZER"))


def _values(root: Component) -> Iterator[str]:
    for one in root.all("REFRESH-INTERVAL"):
        if one.parameters.get("VALUE") != "DURATION":
            yield "REFRESH-INTERVAL has no VALUE=DURATION"
    for event in root.components("VEVENT"):
        for one in event.all("DTSTART", "DTEND"):
            is_date = bool(re.fullmatch(r"\d{8}", one.value))
            if is_date != (one.parameters.get("VALUE") == "DATE"):
                yield f"{one.name} and its VALUE do not agree"
            if not is_date and not re.fullmatch(r"\d{8}T\d{6}Z?", one.value):
                yield f"{one.name} is neither a date nor a time"
            if one.value.endswith("Z") and "TZID" in one.parameters:
                yield f"{one.name} is in UTC and in a zone"
        for one in event.all("X-APPLE-STRUCTURED-LOCATION"):
            if one.parameters.get("VALUE") != "URI":
                yield "X-APPLE-STRUCTURED-LOCATION has no VALUE=URI"


def _colours(root: Component) -> Iterator[str]:
    for event in root.everything():
        yield from (f"{one.value} is no colour of CSS3" for one in event.all("COLOR") if one.value not in CSS3)


def _identity(root: Component) -> Iterator[str]:
    events = root.components("VEVENT")
    uids = Counter(one.value for event in events for one in event.all("UID"))
    yield from (f"UID {uid} is there {count} times" for uid, count in uids.items() if count > 1)
    for event in events:
        for name in ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP"):
            if len(event.all(name)) != 1:
                yield f"{name} is not there once"
        for one in event.all("DTSTAMP", "LAST-MODIFIED"):
            if not _UTC.fullmatch(one.value):
                yield f"{one.name} is not in UTC"
        for one in event.all("UID"):
            if not re.fullmatch(r"[!-~]+@[!-~]+", one.value):
                yield f"UID {one.value} is not plain"


def _alarms(root: Component) -> Iterator[str]:
    for event in root.components("VEVENT"):
        if len(event.components("VALARM")) > 1:
            yield "there are two alarms"
        if "BEGIN:VALARM" in event.order[:-1]:
            yield "something stands behind an alarm"
        for alarm in event.components("VALARM"):
            if not {one.name for one in alarm.properties} >= {"ACTION", "TRIGGER", "DESCRIPTION"}:
                yield "an alarm lacks something"


def _spans(root: Component) -> Iterator[str]:
    for event in root.components("VEVENT"):
        edges = [*event.all("DTSTART"), *event.all("DTEND")]
        if len(edges) != 2:
            continue
        start, end = edges
        if ("T" in start.value) != ("T" in end.value):
            yield "DTSTART and DTEND are of two types"
            continue
        moments = [_moment(one) for one in edges]
        if None in moments:
            yield "a time cannot be read"
        elif not moments[0] < moments[1]:  # pyright: ignore[reportOptionalOperand]
            yield "DTEND is not after DTSTART"


def _moment(one: Property) -> datetime | None:
    text = one.value.removesuffix("Z")
    try:
        told = datetime.strptime(text, "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d")
        zone = ZoneInfo(one.parameters["TZID"]) if "TZID" in one.parameters else UTC
    except (ValueError, KeyError, OSError):
        return None
    return told.replace(tzinfo=zone).astimezone(UTC)


def _places(root: Component) -> Iterator[str]:
    for event in root.components("VEVENT"):
        for one in event.all("GEO"):
            if not re.fullmatch(r"-?\d{1,2}\.\d{6};-?\d{1,3}\.\d{6}", one.value):
                yield "GEO has not six decimals"


def _zones(root: Component) -> Iterator[str]:
    there = [one.value for part in root.components("VTIMEZONE") for one in part.all("TZID")]
    used = {
        one.parameters["TZID"]
        for event in root.components("VEVENT")
        for one in event.properties
        if "TZID" in one.parameters
    }
    yield from (f"{name} has no VTIMEZONE" for name in sorted(used - set(there)))
    yield from (f"{name} is told and not used" for name in sorted(set(there) - used))
    yield from (f"{name} is told {count} times" for name, count in Counter(there).items() if count > 1)


CHECKS: tuple[Callable[[Component], Iterator[str]], ...] = (
    _head, _names, _people, _values, _colours, _identity, _alarms, _spans, _places, _zones,
)  # fmt: skip
