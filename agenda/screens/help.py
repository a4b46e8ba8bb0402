"""Every command and its key, from the table."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from agenda.commands import COMMANDS
from agenda.screens.base import Dialog
from agenda.widgets.bars import key_name
from agenda.widgets.programme import SIGNS, STATUS_SIGNS
from trips.model import KIND_WORDS, STATUS_WORDS


class HelpScreen(Dialog[None]):
    """The help."""

    CSS_PATH = "dialog.tcss"

    def compose(self) -> ComposeResult:
        """The window."""
        with VerticalScroll(classes="window tall"):
            yield Static(Content("\n".join(self._lines())))

    def _lines(self) -> Iterator[str]:
        t = self.t
        width = min(78, self.agenda.size.width - 14)
        yield from wrap(
            t("Arrows move the cursor. Type a letter to add an item: day and time first, then the title."), width
        )
        for group in dict.fromkeys(one.group for one in COMMANDS):
            yield from ("", t(group))
            for one in COMMANDS:
                if one.group == group:
                    head = f"  {key_name(one.keys, t):9} {t(one.label):13} "
                    yield from wrap(t(one.about), width, initial_indent=head, subsequent_indent=" " * len(head))
        yield from ("", t("Signs"))
        kinds = "   ".join(f"{sign} {t(KIND_WORDS[kind])}".replace(" ", "\u00a0") for kind, sign in SIGNS.items())
        yield from wrap(kinds, width, initial_indent="  ", subsequent_indent="  ")
        yield "  " + "   ".join(
            f"{sign} {t(STATUS_WORDS[status])}" for status, sign in STATUS_SIGNS.items() if sign.strip()
        )
        yield "  " + t("≈ computed from what is before   ! something to look at")
        yield from ("", t("Esc closes this help."))
