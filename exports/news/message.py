"""News as a message: what one sends to somebody by messenger or e-mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.edition import Edition
from exports.news.preview import Told
from trips.language import Words


def message(edition: Edition, changes: Sequence[Told], t: Words) -> Iterator[str]:
    """The title, the state, and under each day the sentences about it, as lines of text."""
    yield edition.trip.title
    yield edition.stamp(t)
    before: str | None = None
    for one in changes:
        if one.day != before:
            yield from ("", one.day or t("Not scheduled yet"))
            before = one.day
        yield f"- {one.sentence}"
