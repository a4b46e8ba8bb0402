"""The three-way merge of trips.

The unit is (entity, field). Sets (groups, speakers) merge by element; day, time and whole of an item are one
unit, because each alone means nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from typing import Any, Literal, NamedTuple

from trips.edits.items import in_programme_order
from trips.history.diff import NOTES, TABLES, id_of, identified, name_of
from trips.i18n.language import Message
from trips.model.entities import Day, Item, Person, Private, Value, changed, named_in
from trips.model.field_types import FieldRule
from trips.model.fields import rules
from trips.model.trip import Trip

Side = Literal["mine", "theirs"]


class Conflict(NamedTuple):
    """A unit that both sides changed in different ways.

    Attributes:
        table, id, name: the entity; the trip itself has the table "trip".
        field: the label of the unit's first field; "" if one side removed the entity.
        mine, theirs: the first field on both sides, or the entity, None where it was removed.
        unit: every field of the unit, with what they have; a private detail is called "private.phone".
    """

    table: str
    id: str
    name: str
    field: str
    mine: object
    theirs: object
    unit: tuple[tuple[str, object], ...] = ()

    @property
    def message(self) -> Message:
        """The sentence for the user."""
        if self.field:
            return Message(
                '"{name}": somebody else changed {field} at the same time.', name=self.name, field=Message(self.field)
            )
        return Message('"{name}" was removed by one and changed by the other.', name=self.name)


class Merged(NamedTuple):
    """A merged trip and what could not be merged without choosing."""

    trip: Trip
    conflicts: tuple[Conflict, ...]


def merge(base: Trip, mine: Trip, theirs: Trip, prefer: Side = "mine") -> Merged:
    """Bring two trips that grew from one base together.

    Args:
        base: what both started from.
        mine: one side.
        theirs: the other; where nothing else decides, its order is kept.
        prefer: the side that wins where both changed the same unit. What one removed and the other changed stays.

    Returns:
        A valid trip, and the conflicts that `prefer` decided.
    """
    if mine in (base, theirs):
        return Merged(theirs, ())
    if theirs == base:
        return Merged(mine, ())
    work = _Merge(prefer)
    fields: dict[str, Any] = work.fields("trip", "Trip", base, mine, theirs)
    for table in (*TABLES, *NOTES):
        fields[table] = work.table(table, getattr(base, table), getattr(mine, table), getattr(theirs, table))
    if work.removed:
        _restore(fields, (mine, theirs, base), work.conflicts)
    if fields["days"] != theirs.days or not _stand_alike(fields["items"], theirs.items):
        fields["days"] = tuple(sorted(_one_a_date(fields["days"]), key=lambda day: day.date))
        fields["items"] = in_programme_order(
            _on_days(fields["items"], fields["days"], (mine, theirs, base)), fields["days"]
        )
    return Merged(changed(theirs, **fields), tuple(work.conflicts))


def _stand_alike(items: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether items stand where others do: the same ones in the same order, on the same days, in the same wholes."""
    return len(items) == len(others) and all(
        a is b or (a.id, a.day, a.part_of) == (b.id, b.day, b.part_of) for a, b in zip(items, others, strict=True)
    )


class _Merge:
    def __init__(self, prefer: Side) -> None:
        self.prefer = prefer
        self.conflicts: list[Conflict] = []
        self.removed = False
        """Whether something is not there any more that one of the sides had."""

    def table(
        self, table: str, base: Sequence[Value], mine: Sequence[Value], theirs: Sequence[Value]
    ) -> tuple[Value, ...]:
        if mine in (base, theirs):
            gone = theirs != base and not identified(base).keys() <= identified(theirs).keys()
            self.removed = self.removed or gone
            return tuple(theirs)
        b, m, t = identified(base), identified(mine), identified(theirs)
        kept: dict[str, Value] = {}
        for key in {**b, **t, **m}:
            mine_, theirs_ = m.get(key), t.get(key)
            value = theirs_ if mine_ is theirs_ else self._entity(table, key, b.get(key), mine_, theirs_)
            if value is not None:
                kept[key] = value
            else:
                self.removed = True
        mine_first = {conflict.id for conflict in self.conflicts if conflict.table == table and self.prefer == "mine"}
        return tuple(kept[key] for key in merged_order(list(b), list(m), list(t), kept, mine_first))

    def _entity(
        self, table: str, key: str, base: Value | None, mine: Value | None, theirs: Value | None
    ) -> Value | None:
        if mine is None or theirs is None:
            value = mine or theirs
            if base is None or value is None or value != base:
                if base is not None:
                    self.conflicts.append(Conflict(table, key, name_of(value), "", mine, theirs))
                return value
            return None
        if mine in (base, theirs):
            return theirs
        if theirs == base:
            return mine
        if table in NOTES:
            return mine if self.prefer == "mine" else theirs
        return changed(theirs, **self.fields(table, TABLES[table], base, mine, theirs))

    def fields(
        self, table: str, entity: str, base: Value | None, mine: Value, theirs: Value, whose: Value | None = None
    ) -> dict[str, Any]:
        """The merged fields of an entity, or with `whose`, of its private details."""
        merged: dict[str, Any] = {}
        units: dict[str, list[FieldRule]] = {}
        for rule in rules(entity).values():
            units.setdefault(rule.unit or rule.name, []).append(rule)
        for unit in units.values():
            names = [rule.name for rule in unit]
            b, m, t = ([getattr(side, name, None) for name in names] for side in (base, mine, theirs))
            merged.update(
                zip(names, self._unit(table, unit, (b, m, t), whose or theirs, whose is not None), strict=True)
            )
        return merged

    def _unit(
        self, table: str, rules_: Sequence[FieldRule], sides: tuple[list[Any], list[Any], list[Any]], value: Value,
        private: bool,
    ) -> list[Any]:  # fmt: skip
        rule = rules_[0]
        base, mine, theirs = sides
        if mine in (base, theirs):
            return theirs
        if theirs == base:
            return mine
        if (both := rule.type.merged(base[0], mine[0], theirs[0])) is not None:
            return [both]
        if isinstance(theirs[0], Private):
            return [changed(theirs[0], **self.fields(table, "Private", base[0], mine[0], theirs[0], value))]
        key = value.id if isinstance(value, Trip) else id_of(value)
        names = [f"private.{each.name}" if private else each.name for each in rules_]
        unit = tuple(zip(names, theirs, strict=True))
        self.conflicts.append(Conflict(table, key, name_of(value), rule.label, mine[0], theirs[0], unit))
        return mine if self.prefer == "mine" else theirs


