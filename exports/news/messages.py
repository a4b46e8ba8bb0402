"""News as one sends them by messenger or e-mail: of a version, and of a delay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.audience import PARTICIPANTS, Audience
from exports.news.preview import Told, compared
from exports.news.sentences import by_day
from exports.snapshot import Snapshot
from trips.i18n.language import Translator, words
from trips.model.trip import Trip


def message(snapshot: Snapshot, changes: Sequence[Told], t: Translator) -> Iterator[str]:
    """The title, the state, and under each day the sentences about it, as lines of text."""
    yield snapshot.trip.title
    yield from (snapshot.stamp(t), "")
    yield from by_day((change.day, change.sentence) for change in changes)


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
    yield t.plural(
        "{title}: we are running {n} minute late.",
        "{title}: we are running {n} minutes late.",
        minutes,
        title=after.title,
    )
    told = compared(before, replace(before, trip=after), audience, t.language)
    if not told:
        yield t("Nothing changes for you.")
    yield from by_day((one.day, one.sentence) for one in told)
