"""Every command and its key, from the table."""

from __future__ import annotations

from collections.abc import Iterator

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
        yield t("Arrows move the cursor. Type a letter to add an item: day and time first, then the title.")
        for group in dict.fromkeys(one.group for one in COMMANDS):
            yield from ("", t(group))
            for one in COMMANDS:
                if one.group == group:
                    yield f"  {key_name(one.keys, t):10} {t(one.label):16} {t(one.about)}"
        yield from ("", t("Signs"))
        yield "  " + "   ".join(f"{sign} {t(KIND_WORDS[kind])}" for kind, sign in SIGNS.items())
        yield "  " + "   ".join(
            f"{sign} {t(STATUS_WORDS[status])}" for status, sign in STATUS_SIGNS.items() if sign.strip()
        )
        yield "  " + t("≈ computed from what is before   ! something to look at")
        yield from ("", t("Esc closes this help."))
