"""Twelve trips that calendar programs find hard, each in two versions, in every kind of file; and what must be read.

The ids are made from names, so that a file that somebody stumbles over is the same in the next run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from exports.audience import Audience, read_audience
from exports.calendar import Alarms, CalendarOptions, Calendars
from exports.calendar.events import DEFAULT_MINUTES
from exports.snapshot import Snapshot, released
from tests.support.judges import ROOT, Told
from tests.support.judges.panel import Judge
from trips.edits.items import add_item, change_item, remove_items
from trips.grammar.when import Clock
from trips.history.releases import Release, freeze
from trips.i18n.language import Language
from trips.model.doors import checked
from trips.model.entities import Day, Item, Venue
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline
from trips.tripfile import read_trip

PREFIXES = {"de": ("ca.: ", "ENTFÄLLT: "), "en": ("about: ", "CANCELLED: ")}
START = datetime(2025, 9, 1, 12, 0, tzinfo=UTC)
ALARMS = Alarms(every=15, leave=10)
DAWN = 4
"""What ends before this hour of the night belongs to the evening alone."""
KINDS = ("whole", "days", "single", "feed", "since", "second")
"""The whole calendar, a day an event, an event a file, a feed, what changed since version 1, and all of version 2."""


def ident(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def utc(minute: int) -> str:
    return f"{datetime.fromtimestamp(minute * 60, UTC):%Y-%m-%d %H:%M}"


def versions(*trips: Trip) -> tuple[Snapshot, ...]:
    """The snapshots of trips that were issued one after the other, a day apart."""
    return released(
        Release(n, START + timedelta(days=n), "x", "", n, freeze(Timeline(trip))) for n, trip in enumerate(trips, 1)
    )


# The trips


def a_trip(name: str, dates: Sequence[date], *items: dict, venues: Sequence[Venue] = (), **trip: object) -> Trip:
    """A trip; an item says by its place in `dates` on which day it is, the first one if it does not."""
    days = tuple(checked(Day, id=ident(f"{name} {one}"), date=one) for one in dates)
    made: list[Item] = []
    whole = None
    for n, fields in enumerate(items):
        own = {"title": f"Item {n}", "status": "confirmed", "kind": "visit"} | fields
        day, part = days[own.pop("on", 0)].id, own.pop("part", False)
        made.append(checked(Item, id=ident(f"{name} item {n}"), day=day, part_of=whole if part else None, **own))
        whole = whole if part else made[-1].id
    made.sort(key=lambda one: [day.id for day in days].index(one.day or ""))
    return checked(Trip, id=ident(name), title=name, days=days, venues=tuple(venues), items=tuple(made), **trip)


def _example(name: str) -> Trip:
    return read_trip((ROOT / f"examples/{name}.toml").read_bytes()).trip


def _spring() -> Trip:
    return a_trip(
        "Clocks go forward", [date(2026, 3, 28), date(2026, 3, 29)],
        {"title": "Night train", "kind": "transfer", "when": "22:00-06:00"},
        {"title": "Late shift", "when": "23:30, 4 h"},
        {"title": "Over the gap", "when": "01:30, 1 h", "on": 1},
        {"title": "In the gap", "when": "02:30-03:30", "on": 1},
        {"title": "After it", "when": "then +5 min, 40 min", "on": 1},
        {"title": "Whole night", "kind": "stay", "when": "from 20:00, until 08:00"},
    )  # fmt: skip


def _autumn() -> Trip:
    return a_trip(
        "Clocks go back", [date(2026, 10, 24), date(2026, 10, 25)],
        {"title": "Night train", "kind": "transfer", "when": "22:00-06:00"},
        {"title": "Into the second hour", "when": "02:30, 45 min", "on": 1},
        {"title": "To its middle", "when": "02:00, 70 min", "on": 1},
        {"title": "In the second hour", "when": "then, 20 min", "on": 1},
        {"title": "Behind it", "when": "then, 2 h", "on": 1},
        {"title": "Open", "when": "02:15", "on": 1},
        language="en",
    )  # fmt: skip


def _date_line() -> Trip:
    return a_trip(
        "Across the date line", [date(2026, 5, 12), date(2026, 5, 13), date(2026, 5, 14), date(2026, 5, 15)],
        {"title": "Flight to yesterday", "kind": "departure", "when": "22:00-06:45", "venue": "akl", "to": "hnl"},
        {"title": "Lunch in Honolulu", "kind": "meal", "when": "12:00-13:30", "venue": "hnl"},
        {"title": "Kiritimati calls", "when": "09:00-10:00", "venue": "cxi", "on": 1},
        {"title": "Flight over a day", "kind": "departure", "when": "13:00-20:15 +1 day", "venue": "hnl", "to": "akl",
         "on": 1},
        {"title": "Back at work", "when": "08:15-09:00", "venue": "akl", "on": 3},
        venues=(
            Venue(key="akl", name="Auckland", timezone="Pacific/Auckland", lat=-37.008, lon=174.785),
            Venue(key="hnl", name="Honolulu", timezone="Pacific/Honolulu", lat=21.3187, lon=-157.9224),
            Venue(key="cxi", name="Kiritimati", timezone="Pacific/Kiritimati"),
        ),
        timezone="Pacific/Auckland", language="en",
    )  # fmt: skip


def _law() -> Trip:
    """Morocco leaves its summer time for Ramadan; later in 2026 laws change that not every machine has heard of."""
    dates = [date(2026, 2, 14), date(2026, 2, 15), date(2026, 3, 8), date(2026, 3, 22), date(2026, 4, 24),
             date(2026, 6, 1)]  # fmt: skip
    places = (("van", "America/Vancouver"), ("cas", "Africa/Casablanca"), ("cai", "Africa/Cairo"))
    items = [
        {"title": f"{place} {day} {clock}", "when": f"{clock}, 50 min", "venue": place, "on": n}
        for n, day in enumerate(dates)
        for clock in ("00:30", "02:00", "03:10", "12:00")
        for place, _ in places
    ]
    venues = [Venue(key=key, name=zone, timezone=zone) for key, zone in places]
    return a_trip("Laws change", dates, *items, venues=venues, timezone="Africa/Casablanca", language="en")


def _many() -> Trip:
    items = [
        {"title": f"Point {n}, {'long ' * (n % 9)}title", "when": f"{7 + n // 4 % 10:02}:{15 * (n % 4):02}, 15 min",
         "on": n // 40, "note": "note; with, marks\n" * (n % 4), "venue": "v" if n % 3 else None}
        for n in range(200)
    ]  # fmt: skip
    hall = Venue(key="v", name="Hall, upper; floor", address="Square 1", lat=50.5, lon=7)
    return a_trip("Two hundred items", [date(2026, 6, 1) + timedelta(days=n) for n in range(5)], *items, venues=(hall,))


def _scripts() -> Trip:
    titles = (
        "استقبال في دار البلدية، القاعة الكبرى", "🚌 Bus ➜ 🏛️ Rathaus 👩‍👩‍👧‍👦", "ישיבה עם ראש העיר (חדר 3)",
        "市長との会談" * 9, "Τελετή έναρξης; πρώτο μέρος, δεύτερο", "Zoë Ångström e\u0301 ﬁn",
        r"C:\new\neu, a; b: \"c\"",
        "قاعة 🎉 Saal", "ß" * 120, "Ёлка №1 – „Анна“ … ½",
    )  # fmt: skip
    places = [Venue(key=f"v{n}", name=title, address="شارع ١٢") for n, title in enumerate(titles)]
    items = [
        {"title": title, "when": f"{8 + n}:00, 45 min", "venue": f"v{n}", "note": f"{title}\n\n{title[::-1]}"}
        for n, title in enumerate(titles)
    ]
    return a_trip("دلیگیشن 🧳", [date(2026, 6, 1)], *items, venues=places, timezone="Asia/Riyadh")


def _cancelled() -> Trip:
    whens = ("09:00-10:00", "about 11:00, 1 h", "morning", "until 12:10", "then", "14:00")
    items = [{"title": f"Off {n}", "when": when, "status": "cancelled"} for n, when in enumerate(whens)]
    part = {"title": "Part", "when": "then, 20 min", "part": True, "status": "cancelled"}
    return a_trip("Cancelled", [date(2026, 6, 1)], items[0], part, *items[1:], language="en")


def _tentative() -> Trip:
    items = [
        {"title": f"{status} {when}", "when": when, "status": status, "kind": kind}
        for status in ("requested", "tentative", "idea")
        for when, kind in (("09:00-10:00", "meeting"), ("from 11:00", "talk"), ("evening", "meal"), ("tba", "free"))
    ]
    return a_trip("Not sure", [date(2026, 6, 1)], *items, provisional=True)


def _soft() -> Trip:
    whens = (
        "about 09:00", "then, about 20 min", "then +10 min, 45 min", "with", "with +5 min, 20 min", "from 11:00",
        "until 12:10", "then, until 12:50", "about 13:00, about 2 h", "then", "early", "midday", "afternoon", "night",
        "all day", "tba", "45 min", "24:30", "25:00-26:10", "from 23:00, until 01:00",
    )  # fmt: skip
    items = [{"title": f"{n} {when}", "when": when, "kind": "meeting"} for n, when in enumerate(whens)]
    return a_trip("Soft times", [date(2026, 6, 1), date(2026, 6, 2)], *items, language="en")


TRIPS = {
    "koeln": lambda: _example("koeln"), "lisbon": lambda: _example("lisbon"),
    "soft koeln": lambda: _example("koeln-weich"),
    "clocks forward": _spring, "clocks back": _autumn, "date line": _date_line, "laws": _law, "200 items": _many,
    "scripts": _scripts, "cancelled": _cancelled, "tentative": _tentative, "soft": _soft,
}  # fmt: skip
FOR_STAFF = ("lisbon", "tentative", "cancelled")


def second_version(trip: Trip) -> Trip:
    """The trip after a week: one item moved, one cancelled (or on again), one gone, one new."""
    moved, off, gone = [
        one for one in trip.items
        if one.part_of is None and one.day and one.audience != "staff" and one.kind != "stay" and one.status != "idea"
    ][:3]  # fmt: skip
    trip = change_item(trip, moved.id, when="17:05-17:55")
    trip = change_item(trip, off.id, status="confirmed" if off.status == "cancelled" else "cancelled")
    trip = remove_items(trip, [gone.id])
    new = checked(
        Item,
        id=ident(f"{trip.id} new"),
        title="Neu: Brunch",
        day=trip.days[0].id,
        when="20:15-21:00",
        status="confirmed",
    )
    return add_item(trip, new)


@cache
def snapshots(name: str) -> tuple[Snapshot, Snapshot]:
    first = TRIPS[name]()
    one, two = versions(first, second_version(first))
    return one, two


def audience_of(name: str) -> Audience:
    return read_audience(snapshots(name)[0].trip, "staff" if name in FOR_STAFF else "participants")


# The files


@cache
def files(name: str, kind: str) -> tuple[bytes, ...]:
    """The files of a trip; of many single ones every tenth."""
    first, second = snapshots(name)
    audience = audience_of(name)
    if kind == "single":
        data = [data for _, data in Calendars(first, None, CalendarOptions(ALARMS)).single_files(audience)]
        return tuple(data if len(data) < 100 else data[::10])
    options = CalendarOptions(
        ALARMS, days=kind == "days", since=1 if kind == "since" else None, feed=kind == "feed"
    )  # fmt: skip
    snapshot = first if kind in ("whole", "days") else second
    return (Calendars(snapshot, None, options).file(audience),)


def events_in(data: bytes) -> dict[str, bytes]:
    """Each VEVENT as it stands in a file, under its UID."""
    found = {}
    for block in data.split(b"BEGIN:VEVENT\r\n")[1:]:
        body = block.partition(b"END:VEVENT\r\n")[0]
        (uid,) = [line for line in body.replace(b"\r\n ", b"").split(b"\r\n") if line.startswith(b"UID:")]
        found[uid[4:].decode()] = body
    return found


# What must be read


def told_by_solver(snapshot: Snapshot, audience: Audience, language: Language) -> list[Told]:
    """What every judge must understand of a snapshot alone, from where its items fall."""
    about, cancelled = PREFIXES[language]
    told = []
    for _, placed in snapshot.seen(audience).days:
        for own in placed:
            item = own.item
            acts = audience.whose in ("person", "host") and audience.key in item.hosts + item.speakers + item.people
            if item.part_of is not None and not acts:
                continue
            title = item.title
            said = item.when.start
            if own.start_about and not (isinstance(said, Clock) and said.said == "from"):
                title = about + title
            if item.status == "cancelled":
                title = cancelled + title
            if item.kind == "stay" or own.start is None:
                leaves = own.ends.date() if own.ends else own.date
                after = timedelta(days=item.kind == "stay" and leaves > own.date)
                span = (str(own.date), str(max(leaves + after, own.date + timedelta(days=1))))
            else:
                end = own.start + DEFAULT_MINUTES[item.kind] if own.end is None or own.end <= own.start else own.end
                span = (utc(own.start), utc(end))
            told.append(Told(f"{item.id}@{snapshot.trip.id}", title, *span))
    return sorted(told)


def told_of_versions(snapshots: Sequence[Snapshot], audience: Audience, language: Language) -> list[Told]:
    """What every judge must understand of a reader's file after some versions: what they have, and what they lost."""
    cancelled = PREFIXES[language][1]
    told: dict[str, Told] = {}
    for snapshot in snapshots:
        now = {
            one.uid: one
            for one in told_by_solver(snapshot, audience, language)
            if audience.level == "staff" or one.uid in told or not one.title.startswith(cancelled)
        }
        for uid, one in told.items():
            if uid not in now and not one.title.startswith(cancelled):
                told[uid] = one._replace(title=cancelled + one.title)
        told |= now
    return sorted(told.values())


