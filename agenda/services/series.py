"""The meetings of groups that meet again and again."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from trips.i18n.dates import span
from trips.i18n.language import Translator, UserError
from trips.store import Store


class Meeting(NamedTuple):
    """A trip that belongs to a series; its days as ISO dates, None where it has none."""

    series: str
    slug: str
    title: str
    theme: str
    starts: str | None
    ends: str | None

    def dates(self, t: Translator) -> str:
        """Its days in the reader's language."""
        if self.starts is None or self.ends is None:
            return ""
        return span(t, date.fromisoformat(self.starts), date.fromisoformat(self.ends))


def meetings(store: Store, name: str | None = None) -> list[Meeting]:
    """The meetings of every series, or of one, by series and date; archived ones too.

    Args:
        store: where trips are.
        name: the series, or a trip of it by its short name.

    Raises:
        UserError: there is no such series.
    """
    found: list[Meeting] = []
    for listed in store.trips("active", "archived"):
        trip = store.load(listed.id).trip
        if trip.series:
            found.append(Meeting(trip.series, listed.slug, trip.title, trip.theme, listed.starts, listed.ends))
    if name is not None:
        of_slug = {meeting.series for meeting in found if meeting.slug == name}
        wanted = {one.casefold() for one in of_slug} | {name.casefold()}
        known = sorted({meeting.series for meeting in found})
        found = [meeting for meeting in found if meeting.series.casefold() in wanted]
        if not found:
            raise UserError(
                'There is no series "{name}"; there are: {known}.', name=name, known=", ".join(known) or "–"
            )
    return sorted(found, key=lambda meeting: (meeting.series.casefold(), meeting.starts or "9"))
