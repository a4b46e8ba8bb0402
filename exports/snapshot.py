"""What is exported: a trip in one state, with the moment of that state; the clock is never asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from exports.audience import (
    Audience,
    Reduced,
    check_day,
    knows,
    read_audience,
    reduced,
    told_items,
    visible_items,
)
from trips.grammar.choices import AUDIENCE_WORDS, AUDIENCES
from trips.history.releases import DRAFT, Release
from trips.i18n.dates import short_date
from trips.i18n.language import Translator, UserError, as_language
from trips.i18n.word_forms import Forms
from trips.model.entities import Day, Translated, by_id, by_key
from trips.model.translations import best_language, primary, retold, translated
from trips.model.trip import Trip
from trips.schedule.attendance import Attendance
from trips.schedule.chains import chains
from trips.schedule.timeline import Timeline, at, utc_minute


@dataclass(frozen=True)
class Snapshot:
    """A trip's draft, or one of its releases.

    Attributes:
        trip: the whole trip.
        issued: when this state came to be, with its zone.
        release: the number of the release, None for the draft.
        day: the only day wanted, counted from 1; None for all.
        forms: the German words for hosts, speakers and participants.
        earlier: the releases before it, the oldest first: what readers may have already.
        frozen: where the items of a release fell when it was issued; None: they are placed now.
        language: the language its texts were read in; "" for their own.
        said: the texts that are in that language; all others are in the trip's own.
    """

    trip: Trip
    issued: datetime
    release: int | None = None
    day: int | None = None
    forms: Forms = "neutral"
    earlier: tuple[Snapshot, ...] = ()
    frozen: Timeline | None = None
    language: str = ""
    said: frozenset[tuple[Translated, str, str]] = frozenset()

    @cached_property
    def timeline(self) -> Timeline:
        """Where the items fall."""
        return self.frozen or Timeline(self.trip)

    @cached_property
    def attendance(self) -> Attendance:
        """Who goes to the items."""
        return Attendance.of(self.trip, self.timeline.placed())

    @cached_property
    def chains(self) -> Mapping[str, frozenset[str]]:
        """On which items each one hangs in time."""
        return chains(self.timeline)

    @property
    def number(self) -> int:
        """The number of the release; for a draft that of the release it grew from, 0 if there is none."""
        return self.release or max((snapshot.number for snapshot in self.earlier), default=DRAFT)

    def audience(self, text: str) -> Audience:
        """The audience of a name; who has left the trip since an earlier release still has a copy.

        Raises:
            UserError: there is no such audience, and never was.
        """
        try:
            return read_audience(self.trip, text)
        except UserError:
            for before in reversed(self.earlier):
                with suppress(UserError):
                    return read_audience(before.trip, text)
            raise

    def reader(self, name: str) -> Audience | None:
        """The audience of a name that was kept ("person:weber"), by its key alone; None if no version knows it."""
        if name in AUDIENCES:
            return read_audience(self.trip, name)
        whose, _, key = name.partition(":")
        for level in ("group", "person", "host"):
            audience = Audience("participants", level, key)
            if whose == level and any(knows(snapshot.trip, audience) for snapshot in (self, *self.earlier)):
                return audience
        return None

    def name_of(self, audience: Audience) -> str:
        """What a group, person or host is called, in the newest version that knows them; else the key."""
        for snapshot in (self, *reversed(self.earlier)):
            for entry in (*snapshot.trip.people, *snapshot.trip.groups, *snapshot.trip.organisations):
                if entry.key == audience.key and knows(snapshot.trip, audience):
                    return entry.name
        return audience.key

    def told_name(self, audience: Audience, t: Translator) -> str:
        """A reader in words: what a group, person or host is called, else the word for the level."""
        return self.name_of(audience) if audience.whose else t(AUDIENCE_WORDS[audience.level])

    def language_for(self, audience: Audience) -> str:
        """The language of a reader's copy, as BCP 47 names it.

        For a person the first of theirs that we have words or the trip translations in, else the trip's.
        """
        trips = (
            (self.trip, *(snapshot.trip for snapshot in reversed(self.earlier))) if audience.whose == "person" else ()
        )
        person = next((found for trip in trips if (found := by_key(trip.people).get(audience.key))), None)
        for one in person.languages if person else ():
            if (language := as_language(one) or best_language(self.trip, one)) is not None:
                return language
        return self.trip.language

    def told_in(self, tag: str, audience: Audience) -> Snapshot:
        """The same as a reader's copy in a language tells it; staff have it in its own words, in which it is edited."""
        return self if audience.level == "staff" else self.in_language(tag)

    def in_language(self, tag: str) -> Snapshot:
        """The same with its texts as they read in a language; a text that is not translated stands as it is.

        Times stay as they fell, and so do the versions before.
        """
        found = best_language(self.trip, tag) or self._earlier_language(tag)
        if found is None or found == self.language or primary(tag) == self.trip.language:
            return self
        known = self._translated.get(found)
        if known is None:
            known = self._translated[found] = self._read_in(found)
        return known

    def in_words_of(self, newer: Snapshot) -> Snapshot:
        """This version with the translations of a newer one: a text that was only translated since is no news."""
        if self.trip.translations == newer.trip.translations:
            return self
        trip = replace(self.trip, translations=retold(self.trip, newer.trip))
        return replace(self, trip=trip, frozen=Timeline.remembered(trip, self.timeline.placed()))

    def _earlier_language(self, tag: str) -> str | None:
        """A language that only versions before this one were translated into."""
        return next((found for one in self.earlier if (found := best_language(one.trip, tag)) is not None), None)

    @cached_property
    def _translated(self) -> dict[str, Snapshot]:
        return {}

    def _read_in(self, language: str) -> Snapshot:
        trip, said = translated(self.trip, language)
        items = by_id(trip.items)
        placed = {key: placed._replace(item=items[key]) for key, placed in self.timeline.placed().items()}
        earlier = tuple(one.in_language(language) for one in self.earlier)
        frozen = Timeline.remembered(trip, placed)
        return replace(self, trip=trip, frozen=frozen, earlier=earlier, language=language, said=said)

    def language_of(self, of: Translated, id_: str, field: str) -> str:
        """The language that a text stands in."""
        return self.language if (of, id_, field) in self.said else self.trip.language

    @property
    def wanted_day(self) -> Day | None:
        """The only day wanted; None for all.

        Raises:
            UserError: the trip has no such day.
        """
        check_day(self.trip, self.day)
        return None if self.day is None else self.trip.days[self.day - 1]

    def seen(self, audience: Audience, since: Snapshot | None = None, *, whole: bool = False) -> Reduced:
        """What an audience may see of the day that is wanted, or of all.

        Args:
            audience: the reader.
            since: the version that they are known to have; None for the one before.
            whole: all days, even if only one is wanted.

        Raises:
            UserError: the trip has no such day.
        """
        day = None if whole else self.wanted_day
        return reduced(self.timeline, audience, day and day.id, self._had(audience, since))

    def tells(self, audience: Audience) -> bool:
        """Whether there is anything for a reader on any day; what was cancelled since they had it counts."""
        return any(True for _ in told_items(self.timeline, audience, self._had(audience, None)))

    def _had(self, audience: Audience, since: Snapshot | None) -> frozenset[str]:
        """The items that a version gave to a reader and that are cancelled now; nobody else hears of them."""
        if since is None:
            since = self.earlier[-1] if self.earlier else None
        if since is None or all(item.status != "cancelled" for item in self.trip.items):
            return frozenset()
        given = visible_items(since.trip, since.timeline.placed(), audience)
        gone = {item.id for item in since.trip.items if item.status == "cancelled"}
        return frozenset(item.id for item in given if gone.isdisjoint((item.id, item.part_of)))

    def stamp(self, t: Translator) -> str:
        """What a paper says of its state: "DRAFT of 3 Oct 2025, 14:02"."""
        when = moment_text(self.issued, self.trip.timezone, t)
        if self.release is None:
            return t("DRAFT of {when}", when=when)
        return t("Version {n}, {when}", n=self.release, when=when)


def nothing_in_it(audience: Audience) -> UserError:
    """What is said instead of a file in which there would be nothing."""
    return UserError("There is nothing for {audience} in it; no file was written.", audience=audience.name)


def moment_text(moment: datetime, zone_name: str, t: Translator) -> str:
    """A moment as a paper tells it, in a zone: "3 Oct 2025, 14:02"."""
    local = at(utc_minute(moment), zone_name)
    return f"{short_date(t, local.date())}{t.comma}{local:%H:%M}"


def released(releases: Iterable[Release], forms: Forms = "neutral") -> tuple[Snapshot, ...]:
    """The snapshots of releases, the oldest first, each with those before it."""
    found: tuple[Snapshot, ...] = ()
    for release in releases:
        made = Snapshot(release.trip, release.at, release.number, None, forms, (), release.timeline)
        found = (*found, replace(made, earlier=found))
    return found
