"""What one item is in a calendar, and what it is for somebody who has lost it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal

from exports.lines import details
from exports.programme import Line
from trips.grammar.choices import STATUS_WORDS, Kind
from trips.grammar.when import DAY
from trips.i18n.dates import weekday_date
from trips.i18n.language import Translator
from trips.model.entities import Venue
from trips.schedule.timeline import Placed, at, wall_to_utc
from trips.schedule.told_time import ends_later, tell_time, tell_until, tells_from

Busy = Literal["BUSY", "TENTATIVE", "FREE"]

DEFAULT_MINUTES: Final[dict[Kind, int]] = {
    "arrival": 30, "departure": 30, "transfer": 30, "visit": 90, "tour": 60, "talk": 45, "reception": 90, "meeting": 60,
    "ceremony": 60, "press": 30, "meal": 90, "break": 15, "stay": 60, "free": 60, "other": 60, "task": 30,
}  # fmt: skip
"""How long an item is in a calendar if nobody said an end; the text then says so."""

COLOURS: Final[dict[Kind, str]] = {
    "arrival": "steelblue", "departure": "steelblue", "transfer": "slategray", "visit": "seagreen", "tour": "olivedrab",
    "talk": "darkorange", "reception": "mediumvioletred", "meeting": "teal", "ceremony": "darkviolet",
    "press": "firebrick", "meal": "goldenrod", "break": "darkgray", "stay": "midnightblue", "free": "lightgreen",
    "other": "gray", "task": "dimgray",
}  # fmt: skip
"""CSS3 names, the only ones RFC 7986 5.9 allows."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """All that a calendar shows of an item; two that are equal need not be sent again.

    Attributes:
        id: of the item, or of the day that it sums up.
        start, end: both dates (the end exclusive) or both times with a zone.
        kind: the kind of the item, which alarms go by; None for a whole day.
        leave: minutes before the start at which to gather; None where nobody gathers.
    """

    id: str
    start: date | datetime
    end: date | datetime
    summary: str
    description: str
    location: str
    geo: tuple[float, float] | None
    category: str
    status: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
    busy: Busy
    url: str
    kind: Kind | None
    leave: int | None = None

    @property
    def all_day(self) -> bool:
        """Whether it has dates instead of times."""
        return not isinstance(self.start, datetime)


def calendar_event(
    placed: Placed, line: Line, parts: Iterable[Line], venue: Venue | None, t: Translator
) -> CalendarEvent:
    """The event of an item; `parts` are told in its text."""
    item = placed.item
    start, end, notes = _span(placed, line, t)
    cancelled = item.status == "cancelled"
    all_day = not isinstance(start, datetime)
    busy: Busy = "BUSY" if item.status == "confirmed" else "TENTATIVE"
    return CalendarEvent(
        id=item.id,
        start=start,
        end=end,
        summary=_summary(placed, t),
        description="\n".join(_description(line, notes, list(parts), t)),
        location=", ".join(part for part in (line.place, line.address) if part),
        geo=(venue.lat, venue.lon) if venue and venue.lat is not None and venue.lon is not None else None,
        category=line.kind,
        status="CANCELLED" if cancelled else "CONFIRMED" if item.status == "confirmed" else "TENTATIVE",
        busy="FREE" if cancelled or all_day or item.kind == "free" else busy,
        url=item.url,
        kind=item.kind,
        leave=None if cancelled or all_day else _leave(placed),
    )


def lost(event: CalendarEvent, whole: Line | None, t: Translator) -> CalendarEvent:
    """What becomes of an event that is none of a reader's any more: it is cancelled, and says why.

    Args:
        event: as the reader has it.
        whole: what it became a part of, in whose text it is told now; None if it is not in their programme any more.
        t: the words.
    """
    if event.status == "CANCELLED":
        return event
    if whole is None:
        said, summary = t("This is no longer in your programme."), t("CANCELLED: {title}", title=event.summary)
    else:
        told = {"whole": whole.title, "time": whole.time.text}
        said = t("This is now part of “{whole}” ({time}).", **told)
        summary = t("{title} (now part of “{whole}”)", title=event.summary, whole=whole.title)
    description = "\n".join(part for part in (said, event.description) if part)
    return replace(event, status="CANCELLED", busy="FREE", summary=summary, description=description, leave=None)


def _leave(placed: Placed) -> int | None:
    """Minutes from the gathering to the start, if a time to gather is said and it lies before."""
    meet = placed.item.meet
    if meet is None or meet.minute is None or placed.start is None:
        return None
    before = placed.start - wall_to_utc(placed.date, meet.minute, placed.start_zone)
    return before if 0 <= before < DAY else None


def _span(placed: Placed, line: Line, t: Translator) -> tuple[date | datetime, date | datetime, list[str]]:
    """Start, end, and what the times alone would not say.

    A stay lasts to the day of its check-out, and that day is one of it: DTEND is exclusive (RFC 5545 3.6.1).
    """
    start, end, ends = placed.start, placed.end, placed.ends
    if placed.item.kind == "stay" and ends is not None and ends_later(placed):
        told = {"day": weekday_date(t, ends.date()), "time": tell_until(ends, t).text}
        notes = [t("Check-in: {time}", time=line.time.text), t("Check-out: {day}, {time}", **told)]
        return placed.date, ends.date() + timedelta(days=1), notes
    if placed.item.kind == "stay" or start is None:
        last = ends.date() if ends is not None and ends_later(placed) else placed.date + timedelta(days=1)
        return placed.date, last, [t("Time: {time}", time=tell_time(placed, t).text)]
    if end is None or end <= start:
        end = start + DEFAULT_MINUTES[placed.item.kind]
        return _moment(start, placed.start_zone), _moment(end, placed.start_zone), [t("End open")]
    return _moment(start, placed.start_zone), _moment(end, placed.end_zone), []


def _moment(minute: int, zone_name: str) -> datetime:
    """A time in its zone; in UTC if clocks there show it twice.

    A calendar file cannot say which of the two it means: the standard takes the first, libical and ical.js the second.
    """
    moment = at(minute, zone_name)
    twice = moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()
    return moment.astimezone(UTC) if twice else moment


def _summary(placed: Placed, t: Translator) -> str:
    item, title = placed.item, placed.item.title
    if placed.start_about and not tells_from(placed):
        title = t("about: {title}", title=title)
    return t("CANCELLED: {title}", title=title) if item.status == "cancelled" else title


def _description(line: Line, notes: list[str], parts: list[Line], t: Translator) -> Iterable[str]:
    if line.meet:
        yield t("Meet: {meet}", meet=line.meet)
    yield from notes
    if line.item.status not in ("confirmed", "cancelled"):
        yield t("Status: {status}", status=t(STATUS_WORDS[line.item.status]))
    yield from details(replace(line, meet="", within=""), t)
    if parts:
        yield ""
        for part in parts:
            people = "; ".join(name.text for name in part.speakers)
            yield (
                f"{part.time.text}  {part.title}"
                + (f" ({people})" if people else "")
                + (f" – {t(STATUS_WORDS[part.item.status])}" if part.item.status != "confirmed" else "")
            )
            if part.assigned:
                yield "  " + t("Assigned: {places}", places=part.assigned)
            yield from (f"  {text}" for text in part.note.split("\n") if text)
