"""How a paragraph on an item opens: with a verb of its kind, and with none that was used that day before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from exports.nouns import Case
from trips.grammar.choices import Kind
from trips.i18n.language import N_

Place = Literal["first", "early", "beside", "behind", "later", "next"]
"""Where an item stands in the telling of a day: the first of it, and that in the morning; beside the one before, or
behind the arrival in the same part of the day; in a later part of the day; next in the same part."""

_TOOK_PLACE: Final = N_("{moment}, {title} took place{where}.")
_LED: Final = N_("{moment}, the programme took {whom} to {title}{where}.")
_WENT_ON: Final = N_("{moment}, the programme went on with {title}{where}.")
_FOLLOWED: Final = N_("{moment}, {title} followed{where}.")
_CAME: Final = N_("After that came {title}{where}.")
_CAME_NEXT: Final = N_("Next came {title}{where}.")
_DAY_BEGAN: Final = N_("{weekday} began with {title}{where}.")
_TOOK_PART: Final = N_("{moment}, {who} took part in {title}{where}.")
_GATHERED: Final = N_("{moment}, {who} came together for {title}{where}.")
_INVITED: Final = N_("{moment}, {who} were invited to {title}{where}.")
_SET_OUT: Final = N_("{moment}, {who} set out for {title}{where}.")

_OF_ONE: Final[Mapping[str, str]] = {
    _TOOK_PART: N_("{moment}, {group} took part in {title}{where}."),
    _GATHERED: N_("{moment}, {group} came together for {title}{where}."),
    _INVITED: N_("{moment}, {group} was invited to {title}{where}."),
    _SET_OUT: N_("{moment}, {group} set out for {title}{where}."),
}
"""The same of one group, whose verb is in the singular."""

_OF_MANY: Final[Mapping[str, str]] = {
    _TOOK_PLACE: N_("{moment}, {titles} took place{where}."),
    _FOLLOWED: N_("{moment}, {titles} followed{where}."),
    _CAME: N_("After that came {titles}{where}."),
    _CAME_NEXT: N_("Next came {titles}{where}."),
}
"""The same of a title that names several things."""

_BY_KIND: Final[Mapping[Kind, Sequence[str]]] = {
    "visit": (_LED, _TOOK_PART),
    "tour": (_SET_OUT, _LED),
    "reception": (_GATHERED, _INVITED),
    "meal": (_GATHERED, _INVITED),
    "meeting": (_GATHERED, _TOOK_PART),
    "ceremony": (_TOOK_PLACE, _GATHERED),
    "press": (_TOOK_PLACE,),
    "other": (_TOOK_PLACE,),
}
_OF_NOTHING_ELSE: Final = (_TOOK_PLACE, _TOOK_PART, _GATHERED)
_OF_SOME: Final = frozenset((_LED, _TOOK_PART, _GATHERED, _INVITED, _SET_OUT))
"""What can be said where only some were: who, is said in the sentence."""
_CASES: Final[Mapping[str, Case]] = {
    _LED: "to", _WENT_ON: "with", _DAY_BEGAN: "with", _TOOK_PART: "in", _GATHERED: "to", _INVITED: "to", _SET_OUT: "to",
}  # fmt: skip
"""How these have the title, which all others have as their subject."""


def case_of(way: str) -> Case:
    """How a sentence has the title."""
    return _CASES.get(way, "subject")


def of_one(way: str) -> str:
    """A sentence, said of one group."""
    return _OF_ONE.get(way, way)


def of_many(way: str) -> str:
    """A sentence, said of a title that names several things."""
    return _OF_MANY.get(way, way)


_BY_PLACE: Final[Mapping[Place, Sequence[str]]] = {
    "first": (),
    "early": (_DAY_BEGAN,),
    "beside": (),
    "behind": (),
    "later": (_WENT_ON, _FOLLOWED),
    "next": (_CAME, _CAME_NEXT),
}
_MOMENTS: Final[Mapping[Place, Sequence[str]]] = {
    "beside": (N_("At the same time"), N_("Meanwhile"), N_("In parallel")),
    "behind": (N_("After the arrival"),),
    "next": (N_("After that"), N_("Afterwards")),
}
"""How a sentence begins that names no part of the day."""


class Openings:
    """Chooses among ways to say the same: none comes twice on a day if there is another one left."""

    def __init__(self) -> None:
        self._turn = 0
        self._used: dict[str, int] = {}
        self._today: set[str] = set()

    def begin_day(self) -> None:
        """What was said on the days before may be said again."""
        self._today.clear()

    def pick(self, ways: Sequence[str]) -> str:
        """The first way that was not used that day, of several the one that was not used for longest."""
        way = min(ways, key=lambda way: (way in self._today, self._used.get(way, 0)))
        self._turn += 1
        self._used[way] = self._turn
        self._today.add(way)
        return way

    def of(self, kind: Kind, place: Place, *, all_came: bool, invited: bool, leads: bool = True) -> str:
        """The sentence that opens an item, with its placeholders to be filled in.

        Args:
            kind: the item's.
            place: where it stands.
            all_came: whether everybody was there.
            invited: whether somebody invited them, and its title does not say so already.
            leads: whether one can be led to what its title says.
        """
        unfit = {way for way, fits in ((_INVITED, invited), (_LED, leads)) if not fits}
        own = [way for way in _BY_KIND.get(kind, ()) if way not in unfit]
        if not all_came:
            return self.pick([way for way in own if way in _OF_SOME] or (_TOOK_PART,))
        by_place = _BY_PLACE[place]
        ways = (*by_place[:1], *own, *by_place[1:]) if place in ("early", "later") else (*own, *by_place)
        return self.pick(tuple(dict.fromkeys((*ways, *_OF_NOTHING_ELSE))))

    def moment(self, place: Place) -> str:
        """How it begins where that is not the part of the day; "" where it is."""
        ways = _MOMENTS.get(place, ())
        return self.pick(ways) if ways else ""
