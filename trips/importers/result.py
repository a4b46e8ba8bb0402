"""What was left out of a file, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from trips.i18n.language import N_, Message

if TYPE_CHECKING:
    from trips.model.trip import Trip

NAMELESS: Final = N_("(no title)")
"""The title of an item for which nothing else was found."""
MOST_TOLD: Final = 200
"""Sentences about single events of one file; what is more is told as a number."""


class Skipped(NamedTuple):
    """Something that did not become an item, or not all of it.

    Attributes:
        line: where it begins in the file, from 1; 0 if it is about the whole file.
        text: the event's title, as the file has it.
        why: one sentence.
        plain: whether nothing is lost by it: a title, a heading of columns, the number of a page.
        hint: whether it became something all the same, and only has to be looked at.
    """

    line: int
    text: str
    why: Message
    plain: bool = False
    hint: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A trip into which something was taken, and what was left out.

    Attributes:
        trip: the trip.
        skipped: what was left out, and what somebody has to look at.
        older: how much was left out because the trip has a newer state of it.
        lines: where in the text each new item begins, by its id; empty for a calendar.
    """

    trip: Trip
    skipped: tuple[Skipped, ...]
    older: int = 0
    lines: Mapping[str, int] = field(default_factory=dict[str, int])


def shortened(told: list[Skipped]) -> tuple[Skipped, ...]:
    """The sentences in the order of the file, the first ones only if there are very many."""
    told = sorted(set(told), key=lambda skipped: (skipped.line, skipped.text, str(skipped.why)))
    rest = len(told) - MOST_TOLD
    if rest <= 0:
        return tuple(told)
    return (*told[:MOST_TOLD], Skipped(0, "", Message("More was left out for the same reasons ({n}).", n=rest)))
