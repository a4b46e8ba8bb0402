"""How far times are shifted, read and written, and which times change by it."""

from __future__ import annotations

import re
from datetime import datetime

from trips.i18n.dates import format_clock, format_clocks, short_date
from trips.i18n.language import Translator, UserError
from trips.model.trip import Trip
from trips.schedule.timeline import Placed, Timeline


def read_shift(text: str) -> int:
    """Minutes of "+20m", "-1h", "+1h30m", "20".

    Raises:
        UserError: it is none.
    """
    match = re.fullmatch(r"\s*([+-]?)\s*(?:(\d{1,2})\s*h)?\s*(?:(\d{1,4})\s*(?:m|min)?)?\s*", text)
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
    return [(was, one) for was, one in pairs if (was.start, was.end) != (one.start, one.end)]


def change_of_time(was: Placed, now: Placed) -> str:
    """The change of a time in short: "14:30 → 15:00"; empty if neither is known."""
    before, after = was.starts or was.ends, now.starts or now.ends
    return f"{format_clock(before)} → {format_clock(after)}" if before and after else ""


def from_to(one: Placed) -> str:
    """Start and end in short, "?" where open: "14:30–16:00", "22:00–01:00 (+1)"."""
    later = (one.ends.date() - one.date).days if one.ends else 0
    return format_clocks(one.starts, one.ends) + (f" (+{later})" if later else "")


def changed_lines(before: Trip, after: Trip) -> list[str]:
    """Every time that changes, a line each: "10:00–11:00 → 10:00–10:45  Welcome"; with the dates if these differ."""
    lines: list[str] = []
    for was, now in times_changed(before, after):
        days = ("", "") if was.date == now.date else (f"{was.date:%d.%m.} ", f"{now.date:%d.%m.} ")
        lines.append(f"{days[0]}{from_to(was)} → {days[1]}{from_to(now)}  {now.item.title}")
    return lines


def moment(at: datetime, t: Translator) -> str:
    """Date and time: "03/10/2025 14:02"."""
    local = at.astimezone()
    return f"{short_date(t, local.date())} {local:%H:%M}"
