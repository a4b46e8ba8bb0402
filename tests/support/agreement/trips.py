"""The trips in which all files must agree: the examples, hard cases, and trips made by chance but always the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any, Final

from exports.snapshot import Snapshot, released
from tests.support.judges import ROOT
from trips.edits.items import change_item, remove_items
from trips.history.releases import Release, freeze
from trips.model.doors import checked
from trips.model.entities import Day, Group, Item, Organisation, Person, Presence, Venue
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline
from trips.tripfile import read_trip

ISSUED: Final = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
GENERATED: Final = 10
_WHENS: Final = (
    "{h}:00-{h}:45", "{h}:15, 40 min", "about {h}:30, 1 h", "from {h}:10", "from {h}:00-{h}:50", "until {h}:40",
    "about {h}:20", "{h}:05", "then", "then, 45 min", "then +10 min, 20 min", "then, about 30 min", "with",
    "with +45 min, 30 min", "morning", "evening", "", "23:30-00:50", "24:20, 30 min", "about 23:45, 40 min", "then",
    "then, until {h}:55",
)  # fmt: skip
_PARTS: Final = ("then", "then, 20 min", "then, about 15 min")
_KINDS: Final = ("visit", "talk", "meal", "transfer", "tour", "meeting", "press", "reception", "task", "free", "break")
_STATUSES: Final = ("confirmed", "confirmed", "confirmed", "tentative", "requested", "idea", "cancelled")
_AUDIENCES: Final = ("participants", "participants", "participants", "public", "press", "staff")
_ZONES: Final = ("Europe/Berlin", "Europe/Lisbon", "Asia/Tokyo")


def generated(seed: int) -> Trip:
    """A trip of three days: two groups, guests and hosts, parts, soft times, nights, zones, every status."""
    return _Maker(Random(seed), seed).trip()


class _Maker:
    def __init__(self, random: Random, seed: int) -> None:
        self._random = random
        self._seed = seed
        self._count = 0

    def trip(self) -> Trip:
        """The trip."""
        dates = [date(2027, 5, 29) + timedelta(days=self._seed + n) for n in range(3)]
        days = tuple(
            checked(Day, id=self._id(), date=one, title=f"Thema {n}" if n % 2 else "") for n, one in enumerate(dates)
        )
        items: list[Item] = []
        for n, day in enumerate(days):
            if n < 2:
                items.append(self._stay(day.id, n))
            items.append(self._journey(day.id))
            for _ in range(self._random.randint(4, 7)):
                items.extend(self._visit(day.id))
        return Trip(
            id=self._id(), title=f"Reise {self._seed}", days=days, items=tuple(items), timezone="Europe/Berlin",
            language="en" if self._seed % 2 else "de", venues=tuple(self._venues()), groups=self._groups(),
            organisations=(Organisation(key="amt", name="Amt für Muster"), Organisation(key="werk", name="Musterwerk")),
            people=tuple(self._people(dates)), organiser="Stadt Muster",
        )  # fmt: skip

    def _id(self) -> str:
        return f"{self._random.getrandbits(128):032x}"

    def _venues(self) -> list[Venue]:
        return [
            Venue(key=f"v{n}", name=f"Haus {n}", address=f"Weg {n}, Musterstadt", timezone=zone)
            for n, zone in enumerate((None, None, *_ZONES[1:]))
        ]

    def _groups(self) -> tuple[Group, ...]:
        return (Group(key="a", name="Gruppe A"), Group(key="b", name="Gruppe B", expected=7))

    def _people(self, dates: list[date]) -> list[Person]:
        late = Presence(start=datetime.combine(dates[1], datetime.min.time()))
        return [
            Person(key="anna", name="Anna Muster", delegate=True, groups=("a",)),
            Person(key="bert", name="Bert Beispiel", delegate=True, groups=("b",)),
            Person(key="cem", name="Cem Probe", delegate=True, present=late),
            Person(key="dora", name="Dr. Dora Vortrag", organisation="werk"),
        ]

    def _journey(self, day: str) -> Item:
        hour = self._random.randint(6, 9)
        when = self._random.choice((f"{hour}:10-{hour + 2}:40", f"{hour}:10, 3 h", "22:50-06:30", f"{hour}:10"))
        start, to = self._random.sample(range(4), 2)
        return self._item(day, kind="transfer", when=when, venue=f"v{start}", to=f"v{to}", mode="Bahn")

    def _stay(self, day: str, n: int) -> Item:
        groups = ("a",) if n else ()
        nights = 1 if n else 2
        return self._item(
            day, kind="stay", when=f"from 15:00, until 09:00 +{nights} d", venue=f"v{n}", groups=groups,
            status="confirmed", audience="participants",
        )  # fmt: skip

    def _visit(self, day: str) -> list[Item]:
        whole = self._item(day)
        parts = self._random.choice((0, 0, 0, 1, 2)) if whole.kind in ("visit", "reception") else 0
        return [
            whole,
            *(
                self._item(
                    day, part_of=whole.id, kind="talk", when=self._random.choice(_PARTS),
                    groups=(), audience=whole.audience, status=whole.status, hosts=(), people=(), only=False,
                    speakers=self._random.choice(((), ("dora",), ("anna", "dora"))),
                )
                for _ in range(parts)
            ),
        ]  # fmt: skip

    def _item(self, day: str, **given: Any) -> Item:
        self._count += 1
        random = self._random
        values: dict[str, Any] = {
            "kind": random.choice(_KINDS),
            "when": random.choice(_WHENS).format(h=f"{random.randint(8, 20):02}"),
            "status": random.choice(_STATUSES),
            "audience": random.choice(_AUDIENCES),
            "groups": random.choice(((), (), ("a",), ("b",))),
            "venue": random.choice((None, "v0", "v1", "v1")),
            "hosts": random.choice(((), (), ("amt",), ("werk",))),
            "people": random.choice(((), (), ("anna",))),
            "only": random.random() < 0.1,
        }  # fmt: skip
        values |= given
        values["only"] = values["only"] and bool(values["people"])
        title = f"{values['kind'].capitalize()} number {self._count}"
        return checked(Item, id=self._id(), day=day, title=title, **values)


def changed_trip(trip: Trip) -> Trip:
    """The trip a week later: one item at another time, one cancelled, one gone."""
    plain = [item for item in trip.items if item.part_of is None and item.day and item.kind != "stay"]
    shown = [item for item in plain if item.status in ("confirmed", "tentative") and item.audience != "staff"]
    whole = {item.part_of for item in trip.items}
    shown = [item for item in shown if item.id not in whole]
    moved, off, *_, gone = shown if len(shown) >= 3 else plain
    trip = change_item(trip, moved.id, when="17:05-17:55")
    trip = change_item(trip, off.id, status="cancelled")
    return remove_items(trip, [gone.id])


def _read(path: str) -> Trip:
    return read_trip((ROOT / path).read_bytes()).trip


TRIPS: Final[dict[str, Callable[[], Trip]]] = {
    **{name: (lambda name=name: _read(f"examples/{name}.toml")) for name in ("koeln", "lisbon", "koeln-weich")},
    **{name: (lambda name=name: _read(f"tests/cases/trips/{name}.toml")) for name in ("gross", "gap")},
    **{f"generated {n}": (lambda n=n: generated(n)) for n in range(1, GENERATED + 1)},
}


PART: Final = ("koeln", "lisbon", "gap", "generated 1", "generated 2")
"""The trips that are looked at each time; the others where there is time."""


@cache
def version_two(name: str) -> Snapshot:
    """The second version of a trip, as it was issued a week after the first."""
    first = TRIPS[name]()
    return released(
        Release(n, ISSUED + timedelta(days=7 * n), "x", "", n, freeze(Timeline(trip)))
        for n, trip in enumerate((first, changed_trip(first)), 1)
    )[-1]
