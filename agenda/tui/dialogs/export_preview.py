"""What one can look at before anything is written: a paper as text, what files tell of people, what calendars do."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.services.export import Order, requests, would_tell
from exports.snapshot import Snapshot
from trips.i18n.language import Message, Translator, UserError


def paper_preview(snapshot: Snapshot, name: str, order: Order, t: Translator) -> Iterator[str]:
    """Each paper of an order as text; of calendar and other files, the programme as text."""
    from exports.formats import FORMATS
    from exports.paper.as_text import paper_text

    shown: set[tuple[str, str]] = set()
    for path, form, asked in requests(snapshot, name, order):
        try:
            request = asked()
            what = (request.audience.name, request.paper if form == "pdf" else "")
            if what in shown:
                continue
            shown.add(what)
            yield f"── {path.name} ──"
            if form == "pdf":
                yield from paper_text(request.paper, request.job)
            else:
                yield from FORMATS["txt"].render(request).data.decode().splitlines()
        except UserError as refused:
            yield refused.say(t)
        yield ""


def telling(snapshot: Snapshot, name: str, order: Order, t: Translator) -> Iterator[str]:
    """What each file would tell of people, and why its reader may know."""
    for path, found in would_tell(snapshot, name, order):
        yield path.name
        if isinstance(found, Message):
            yield f"  {found.say(t)}"
        elif not found:
            nothing = t("It names nobody and holds nothing private.")
            yield f"  {nothing}"
        else:
            yield from (f"  {leak.message.say(t)}" for leak in found)


def preflight(snapshot: Snapshot, name: str, order: Order, t: Translator) -> Iterator[str]:
    """What calendar programs will do with the calendar file of the first reader."""
    from exports.audience import PARTICIPANTS
    from exports.calendar import Calendars
    from exports.calendar.alarms import SILENT
    from exports.calendar.preflight import report

    del name
    given = Calendars(snapshot, order.language, order.calendar).given(order.whom[0] or PARTICIPANTS)
    yield from report(given, t, alarms=order.calendar.alarms != SILENT)
