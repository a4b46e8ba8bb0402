"""Colours: two themes of our own, the terminal's 16 colours, and some of the library's."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.theme import Theme

OWN = (
    Theme(
        name="agenda", primary="#3b6ea5", secondary="#5a7d9a", accent="#7fb2e5", warning="#e0a458", error="#e06c75",
        success="#7fb685", foreground="#d8dee6", background="#14181d", surface="#1b2027", panel="#222a33", dark=True,
    ),
    Theme(
        name="agenda-light", primary="#2f6db3", secondary="#4d6b85", accent="#1f5fa8", warning="#8a5000",
        error="#b3261e", success="#2e7d32", foreground="#1c232b", background="#fbfbf9", surface="#f1f2ef",
        panel="#e4e7ea", dark=False,
    ),
)  # fmt: skip


def use_theme(app: App[Any], name: str) -> None:
    """Give the program the colours of the settings; TEXTUAL_THEME wins over them."""
    import os

    for theme in OWN:
        app.register_theme(theme)
    wanted = os.environ.get("TEXTUAL_THEME") or ("ansi-dark" if name == "terminal" else name)
    if wanted in app.available_themes:
        app.theme = wanted
