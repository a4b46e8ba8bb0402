"""The commands that change items: the marked ones, or the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from agenda.services.operations import CUT, DUPLICATED, MOVED, OPERATIONS, PASTED, REMOVED, STATUS, Said
from agenda.tui.panes.list_pane import ListPane
from agenda.tui.widgets.programme import POOL, ProgrammeList, ProgrammeRow
from trips.grammar.choices import STATUS_WORDS, STATUSES, Status
from trips.i18n.language import Message, UserError
from trips.model.entities import Day, Item, by_id
from trips.model.trip import Trip
from trips.schedule.timeline import Timeline

if TYPE_CHECKING:
    from agenda.presenters.editable import Editable
    from trips.edits.shift import Scope


class ItemPane(ListPane[ProgrammeRow]):
    """Knows which items a command is about, and carries it out."""

    @property
    def list(self) -> ProgrammeList:
        """The list, which holds the cursor and the marks."""
        return self.query_one(ProgrammeList)

    @property
    def key(self) -> str | None:
        """The id of the item or day that the cursor is on, or "pool"."""
        return self.list.key

    @property
    def current(self) -> Item | None:
        """The item that the cursor is on."""
        row = self.list.row
        return row.item if row else None

    @property
    def day(self) -> Day | None:
        """The day that the cursor is on or in; None in the pool."""
        row = self.list.row
        return by_id(self.editor.session.trip.days).get(row.day or "") if row else None

    @property
    def heading(self) -> str:
        """What the row under the cursor says, if it is a day's."""
        return self.list.row.text if self.list.row else ""

    def ids(self) -> tuple[str, ...]:
        """The items that a command works on: the marked ones, else the one or the day under the cursor."""
        if self.current is not None and not self.list.marked:
            return (self.current.id,)
        shown = [row.item for row in self.list.rows if row.item is not None]
        if self.list.marked:
            return tuple(item.id for item in shown if item.id in self.list.marked)
        day = None if self.key == POOL else self.key
        return tuple(item.id for item in shown if item.day == day and item.part_of is None)

    def titles(self, ids: tuple[str, ...]) -> list[str]:
        """What some items are called."""
        known = by_id(self.editor.session.trip.items)
        return [known[item_id].title for item_id in ids if item_id in known]

    def edit(self, change: Callable[[Trip], Trip], note: Message, cursor: str | None = None) -> bool:
        """Carry out an edit, with the cursor then on an item; whether it could be done."""
        return self.editor.edit(change, note, cursor)

    def _add(self, change: Callable[[Trip], Trip], said: Said, titles: list[str]) -> None:
        """Carry out an edit that makes items, with the cursor then on the first of them."""
        before = {item.id for item in self.editor.session.trip.items}
        if titles and self.edit(change, said.note(titles)):
            fresh = [item.id for item in self.editor.session.trip.items if item.id not in before]
            if fresh:
                self.load(fresh[0])

    def action_operate(self, name: str) -> None:
        """Do what one key does to the marked items, or to the one under the cursor."""
        from agenda.services.item_edits import EDITS

        ids = self.ids()
        if ids and (self.current is not None or self.list.marked):
            done = self.edit(lambda trip: EDITS[name](trip, ids), OPERATIONS[name].note(self.titles(ids)))
            if done and name == "status":
                status = self.t(STATUS_WORDS[by_id(self.editor.session.trip.items)[ids[0]].status])
                self.editor.agenda.tell(f"{self._called(self.titles(ids))}: {status}")
        else:
            self._needed_item()

    def _needed_item(self) -> Item | None:
        """The item under the cursor; without one that is told."""
        if self.current is None:
            self.editor.agenda.tell(UserError("Put the cursor on an item first."))
        return self.current

    # Remove, copy, paste

    def action_remove(self) -> None:
        """Remove the marked items, or the one under the cursor; a removed day's items wait in the pool."""
        from trips.edits.days import remove_day
        from trips.edits.items import remove_items

        ids, day = self.ids(), self.day
        titles = self.titles(ids)
        if self.current is None and not self.list.marked:
            if day is None:
                return
            titles = [self.heading]
            done = self.edit(lambda trip: remove_day(trip, day.id), REMOVED.note(titles))
        else:
            done = self.edit(lambda trip: remove_items(trip, ids), REMOVED.note(titles))
        if done:
            self._told(titles)

    def _called(self, titles: list[str]) -> str:
        return titles[0] if len(titles) == 1 else self.t.plural("{n} item", "{n} items", len(titles))

    def _told(self, titles: list[str]) -> None:
        self.editor.agenda.tell(self.t("Removed {title}; Ctrl+Z brings it back.", title=self._called(titles)))

    def action_confirm(self) -> None:
        """Note who confirms the item as it stands now."""
        from agenda.tui.dialogs.confirm import ConfirmDialog, Word
        from trips.contacts.confirmations import confirm, name_of, parties

        item, trip = self._needed_item(), self.editor.session.trip
        if item is None:
            return
        if not parties(trip, item):
            why = UserError("{title} has no host, speaker or place who could confirm it.", title=item.title)
            self.editor.agenda.tell(why)
            return

        def note(word: Word | None) -> None:
            if word is not None:
                at = datetime.now(UTC).replace(microsecond=0)
                done = Message("{name} confirmed {title}", name=name_of(trip, *word.party), title=item.title)
                self.edit(lambda now: confirm(Timeline(now), item.id, word.party, at, *word[1:]), done, item.id)

        self.editor.agenda.push_screen(ConfirmDialog(trip, item, self.t), note)

    def action_copy(self) -> None:
        """Copy items; other programs get them as text."""
        from trips.edits.clipboard import clip
        from trips.grammar.when_text import write_when

        ids, trip = self.ids(), self.editor.session.trip
        if not ids:
            return
        agenda = self.editor.agenda
        agenda.clip = clip(trip, ids)
        known = by_id(trip.items)
        agenda.copy_to_clipboard(
            "\n".join(f"{write_when(known[item_id].when, self.t)}  {known[item_id].title}" for item_id in ids)
        )
        agenda.tell(self.t.plural("{n} item copied.", "{n} items copied.", len(ids)))

    def action_cut(self) -> None:
        """Copy items and remove them."""
        from trips.edits.items import remove_items

        ids = self.ids()
        if ids:
            self.action_copy()
            self.edit(lambda trip: remove_items(trip, ids), CUT.note(self.titles(ids)))

    def action_paste(self) -> None:
        """Paste what was cut or copied, here or in another trip, behind the cursor."""
        from trips.edits.clipboard import paste

        clip = self.editor.agenda.clip
        if clip is None:
            self.editor.agenda.tell(UserError("There is nothing to paste; Ctrl+C copies items."))
            return
        day = self.day.id if self.day else None
        behind = self.current.part_of or self.current.id if self.current else None
        self._add(lambda trip: paste(trip, clip, day, behind), PASTED, [item.title for item in clip.items])

    def action_duplicate(self) -> None:
        """Copy items behind themselves, or a day behind the last one."""
        from trips.edits.items import duplicate_items

        ids, day = self.ids(), self.day
        if self.current is None and not self.list.marked:
            if day is not None:
                self._ask_for_copy_of(day)
        elif ids:
            self._add(lambda trip: duplicate_items(trip, ids), DUPLICATED, self.titles(ids))

    # With a question first

    def _ask_for_copy_of(self, day: Day) -> None:
        """To which date the items of a day are copied: another day of the trip, or a new one behind the last."""
        from agenda.tui.dialogs.choose import Choose
        from trips.edits.days import duplicate_day
        from trips.i18n.dates import day_month

        fresh = self.editor.session.trip.days[-1].date + timedelta(days=1)
        new = self.t("New day: {date}", date=day_month(self.t, fresh))
        options = [*((key, label) for key, label in self._days() if key != day.id), ("", new)]
        heading = self.heading

        def copy(onto: str | None) -> None:
            if onto is not None:
                self._add(lambda trip: duplicate_day(trip, day.id, onto or None), DUPLICATED, [heading])

        about = self.t("Copy all items of {day} to which date?", day=day_month(self.t, day.date))
        self.editor.agenda.push_screen(Choose(self.t("Duplicate"), options, self.t, about), copy)

    def action_move_to(self) -> None:
        """Move items to another day, or out of the days."""
        from agenda.tui.dialogs.choose import Choose

        ids = self.ids()

        def move(key: str | None) -> None:
            if key is not None and ids:
                from trips.edits.items import move_items

                target = None if key == POOL else key
                self.edit(lambda trip: move_items(trip, ids, target), MOVED.note(self.titles(ids)))

        if ids:
            choice = Choose(self.t("Move to"), [*self._days(), (POOL, self.t("Unscheduled"))], self.t)
            self.editor.agenda.push_screen(choice, move)

    def _days(self) -> list[tuple[str, str]]:
        from trips.i18n.dates import day_month

        return [
            (day.id, f"{number}  {day_month(self.t, day.date)}  {day.title}".rstrip())
            for number, day in enumerate(self.editor.session.trip.days, 1)
        ]

    def action_go_to(self) -> None:
        """Put the cursor on a day."""
        from agenda.tui.dialogs.choose import Choose

        def go(key: str | None) -> None:
            if key is not None:
                self.load(key)

        self.editor.agenda.push_screen(Choose(self.t("Go to day"), self._days(), self.t), go)

    def action_status_of(self) -> None:
        """Choose a status for items."""
        from agenda.tui.dialogs.choose import Choose

        ids = self.ids()

        def choose(key: str | None) -> None:
            known: dict[str, Status] = {statuse: statuse for statuse in STATUSES}
            if key in known and ids:
                from trips.edits.items import set_status

                status = known[key]

                note = STATUS.note(self.titles(ids))
                self.edit(lambda trip: set_status(trip, ids, status), note)

        options = [(key, self.t(word)) for key, word in STATUS_WORDS.items()]
        self.editor.agenda.push_screen(Choose(self.t("Status"), options, self.t), choose)

    def action_shift(self) -> None:
        """Shift times from here on, with a preview of what will move."""
        from agenda.tui.dialogs.shift import ShiftDialog

        item = self._needed_item()
        if item is None:
            return

        def shift(answer: tuple[int, Scope] | None) -> None:
            if answer is not None:
                from agenda.presenters.times import write_shift
                from trips.edits.shift import shift as shifted

                by, scope = answer
                note = Message("Shifted {title} by {by}", title=item.title, by=write_shift(by))
                self.edit(lambda trip: shifted(trip, item.id, by, scope), note)

        self.editor.agenda.push_screen(ShiftDialog(self.editor.session.trip, item, self.t), shift)

    def subject(self) -> Editable | None:
        """What F2 changes: the item or the day under the cursor."""
        from agenda.presenters.editable import days_editable, items_editable

        if len(self.list.marked) > 1:
            known = by_id(self.editor.session.trip.items)
            items = [known[item_id] for item_id in self.ids()]
            return items_editable(items, self.t.plural("{n} item", "{n} items", len(items)))
        if self.current is not None:
            return items_editable([self.current])
        return days_editable([self.day], self.heading) if self.day is not None else None

    def action_edit(self) -> None:
        """Change the fields of the item or the day; of all marked items what is the same for them."""
        subject = self.subject()
        if subject is None:
            return
        from agenda.tui.dialogs.form import edit_in_form

        edit_in_form(self.editor, subject, self.key)


