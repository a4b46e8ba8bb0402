"""What can be done about a finding in one step: pure edits, each with a label; none where only a person can decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from trips.checks.finding import Finding
from trips.checks.fixes import times as retimed
from trips.checks.fixes.times import Fix
from trips.edits.directory import merge_entries
from trips.edits.items import change_item, get_item
from trips.grammar.contact_data import contact_data
from trips.i18n.language import Message
from trips.model.entities import Venue, by_key
from trips.model.tables import Table, entries
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline

__all__ = ["Fix", "fixes"]


def fixes(timeline: Timeline, finding: Finding) -> tuple[Fix, ...]:
    """The ways to put a finding right, the likeliest first.

    An edit may raise UserError when it is carried out: its items may be gone by then.

    Args:
        timeline: the trip in which it was found.
        finding: the finding.
    """
    maker = _MAKERS.get(finding.code)
    return tuple(maker(timeline, finding)) if maker is not None else ()


def _address(timeline: Timeline, finding: Finding) -> list[Fix]:
    known = by_key(timeline.trip.venues)
    places = [known[key] for key in (one.partition(":")[2] for one in finding.about) if key in known]
    return [_form(place) for place in places]


def _form(place: Venue) -> Fix:
    return Fix(Message("Fill in what is missing of {place}", place=place.name), None, f"venues:{place.key}")


def _private(timeline: Timeline, finding: Finding) -> list[Fix]:
    item = get_item(timeline.trip, finding.items[0])
    if not any(map(contact_data, item.note.split("\n"))):
        return []

    def change(trip: Trip) -> Trip:
        now = get_item(trip, item.id)
        lines = now.note.split("\n")
        moving = [line for line in lines if contact_data(line)]
        kept = "\n".join(line for line in lines if not contact_data(line)).strip("\n")
        return change_item(trip, item.id, note=kept, staff_note="\n".join(filter(None, (now.staff_note, *moving))))

    return [Fix(Message("Move it from the note of {title} to the internal note", title=item.title), change)]


def _same(timeline: Timeline, finding: Finding) -> list[Fix]:
    table = cast("Table", finding.about[0].partition(":")[0])
    a, b = (one.partition(":")[2] for one in finding.about)
    known = {entry.key: entry.name for entry in entries(timeline.trip, table)}

    def merged(keep: str, gone: str) -> Fix:
        label = Message('Merge them, as "{name}"', name=known[keep])
        return Fix(label, lambda trip: merge_entries(trip, table, keep, gone))

    return [merged(a, b), *([merged(b, a)] if known[a] != known[b] else [])]


def _title(timeline: Timeline, finding: Finding) -> list[Fix]:
    item, word = get_item(timeline.trip, finding.items[0]), str(finding.message.values["word"])
    person = next(person for person in timeline.trip.people if f"people:{person.key}" in finding.about)
    right = person.name.split()[-1]
    label = Message('Write "{name}" in the title', name=right)
    return [
        Fix(label, lambda trip: change_item(trip, item.id, title=get_item(trip, item.id).title.replace(word, right)))
    ]


def _only(timeline: Timeline, finding: Finding) -> list[Fix]:
    item = get_item(timeline.trip, finding.items[0])
    label = Message("Put {title} into the programme of those alone whom it names", title=item.title)
    return [Fix(label, lambda trip: change_item(trip, item.id, only=True))]


def _there(timeline: Timeline, finding: Finding) -> list[Fix]:
    item, key = get_item(timeline.trip, finding.items[0]), finding.about[0].partition(":")[2]
    place = by_key(timeline.trip.venues)[key]
    label = Message("Let {title} be there: {place}", title=item.title, place=place.name)
    return [Fix(label, lambda trip: change_item(trip, item.id, venue=key))]


_MAKERS: Final[dict[str, Callable[[Timeline, Finding], list[Fix]]]] = {
    "travel.short": retimed.short,
    "time.overlap": retimed.overlap,
    "double.person": retimed.overlap,
    "double.place": retimed.overlap,
    "time.order": retimed.order,
    "time.outside": retimed.outside,
    "confirm.proposed": retimed.proposed,
    "pause.break": retimed.with_break,
    "missing.address": _address,
    "missing.place": _there,
    "zone.place": _address,
    "privacy.text": _private,
    "name.similar": _same,
    "name.title": _title,
    "presence.only": _only,
}
