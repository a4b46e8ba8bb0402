"""What answers to invitations say, and what of it is taken over."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button
from textual.widgets.selection_list import Selection

from agenda.tui.dialogs.base import Dialog
from agenda.tui.widgets.mark_list import MarkList
from agenda.tui.widgets.paragraphs import Paragraphs
from trips.contacts.answers import Proposal, Understood
from trips.i18n.language import N_, Translator


class AnswersDialog(Dialog[tuple[Proposal, ...]]):
    """Answers with what was chosen; marked before is what somebody clearly said."""

    ABOUT = N_(
        "What guests, hosts and speakers answered to their invitations. Space marks what is taken over into "
        "the trip; what somebody clearly said is marked already. What stays unmarked changes nothing."
    )

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "done", show=False, priority=True)]

    def __init__(self, title: str, understood: Understood, words: Translator) -> None:
        super().__init__(words)
        self._title = title
        self._understood = understood

    def compose(self) -> ComposeResult:
        t = self.t
        keys = t("Space marks · Enter takes over · Esc closes")
        with self.window(t("Answers: {title}", title=self._title), keys):
            with VerticalScroll(classes="preview", can_focus=False):
                told = [message.say(t) for message in self._understood.told]
                yield Paragraphs(told or [t("These answers change something:")])
            yield MarkList(
                *(
                    Selection(Content(one.say(t)), str(place), initial_state=one.sure)
                    for place, one in enumerate(self._understood.proposals)
                )
            )
            yield from self.buttons(take=t("Take over"), cancel=t("Cancel"))

    def on_mount(self) -> None:
        """Begin with the list."""
        super().on_mount()
        self.query_one(MarkList).focus()

    @on(Button.Pressed, "#take")
    def action_done(self) -> None:
        """Take over what is marked."""
        if isinstance(self.focused, Button) and self.focused.id == "cancel":
            self.dismiss(None)
            return
        marked: set[str] = set(self.query_one(MarkList).selected)
        self.dismiss(tuple(one for place, one in enumerate(self._understood.proposals) if str(place) in marked))

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
