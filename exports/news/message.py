"""News as a message: what one sends to somebody by messenger or e-mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.news.preview import Told
from exports.news.sentences import by_day
from exports.snapshot import Snapshot
from trips.i18n.language import Translator


def message(snapshot: Snapshot, changes: Sequence[Told], t: Translator) -> Iterator[str]:
    """The title, the state, and under each day the sentences about it, as lines of text."""
    yield snapshot.trip.title
    yield from (snapshot.stamp(t), "")
    yield from by_day((one.day, one.sentence) for one in changes)
