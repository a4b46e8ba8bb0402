"""What is exported: a trip in one state, with the moment of that state; the clock is never asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from exports.audience import Audience, Reduced, reduced
from trips.dates import short_date
from trips.language import Words
from trips.model import Trip
from trips.timeline import Timeline, at
from trips.wordforms import Forms


@dataclass(frozen=True)
class Edition:
    """A trip's draft, or one of its releases.

    Attributes:
        trip: the whole trip.
        issued: when this state came to be, with its zone.
        release: the number of the release, None for the draft.
        day: the only day wanted, counted from 1; None for all.
        forms: the German words for hosts, speakers and participants.
    """

    trip: Trip
    issued: datetime
    release: int | None = None
    day: int | None = None
    forms: Forms = "neutral"

    @cached_property
    def timeline(self) -> Timeline:
        """Where the items fall."""
        return Timeline(self.trip)

    def seen(self, audience: Audience) -> Reduced:
        """What an audience may see of it."""
        return reduced(self.timeline, audience, self.day)

    def stamp(self, t: Words) -> str:
        """What a paper says of its state: "Draft of 03/10/2025, 14:02"."""
        local = at(int(self.issued.timestamp()) // 60, self.trip.timezone)
        when = f"{short_date(t, local.date())}, {local:%H:%M}"
        if self.release is None:
            return t("DRAFT of {when}", when=when)
        return t("Version {n}, {when}", n=self.release, when=when)
