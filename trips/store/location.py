"""Where the store lies, and who is at work."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from trips.i18n.language import UserError


def author() -> str:
    """Who is at work: AGENDA_USER, else the name of the login; on one line, in letters that every program shows."""
    try:
        named = os.environ.get("AGENDA_USER") or getpass.getuser()
    except (OSError, KeyError):
        return "?"
    shown = "".join(letter if letter.isprintable() else "?" for letter in named)
    return shown.strip()[:100] or "?"


def store_path() -> Path:
    """Where the store lies: AGENDA_STORE, else the user's data folder.

    Raises:
        UserError: AGENDA_STORE names something this program cannot use.
    """
    named = os.environ.get("AGENDA_STORE")
    if named and "://" in named:
        raise UserError(
            "AGENDA_STORE must be the path of a file; {named} is not.", named=named.split("://")[0] + "://…"
        )
    if named:
        try:
            return Path(named).expanduser()
        except RuntimeError:
            raise UserError("There is no home folder for {path}.", path=named) from None
    from platformdirs import user_data_path

    return user_data_path("agenda", appauthor=False) / "agenda.db"
