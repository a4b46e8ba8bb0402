"""The settings: what can be set, with the choices there are."""

from __future__ import annotations

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Label

from agenda.services.settings import (
    ABOUT,
    CHOICES,
    NUMBERS,
    Settings,
    no_number,
    settings,
    settings_path,
)
from agenda.services.settings_file import write_settings
from agenda.tui.dialogs.base import FormDialog
from agenda.tui.widgets.combo_box import ComboBox, matching
from trips.i18n.language import N_, Translator

_LABELS: Final = {
    "name": N_("Name"), "office": N_("Office"), "language": N_("Language"), "theme": N_("Colours"),
    "alarm": N_("Alarm"), "logo": N_("Logo"),
    "forms": N_("Word forms"), "keymap": N_("Keys"),
    "meet": N_("Meet"), "leave": N_("Journey"), "alarms": N_("By kind"),
    "colour": N_("Colour on paper"), "footer": N_("Foot of documents"), "letterhead": N_("Letterhead"),
    "fonts": N_("Fonts"), "typeface": N_("Typeface"), "letter_paper": N_("Letter paper"),
    "margins": N_("Margins"), "badges": N_("Badges"), "store": N_("Database"),
    "mail_from": N_("Sender"), "mail_server": N_("Mail server"), "mail_security": N_("Security"),
    "mail_user": N_("User name"), "mail_hour": N_("Mails an hour"),
    "calendar_user": N_("Calendar user"),
}  # fmt: skip
_FIRST: Final = 6
"""Settings that are shown until all are asked for."""
_CHOICE_WORDS: Final = {
    "mail_security": {
        "starttls": N_("encrypted (STARTTLS)"), "tls": N_("encrypted from the start (TLS)"),
        "none": N_("not encrypted"),
    },
    "language": {"": N_("as the machine has it"), "de": N_("German"), "en": N_("English")},
    "theme": {"agenda": N_("dark"), "agenda-light": N_("light"), "terminal": N_("those of the terminal")},
    "keymap": {"office": N_("as in an office program"), "letters": N_("single letters too")},
    "forms": {
        "neutral": N_("neutral: Teilnehmende"), "pair": N_("pairs: Teilnehmerinnen und Teilnehmer"),
        "colon": N_("colon: Teilnehmer:innen"), "star": N_("star: Teilnehmer*innen"), "short": N_("short: Teilnehmer"),
    },
}  # fmt: skip
"""What the values of settings are called; others, which are names, stay as they are."""


class SettingsDialog(FormDialog[Settings]):
    """Answers with the settings as they are then in the file."""

    ABOUT = N_(
        "Your own settings on this machine, kept in a file. The sentence below each field tells what it "
        "is for. No trip changes by them."
    )

    def __init__(self, now: Settings, words: Translator) -> None:
        super().__init__(words)
        self._now = now

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="window", can_focus=False) as window:
            window.border_title = Content(self.t("Settings"))
            window.border_subtitle = self.keys(self.t("Enter saves · ↓ shows choices · Esc closes"))
            for place, name in enumerate(_LABELS):
                with Vertical(classes="field", id=f"setting-{name}") as row:
                    row.display = place < _FIRST
                    yield from self._row(name)
            where = self.t("Keys of single commands: [keys] in {path}", path=str(settings_path()))
            with Vertical(classes="field", id="setting-keys") as row:
                row.display = False
                yield Label(Content(where), classes="echo")
            yield from self.foot(save=self.t("Save"), all=self.t("All settings"), cancel=self.t("Cancel"))

    def _row(self, name: str) -> ComposeResult:
        value = getattr(self._now, name)
        text = "" if value is None else str(value)
        known = [self._word(name, choice) for choice in CHOICES.get(name, ())]
        asked = ComboBox(self._word(name, text), matching(known), id=name) if known else Input(text, id=name)
        yield from self.row(self.t(_LABELS[name]), asked)
        yield Label(Content(self.t(ABOUT[name])), classes="echo indented")

    def _word(self, name: str, value: str) -> str:
        """What a value of a setting is called."""
        words = _CHOICE_WORDS[name]
        return self.t(words[value]) if value in words else value

    def _value(self, name: str, text: str) -> str:
        """The value that a word stands for."""
        return next((one for one in CHOICES[name] if self._word(name, one).casefold() == text.strip().casefold()), text)

    @on(Button.Pressed, "#all")
    def _show_all(self) -> None:
        for name in (*_LABELS, "keys"):
            self.query_one(f"#setting-{name}").display = True
        self.query_one("#all").display = False
        self.query_one("#forms", ComboBox).focus()

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#name", Input).focus()

    def answer(self) -> Settings:
        given: dict[str, str | int] = {}
        for name in _LABELS:
            text = self.query_one(f"#{name}", ComboBox if name in CHOICES else Input).value
            text = self._value(name, text) if name in CHOICES else text
            given[name] = self._number(name, text) if name in NUMBERS else text.strip()
        write_settings(given)
        return settings()

    def _number(self, name: str, text: str) -> int:
        try:
            return int(text) if text.strip() else -1
        except ValueError:
            raise no_number(name) from None