class DayPane(ItemPane):
    """Knows what to do while the trip is going on."""

    def stands(self, item: Item) -> str:
        """How an item stands to this moment: "on until 11:30"; empty if it is neither on nor next."""
        from agenda.presenters.now import clock, stands

        return stands(self.editor.session.timeline, item, clock(), self.t)

    def action_assign(self) -> None:
        """Say who is where within the item under the cursor: buses, rooms, tables."""
        from agenda.tui.dialogs.assign import AssignDialog

        item, editor = self._needed_item(), self.editor
        if item is None:
            return
        editor.agenda.push_screen(AssignDialog(editor, item.id, self.t))

    def action_sort_day(self) -> None:
        """Put the items of the day under the cursor in the order of time; ask if anything falls elsewhere by it."""
        from agenda.presenters.times import changed_lines
        from agenda.tui.dialogs.ask import Ask
        from trips.edits.order import sort_day
        from trips.i18n.dates import day_month

        day, editor = self.day, self.editor
        if day is None:
            editor.agenda.tell(UserError("Put the cursor on a day first; the unscheduled items are none."))
            return
        found = sort_day(editor.session.timeline, day.id)
        if found.trip == editor.session.trip:
            editor.agenda.tell(self.t("The day is in the order of time already."))
            return

        def carry_out(answer: str | None) -> None:
            if answer == "sort":
                note = Message("Sorted {day} by time", day=day_month(self.t, day.date))
                self.edit(lambda now: sort_day(Timeline(now), day.id).trip, note)

        if found.moved:
            lines = "\n".join(changed_lines(editor.session.trip, found.trip, self.t))
            answers = (("leave", self.t("Leave as it is")), ("sort", self.t("Sort all the same")))
            title = self.t("Sorted by time, some items would fall elsewhere")
            editor.agenda.push_screen(Ask(title, lines, answers, self.t), carry_out)
        else:
            carry_out("sort")

    def action_fit(self) -> None:
        """Fit the day under the cursor between two times."""
        from agenda.presenters.delay import read_clock
        from agenda.tui.dialogs.fit import FitDialog
        from trips.delays.fit import fit
        from trips.schedule.timeline import Timeline

        day = self.day
        if day is None:
            self.editor.agenda.tell(UserError("Put the cursor on a day first; the unscheduled items are none."))
            return

        def carry_out(answer: tuple[str, str] | None) -> None:
            if answer is not None:
                first, last = answer
                note = Message("Fitted {day} from {start} to {end}", day=day.date.isoformat(), start=first, end=last)
                start, end = read_clock(first), read_clock(last)
                self.edit(lambda now: fit(Timeline(now), day.id, start, end).trip, note)

        self.editor.agenda.push_screen(FitDialog(self.editor.session.timeline, day, self.t), carry_out)

    def action_late(self) -> None:
        """Propose what to do about a delay."""
        from agenda.presenters.now import clock
        from agenda.tui.dialogs.late import Chosen, LateDialog
        from trips.delays.plans import WAYS, carried_out

        def carry_out(chosen: Chosen | None) -> None:
            if chosen is not None:
                note = Message("{n} min late: {what}", n=chosen.minutes, what=Message(WAYS[chosen.way]))
                self.edit(lambda trip: carried_out(trip, *chosen), note)

        dialog = LateDialog(self.editor.session, self.day, self.current, clock(), self.t)
        self.editor.agenda.push_screen(dialog, carry_out)
