"""News as a message: what one sends to somebody by messenger or e-mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.news.preview import Told
from exports.news.sentences import by_day
from exports.snapshot import Edition
from trips.i18n.language import Words


def message(edition: Edition, changes: Sequence[Told], t: Words) -> Iterator[str]:
    """The title, the state, and under each day the sentences about it, as lines of text."""
    yield edition.trip.title
    yield from (edition.stamp(t), "")
    yield from by_day((one.day, one.sentence) for one in changes)
