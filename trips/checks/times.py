"""What the solver itself sees: times that cannot be, do not fit, or follow from nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding, clock
from trips.checks.slips import lasts_too_long
from trips.checks.trip_context import TripContext
from trips.grammar.choices import TRAVEL
from trips.grammar.when import Clock, Then, With
from trips.i18n.language import N_, Message
from trips.model.entities import Item, Person, named_in
from trips.model.zones import zone
from trips.schedule.timeline import Placed, at, counts

_MOST_AT_ONCE: Final = 20
"""Of how many that go on at once an item is told that it overlaps them: of a thousand at one time every pair would be
half a million sentences."""


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Every finding about times of a day."""
    placed = plan.placed
    yield from _clock_changes(placed)
    yield from _backwards(placed)
    yield from _long(placed)
    yield from _outside_the_whole(plan.believed)
    yield from _open_follow_ups(placed)
    yield from _overlaps(plan, ground)
    yield from _order(placed)


def _clock_changes(placed: Sequence[Placed]) -> Iterator[Finding]:
    for one in placed:
        start = one.item.when.start
        if not isinstance(start, Clock) or one.start is None:
            continue
        said = datetime.combine(one.date, datetime.min.time()) + timedelta(minutes=start.minute)
        if at(one.start, one.start_zone).replace(tzinfo=None) != said:
            text = N_("{title}: clocks skip {clock} that night; it is taken as {taken}.")
            values = {
                "title": one.item.title,
                "clock": f"{said:%H:%M}",
                "taken": f"{at(one.start, one.start_zone):%H:%M}",
            }
            yield Finding("time.skipped", "error", (one.item.id,), Message(text, **values))
        elif _shown_twice(said, one.start_zone):
            text = N_("{title}: clocks show {clock} twice that night; the first is meant.")
            yield Finding(
                "time.twice", "warning", (one.item.id,), Message(text, title=one.item.title, clock=f"{said:%H:%M}")
            )


def _shown_twice(wall: datetime, zone_name: str) -> bool:
    here = wall.replace(tzinfo=zone(zone_name))
    return here.utcoffset() != here.replace(fold=1).utcoffset()


def _backwards(placed: Sequence[Placed]) -> Iterator[Finding]:
    for one in placed:
        if one.start is not None and one.end is not None and one.end < one.start:
            text = N_("{title} ends {end}, before it starts {start}.")
            yield Finding("time.backwards", "error", (one.item.id,), _message(text, one))


def _long(placed: Sequence[Placed]) -> Iterator[Finding]:
    for one in placed:
        if one.item.kind not in TRAVEL and lasts_too_long(one):
            text = N_("{title} goes on from {start} to {end} of the next day; is that meant?")
            yield Finding("time.long", "warning", (one.item.id,), _message(text, one))


def _outside_the_whole(placed: Sequence[Placed]) -> Iterator[Finding]:
    wholes = {one.item.id: one for one in placed if one.item.part_of is None}
    for part in placed:
        whole = wholes.get(part.item.part_of or "")
        if whole is None or not counts(part.item):
            continue
        early = part.start is not None and whole.start is not None and part.start < whole.start
        late = part.end is not None and whole.end is not None and part.end > whole.end
        late = late or (part.start is not None and whole.end is not None and part.start > whole.end)
        if early or late:
            text = N_("{title} ({start}–{end}) lies outside {whole} ({whole_start}–{whole_end}).")
            values = {
                "whole": whole.item.title,
                "whole_start": clock(whole, "start"),
                "whole_end": clock(whole, "end"),
            }
            ids = (part.item.id, whole.item.id)
            yield Finding("time.outside", "error", ids, _message(text, part, **values))


def _open_follow_ups(placed: Sequence[Placed]) -> Iterator[Finding]:
    before: Placed | None = None
    still_open: Placed | None = None
    for one in placed:
        if isinstance(one.item.when.start, Then | With) and one.start is None and counts(one.item):
            if before is None:
                text = N_("{title} follows nothing: no item before it that day has a time.")
                yield Finding("time.follows_nothing", "warning", (one.item.id,), Message(text, title=one.item.title))
            else:
                text = N_("{title} has no time yet, because the end of {before} is open.")
                cause = still_open or before
                ids = (one.item.id, cause.item.id)
                values = {"title": one.item.title, "before": cause.item.title}
                yield Finding("time.open", "hint", ids, Message(text, **values))
        if counts(one.item):
            before = one
            still_open = one if one.end is None else still_open


