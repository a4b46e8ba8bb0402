"""Everything that is new for a reader, in sentences, in the order in which one reads a programme."""

from __future__ import annotations

from typing import NamedTuple

from exports.news.compare import Changed, news
from exports.news.frame import frame_news
from exports.news.sentences import format_news
from exports.programme import Programme
from trips.i18n.language import Translator


class New(NamedTuple):
    """A change (None: of the whole or a day, not an item), the day it is about ("" for none), and a sentence."""

    change: Changed | None
    day: str
    sentence: str


def everything_new(before: Programme | None, after: Programme, t: Translator) -> list[New]:
    """What is about the whole first, then day by day what is about the day and its items, then what has no day.

    Args:
        before: what the reader had; None if they had nothing.
        after: what they have now, in the same language.
        t: the words of that language.
    """
    changes, personal = news(before, after), after.seen.audience.whose == "person"
    items: list[New] = [
        New(changed, day, said)
        for changed, (day, said) in zip(changes, format_news(changes, t, personal=personal), strict=True)
    ]
    around: list[New] = [New(None, day, said) for day, said in frame_news(before, after, t)]
    order = dict.fromkeys((*(view.label for view in after.days), *(new.day for new in items)))
    found = [new for new in around if not new.day]
    for day in filter(None, order):
        found += [new for new in (*around, *items) if new.day == day]
    return [*found, *(new for new in items if not new.day)]
