"""What was understood of a programme's text made into a trip, or added to one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from trips.edits.days import check_years
from trips.edits.items import add_items, in_programme_order, with_items
from trips.i18n.language import UserError, words
from trips.importers.programme.drafts import EntryDraft, ProgrammeRead
from trips.importers.result import NAMELESS
from trips.model.doors import RefusedError, checked
from trips.model.entities import Day, Item, Meet, Organisation, Person, Venue, changed, new_id
from trips.model.field_text import refusal
from trips.model.fields import rules
from trips.model.trip import Trip
from trips.model.values import LONGEST_TEXT
from trips.names.import_index import Directory
from trips.names.index import named_entry
from trips.names.people import Named

_LINE: Final = 500
MOST_DAYS: Final = 366


def made(trip: Trip, found: ProgrammeRead) -> tuple[Trip, dict[str, int]]:
    """The trip with the entries as its items, and in which line of the text each begins, by the item's id.

    What the trip has already, on the same day at the same time, is not added.

    Raises:
        UserError: the days span more than a year or lie too far off, or what came out is no trip.
    """
    trip = _with_days(trip, found)
    making = _Making(trip)
    try:
        return making.made(found), making.lines
    except RefusedError as error:
        raise refusal(error, rules("Item")) from None


def _with_days(trip: Trip, found: ProgrammeRead) -> Trip:
    """The trip with every day of the text, and those between them."""
    dates = {day_date for day in found.days for day_date in (day.date, day.last) if day_date is not None}
    dates |= {day_date for day_date in (found.first, found.last) if day_date is not None and not trip.days}
    dates |= {day.date for day in trip.days}
    if not dates:
        return trip
    first, last = min(dates), max(dates)
    check_years(first, last)
    if (last - first).days >= MOST_DAYS:
        raise UserError(
            "The days of the text lie between {first} and {last}, too far apart for one trip.",
            first=str(first),
            last=str(last),
        )
    known = {day.date: day for day in trip.days}
    titles: dict[date, str] = {}
    for day in found.days:
        if day.date is not None and day.title:
            titles.setdefault(day.date, day.title)
    days = tuple(
        known.get(day_date) or checked(Day, id=new_id(), date=day_date, title=titles.get(day_date, "")[:_LINE])
        for day_date in (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    )
    return changed(trip, days=days, items=in_programme_order(trip.items, days))


class _Making:
    def __init__(self, trip: Trip) -> None:
        self._trip = trip
        self._names = Directory(trip)
        self._known = {(item.day, item.when, item.title.casefold()) for item in trip.items}
        self._addresses: dict[str, str] = {}
        self.lines: dict[str, int] = {}

    def made(self, found: ProgrammeRead) -> Trip:
        """The trip with everything."""
        homes = {day.date: day.id for day in self._trip.days}
        items: list[Item] = []
        ids: dict[int, str] = {}
        for day in found.days:
            home = homes.get(day.date) if day.date is not None else None
            for draft in day.entries:
                item = self._item(draft, home, ids)
                if (item.day, item.when, item.title.casefold()) not in self._known:
                    ids[id(draft)] = item.id
                    self.lines[item.id] = draft.line
                    items.append(item)
        names = self._names
        venues = tuple(_addressed(venue, self._addresses) for venue in names.venues.values())
        trip = changed(
            self._trip,
            venues=venues,
            people=tuple(names.people.values()),
            organisations=tuple(names.organisations.values()),
            groups=tuple(names.groups.values()),
        )
        return add_items(trip, items) if trip.items else with_items(trip, items)

    def _item(self, draft: EntryDraft, day: str | None, ids: dict[int, str]) -> Item:
        title, note = _texts(draft, words(self._trip.language)(NAMELESS))
        venue = self._venue(draft)
        meet = None
        if draft.meet_minute is not None or draft.meet_place:
            meet = checked(Meet, minute=draft.meet_minute, place=draft.meet_place[:_LINE])
        return checked(
            Item, id=new_id(), title=title, kind=draft.kind, day=day, when=draft.when,
            part_of=ids.get(id(draft.whole)) if draft.whole is not None else None,
            venue=venue, room=draft.room[:_LINE],
            hosts=self._people(draft.hosts), speakers=self._people(draft.speakers),
            people=self._people(draft.people), groups=self._names.group_keys([draft.group] if draft.group else []),
            status=draft.status or "tentative", note=note, meet=meet, contact=draft.contact[:_LINE],
            bring=tuple(one[:_LINE] for one in draft.bring if one), service=draft.service[:_LINE],
        )  # fmt: skip

    def _venue(self, draft: EntryDraft) -> str | None:
        if not draft.place:
            return None
        key = self._names.place(draft.place[:_LINE], None, None)
        if draft.address:
            self._addresses.setdefault(key, draft.address[:_LINE])
        return key

    def _people(self, named: Iterable[Named]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._person(one) for one in named))

    def _person(self, named: Named) -> str:
        names = self._names
        known = names.known(named.name)
        if known is not None:
            return known
        if not named.is_person:
            return names.add(named_entry(Organisation, named.name[:_LINE]))
        return names.add(named_entry(Person, named.name[:_LINE], role=named.role[:_LINE], form=named.form))


def _addressed(venue: Venue, addresses: dict[str, str]) -> Venue:
    address = addresses.get(venue.key)
    return changed(venue, address=address) if address and not venue.address else venue


def _texts(draft: EntryDraft, nameless: str) -> tuple[str, str]:
    """Title and note; what is too long for a title goes on in the note."""
    title = " ".join(draft.title.split())
    texts = list(draft.texts)
    if not title and texts:
        title = texts.pop(0)
    if len(title) > _LINE:
        texts.insert(0, title)
        title = title[: _LINE - 1].rstrip() + "…"
    return title or nameless, "\n".join(texts)[:LONGEST_TEXT]
