"""The settings: what can be set, with the choices there are."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Label

from agenda.services.settings import (
    ABOUT,
    CHOICES,
    MINUTES,
    Settings,
    not_minutes,
    settings,
    settings_path,
)
from agenda.services.settings_file import write_settings
from agenda.tui.dialogs.base import Dialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from trips.i18n.language import N_, Translator, UserError

_LABELS = {
    "name": N_("Name"),
    "language": N_("Language"), "theme": N_("Colours"), "keymap": N_("Keys"), "forms": N_("Word forms"),
    "alarm": N_("Alarm"), "meet": N_("Gathering"), "leave": N_("Journey"), "alarms": N_("By kind"),
    "office": N_("Office"),
    "logo": N_("Logo"), "colour": N_("Colour on paper"), "footer": N_("Foot of papers"),
    "letterhead": N_("Letterhead"), "fonts": N_("Fonts"), "badges": N_("Badges"),
    "store": N_("Store"),
}  # fmt: skip


class SettingsDialog(Dialog[Settings]):
    """Answers with the settings as they are then in the file."""

    def __init__(self, now: Settings, words: Translator) -> None:
        super().__init__(words)
        self._now = now

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="window", can_focus=False) as window:
            window.border_title = Content(self.t("Settings"))
            window.border_subtitle = Content(self.t("Enter saves · ↓ shows choices · Esc closes"))
            for name, label in _LABELS.items():
                with Horizontal(classes="field-row"):
                    yield Label(Content(self.t(label)), classes="label")
                    value = getattr(self._now, name)
                    text = "" if value is None else str(value)
                    if name in CHOICES:
                        yield ComboBox(text, matching([one for one in CHOICES[name] if one]), id=name)
                    else:
                        yield Input(text, id=name)
                yield Label(Content(self.t(ABOUT[name])), classes="echo indented")
            where = self.t("Keys of single commands: [keys] in {path}", path=str(settings_path()))
            yield Label(Content(where), classes="echo")
            yield Label("", classes="echo", id="wrong", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(self.t("Save")), variant="primary", id="save")
                yield Button(Content(self.t("Cancel")), id="cancel")

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#name", Input).focus()

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def _save(self) -> None:
        given: dict[str, str | int] = {}
        try:
            for name in _LABELS:
                text = self.query_one(f"#{name}", ComboBox if name in CHOICES else Input).value
                given[name] = self._minutes(name, text) if name in MINUTES else text.strip()
            write_settings(given)
            self.dismiss(settings())
        except UserError as refused:
            self.complain(refused)

    def _minutes(self, name: str, text: str) -> int:
        try:
            return int(text) if text.strip() else -1
        except ValueError:
            raise not_minutes(name) from None

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
