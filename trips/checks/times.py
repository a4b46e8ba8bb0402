"""What the solver itself sees: times that cannot be, do not fit, or follow from nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from trips.checks import Finding
from trips.language import N_, Message
from trips.model import APART, TRAVEL, Item
from trips.timeline import Attendance, Placed, Timeline, at, counts
from trips.when import Clock, Then, With
from trips.zonedata import zone

LONG: Final = 16 * 60
"""Minutes that nothing but travel and hotels lasts; more is mostly a slip ("10:00-09:00")."""


def findings(timeline: Timeline) -> Iterator[Finding]:
    """Every finding about times."""
    for _, placed in timeline.days():
        yield from _clock_changes(placed)
        yield from _backwards(placed)
        yield from _long(placed)
        yield from _outside_the_whole(placed)
        yield from _open_follow_ups(placed)
        yield from _overlaps(placed, timeline.attendance)
        yield from _order(placed, timeline.attendance)


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
        if one.item.kind in (*TRAVEL, *APART) or one.start is None or one.end is None:
            continue
        if one.end - one.start > LONG and isinstance(one.item.when.end, Clock) and one.item.when.end.day is None:
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
                "whole_start": _clock(whole, "start"),
                "whole_end": _clock(whole, "end"),
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


def _order(placed: Sequence[Placed], attendance: Attendance) -> Iterator[Finding]:
    """Given times that do not rise in the order of the programme, in which papers print them."""
    before: list[Placed] = []
    for one in placed:
        moment = one.start if one.start_is == "given" else one.end if one.end_is == "given" else None
        if not counts(one.item) or one.item.part_of is not None or moment is None:
            continue
        later = next(
            (b for b in reversed(before) if (b.start or 0) > moment and attendance.share(b.item, one.item)), None
        )
        if later is not None:
            text = N_("{title} ({clock}) stands behind {other} ({start}), which is later.")
            clock = _clock(one, "start" if one.start_is == "given" else "end")
            values = {
                "title": one.item.title,
                "clock": clock,
                "other": later.item.title,
                "start": _clock(later, "start"),
            }
            yield Finding("time.order", "warning", (one.item.id, later.item.id), Message(text, **values))
        if one.start_is == "given":
            before.append(one)


def _overlaps(placed: Sequence[Placed], attendance: Attendance) -> Iterator[Finding]:
    timed = [
        one
        for one in placed
        if counts(one.item) and one.start is not None and one.end is not None and one.end > one.start
    ]
    timed.sort(key=lambda one: (one.start or 0, one.end or 0))
    running: list[Placed] = []
    for one in timed:
        running = [other for other in running if (other.end or 0) > (one.start or 0)]
        for other in running:
            if not _belong_together(one.item, other.item) and attendance.share(one.item, other.item):
                text = N_("{title} begins {start}, while {other} goes on until {until}.")
                ids = (other.item.id, one.item.id)
                values = {"other": other.item.title, "until": _clock(other, "end")}
                yield Finding("time.overlap", "warning", ids, _message(text, one, **values))
        running.append(one)


def _belong_together(a: Item, b: Item) -> bool:
    return a.id == b.part_of or b.id == a.part_of


def _clock(one: Placed, edge: str) -> str:
    moment = one.starts if edge == "start" else one.ends
    return "?" if moment is None else f"{moment:%H:%M}"


def _message(text: str, one: Placed, **values: object) -> Message:
    return Message(text, title=one.item.title, start=_clock(one, "start"), end=_clock(one, "end"), **values)
