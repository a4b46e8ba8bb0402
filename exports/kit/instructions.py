"""How to get a calendar file into one's calendar, honestly: what works, and what to do when a new version comes.

There are three ways: an invitation by mail, whose events change by themselves; a file, which no calendar program can be
made to replace events by in every case, so that the sure way is a calendar of its own, replaced as a whole; and a
subscription.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exports.web.page import Html, Page, element, page
from trips.i18n.language import N_, Translator

_STEPS: Final = (
    (
        N_("If you were invited by mail"),
        (
            N_("Accept the invitation. The event is then in your calendar."),
            N_("When something changes, the next mail changes the event or takes it out of your calendar. There is"
               " nothing else for you to do."),
            N_("Do not import a calendar file as well: everything would be there twice."),
        ),
    ),
    (
        N_("If you were given a calendar file: a separate calendar"),
        (
            N_("Make a new, empty calendar in your calendar program and give it the name of the visit."),
            N_("Import the file into this calendar."),
            N_("When a new version comes: delete the events of this calendar, or the whole calendar, and import the"
               " new file. That way nothing is duplicated and nothing outdated remains."),
        ),
    ),
    (
        N_("If you were given a web address: subscribe"),
        (
            N_("Subscribe to the address instead of importing a file. Changes then come by themselves, within hours:"
               " Google takes up to a day, Apple and Outlook mostly less."),
            N_("What changes on the day itself comes too late that way; look at the message you are sent."),
        ),
    ),
)  # fmt: skip

PROGRAMS: Final = (
    ("Outlook (Windows)",
     N_("Double-clicking a file with several events opens it as a calendar of its own beside yours; that is right. Do"
        " not copy the events into your calendar: a second version would be added beside the first.")),
    ("Outlook (Web)", N_("Calendar, Add calendar, Upload from file: choose a calendar of its own.")),
    ("Google",
     N_("Settings, Import and export: choose a calendar of its own. On a phone this cannot be done; use a computer or"
        " subscribe.")),
    ("Apple",
     N_("Open the file and choose a new calendar for it. A file mailed to an iPhone can be opened in Mail and added"
        " there.")),
    ("Thunderbird",
     N_("Events, Import: choose a calendar of its own. Events that are there already are left as they are, so empty the"
        " calendar first.")),
    ("Nextcloud",
     N_("Import into a new calendar. Events that are there already are refused, so delete that calendar first.")),
    ("Android",
     N_("Many calendars take only the first event of a file or add everything twice; subscribe instead, or import it"
        " with a computer.")),
)  # fmt: skip
"""What single programs do; the facts and their sources stand in exports.calendar.clients."""


def instructions_name(t: Translator) -> str:
    """The name of the file with the instructions as text."""
    return f"instructions-{t.language}.txt"


def instructions_text(t: Translator) -> bytes:
    """The instructions as plain text, UTF-8."""
    return ("\n".join(_text(t)) + "\n").encode()


def _text(t: Translator) -> Iterator[str]:
    title = t("Your programme in your calendar")
    yield from (title, "=" * len(title))
    for heading, steps in _STEPS:
        yield from ("", t(heading), "")
        yield from (f"{number}. {t(step)}" for number, step in enumerate(steps, 1))
    yield from ("", t("In your program"), "")
    yield from (f"- {name}: {t(about)}" for name, about in PROGRAMS)


def instructions_page(t: Translator) -> bytes:
    """The instructions as a page."""
    body: list[Html] = [element("h1", t("Your programme in your calendar"))]
    for heading, steps in _STEPS:
        body += [element("h2", t(heading)), element("ol", *(element("li", t(step)) for step in steps))]
    rows = (element("tr", element("th", name, scope="row"), element("td", t(about))) for name, about in PROGRAMS)
    body += [element("h2", t("In your program")), element("table", element("tbody", *rows))]
    return page(Page(t("Your programme in your calendar"), t.language, tuple(body)))
