"""When somebody else changed the same thing at the same time: mine was kept, theirs is offered."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Label

from agenda.tui.dialogs.base import Dialog
from trips.edits.resolver import TripNames
from trips.history.conflicts import accept_theirs
from trips.history.diff import TABLES
from trips.history.merge import Conflict
from trips.i18n.language import N_, Translator
from trips.i18n.text import capitalised
from trips.model.fields import rules
from trips.model.trip import Trip


class ConflictDialog(Dialog[Callable[[Trip], Trip]]):
    """Answers with the edit that takes over what somebody else had changed, or with nothing."""

    ABOUT = N_(
        "Somebody saved the same field while you changed it. Yours stands now; “Take theirs” puts theirs in "
        "its place. Everything else that both of you changed is kept."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, trip: Trip, conflicts: tuple[Conflict, ...], words: Translator) -> None:
        super().__init__(words)
        self._trip = trip
        self._conflicts = conflicts

    def compose(self) -> ComposeResult:
        t = self.t
        with VerticalScroll(classes="window", can_focus=False) as window:
            window.border_title = Content(t("Changed by somebody else too"))
            for conflict in self._conflicts:
                kept = t("{what} Yours was kept.", what=conflict.message.say(t))
                yield Label(Content(kept), classes="wide")
                if conflict.field and conflict.table in TABLES:
                    yield Label(Content(t("Yours: {text}", text=self._said(conflict, conflict.mine))), classes="wide")
                    yield Label(
                        Content(t("Theirs: {text}", text=self._said(conflict, conflict.theirs))), classes="wide"
                    )
            with Horizontal(classes="buttons"):
                yield Button(Content(t("Keep mine")), variant="primary", id="mine")
                yield Button(Content(t("Take theirs")), id="theirs")

    def _said(self, conflict: Conflict, value: object) -> str:
        name = conflict.unit[0][0] if conflict.unit else ""
        entity = "Private" if name.startswith("private.") else TABLES[conflict.table]
        rule = rules(entity).get(name.removeprefix("private."))
        if rule is None:
            return "–"
        return capitalised(rule.write_text(value, TripNames(self._trip), self.t)) or "–"

    @on(Button.Pressed, "#mine")
    def _mine(self) -> None:
        self.dismiss(None)

    @on(Button.Pressed, "#theirs")
    def _theirs(self) -> None:
        conflicts = self._conflicts
        self.dismiss(lambda now: accept_theirs(now, conflicts))
