"""A trip being edited: what is on the screen now, what the store has, and what is on its way there.

An edit is on the screen at once and saved by a worker; edits are saved one by one, each as a revision. What others
saved meanwhile is merged in. The session knows no screen; it calls `changed` when there is something new to show.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from agenda.services.failures import failure
from trips.checks import Checked, Dismissed, Finding, check
from trips.i18n.language import Message, UserError
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline
from trips.store import Outcome, ReleasedLastError, Revision, Saved, Store, UnreachableError
from trips.store.errors import pause_after

if TYPE_CHECKING:
    from exports.snapshot import Snapshot
    from trips.history.merge import Conflict
    from trips.history.releases import Release
    from trips.i18n.word_forms import Forms
    from trips.model.tables import Entry, Table


@dataclass
class Pending:
    """An edit that is on the screen and not yet in the store; its id makes saving it twice harmless."""

    before: Trip
    after: Trip
    note: Message
    save_id: str = field(default_factory=lambda: uuid4().hex)


class Session:
    """One trip in the editor; `edit` belongs to the screen's thread, `save` to a worker."""

    def __init__(self, store: Store, saved: Saved) -> None:
        self._store = store
        self._saved = saved
        self._pending: deque[Pending] = deque()
        self._lock = threading.Lock()
        self._one_at_a_time = threading.RLock()
        self._seen = store.version(saved.trip.id)
        self._binned = False
        self._told_of_release = False
        self.trip: Trip = saved.trip
        self.timeline: Timeline = Timeline(saved.trip)
        self.findings: tuple[Finding, ...] = ()
        self.dismissed: tuple[Dismissed, ...] = ()
        self._by_item: dict[str, list[Finding]] = {}
        self._checked: Timeline | None = None
        self._found: Checked | None = None
        self.saved_at: datetime | None = None
        self.trouble: Message | None = None
        self.lost = False
        self._failed = 0
        self._next_try = 0.0
        self.conflicts: tuple[Conflict, ...] = ()
        self.release: int | None = None
        self.changes = 0
        self.earlier: tuple[tuple[Table, Entry], ...] = ()
        self._stand()

    @property
    def store(self) -> Store:
        """Where the trip lies."""
        return self._store

    @property
    def rev(self) -> int:
        """The revision that the store has."""
        return self._saved.rev

    def _stand(self) -> None:
        """Look which version was issued last, and how far the draft is from it."""
        listed = self._store.listed(self._saved.trip.id)
        self.release, self.changes = listed.release, listed.changes or 0

    @property
    def slug(self) -> str:
        """The trip's name in the store."""
        return self._saved.slug

    def check(self) -> bool:
        """Look for findings in what is on the screen; whether there are others than before."""
        before, timeline = (self.findings, self.dismissed), self.timeline
        if self._checked is not timeline:
            self._found = found = check(timeline, self._found, date.today())
            self.findings, self.dismissed = found.findings, found.dismissed
            by_item: dict[str, list[Finding]] = {}
            for finding in self.findings:
                for item in finding.items:
                    by_item.setdefault(item, []).append(finding)
            self._by_item = by_item
            self._checked = timeline
        return (self.findings, self.dismissed) != before

    def look_back(self) -> None:
        """Look which people and places the office's other trips know, for completing names; a worker does it."""
        from agenda.services.completion import earlier_entries

        self.earlier = earlier_entries(self._store, self._saved.trip.id)

    def findings_of(self, item_id: str) -> Sequence[Finding]:
        """What was found about an item."""
        return self._by_item.get(item_id, ())

    @property
    def all_saved(self) -> bool:
        """Whether everything on the screen is in the store."""
        return not self._pending

    def _show(self, trip: Trip) -> None:
        if trip is not self.trip:
            self.trip = trip
            self.timeline = Timeline(trip, self.timeline)

    def edit(self, change: Callable[[Trip], Trip], note: Message) -> bool:
        """Carry out an edit on the screen and queue it for the store; whether it changed anything.

        Raises:
            UserError: it cannot be done; nothing has changed.
        """
        from trips.edits.order import settled

        with self._lock:
            after = settled(self.trip, change(self.trip), self.timeline)
            if after == self.trip:
                return False
            self._pending.append(Pending(self.trip, after, note))
            self._show(after)
            return True

    def save(self) -> None:
        """Save what is pending, oldest first; whatever fails is kept in `trouble` and tried again at the next save."""
        from trips.history.merge import Merged, merge

        with self._one_at_a_time:
            while self._pending:
                pending, base = self._pending[0], self._saved
                try:
                    mine = (
                        Merged(pending.after, ())
                        if pending.before == base.trip
                        else merge(pending.before, pending.after, base.trip)
                    )
                    outcome = self._store.save(base, mine.trip, pending.note, save_id=pending.save_id, insist=True)
                except Exception as error:
                    self.trouble = failure(error).message
                    if isinstance(error, UnreachableError):
                        self.trouble = Message(
                            "{why} What you change is kept, and saved when it answers.", why=self.trouble
                        )
                    self._failed += 1
                    self._next_try = time.monotonic() + pause_after(self._failed)
                    return
                with self._lock:
                    self._pending.popleft()
                    self._took(outcome.saved, (*mine.conflicts, *outcome.conflicts))

    @property
    def may_try_again(self) -> bool:
        """Whether something could not be saved, and it is time to try again."""
        return bool(self._pending) and self.trouble is not None and time.monotonic() >= self._next_try

    def _took(self, saved: Saved, conflicts: tuple[Conflict, ...]) -> None:
        self._saved = saved
        self.trouble = None
        self._failed = 0
        self.saved_at = datetime.now().astimezone()
        self.conflicts = conflicts or self.conflicts
        self._stand()
        if not self._pending:
            self._show(saved.trip)

    def undo(self) -> Message:
        """Take back my last command; what it was.

        Raises:
            UserError: there is nothing of mine to undo.
        """
        return self._back(redo=False)

    def _undone(self, trip_id: str) -> Outcome:
        """Take back the last change; right after a release only if it is asked for once more."""
        try:
            outcome = self._store.undo(trip_id, past_release=self._told_of_release)
        except ReleasedLastError as refused:
            self._told_of_release = True
            raise UserError("{why} Undo once more takes back the change before it.", why=refused.message) from None
        self._told_of_release = False
        return outcome

    def redo(self) -> Message:
        """Take back my last undo; what it was.

        Raises:
            UserError: there is nothing to redo.
        """
        return self._back(redo=True)

    def _back(self, *, redo: bool) -> Message:
        with self._one_at_a_time:
            self.save()
            if self.trouble is not None:
                raise UserError(self.trouble)
            trip_id = self._saved.trip.id
            outcome = self._store.redo(trip_id) if redo else self._undone(trip_id)
            with self._lock:
                self._took(outcome.saved, outcome.conflicts)
            return self._store.history(trip_id)[-1].note

    def history(self) -> list[Revision]:
        """Everything that was ever done to the trip, the oldest first."""
        return self._store.history(self._saved.trip.id)

    def issued(self) -> datetime:
        """When the trip in the store came to be as it is: what papers and calendar files say."""
        return datetime.fromisoformat(self._store.listed(self._saved.trip.id).updated_at).replace(microsecond=0)

    def snapshot(self, forms: Forms = "neutral") -> Snapshot:
        """The draft as it is in the store, with the versions before it."""
        from exports.snapshot import Snapshot

        return Snapshot(self._saved.trip, self.issued(), forms=forms, earlier=self.snapshots(forms))

    def snapshots(self, forms: Forms = "neutral", last: int | None = None) -> tuple[Snapshot, ...]:
        """The versions that were issued, up to a number, the oldest first."""
        from exports.snapshot import released

        return released(self._store.versions.load(self._saved.trip.id, last), forms)

    def issue(self, rev: int, note: str) -> Release:
        """Issue the draft that somebody has looked at as the next version.

        Raises:
            UserError: it is another one by now, or nothing has changed.
        """
        with self._one_at_a_time:
            made = self._store.versions.issue(self._saved.trip.id, rev, note)
            self._stand()
            return made

    def look(self) -> bool:
        """Take over what somebody else has saved; whether there was something.

        Raises:
            UserError: the trip is gone, or the store cannot be read.
        """
        with self._one_at_a_time:
            try:
                version = self._store.version(self._saved.trip.id)
            except UnreachableError:
                self.lost = True
                raise
            self.lost = False
            if version == self._seen or self._pending:
                return False
            saved = self._store.load(self._saved.trip.id)
            self._seen = version
            self._stand()
            binned = self._store.listed(self._saved.trip.id).state == "deleted"
            if binned and not self._binned:
                self._binned = binned
                raise UserError("Somebody has put this trip into the bin; what you change is still saved, there.")
            self._binned = binned
            with self._lock:
                if saved.trip == self._saved.trip:
                    return False
                self._saved = saved
                if not self._pending:
                    self._show(saved.trip)
                return True
