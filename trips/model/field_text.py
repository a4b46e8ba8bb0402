"""Gatherings and spans of presence as texts, and the sentences for what cannot be: used by fields and imports alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Protocol

from trips.grammar.iso_span import read_iso_span, write_iso_span
from trips.grammar.when_text import write_clock
from trips.i18n.language import N_, Message, Translator, UserError
from trips.model.doors import Complaint, RefusedError, checked
from trips.model.entities import Meet, Presence
from trips.model.trip import Trip

MEET_EXPECTED: Final = N_('a time and a place in quotes, like "13:45 Foyer"')
PRESENCE_EXPECTED: Final = N_('a span in quotes, like "2025-10-09 14:00/2025-10-10"')


class Labelled(Protocol):
    """A field, as a sentence about it needs it."""

    @property
    def label(self) -> str:
        """What a user calls it."""
        ...


def misread(found: object, expected: str) -> UserError:
    """The sentence for a value of the wrong form."""
    return UserError("found {found}, expected {expected}", found=_shown(found), expected=Message(expected))


def _shown(raw: object) -> str:
    text = f'"{raw}"' if isinstance(raw, str) else "true" if raw is True else "false" if raw is False else str(raw)
    return text if len(text) <= 60 else f"{text[:60]}…"


def read_meet(text: str) -> Meet:
    """A gathering, "13:45 Foyer"; the time may be missing.

    Raises:
        UserError: the time cannot be, or the place holds what no line may.
    """
    match = re.match(r"(\d{1,2})[:.](\d{2})(?:\s*Uhr\b)?(?:\s*,)?(?:\s+|$)", text)
    if not match:
        return _meet(None, text)
    minute = int(match[1]) * 60 + int(match[2])
    if int(match[2]) > 59 or minute >= 2880:
        raise misread(text, MEET_EXPECTED)
    return _meet(minute, text[match.end() :].strip())


def _meet(minute: int | None, place: str) -> Meet:
    try:
        return checked(Meet, minute=minute, place=place)
    except RefusedError as error:
        raise UserError(what_is_wrong(error.complaints[0])) from None


def write_meet(meet: Meet) -> str:
    """A gathering as `read_meet` reads it again."""
    if meet.minute is None:
        return meet.place
    comma = "," if meet.place[:1] == "," or meet.place.startswith("Uhr") else ""
    return f"{write_clock(meet.minute)}{comma} {meet.place}".rstrip()


def read_presence(text: str) -> Presence:
    """A span of presence as the trip file has it (see `read_iso_span`).

    Raises:
        UserError: it is not one.
    """
    try:
        start, end = read_iso_span(text)
    except ValueError:
        raise misread(text, PRESENCE_EXPECTED) from None
    return checked(Presence, start=start, end=end)


def write_presence(presence: Presence) -> str:
    """A span of presence as the trip file holds it; empty if both sides are open."""
    return write_iso_span((presence.start, presence.end))


def read_presence_text(trip: Trip, text: str) -> Presence:
    """A span of presence as a person types it for a trip (see `read_span`).

    Raises:
        UserError: it is not one, or it ends before it begins.
    """
    from trips.grammar.presence import read_span

    start, end = read_span([day.date for day in trip.days], text)
    return checked(Presence, start=start, end=end)


def format_presence(presence: Presence, t: Translator) -> str:
    """A span of presence in the reader's language, which `read_presence_text` reads again."""
    from trips.grammar.presence import format_span

    return format_span((presence.start, presence.end), t)


_WRONG: Final[dict[str, str]] = {
    "control": N_("may not hold control characters or line breaks"),
    "semicolon": N_("may not hold a semicolon"),
    "key": N_("must be made of letters, digits, - and _, 64 at most"),
    "id": N_("must be an id of 32 digits and letters a-f, as the program writes it"),
    "url": N_("must be a web address that begins with https://"),
    "zone": N_("must be the name of a time zone, like Europe/Berlin"),
    "language": N_('must be a language code, like "de"'),
    "string_too_long": N_("is too long; {max_length} characters at most"),
    "string_too_short": N_("cannot be empty"),
    "string_unicode": N_("holds characters that are no text"),
    "greater_than_equal": N_("must be {ge} or more"),
    "greater_than": N_("must be more than {gt}"),
    "less_than_equal": N_("must be {le} or less"),
    "less_than": N_("must be less than {lt}"),
    "missing": N_("is missing"),
    "extra_forbidden": N_("is not a field"),
}


def what_is_wrong(complaint: Complaint) -> Message:
    """One complaint of the model in words, without the field it is about."""
    context = complaint.context
    kind = str(context["error"]) if complaint.kind == "value_error" else complaint.kind
    if kind in _WRONG:
        return Message(_WRONG[kind], **{key: str(value) for key, value in context.items() if key != "error"})
    return Message("is not valid ({found})", found=_shown(complaint.found))


def refusal(error: RefusedError, labels: Mapping[str, Labelled]) -> UserError:
    """The first complaint of the model as a sentence that names the field."""
    first = error.complaints[0]
    name = next((part for part in first.place if isinstance(part, str)), "")
    label = Message(labels[name].label) if name in labels else name
    return UserError("{field} {what}.", field=label, what=what_is_wrong(first))
