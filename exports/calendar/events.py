"""What one item is in a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal

from exports.programme import Line
from trips.language import Words
from trips.model import Item, Kind, Venue
from trips.timeline import Placed, at
from trips.when import Clock

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
    """An event; start and end are both dates (the end exclusive) or both times with a zone."""

    item: Item
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

    @property
    def all_day(self) -> bool:
        """Whether it has dates instead of times."""
        return not isinstance(self.start, datetime)


def calendar_event(one: Placed, line: Line, parts: Iterable[Line], venue: Venue | None, t: Words) -> CalendarEvent:
    """The event of an item; `parts` are told in its text."""
    item = one.item
    start, end, notes = _span(one, t)
    cancelled = item.status == "cancelled"
    all_day = not isinstance(start, datetime)
    busy: Busy = "BUSY" if item.status == "confirmed" else "TENTATIVE"
    return CalendarEvent(
        item=item,
        start=start,
        end=end,
        summary=_summary(item, t),
        description="\n".join(_description(line, notes, list(parts), t)),
        location=", ".join(part for part in (line.place, line.address) if part),
        geo=(venue.lat, venue.lon) if venue and venue.lat is not None and venue.lon is not None else None,
        category=line.kind,
        status="CANCELLED" if cancelled else "CONFIRMED" if item.status == "confirmed" else "TENTATIVE",
        busy="FREE" if cancelled or all_day or item.kind == "free" else busy,
        url=item.url,
    )


def _span(one: Placed, t: Words) -> tuple[date | datetime, date | datetime, list[str]]:
    """Start, end, and what the times alone would not say."""
    start, end, ends = one.start, one.end, one.ends
    if one.item.kind == "stay" or start is None:
        last = ends.date() if ends is not None and ends.date() > one.date else one.date + timedelta(days=1)
        said = t("Time: {time}")
        return one.date, last, [said]
    if end is None or end <= start:
        end = start + DEFAULT_MINUTES[one.item.kind]
        return _moment(start, one.start_zone), _moment(end, one.start_zone), [t("End open")]
    return _moment(start, one.start_zone), _moment(end, one.end_zone), []


def _moment(minute: int, zone_name: str) -> datetime:
    """A time in its zone; in UTC if clocks there show it a second time, which a calendar file cannot say."""
    moment = at(minute, zone_name)
    return moment.astimezone(UTC) if moment.fold else moment


def _summary(item: Item, t: Words) -> str:
    title = item.title
    if isinstance(item.when.start, Clock) and item.when.start.said == "about":
        title = t("about: {title}", title=title)
    return t("CANCELLED: {title}", title=title) if item.status == "cancelled" else title


def _description(line: Line, notes: list[str], parts: list[Line], t: Words) -> Iterable[str]:
    for note in notes:
        yield note.format(time=line.time)
    if line.status and line.item.status != "cancelled":
        yield t("Status: {status}", status=line.status)
    yield from details(line, t)
    if parts:
        yield ""
        for part in parts:
            people = "; ".join(name.text for name in part.speakers)
            yield (
                f"{part.time}  {part.title}"
                + (f" ({people})" if people else "")
                + (f" – {part.status}" if part.status else "")
            )
            if part.note:
                yield part.note


def details(line: Line, t: Words) -> Iterable[str]:
    """What belongs to a line besides time, title and place, one thing each."""
    if line.hosts:
        yield t("Hosts: {names}", names="; ".join(name.text for name in line.hosts))
    if line.speakers:
        yield t("Speakers: {names}", names="; ".join(name.text for name in line.speakers))
    if line.people:
        yield t("With: {names}", names="; ".join(name.text for name in line.people))
    if line.groups:
        yield t("For: {groups}", groups=line.groups)
    if line.travel:
        yield line.travel
    if line.meet:
        yield t("Gathering: {meet}", meet=line.meet)
    if line.note:
        yield line.note
    if line.url:
        yield line.url
    yield from line.staff
