"""Whom to phone about what; what is chosen is gone to."""

from __future__ import annotations

from textual.content import Content

from agenda.presenters.calls import call_line
from agenda.services.session import Session
from agenda.tui.dialogs.choose import Choose
from trips.contacts.confirmations import calls
from trips.i18n.language import N_, Translator


class Calls(Choose):
    """Answers with the id of an item."""

    ABOUT = N_(
        "Who is to be called, with the number, why, and about what: who has not confirmed yet, and for whom something "
        "changed since. Enter goes to the item, and there Ctrl+K notes what they said."
    )

    def __init__(self, session: Session, words: Translator) -> None:
        latest = session.store.versions.latest(session.trip.id)
        found = calls(session.timeline, latest.trip if latest else None)
        self._lines = [call_line(call, session.trip, words) for call in found]
        options = [(call.item.id, " ".join(line)) for call, line in zip(found, self._lines, strict=True)]
        super().__init__(words("Calls"), options, words, "" if found else words("Nobody needs to be called."))

    def labelled(self, key: str, label: str) -> Content:
        """Who, the number and why; below it, about what."""
        del key
        why, name, phone, about = next(line for line in self._lines if " ".join(line) == label)
        return Content.assemble((name, "bold"), f"  {phone}" if phone else "", (f"  {why}\n", "$quiet"), f"  {about}")
