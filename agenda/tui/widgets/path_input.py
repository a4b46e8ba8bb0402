"""An input for a path, with the files and folders there are to pick from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from agenda.tui.widgets.combo_box import ComboBox


def path_pick(value: str, *, ending: str | tuple[str, ...] = (), id: str | None = None) -> ComboBox:  # noqa: A002 - Textual's name
    """A pick of folders, and with `ending` (".toml", or several) of files that end so."""
    return ComboBox(value, _near(ending), open_=True, id=id)


def _near(ending: str | tuple[str, ...]) -> Callable[[str], Sequence[str]]:
    def found(typed: str) -> Sequence[str]:
        folder, slash, begun = typed.rpartition("/")
        try:
            there = Path(folder + slash).expanduser() if folder or slash else Path()
            inside = sorted(there.iterdir(), key=lambda path: (path.is_file(), path.name.casefold()))
        except (OSError, RuntimeError, ValueError):
            return []
        wanted = [
            part
            for part in inside
            if begun.casefold() in part.name.casefold()
            and (begun.startswith(".") or not part.name.startswith("."))
            and (part.is_dir() or (ending and part.name.casefold().endswith(ending)))
        ]
        return [f"{folder}{slash}{part.name}{'/' if part.is_dir() else ''}" for part in wanted[:50]]

    return found
