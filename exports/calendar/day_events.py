"""A day as one event: for those who block whole days and read the programme in its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from exports.audience import Audience, knows
from exports.calendar.events import CalendarEvent
from exports.lines import told_lines
from exports.programme import DayView, programme
from exports.snapshot import Snapshot
from trips.i18n.language import Translator


def day_events(
    snapshot: Snapshot, audience: Audience, t: Translator, *, with_lost: bool = True
) -> Iterator[CalendarEvent]:
    """An all-day event for each day on which something is for a reader; its id is that of the day.

    Args:
        snapshot: the version.
        audience: the reader.
        t: the words.
        with_lost: whether what was cancelled since the version before is told; it is not any more in the next one, so
            that the text would be another one although nothing has happened.
    """
    if not knows(snapshot.trip, audience):
        return
    view = programme(replace(snapshot, day=None), audience, t.language)
    ids = event_ids(snapshot)
    for day in view.days:
        if not with_lost:
            day = replace(day, lines=tuple(line for line in day.lines if line.item.status != "cancelled"))
        if not day.lines:
            continue
        title = day.title or (t("day {n}", n=day.number) if view.all_days > 1 else "")
        yield CalendarEvent(
            id=ids[day.id],
            start=day.date,
            end=day.date + timedelta(days=1),
            summary=f"{view.title}: {title}" if title else view.title,
            description="\n".join(_text(day, t)),
            location="",
            geo=None,
            category="",
            status="TENTATIVE" if snapshot.trip.provisional else "CONFIRMED",
            busy="TENTATIVE" if snapshot.trip.provisional else "BUSY",
            url="",
            kind=None,
        )


def event_ids(snapshot: Snapshot) -> dict[str, str]:
    """The id of the event of each day: a day made again for a date goes on from the one that was there before."""
    ids: dict[str, str] = {}
    last: dict[str, date] = {}
    for one in (*snapshot.earlier, snapshot):
        taken = {ids[day.id] for day in one.trip.days if day.id in ids}
        for day in one.trip.days:
            if day.id not in ids:
                free = (key for key, when in last.items() if when == day.date and key not in taken)
                ids[day.id] = next(free, day.id)
                taken.add(ids[day.id])
            last[ids[day.id]] = day.date
    return ids


def _text(day: DayView, t: Translator) -> Iterator[str]:
    if day.note:
        yield day.note
    for line in day.lines:
        yield from told_lines(line, t)
