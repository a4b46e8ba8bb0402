"""The way of an edit: to the screen at once, then into the store by a worker; and what others saved, to the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message as ScreenMessage

from agenda.services.session import Session
from agenda.tui.app_base import AFTER_FIRST_PAINT
from agenda.tui.base import AgendaScreen
from trips.i18n.language import Message, Translator, UserError
from trips.model.doors import open_doors
from trips.model.entities import Item, by_id
from trips.model.tables import TABLES, Table, entries
from trips.model.trip import Trip

if TYPE_CHECKING:
    from trips.history.merge import Conflict


def first_changed(before: Trip, after: Trip, tables: Sequence[Table]) -> str | None:
    """The first item, or entry of some tables, that is another one than before: where an undo leaves the cursor."""
    if not tables:
        old = by_id(before.items)
        return next((item.id for item in after.items if old.get(item.id) != item), None)
    for table in tables:
        known = {entry.key: entry for entry in entries(before, table)}
        for entry in entries(after, table):
            if known.get(entry.key) != entry:
                return f"{table}:{entry.key}"
    return None


class EditingScreen(AgendaScreen):
    """A screen that shows the trip of a session, and sends edits there."""

    @dataclass
    class Settled(ScreenMessage):
        """A worker is done: something was saved, taken back or came from elsewhere."""

        said: Message | None = None
        refused: UserError | None = None
        changed: str | None = None

    class Checked(ScreenMessage):
        """There are other findings than before."""

    def __init__(self, session: Session, words: Translator) -> None:
        super().__init__()
        self.session = session
        self._t = words
        self._last_refusal: type[UserError] | None = None
        self._shown = session.timeline

    tables: Sequence[Table] = ()
    """The tables that are shown; none if it is the programme."""

    shows_history = False
    """Whether each save is to be seen."""

    def refresh_trip(self, cursor: str | None = None) -> None:
        """Show what the session holds now."""
        raise NotImplementedError

    def show_title(self) -> None:
        """Show what the session says of itself."""
        raise NotImplementedError

    def begin_watching(self) -> None:
        """Look for findings, and from time to time for what others have saved."""
        self.set_timer(AFTER_FIRST_PAINT, self._check)
        self.set_interval(self.session.store.looks, self._look)
        self.set_interval(0.5, self._try_again)

    def _try_again(self) -> None:
        """Save again what could not be saved, after growing pauses."""
        if self.session.may_try_again:
            self._save(again=True)

    @work(thread=True, group="check", exclusive=True, exit_on_error=False)
    def _check(self) -> None:
        """Look for findings beside the screen: a long trip takes a while. Before the first edit the doors are open."""
        open_doors(Trip, Item, *TABLES.values())
        if self.session.check():
            self.post_message(self.Checked())
        if not self.session.earlier:
            self.session.look_back()

    @on(Checked)
    def _checked(self) -> None:
        self.refresh_trip()

    def edit(self, change: Callable[[Trip], Trip], note: Message, cursor: str | None = None) -> bool:
        """Carry out an edit: on the screen now, in the store by a worker; whether it could be done."""
        refused = self.try_edit(change, note, cursor)
        if refused is not None:
            self.agenda.tell(refused)
        return refused is None

    def edit_since(self, base: Trip, change: Callable[[Trip], Trip], note: Message, cursor: str | None = None) -> bool:
        """Carry out an edit of what somebody saw a while ago: what others saved since is merged in."""
        refused = self.try_edit_since(base, change, note, cursor)
        if refused is not None:
            self.agenda.tell(refused)
        return refused is None

    def try_edit_since(
        self, base: Trip, change: Callable[[Trip], Trip], note: Message, cursor: str | None = None
    ) -> UserError | None:
        """The same; answers why it could not be done, or None. In a conflict mine is kept and theirs is offered."""
        from trips.history.merge import merge

        def merged(now: Trip) -> Trip:
            both = merge(base, change(base), now)
            self.session.conflicts += both.conflicts
            return both.trip

        refused = self.try_edit(change if base is self.session.trip else merged, note, cursor)
        self._offer_theirs()
        return refused

    def try_edit(self, change: Callable[[Trip], Trip], note: Message, cursor: str | None = None) -> UserError | None:
        """The same; answers why it could not be done, or None."""
        from trips.model.doors import RefusedError
        from trips.model.field_text import refusal
        from trips.model.fields import BY_NAME

        try:
            done = self.session.edit(change, note)
        except RefusedError as error:
            return refusal(error, BY_NAME)
        except UserError as refused:
            return refused
        if done:
            self.refresh_trip(cursor)
            self.call_after_refresh(self._after_edit)
        return None

    def _after_edit(self) -> None:
        self._save()
        self._check()

    @work(thread=True, group="save", exit_on_error=False)
    def _save(self, again: bool = False) -> None:
        before = self.session.trouble
        self.session.save()
        trouble = self.session.trouble
        if trouble is None or not again or trouble != before:  # tried again and again, told once
            said = Message("Saved; the database answers again.") if again and trouble is None else None
            self.post_message(self.Settled(said, UserError(trouble) if trouble else None))

    @work(thread=True, group="save", exit_on_error=False)
    def _back(self, redo: bool) -> None:
        before = self.session.trip
        try:
            said = self.session.redo() if redo else self.session.undo()
        except UserError as refused:
            self.post_message(self.Settled(refused=refused))
        else:
            self.post_message(self.Settled(said, changed=first_changed(before, self.session.trip, self.tables)))

    @work(thread=True, group="look", exclusive=True, exit_on_error=False)
    def _look(self) -> None:
        lost = self.session.lost
        try:
            if self.session.look() or lost:
                self.post_message(self.Settled())
            self._last_refusal = None
        except UserError as refused:
            if type(refused) is not self._last_refusal:  # tried again and again, told once
                self._last_refusal = type(refused)
                self.post_message(self.Settled(refused=refused))

    @on(Settled)
    def _settled(self, event: Settled) -> None:
        if self.session.timeline is not self._shown or self.shows_history:
            self.refresh_trip(event.changed)
            self._check()
        else:
            self.show_title()
        if event.refused is not None:
            self.agenda.tell(event.refused)
        elif event.said is not None:
            self.agenda.tell(event.said.say(self._t))
        self._offer_theirs()

    def _offer_theirs(self) -> None:
        if self.session.conflicts:
            conflicts, self.session.conflicts = self.session.conflicts, ()
            self.call_later(self._ask_theirs, conflicts)  # by the screen itself: a field in place is gone by the answer

    def _ask_theirs(self, conflicts: tuple[Conflict, ...]) -> None:
        from agenda.tui.dialogs.conflicts import ConflictDialog

        self.agenda.push_screen(ConflictDialog(self.session.trip, conflicts, self._t), self._take_theirs)

    def _take_theirs(self, change: Callable[[Trip], Trip] | None) -> None:
        if change is not None:
            self.edit(change, Message("Took over what somebody else had changed"))

    def action_undo(self) -> None:
        """Take back my last change."""
        self._back(redo=False)

    def action_redo(self) -> None:
        """Take back my last undo."""
        self._back(redo=True)

    def action_saved(self) -> None:
        """Save a field that is open but has not got the focus yet; else say that all is saved, or try again."""
        from agenda.tui.widgets.in_place import InPlace

        opened = self.query(InPlace)
        if opened:
            opened.first().action_save()
        elif self.session.all_saved:
            self.agenda.tell(self._t("Everything is saved already."))
        else:
            self._save()
