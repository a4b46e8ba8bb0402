"""The settings of the person at this machine: a TOML file with comments, which may be edited by hand.

AGENDA_LANG and AGENDA_CONFIG win over it. What a program does not know in the file is left as it is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from trips.i18n.language import N_, Language, Translator, UserError, as_language, office_language, words
from trips.i18n.os_errors import reason
from trips.i18n.word_forms import FORMS, Forms

if TYPE_CHECKING:
    from exports.brand import Margins
    from exports.calendar.alarms import Alarms

THEMES: Final = (
    "agenda", "agenda-light", "terminal", "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha",
    "catppuccin-latte", "dracula", "solarized-dark", "solarized-light", "tokyo-night",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set.

    `alarm`, `meet` and `leave` are minutes before an item, before one gathers and before a journey, None for none;
    `alarms` says minutes by kind, like "talk 10, meal -1"; `keys` are keys by command name. `logo`, `letterhead`,
    `letter_paper` and `fonts` are paths. `mail_hour` is how many mails may go in an hour, None for any number.
    """

    name: str = ""
    language: str = ""
    theme: str = "agenda"
    keymap: str = "office"
    forms: str = "neutral"
    alarm: int | None = None
    meet: int | None = 15
    leave: int | None = None
    alarms: str = ""
    office: str = ""
    logo: str = ""
    colour: str = ""
    footer: str = ""
    letterhead: str = ""
    fonts: str = ""
    typeface: str = ""
    letter_paper: str = ""
    margins: str = ""
    badges: str = ""
    store: str = ""
    mail_from: str = ""
    mail_server: str = ""
    mail_security: str = "starttls"
    mail_user: str = ""
    mail_hour: int | None = None
    calendar_user: str = ""
    keys: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def word_forms(self) -> Forms:
        """The word forms as the catalogs know them."""
        return self.forms if self.forms in FORMS else "neutral"

    def calendar_alarms(self) -> Alarms:
        """When calendar files remind.

        Raises:
            UserError: `alarms` names something that is no kind.
        """
        from exports.calendar.alarms import Alarms, read_alarms

        return Alarms(self.alarm, self.leave, read_alarms(self.alarms), self.meet)

    def badge_offset(self) -> tuple[float, float]:
        """By how many millimetres badges are moved to the right and down.

        Raises:
            UserError: `badges` says no two numbers.
        """
        return read_offset(self.badges)

    def paper_margins(self) -> Margins:
        """What of the letter paper is not for text.

        Raises:
            UserError: `margins` says no four numbers, or leaves no room for text.
        """
        return read_margins(self.margins)

    def speaks(self) -> Language:
        """The language of the screens: AGENDA_LANG, else the settings, else the locale."""
        return as_language(os.environ.get("AGENDA_LANG")) or as_language(self.language) or office_language()

    def words(self) -> Translator:
        """The words of the screens."""
        return words(self.speaks(), self.word_forms)


