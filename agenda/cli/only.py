"""What is shown only: what an audience sees, and what `show --only` takes, KEY=VALUE with commas for several values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from agenda.cli.language import t
from trips.i18n.language import Refused

if TYPE_CHECKING:
    from trips.model.entities import Trip
    from trips.queries.filters import Filter

_FIELDS: Final = {
    "group": "groups", "person": "people", "kind": "kinds", "status": "statuses", "audience": "audiences",
}  # fmt: skip


for_audience = click.option(
    "--for",
    "who",
    default="staff",
    metavar="WHO",
    help=t("Only what an audience sees: public, press, participants, group:KEY, person:KEY, host:KEY, staff."),
)


def read_filter(trip: Trip, texts: Iterable[str]) -> Filter:
    """The filter that KEY=VALUE texts stand for.

    Raises:
        Refused: a key is not known, or a value is not there.
    """
    from trips.queries.filters import Filter

    chosen = Filter()
    for text in texts:
        key, _, value = (part.strip() for part in text.partition("="))
        values = [one.strip() for one in value.split(",") if one.strip()]
        if not values or key not in (*_FIELDS, "text"):
            raise Refused(
                '"{text}" is no filter; write it like {known}.',
                text=text,
                known="group=…, person=…, kind=…, status=…, audience=…, text=…",
            )
        if key == "text":
            chosen = replace(chosen, text=f"{chosen.text} {value}".strip())
        else:
            known: frozenset[str] = getattr(chosen, _FIELDS[key])
            chosen = replace(chosen, **{_FIELDS[key]: known | {_meant(trip, key, one) for one in values}})
    return chosen


def _meant(trip: Trip, key: str, text: str) -> str:
    from trips.edits.directory import find, the_entry
    from trips.model.field_text import from_text
    from trips.model.fields import rules

    if key == "group":
        return the_entry(trip, "groups", text).key
    if key == "person":
        return (find(trip, "people", text) or find(trip, "organisations", text) or the_entry(trip, "people", text)).key
    return str(from_text(rules("Item")[key], text))


def only_entries(document: dict[str, Any], kept: frozenset[str]) -> dict[str, Any]:
    """The JSON document of a programme with only some items."""

    def some(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        return [entry for entry in entries if entry["id"] in kept]

    days = [{**day, "entries": some(day["entries"])} for day in document["days"]]
    return {**document, "days": days, "pool": some(document["pool"])}
