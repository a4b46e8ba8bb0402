"""How columns share a room: each gets what its texts need, and where that is too much, as few as can be are cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_SHORTEST_TITLE: Final = 22
"""Cells that a title has at least."""


def shared(needs: Sequence[int], room: int) -> list[int]:
    """The widths of columns in a room: what the longest text of each needs; where that is too much, the widest give."""
    widths = list(needs)
    over = sum(widths) - room
    while over > 0 and widths:
        widest = max(widths)
        places = [n for n, width in enumerate(widths) if width == widest]
        second = max((width for width in widths if width < widest), default=0)
        give = min(widest - second, max(over // len(places), 1))
        for n in places:
            take = min(give, over)
            widths[n] -= take
            over -= take
    return widths


def best_shares(rows: Sequence[tuple[int, int, int]], room: int, *, who_too: bool) -> tuple[int, int, int]:
    """How title, people and place share a room so that the fewest texts, above all titles, are too long for theirs.

    A text goes on over the columns behind it that are empty.
    """
    best, least = (room, 0, 0), float("inf")
    shortest = min(room, _SHORTEST_TITLE, max((title for title, _, _ in rows), default=room))
    longest = max((place for _, _, place in rows), default=0)
    for who in [*_steps([who for _, who, _ in rows]), 0] if who_too else [0]:
        what_is_left = min(longest, max(0, room - who - shortest))
        for place in dict.fromkeys((*_steps([place for _, _, place in rows]), what_is_left, 0)):
            title = room - who - place
            cost = _too_long(rows, (title, who, place)) if title >= shortest else float("inf")
            if cost < least:
                best, least = (title, who, place), cost
    return best


def lent(needs: Sequence[int], widths: Sequence[int]) -> list[int]:
    """The widths in one row: a text that is too long is lent what those before it leave blank of their columns."""
    found = list(widths)
    for behind in range(len(found) - 1, 0, -1):
        for before in range(behind - 1, -1, -1):
            too_long = any(need > width for need, width in zip(needs[:before], found[:before], strict=True))
            if too_long and needs[before] == 0:
                break  # a text goes on over what is empty
            taken = max(0, min(needs[behind] - found[behind], found[before] - needs[before]))
            found[before] -= taken
            found[behind] += taken
    return found


def _steps(lengths: Sequence[int]) -> list[int]:
    """Widths to try for a column: what all, most, and half of its texts need."""
    found = sorted(length for length in lengths if length) or [0]
    return list(dict.fromkeys(found[(len(found) - 1) * part // 20] for part in (20, 19, 18, 16, 14, 10, 6)))


def _too_long(rows: Sequence[tuple[int, int, int]], widths: tuple[int, int, int]) -> int:
    """How much is too long for its column: titles weigh three times as much, and what two lines do not hold more."""
    title, who, place = widths
    cost = 0
    for needs_title, needs_who, needs_place in rows:
        behind_title = 0 if needs_who and who else who + bool(who) + (0 if needs_place else place + 1)
        cost += 3 * (needs_title > title + behind_title) + 20 * (needs_title > 2 * (title + behind_title) - 8)
        cost += (needs_who > who + (0 if needs_place else place + 1)) + (needs_place > place)
        cost += 2 * (needs_who > 0 and who == 0)
    return cost