ABOUT: Final = {
    "name": N_("Your name, as the history of a trip shows it; empty: that of the login."),
    "language": N_("The language of the screens; empty: that of the system."),
    "theme": N_("The colours of the screens; those of the terminal are its own 16."),
    "keymap": N_("The keys: as in an office program, or single letters as commands too."),
    "forms": N_("German words for hosts, speakers and participants."),
    "alarm": N_("Alarm in calendar files, minutes before each item; -1 for none."),
    "meet": N_("Alarm before people meet, in minutes; -1 for none."),
    "leave": N_("Alarm before a journey without a meeting point, in minutes; -1 for none."),
    "alarms": N_("Other alarms for single kinds, in minutes, like: talk 10, meal -1."),
    "office": N_("The name of your office; it becomes the organiser of new trips."),
    "logo": N_("The logo on documents: a PNG, JPEG or SVG file."),
    "colour": N_("The colour of headings and rules on documents, like #0b5394; empty: black."),
    "footer": N_("What stands at the end of every document, like the office's address."),
    "letterhead": N_("A Word file (.docx) of your office: its header, footer and styles are taken for Word files."),
    "fonts": N_("A folder of fonts: for letters that documents could not show, and for a typeface of your own."),
    "typeface": N_("The typeface of PDF files, by its name; it is taken from that folder, else from this machine."),
    "letter_paper": N_("The letter paper behind PDF files: a PDF of one page or two, or a picture of a sheet."),
    "margins": N_("What of the letter paper is not for text, in millimetres: top/right/bottom/left, like 45/20/25/25."),
    "badges": N_("Move name badges on their sheet, in millimetres to the right and down, like 1.5/-2."),
    "store": N_("Where the trips are: a file, or postgresql://user@host/agenda; empty: on this machine."),
    "mail_from": N_("Whom mails and invitations are from: office@example.org, or Office <office@example.org>."),
    "mail_server": N_("The server that sends mails (SMTP), like mail.example.org:587."),
    "mail_security": N_("How it is reached: encrypted (port 587 or 465); not encrypted (25) within the house only."),
    "mail_user": N_("Your user name there; empty if it asks for none. The password is asked for and never kept."),
    "mail_hour": N_("How many mails an hour it accepts; -1 for any number."),
    "calendar_user": N_("Your user name at a calendar server (CalDAV). The password is asked for and never kept."),
}
CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "language": ("", "de", "en"), "theme": THEMES, "keymap": ("office", "letters"), "forms": tuple(FORMS),
    "mail_security": ("starttls", "tls", "none"),
}  # fmt: skip


def told_of(name: str, t: Translator) -> str:
    """What a setting is for, with the words that can be typed for it."""
    choices = ", ".join(filter(None, CHOICES.get(name, ())))
    return f"{t(ABOUT[name])} ({choices})" if choices else t(ABOUT[name])


PATHS: Final = ("logo", "letterhead", "letter_paper", "fonts")
"""Settings that are paths; they hold wherever the program is started."""

LONGEST_FOOTER: Final = 300
NUMBERS: Final = {"alarm": 10_080, "meet": 10_080, "leave": 10_080, "mail_hour": 100_000}
"""Settings that are numbers, minutes most of them, or -1 for none; with the largest that they can be."""


def no_number(name: str) -> UserError:
    """The sentence for a setting that is not the number it must be."""
    if name == "mail_hour":
        return UserError("Settings: {name} must be a number from 1 to 100000, or -1 for none.", name=name)
    return UserError("Settings: {name} must be minutes from 0 to 10080, or -1 for none.", name=name)


def read_offset(text: str) -> tuple[float, float]:
    """Millimetres to the right and down, "1.5/-2"; nothing is no offset.

    Raises:
        UserError: it is not two numbers from -20 to 20.
    """
    try:
        across, down = (float(part.replace(",", ".")) for part in (text or "0/0").split("/"))
    except ValueError:
        across = down = float("nan")
    if not (-20 <= across <= 20 and -20 <= down <= 20):
        raise UserError('"{text}" is no offset; say millimetres from -20 to 20, right/down, like 1.5/-2.', text=text)
    return across, down


_USUAL_MARGINS: Final = "45/20/25/25"


def read_margins(text: str) -> Margins:
    """Millimetres from the top, the right, the bottom and the left, "45/20/25/25"; nothing is the usual.

    Raises:
        UserError: it is not four numbers, or they leave less than 110 × 150 mm of A4.
    """
    from exports.brand import Margins

    try:
        top, right, bottom, left = (float(part.replace(",", ".")) for part in (text or _USUAL_MARGINS).split("/"))
    except ValueError:
        top = right = bottom = left = float("nan")
    if not (min(top, right, bottom, left) >= 10 and left + right <= 100 and top + bottom <= 147):
        raise UserError(
            '"{text}" are no margins; say millimetres, top/right/bottom/left, like {usual}, with room for text.',
            text=text, usual=_USUAL_MARGINS,
        )  # fmt: skip
    return Margins(top, right, bottom, left)


