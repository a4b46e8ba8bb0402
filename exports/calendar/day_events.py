"""A day as one event: for those who block whole days and read the programme in its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from exports.audience import Audience, knows
from exports.calendar.events import CalendarEvent
from exports.lines import first_line, rest_of_line
from exports.programme import DayView, programme
from exports.snapshot import Snapshot
from trips.i18n.language import Translator


def day_events(snapshot: Snapshot, audience: Audience, t: Translator) -> Iterator[CalendarEvent]:
    """An all-day event for each day on which something is for a reader; its id is that of the day."""
    if not knows(snapshot.trip, audience):
        return
    view = programme(replace(snapshot, day=None), audience, t.language)
    numbers = {day.id: number for number, day in enumerate(snapshot.trip.days, 1)}
    for day, shown in zip(view.trip.days, view.days, strict=True):
        if not shown.lines:
            continue
        title = shown.title or (t("day {n}", n=numbers[day.id]) if len(numbers) > 1 else "")
        yield CalendarEvent(
            id=day.id,
            start=day.date,
            end=day.date + timedelta(days=1),
            summary=f"{view.title}: {title}" if title else view.title,
            description="\n".join(_text(shown, t)),
            location="",
            geo=None,
            category="",
            status="TENTATIVE" if snapshot.trip.provisional else "CONFIRMED",
            busy="TENTATIVE" if snapshot.trip.provisional else "BUSY",
            url="",
            kind=None,
        )


def _text(day: DayView, t: Translator) -> Iterator[str]:
    if day.note:
        yield day.note
    for line in day.lines:
        yield first_line(line)
        yield from (f"  {text}" for text in rest_of_line(line, t))
