"""What the windows over a screen share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual import on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Label, TextArea

from agenda.tui.app_base import TellsFailures
from agenda.tui.painting import SeenScreen
from agenda.tui.widgets.combo_box import ComboBox
from agenda.tui.widgets.paragraphs import Paragraphs
from trips.i18n.language import UserError

if TYPE_CHECKING:
    from trips.i18n.language import Translator

T = TypeVar("T")
_ROOM_FOR_F1: Final = 72
"""Cells of a terminal in which the foot of a window has room to name the key that explains it."""


class Dialog(TellsFailures, ModalScreen[T], SeenScreen[T]):
    """A window over a screen, left with Esc."""

    CSS_PATH = "dialog.tcss"
    ABOUT: ClassVar[str] = ""
    """What the window is for, as F1 tells it."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f1", "app.help", show=False),
        Binding("ctrl+a", "mark_text", show=False, priority=True),
    ]

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self.t = words
        self.ready = False
        """Whether keys find the widgets of the window: it is there, and not about to go."""

    def action_mark_text(self) -> None:
        """Mark all that stands in the field, as everywhere else; the library goes to its beginning."""
        if isinstance(self.focused, Input | TextArea):
            self.focused.select_all()
        else:
            raise SkipAction

    def window(self, title: str, keys: str = "", classes: str = "") -> Vertical:
        """The frame of the window; the keys that it knows stand at its foot."""
        window = Vertical(classes=f"window {classes}")
        window.border_title, window.border_subtitle = Content(title), self.keys(keys)
        return window

    def keys(self, known: str) -> Content:
        """The keys at the foot of the window, with the one that explains it."""
        *others, leave = known.split(" · ")
        if self.ABOUT and self.agenda.size.width >= _ROOM_FOR_F1:
            others.append(self.t("F1 explains"))
        return Content(" · ".join((*others, leave)))

    def row(self, label: str, widget: Widget) -> ComposeResult:
        """A widget behind its label."""
        with Horizontal(classes="field-row"):
            yield Label(Content(label), classes="label")
            yield widget

    def foot(self, **labels: str) -> ComposeResult:
        """The place to say what is wrong, and buttons below it."""
        yield Label("", classes="echo", id="wrong", markup=False)
        yield from self.buttons(**labels)

    def buttons(self, **labels: str) -> ComposeResult:
        """Buttons by their ids, the one that Enter stands for first."""
        with Horizontal(classes="buttons"):
            for place, (key, label) in enumerate(labels.items()):
                yield Button(Content(label), variant="default" if place else "primary", id=key)

    def explanation(self) -> tuple[str, Sequence[str]]:
        """The title of the window, and what it is for: F1."""
        title = Content.from_markup(self.query_one(".window").border_title or "").plain
        return title, (self.t(self.ABOUT),) if self.ABOUT else ()

    def on_mount(self) -> None:
        """From the next refresh on, keys find the widget that they are for."""
        self.call_after_refresh(self._be_ready)

    def _be_ready(self) -> None:
        self.ready = True
        self.agenda.keys_go_on()

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Go, with an answer; keys wait for the screen below."""
        self.ready = False
        return super().dismiss(result)

    def on_unmount(self) -> None:
        self.agenda.keys_go_on()

    def action_leave(self) -> None:
        """Leave without doing anything."""
        self.dismiss(None)

    def work_failed(self, why: UserError) -> None:
        """Say it in the window, if it has a place for that."""
        if self.query("#wrong"):
            self.complain(why)
        else:
            self.agenda.tell(why)

    def complain(self, refused: UserError) -> None:
        """Say in the window what is wrong; what was typed stays."""
        label = self.query_one("#wrong", Label)
        label.update(Content(refused.say(self.t)))
        label.add_class("wrong")
        label.scroll_visible()


class FormDialog(Dialog[T]):
    """Fields that make one answer: Enter or the button "save" gives it, or says why it cannot be; "cancel" leaves."""

    def answer(self) -> T | None:
        """What the fields say; None if that is nothing.

        Raises:
            UserError: they cannot be understood, or it cannot be.
        """
        raise NotImplementedError

    def refused(self, why: UserError) -> None:
        """There is no answer yet."""
        self.complain(why)

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Answer, or say why there is no answer."""
        try:
            self.dismiss(self.answer())
        except UserError as why:
            self.refused(why)

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)


class PreviewDialog(FormDialog[T]):
    """A form that shows what will happen before it does."""

    def preview(self) -> Iterable[str]:
        """What the answer would do, line by line.

        Raises:
            UserError: there is no answer.
        """
        raise NotImplementedError

    def preview_box(self) -> ComposeResult:
        """Where it is shown."""
        with VerticalScroll(classes="preview", can_focus=False):
            yield Paragraphs((), id="preview")

    def on_mount(self) -> None:
        """Show what would happen if nothing were changed."""
        self.query(Input).first().focus()
        self._preview()

    @on(Input.Changed)
    def _preview(self) -> None:
        wrong = self.query_one("#wrong", Label)
        try:
            lines = list(self.preview())
        except UserError as why:
            wrong.update(Content(why.say(self.t)))
            self.query_one("#preview", Paragraphs).show(())  # what stood there is not what would happen
            return
        wrong.update("")
        wrong.remove_class("wrong")
        self.query_one("#preview", Paragraphs).show(lines)


class JobDialog(Dialog[None]):
    """A form whose work goes on beside the screen: it tells how far it is, and Esc first stops it and then leaves.

    A worker looks at `stop`, which is another one for each run: one that was told to stop does not go on with the next.
    """

    def __init__(self, words: Translator) -> None:
        super().__init__(words)
        self.busy = False
        self.stop = Event()

    def begin(self) -> Event:
        """A run begins; what tells it to stop."""
        self.busy, self.stop = True, Event()
        self.tell("")
        return self.stop

    def end(self, text: str, *, wrong: bool = False) -> None:
        """The run is over, with this to say."""
        self.busy = False
        self.tell(text, wrong=wrong)

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Say how far it is, or what came of it."""
        label = self.query_one("#wrong", Label)
        label.update(Content(text))
        label.set_class(wrong, "wrong")

    def said_folder(self) -> Path:
        """The folder that the field names.

        Raises:
            UserError: it begins with the home folder of somebody who has none.
        """
        said = self.query_one("#folder", ComboBox).value.strip()
        try:
            return Path(said).expanduser()
        except RuntimeError:
            raise UserError("There is no home folder for {path}.", path=said) from None

    def work_failed(self, why: UserError) -> None:
        """Say it; another run may begin."""
        self.busy = False
        self.complain(why)

    def action_leave(self) -> None:
        """Stop what goes on, else leave."""
        if self.busy:
            self.stop.set()
        else:
            self.dismiss(None)

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.action_leave()
