"""The first start: three choices, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trips.i18n.language import Translator

Way = Literal["import", "example", "new"]
WAYS: Final[tuple[Way, ...]] = get_args(Way)


class Welcome(Vertical):
    """Open a programme, see the example, make a new trip."""

    DEFAULT_CSS = """
    Welcome { height: 1fr; align: center middle; }
    Welcome Static { width: 64; height: auto; color: $quiet; margin-bottom: 1; }
    Welcome OptionList, Welcome OptionList:focus { width: 64; height: auto; border: none; background: $background; }
    """

    @dataclass
    class Chosen(Message):
        """How somebody wants to begin."""

        way: Way

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._t = words

    def compose(self) -> ComposeResult:
        t = self._t
        yield Static(Content(t("Plan a visit; hand everyone their calendar file and printed programme.")))
        yield OptionList(
            Option(Content(t("Paste or open a programme: text, Word, a calendar file")), id="import"),
            Option(Content(t("See the Cologne example: a two-day visit of mayors")), id="example"),
            Option(Content(t("New trip: a title and its days, then line by line")), id="new"),
        )

    def on_mount(self) -> None:
        """Nothing else is here to choose from."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        for way in WAYS:
            if way == event.option_id:
                self.post_message(self.Chosen(way))
