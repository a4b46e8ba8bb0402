"""Events that repeat, as the single events that they are within some days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from trips.i18n.language import N_, Message
from trips.importers.calendar.events import (
    Event,
    Moment,
    Sketch,
    instant,
    length,
    moments,
    periods,
    properties_of,
    read_event,
    title_of,
)
from trips.importers.calendar.rules import can_hold, period, rule_parts, rule_texts
from trips.importers.calendar.zones import Zones
from trips.importers.result import Skipped

_MOST_EXCEPTIONS: Final = 2_000
OFTEN: Final = N_("It repeats more often than once a day; only its first date was taken.")
NO_RULE: Final = N_("Its rule of repetition cannot be read; only its first date was taken.")
NEVER: Final = N_("Its rule of repetition never holds; only its first date was taken.")
EXCEPT: Final = N_("It leaves out dates by a rule (EXRULE), which is not followed; those dates were taken too.")
_UNTIL: Final = re.compile(r";?\b(?:UNTIL=[^;]*|INTERVAL=0*1(?=;|$))", re.IGNORECASE)


@dataclass(slots=True)
class Repeating:
    """One event of a series, with what its repetition is calculated from."""

    event: Event
    moments: dict[str, list[Moment]]
    rules: list[str]
    periods: dict[str, Moment]
    plain: dict[str, str]

    def until(self, start: Moment, end: Moment) -> Moment | None:
        """When an occurrence ends, which is given the end that the event has."""
        return self.periods.get(instant(start), None if self.event.end is None else end)

    def by_rule(self, start: Moment, said: Moment) -> Moment:
        """When the rule has an occurrence, which tells it from the others of the series.

        What replaces an occurrence and all behind it (RFC 5545 3.2.13) has them all under the first one's moment: that
        of each is as far from its start as that one's.
        """
        if "RANGE" not in self.plain:
            return said
        moved, replaced = self.moments["DTSTART"][0], self.moments["RECURRENCE-ID"][0]
        if isinstance(moved, datetime) and isinstance(replaced, datetime) and isinstance(start, datetime):
            return start - (moved - replaced) if (moved.tzinfo is None) == (replaced.tzinfo is None) else start
        return start if isinstance(start, datetime) else start - (_date(moved) - _date(replaced))


def occurrences(group: Sequence[Sketch], zones: Zones, first: date, last: date, told: list[Skipped]) -> Iterator[Event]:
    """The occurrences of a series that begin on the days from first to last, give or take a day for zones.

    Args:
        group: the event with the rule, and those that replace some of its occurrences.
        zones: the zones of the file.
        first: the first day.
        last: the last day.
        told: gets a sentence for a series that cannot be expanded.
    """
    from trips.importers.calendar.library import TROUBLE, Series

    known: list[Repeating] = []
    series = Series()
    try:
        for sketch in group:
            one = _repeating(sketch, zones, first, last, told)
            if one is not None:
                known.append(one)
                series.add(len(known) - 1, one.event.uid, one.moments, one.rules, one.plain)
        for number, start, end, by_rule in series.between(first - timedelta(days=1), last + timedelta(days=2)):
            event = known[number].event
            by_rule = known[number].by_rule(start, by_rule)
            if first - timedelta(days=1) <= _date(start) <= last + timedelta(days=1):
                yield event.at(start, known[number].until(start, end), by_rule)
    except TROUBLE:
        block = group[0].block
        told.append(Skipped(block.line, title_of(block), Message(NO_RULE)))
        yield from (repeating.event for repeating in known if not repeating.event.recurrence)


def _repeating(sketch: Sketch, zones: Zones, first: date, last: date, told: list[Skipped]) -> Repeating | None:
    found = properties_of(sketch.block)
    event = read_event(sketch.block, zones, found)
    if event is None:
        told.append(Skipped(sketch.block.line, title_of(sketch.block), no_date()))
        return None
    start, end = event.start, event.end
    plain: dict[str, str] = {"SEQUENCE": str(event.state.sequence)}
    rules = [] if event.recurrence else list(_followed(event, rule_texts(found), told))
    if len(rules) == 1:
        ((_, parts, step),) = rules
        start, end = _forward(start, end, parts, step, first)
    if "EXRULE" in found and not event.recurrence:
        told.append(Skipped(event.line, event.title, Message(EXCEPT)))
    said: dict[str, list[Moment]] = {"DTSTART": [start], "DTEND": [] if end is None else [end]}
    for name in ("RDATE", "EXDATE"):
        if name in found:
            said[name] = [_as(moment, start) for moment in moments(found[name], zones)][:_MOST_EXCEPTIONS]
    if event.recurrence:
        said["RECURRENCE-ID"] = list(moments(found["RECURRENCE-ID"], zones))[:1]
        if found["RECURRENCE-ID"][0].parameters.get("RANGE", "").upper() == "THISANDFUTURE":
            plain["RANGE"] = "THISANDFUTURE"
    untils = [_until(rule, parts, start, last) for rule, parts, _ in rules]
    return Repeating(event, said, untils, dict(periods(found.get("RDATE", ()), zones)), plain)


def _followed(event: Event, rules: Sequence[str], told: list[Skipped]) -> Iterator[tuple[str, dict[str, str], int]]:
    """The rules of an event that can be followed: each with its parts, and about the days of one turn."""
    for rule in rules:
        parts = rule_parts(rule)
        step = period(parts)
        if step is None:
            often = parts.get("FREQ", "") in ("HOURLY", "MINUTELY", "SECONDLY")
            told.append(Skipped(event.line, event.title, Message(OFTEN if often else NO_RULE)))
        elif not can_hold(parts, _date(event.start)):
            told.append(Skipped(event.line, event.title, Message(NEVER)))
        else:
            yield rule, parts, step


def _as(moment: Moment, start: Moment) -> Moment:
    """A moment of the kind that its event's start is; files mix dates, local times and times in zones."""
    if not isinstance(start, datetime):
        return moment.date() if isinstance(moment, datetime) else moment
    if not isinstance(moment, datetime):
        return datetime.combine(moment, start.timetz())
    if start.tzinfo is None or moment.tzinfo is None:
        return moment.replace(tzinfo=start.tzinfo)
    return moment