def read_label(text: str) -> tuple[float, float]:
    """The width and height of a label in millimetres, "90x55".

    Raises:
        UserError: it is not two numbers, or no such label fits on A4.
    """
    try:
        wide, high = (float(part.replace(",", ".")) for part in text.lower().replace("×", "x").split("x"))
    except ValueError:
        wide = high = float("nan")
    if not (50 <= wide <= 200 and 25 <= high <= 270):
        raise UserError(
            '"{text}" is no size of a label; say width x height in millimetres, from 50x25 to 200x270, like 90x55.',
            text=text,
        )
    return wide, high


def settings_path() -> Path:
    """Where the settings lie: AGENDA_CONFIG, else the user's folder for settings."""
    if named := os.environ.get("AGENDA_CONFIG"):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("agenda", appauthor=False) / "settings.toml"


@cache
def settings() -> Settings:
    """The settings as the file has them, read once.

    Raises:
        UserError: the file cannot be read, or says something that cannot be meant.
    """
    path = settings_path()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise UserError("{path} cannot be read ({why}).", path=str(path), why=reason(error)) from None
    import tomllib

    try:
        return checked(tomllib.loads(data.decode()))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError("{path} is not a settings file ({why}).", path=str(path), why=str(error)) from None
    except UserError as wrong:
        raise UserError("{path}: {what}", path=str(path), what=wrong.message) from None


def calm_settings() -> Settings:
    """The settings, or those the program comes with when the file is wrong (the command line then says what is)."""
    try:
        return settings()
    except UserError:
        return Settings()


def checked(raw: Mapping[str, object]) -> Settings:
    """Settings from a file or a form.

    Raises:
        UserError: a value cannot be meant; the sentence says what would be right.
    """
    known = {field.name for field in fields(Settings)}
    values: dict[str, object] = {}
    for name, value in raw.items():
        if name in known:
            values[name] = _value(name, value)
    return Settings(**values)  # pyright: ignore[reportArgumentType] - each value has been checked for its name


def _store(value: str) -> str:
    """A store without a password: settings are read by many, and are copied."""
    scheme, addressed, rest = value.partition("://")
    if addressed and scheme not in ("postgresql", "postgres"):
        raise UserError("Settings: store is a file or begins with postgresql://.")
    if addressed and ((":" in rest.partition("@")[0].partition("?")[0].rpartition("/")[2] and "@" in rest)
                      or "password=" in rest):  # fmt: skip
        raise UserError(
            "Settings: store may hold no password. Put it into a .pgpass file or PGPASSWORD, or you are asked for it."
        )
    return value


def _value(name: str, value: object) -> object:
    if name == "keys":
        if not isinstance(value, Mapping):
            raise UserError('Settings: keys stand under [keys], one command a line, like export = "ctrl+k".')
        own = {str(key): str(keys) for key, keys in cast("Mapping[object, object]", value).items()}
        from agenda.commands import check_keys

        check_keys(own)
        return own
    if name in NUMBERS:
        least = 1 if name == "mail_hour" else 0
        number = value if isinstance(value, int) and not isinstance(value, bool) else -2
        if number != -1 and not least <= number <= NUMBERS[name]:
            raise no_number(name)
        return None if number < 0 else number
    if name == "store" and isinstance(value, str):
        return _store(value)
    if not isinstance(value, str):
        raise UserError('Settings: {name} must be a text in quotes, like "{example}".', name=name, example="office")
    if name in CHOICES and value not in CHOICES[name]:
        known = ", ".join(one or '""' for one in CHOICES[name])
        raise UserError(
            'Settings: {name} cannot be "{value}"; it is one of {known}.', name=name, value=value, known=known
        )
    return value
