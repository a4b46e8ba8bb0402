"""Every command and its key, from the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from agenda.commands import COMMANDS, GROUPS, PAGES, Command, Where, key_name
from agenda.tui.dialogs.base import Dialog
from agenda.tui.signs import FAMILIES, FAMILY_WORDS, SIGNS, STATUS_SIGNS
from agenda.tui.widgets.paragraphs import Paragraphs
from trips.grammar.choices import KIND_WORDS, STATUS_WORDS
from trips.i18n.language import N_, Translator

BEGIN = (N_("Arrows move the cursor, Enter opens. Everything is saved at once, and Undo takes anything back."),)
BY_TYPING = N_(
    'Type to add an item: day, time, title, known places, people and groups. "Thu 14:30 Photo in Town Hall".'
)
BY_LETTERS = N_('"a" adds an item: day, time, title, known places, people and groups. "Thu 14:30 Photo in Town Hall".')
BY_NAME = N_("Type a name to add it, or paste a list, one a line; Ctrl+O opens a file.")
TIMES = N_("Type times the way you say them: 10:30-12, about 15:30, from 9, then 45 min, with, morning, tba.")


_KEY: Final = 15
_LABEL: Final = 20


class HelpScreen(Dialog[None]):
    """The help: the keys of this page first, then those of each page of a trip, then the other pages."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,q", "leave", show=False)]

    def __init__(self, page: Where, words: Translator) -> None:
        super().__init__(words)
        self._page: Where = page

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="window tall") as window:
            window.border_title = Content(self.t("Help"))
            window.border_subtitle = Content(self.t("Esc closes this help."))
            yield Paragraphs(list(self._lines()), looks=("$heading", "", "$quiet"))

    def _lines(self) -> Iterator[str]:
        t = self.t
        told: set[str] = set()
        here: tuple[Where, ...] = (self._page,) if self._page == "trips" else (self._page, "trip")
        others: tuple[Where, ...] = tuple(page for page in PAGES if page not in here)
        for page in (*here, *others):
            found = [one for one in COMMANDS if page in one.where and one.name not in told]
            told.update(one.name for one in found if page in here)
            if found:
                head = t("This page: {page}", page=t(PAGES[page])) if page == self._page else t(PAGES[page])
                yield from (head,) if page == here[0] else ("", head)
                if page == here[0]:
                    yield from (f"  {t(sentence)}" for sentence in self._about(page))
                yield from self._commands(found, sorted_by_group=page in here)
        yield from ("", t("Signs"))
        for family, word in FAMILY_WORDS.items():
            kinds = (f"{sign} {t(KIND_WORDS[kind])}" for kind, sign in SIGNS.items() if FAMILIES[kind] == family)
            yield f"  {t(word):{_KEY}} {' · '.join(kinds)}"
        said = " · ".join(f"{sign} {t(STATUS_WORDS[status])}" for status, sign in STATUS_SIGNS.items() if sign.strip())
        yield f"  {said}"
        yield "  " + t("! something to look at   • marked")

    def _about(self, page: Where) -> Sequence[str]:
        """What one needs to know before the keys of a page."""
        if page == "programme":
            return (*BEGIN, BY_LETTERS if self.agenda.letters else BY_TYPING, TIMES)
        return (*BEGIN, BY_NAME) if page in ("people", "places") else BEGIN

    def _commands(self, found: Sequence[Command], *, sorted_by_group: bool) -> Iterator[str]:
        t = self.t
        order = {group: place for place, group in enumerate(GROUPS)}
        for one in sorted(found, key=lambda one: order[one.group]) if sorted_by_group else found:
            yield f"  {key_name(self.agenda.keys_of(one), t):{_KEY}} {t(one.label):{_LABEL}}  {t(one.about)}"
