"""All commands that apply now, to find by what they are called."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from agenda.commands import FURTHER_WORDS, PAGES, Command, key_name
from agenda.tui.app_base import AppBase
from agenda.tui.dialogs.choose import Choose


class Palette(Choose):
    """Answers with the name of a command; one of another page stands with the name of that instead of a key."""

    def __init__(self, here: Sequence[Command], away: Sequence[Command], agenda: AppBase) -> None:
        t, found = agenda.t, (*here, *away)
        self._keys = {one.name: key_name(agenda.keys_of(one), t) for one in here}
        self._keys |= {one.name: t(PAGES[one.where[0]]) for one in away}
        self._labels = {one.name: t(one.label) for one in found}
        self._abouts = {one.name: t(one.about) for one in found}
        options = [(name, " ".join((label, self._keys[name], self._abouts[name], t(FURTHER_WORDS.get(name, "")))))
                   for name, label in self._labels.items()]  # fmt: skip
        super().__init__(t("Commands"), options, t)

    def placeholder(self) -> str:
        """What the line to type says while it is empty."""
        return self.t("Find a command…")

    def labelled(self, key: str, label: str) -> Content:
        """Name, key and what it does."""
        del label
        return Content.assemble(
            (f"{self._labels[key]:<22}", "bold"), (f"{self._keys[key]:<14}", "$heading"), (self._abouts[key], "$quiet")
        )
