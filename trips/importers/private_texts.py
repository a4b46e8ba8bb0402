"""What is nobody's business in a text of somebody else: phone numbers, addresses, accounts, cost centres, codes.

A programme that is pasted or imported was written for the office. What stands in it that only the office needs goes
from every text that others read into the internal note, and is told. What somebody types into a form stays there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from trips.grammar.contact_data import MAIL, PHONE, is_phone
from trips.i18n.language import Message, words
from trips.importers.result import NAMELESS, Skipped
from trips.model.entities import Item, Person, Venue, by_id, by_key, changed
from trips.model.trip import Trip

_LABEL: Final = (
    r"(?:Tel(?:efon)?|Handy|Mobil(?:nummer)?|Fon|Fax|Rufnummer|phone|mobile|cell|E-?Mail|Mail)(?:\.|:|\s)\s*:?\s*"
)
_IBAN: Final = r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)"
_CODE: Final = (
    r"(?:Kostenstelle|KSt\.?|cost cent(?:re|er)|Buchungs(?:code|nummer|nr\.?)|Reservierungs(?:code|nummer|nr\.?)|PNR"
    r"|booking (?:code|ref(?:erence|\.)?|number)|reservation (?:code|number)|confirmation (?:code|number))"
    r"\s*:?\s*(?=[\w/-]*\d)[\w/-]{3,}"
)
_PRIVATE: Final = re.compile(
    rf"(?<!\w)(?:(?i:{_CODE})|(?:(?i:IBAN)\s*:?\s*)?{_IBAN}|(?i:{_LABEL})[+(]?\d[\d ()/.…-]{{3,}}"
    rf"|(?i:{_LABEL})?(?:{MAIL.pattern}|(?P<phone>{PHONE.pattern})))"
)
_EMPTY: Final = re.compile(r"[(\[]\s*[,;:/|·–-]*\s*[)\]]")
_EDGE: Final = " ,;:/|·–-"
E = TypeVar("E", Person, Venue)


def cut_private(text: str) -> tuple[str, list[str]]:
    """A text without what only the office needs, and what that was, in its order."""
    if not any(letter.isdigit() or letter == "@" for letter in text):
        return text, []
    found: list[str] = []

    def cut(match: re.Match[str]) -> str:
        if (phone := match["phone"]) and not is_phone(phone):
            return match[0]
        found.append(match[0].strip())
        return ""

    left = _PRIVATE.sub(cut, text)
    if not found:
        return text, []
    lines = (" ".join(_EMPTY.sub("", line).split()).strip(_EDGE) for line in left.split("\n"))
    return "\n".join(line for line in lines if line), found


def item_apart(item: Item, nameless: str) -> tuple[Item, list[str]]:
    """An item with what only the office needs in its internal note; its contact is for whoever may phone there.

    Args:
        item: the item.
        nameless: its title if nothing is left of it.
    """
    title, found = cut_private(item.title)
    fields: dict[str, object] = {"title": title or nameless} if found else {}
    for name in ("note", "room", "service"):
        left, more = cut_private(getattr(item, name))
        if more:
            fields[name] = left
            found += more
    if item.meet is not None:
        left, more = cut_private(item.meet.place)
        if more:
            fields["meet"] = changed(item.meet, place=left) if left or item.meet.minute is not None else None
            found += more
    if not found:
        return item, []
    return changed(item, **fields, staff_note="\n".join(filter(None, (item.staff_note, *dict.fromkeys(found))))), found


def set_apart(before: Trip, after: Trip) -> tuple[Trip, list[Skipped]]:
    """A trip with what came into it rid of what only the office needs; a sentence for each piece.

    Args:
        before: the trip before; what it says already was said by somebody here.
        after: the trip with what somebody else wrote.
    """
    nameless = words(after.language)(NAMELESS)
    old = by_id(before.items)
    told: list[Skipped] = []
    items: dict[str, Item] = {}
    for item in after.items:
        known = old.get(item.id)
        if known is item or (known is not None and _texts(known) == _texts(item)):
            continue
        apart, found = item_apart(item, nameless)
        if found:
            items[item.id] = apart
            told += _told(apart.title, found)
    people = _apart(before.people, after.people, _person_apart, told)
    venues = _apart(before.venues, after.venues, _venue_apart, told)
    if not told:
        return after, []
    kept = tuple(items.get(item.id, item) for item in after.items)
    return changed(after, items=kept, people=people, venues=venues), told


def _texts(item: Item) -> tuple[object, ...]:
    return item.title, item.note, item.room, item.service, item.meet


def _told(name: str, found: Iterable[str]) -> list[Skipped]:
    why = Message("It is for the office only, and stands in the internal note now.")
    return [Skipped(0, f"{name}: {text}", why) for text in dict.fromkeys(found)]


def _apart(
    before: tuple[E, ...], after: tuple[E, ...], make: Callable[[E], tuple[E, list[str]]], told: list[Skipped]
) -> tuple[E, ...]:
    known = by_key(before)
    kept: list[E] = []
    for entry in after:
        apart, found = (entry, []) if known.get(entry.key) is entry else make(entry)
        kept.append(apart)
        told += _told(apart.name, found)
    return tuple(kept)


def _cut(texts: tuple[str, str], note: str) -> tuple[tuple[str, str], str, list[str]]:
    """Two texts without what is private, the note with it, and what it was."""
    (first, found), (second, more) = map(cut_private, texts)
    found = [*found, *more]
    return (first, second), "\n".join(filter(None, (note, *found))), found


def _person_apart(person: Person) -> tuple[Person, list[str]]:
    (name, role), note, found = _cut((person.name, person.role), person.private.note)
    if not found:
        return person, []
    private = changed(person.private, note=note)
    return changed(person, name=name or "?", role=role, private=private), found


def _venue_apart(venue: Venue) -> tuple[Venue, list[str]]:
    (name, address), note, found = _cut((venue.name, venue.address), venue.staff_note)
    if not found:
        return venue, []
    return changed(venue, name=name or "?", address=address, staff_note=note), found
