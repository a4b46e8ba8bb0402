"""Lines of a programme that became no entry, used after all: by whoever looks over what was understood."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from trips.edits.items import add_item, change_item, get_item
from trips.grammar.kinds import kind_of
from trips.grammar.times import leading_time, times_within
from trips.grammar.when import TBA
from trips.i18n.language import words
from trips.importers.private_texts import item_apart
from trips.importers.programme.columns import cut
from trips.importers.result import NAMELESS, Skipped, Taken
from trips.model.doors import checked
from trips.model.entities import Item, changed, new_id
from trips.model.trip import Trip
from trips.names.import_index import Directory

Use = Literal["entry", "title", "note", "place"]
USES: Final[tuple[Use, ...]] = ("entry", "title", "note", "place")
_LINE: Final = 500


def entry_above(taken: Taken, left: Skipped) -> Item | None:
    """The new item that begins next above a line; None if none does."""
    above = [(line, item_id) for item_id, line in taken.lines.items() if line <= left.line]
    return get_item(taken.trip, max(above)[1]) if above else None


def uses_of(taken: Taken, left: Skipped) -> tuple[Use, ...]:
    """What a line can be used for: where no entry stands above it, it can only be one of its own."""
    if not left.line or not left.text or not taken.trip.days:
        return ()
    return USES if entry_above(taken, left) is not None else ("entry",)


def with_line_used(taken: Taken, left: Skipped, use: Use) -> Taken:
    """What was taken with a line used as an entry behind the one above it, or as its title, note or place.

    What only the office needs goes from it into the internal note, as from all that is read.
    """
    above = entry_above(taken, left)
    nameless = words(taken.trip.language)(NAMELESS)
    if use == "entry" or above is None:
        item, _ = item_apart(_entry(taken, left, above), nameless)
        trip = add_item(taken.trip, item, above.id if above is not None and item.when == TBA else None)
        lines = {**taken.lines, item.id: left.line}
    else:
        trip, lines = _changed(taken, above, left.text, use, nameless), dict(taken.lines)
    return replace(taken, trip=trip, skipped=tuple(one for one in taken.skipped if one is not left), lines=lines)


def _entry(taken: Taken, left: Skipped, above: Item | None) -> Item:
    text = left.text
    time = leading_time(text) or next(times_within(text), None)
    title = cut(text[time.end :]) if time is not None and time.start == 0 else text
    return checked(
        Item, id=new_id(), title=(title or text)[:_LINE], kind=kind_of(title),
        day=above.day if above is not None else taken.trip.days[0].id, when=time.when if time is not None else TBA,
    )  # fmt: skip


def _changed(taken: Taken, above: Item, text: str, use: Use, nameless: str) -> Trip:
    match use:
        case "title":
            kind = kind_of(text)
            note = "\n".join(part for part in (above.title if above.title != nameless else "", above.note) if part)
            item = changed(above, title=text[:_LINE], note=note, kind=kind if kind != "other" else above.kind)
        case "place":
            names = Directory(taken.trip)
            venue = names.place(text[:_LINE], None, None)
            return change_item(changed(taken.trip, venues=tuple(names.venues.values())), above.id, venue=venue)
        case _:
            item = changed(above, note="\n".join(filter(None, (above.note, text))))
    item, _ = item_apart(item, nameless)
    return change_item(
        taken.trip, above.id, title=item.title, note=item.note, kind=item.kind, staff_note=item.staff_note
    )
