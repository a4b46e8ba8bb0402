"""Every page and window in both languages, three sizes and four looks, to look at: python -m scripts.gallery [FOLDER].

Writes an SVG for each and pages that show them side by side, one a look, size and language.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from tests.agenda.tui.test_screens import LISTS, SCREENS, at

SIZES: Final = ((80, 24), (120, 36), (200, 60))
LANGUAGES: Final = ("de", "en")
LOOKS: Final = {
    "dark": {"TEXTUAL_THEME": "agenda"}, "light": {"TEXTUAL_THEME": "agenda-light"},
    "16": {"TEXTUAL_THEME": "ansi-dark"}, "no-colour": {"NO_COLOR": "1"},
}  # fmt: skip


def shots(folder: Path) -> Iterator[Path]:
    """Each picture that was made."""
    for look, settings in LOOKS.items():
        for language in LANGUAGES:
            for cols, rows in SIZES:
                made = [shot(folder, name, (cols, rows), language, look, settings) for name in (*LISTS, *SCREENS)]
                index(folder / f"{look}-{language}-{cols}x{rows}.html", made)
                yield from made


def shot(folder: Path, name: str, size: tuple[int, int], language: str, look: str, settings: dict[str, str]) -> Path:
    """The picture of one page or window."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as room:
        os.environ.update({"AGENDA_LANG": language, "AGENDA_STORE": f"{room}/a.db", "HOME": room} | settings)
        try:
            picture = asyncio.run(at(name, size, lambda app: app.export_screenshot(title=name)))
        finally:
            os.environ.clear()
            os.environ.update(before)
    path = folder / f"{name}-{look}-{language}-{size[0]}x{size[1]}.svg"
    path.write_text(picture, "utf-8")
    return path


def index(path: Path, pictures: list[Path]) -> None:
    """A page that shows pictures."""
    shown = "\n".join(f'<img src="{escape(one.name)}" alt="{escape(one.stem)}" width="48%">' for one in pictures)
    path.write_text(f"<!doctype html><meta charset=utf-8><title>{escape(path.stem)}</title>\n{shown}\n", "utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "out/gallery")
    target.mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(shots(target), 1):
        sys.stderr.write(f"\r{number} {picture.name:60}")
    sys.stderr.write("\n")
