"""Who holds which version, in sentences: "Frau Weber still holds version 1; 2 things are new for her"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from exports.calendar import CalendarOptions, Calendars
from trips.grammar.choices import AUDIENCE_WORDS
from trips.i18n.language import Translator

if TYPE_CHECKING:
    from exports.snapshot import Snapshot
    from trips.store.ledger import Delivery


def standing(snapshot: Snapshot, entries: Sequence[Delivery], t: Translator) -> Iterator[str]:
    """A line for each reader who was ever given something: what they hold, and whether something is new for them.

    Args:
        snapshot: the version that counts now, with those before it.
        entries: the ledger.
        t: the words of the one who reads it.
    """
    held: dict[str, int] = {}
    for entry in entries:
        held[entry.reader] = max(entry.number, held.get(entry.reader, 0))
    for reader, number in sorted(held.items(), key=lambda one: (one[1], one[0])):
        audience = snapshot.reader(reader)
        if audience is None:
            continue
        if not audience.whose:
            new = 0
            if number < snapshot.number:
                new = len(Calendars(snapshot, t.language, CalendarOptions(since=number)).given(audience))
            said = t("For {audience}: version {n}", audience=t(AUDIENCE_WORDS[audience.level]), n=number)
            what_is_new = t.plural("{n} thing is new", "{n} things are new", new)
            yield f"{said}; {what_is_new}." if new else f"{said}."
            continue
        name = snapshot.name_of(audience)
        if number >= snapshot.number:
            yield t("{name} holds version {n}.", name=name, n=number)
        elif count := len(Calendars(snapshot, t.language, CalendarOptions(since=number)).given(audience)):
            yield t.plural("{name} still holds version {held}; {n} thing is new for them.",
                           "{name} still holds version {held}; {n} things are new for them.",
                           count, name=name, held=number)  # fmt: skip
        else:
            yield t("{name} holds version {n}; nothing has changed for them since.", name=name, n=number)
