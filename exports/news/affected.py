"""Whom a change concerns: how many delegates, and who else by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exports.audience import Audience, visible_items
from exports.news.compare import Changed
from exports.snapshot import Snapshot
from trips.edits.assignments import table_of
from trips.i18n.language import Translator
from trips.model.trip import Trip


@dataclass(frozen=True, slots=True)
class Concerned:
    """Who has an item in their programme, before or after: keys of delegates, names of the others."""

    delegates: frozenset[str]
    others: tuple[str, ...]
    of: int

    def text(self, t: Translator) -> str:
        """Whom it concerns, in a few words: "affects all 24, Matthias Hörmeyer"; nothing while nobody is known."""
        count = len(self.delegates)
        told = [t("all {n}", n=count) if count == self.of > 1 else str(count)] if count else []
        who = ", ".join((*told, *self.others)) or (t("no one") if self.of else "")
        return t("affects {who}", who=who) if who else ""


class Concern:
    """Answers whom a change between two snapshots concerns; the programmes of all are worked out once."""

    def __init__(self, before: Snapshot | None, after: Snapshot) -> None:
        self._people: dict[str, set[str]] = {}
        self._trips = [snapshot.trip for snapshot in (before, after) if snapshot]
        for snapshot in (before, after):
            for item, person in _programmes(snapshot) if snapshot else ():
                self._people.setdefault(item, set()).add(person)

    @property
    def everybody(self) -> Concerned:
        """All delegates of the trip as it is after."""
        keys = frozenset(person.key for person in self._trips[-1].people if person.delegate)
        return Concerned(keys, (), len(keys))

    def of(self, change: Changed) -> Concerned:
        """Whom a change and what follows from it concern."""
        keys = {key for changed in (change, *change.follows) for key in self._people.get(changed.id, ())}
        if change.what == ("assigned",) and not change.follows:
            keys &= self._moved_within(change.id)
        known = {person.key: person for trip in self._trips for person in trip.people}
        delegates = {key for key in keys if known[key].delegate}
        others = sorted(known[key].name for key in keys - delegates)
        everybody = sum(person.delegate for person in self._trips[-1].people)
        return Concerned(frozenset(delegates), tuple(others), everybody)

    def _moved_within(self, item_id: str) -> set[str]:
        """Who has another place within an item than before."""
        where: list[dict[str, str]] = []
        for trip in self._trips:
            item = next((item for item in trip.items if item.id == item_id), None)
            where.append({person.key: place for person, place in table_of(trip, item)} if item is not None else {})
        first, last = where[0], where[-1]
        return {key for key in {**first, **last} if first.get(key) != last.get(key)}


def _programmes(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    trip: Trip = snapshot.trip
    placed = snapshot.timeline.placed()
    for person in trip.people:
        for item in visible_items(trip, placed, Audience("participants", "person", person.key)):
            yield item.id, person.key
