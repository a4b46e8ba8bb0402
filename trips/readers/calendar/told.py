"""What was left out of a calendar file, and why."""

from __future__ import annotations

from typing import Final, NamedTuple

from trips.language import Message

MOST_TOLD: Final = 200
"""Sentences about single events of one file; what is more is told as a number."""


class Skipped(NamedTuple):
    """Something that did not become an item, or not all of it.

    Attributes:
        line: where it begins in the file, from 1; 0 if it is about the whole file.
        text: the event's title, as the file has it.
        why: one sentence.
    """

    line: int
    text: str
    why: Message


def shortened(told: list[Skipped]) -> tuple[Skipped, ...]:
    """The sentences in the order of the file, the first ones only if there are very many."""
    told = sorted(set(told), key=lambda one: (one.line, one.text, str(one.why)))
    rest = len(told) - MOST_TOLD
    if rest <= 0:
        return tuple(told)
    return (*told[:MOST_TOLD], Skipped(0, "", Message("More was left out for the same reasons ({n}).", n=rest)))