def merged_order(
    base: list[str], mine: list[str], theirs: list[str], kept: Container[str], placed_by_me: Container[str] = ()
) -> list[str]:
    """Their order, with what I added, moved or kept behind the one it follows in mine."""
    order = [key for key in theirs if key in kept]
    there, steady = set(order), _steady(base, mine)
    moved = {key for key in base if key not in steady or key in placed_by_me}
    for place, key in enumerate(mine):
        if key not in kept or (key in there and key not in moved):
            continue
        if key in there:
            order.remove(key)
        there.add(key)
        before = next((one for one in reversed(mine[:place]) if one in there), None)
        order.insert(0 if before is None else order.index(before) + 1, key)
    return order


def _steady(base: list[str], mine: list[str]) -> set[str]:
    """The keys that kept their order: a longest common subsequence of two orders."""
    places = {key: place for place, key in enumerate(base)}
    common = [key for key in mine if key in places]
    in_both = set(common)
    if common == [key for key in base if key in in_both]:
        return in_both
    tails: list[int] = []
    lengths: list[int] = []
    for key in common:
        length = bisect_left(tails, places[key])
        tails[length : length + 1] = [places[key]]
        lengths.append(length)
    steady: set[str] = set()
    wanted, below = len(tails) - 1, len(places)
    for key, length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted and places[key] < below:
            steady.add(key)
            wanted, below = wanted - 1, places[key]
    return steady


def _restore(fields: dict[str, Any], sides: tuple[Trip, Trip, Trip], conflicts: list[Conflict]) -> None:
    """Bring back what one side removed and the other uses."""
    for table, wanted in _wanted(fields).items():
        have = {id_of(one) for one in fields[table]}
        for key in wanted - have:
            found = next((one for side in sides for one in getattr(side, table) if id_of(one) == key), None)
            if found is not None:
                fields[table] = (*fields[table], found)
                conflicts.append(Conflict(table, key, name_of(found), "", None, found))


def _wanted(fields: dict[str, Any]) -> dict[str, set[str]]:
    items: Sequence[Item] = fields["items"]
    people: Sequence[Person] = fields["people"]
    organisations = {one.key for one in fields["organisations"]}
    named = {key for item in items for key in named_in(item)}
    of_people = {person.organisation for person in people if person.organisation is not None}
    others = {key for person in people if (key := person.accompanies) is not None}
    others |= {key for item in items if (key := item.responsible) is not None}
    assigned = [assignment for item in items for assignment in item.assignments]
    others |= {key for assignment in assigned for key in assignment.people}
    return {
        "days": {item.day for item in items if item.day is not None},
        "venues": {key for item in items for key in (item.venue, item.to) if key is not None},
        "groups": {key for entity in (*items, *people, *assigned) for key in entity.groups},
        "organisations": of_people | (named - {person.key for person in people}),
        "people": others | (named - organisations),
    }


def _one_a_date(days: Sequence[Day]) -> list[Day]:
    seen: dict[object, Day] = {}
    for day in days:
        seen.setdefault(day.date, day)
    return list(seen.values())


def _on_days(items: Sequence[Item], days: Sequence[Day], sides: tuple[Trip, Trip, Trip]) -> list[Item]:
    """Items of a day that both sides made for the same date go to the one that was kept."""
    kept = {day.date: day.id for day in days}
    dates = {day.id: day.date for side in sides for day in side.days}
    moved: list[Item] = []
    for item in items:
        day = item.day
        if day is not None and day in dates and day not in kept.values():
            moved.append(changed(item, day=kept.get(dates[day])))
        else:
            moved.append(item)
    return moved
