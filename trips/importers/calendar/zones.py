"""The time zones of a calendar file, whatever they are called there.

An IANA name is taken as it is, a Windows name is looked up, and a name of a program's own is recognised by what stands
in it or by its rules. Where all that fails, the rules themselves convert its times.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from trips.i18n.language import Message
from trips.importers.calendar.content_lines import Block
from trips.importers.result import Skipped
from trips.model.zones import is_zone, zone, zone_of_town

_UTC_NAMES: Final = frozenset(
    (
        "z",
        "utc",
        "gmt",
        "etc/utc",
        "coordinated universal time",
        "tzone://microsoft/utc",
        "(utc) coordinated universal time",
    )
)
_AMERICAN: Final = re.compile(r"\b(eastern|central|mountain|pacific|atlantic|alaskan?|hawaiian?) time\b", re.IGNORECASE)
_OF_AMERICA: Final = {
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver",
    "pacific": "America/Los_Angeles", "atlantic": "America/Halifax", "alaska": "America/Anchorage",
    "alaskan": "America/Anchorage", "hawaii": "Pacific/Honolulu", "hawaiian": "Pacific/Honolulu",
}  # fmt: skip
"""Zones as Outlook shows them: "(UTC-05:00) Eastern Time (US & Canada)"."""
_PAIR: Final = re.compile(r"GMT\s*([+-]\d{1,2})[.:](\d\d)\s*/\s*([+-]\d{1,2})[.:](\d\d)", re.IGNORECASE)
"""The offsets in winter and in summer, as Domino writes a zone."""
_OFFSET: Final = re.compile(r"\(?(?:UTC|GMT)\s*([+-])\s*(\d{1,2}):?(\d{2})?\)?", re.IGNORECASE)
_SAMPLES: Final = tuple((month, day) for month in range(1, 13) for day in (5, 15, 28))


class Zones:
    """Time zones by the names they have in one file.

    `told` grows by a sentence for each name that is not known.
    """

    def __init__(self, blocks: Iterable[Block], office: str, year: int) -> None:
        self._blocks: dict[str, Block] = {}
        for block in blocks:
            for prop in block.properties():
                if prop.name == "TZID":
                    self._blocks.setdefault(prop.value.strip().strip('"'), block)
                    break
        self._office = office
        self._year = year
        self._known: dict[str, tzinfo | None] = {}
        self.told: list[Skipped] = []

    def __call__(self, name: str) -> tzinfo | None:
        """The zone of a name; None for times that belong to no zone."""
        if name not in self._known:
            self._known[name] = self._found(name.strip().strip('"'))
        return self._known[name]

    def name(self, name: str) -> str | None:
        """The IANA name of a zone; None if it has none."""
        found = self(name) if name else None
        return found.key if isinstance(found, ZoneInfo) else None

    def _found(self, name: str) -> tzinfo | None:
        named = known_name(name) or self._located(name)
        if named is not None:
            return zone(named)
        block = self._blocks.get(name)
        rules = self._rules(block) if block is not None else None
        if rules is not None and (same := self._same(rules)) is not None:
            return zone(same)
        if rules is None and (town := zone_of_town(name) or self._paired(name)) is not None:
            return zone(town)
        found = rules or _fixed(name)
        line = block.line if block is not None else 0
        why = (
            Message('The time zone "{name}" is not known; its times were converted by its rules.', name=name[:100])
            if rules
            else Message(
                'The time zone "{name}" is not known; its times were converted by the offset in its name,'
                " without a summer time.",
                name=name[:100],
            )
            if found
            else Message('The time zone "{name}" is not known; its times were taken as local times.', name=name[:100])
        )
        self.told.append(Skipped(line, "", why))
        return found

    def _located(self, name: str) -> str | None:
        """What the program that wrote the zone says where it is."""
        block = self._blocks.get(name)
        located = (prop.value for prop in block.properties() if prop.name == "X-LIC-LOCATION") if block else ()
        return next((one for one in located if is_zone(one)), None)

    @staticmethod
    def _rules(block: Block) -> tzinfo | None:
        from trips.importers.calendar.library import TROUBLE, zone_of_rules

        found = zone_of_rules(block.lines)
        try:
            return found if found is not None and datetime(2020, 1, 1, tzinfo=found).utcoffset() is not None else None
        except TROUBLE:
            return None

    def _same(self, rules: tzinfo) -> str | None:
        """A well-known zone whose clocks show the same in the year of the events; the office's own if it is one."""
        from trips.importers.calendar.library import TROUBLE

        try:
            wanted = _offsets(rules, self._year)
        except TROUBLE:
            return None
        return next((name for name in self._well_known() if _offsets_of(name, self._year) == wanted), None)

    def _well_known(self) -> Iterator[str]:
        from trips.importers.calendar.library import WINDOWS

        return filter(is_zone, dict.fromkeys((self._office, "Europe/Berlin", *WINDOWS.values())))

    def _paired(self, name: str) -> str | None:
        """A well-known zone with the two offsets that a name says."""
        match = _PAIR.match(name)
        if match is None:
            return None
        wanted = {_offset_of(match[1], match[2]), _offset_of(match[3], match[4])}
        return next((known for known in self._well_known() if set(_offsets_of(known, self._year)) == wanted), None)


@lru_cache(maxsize=256)
def known_name(name: str) -> str | None:
    """The IANA name that a zone's name says by itself; None if it does not.

    "/example.org/20070129_1/Europe/Berlin" ends in one, "W. Europe Standard Time" is one of Windows.
    """
    if is_zone(name):
        return name
    if name.casefold() in _UTC_NAMES:
        return "UTC"
    if (american := _AMERICAN.search(name)) is not None:
        return _OF_AMERICA[american[1].casefold()]
    for candidate in _spellings(name):
        if (found := _all_zones().get(candidate.casefold())) is not None:
            return found
    from trips.importers.calendar.library import WINDOWS

    return WINDOWS.get(name.casefold())


def _spellings(name: str) -> Iterator[str]:
    yield name
    parts = name.strip("/").split("/")
    for start in range(len(parts) - 1):
        yield "/".join(parts[start:])
    if "/" not in name and "-" in name:
        yield name.replace("-", "/", 1)


@cache
def _all_zones() -> dict[str, str]:
    return {name.casefold(): name for name in sorted(available_timezones())}


def _fixed(name: str) -> tzinfo | None:
    """The offset that a name says: "UTC+11", "(GMT-03:00) Brasilia"."""
    match = _OFFSET.match(name)
    if match is None or int(match[2]) > 14:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(-offset if match[1] == "-" else offset)


def _offset_of(hours: str, minutes: str) -> timedelta:
    """An offset of hours with their sign and minutes without one."""
    whole = timedelta(hours=abs(int(hours)), minutes=int(minutes))
    return -whole if hours.startswith("-") else whole


def _offsets(info: tzinfo, year: int) -> tuple[timedelta | None, ...]:
    """The UTC offsets of a zone through a year."""
    return tuple(datetime(year, month, day, 12, tzinfo=UTC).astimezone(info).utcoffset() for month, day in _SAMPLES)


@lru_cache(maxsize=1024)
def _offsets_of(name: str, year: int) -> tuple[timedelta | None, ...]:
    return _offsets(zone(name), year)
