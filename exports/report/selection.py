"""What of a programme a report tells, and what the titles of its parts are about.

What was cancelled, only an idea, or never confirmed is not told; neither are ways, nights, breaks, preparations, calls
for the press itself, and meals without a host but the dinners of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from exports.programme import Line, Name, Programme
from trips.grammar.choices import Kind, Status
from trips.i18n.text import fold
from trips.model.trip import Trip
from trips.queries.readers import may_see

_UNTOLD: Final[frozenset[Kind]] = frozenset(("transfer", "stay", "break", "free", "task"))
_NOT_SURE: Final[frozenset[Status]] = frozenset(("idea", "requested", "cancelled"))
_EVENING: Final = 18
"""From which hour a meal is a dinner."""

_PREPARATION: Final = re.compile(
    r"(?:sound ?check|(?:dress )?rehearsal|(?:de)?briefing|(?:general|stell|anspiel|einspiel|ton)?probe|einweisung"
    r"|(?:vor|nach)besprechung)\b"
)
_PRESS: Final = re.compile(r"(?:press(?:e\w*)?|photo\w*|(?:gruppen)?foto\w*|group photo\w*)\b")
"""How titles begin, folded, of what readers of a newspaper need not know."""


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


_LINKS: Final = _words("und and der die das des den an of to the for für mit with from von a")
_GREETING: Final = _LINKS | _words("""
    grußwort grußworte gruß grüße begrüßung begrüßungen willkommen ansprache ansprachen rede reden tischrede tischreden
    eröffnung eröffnungsrede festrede dank dankesworte ausblick abschied verabschiedung schlusswort schlussworte
    welcome greeting greetings opening address addresses speech speeches remarks closing words reply replies thanks
    farewell outlook toast toasts
""")
_EXCHANGE: Final = _LINKS | _words("""
    frage fragen antwort antworten austausch diskussion aussprache gespräch gespräche rückfragen
    questions question answers exchange discussion conversation
""")
_THANKS: Final = _LINKS | _words("""
    dank danke dankesworte gastgeber gastgebende gastgebenden gastgeberin gastgeberinnen thanks thank you our host hosts
""")


def is_greeting(title: str) -> bool:
    """Whether a talk's title names no topic: "Grußworte", "Words of welcome and reply"."""
    return _only(title, _GREETING)


def is_exchange(title: str) -> bool:
    """Whether a title says that there was time to ask and to talk."""
    return _only(title, _EXCHANGE)


def is_thanks(title: str) -> bool:
    """Whether a title says that the guests thanked."""
    return _only(title, _THANKS)


def _only(title: str, known: frozenset[str]) -> bool:
    said = re.findall(r"\w+", fold(title))
    return bool(said) and known.issuperset(said)


def _is_work(line: Line) -> bool:
    """Whether it was for those who prepare, or who write and take pictures."""
    title = fold(line.title)
    return _PRESS.match(title) is not None or (_PREPARATION.match(title) is not None and not line.speakers)


def told_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of a day that a report tells; the parts of what did not happen did not happen either."""
    gone = False
    for line in lines:
        left_out = not is_sure(line) or _is_aside(line)
        if not line.is_part:
            gone = left_out
        if not (line.carried or left_out or (gone and line.is_part)):
            yield line


def is_sure(line: Line) -> bool:
    """Whether it happened, as far as the programme knows."""
    return line.item.status not in _NOT_SURE


def _is_aside(line: Line) -> bool:
    return _is_usual_meal(line) or line.item.kind in _UNTOLD or _is_work(line)


def _is_usual_meal(line: Line) -> bool:
    """Whether people just ate: nobody received them, and it was no dinner of all."""
    if line.item.kind != "meal" or line.hosts or line.speakers:
        return False
    is_dinner = line.start is not None and line.start.hour >= _EVENING and not line.is_part
    return not (is_dinner and not line.groups)


def left_aside(view: Programme) -> list[str]:
    """The titles that only the press or those who prepare need; nothing of ways, nights, breaks and meals."""
    lines = (line for day in view.days for line in day.lines if is_sure(line) and not line.carried)
    return list(dict.fromkeys(line.title for line in lines if _is_work(line)))


def everything(view: Programme) -> list[Line]:
    """All lines that a report tells."""
    return [line for day in view.days for line in told_lines(day.lines)]


def is_welcome(line: Line, hosts: tuple[Name, ...]) -> bool:
    """Whether the hosts themselves welcome the guests."""
    return line.item.kind == "reception" and bool(line.speakers) and all(one in hosts for one in line.speakers)


def for_the_press(trip: Trip, line: Line, host: str) -> bool:
    """Whether a report names a host: people of no organisation, who receive at home, only where the press may read."""
    private = any(person.name == host and person.organisation is None for person in trip.people)
    return not private or may_see("press", line.item.audience)


def says(text: str, name: str) -> bool:
    """Whether a text names a place or a house already, be it by one of its longer words."""
    words_ = set(re.findall(r"\w{4,}", fold(name)))
    return not name or not words_.isdisjoint(re.findall(r"\w{4,}", fold(text)))