def _order(placed: Sequence[Placed]) -> Iterator[Finding]:
    """Given times that do not rise in the order of the programme; whoever goes, they stand on one paper."""
    before: list[Placed] = []
    for one in placed:
        moment = one.start if one.start_is == "given" else one.end if one.end_is == "given" else None
        if one.item.status == "cancelled" or one.item.part_of is not None or moment is None:
            continue
        later = next((other for other in reversed(before) if (other.start or 0) > moment), None)
        if later is not None:
            text = N_("{title} ({clock}) stands behind {other} ({start}), which is later.")
            moment_said = clock(one, "start" if one.start_is == "given" else "end")
            values = {
                "title": one.item.title,
                "clock": moment_said,
                "other": later.item.title,
                "start": clock(later, "start"),
            }
            yield Finding("time.order", "warning", (one.item.id, later.item.id), Message(text, **values))
        if one.start_is == "given":
            before.append(one)


def _overlaps(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    timed = [
        placed
        for placed in plan.takes_place
        if counts(placed.item) and placed.start is not None and placed.end is not None and placed.end > placed.start
    ]
    # A whole stands before its parts, so that it is named and not the part that happens to go on.
    timed.sort(key=lambda placed: (placed.start or 0, placed.item.part_of is not None, placed.end or 0))
    running: list[Placed] = []
    said: set[tuple[str, str]] = set()
    for one in timed:
        running = [other for other in running if (other.end or 0) > (one.start or 0)]
        told = 0
        for other in running:
            if told >= _MOST_AT_ONCE:
                break
            if not _belong_together(one.item, other.item) and ground.sharing.share(one.item, other.item):
                pair = (_top(one.item), _top(other.item))
                if pair[0] != pair[1] and (pair in said or pair[::-1] in said):
                    continue  # a whole and another item overlap: of its parts it need not be told again
                said.add(pair)
                told += 1
                yield from _overlap(plan, ground, one, other)
        running.append(one)


def _top(item: Item) -> str:
    return item.part_of or item.id


def _overlap(plan: DayContext, ground: TripContext, placed: Placed, other: Placed) -> Iterator[Finding]:
    ids = (other.item.id, placed.item.id)
    values = {"other": other.item.title, "until": clock(other, "end")}
    if ground.sharing.groups_meet(placed.item, other.item):
        text = N_("{title} begins {start}, while {other} goes on until {until}.")
        yield Finding("time.overlap", "warning", ids, _message(text, placed, **values))
    elif twice := _in_both(plan, ground, placed, other):
        people = ", ".join(person.name for person in twice)
        text = N_(
            "{people}: needed in {title} from {start}, and in {other} until {until}; move one, or name somebody else."
        )
        yield Finding("double.person", "warning", ids, _message(text, placed, people=people, **values))


def _in_both(plan: DayContext, ground: TripContext, placed: Placed, other: Placed) -> list[Person]:
    """Who is meant by two items, and by at least one of them by name."""
    a, b = placed.item, other.item
    named = dict.fromkeys((*named_in(a), *named_in(b)))
    found: list[Person] = []
    for person in (ground.people[key] for key in named if key in ground.people):
        meant = all(person.key in named_in(item) or set(person.groups) & set(item.groups) for item in (a, b))
        there = all(ground.on_day(plan).is_present(item, person) for item in (a, b))
        if meant and there and not {a.id, b.id, a.part_of, b.part_of} & set(person.declined):
            found.append(person)
    return found


def _belong_together(a: Item, b: Item) -> bool:
    return a.id == b.part_of or b.id == a.part_of


def _message(text: str, placed: Placed, **values: object) -> Message:
    return Message(text, title=placed.item.title, start=clock(placed, "start"), end=clock(placed, "end"), **values)
