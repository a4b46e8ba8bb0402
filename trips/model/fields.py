"""One table of fields: what each one holds, who may see it, and its key in the trip file.

Audiences are allow-lists: a field not listed for an audience does not leave for it, and a new field is staff's until
somebody lists it here. A test holds the table and the models together.
"""

from __future__ import annotations

from typing import Final

from trips.grammar.choices import AUDIENCE_WORDS, KIND_WORDS, STATUS_WORDS
from trips.i18n.language import LANGUAGES, N_
from trips.model import field_types as types
from trips.model.field_types import FieldRule

F = FieldRule
LINE, NAME, TEXT, URL = types.Line(), types.Name(), types.Text(), types.Url()
FLAG, NUMBER, REAL, DATE, ZONE = types.Flag(), types.Number(), types.Real(), types.Date(), types.Zone()
KEY, REF, REFS = types.Key(), types.Reference(), types.References()
KIND = types.Choice({**KIND_WORDS})
STATUS = types.Choice({**STATUS_WORDS})
AUDIENCE = types.Choice({**AUDIENCE_WORDS})

TRIP: Final = (
    F("id", KEY, "nobody", N_("id")),
    F("title", NAME, "public", N_("title")),
    F("theme", LINE, "public", N_("theme")),
    F("organiser", LINE, "public", N_("organiser")),
    F("contact", LINE, "participants", N_("contact")),
    F("provisional", FLAG, "public", N_("provisional")),
    F("timezone", types.HomeZone(), "public", N_("time zone")),
    F("language", types.Choice({code: code for code in LANGUAGES}), "public", N_("language")),
    F("series", LINE, "public", N_("series")),
    F("keep_until", DATE, "staff", N_("keep until")),
    F("walking", REAL, "staff", N_("walking speed (km/h)")),
    F("boarding", NUMBER, "staff", N_("boarding (seconds a person)")),
    F("allowance", NUMBER, "staff", N_("extra time per transfer (min)")),
)

VENUE: Final = (
    F("key", KEY, "nobody", N_("key")),
    F("name", NAME, "public", N_("name")),
    F("address", LINE, "public", N_("address")),
    F("room", LINE, "public", N_("room")),
    F("lat", REAL, "public", N_("latitude")),
    F("lon", REAL, "public", N_("longitude")),
    F("timezone", ZONE, "public", N_("time zone")),
    F("url", URL, "public", N_("web page")),
    F("phone", LINE, "staff", N_("phone")),
    F("capacity", NUMBER, "staff", N_("capacity")),
    F("hours", LINE, "participants", N_("opening hours")),
    F("note", TEXT, "participants", N_("note")),
    F("staff_note", TEXT, "staff", N_("internal note")),
)

ORGANISATION: Final = (
    F("key", KEY, "nobody", N_("key")),
    F("name", NAME, "public", N_("name")),
    F("latin_name", LINE, "public", N_("name in Latin letters")),
    F("country", LINE, "public", N_("country")),
    F("contact", LINE, "staff", N_("contact")),
    F("note", TEXT, "staff", N_("note")),
)

GROUP: Final = (
    F("key", KEY, "nobody", N_("key")),
    F("name", NAME, "participants", N_("name")),
    F("expected", NUMBER, "staff", N_("expected people")),
    F("note", TEXT, "staff", N_("note")),
)

PRIVATE: Final = (
    F("phone", LINE, "staff", N_("phone")),
    F("email", LINE, "staff", N_("e-mail")),
    F("diet", LINE, "staff", N_("diet")),
    F("access", LINE, "staff", N_("access needs")),
    F("room", LINE, "staff", N_("hotel room")),
    F("note", TEXT, "staff", N_("private note")),
)

PERSON: Final = (
    F("key", KEY, "nobody", N_("key")),
    F("name", NAME, "public", N_("name")),
    F("form", LINE, "participants", N_("form of address")),
    F("salutation", LINE, "staff", N_("salutation")),
    F("role", LINE, "public", N_("role")),
    F("organisation", REF, "public", N_("organisation")),
    F("languages", types.Languages(), "staff", N_("languages")),
    F("latin_name", LINE, "public", N_("name in Latin letters")),
    F("delegate", FLAG, "participants", N_("delegate")),
    F("rank", NUMBER, "staff", N_("rank")),
    F("accompanies", REF, "participants", N_("accompanies")),
    F("groups", REFS, "participants", N_("groups")),
    F("present", types.Present(), "staff", N_("present")),
    F("declined", types.Items(), "staff", N_("declined")),
    F("note", TEXT, "staff", N_("note")),
    F("private", types.Table(), "staff", N_("private")),
)

