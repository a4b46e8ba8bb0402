"""The table for a translator: each text that participants read, and beside it room for it in their language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from exports.snapshot import Snapshot
from exports.tables.table import Source, Table
from trips.i18n.dates import weekday_date
from trips.i18n.language import N_, Translator
from trips.importers.tables.translations import key_of
from trips.model.entities import Translated, by_id, by_key
from trips.model.fields import rules
from trips.model.translations import ENTITIES, State, Translatable, digest_of, language_name
from trips.model.trip import Trip
from trips.queries.readers import texts_read
from trips.schedule.told_time import format_day_and_time

OF_WORDS: Final[dict[Translated, str]] = {
    "trip": N_("Trip"), "day": N_("Day"), "item": N_("Item"), "venue": N_("Place"), "person": N_("Person"),
    "organisation": N_("Organisation"), "group": N_("Group"), "page": N_("Page"),
    "partner": N_("Partner"),
}  # fmt: skip
STATE_WORDS: Final[dict[State, str]] = {
    "fresh": N_("translated"), "old": N_("older than the text"), "missing": N_("not translated"),
}  # fmt: skip


def translations_table(snapshot: Snapshot, language: str, t: Translator) -> Table:
    """What is to be translated, and what is; read again, it gives the trip the translations.

    Args:
        snapshot: the trip in its own words.
        language: into which; BCP 47.
        t: the words of the one who sends it out.
    """
    where = _where(snapshot, t)
    own = snapshot.trip.language
    rows = tuple(
        (
            where(one),
            field_label(one, t),
            one.original,
            one.text or None,
            t(STATE_WORDS[one.state]),
            key_of(language, one.place, digest_of(one.original)),
        )
        for one in texts_read(snapshot.trip, language)
    )
    heads = (
        t("Where"), t("What"), f"{t(language_name(own))} ({own})", f"{t(language_name(language))} ({language})",
        t("State"), t("Key (please leave it)"),
    )  # fmt: skip
    source = Source(snapshot.trip.title, snapshot.trip.organiser, t.language, snapshot.stamp(t), snapshot.issued)
    return Table(f"translations-{language}", t("Translations"), heads, rows, source, keys=2)


def field_label(text: Translatable, t: Translator) -> str:
    """Which field of what a text is: "Item: title"."""
    return t("{what}: {field}", what=t(OF_WORDS[text.of]), field=t(rules(ENTITIES[text.of])[text.field].label))


def _where(snapshot: Snapshot, t: Translator) -> Callable[[Translatable], str]:
    trip: Trip = snapshot.trip
    placed, days, pages = snapshot.timeline.placed(), by_id(trip.days), by_id(trip.pages)
    partners = {partner.id: partner for partner in trip.partners}
    named = {"venue": by_key(trip.venues), "person": by_key(trip.people), "organisation": by_key(trip.organisations),
             "group": by_key(trip.groups)}  # fmt: skip

    def where(text: Translatable) -> str:
        if text.of == "item":
            return format_day_and_time(placed[text.id], t) if text.id in placed else t("Unscheduled")
        if text.of == "day":
            return weekday_date(t, days[text.id].date)
        if text.of == "page":
            return pages[text.id].title
        if text.of == "partner":
            return partners[text.id].name
        return named[text.of][text.id].name if text.of in named else trip.title

    return where
