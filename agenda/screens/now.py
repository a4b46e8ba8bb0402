"""What is on and what is next, for the editor: where the cursor goes, and what is said."""

from __future__ import annotations

from datetime import UTC, datetime

from agenda.nowadays import apart, names, told
from trips.language import Words
from trips.present import present
from trips.timeline import Timeline


def clock() -> datetime:
    """Now, with its zone."""
    return datetime.now(UTC)


def found_now(timeline: Timeline, t: Words) -> tuple[str | None, str]:
    """The id of the item that is on, else of the next one, else None; and what is on and next, in lines."""
    moment = clock()
    if edge := apart(timeline, moment, t):
        known = [one for one in present(timeline, moment) for one in one.next]
        return (known[0].item.id if known else None), edge
    found = present(timeline, moment)
    on = [one for some in found for one in some.on]
    next_ = [one for some in found for one in some.next]
    lines: list[str] = []
    for some in found:
        lines += [names(timeline.trip, some.groups, t)] if some.groups else []
        words = {"on": t("now"), "next": t("next")}
        lines += [f"{words[one.which]}: {one.when} {one.text}" for one in told(timeline.trip, some, t)]
    first = next(iter(on[-1:] or next_), None)
    return (first.item.id if first else None), "\n".join(lines)
