"""What the tabs of a trip share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.widget import Widget

from agenda.commands import Where
from agenda.tui.app_base import TellsFailures

if TYPE_CHECKING:
    from agenda.tui.ports import Editor, Purpose
    from trips.i18n.language import Translator, UserError


class Pane(TellsFailures, Widget):
    """A tab: it shows the trip that the screen's session holds, and sends edits to the screen."""

    DEFAULT_CSS = "Pane { height: 1fr; layout: vertical; }"
    where: ClassVar[Where]

    def __init__(self, words: Translator) -> None:
        super().__init__(id=f"pane-{self.where}")
        self.t = words

    @property
    def editor(self) -> Editor:
        """The screen of the trip."""
        return cast("Editor", self.screen)

    def work_failed(self, why: UserError) -> None:
        """Tell it."""
        self.editor.agenda.tell(why)

    def load(self, cursor: str | None = None) -> None:
        """Show what the session holds now, with the cursor on something, or where it is."""
        raise NotImplementedError

    def enter(self) -> None:
        """Take the focus."""
        raise NotImplementedError

    def state_text(self) -> str:
        """What the title says of the tab: what is marked."""
        return ""

    @property
    def unsaved(self) -> bool:
        """Whether something is typed in a field and not taken over yet."""
        from agenda.tui.widgets.in_place import InPlace

        return any(editor.unsaved for editor in self.query(InPlace))

    def leave(self) -> bool:
        """Esc: leave what is open here; False if nothing was."""
        return False

    def begin_typing(self) -> None:
        """A letter is about to be typed: open the line, if it begins one here."""

    def lines_pasted(self, text: str) -> None:
        """Several lines were pasted into the line at the bottom."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a line is typed, the keys of the tab do nothing."""
        del action, parameters
        return not self.is_mounted or self.editor.line.purpose is None

    def line_done(self, purpose: Purpose, text: str) -> bool:
        """Enter was pressed in the line at the bottom; whether it can be closed."""
        del purpose, text
        return True
