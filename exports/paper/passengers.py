"""Who rides in a vehicle, as far as the trip knows it: by groups and numbers, without names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from trips.model.entities import Item, Person
from trips.queries.counts import spread
from trips.schedule.attendance import Attendance, in_group_programme


@dataclass(frozen=True, slots=True)
class Passengers:
    """Those who ride in one vehicle of a journey, or without one.

    Attributes:
        people: those with a name.
        groups: the groups that were put there; of those without a vehicle, the groups that expect people without names.
        unnamed: how many each of them expects there that have no name yet.
        hosts: how many ride along who are not of the delegation.
    """

    people: tuple[Person, ...]
    groups: tuple[str, ...]
    unnamed: dict[str, int]
    hosts: int = 0

    @property
    def heads(self) -> int:
        """How many they are."""
        return len(self.people) + sum(self.unnamed.values()) + self.hosts

    @property
    def are_known(self) -> bool:
        """Whether it is known of anybody that they ride there."""
        return bool(self.people or self.groups)

    def are_on(self, journey: Item, attendance: Attendance) -> bool:
        """Whether one of them is on another journey."""
        whole = attendance.whole_of(journey)
        return any(in_group_programme(journey, whole, group) for group in self.groups) or any(
            attendance.goes(journey, person) for person in self.people
        )

    def by_group(self) -> tuple[dict[str, int], int]:
        """How many of each group, under their keys, and how many are of none."""
        found = Counter({group: self.unnamed.get(group, 0) for group in self.groups})
        others = self.hosts
        for person in self.people:
            # Who is of several groups counts in the one that was put there.
            group = next((key for key in (*self.groups, *person.groups) if key in person.groups), None)
            if group is None:
                others += 1
            else:
                found[group] += 1
        return {group: n for group, n in found.items() if n}, others


def passengers(attendance: Attendance, item: Item, vehicle: str | None) -> Passengers:
    """Who rides in a vehicle of a journey; None for those who have none there."""
    found = spread(attendance, item)
    unnamed = attendance.nameless(item)
    if vehicle is None:
        placed = {key for assignment in item.assignments for key in assignment.groups}
        left = {key: n for key, n in unnamed.items() if n and key not in placed}
        return Passengers(found.without, tuple(left), left)
    shares = [share for share in found.shares if share.assignment.place == vehicle]
    people = tuple(dict.fromkeys(person for share in shares for person in share.people))
    groups = tuple(dict.fromkeys(key for share in shares for key in share.assignment.groups))
    return Passengers(
        people, groups, {key: unnamed.get(key, 0) for key in groups}, sum(len(share.hosts) for share in shares)
    )
