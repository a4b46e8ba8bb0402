"""What is known of a day, of several items, of a section of people, and of the whole trip, as facts to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from agenda.presenters.details import Row
from trips.checks import Finding
from trips.grammar.choices import APART, STATUS_WORDS, STATUSES
from trips.grammar.when_text import write_length
from trips.i18n.dates import day_month, span, weekday_date
from trips.i18n.language import Translator
from trips.model.entities import Day, Person, by_key, named_in
from trips.model.tables import Entry
from trips.model.trip import Trip, first_day, last_day
from trips.schedule.attendance import Attendance
from trips.schedule.timeline import Placed, Timeline, pool_of


def day_facts(timeline: Timeline, day: Day, findings: Sequence[Finding], t: Translator) -> Iterator[Row]:
    """What a day holds: how much and how long, how many people, what is open, and what was found."""
    placed = timeline.of_day(day.id)
    yield Row("", "\n".join(filter(None, (day_month(t, day.date), day.title))), "lines--heading")
    yield Row("", "")
    yield from _sums(timeline, placed, t)
    if day.note:
        yield Row(t("Note"), day.note)
    yield from _where_and_with(timeline.trip, placed, t)
    ids = {one.item.id for one in placed}
    for finding in findings:
        if not ids.isdisjoint(finding.items):
            yield from (Row("", ""), Row("", f"! {finding.message.say(t)}", "lines--warning"))
    yield from (Row("", ""), *trip_facts(timeline.trip, findings, t))


def several_facts(timeline: Timeline, ids: Iterable[str], t: Translator) -> Iterator[Row]:
    """What several items that are marked come to together."""
    wanted = frozenset(ids)
    placed = [one for one in timeline.placed().values() if one.item.id in wanted]
    count = len(wanted)
    yield Row("", t.plural("{n} item marked", "{n} items marked", count), "lines--heading")
    yield Row("", "")
    yield from _sums(timeline, placed, t)
    yield from _where_and_with(timeline.trip, placed, t)
    titles = [item.title for item in timeline.trip.items if item.id in wanted]
    yield Row(t("Titles"), "\n".join(titles), "lines--quiet")


def several_entries_facts(trip: Trip, some: Sequence[Entry], said: str, t: Translator) -> Iterator[Row]:
    """Who or what is marked; of people also from where they come and in which groups they are."""
    yield Row("", said, "lines--heading")
    yield Row("", "")
    people = [entry for entry in some if isinstance(entry, Person)]
    names = {entity.key: entity.name for entity in (*trip.organisations, *trip.groups)}
    of = Counter(person.organisation for person in people if person.organisation)
    groups = Counter(key for person in people for key in person.groups)
    for label, counted in ((t("Organisations"), of), (t("Groups"), groups)):
        if counted:
            yield Row(label, "\n".join(f"{names.get(key, key)}  {n}" for key, n in counted.most_common()))
    yield Row(t("Names"), "\n".join(entry.name for entry in some), "lines--quiet")


def section_facts(label: str, hint: str, counted: Sequence[tuple[str, int]], t: Translator) -> Iterator[Row]:
    """A section of people or places: how one adds to it, and how many each section has."""
    yield Row("", t(label), "lines--heading")
    yield Row("", "")
    yield Row("", t(hint), "lines--note")
    yield Row("", "")
    yield from (Row(t(name), str(number)) for name, number in counted)


def pool_facts(trip: Trip, findings: Sequence[Finding], t: Translator) -> Iterator[Row]:
    """What belongs to no day yet."""
    count = len(pool_of(trip))
    yield Row("", t("Unscheduled"), "lines--heading")
    yield Row("", "")
    yield Row("", t.plural("{n} item belongs to no day.", "{n} items belong to no day.", count), "lines--note")
    yield from (Row("", ""), *trip_facts(trip, findings, t))


def trip_facts(trip: Trip, findings: Sequence[Finding], t: Translator) -> Iterator[Row]:
    """The trip as a whole."""
    first, last = first_day(trip), last_day(trip)
    yield Row("", trip.title, "lines--heading")
    yield Row("", "")
    if trip.theme:
        yield Row(t("Theme"), trip.theme)
    if first and last:
        yield Row(t("When"), span(t, first, last))
    delegates = sum(person.delegate for person in trip.people)
    others = len(trip.people) - delegates
    numbers = (
        (t("Participants"), delegates), (t("Other people"), others), (t("Groups"), len(trip.groups)),
        (t("Places"), len(trip.venues)), (t("Items"), len(trip.items)), (t("Findings"), len(findings)),
    )  # fmt: skip
    yield from (Row(label, str(number)) for label, number in numbers if number)
    if trip.organiser:
        yield Row(t("Organiser"), trip.organiser)


def _sums(timeline: Timeline, placed: Sequence[Placed], t: Translator) -> Iterator[Row]:
    """How many items, from when to when, how long, for how many, where, and in which state."""
    shown = [one for one in placed if one.item.status != "cancelled"]
    ids = {one.item.id for one in shown}
    tops = [one for one in shown if one.item.part_of not in ids]
    yield Row(t("Items"), str(len(placed)))
    timed = [one for one in tops if one.item.kind not in APART]
    starts = [one.starts for one in timed if one.starts is not None]
    ends = [one.ends or one.starts for one in timed if one.ends is not None or one.starts is not None]
    if starts and (last := max(end for end in ends if end is not None)):
        yield Row(t("Time"), _span(min(starts), last, t))
    lengths = [one.end - one.start for one in timed if one.start is not None and one.end is not None]
    if lengths:
        yield Row(t("Duration"), write_length(sum(lengths), t))
    attendance = Attendance.of(timeline.trip, timeline.placed())
    heads = max((attendance.heads(one.item) for one in tops), default=0)
    if heads:
        yield Row(t("Headcount"), t.plural("{n} person at most", "{n} people at most", heads))
    states = Counter(one.item.status for one in placed)
    said = [f"{states[status]} {t(STATUS_WORDS[status])}" for status in STATUSES if states[status]]
    if said:
        yield Row(t("Status"), "\n".join(said))


def _span(first: datetime, last: datetime, t: Translator) -> str:
    """From when to when, with the days where these are two."""
    if first.date() != last.date():
        return f"{weekday_date(t, first.date())} {first:%H:%M} –\n{weekday_date(t, last.date())} {last:%H:%M}"
    return f"{first:%H:%M}–{last:%H:%M}" if last > first else f"{first:%H:%M}"


def _where_and_with(trip: Trip, placed: Sequence[Placed], t: Translator) -> Iterator[Row]:
    shown = [one.item for one in placed if one.item.status != "cancelled"]
    places = by_key(trip.venues)
    names = dict.fromkeys(places[item.venue].name for item in shown if item.venue in places)
    if names:
        yield Row(t("Places"), ", ".join(names))
    people = {entity.key: entity.name for entity in (*trip.people, *trip.organisations)}
    who = dict.fromkeys(people.get(key, key) for item in shown for key in named_in(item))
    if who:
        yield Row(t("With"), ", ".join(who))
