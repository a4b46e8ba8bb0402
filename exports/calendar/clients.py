"""What calendar programs do with a file: a table of facts, each with where it comes from.

Where no source could be found the fact is that nobody knows, and the advice is the one that is safe either way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from trips.i18n.language import N_

Outcome = Literal["good", "care", "bad", "unknown"]
"""good: it does what one expects; care: with the right handling; bad: it does not; unknown: no source was found."""


@dataclass(frozen=True, slots=True)
class Client:
    """A calendar program.

    Attributes:
        name: as its users call it.
        first: what happens at the first import of a file with several events.
        single: the same for a file with one event.
        update: what happens when the next version is imported beside the first.
        update_is: how good that is.
        feed: what happens with a subscribed calendar.
        invited: what happens with an invitation by mail, and with the next one about the same event.
        alarms: whether alarms of a file ring; None if nobody knows.
        source: where this is documented or was reported.
    """

    name: str
    first: str
    single: str
    update: str
    update_is: Outcome
    feed: str
    invited: str
    alarms: bool | None
    source: str


_OWN: Final = N_("Asks into which calendar; choose one of its own.")
_SINGLE: Final = N_("Adds the event.")
_UPDATES: Final = N_("Stands in the calendar; the next mail changes it or takes it out.")

CLIENTS: Final[tuple[Client, ...]] = (
    Client(
        "Outlook classic (Windows)", N_("Opens the file as a new calendar beside the others."),
        N_("Opens the event; it is saved with Save & Close."),
        N_("Adds every event again: they are there twice."), "bad",
        N_("Fetched again by itself, mostly within a few hours."), _UPDATES, True,
        "MS-STANOICAL 2.2; MS-OXCICAL 2.1.3.1; biweekly issue 87",
    ),
    Client(
        "Outlook new, web", _OWN, _OWN, N_("One report says that events are updated; nothing by the maker."), "unknown",
        N_("Fetched again by itself; alarms of subscribed calendars do not ring."), _UPDATES, None, "biweekly issue 87",
    ),
    Client(
        "Google Calendar", N_("Only on a computer; choose a calendar of its own."),
        N_("Only on a computer; choose a calendar of its own."),
        N_("Not twice, but reports differ on whether changes are taken over; an event deleted by hand stays away."),
        "care", N_("Fetched again after 8 to 24 hours, whatever the file asks for; alarms do not ring."), _UPDATES,
        False, "gcalcli issues 216, 599, 712, 730",
    ),
    Client(
        "Apple Calendar (Mac, iPhone)", _OWN, _OWN, N_("No source says whether events are updated or doubled."),
        "unknown", N_("Fetched again every hour, or as the user sets it."), _UPDATES, True, "no source for imports",
    ),
    Client(
        "Thunderbird", _OWN, _SINGLE, N_("Leaves events alone that are there already: changes do not come."), "bad",
        N_("Fetched again as the user sets it."), N_("Shows what has changed; one click takes it over."), True,
        "calendar-ics-file-dialog of Thunderbird",
    ),
    Client(
        "Nextcloud", _OWN, _OWN, N_("Refuses events that are there already, even if they were deleted before."), "bad",
        N_("Fetched again as the file asks for."),
        N_("In its mail program, or in the one that fetches the mails."), True,
        "nextcloud/calendar issues 1508, 3053, 4412",
    ),
    Client(
        "Android (Etar, Fossify)", N_("Some take only the first event of a file."), _SINGLE,
        N_("Adds every event again: they are there twice."), "bad",
        N_("Only with a further program, such as ICSx⁵."), N_("In the mail program, such as Gmail."), False,
        "Etar issues 1166, 1566; Fossify Calendar issue 1176",
    ),
)  # fmt: skip
