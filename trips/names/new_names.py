"""People, organisations and places that a line names for sure though the trip does not know them yet.

Sure is a title, a form of address or an office before a name, a label ("Gastgeber:"), a speaker's first and last name
behind "von", a street behind "in". Everything else stays in the title.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, Literal, NamedTuple

from trips.grammar.times import plain
from trips.names.people import Named, Role, people_listed, person_at

Phrase = Literal["hosts:", "speakers:", "with", "by", "by name"]
_LABELS: Final = re.compile(
    r"(?<![\w-])(?P<hosts>(?:gastgeber(?:in|innen)?|gastgebende|hosts?)\s*:|hosted by"
    r"|auf einladung von)\s*(?P<a>[^,;:]+)"
    r"|(?<![\w-])(?P<speakers>referent(?:in|en|innen)?|vortragende|speakers?)\s*:\s*(?P<b>[^,;:]+)",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    r"(?<![\w-])(?:(?P<with>mit|with)|(?P<by>von|vom|by|durch))\s+(?:(?:dem|der|the)\s+)?", re.IGNORECASE
)
_AND: Final = re.compile(r"\s*(?:,\s*(?:und\s+|and\s+)?|\s(?:und|and|&)\s+)", re.IGNORECASE)
_FIRST_AND_LAST: Final = re.compile(
    r"[A-ZÄÖÜÉ][\w'’-]+ (?:(?:von|van|de|zu) )?[A-ZÄÖÜÉ][\w'’-]+(?=\s*(?:$|[,;)]|\s(?:und|and|&|in|im|am|at)\s))"
)
_STREET: Final = re.compile(
    r"(?<![\w-])(?:in|bei|at|an)\s+(?:der\s+|the\s+)?(?P<name>[A-ZÄÖÜ][\w-]*(?:straße|strasse|str\.|platz|allee|gasse|weg|ufer|street|road|square)"
    r"(?:\s+\d+\w?)?)(?=\s*(?:$|[,;)]|\s(?:mit|with|von|by)\s))",
)
_NAMED_PLACE: Final = re.compile(
    r"(?:(?<![\w-])(?:ort|place|venue)\s*:|(?<!\w)@)\s*(?P<name>[^\s,;:@][^,;:@]{2,100})", re.IGNORECASE
)


class Newcomer(NamedTuple):
    """Somebody whom a line names and the trip does not know."""

    role: Role
    name: str
    office: str
    form: str
    is_person: bool


def cut_new_people(text: str, phrases: Collection[Phrase]) -> tuple[str, list[Newcomer]]:
    """Take out people whom a text names for sure.

    Args:
        text: the line, without what is known.
        phrases: which phrases count: labels, "with", "by", and "by" with nothing but first and last name.
    """
    found: list[Newcomer] = []
    if "hosts:" in phrases or "speakers:" in phrases:
        while (match := _LABELS.search(text)) is not None:
            role: Role = "hosts" if match["hosts"] else "speakers"
            value = match["a"] or match["b"]
            people, left = people_listed(value.strip())
            if not people or left or any(person.role for person in people if "(" not in value):
                break
            found += [_newcomer(role, person) for person in people]
            text = _without(text, match.start(), match.end())
        return text, found
    for lead in _LEAD.finditer(text):
        role = "people" if lead["with"] else "speakers"
        who, end = _several(text, lead.end(), by_name="by name" in phrases and role == "speakers")
        if who:
            return _without(text, lead.start(), end), [_newcomer(role, named) for named in who]
    return text, found


def _newcomer(role: Role, named: Named) -> Newcomer:
    return Newcomer(role, named.name, named.role, named.form, named.is_person)


def _several(text: str, at: int, *, by_name: bool) -> tuple[list[Named], int]:
    """The people from a place on, joined by commas and "and", and where they end."""
    found: list[Named] = []
    end = at
    while (one := _one(text, at, by_name=by_name)) is not None:
        found.append(one[0])
        end = one[1]
        joined = _AND.match(text, end)
        if joined is None:
            break
        at = joined.end()
    whole = not re.match(r"\s*(?:-|[A-ZÄÖÜ])", text[end:]) and not re.match(r"[\w]", text[end:])
    return (found, end) if whole else ([], at)


def _one(text: str, at: int, *, by_name: bool) -> tuple[Named, int] | None:
    known = person_at(text, at)
    if known is not None:
        return known
    match = _FIRST_AND_LAST.match(text, at) if by_name else None
    return None if match is None else (Named(match[0], "", "", is_person=True), match.end())


def cut_new_place(text: str) -> tuple[str, str]:
    """Take out a place that a text names for sure: a street, or one behind "Ort:" or "@"; its name, empty if none."""
    match = _NAMED_PLACE.search(text) or _STREET.search(text)
    if match is None or not plain(match["name"]).strip():
        return text, ""
    return _without(text, match.start(), match.end()), match["name"].strip(" .")


def _without(text: str, start: int, end: int) -> str:
    before, behind = text[:start].rstrip(" ,;("), text[end:].lstrip(" )")
    return f"{before} {behind}".strip() if behind[:1] not in (",", ";") else f"{before}{behind}"
