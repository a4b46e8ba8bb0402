"""The door to icalendar: the few things of it that are used, with their types.

Imported only when a calendar file is written; the library costs as much as the rest of a command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any, Final, Protocol, cast

import icalendar


class Component(Protocol):
    """A component: VCALENDAR, VEVENT, VTIMEZONE and their like."""

    def add(self, name: str, value: object) -> None:
        """Add a property."""
        ...

    def add_component(self, component: Component) -> None:
        """Add a component inside."""
        ...

    def to_ical(self) -> bytes:
        """The component as folded lines ending in CRLF."""
        ...


_CLASSES: Mapping[str, Callable[[], Any]] = {
    "VCALENDAR": icalendar.Calendar,
    "VEVENT": icalendar.Event,
    "VALARM": icalendar.Alarm,
    "VTIMEZONE": icalendar.Timezone,
    "STANDARD": icalendar.TimezoneStandard,
    "DAYLIGHT": icalendar.TimezoneDaylight,
}


def component(name: str) -> Component:
    """An empty component."""
    return cast("Component", _CLASSES[name]())


class _Text(icalendar.vText):
    """TEXT with the escapes of RFC 5545 3.3.11 and no others.

    The library makes a line break of a backslash before an N as well, and so of many a folder's name.
    """

    def to_ical(self) -> bytes:
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def text(value: str) -> object:
    """A TEXT value.

    It does not say its language (RFC 5545 3.2.10): readers in wide use then lose the text, or show an object.
    """
    return cast("Any", _Text)(value)


_WIDTH: Final = 75


def folded(data: bytes) -> bytes:
    """Lines folded at 75 octets (RFC 5545 3.1), between characters and never inside an escape.

    Args:
        data: lines that the library folded; it may divide a backslash from what it escapes.
    """
    lines = data.replace(b"\r\n ", b"").split(b"\r\n")
    return b"\r\n".join(b"\r\n ".join(_pieces(line)) for line in lines)


def _pieces(line: bytes) -> Iterator[bytes]:
    width = _WIDTH
    while len(line) > width:
        cut = width
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        before = line[:cut]
        cut -= (len(before) - len(before.rstrip(b"\\"))) % 2
        yield line[:cut]
        line, width = line[cut:], _WIDTH - 1
    yield line


class _Geo(icalendar.vGeo):
    """GEO with six decimals, as RFC 5545 3.8.1.6 asks for; the library writes as many as a number happens to have."""

    def to_ical(self) -> str:
        lat, lon = cast("Any", self).latitude, cast("Any", self).longitude
        return f"{lat:.6f};{lon:.6f}"


def geo(lat: float, lon: float) -> object:
    """A GEO value (RFC 5545 3.8.1.6)."""
    return cast("Any", _Geo)((lat, lon))


def uri(value: str, parameters: dict[str, str]) -> object:
    """A URI value with parameters."""
    made: Any = cast("Any", icalendar.vUri)(value)
    made.params = icalendar.Parameters(parameters)
    return made


def mailbox(address: str, parameters: dict[str, str]) -> object:
    """A CAL-ADDRESS (RFC 5545 3.3.3) of an e-mail address, with parameters."""
    made: Any = cast("Any", icalendar.vCalAddress)(f"mailto:{address}")
    made.params = icalendar.Parameters(parameters)
    return made


class _Duration(icalendar.vDuration):
    """DURATION in minutes; the library writes none of them as days ("P0D"), which not every reader takes."""

    def to_ical(self) -> bytes:
        minutes = int(cast("Any", self).td.total_seconds()) // 60
        sign = "-" if minutes < 0 else ""
        days, rest = divmod(abs(minutes), 1440)
        hours, left = divmod(rest, 60)
        clock = (f"{hours}H" if hours else "") + (f"{left}M" if left else "")
        text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
        return f"{sign}P{text or 'T0S'}".encode()


def duration(minutes: int, *, value: bool = False) -> object:
    """A DURATION (RFC 5545 3.3.6); with its VALUE where that is not the default of the property."""
    made: Any = cast("Any", _Duration)(timedelta(minutes=minutes))
    made.params = icalendar.Parameters({"VALUE": "DURATION"} if value else {})
    return made


def rule(value: str) -> object:
    """A recurrence rule (RFC 5545 3.3.10)."""
    return cast("Any", icalendar.vRecur).from_ical(value)
