"""Where the store lies, and who is at work."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import Final

from trips.i18n.language import UserError

_NOBODYS: Final = frozenset(("root", "administrator", "admin", "user"))
"""Logins that are no person's."""


def author(setting: str = "", nobody: str = "?") -> str:
    """Who is at work: AGENDA_USER, else a setting, else the login; on one line, in letters that every program shows.

    `nobody` is what is said where only a login is known that is no person's.
    """
    try:
        login = getpass.getuser()
    except (OSError, KeyError):
        login = ""
    named = os.environ.get("AGENDA_USER") or setting or ("" if login.lower() in _NOBODYS else login) or nobody
    shown = "".join(letter if letter.isprintable() else "?" for letter in named)
    return shown.strip()[:100] or "?"


_SCHEMES: Final = ("postgresql", "postgres")


def store_location(setting: str = "") -> Path | str:
    """Where the store lies, a file or the address of a database: AGENDA_STORE, else a setting, else the data folder.

    Raises:
        UserError: that is something this program cannot use.
    """
    named = os.environ.get("AGENDA_STORE") or setting
    if named and "://" in named:
        scheme = named.split("://")[0]
        if scheme in _SCHEMES:
            return named
        raise UserError(
            "A database is a file or one of PostgreSQL (postgresql://user@host/name); {named} is neither.",
            named=f"{scheme}://…",
        )
    if named:
        try:
            return Path(named).expanduser()
        except RuntimeError:
            raise UserError("There is no home folder for {path}.", path=named) from None
    return data_folder() / "agenda.db"


def data_folder() -> Path:
    """The user's folder for what programs keep."""
    from platformdirs import user_data_path

    return user_data_path("agenda", appauthor=False)
