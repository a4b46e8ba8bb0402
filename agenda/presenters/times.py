"""How far times are shifted, read and written, and which times change by it."""

from __future__ import annotations

import re
from datetime import datetime

from trips.i18n.dates import format_clock, format_clocks, short_date, weekday_date
from trips.i18n.language import Translator, UserError
from trips.model.trip import Trip
from trips.schedule.timeline import Placed, Timeline
from trips.schedule.told_time import format_clock_on, night_of


def read_shift(text: str) -> int:
    """Minutes of "+20m", "-1h", "+1h30m", "20".

    Raises:
        UserError: it is none.
    """
    match = re.fullmatch(
        r"\s*([+-]?)\s*(?:(\d{1,2})\s*(?:h|hours?|std\.?|stunden?))?\s*"
        r"(?:(\d{1,4})\s*(?:m|min\.?|minut\w+)?)?\s*",
        text,
        re.IGNORECASE,
    )
    if not match or not (match[2] or match[3]):
        raise UserError('"{text}" is not a length of time; write it like 20, +20m, -1h or +1h30m.', text=text)
    minutes = int(match[2] or 0) * 60 + int(match[3] or 0)
    return -minutes if match[1] == "-" else minutes


def write_shift(minutes: int) -> str:
    """Minutes as `read_shift` reads them again: "+1h30m"."""
    hours, rest = divmod(abs(minutes), 60)
    text = (f"{hours}h" if hours else "") + (f"{rest}m" if rest or not hours else "")
    return ("-" if minutes < 0 else "+") + text


def times_changed(before: Trip, after: Trip) -> list[tuple[Placed, Placed]]:
    """The items whose placed time is another one, before and after."""
    old = Timeline(before)
    placed = old.placed()
    now = Timeline(after, old).placed()
    pairs = ((placed[key], one) for key, one in now.items() if key in placed)
    return [(was, placed) for was, placed in pairs if (was.start, was.end) != (placed.start, placed.end)]


def change_of_time(was: Placed, now: Placed, t: Translator) -> str:
    """The change of a time in short: "14:30 → 15:00"; empty if neither is known."""
    before, after = was.starts or was.ends, now.starts or now.ends
    if before is None or after is None:
        return ""
    return f"{format_clock_on(before, was.date, t)} → {format_clock_on(after, now.date, t)}"


def format_from_to(placed: Placed, t: Translator) -> str:
    """Start and end in short: "14:00–15:30", after midnight "00:50–01:20 (night to Thu)"; an open end is left away."""
    if placed.starts is None:
        return t("time open")
    clocks = format_clocks(placed.starts, placed.ends) if placed.ends else format_clock(placed.starts)
    night = night_of(placed, t)
    return f"{clocks} ({night})" if night else clocks


def format_day_and_clocks(placed: Placed, t: Translator) -> str:
    """The date and the times of an item in short; after midnight the date is the next one: "Thu 9 Oct 00:50–01:20"."""
    if placed.starts is None:
        return f"{weekday_date(t, placed.date)} {t('time open')}"
    clocks = format_clocks(placed.starts, placed.ends) if placed.ends else format_clock(placed.starts)
    return f"{weekday_date(t, placed.starts.date())} {clocks}"


def changed_lines(before: Trip, after: Trip, t: Translator) -> list[str]:
    """Every time that changes, a line each: "10:00–11:00 → 10:00–10:45  Welcome"; with the dates if these differ."""
    lines: list[str] = []
    for was, now in times_changed(before, after):
        tell = format_from_to if was.date == now.date else format_day_and_clocks
        lines.append(f"{tell(was, t)} → {tell(now, t)}  {now.item.title}")
    return lines


def moment(at: datetime, t: Translator) -> str:
    """Date and time: "3 Oct 2025 14:02"."""
    local = at.astimezone()
    return f"{short_date(t, local.date())} {local:%H:%M}"
