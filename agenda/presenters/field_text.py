"""Fields as people type them, "time=10:30" and "speakers=effing,weber", become values of the model, and back."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast

from trips.edits.assignments import read_assignments, write_assignments
from trips.edits.directory import named, put
from trips.i18n.dates import short_date
from trips.i18n.language import LANGUAGES, N_, Translator, UserError, words
from trips.model.doors import checked
from trips.model.entities import Assignment, Group, Presence
from trips.model.field_text import WORDS, from_text, to_text
from trips.model.fields import FieldRule
from trips.model.tables import new_key
from trips.model.trip import Trip
from trips.names.index import find_entry, looks_like_a_key
from trips.names.items import item_label, items_called

PRIORITY_WORDS = {"must": N_("must"), "may go": N_("may go")}
NOT_SET = frozenset(("id", "key", "day", "part_of", "private", "source"))


def assign(trip: Trip, table: Sequence[FieldRule], fields: Iterable[str]) -> tuple[Trip, dict[str, object]]:
    """The values that FIELD=VALUE texts stand for, and the trip, in which new names have been made.

    Raises:
        UserError: a field does not exist, or its value cannot be understood.
    """
    known = {rule.file_key: rule for rule in table if rule.name not in NOT_SET}
    values: dict[str, object] = {}
    for field in fields:
        name, equals, text = field.partition("=")
        if not equals:
            raise UserError('"{text}" is not written like field=value.', text=field)
        trip, value = assigned(trip, _rule(known, name.strip()), text)
        values[_rule(known, name.strip()).name] = value
    return trip, values


def assigned(trip: Trip, rule: FieldRule, text: str) -> tuple[Trip, object]:
    """The value that a text stands for in a field, and the trip, in which new names have been made."""
    if rule.form == "keys":
        return trip, _items_named(trip, text)
    if rule.form == "date":
        from trips.grammar.dates import read_date

        return trip, read_date(text) if text.strip() else None
    if rule.form == "presence":
        from trips.model.field_text import read_presence_text

        return trip, read_presence_text(trip, text)
    if rule.form == "priority":
        text = next((code for code, word in PRIORITY_WORDS.items() if _is_word(text, word)), text)
    if rule.form == "assignments":
        return trip, read_assignments(trip, text)
    value = from_text(rule, text)
    if rule.form == "ref" and isinstance(value, str) and value:
        return named(trip, rule.name, value)
    if rule.form == "refs" and isinstance(value, tuple):
        keys: list[str] = []
        for one in cast("tuple[str, ...]", value):
            if rule.name == "groups" and find_entry(trip, "groups", one) is None and not looks_like_a_key(one):
                trip = put(trip, "groups", checked(Group, key=new_key(one), name=one))
            trip, key = named(trip, rule.name, one)
            keys.append(key)
        return trip, tuple(dict.fromkeys(keys))
    return trip, value or None if rule.form == "ref" else value


def _rule(known: dict[str, FieldRule], name: str) -> FieldRule:
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, list(known), 1)
    if near:
        raise UserError('There is no field "{name}"; did you mean "{near}"?', name=name, near=near[0])
    raise UserError('There is no field "{name}"; known are {known}.', name=name, known=", ".join(known))


def as_text(trip: Trip, rule: FieldRule, value: object, t: Translator) -> str:
    """A field's value as a person would type it: names for keys (the key where a name would be read as two)."""
    if not value and rule.form in ("ref", "refs", "keys"):
        return ""
    if rule.form in ("ref", "refs"):
        names = {entity.key: entity.name for entity in (*trip.venues, *trip.groups, *trip.organisations, *trip.people)}
        if rule.form == "ref":
            return names.get(str(value), "")
        keys = cast("tuple[str, ...]", value)
        return ", ".join(key if "," in names[key] or key == names[key] else names[key] for key in keys)
    if rule.form == "assignments":
        return write_assignments(trip, cast("tuple[Assignment, ...]", value), t)
    if rule.form == "keys":
        wanted = cast("tuple[str, ...]", value)
        return ", ".join(item_label(trip, item, t) for item in trip.items if item.id in wanted)
    if rule.form == "date":
        return short_date(t, cast("date", value)) if value else ""
    if rule.form == "presence":
        from trips.model.field_text import format_presence

        return format_presence(cast("Presence", value), t)
    if rule.form == "choice":
        return t(WORDS[rule.name][str(value)]) if rule.name in WORDS else str(value)
    if rule.form == "priority" and value is not None:
        return t("shorten to {n} min", n=value) if isinstance(value, int) else t(PRIORITY_WORDS[str(value)])
    return to_text(value, t)


def choices(trip: Trip, rule: FieldRule, t: Translator) -> tuple[str, ...]:
    """The texts that may be meant in a field, for a list to pick from; empty where anything may be typed."""
    from trips.model.tables import REFERENCES, entries

    match rule.form:
        case "ref" | "refs":
            return tuple(entry.name for table in REFERENCES[rule.name] for entry in entries(trip, table))
        case "keys":
            return tuple(item_label(trip, item, t) for item in trip.items)
        case "choice":
            return tuple(t(word) for word in WORDS[rule.name].values()) if rule.name in WORDS else ("de", "en")
        case "flag":
            return (t("yes"), t("no"))
        case "priority":
            return (*(t(word) for word in PRIORITY_WORDS.values()), t("shorten to {n} min", n=15))
        case "zone":
            from zoneinfo import available_timezones

            return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc")))
        case _:
            return ()


def _items_named(trip: Trip, text: str) -> tuple[str, ...]:
    """The ids of the items that labels or titles name."""
    found: list[str] = []
    for label in filter(None, map(str.strip, text.split(","))):
        items = items_called(trip, label)
        if not items:
            raise UserError('There is no item "{text}".', text=label)
        found += (item.id for item in items)
    return tuple(dict.fromkeys(found))


def _is_word(text: str, word: str) -> bool:
    return text.strip().casefold() in {words(language)(word).casefold() for language in LANGUAGES}