def _until(rule: str, parts: dict[str, str], start: Moment, last: date) -> str:
    """The rule with an end not later than the days that are asked for: one that never holds would be followed for ever.

    An end as precise as the start is what the library wants to see.
    """
    limit = last + timedelta(days=3)
    said = re.sub(r"\D", "", parts.get("UNTIL", ""))
    plain = _UNTIL.sub("", rule).strip("; ")
    if said and said[:8] <= f"{limit:%Y%m%d}":
        stamp = said[:14] if len(said) >= 12 else f"{said[:8]}235959"
    else:
        stamp = f"{limit:%Y%m%d}000000"
    if not isinstance(start, datetime):
        return f"{plain};UNTIL={stamp[:8]}"
    return f"{plain};UNTIL={stamp[:8]}T{stamp[8:]:0<6}{'Z' if start.tzinfo is not None else ''}"


def _forward(
    start: Moment, end: Moment | None, parts: dict[str, str], step: int, first: date
) -> tuple[Moment, Moment | None]:
    """The start of a series moved to its last occurrence but a few before the days that are asked for.

    A birthday since 1604 would otherwise be counted through the centuries. Only whole turns of the rule are left out,
    so that the rest stays as it was; a rule that counts its turns is left alone.
    """
    if "COUNT" in parts:
        return start, end
    before = first - timedelta(days=8) - (timedelta() if end is None else length(start, end))
    if parts["FREQ"] in ("DAILY", "WEEKLY"):
        turns = ((before - _date(start)).days) // step - 1
        by = timedelta(days=max(turns, 0) * step)
        return start + by, None if end is None else end + by
    interval = int(parts.get("INTERVAL", "1"))
    turns = (before.year - 2 - start.year) // interval
    if turns < 1 or (start.month, start.day) == (2, 29):
        return start, end
    moved = start.replace(year=start.year + turns * interval)
    if end is None or (end.month, end.day) == (2, 29):
        return (moved, None) if end is None else (start, end)
    return moved, end.replace(year=end.year + turns * interval)


def _date(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def no_date() -> Message:
    """The sentence for an event whose date cannot be read."""
    return Message("It has no date, or one that cannot be read.")
