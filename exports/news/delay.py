"""A delay as a message: what changes for readers for the rest of the day, to be sent by messenger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exports.audience import PARTICIPANTS, Audience
from exports.news.preview import compared
from exports.news.sentences import by_day
from exports.snapshot import Snapshot
from trips.i18n.language import words
from trips.model.trip import Trip


def delay_message(before: Snapshot, after: Trip, group: str | None, minutes: int) -> Iterator[str]:
    """The message to the participants, or to one group, line by line, in their language.

    It says by how much all is late, and has a sentence for each change that they may see, and nothing else.

    Args:
        before: the trip as it is.
        after: the trip with what is done about the delay.
        group: the key of the group that it is for; None for all participants.
        minutes: how late people are.
    """
    audience = PARTICIPANTS if group is None else Audience("participants", "group", group)
    t = words(before.language_for(audience), before.forms)
    yield t.plural("{title}: we are {n} minute late.", "{title}: we are {n} minutes late.", minutes, title=after.title)
    told = compared(before, replace(before, trip=after), audience, t.language)
    if not told:
        yield t("Nothing changes for you.")
    yield from by_day((one.day, one.sentence) for one in told)
