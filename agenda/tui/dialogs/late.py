"""We are late: by how much and from when on, what can be done, and what it does to the rest of the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input

from agenda.presenters.delay import aligned, plan_rows, read_clock, rest, ring_line, since
from agenda.presenters.times import read_shift
from agenda.services.session import Session
from agenda.tui.dialogs.base import PreviewDialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from trips.contacts.calls import rings
from trips.delays.plans import WAYS, Plan, Since, Way, late
from trips.i18n.language import N_, Translator, UserError
from trips.model.entities import Day, Item
from trips.queries.now import day_at
from trips.schedule.timeline import Timeline, utc_minute


class Chosen(NamedTuple):
    """What is to be done: a plan of this kind, worked out for these minutes from then on, for a group or for all."""

    minutes: int
    since: Since
    group: str | None
    way: Way


class LateDialog(PreviewDialog[Chosen]):
    """Answers with what is to be done. Without a clock time people are late for the item, or for the whole day."""

    ABOUT = N_(
        "What to do when the day runs late: each plan says what moves, what gets shorter, what goes, and whom "
        "to call. Nothing changes before Enter."
    )

    def __init__(self, session: Session, day: Day | None, item: Item | None, now: datetime, words: Translator) -> None:
        super().__init__(words)
        self._session = session
        self._timeline: Timeline = session.timeline
        self._item = item
        self._day = day
        self._now = now
        today = day_at(self._timeline, utc_minute(now))
        self._today = today
        self._plans: tuple[Plan, ...] = ()
        self._asked: tuple[int, Since, str | None] | None = None

    def compose(self) -> ComposeResult:
        t, trip = self.t, self._session.trip
        at = f"{self._now.astimezone():%H:%M}" if self._today else ""
        hint = t("empty: for {title}", title=self._item.title) if self._item else ""
        with self.window(t("Running late"), t("Enter applies · ↓ shows choices · Esc closes"), "roomy"):
            yield from self.row(t("Minutes late"), Input("20", id="by"))
            yield from self.row(t("What time it is"), Input(at, placeholder=hint, id="at"))
            if trip.groups:
                names = [t("everybody"), *(group.name for group in trip.groups)]
                theirs = [group.name for group in trip.groups if self._item and self._item.groups == (group.key,)]
                yield from self.row(t("Who"), ComboBox((theirs or names)[0], matching(names), id="who"))
            yield from self.row(t("What to do"), ComboBox("", self._choices, id="way"))
            yield from self.preview_box()
            yield from self.foot(save=t("Apply"), copy=t("Copy message"), cancel=t("Cancel"))

    def _names(self) -> list[str]:
        t = self.t
        return [
            f"{n} {t(WAYS[plan.way])} (" + (t("still {n} min late", n=plan.over) if plan.over else t("fits")) + ")"
            for n, plan in enumerate(self._plans, 1)
        ]

    def _choices(self, text: str) -> Sequence[str]:
        names = self._names()
        return names if text in names else matching(names)(text)

    def _read(self) -> tuple[int, Since, str | None]:
        minutes = read_shift(self.query_one("#by", Input).value)
        clock = self.query_one("#at", Input).value.strip()
        day = self._today or self._day
        item = None if clock or self._item is None else self._item
        where = since(self._timeline, minutes, self._now, item, day, read_clock(clock) if clock else None)
        return minutes, where, self._group()

    def _group(self) -> str | None:
        trip = self._session.trip
        if not trip.groups:
            return None
        wanted = self.query_one("#who", ComboBox).value.strip().casefold()
        if wanted in ("", self.t("everybody").casefold()):
            return None
        found = next((group.key for group in trip.groups if group.name.casefold() == wanted), None)
        if found is None:
            raise UserError('There is no "{text}".', text=wanted)
        return found

    @property
    def _plan(self) -> Plan:
        """The plan that is chosen; the best one while what is typed names none."""
        number = self.query_one("#way", ComboBox).value.strip()[:1]
        return self._plans[int(number) - 1 if number.isdecimal() and 0 < int(number) <= len(self._plans) else 0]

    def _planned(self) -> tuple[int, Since, str | None]:
        """What is asked, with the plans for it."""
        try:
            asked = self._read()
            if asked != self._asked:
                self._plans = late(self._timeline, *asked)
                self._asked = asked
                self.query_one("#way", ComboBox).value = self._names()[0]
        except UserError:
            self._asked = None
            raise
        return asked

    def answer(self) -> Chosen:
        return Chosen(*self._planned(), self._plan.way)

    def preview(self) -> Iterator[str]:
        return self._told(self._planned()[1])

    def _told(self, where: Since) -> Iterator[str]:
        plan, t = self._plan, self.t
        after = Timeline(plan.trip, self._timeline)
        yield from (say.say(t) for say in plan.says)
        yield ""
        yield from aligned(plan_rows(rest(self._timeline, after, where, t)))
        if found := rings(self._timeline, after):
            yield from ("", t("Call"))
            yield from aligned([ring_line(ring, t) for ring in found])

    @on(Button.Pressed, "#copy")
    def _copy(self) -> None:
        from exports.news.messages import delay_message
        from exports.snapshot import Snapshot

        if self._asked is None:
            self._preview()
            return
        minutes, _, group = self._asked
        snapshot = Snapshot(self._session.trip, self._session.issued(), forms=self.t.forms)
        self.agenda.copy_to_clipboard("\n".join(delay_message(snapshot, self._plan.trip, group, minutes)))
        self.agenda.tell(self.t("The message for participants is copied."))
