"""How long a way takes: from what somebody noted of it, else from the places' coordinates.

Everything here is a lower estimate: a way that is called too short is too short. Minutes are whole, rounded up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Final, Literal

from trips.i18n.language import N_, Message, Translator
from trips.i18n.text import capitalised, fold
from trips.model.entities import Distance, Item, Person, Venue

Mode = Literal["walk", "bus", "train", "plane", "other"]

WALKING: Final = 4.5
"""km/h on foot, if the trip says nothing else."""
BOARDING: Final = 10
"""Seconds a head to get on a bus."""
ALLOWANCE: Final = 5
"""Minutes to gather before a ride by bus or car."""
SLOWER: Final = 0.7
"""How much of that speed is left to a group with somebody for whom walking is hard."""
WALKED: Final = 1.2
"""Kilometres up to which one walks if nobody says how one goes."""
DETOUR: Final = 1.3
"""How much longer streets are than the straight line."""

_SLOW: Final = re.compile(
    "rollstuhl|rollator|gehbehind|gehhilf|gehstock|krück|wheelchair|walk|crutch|mobility|stufen|treppe|stairs|step-free",
    re.IGNORECASE,
)
_PATTERNS: Final[dict[Mode, str]] = {
    "walk": r"fu(?:ß|ss)|walk|foot|\bgehen",
    "plane": r"flug(?!h[aä]f|platz)|flieg|plane|flight|\bair\b|jet",
    "other": r"schiff|boot|fähre|boat|ferry|ship|rad\b|fahrrad|bike|bicycle|seilbahn|cable",
    "train": r"\bzug|bahn|train|rail|metro|tram|\bice?\b|tube|underground|subway",
    "bus": r"bus|coach|auto|wagen|pkw|\bcar|cab|taxi|van|shuttle|limousine",
}
_MODES: Final[dict[Mode, re.Pattern[str]]] = {
    mode: re.compile(pattern, re.IGNORECASE) for mode, pattern in _PATTERNS.items()
}
_FLIGHT: Final = re.compile(r"(?<!\w)(?P<line>[A-Z]{2}|[A-Z]\d|\d[A-Z]) ?\d{3,4}(?!\w)")
"""The number of a flight: two letters of an airline and three or four figures."""
_TRAINS: Final = frozenset(("AP", "EC", "EN", "ES", "IC", "IP", "IR", "NJ", "RB", "RE", "RJ", "TL"))
"""Trains whose numbers look like those of flights."""
_WORDS: Final[dict[Mode, str]] = {
    "walk": N_("{n} walk"), "bus": N_("{n} drive"), "train": N_("{n} train"), "plane": N_("{n} flight"),
    "other": N_("{n} on the way"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """How long a way takes at least, in minutes, and the sum that led to it."""

    minutes: int
    mode: Mode
    summands: tuple[Message, ...]


def mode_of(text: str) -> Mode | None:
    """How one goes by what somebody wrote of it ("zu Fuß", "ICE 612"); None if nothing can be read from it."""
    return next((mode for mode, pattern in _MODES.items() if pattern.search(text)), None) if text else None


_BARE: Final[dict[str, tuple[str, ...]]] = {
    N_("on foot"): ("on foot", "walk", "zu fuß"), N_("train"): ("train", "zug", "bahn"),
    N_("bus"): ("bus",), N_("coach"): ("coach", "reisebus"), N_("minibus"): ("minibus", "kleinbus"),
    N_("plane"): ("plane", "flight", "flug", "flugzeug"),
}  # fmt: skip
"""What people write of a way of going and of nothing else, under the word that every reader is told."""
_BARE_WORDS: Final = {fold(said): word for word, some in _BARE.items() for said in some}


def mode_word(text: str) -> str | None:
    """The word of the catalogs for how one goes, where a text says that and nothing else; None for any other."""
    return _BARE_WORDS.get(fold(text))


def mode_told(item: Item, t: Translator) -> str:
    """How one goes, in the reader's words where one of ours was written."""
    word = mode_word(item.mode)
    return item.mode if word is None else t(word)


def mode_label(item: Item, t: Translator) -> str:
    """The same as it begins a line; what somebody wrote themselves stands as they wrote it."""
    return item.mode if mode_word(item.mode) is None else capitalised(mode_told(item, t))


