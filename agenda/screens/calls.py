"""Whom to phone about what: a list that leads to the items."""

from __future__ import annotations

from agenda.presenters.calls import call_line
from agenda.screens.choose import Choose
from agenda.services.session import Session
from trips.contacts.confirmations import calls
from trips.i18n.language import Words


def calls_dialog(session: Session, t: Words) -> Choose:
    """The window; it answers with the id of an item."""
    latest = session.store.versions.latest(session.trip.id)
    found = calls(session.timeline, latest.trip if latest else None)
    options = [(one.item.id, " · ".join(filter(None, call_line(one, session.trip, t)))) for one in found]
    about = "" if found else t("Nobody is to be phoned.")
    return Choose(t("Calls"), options, t, about)
