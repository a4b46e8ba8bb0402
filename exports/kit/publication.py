"""What is published of a version: a page and a calendar to subscribe to for each audience, under names nobody guesses.

Only what is public is listed; everything else lies under a name of its own, which can be revoked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from exports.audience import PARTICIPANTS, PRESS, PUBLIC, Audience
from exports.brand import PLAIN, Brand
from exports.calendar import Alarms, CalendarOptions, Calendars
from exports.calendar.alarms import SILENT
from exports.snapshot import Snapshot
from exports.web import Links, Page, element, page, programme_page
from trips.history.erasing import is_removed
from trips.i18n.language import words

CLOSED = "p"
"""The folder of what is not listed."""

CALENDAR = "calendar.ics"
PAGE_FILES: Final = (CALENDAR, "index.html")
"""What lies in the folder of a page that is not listed."""

_SERVERS: Final[dict[str, bytes]] = {
    ".htaccess": b"""\
AddType text/calendar .ics
AddCharset utf-8 .ics
<IfModule mod_autoindex.c>
  IndexIgnore *
</IfModule>
""",
    "web.config": b"""\
<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <system.webServer>
    <staticContent>
      <remove fileExtension=".ics" />
      <mimeMap fileExtension=".ics" mimeType="text/calendar; charset=utf-8" />
    </staticContent>
  </system.webServer>
</configuration>
""",
}
"""What Apache and IIS need to serve feeds as text/calendar in UTF-8 (RFC 5545 8.1), under the names they look for."""


@dataclass(frozen=True, slots=True)
class WebFile:
    """A file of the publication; feeds stand before their pages.

    Attributes:
        path: where it lies in the folder, with "/".
        reader: whose it is; "" for nobody's.
        make: makes its bytes.
        yields: whether a file of that name that lies there already stays as it is: the office's own settings.
    """

    path: str
    reader: str
    make: Callable[[], bytes]
    yields: bool = False


@dataclass(frozen=True, slots=True)
class ServedCalendar:
    """A reader's calendar on a calendar server.

    Attributes:
        name: how it is called there; nobody guesses it.
        reader: whose it is.
        title: how it is called where calendars are chosen.
        events: makes each event as a calendar object of its own (RFC 4791 4.1), under the id of the event.
    """

    name: str
    reader: str
    title: str
    events: Callable[[], Mapping[str, bytes]]


class Publication:
    """The pages and feeds of a version, in the look of the office; days before a date are folded."""

    def __init__(
        self,
        snapshot: Snapshot,
        address: str = "",
        alarms: Alarms = SILENT,
        as_of: date | None = None,
        brand: Brand = PLAIN,
    ) -> None:
        self._edition = snapshot
        self._address = address if not address or address.endswith("/") else f"{address}/"
        self._alarms = alarms
        self._as_of = as_of
        self._brand = brand
        self._calendars: dict[tuple[str, bool], Calendars] = {}

    def _calendar(self, language: str, *, feed: bool = True) -> Calendars:
        key = (language, feed)
        if key not in self._calendars:
            self._calendars[key] = Calendars(self._edition, language, CalendarOptions(self._alarms, feed=feed))
        return self._calendars[key]

    def readers(self) -> Iterator[str]:
        """Everybody who has a page that is not listed: all participants, the press, each group and each person."""
        yield from (PARTICIPANTS.name, PRESS.name)
        trip = self._edition.trip
        yield from (f"group:{group.key}" for group in trip.groups)
        for person in (person for person in trip.people if not is_removed(person)):
            audience = Audience("participants", "person", person.key)
            if self._calendar(self._edition.language_for(audience)).knows(audience):
                yield audience.name

    def address_of(self, name: str) -> str:
        """The web address of a page with a name; only its path if nobody said where it is published."""
        return f"{self._address}{CLOSED}/{name}/"

    def files(self, names: Mapping[str, str]) -> Iterator[WebFile]:
        """The files; a feed comes before the page that leads to it.

        Args:
            names: the name of each reader's page; a reader who is unknown by now has none.
        """
        yield from self._copy(PUBLIC, "public.ics", "index.html")
        yield WebFile(f"{CLOSED}/index.html", "", partial(_closed, self._edition))
        yield from (WebFile(name, "", partial(bytes, data), yields=True) for name, data in _SERVERS.items())
        for reader, name in names.items():
            audience = self._edition.reader(reader)
            if audience is None:
                continue
            yield from self._copy(audience, f"{CLOSED}/{name}/{CALENDAR}", f"{CLOSED}/{name}/index.html")

    def calendars(self, names: Mapping[str, str]) -> Iterator[ServedCalendar]:
        """The calendars for a calendar server, of everybody who has something in theirs.

        Args:
            names: the name of each reader's calendar; a reader who is unknown by now has none.
        """
        for reader, name in names.items():
            audience = self._edition.reader(reader)
            if audience is None:
                continue
            language = self._edition.language_for(audience)
            calendars = self._calendar(language, feed=False)
            if calendars.knows(audience):
                told = self._edition.told_name(audience, words(language, self._edition.forms))
                title = f"{self._edition.trip.title} ({told})"
                yield ServedCalendar(name, reader, title, partial(calendars.objects, audience))

    def _copy(self, audience: Audience, feed: str, web: str) -> Iterator[WebFile]:
        language = self._edition.language_for(audience)
        yield WebFile(feed, audience.name, lambda: self._calendar(language).file(audience))
        where = f"{self._address}{feed}" if self._address else ""
        links = Links(feed.rpartition("/")[2], where, front=audience == PUBLIC)
        yield WebFile(web, audience.name, lambda: self._page(audience, language, links))

    def _page(self, audience: Audience, language: str, links: Links) -> bytes:
        return programme_page(self._edition, audience, language, links, self._as_of, self._brand)


def _closed(snapshot: Snapshot) -> bytes:
    """A page in the folder of names, so that no web server lists them."""
    t = words(snapshot.trip.language, snapshot.forms)
    body = (element("h1", t("Nothing is listed here")), element("p", t("Use the address that you were given.")))
    return page(Page(t("Nothing is listed here"), t.language, body))
