"""What our own calendar files say in words: "about" and "cancelled" before a title, labels in the description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from trips.grammar.choices import KIND_WORDS, STATUS_WORDS, TRAVEL, Kind, Status
from trips.grammar.when import When
from trips.grammar.when_text import read_when
from trips.i18n.language import LANGUAGES, N_, Message, UserError, words
from trips.i18n.word_forms import FORMS
from trips.importers.calendar.events import Event
from trips.model.entities import Meet
from trips.model.field_text import read_meet

Label = Literal[
    "time", "check_in", "check_out", "open", "status", "hosts", "speakers", "people", "groups", "meet", "staff"
]
_LABELS: Final[dict[Label, tuple[str, ...]]] = {
    "time": (N_("Time: {time}"),),
    "check_in": (N_("Check-in: {time}"),),
    "check_out": (N_("Check-out: {day}, {time}"),),
    "open": (N_("End open"),),
    "status": (N_("Status: {status}"),),
    "hosts": (N_("Hosts: {names}"),),
    "speakers": (N_("Speakers: {names}"),),
    "people": (N_("With: {names}"),),
    "groups": (N_("For: {groups}"),),
    "meet": (N_("Meet: {meet}"),),
    "staff": (
        N_("Contact"), N_("Responsible"), N_("Bring"), N_("Capacity"), N_("Internal"), N_("Phone on site"),
    ),
}  # fmt: skip
_TITLES: Final = {"about": N_("about: {title}"), "cancelled": N_("CANCELLED: {title}")}


@dataclass(slots=True)
class ReadBack:
    """What a description of ours says, label by label.

    `check_out` says that the last day is that on which a stay is left. `note` is what has no label, `parts` the lines
    on the parts of a visit, `travel` what stands between dots on a line of its own: mode, carrier, service.
    """

    title: str
    about: bool = False
    when: When | None = None
    check_out: bool = False
    open_end: bool = False
    status: Status | None = None
    hosts: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    meet: Meet | None = None
    travel: tuple[str, ...] = ()
    note: str = ""
    parts: str = ""
    staff_note: str = ""


def read_back(event: Event) -> ReadBack:
    """The texts of an event of ours."""
    title, _ = _cut(event.title, "cancelled") if event.status == "CANCELLED" else (event.title, False)
    title, about = _cut(title, "about")
    found = ReadBack(title, about)
    rest = event.note.split("\n")
    while rest and _take(found, rest[0]):
        del rest[0]
    staff = next((place for place, line in enumerate(rest) if _label(line)[0] == "staff"), len(rest))
    parts = next((place for place in range(len(rest)) if not rest[place] and _is_part(rest[place + 1 :])), len(rest))
    note = rest[: min(staff, parts)]
    if event.url and note and note[-1] == event.url:
        del note[-1]
    if note and _is_travel(note[0], own_kind(event.category)):
        found.travel = tuple(note.pop(0).split(" · "))
        while note and _take(found, note[0]):
            del note[0]
    found.note = "\n".join(note).strip("\n")
    found.parts = "\n".join(rest[parts:]).strip("\n")
    found.staff_note = "\n".join(_internal(rest[staff:parts]))
    return found


def about_a_reader(event: Event) -> Message | None:
    """Why an event of ours says something of one reader's copy only and nothing of the trip; None if it does not."""
    if not event.category:
        return Message("It sums up a whole day; take the calendar file with an event for each item.")
    texts = (N_("This is no longer in your programme."), N_("This is now part of “{whole}” ({time})."))
    lost = tuple(words(language)(text).partition("{")[0] for text in texts for language in LANGUAGES)
    if event.status == "CANCELLED" and event.note.startswith(lost):
        return Message("One reader has lost it, for whom the file is; the trip keeps it as it is.")
    return None


def own_kind(category: str) -> Kind | None:
    """The kind that CATEGORIES of ours names."""
    return _kinds().get(category.casefold())


