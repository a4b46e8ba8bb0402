"""Numbers and addresses of people in texts that more than the office reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trips.checks.day_context import DayContext
from trips.checks.finding import Finding
from trips.checks.trip_context import TripContext
from trips.grammar.contact_data import contact_data
from trips.i18n.language import N_, Message
from trips.model.entities import Item
from trips.model.fields import rules

FIELDS: Final = ("title", "note", "room")
_LABELS: Final = rules("Item")


def findings(plan: DayContext, ground: TripContext) -> Iterator[Finding]:
    """Phone numbers and e-mail addresses in title, note, room or gathering of items that are not for staff only."""
    del ground
    for placed in plan.placed:
        item = placed.item
        if item.audience != "staff":
            for field, text in texts(item):
                found = contact_data(text)
                if found:
                    told = Message(
                        "{title}: {found} stands in {field}, which {audience} read; put it into the internal note or"
                        " the contact.",
                        title=item.title, found=", ".join(found), field=Message(_LABELS[field].label),
                        audience=Message(_READERS[item.audience]),
                    )  # fmt: skip
                    yield Finding("privacy.text", "warning", (item.id,), told)
                    break


_READERS: Final = {"public": N_("everybody"), "press": N_("the press"), "participants": N_("participants")}


def texts(item: Item) -> Iterator[tuple[str, str]]:
    """The texts of an item that its audience reads, with the names of their fields."""
    for field in FIELDS:
        if text := str(getattr(item, field)):
            yield field, text
    if item.meet is not None and item.meet.place:
        yield "meet", item.meet.place
    yield from (("assignments", assignment.place) for assignment in item.assignments if assignment.groups)
