"""Every command and its key, from the table."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agenda.commands import COMMANDS, GROUPS, key_name
from agenda.tui.dialogs.base import Dialog
from agenda.tui.widgets.programme import SIGNS, STATUS_SIGNS
from trips.grammar.choices import KIND_WORDS, STATUS_WORDS
from trips.i18n.language import N_

BEGIN = (N_("Arrows move the cursor, Enter opens. Everything is saved at once, and Undo takes anything back."),)
BY_TYPING = N_('Type to add an item: day, time, title, known places and people. "Thu 14:30 Photo in Town Hall".')
BY_LETTERS = N_('"a" adds an item: day, time, title, known places and people. "Thu 14:30 Photo in Town Hall".')
TIMES = N_("Times as one says them: 10:30-12, about 15:30, from 9, then 45 min, with, morning, tba.")


class HelpScreen(Dialog[None]):
    """The help: first what applies here, then the rest."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,q", "leave", show=False)]

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="window tall") as window:
            window.border_title = Content(self.t("Help"))
            window.border_subtitle = Content(self.t("Esc closes this help."))
            yield Static(Content("\n".join(self._lines())))

    def _lines(self) -> Iterator[str]:
        t = self.t
        width = min(74, self.agenda.size.width - 12)
        for sentence in (*BEGIN, BY_LETTERS if self.agenda.letters else BY_TYPING, TIMES):
            yield from wrap(t(sentence), width)
        for group in GROUPS:
            yield from ("", t(group))
            for one in (command for command in COMMANDS if command.group == group):
                head = f"  {key_name(self.agenda.keys_of(one), t):13} {t(one.label):19} "
                yield from wrap(t(one.about), width, initial_indent=head, subsequent_indent=" " * len(head))
        yield from ("", t("Signs"))
        kinds = "   ".join(f"{sign} {t(KIND_WORDS[kind])}".replace(" ", "\u00a0") for kind, sign in SIGNS.items())
        yield from wrap(kinds, width, initial_indent="  ", subsequent_indent="  ")
        yield "  " + "   ".join(
            f"{sign} {t(STATUS_WORDS[status])}" for status, sign in STATUS_SIGNS.items() if sign.strip()
        )
        yield "  " + t("≈ computed from what is before   ! something to look at   • marked")
