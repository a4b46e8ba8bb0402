"""Time zones from the newest data there is: laws change, and a machine's own data may be years old."""

from __future__ import annotations

import zoneinfo
from functools import cache
from pathlib import Path

import tzdata


@cache
def _newest() -> None:
    """Leave the machine's zone data aside if the package's is newer, or if nobody knows how old the machine's is."""
    machine = max((found for path in zoneinfo.TZPATH if (found := _version(Path(path)))), default="")
    if machine < tzdata.IANA_VERSION:
        zoneinfo.reset_tzpath(())


def _version(folder: Path) -> str:
    """The version of a folder of zone data, like "2025b"; empty if it does not say."""
    try:
        with (folder / "tzdata.zi").open(encoding="ascii", errors="replace") as file:
            return file.readline().removeprefix("# version ").strip()
    except OSError:
        return ""


@cache
def zone(name: str) -> zoneinfo.ZoneInfo:
    """The time zone of an IANA name, loaded once."""
    _newest()
    return zoneinfo.ZoneInfo(name)


@cache
def is_zone(name: str) -> bool:
    """Whether a text is an IANA zone name."""
    _newest()
    return name in zoneinfo.available_timezones()
