"""One field's value as it stands in the trip file, and as a person types it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, cast

from trips.grammar.choices import AUDIENCE_WORDS, AUDIENCES, KIND_WORDS, KINDS, STATUS_WORDS, STATUSES
from trips.grammar.iso_span import read_iso_span, write_iso_span
from trips.grammar.when import When
from trips.grammar.when_text import canonical, read_when, write_clock, write_when
from trips.i18n.language import LANGUAGES, N_, Message, Translator, UserError, words
from trips.model.doors import Complaint, RefusedError, checked
from trips.model.entities import Meet, Presence, Source
from trips.model.fields import FieldRule, Form
from trips.model.trip import Trip

CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "kind": KINDS, "status": STATUSES, "audience": AUDIENCES, "language": ("de", "en"),
}  # fmt: skip
_EXPECTED: Final[dict[Form, str]] = {
    "line": N_('a text in quotes, like "Rathaus"'),
    "text": N_('a text in quotes, like "Rathaus"'),
    "time": N_('a time in quotes, like "10:30-12:00" or "then, 45 min"'),
    "flag": N_("true or false"),
    "number": N_("a whole number without quotes, like 24"),
    "real": N_("a number without quotes, like 50.938"),
    "date": N_("a date without quotes, like 2025-10-09"),
    "key": N_("an id in quotes, as the program writes it"),
    "keys": N_("a list of ids, as the program writes it"),
    "ref": N_('one key or name in quotes, like "kgst"'),
    "refs": N_('a list of keys or names, like ["effing", "KGSt"]'),
    "choice": N_("one of the known words in quotes"),
    "lines": N_('a list of texts, like ["gift", "flag"]'),
    "url": N_('a web address in quotes, like "https://example.org"'),
    "zone": N_('a time zone in quotes, like "Europe/Berlin"'),
    "priority": N_('"must", "may go" or "shorten to 20 min"'),
    "meet": N_('a time and a place in quotes, like "13:45 Foyer"'),
    "presence": N_('a span in quotes, like "2025-10-09 14:00/2025-10-10"'),
    "languages": N_('a list of language codes, like ["de", "en"]'),
    "table": N_("a table of its own"),
    "assignments": N_("a table of its own"),
    "source": N_("a number and an instant, as the program writes it"),
}
_TYPED: Final[dict[Form, str]] = {
    "number": N_("a whole number, like 24"),
    "real": N_("a number, like 50.938"),
    "date": N_("a date, like 2025-10-09"),
}
WORDS: Final[dict[str, dict[str, str]]] = {
    "kind": {**KIND_WORDS}, "status": {**STATUS_WORDS}, "audience": {**AUDIENCE_WORDS},
}  # fmt: skip
_TYPES: Final[dict[Form, type | tuple[type, ...]]] = {
    "flag": bool, "number": int, "real": (int, float), "date": date, "keys": list, "refs": list, "lines": list,
    "languages": list, "table": dict,
}  # fmt: skip


def expected(form: Form) -> Message:
    """What a value of a form looks like."""
    return Message(_EXPECTED[form])


def from_file(rule: FieldRule, raw: object) -> object:
    """A value of the trip file as the model takes it.

    Raises:
        UserError: it has the wrong form.
    """
    wanted = _TYPES.get(rule.form, str)
    if not isinstance(raw, wanted) or (isinstance(raw, bool) and wanted is not bool) or isinstance(raw, datetime):
        raise UserError("found {found}, expected {expected}", found=_shown(raw), expected=expected(rule.form))
    if isinstance(raw, list):
        for one in cast("list[object]", raw):
            if not isinstance(one, str):
                raise UserError("found {found}, expected {expected}", found=_shown(one), expected=expected(rule.form))
        return tuple(cast("list[str]", raw))
    return _parsed(rule, raw) if isinstance(raw, str) else raw


def _parsed(rule: FieldRule, text: str) -> object:
    match rule.form:
        case "time":
            return read_when(text)
        case "priority":
            return _priority(text)
        case "meet":
            return read_meet(text)
        case "presence":
            return read_presence(text)
        case "source":
            return _source(text)
        case "choice" if text not in CHOICES[rule.name]:
            choices = ", ".join(CHOICES[rule.name])
            raise UserError('"{text}" is not one of {choices}', text=text, choices=choices)
        case _:
            return text


def _shown(raw: object) -> str:
    text = f'"{raw}"' if isinstance(raw, str) else "true" if raw is True else "false" if raw is False else str(raw)
    return text if len(text) <= 60 else f"{text[:60]}…"


def to_file(rule: FieldRule, value: object) -> object:
    """A value of the model as it stands in the trip file: text, number, flag, date or list of texts."""
    match value:
        case When():
            return canonical(value)
        case Meet():
            return write_meet(value)
        case Presence():
            return write_presence(value)
        case Source():
            return f"{value.sequence} {value.stamp.isoformat() if value.stamp else ''}".rstrip()
        case int() if rule.form == "priority":
            return f"shorten to {value} min"
        case tuple():
            return list(cast("tuple[object, ...]", value))
        case _:
            return value


def from_text(rule: FieldRule, text: str) -> object:
    """What a person typed for a field as the model takes it; empty text takes the value away.

    Raises:
        UserError: it cannot be understood; the sentence says what would be right.
    """
    plain = text.strip()
    if rule.form in ("refs", "lines", "languages", "keys"):
        return tuple(part.strip() for part in plain.split(",") if part.strip())
    if not plain:
        return _nothing(rule)
    if rule.form == "flag":
        if plain.lower() in ("true", "yes", "ja", "y", "j", "1"):
            return True
        if plain.lower() in ("false", "no", "nein", "n", "0"):
            return False
        raise UserError('"{text}" is neither yes nor no.', text=text)
    try:
        if rule.form in ("number", "real"):
            return int(plain) if rule.form == "number" else float(plain.replace(",", "."))
        if rule.form == "date":
            return date.fromisoformat(plain)
    except ValueError:
        raise UserError(
            '{field}: "{text}" is not {what}.', field=Message(rule.label), text=text, what=Message(_TYPED[rule.form])
        ) from None
    if rule.form == "choice":
        plain = code_of(rule.name, plain)
    return _parsed(rule, text if rule.form == "text" else plain)


def code_of(name: str, text: str) -> str:
    """The code of a choice that is written as code or as a word of either language."""
    for word, code in ((word, code) for code, word in WORDS.get(name, {}).items()):
        if text.lower() in {words(language)(word).lower() for language in LANGUAGES}:
            return code
    return text


def _nothing(rule: FieldRule) -> object:
    empty: dict[Form, object] = {
        "line": "",
        "text": "",
        "url": "",
        "flag": False,
        "time": When(),
        "presence": Presence(),
    }
    if rule.form == "choice" or rule.name in ("title", "name"):
        raise UserError("{field} cannot be empty.", field=Message(rule.label))
    return empty.get(rule.form)


def to_text(value: object, t: Translator) -> str:
    """A value as a person would type it, in their language."""
    match value:
        case None:
            return ""
        case When():
            return "" if value == When() else write_when(value, t)
        case bool():
            return t("yes") if value else t("no")
        case tuple():
            return ", ".join(str(one) for one in cast("tuple[object, ...]", value))
        case Meet() | Presence():
            return str(to_file(FieldRule("", "line", "staff", ""), value))
        case _:
            return str(value)


def _priority(text: str) -> object:
    if text in ("must", "may go"):
        return text
    if match := re.fullmatch(r"(?:shorten to |kürzbar auf )?(\d{1,4})\s*min", text):
        return int(match[1])
    raise UserError("found {found}, expected {expected}", found=_shown(text), expected=expected("priority"))


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
        raise UserError("found {found}, expected {expected}", found=_shown(text), expected=expected("meet"))
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
        raise UserError(
            "found {found}, expected {expected}", found=_shown(text), expected=expected("presence")
        ) from None
    return checked(Presence, start=start, end=end)


def write_presence(presence: Presence) -> str:
    """A span of presence as the trip file holds it; empty if both sides are open."""
    return write_iso_span((presence.start, presence.end))


def _source(text: str) -> Source:
    sequence, _, stamp = text.partition(" ")
    try:
        return checked(Source, sequence=int(sequence), stamp=datetime.fromisoformat(stamp) if stamp else None)
    except ValueError:
        raise UserError("found {found}, expected {expected}", found=_shown(text), expected=expected("source")) from None


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


def refusal(error: RefusedError, labels: Mapping[str, FieldRule]) -> UserError:
    """The first complaint of the model as a sentence that names the field."""
    first = error.complaints[0]
    name = next((part for part in first.place if isinstance(part, str)), "")
    label = Message(labels[name].label) if name in labels else name
    return UserError("{field} {what}.", field=label, what=what_is_wrong(first))