DAY: Final = (
    F("id", KEY, "nobody", N_("id")),
    F("date", DATE, "public", N_("date")),
    F("timezone", ZONE, "public", N_("time zone")),
    F("title", LINE, "public", N_("title")),
    F("note", TEXT, "participants", N_("note")),
)

ITEM: Final = (
    F("id", KEY, "nobody", N_("id")),
    F("kind", KIND, "public", N_("kind")),
    F("when", types.Time(), "public", N_("time"), unit="place", key="time"),
    F("title", NAME, "public", N_("title")),
    F("day", KEY, "public", N_("day"), unit="place", key=""),
    F("part_of", KEY, "public", N_("part of"), unit="place", key=""),
    F("venue", REF, "public", N_("place")),
    F("room", LINE, "public", N_("room")),
    F("hosts", REFS, "public", N_("hosts")),
    F("speakers", REFS, "public", N_("speakers")),
    F("people", REFS, "participants", N_("people")),
    F("groups", REFS, "participants", N_("groups")),
    F("status", STATUS, "public", N_("status")),
    F("audience", AUDIENCE, "nobody", N_("audience")),
    F("only", FLAG, "staff", N_("only for those named")),
    F("fixed", FLAG, "staff", N_("fixed")),
    F("priority", types.Priority(), "staff", N_("priority")),
    F("note", TEXT, "public", N_("note")),
    F("staff_note", TEXT, "staff", N_("internal note")),
    F("meet", types.Meet(), "participants", N_("meeting point")),
    F("contact", LINE, "staff", N_("contact")),
    F("responsible", REF, "staff", N_("responsible")),
    F("bring", types.Lines(), "staff", N_("bring")),
    F("url", URL, "public", N_("web page")),
    F("capacity", NUMBER, "staff", N_("capacity")),
    F("assignments", types.Assignments(), "staff", N_("assignments"), key="assignment"),
    F("to", REF, "public", N_("to")),
    F("mode", LINE, "public", N_("mode")),
    F("carrier", LINE, "public", N_("carrier")),
    F("service", LINE, "public", N_("service")),
    F("reference", LINE, "staff", N_("booking code")),
    F("source", types.Origin(), "staff", N_("state in the calendar")),
)

ASSIGNMENT: Final = (
    F("place", LINE, "staff", N_("bus, room or table")),
    F("seats", NUMBER, "staff", N_("seats")),
    F("people", REFS, "staff", N_("people")),
    F("groups", REFS, "staff", N_("groups")),
)
"""Somebody's own copy shows their own place; see `exports.audience`."""

PAGE: Final = (
    F("id", KEY, "nobody", N_("id")),
    F("title", NAME, "public", N_("title")),
    F("text", TEXT, "public", N_("text")),
    F("audience", AUDIENCE, "nobody", N_("audience")),
    F("where", types.Choice({"before": N_("before the days"), "after": N_("after the days")}), "public", N_("where")),
    F("picture", LINE, "public", N_("picture")),
)

PARTNER: Final = (
    F("id", KEY, "nobody", N_("id")),
    F("name", NAME, "public", N_("name")),
    F("what", LINE, "public", N_("what they are")),
    F("logo", LINE, "public", N_("logo")),
)

TABLE: Final[dict[str, tuple[FieldRule, ...]]] = {
    "Trip": TRIP,
    "Venue": VENUE,
    "Organisation": ORGANISATION,
    "Group": GROUP,
    "Private": PRIVATE,
    "Person": PERSON,
    "Day": DAY,
    "Item": ITEM,
    "Assignment": ASSIGNMENT,
    "Page": PAGE,
    "Partner": PARTNER,
}


BY_NAME: Final = {rule.name: rule for table in reversed(TABLE.values()) for rule in table}
"""A field of each name, for a sentence about it: of several, that of the first table."""


def rules(entity: str) -> dict[str, FieldRule]:
    """The fields of an entity ("Item") under their model names."""
    return {rule.name: rule for rule in TABLE[entity]}
