"""Time zones from the newest data there is: laws change, and a machine's own data may be years old."""

from __future__ import annotations

import re
import zoneinfo
from functools import cache
from pathlib import Path
from typing import Final

import tzdata

_WORD: Final = re.compile(r"[^\W\d_]{3,}(?:[ _][^\W\d_]+)*")
_IN_GERMAN: Final = {
    "lissabon": "lisbon", "warschau": "warsaw", "rom": "rome", "wien": "vienna", "prag": "prague",
    "brüssel": "brussels",
    "athen": "athens", "bukarest": "bucharest", "kopenhagen": "copenhagen", "moskau": "moscow", "belgrad": "belgrade",
    "zürich": "zurich", "luxemburg": "luxembourg", "kairo": "cairo", "tokio": "tokyo", "kiew": "kyiv", "genf": "zurich",
    "singapur": "singapore", "algier": "algiers", "jerusalem": "jerusalem", "vilnius": "vilnius", "peking": "shanghai",
}  # fmt: skip
"""Towns of zones by their German names."""


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


@cache
def zone_names() -> tuple[str, ...]:
    """The zones that somebody may choose: those named after towns."""
    _newest()
    return tuple(sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc")))


@cache
def _towns() -> dict[str, str]:
    """Zones by the town that they are named after, in small letters; those of Europe first."""
    names = sorted(zone_names(), key=lambda name: not name.startswith("Europe/"), reverse=True)
    return {name.rpartition("/")[2].replace("_", " ").casefold(): name for name in names}


def zone_of_town(text: str) -> str | None:
    """The zone of the first town in a text that one is named after ("Reise nach Lissabon"); None if there is none."""
    towns = _towns()
    for words in _WORD.findall(text.casefold()):
        parts = words.replace("_", " ").split(" ")
        for start in range(len(parts)):
            for end in range(len(parts), start, -1):
                said = " ".join(parts[start:end])
                if (found := towns.get(_IN_GERMAN.get(said, said))) is not None:
                    return found
    return None