def mode_of_item(item: Item) -> Mode | None:
    """How one goes with an item: what it says of that, else the number of a flight, else its title."""
    if item.mode:
        return mode_of(item.mode)
    if any(_is_flight(found) for text in (item.service, item.title) for found in _FLIGHT.finditer(text)):
        return "plane"
    return mode_of(item.service) or mode_of(item.title)


def _is_flight(found: re.Match[str]) -> bool:
    return found["line"] not in _TRAINS


def kilometres(venue: Venue, other: Venue) -> float | None:
    """How far two places are by road, from their coordinates; None if one has none."""
    if venue.lat is None or venue.lon is None or other.lat is None or other.lon is None:
        return None
    lat, lat2 = radians(venue.lat), radians(other.lat)
    chord = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin(radians(other.lon - venue.lon) / 2) ** 2
    return DETOUR * 2 * 6371 * asin(sqrt(min(chord, 1.0)))


def same_place(venue: Venue, other: Venue) -> bool:
    """Whether two places are one to somebody who walks: they have one address."""
    return venue.key == other.key or (bool(venue.address) and venue.address.casefold() == other.address.casefold())


@dataclass(frozen=True, slots=True)
class TravelTimes:
    """How long the ways of a trip take, from what is known of its places and people.

    Attributes:
        venues: the places, under their keys.
        distances: what somebody noted of ways.
        pace: km/h on foot, seconds a head to board, minutes to gather; None where the trip says nothing.
        travellers: the delegates of each group, and with None those of nobody's.
    """

    venues: Mapping[str, Venue]
    distances: Sequence[Distance]
    pace: tuple[float | None, int | None, int | None]
    travellers: Mapping[str | None, Sequence[Person]]

    def way(self, start: str, end: str, mode: Mode | None, stream: str | None, heads: Callable[[], int]) -> Way | None:
        """How long people need from a place to another; None if nobody can know.

        Args:
            start: the key of the place they leave.
            end: the key of the place they go to.
            mode: how they go; None if nobody says.
            stream: the group that goes.
            heads: counts how many they are, where that matters.
        """
        venue, other = self.venues.get(start), self.venues.get(end)
        if venue is None or other is None:
            return None
        if same_place(venue, other):
            return Way(0, "walk", ())
        noted = self._noted(start, end, mode)
        if noted is not None:
            return self._sum(noted[1], float(noted[0]), heads)
        far = kilometres(venue, other)
        if far is None or mode == "other":
            return None
        how: Mode = mode or ("walk" if far <= WALKED else "bus")
        return self._sum(how, self._minutes(how, far, stream), heads)

    def _noted(self, start: str, end: str, mode: Mode | None) -> tuple[int, Mode] | None:
        """What somebody noted of a way: for this way of going, else for any."""
        found: tuple[int, Mode] | None = None
        for distance in self.distances:
            if {distance.one, distance.other} != {start, end}:
                continue
            known = mode_of(distance.mode)
            if known is not None and known == mode:
                return distance.minutes, known
            if not distance.mode or mode is None:
                found = found or (distance.minutes, known or mode or "walk")
        return found

    def _minutes(self, mode: Mode, far: float, stream: str | None) -> float:
        match mode:
            case "walk":
                return 60 * far / self._walking(stream)
            case "train":
                return 60 * far / 150
            case "plane":
                return 60 * far / DETOUR / 850
            case _:
                return 60 * (min(far, 5) / 25 + max(far - 5, 0) / 90)  # streets, then roads

    def _walking(self, stream: str | None) -> float:
        """How fast people of a stream walk, km/h: as fast as the slowest."""
        speed, _, _ = self.pace
        needs = (person.private.access for person in self.travellers.get(stream, ()))
        slow = any(_SLOW.search(need) for need in needs if need)
        return (speed or WALKING) * (SLOWER if slow else 1)

    def _sum(self, mode: Mode, riding: float, heads: Callable[[], int]) -> Way:
        ride = ceil(riding - 1e-9)
        summands = [Message(_WORDS[mode], n=ride)]
        total = ride
        if mode == "bus":
            _, seconds, minutes = self.pace
            boarding = ceil((BOARDING if seconds is None else seconds) * heads() / 60)
            allowance = ALLOWANCE if minutes is None else minutes
            total += boarding + allowance
            summands += [Message("{n} boarding", n=boarding)] if boarding else []
            summands += [Message("{n} allowance", n=allowance)] if allowance else []
        return Way(total, mode, tuple(summands))