def _told_of_days(snapshot: Snapshot, audience: Audience) -> list[Told]:
    trip = snapshot.trip
    seen = [one for _, placed in snapshot.seen(audience).days for one in placed]
    busy = {one.date for one in seen} | {one.ends.date() for one in seen if one.ends and one.ends.hour >= DAWN}
    word = {"de": "Tag", "en": "day"}[trip.language]
    told = []
    for n, day in enumerate(trip.days, 1):
        title = day.title or (f"{word} {n}" if len(trip.days) > 1 else "")
        full = f"{trip.title}: {title}" if title else trip.title
        if day.date in busy:
            told.append(Told(f"{day.id}@{trip.id}", full, str(day.date), str(day.date + timedelta(days=1))))
    return sorted(told)


@cache
def expected(name: str, kind: str) -> list[Told]:
    """What must be read in all files of a kind of a trip together."""
    first, second = snapshots(name)
    audience, language = audience_of(name), first.trip.language
    if kind == "days":
        return _told_of_days(first, audience)
    if kind in ("whole", "single"):
        told = told_by_solver(first, audience, language)
        if kind == "single" and len(told) >= 100:
            chosen = {uid for data in files(name, kind) for uid in events_in(data)}
            told = [one for one in told if one.uid in chosen]
        return told
    told = told_of_versions((first, second), audience, language)
    if kind == "since":  # what stands in the second file as it did not stand in the first
        before, after = (events_in(files(name, one)[0]) for one in ("whole", "second"))
        told = [one for one in told if after.get(one.uid) != before.get(one.uid)]
    return told


class Verdict(NamedTuple):
    """What a judge read of a trip's files, and what it should have read."""

    read: list[Told]
    wanted: list[Told]

    @property
    def differences(self) -> int:
        """Events that were read and should not have been, or the other way round."""
        missing = list(self.wanted)
        wrong = 0
        for one in self.read:
            if one in missing:
                missing.remove(one)
            else:
                wrong += 1
        return wrong + len(missing)


def judged(judge: Judge, kind: str, folder: Path) -> Mapping[str, Verdict]:
    """What a judge makes of all files of a kind, by trip."""
    together = [(name, data) for name in TRIPS for data in files(name, kind)]
    found: dict[str, list[Told]] = {name: [] for name in TRIPS}
    for (name, _), told in zip(together, judge.read([data for _, data in together], folder), strict=True):
        found[name] += told
    return {name: Verdict(judge.seen(told), judge.seen(expected(name, kind))) for name, told in found.items()}