def travel_fields(parts: tuple[str, ...]) -> dict[str, str]:
    """What the parts of a travel line are: mode, carrier, service, reference, and `to`, the name of a place."""
    found: dict[str, str] = {}
    rest: list[str] = []
    for part in parts:
        for name, text in (("to", N_("to {place}")), ("reference", N_("booking code {code}"))):
            prefixes = {words(language)(text).partition("{")[0] for language in LANGUAGES}
            if prefix := next((prefix for prefix in prefixes if part.startswith(prefix)), ""):
                found[name] = part.removeprefix(prefix)[:500]
                break
        else:
            rest.append(part[:500])
    numbered = len(rest) == 2 and any(letter.isdigit() for letter in rest[1])
    names = ("mode", "service") if numbered else ("mode", "carrier", "service")
    return found | dict(zip(names, rest, strict=False))


def _is_travel(line: str, kind: Kind | None) -> bool:
    """Whether a line tells of a journey, or only of a booking."""
    parts = travel_fields((line,))
    return "reference" in parts or (kind in TRAVEL and (" · " in line or "to" in parts))


@cache
def _kinds() -> dict[str, Kind]:
    return {words(language)(word).casefold(): kind for kind, word in KIND_WORDS.items() for language in LANGUAGES}


@cache
def _prefixes() -> tuple[tuple[str, Label], ...]:
    """The labels in every language and form of words, each with what it is."""
    found: dict[str, Label] = {}
    for language in LANGUAGES:
        for forms in FORMS:
            t = words(language, forms)
            for label, texts in _LABELS.items():
                for text in texts:
                    said = t(text).partition("{")[0]
                    found.setdefault(f"{said}: " if label == "staff" else said, label)
    return tuple(found.items())


def _internal(rest: list[str]) -> list[str]:
    """The lines for staff; the note itself without its label."""
    labels = {f"{words(language)(N_('Internal'))}: " for language in LANGUAGES}
    return [next((line.removeprefix(label) for label in labels if line.startswith(label)), line) for line in rest]


def _label(line: str) -> tuple[Label | None, str]:
    """The label of a line, and what stands behind it."""
    for prefix, label in _prefixes():
        if line == prefix or (label != "open" and line.startswith(prefix)):
            return label, line.removeprefix(prefix)
    return None, line


def _cut(title: str, mark: str) -> tuple[str, bool]:
    for language in LANGUAGES:
        prefix = words(language)(_TITLES[mark]).partition("{")[0]
        if title.startswith(prefix) and title != prefix:
            return title.removeprefix(prefix), True
    return title, False


def _take(found: ReadBack, line: str) -> bool:
    """Take what a labelled line says; false if the note begins with it."""
    label, text = _label(line)
    match label:
        case "check_out":
            found.check_out = True
        case "time" | "check_in":
            found.when = _when(text)
        case "open":
            found.open_end = True
        case "status":
            found.status = _status(text)
        case "hosts" | "speakers" | "people":
            setattr(found, label, tuple(_names(text, "; ")))
        case "groups":
            found.groups = tuple(_names(text, ", "))
        case "meet":
            found.meet = _meet(text)
        case _:
            return False
    return True


def _names(text: str, between: str) -> Iterator[str]:
    return (part.strip() for part in text.split(between) if part.strip())


def _when(text: str) -> When | None:
    try:
        return read_when(text.rpartition(" (")[0] if text.endswith(")") else text)
    except UserError:
        return None


def _status(text: str) -> Status | None:
    for status, word in STATUS_WORDS.items():
        if text in {words(language)(word) for language in LANGUAGES}:
            return status
    return None


def _meet(text: str) -> Meet | None:
    try:
        return read_meet(text)
    except UserError:
        return None


def _is_part(rest: list[str]) -> bool:
    """Whether lines are the parts of a visit: a time, two spaces, a title."""
    return bool(rest) and "  " in rest[0].strip() and rest[0][:1].strip() != ""
