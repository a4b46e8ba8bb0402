"""One table of fields: each one's key in the trip file, who may see it, and how two people's changes of it merge.

Audiences are allow-lists: a field not listed for an audience does not leave for it, and a new field is staff's until
somebody lists it here. A test holds the table and the models together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from trips.i18n.language import N_

See = Literal["public", "press", "participants", "staff", "nobody"]
"""The widest audience that may see a field; "nobody" is for ids, which every copy holds but no reader is shown."""

Merge = Literal["value", "set", "place", "assignments"]
"""value: one unit. set: additions and removals of both sides hold. place: day, time and whole are one unit together.
assignments: each place of an item, its people and groups as sets."""

Form = Literal[
    "line", "text", "time", "flag", "number", "real", "date", "key", "keys", "ref", "refs", "choice", "lines", "url",
    "zone", "priority", "meet", "presence", "languages", "table", "assignments",
    "source",
]  # fmt: skip
"""What a field's value looks like in the trip file and in a form."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field of an entity; `key` is its name in the trip file if that differs from its name in the model."""

    name: str
    form: Form
    see: See
    label: str
    merge: Merge = "value"
    key: str = ""

    @property
    def file_key(self) -> str:
        """The field's key in the trip file."""
        return self.key or self.name


F = FieldRule

TRIP: Final = (
    F("id", "key", "nobody", N_("id")),
    F("title", "line", "public", N_("title")),
    F("theme", "line", "public", N_("theme")),
    F("organiser", "line", "public", N_("organiser")),
    F("contact", "line", "participants", N_("contact")),
    F("provisional", "flag", "public", N_("provisional")),
    F("timezone", "zone", "public", N_("time zone")),
    F("language", "choice", "public", N_("language")),
    F("series", "line", "public", N_("series")),
    F("keep_until", "date", "staff", N_("keep until")),
    F("walking", "real", "staff", N_("walking speed (km/h)")),
    F("boarding", "number", "staff", N_("boarding (seconds a person)")),
    F("allowance", "number", "staff", N_("extra time per transfer (min)")),
)

VENUE: Final = (
    F("key", "key", "nobody", N_("key")),
    F("name", "line", "public", N_("name")),
    F("address", "line", "public", N_("address")),
    F("room", "line", "public", N_("room")),
    F("lat", "real", "public", N_("latitude")),
    F("lon", "real", "public", N_("longitude")),
    F("timezone", "zone", "public", N_("time zone")),
    F("url", "url", "public", N_("web page")),
    F("phone", "line", "staff", N_("phone")),
    F("capacity", "number", "staff", N_("capacity")),
    F("hours", "line", "participants", N_("opening hours")),
    F("note", "text", "participants", N_("note")),
    F("staff_note", "text", "staff", N_("internal note")),
)

ORGANISATION: Final = (
    F("key", "key", "nobody", N_("key")),
    F("name", "line", "public", N_("name")),
    F("contact", "line", "staff", N_("contact")),
    F("note", "text", "staff", N_("note")),
)

GROUP: Final = (
    F("key", "key", "nobody", N_("key")),
    F("name", "line", "participants", N_("name")),
    F("expected", "number", "staff", N_("expected people")),
    F("note", "text", "staff", N_("note")),
)

PRIVATE: Final = (
    F("phone", "line", "staff", N_("phone")),
    F("email", "line", "staff", N_("e-mail")),
    F("diet", "line", "staff", N_("diet")),
    F("access", "line", "staff", N_("access needs")),
    F("room", "line", "staff", N_("hotel room")),
    F("note", "text", "staff", N_("private note")),
)

PERSON: Final = (
    F("key", "key", "nobody", N_("key")),
    F("name", "line", "public", N_("name")),
    F("form", "line", "participants", N_("form of address")),
    F("salutation", "line", "staff", N_("salutation")),
    F("role", "line", "public", N_("role")),
    F("organisation", "ref", "public", N_("organisation")),
    F("languages", "languages", "staff", N_("languages"), merge="set"),
    F("latin_name", "line", "public", N_("name in Latin letters")),
    F("delegate", "flag", "participants", N_("delegate")),
    F("rank", "number", "staff", N_("rank")),
    F("accompanies", "ref", "participants", N_("accompanies")),
    F("groups", "refs", "participants", N_("groups"), merge="set"),
    F("present", "presence", "staff", N_("present")),
    F("declined", "keys", "staff", N_("declined"), merge="set"),
    F("note", "text", "staff", N_("note")),
    F("private", "table", "staff", N_("private")),
)

DAY: Final = (
    F("id", "key", "nobody", N_("id")),
    F("date", "date", "public", N_("date")),
    F("timezone", "zone", "public", N_("time zone")),
    F("title", "line", "public", N_("title")),
    F("note", "text", "participants", N_("note")),
)

ITEM: Final = (
    F("id", "key", "nobody", N_("id")),
    F("kind", "choice", "public", N_("kind")),
    F("when", "time", "public", N_("time"), merge="place", key="time"),
    F("title", "line", "public", N_("title")),
    F("day", "key", "public", N_("day"), merge="place", key=""),
    F("part_of", "key", "public", N_("part of"), merge="place", key=""),
    F("venue", "ref", "public", N_("place")),
    F("room", "line", "public", N_("room")),
    F("hosts", "refs", "public", N_("hosts"), merge="set"),
    F("speakers", "refs", "public", N_("speakers"), merge="set"),
    F("people", "refs", "participants", N_("people"), merge="set"),
    F("groups", "refs", "participants", N_("groups"), merge="set"),
    F("status", "choice", "public", N_("status")),
    F("audience", "choice", "nobody", N_("audience")),
    F("only", "flag", "staff", N_("only for those named")),
    F("fixed", "flag", "staff", N_("fixed")),
    F("priority", "priority", "staff", N_("priority")),
    F("note", "text", "public", N_("note")),
    F("staff_note", "text", "staff", N_("internal note")),
    F("meet", "meet", "participants", N_("meeting point")),
    F("contact", "line", "staff", N_("contact")),
    F("responsible", "ref", "staff", N_("responsible")),
    F("bring", "lines", "staff", N_("bring"), merge="set"),
    F("url", "url", "public", N_("web page")),
    F("capacity", "number", "staff", N_("capacity")),
    F("assignments", "assignments", "staff", N_("assignments"), merge="assignments", key="assignment"),
    F("to", "ref", "public", N_("to")),
    F("mode", "line", "public", N_("mode")),
    F("carrier", "line", "public", N_("carrier")),
    F("service", "line", "public", N_("service")),
    F("reference", "line", "staff", N_("booking code")),
    F("source", "source", "staff", N_("state in the calendar")),
)

ASSIGNMENT: Final = (
    F("place", "line", "staff", N_("bus, room or table")),
    F("seats", "number", "staff", N_("seats")),
    F("people", "refs", "staff", N_("people"), merge="set"),
    F("groups", "refs", "staff", N_("groups"), merge="set"),
)
"""Somebody's own copy shows their own place; see `exports.audience`."""

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
}


def rules(entity: str) -> dict[str, FieldRule]:
    """The fields of an entity ("Item") under their model names."""
    return {rule.name: rule for rule in TABLE[entity]}
