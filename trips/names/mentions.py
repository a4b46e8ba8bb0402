"""Places and people of a trip that a line of text names: "Group photo at the town hall with Dr. Heinen".

Only what the trip knows is taken out of the text; everything else stays in it word for word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from trips.i18n.text import folded
from trips.model.tables import Entry, Table
from trips.model.trip import Trip
from trips.names.titles import name_words, untitled

Role = Literal["hosts", "by", "with"]
_PLACE: Final = re.compile(r"(?<![\w-])(?:(?:in|im|ins|bei|beim|am|at)\s+|@\s*)", re.IGNORECASE)
_PEOPLE: Final = re.compile(
    r"(?<![\w-])(?:(?:mit|with)\s+|(?P<by>von|vom|by)\s+"
    r"|(?P<hosts>hosts?|gastgeber(?:in|innen)?|gast\u00ad?gebender?)\s*:\s*)",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"(?:der|den|dem|die|das|the)\s+", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"\s+(?:der|des|dem|den|die|das|of|the|von|vom|zu|zur|zum|für|for|am|an|und|and|&)\s", re.I
)
_AND: Final = re.compile(r"\s*(?:,\s*)?(?:und|and|&)\s+", re.IGNORECASE)
_COMMA: Final = re.compile(r"\s*,\s*")
_TOWN: Final = re.compile(r"\b\d{4,5}\s+([^,]+)")
_ADJECTIVE: Final = re.compile(r"(?:en|em|er|es|e)$")
_LONGEST: Final = 10
_SHORTEST_PART: Final = 4


class Cut(NamedTuple):
    """A text without what it named, and the keys of that: of one venue, or of people and organisations."""

    text: str
    keys: tuple[str, ...] = ()
    role: Role | None = None


class _Found(NamedTuple):
    keys: tuple[str, ...]
    end: int
    in_full: bool = True


class Known:
    """The names that a trip knows; those of `earlier` entries, of other trips, only in full."""

    def __init__(self, trip: Trip, earlier: Iterable[tuple[Table, Entry]] = ()) -> None:
        self._venues = [(venue.key, _stems(name_words(venue.name))) for venue in trip.venues]
        towns = [town for venue in trip.venues for town in _TOWN.findall(venue.address)]
        self._towns = {word for town in towns for word in _stems(name_words(town))}
        self._people = [
            (person.key, untitled(name_words(name)))
            for person in trip.people
            for name in {person.name, person.latin_name} - {""}
        ]
        self._organisations = [
            (organisation.key, _stems(name_words(organisation.name))) for organisation in trip.organisations
        ]
        self._earlier: dict[tuple[bool, tuple[str, ...]], str] = {}
        for table, entry in earlier:
            plain = untitled(name_words(entry.name)) if table == "people" else _stems(name_words(entry.name))
            self._earlier.setdefault((table == "venues", plain), entry.key)

    def cut_place(self, text: str) -> Cut:
        """Take out the first known place that follows "in", "im", "bei", "at" or "@".

        A part of its name is enough if it has four letters, no other place shares it, and nothing follows that could
        belong to it. Endings of German adjectives do not count ("im Historischen Rathaus").
        """
        for lead in _PLACE.finditer(text):
            free = _begins(text, lead.start()) or lead[0].startswith("@")
            found = _at(text, lead.end(), self._venue)
            if found is not None and _is_whole(text, found, free=free):
                return Cut(_without(text, lead.start(), found.end), found.keys)
        return Cut(text)

    def cut_people(self, text: str, roles: Collection[Role]) -> Cut:
        """Take out the first known people and organisations that follow "mit", "with", "von", "by" or "host:".

        They are named in full, or people by their last name if only one has it. Of several, all must be known.
        Only phrases of these roles count.
        """
        for lead in _PEOPLE.finditer(text):
            role: Role = "hosts" if lead["hosts"] else "by" if lead["by"] else "with"
            found = self._list(text, lead.end(), free=_begins(text, lead.start())) if role in roles else None
            if found is not None:
                return Cut(_without(text, lead.start(), found.end), found.keys, role)
        return Cut(text)

    def begins_with_people(self, text: str) -> bool:
        """Whether a text begins by naming known people: "with Anna Weber"."""
        lead = _PEOPLE.match(text)
        return lead is not None and self._list(text, lead.end(), free=True) is not None

    def _list(self, text: str, start: int, *, free: bool) -> _Found | None:
        """People and organisations joined by commas and "and"; None if one of them is not known."""
        keys: list[str] = []
        while True:
            found = _at(text, start, self._named)
            if found is None:
                return None
            keys += found.keys
            if joined := _AND.match(text, found.end):
                start = joined.end()
            elif (comma := _COMMA.match(text, found.end)) and self._could_be_a_name(text, comma.end()):
                start = comma.end()
            elif _is_whole(text, found, free=free):
                return _Found(tuple(dict.fromkeys(keys)), found.end)
            else:
                return None

    def _could_be_a_name(self, text: str, start: int) -> bool:
        return text[start : start + 1].isupper() or _at(text, start, self._named) is not None

    def _venue(self, words: Sequence[str]) -> tuple[str, bool] | None:
        stems = _stems(words)
        same = [key for key, name in self._venues if name == stems]
        if same:
            return (same[0], True) if len(same) == 1 else None
        holding = [key for key, name in self._venues if _holds(name, stems)]
        if (known := self._earlier.get((True, stems))) is not None:
            return known, True
        tells = sum(map(len, words)) >= _SHORTEST_PART and not self._towns.issuperset(stems)
        return (holding[0], False) if tells and len(holding) == 1 else None

    def _named(self, words: Sequence[str]) -> tuple[str, bool] | None:
        plain = untitled(words)
        same = {key for key, name in self._people if name == plain}
        same |= {key for key, name in self._organisations if name == _stems(words)}
        if same:
            return (same.pop(), True) if len(same) == 1 else None
        known = self._earlier.get((False, plain)) or self._earlier.get((False, _stems(words)))
        if known is not None:
            return known, True
        ending = {key for key, name in self._people if name[-len(plain) :] == plain}
        return (ending.pop(), False) if len(ending) == 1 else None


def _at(text: str, start: int, look: Callable[[Sequence[str]], tuple[str, bool] | None]) -> _Found | None:
    """The longest run of words from a place on that is a name, with or without an article before it."""
    article = _ARTICLE.match(text, start)
    for begin in (start, *((article.end(),) if article else ())):
        for words, end in reversed(list(_runs(text, begin))):
            if found := look(words):
                return _Found((found[0],), end, found[1])
    return None


def _runs(text: str, start: int) -> Iterator[tuple[Sequence[str], int]]:
    """The first word from a place on, the first two, and so on; a name does not go on behind a comma or bracket."""
    words: list[str] = []
    end = start
    for match in re.finditer(r"\w+", text[start:]):
        if re.search(r"[^\s.\-–/&'’]", text[end : start + match.start()]) or len(words) == _LONGEST:
            return
        words.append(folded(match[0])[1])
        end = start + match.end()
        yield tuple(words), end


def _is_whole(text: str, found: _Found, *, free: bool) -> bool:
    """Whether a name ends where it was found to end: what follows does not look like more of it."""
    rest = text[found.end :]
    if re.match(r"[^\s,;:.!?)]", rest):
        return False
    follows = rest.lstrip(" ")[:1]
    goes_on = follows.isdigit() or follows.isupper() or (not found.in_full and bool(_GOES_ON.match(rest)))
    return free or not goes_on


def _begins(text: str, start: int) -> bool:
    return not text[:start].strip()


def _stems(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(_ADJECTIVE.sub("", word) if len(word) > 5 else word for word in words)


def _holds(name: Sequence[str], part: Sequence[str]) -> bool:
    return any(name[place : place + len(part)] == part for place in range(len(name) - len(part) + 1))


def _without(text: str, start: int, end: int) -> str:
    """The text without a phrase, and without the brackets or spaces that are left around it."""
    before, rest = text[:start].rstrip(), text[end:]
    gap = "" if not before or re.match(r"\s*[,;:.!?)]", rest) else " "
    return re.sub(r"\s*\(\s*\)", "", before + gap + rest.lstrip()).strip()
